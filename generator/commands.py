"""What each command does: options in, exit code out. Heavy modules are imported where used."""

from argparse import Namespace
from pathlib import Path

from generator import report

FINE, FAULTY, WRONG_CALL = 0, 1, 2


def build(options: Namespace) -> int:
    """Check every filing and write its document."""
    from generator.batch import Job

    return _each(options, Job(Path(options.output), options.draft, options.overwrite))


def check(options: Namespace) -> int:
    """Check every filing and write nothing."""
    from generator.batch import Job

    return _each(options, Job())


def _each(options: Namespace, job: "report.Job") -> int:
    """Take every filing through the house and say what became of it."""
    from dataclasses import replace

    from generator import batch, exports

    filings = list(batch.find(options.filings))
    if not filings:
        return _refuse("没有找到填报文件（.yaml）")
    if options.exported:
        exported, faults = exports.load(Path(options.exported))
        if exported is None:
            report.complain(report.faults_text(faults, None))
            return FAULTY
        job = replace(job, exported=exported)
    results = report.follow(batch.run(filings, job), len(filings), options.format)
    return FAULTY if any(result.outcome.failed for result in results) else FINE


def paginate(options: Namespace) -> int:
    """Fill in the page numbers of every document's 目录."""
    from generator import pagination

    total = len(options.documents)
    for number, name in enumerate(options.documents, start=1):
        report.say(f"[{number}/{total}] 正在排版 {name} …")
        try:
            done = pagination.paginate(Path(name))
        except pagination.PaginationError as error:
            return _refuse(str(error))
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
        report.complain(report.faults_text(faults, None))
    report.say(f"{form}：{len(faults)} 处要改" if faults else f"{form}：检查通过")
    return FAULTY if has_errors(faults) else FINE


def _refuse(message: str) -> int:
    report.complain(f"错误：{message}")
    return WRONG_CALL
