"""What the commands share that take many filings through the house: options, results, pages."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.options import formats, take
from generator.diagnostics import Place
from generator.exits import FAULTY, FINE, RefusedError
from generator.reporting import console, progress
from generator.units import batch, intake, interruption, summary
from generator.units.batch import Job
from generator.units.result import Result
from generator.units.summary import Tally

if TYPE_CHECKING:
    from generator.reporting.overview_page import UnitRow


def _page(text: str) -> str:
    """The name of a page: it replaces what stands there, which must never be a filing."""
    if not text.lower().endswith((".html", ".htm")):
        raise ValueError(text)
    return text


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise ValueError(text)
    return count


class FilingsOptions(NamedTuple):
    """Which filings, what they are compared with, how they are shared out, what is told."""

    filings: list[str] = take(
        nargs="+",
        metavar="填报文件",
        help='文件、装着它们的文件夹，或加引号的式样（"inputs/*/126*.yaml"）；名称以“_”开头的不算',
    )
    exported: str = take(
        "--核对", metavar="文件", default="", help="软件导出的合计数（.csv 或 .yaml），与填报数核对"
    )
    format: str = take("--format", **formats("json", "html", remark="（一页，可发给填报人）"))
    overview: str | None = take(
        "--总览",
        type=_page,
        metavar="文件",
        help="另写一页网页（.html）：各单位的结论、主要的数、增减异常",
    )
    jobs: int | None = take(
        "--jobs",
        type=_count,
        metavar="个数",
        help="同时用几个进程；不写时，填报文件多就用上全部处理器，1 是只用一个",
    )
    scheduler: str = take(
        "--scheduler",
        metavar="地址",
        default="",
        help='交给 Dask 集群做（需要 pip install "gongkai[cluster]"），如 tcp://10.0.0.1:8786',
    )

    def job(self) -> Job:
        """What is to be done with every filing: it is checked."""
        return Job(exported=self.exported, jobs=self.jobs, scheduler=self.scheduler)


def find(options: FilingsOptions) -> list[Path]:
    """The filings that are meant; where there are none, the call is refused."""
    filings = intake.find(options.filings)
    if not filings:
        raise RefusedError("没有找到填报文件（.yaml；名称以“_”开头的不算）")
    return filings


def carry_out(options: FilingsOptions, job: Job) -> int:
    """Take every filing through the house and say what became of it."""
    filings = find(options)
    plan = batch.plan(filings, job)
    if plan.due and control_file_is_wrong(job):
        return FAULTY
    tally, pages = Tally(len(filings)), Pages(options)
    try:
        with (
            interruption.watch() as stopped,
            closing(batch.carry_out(plan, stopped)) as results,
            closing(progress.follow(results, tally, options.format)) as followed,
        ):
            for result in followed:
                pages.add(result)
    except KeyboardInterrupt:
        console.complain(summary.say_interrupted(tally, job.folder))
        return FAULTY
    written = pages.finish()
    return FAULTY if tally.faulty or not written else FINE


def control_file_is_wrong(job: Job) -> bool:
    """Whether a job's file of control totals cannot be used; what is wrong with it is told."""
    if not job.exported:
        return False
    from generator.filing import control_file

    exported, faults = control_file.load(Path(job.exported))
    if exported is None:
        console.complain(console.faults_text(faults))
    return exported is None


class Pages:
    """The pages that are asked for besides, made when all results are in."""

    def __init__(self, options: FilingsOptions) -> None:
        self.html, self.overview = options.format == "html", options.overview
        self.results: list[Result] = []
        self.rows: list[UnitRow] = []

    def add(self, result: Result) -> None:
        """Keep of a result what the pages need."""
        if self.html:
            self.results.append(result)
        if self.overview:
            from generator.reporting import overview_page

            self.rows.append(overview_page.keep(result))

    def finish(self) -> bool:
        """Print or write the pages; whether that could be done."""
        if self.html:
            from generator.reporting import results_html

            console.say(results_html.as_html(self.results), utf8=True, end="")
        if not self.overview:
            return True
        from generator.reporting import overview_page
        from generator.word import output

        path = Path(self.overview)
        content = overview_page.as_page(self.rows, path.parent).encode()
        fault = output.write(path, content, Place(str(path), 1, 1))
        console.complain(console.fault_text(fault) if fault else f"总览：{path}")
        return fault is None
