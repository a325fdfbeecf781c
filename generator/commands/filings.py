"""What each command does: options in, exit code out. Heavy modules are imported where used."""

from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Place
from generator.kept import fingerprints
from generator.reporting import console
from generator.reporting.console import refuse
from generator.reporting.exits import FAULTY, FINE
from generator.units import interruption, summary
from generator.units.result import Result
from generator.units.summary import Tally
from generator.units.work import SchedulingError

if TYPE_CHECKING:
    from generator.reporting.overview_page import Row
    from generator.units.batch import Job

NOTHING = "没有找到填报文件（.yaml；名称以“_”开头的不算）"


def build(options: Namespace) -> int:
    """Check every filing and write its document, or prove that what lies there is theirs."""
    if options.verify:
        return _verify(options)
    if options.redline is not None:
        return _redlined(options)
    return _each(options, Path(options.output))


def _redlined(options: Namespace) -> int:
    """Write one filing's document, and its redline against the previous version."""
    from generator.redlines import redlining
    from generator.units import intake

    filings = intake.find(options.filings)
    if len(filings) != 1:
        return refuse(f"--redline 一次写一个填报文件，这里有 {len(filings)} 个")
    if _exported_is_wrong(options.exported):
        return FAULTY
    folder = Path(options.output)
    made = redlining.build(filings[0], Path(options.redline), _job(options, folder), folder)
    pages = _Pages(options)
    for result in console.follow([made.result], Tally(1), options.format):
        pages.add(result)
    tell = console.say if options.format == "text" else console.complain
    if made.redline is not None:
        tell(f"修订稿：{made.redline}")
    elif made.result.written is not None and not made.differs:
        tell(f"与上一版没有不同，没有写修订稿：{options.redline}")
    written = pages.finish()
    return FAULTY if made.result.failed or not written else FINE


def check(options: Namespace) -> int:
    """Check every filing and write nothing."""
    return _each(options, None)


def _job(options: Namespace, folder: Path | None) -> "Job":
    from generator.units.batch import Job

    ways = {"jobs": options.jobs, "scheduler": options.scheduler, "exported": options.exported}
    if folder is None:
        return Job(**ways)
    return Job(folder, options.draft, options.overwrite, force=options.force, **ways)


def _each(options: Namespace, folder: Path | None) -> int:
    """Take every filing through the house and say what became of it."""
    from generator.units import batch, intake

    filings = intake.find(options.filings)
    if not filings:
        return refuse(NOTHING)
    plan = batch.plan(filings, _job(options, folder))
    if plan.due and _exported_is_wrong(options.exported):
        return FAULTY
    tally, pages = Tally(len(filings)), _Pages(options)
    try:
        with (
            interruption.awaited() as stopped,
            closing(batch.carry_out(plan, stopped)) as made,
            closing(console.follow(made, tally, options.format)) as results,
        ):
            for result in results:
                pages.add(result)
    except KeyboardInterrupt:
        console.complain(summary.interrupted(tally, folder))
        return FAULTY
    except SchedulingError as error:
        return refuse(str(error))
    written = pages.finish()
    return FAULTY if tally.faulty or not written else FINE


def _exported_is_wrong(name: str) -> bool:
    """Whether a file of control totals cannot be used; what is wrong with it is told."""
    if not name:
        return False
    from generator.filing import control_file

    exported, faults = control_file.load(Path(name))
    if exported is None:
        console.complain(console.faults_text(faults))
    return exported is None


class _Pages:
    """The pages that are asked for besides, made when all results are in."""

    def __init__(self, options: Namespace) -> None:
        self.html, self.overview = options.format == "html", options.overview
        self.results: list[Result] = []
        self.rows: list[Row] = []

    def add(self, result: Result) -> None:
        """Keep of a result what the pages need."""
        if self.html:
            self.results.append(result)
        if self.overview:
            from generator.reporting import overview_page

            self.rows.append(overview_page.row(result))

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


def _verify(options: Namespace) -> int:
    """Make every document again and compare it with what lies in the folder."""
    from generator.units import intake, verifying

    others = (options.overview, options.force, options.overwrite, options.redline is not None)
    if options.format != "text" or any(others):
        wrong = "--verify 只核对，不与 --format、--总览、--force、--overwrite、--redline 同用"
        return refuse(wrong)
    filings = intake.find(options.filings)
    if not filings:
        return refuse(NOTHING)
    if _exported_is_wrong(options.exported):
        return FAULTY
    job = _job(options, Path(options.output))
    try:
        with closing(verifying.verify(filings, job)) as compared:
            return FINE if console.tell_verified(compared, len(filings)) else FAULTY
    except SchedulingError as error:
        return refuse(str(error))


def paginate(options: Namespace) -> int:
    """Fill in the page numbers of every document's 目录."""
    from generator.units import intake, manifest
    from generator.word import pagination

    documents = [path for name in options.documents for path in intake.fitting(name)]
    total = len(documents)
    for number, name in enumerate(documents, start=1):
        console.say(f"[{number}/{total}] 正在排版 {name} …")
        known = manifest.recorded(Path(name))
        try:
            done = pagination.paginate(Path(name))
        except pagination.PaginationError as error:
            return refuse(str(error))
        if known is not None:
            manifest.laid_out(*known, done.engine)
        console.say(f"目录页码已填：{done.path}（{done.entries} 条，{done.engine}）")
    return FINE


def explain(options: Namespace) -> int:
    """Show the page of a fault code."""
    from generator.checks import explaining

    page = explaining.page(options.code)
    if page is None:
        return refuse(f"没有“{options.code}”这个代码。{explaining.suggest(options.code)}")
    console.say(page)
    return FINE


def schema(options: Namespace) -> int:
    """Print the JSON Schema of a pack's filings, for editors."""
    import json

    from generator.packs import finding, jsonschema

    pack = finding.choose(fingerprints.home(), options.kind, options.year, options.region)
    if isinstance(pack, str):
        return refuse(pack)
    text = json.dumps(jsonschema.json_schema(pack), ensure_ascii=False, indent=2)
    console.say(text, utf8=True)
    return FINE
