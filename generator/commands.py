"""What each command does: options in, exit code out. Heavy modules are imported where used."""

from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from generator import done, interruption, report, summary
from generator.diagnostics import Fault, Place
from generator.done import Result
from generator.summary import Tally
from generator.work import SchedulingError

if TYPE_CHECKING:
    from generator.batch import Job
    from generator.report_overview import Row
    from generator.revision import Revision
    from generator.source import Source

FINE, FAULTY, WRONG_CALL = 0, 1, 2
NOTHING = "没有找到填报文件（.yaml）"


def build(options: Namespace) -> int:
    """Check every filing and write its document, or prove that what lies there is theirs."""
    if options.verify:
        return _verify(options)
    if options.redline:
        return _redlined(options)
    return _each(options, Path(options.output))


def _redlined(options: Namespace) -> int:
    """Write one filing's document, and its redline against the previous version."""
    from generator import batch, redlining

    filings = batch.find(options.filings)
    if len(filings) != 1:
        return _refuse(f"--redline 一次写一个填报文件，这里有 {len(filings)} 个")
    if _exported_is_wrong(options.exported):
        return FAULTY
    folder = Path(options.output)
    made = redlining.build(filings[0], Path(options.redline), _job(options, folder), folder)
    list(report.follow([made.result], Tally(1), options.format))
    tell = report.say if options.format == "text" else report.complain
    if made.redline is not None:
        tell(f"修订稿：{made.redline}")
    elif made.result.written is not None and not made.differs:
        tell(f"与上一版没有不同，没有写修订稿：{options.redline}")
    return FAULTY if made.result.outcome.failed else FINE


def check(options: Namespace) -> int:
    """Check every filing and write nothing."""
    return _each(options, None)


def _job(options: Namespace, folder: Path | None) -> "Job":
    from generator.batch import Job

    ways = {"jobs": options.jobs, "scheduler": options.scheduler, "exported": options.exported}
    if folder is None:
        return Job(**ways)
    return Job(folder, options.draft, options.overwrite, force=options.force, **ways)


def _each(options: Namespace, folder: Path | None) -> int:
    """Take every filing through the house and say what became of it."""
    from generator import batch

    filings = batch.find(options.filings)
    if not filings:
        return _refuse(NOTHING)
    plan = batch.plan(filings, _job(options, folder))
    if plan.due and _exported_is_wrong(options.exported):
        return FAULTY
    tally, pages = Tally(len(filings)), _Pages(options)
    try:
        with (
            interruption.awaited() as stopped,
            closing(batch.carry_out(plan, stopped)) as made,
            closing(report.follow(made, tally, options.format)) as results,
        ):
            for result in results:
                pages.add(result)
    except KeyboardInterrupt:
        report.complain(summary.interrupted(tally, folder))
        return FAULTY
    except SchedulingError as error:
        return _refuse(str(error))
    written = pages.finish()
    return FAULTY if tally.states[done.FAULTY] or not written else FINE


def _exported_is_wrong(name: str) -> bool:
    """Whether a file of control totals cannot be used; what is wrong with it is told."""
    if not name:
        return False
    from generator import exports

    exported, faults = exports.load(Path(name))
    if exported is None:
        report.complain(report.faults_text(faults))
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
            from generator import report_overview

            self.rows.append(report_overview.row(result))

    def finish(self) -> bool:
        """Print or write the pages; whether that could be done."""
        if self.html:
            from generator import report_html

            report.say(report_html.as_html(self.results), utf8=True, end="")
        if not self.overview:
            return True
        from generator import output, report_overview

        path = Path(self.overview)
        content = report_overview.as_page(self.rows, path.parent).encode()
        fault = output.write(path, content, Place(str(path), 1, 1))
        report.complain(report.fault_text(fault) if fault else f"总览：{path}")
        return fault is None


def _verify(options: Namespace) -> int:
    """Make every document again and compare it with what lies in the folder."""
    from generator import batch, verifying

    if options.format != "text" or options.overview or options.force or options.overwrite:
        return _refuse("--verify 只核对，不与 --format、--总览、--force、--overwrite 同用")
    filings = batch.find(options.filings)
    if not filings:
        return _refuse(NOTHING)
    if _exported_is_wrong(options.exported):
        return FAULTY
    job = _job(options, Path(options.output))
    try:
        with closing(verifying.verify(filings, job)) as compared:
            return FINE if report.tell_verified(compared, len(filings)) else FAULTY
    except SchedulingError as error:
        return _refuse(str(error))


def paginate(options: Namespace) -> int:
    """Fill in the page numbers of every document's 目录."""
    from generator import manifest, pagination

    total = len(options.documents)
    for number, name in enumerate(options.documents, start=1):
        report.say(f"[{number}/{total}] 正在排版 {name} …")
        known = manifest.recorded(Path(name))
        try:
            done = pagination.paginate(Path(name))
        except pagination.PaginationError as error:
            return _refuse(str(error))
        if known is not None:
            manifest.laid_out(*known, done.engine)
        report.say(f"目录页码已填：{done.path}（{done.entries} 条，{done.engine}）")
    return FINE


def explain(options: Namespace) -> int:
    """Show the page of a fault code."""
    from generator import explaining

    page = explaining.page(options.code)
    if page is None:
        return _refuse(f"没有“{options.code}”这个代码。{explaining.suggest(options.code)}")
    report.say(page)
    return FINE


def schema(options: Namespace) -> int:
    """Print the JSON Schema of a pack's filings, for editors."""
    import json

    from generator import jsonschema, packs

    pack = packs.choose(packs.home(), options.kind, options.year, options.region)
    if isinstance(pack, str):
        return _refuse(pack)
    text = json.dumps(jsonschema.json_schema(pack), ensure_ascii=False, indent=2)
    report.say(text, utf8=True)
    return FINE


def form_fields(options: Namespace) -> int:
    """List every name that a pack's form may use."""
    from generator import packs, pipeline

    pack = packs.choose(packs.home(), options.kind, options.year, options.region)
    if isinstance(pack, str):
        return _refuse(pack)
    report.tell_fields(pipeline.form_fields(pack))
    return FINE


def form_check(options: Namespace) -> int:
    """Say everything that is wrong with a form; its pack lies beside it unless it is named."""
    from generator import compiling, packs
    from generator.diagnostics import has_errors

    form = Path(options.form)
    if options.kind and options.year:
        pack = packs.choose(packs.home(), options.kind, options.year, options.region)
    else:
        pack = packs.beside(form)
    if isinstance(pack, str):
        return _refuse(pack)
    faults = compiling.judge(form, pack)
    if faults:
        report.complain(report.faults_text(faults))
    report.say(f"{form}：{len(faults)} 处要改" if faults else f"{form}：检查通过")
    return FAULTY if has_errors(faults) else FINE


def trace(options: Namespace) -> int:
    """Say where a number comes from and where it is printed."""
    from generator import dossier, report_trace, tracing

    of, faults = dossier.open_filing(Path(options.filing))
    if of is None:
        return _faulty(options.filing, faults)
    if of.drafted:
        report.complain(f"注意：{options.filing} 有错误，以下按草稿查")
    found = tracing.trace(of, options.question)
    if options.format == "json":
        report.say(report_trace.as_json(found), utf8=True)
    elif found.missing:
        report.complain(found.missing)
    else:
        report.say(report_trace.text(found))
    return FAULTY if found.missing else FINE


def diff(options: Namespace) -> int:
    """Say what a correction changes, and write its 更正说明."""
    from generator import history

    if bool(options.new) == bool(options.since):
        return _refuse("写两个填报文件，或者一个文件和 --since 版本")
    if not options.since:
        return _compared(options, Path(options.old), Path(options.new), options.old)
    filing = Path(options.old)
    try:
        with history.checked_out(filing, options.since) as old:
            return _compared(options, old, filing, f"{filing}（{options.since}）")
    except history.HistoryError as error:
        return _refuse(str(error))


def _compared(options: Namespace, old: Path, new: Path, old_name: str) -> int:
    from dataclasses import replace

    from generator import report_revision, revision, touched

    pair, faults = revision.open_pair(old, new)
    if pair is None:
        return _faulty(f"{old_name}、{new}", faults)
    folder = Path(options.folder) if options.folder else new.resolve().parent.parent
    others, whole = touched.search(folder, [new] if options.since else [old, new])
    if not whole:
        report.complain(f"注意：{folder} 里文件太多，只查了前 {touched.MAX_FILES} 个")
    made = replace(revision.compare(*pair, old_name, str(new)), touched=others)
    if options.format == "json":
        report.say(report_revision.as_json(made), utf8=True)
    else:
        report.say(report_revision.text(made))
    return _note(made, Path(options.word)) if options.word else FINE


def _note(made: "Revision", target: Path) -> int:
    """Write a correction's 更正说明; nothing is put on file from a filing with errors."""
    from generator import correction_note, output
    from generator.diagnostics import Place

    if made.draft:
        return _refuse("新的填报文件有错误，没有写更正说明")
    if not made.passages:
        return _refuse("两份文档没有不同，没有写更正说明")
    if target.exists():
        return _refuse(f"{target} 已经有了，没有覆盖；请换一个文件名")
    fault = output.write(target, correction_note.document(made), Place(str(target), 1, 1))
    if fault is not None:
        return _refuse(fault.message)
    report.complain(f"已生成 {target}")
    return FINE


def new(options: Namespace) -> int:
    """Write next year's filing from last year's, or an empty one."""
    from generator import blank, packs, starting

    region = options.region or starting.region_of(options.last)
    pack = packs.choose(packs.home(), options.kind, options.year, region)
    if isinstance(pack, str):
        return _refuse(pack)
    try:
        target = starting.target(options.output, options.last, pack)
        if options.last is None:
            starting.write(target, blank.filing(pack))
            report.say(f"已生成 {target}：照说明填写，用 gongkai check {target} 检查")
            return FINE
        rolled = starting.roll(Path(options.last), target, pack)
    except starting.StartError as error:
        return _refuse(str(error))
    for remark in rolled.remarks:
        report.complain(remark)
    report.say(f"已生成 {target}：待填 {rolled.empty} 处，请核对 {rolled.review} 处")
    return FINE


def _faulty(name: str, faults: "list[Fault]") -> int:
    """Say why a filing cannot even be drafted."""
    report.complain(report.faults_text(faults))
    report.complain(f"{name}：有错误，生成不了文档，先改正")
    return FAULTY


def verify(options: Namespace) -> int:
    """Say which figures of a finished document no longer agree with its filing."""
    from generator import agreement, report_documents

    verified = agreement.verify(Path(options.document), Path(options.filing))
    if options.format == "json":
        report.say(report_documents.verified_json(verified), utf8=True)
    elif verified.faults:
        _complain(verified.faults, verified.source)
    else:
        report.say(report_documents.verified_text(verified))
    return FINE if verified.true else FAULTY


def refresh(options: Namespace) -> int:
    """Bring an edited document up to its corrected filing, keeping what was done by hand."""
    from dataclasses import replace

    from generator import refreshing, report_documents

    base = Path(options.base) if options.base else None
    done = refreshing.refresh(Path(options.document), Path(options.filing), base)
    fault = _written(options.output, done.document) if done.document else None
    if fault is not None:
        done = replace(done, faults=(*done.faults, fault))
    if options.format == "json":
        written = None if done.faults else options.output
        names = (options.document, options.filing, written)
        report.say(report_documents.refreshed_json(done, *names), utf8=True)
    elif done.faults:
        _complain(done.faults, done.source)
    else:
        report.say(report_documents.refreshed_text(done))
        report.say(f"已生成 {options.output}")
    return FAULTY if done.faults else FINE


def publish(options: Namespace) -> int:
    """Write a copy of a document without what it carries for a later refresh."""
    from generator import refreshing

    done = refreshing.publish(Path(options.document))
    fault = done.fault or _written(options.output, done.document)
    if fault is not None:
        _complain((fault,))
        return FAULTY
    report.say(f"已生成 {options.output}（{'已去掉底稿' if done.carried else '文档没有带底稿'}）")
    if done.comments:
        report.complain(f"提示：文中还有 {done.comments} 条批注，公开前请处理")
    return FINE


def _complain(faults: tuple[Fault, ...], source: "Source | None" = None) -> None:
    """Tell of faults with the lines that they stand in."""
    from generator import work
    from generator.pipeline import Outcome

    report.complain(report.faults_text(faults, work.texts(Outcome("", faults, source))))


def _written(name: str, document: bytes) -> Fault | None:
    from generator import output

    return output.write(Path(name), document, Place(name, 1, 1))


def _refuse(message: str) -> int:
    report.complain(f"错误：{message}")
    return WRONG_CALL
