"""What the commands share that take many filings through the house: options, results, pages."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.options import formats, take
from generator.exits import FAULTY, FINE, RefusedError
from generator.reporting import console, progress
from generator.units import batch, intake, interruption, summary
from generator.units.batch import Job
from generator.units.result import Result
from generator.units.summary import Tally

if TYPE_CHECKING:
    from generator.reporting.overview_page import UnitRow


MAX_NAMED = 10


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
        "--核对",
        metavar="文件",
        default="",
        help="软件导出的表（.xls、.xlsx、装着它们的文件夹）或合计数（.csv、.yaml），与填报数核对",
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


def carry_out(options: FilingsOptions, job: Job, output: str | None = None) -> int:
    """Take every filing through the house and say what became of it.

    What is given in a form that is none of words goes to `output`, if it names a file or folder.
    """
    filings = find(options)
    _tell_passed_over(options)
    plan = batch.plan(filings, job)
    if plan.due and control_file_is_wrong(job):
        return FAULTY
    tally, pages = Tally(len(filings)), Pages(options, output)
    units: set[str] = set()
    of_packs: dict[str, None] = {}
    told = options.format if output is None else "html"
    try:
        with (
            interruption.watch() as stopped,
            closing(batch.carry_out(plan, stopped)) as results,
            closing(progress.follow(results, tally, told)) as followed,
        ):
            for result in followed:
                pages.add(result)
                units.update((result.unit, result.code))
                of_packs[result.of_pack] = None
    except KeyboardInterrupt:
        console.complain(summary.say_interrupted(tally, job.folder))
        return FAULTY
    tell_of_packs(of_packs)
    if plan.due == plan.filings:  # of a filing that was left alone, not all is known
        _tell_unclaimed(options, units)
    written = pages.finish()
    return FAULTY if tally.faulty or not written else FINE


def _tell_passed_over(options: FilingsOptions) -> None:
    """Told once a run of what looks like a filing in a folder, and is none by its name."""
    found = intake.find_passed_over(options.filings)
    if found:
        console.complain(
            f"提示：{len(found)} 个文件没有当作填报文件：{_name_some(found)}\n"
            "  = 建议：填报文件的文件名以 .yaml 结尾；文件名后面多了 .txt 的，改回来\n"
        )


def _name_some(names: list[str]) -> str:
    return "、".join(names[:MAX_NAMED]) + ("等" if len(names) > MAX_NAMED else "")


def tell_of_packs(told: Iterable[str]) -> None:
    """What is told once a run of each pack, and of most nothing."""
    for text in filter(None, told):
        console.complain(f"提示：{text}\n")


def _tell_unclaimed(options: FilingsOptions, units: set[str]) -> None:
    """Told once a run of the units that a file of control totals has, and no filing of a folder."""
    if not options.exported or not intake.are_many(options.filings):
        return
    from generator.filing import control_file

    exported, _ = control_file.load(Path(options.exported))
    left = [name for name in exported.totals if name and name not in units] if exported else []
    if left:
        console.complain(
            f"提示：{options.exported} 里有 {len(left)} 个单位没有填报文件：{_name_some(left)}\n"
            "  = 建议：补上它们的填报文件；名称或代码写得不一样的，改成一样\n"
        )


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

    def __init__(self, options: FilingsOptions, output: str | None = None) -> None:
        self.html, self.overview = options.format == "html", options.overview
        self.output = output
        self.results: list[Result] = []
        self.rows: list[UnitRow] = []

    def add(self, result: Result) -> None:
        """Keep of a result what the pages need."""
        if self.html or self.output is not None:
            self.results.append(result)
        if self.overview:
            from generator.reporting import overview_page

            self.rows.append(overview_page.keep(result))

    def finish(self) -> bool:
        """Print or write the pages; whether that could be done."""
        written = True
        if self.output is not None:
            from generator.reporting import report_files

            written = report_files.write(self.results, self.output, html=self.html)
        elif self.html:
            from generator.reporting import results_html

            console.say(results_html.as_html(self.results), utf8=True, end="")
        return self._finish_overview() and written

    def _finish_overview(self) -> bool:
        if not self.overview:
            return True
        from generator.reporting import overview_page, placing

        path = Path(self.overview)
        fault = placing.put(path, overview_page.as_page(self.rows, path.parent))
        console.complain(console.fault_text(fault) if fault else f"总览：{path}")
        return fault is None
