"""Documents of a run laid out together: what lays them out here, and what it gave of each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Event
from typing import Any, NamedTuple

from generator.audits import found
from generator.diagnostics import Fault, Severity, has_errors
from generator.edited.publishing import ANYWAY
from generator.exits import RefusedError
from generator.kept import fingerprints
from generator.outputs import font_choice, made_pdf, office, pdf
from generator.outputs.formats import PDF, WORD
from generator.outputs.making import How, Made, MadeContent
from generator.outputs.pdf import UNFILLED, PrintedPdf
from generator.published import pdf_file
from generator.units import guarding

_SHOWN = 12  # signs of a digest
NO_ENGINE = (
    "没有找到 LibreOffice；装上它（免费，www.libreoffice.org）再运行一次，"
    "或者在 WPS、Word 里导出 PDF，再加 --pdf 导出的.pdf"
)


class LayoutEngine(NamedTuple):
    """The engine that lays documents out, with a digest of the fonts; else why there is none."""

    name: str = ""
    why: str = ""


def find_layout() -> LayoutEngine:
    """What lays documents out here."""
    try:
        office.find()
    except RefusedError:
        return LayoutEngine(why=NO_ENGINE)
    try:
        engine = office.version()
        made_pdf.load()
        pdf_file.load()
    except RefusedError as error:
        return LayoutEngine(why=str(error))
    fonts = "\n".join(sorted(font_choice.list_installed() or ()))
    return LayoutEngine(f"{engine}，字体 {fingerprints.of_bytes(fonts.encode())[:_SHOWN]}")


def with_layout(how: How) -> How:
    """The same with what lays documents out here, where that is wanted, or why nothing does."""
    if not {PDF, WORD} & {*how.choice}:
        return how
    layout = find_layout()
    return how._replace(layout=layout.name, without=layout.why)


def print_group(group: Sequence[Made], how: How, stop: Event) -> Iterator[Made]:
    """Documents with what the engine gives of each that it is to lay out, in order.

    One process does it; once `stop` is set nothing is laid out any more.
    """
    due = [it for it in group if it.document and not it.refused and how.is_laid_out(it.item)]
    named = [(str(it.item.document), it.document) for it in due]
    results = iter(_print(named, how.strict, stop) if named else ())
    left = iter(due)
    waiting = next(left, None)
    for made in group:
        if made is waiting:
            yield _take(made, next(results), how)
            waiting = next(left, None)
        else:
            yield made


def _print(
    named: Sequence[tuple[str, bytes]], strict: bool, stop: Event
) -> list[PrintedPdf | Fault]:
    """What is printed of each; where that breaks over all of them together, each alone."""

    def print_each(fault: Fault) -> list[PrintedPdf | Fault]:
        alone = ([one] for one in named) if len(named) > 1 else ()
        return [it for one in alone for it in _print(one, strict, stop)] or [fault]

    def print_together() -> list[PrintedPdf | Fault]:
        return list(pdf.print_all(named, strict=strict, processes=1, stop=stop))

    return guarding.guard(named[0][0], print_together, print_each)


def _take(made: Made, printed: PrintedPdf | Fault, how: How) -> Made:
    """A document with its PDF, and with the pages of its 目录."""
    if isinstance(printed, Fault):
        return replace(made, faults=(*made.faults, printed))
    faults = (*made.faults, *(_weigh(it, how) for it in printed.faults))
    if has_errors(faults):
        return replace(made, faults=faults)
    name, files = made.item.name, dict(made.files)
    if WORD in how.choice:
        files[f"{name}.docx"] = MadeContent(WORD, printed.document)
    if PDF in how.choice:
        files[f"{name}.pdf"] = MadeContent(PDF, printed.pdf)
    return replace(made, faults=faults, files=files, told={**made.told, **_tell(printed)})


def _weigh(fault: Fault, how: How) -> Fault:
    """A 目录 without right pages has to be waved on; how pages look is only told."""
    if fault.code != UNFILLED or how.anyway:
        return fault
    return replace(fault, severity=Severity.ERROR, help=f"看过，就这样公开的，加 {ANYWAY}")


def _tell(printed: PrintedPdf) -> dict[str, Any]:
    """What the list says of how a document was laid out."""
    laid = {
        "引擎": printed.engine,
        "字体": [font_choice.name_shared(it) for it in printed.fonts],
        "代用": {it.asked: it.used for it in printed.stand_ins},
    }
    looks = [f"{found.spot(it.place)}：{it.message}" for it in printed.faults]
    lacks = [f"{it.standard}：{it.what}" for it in printed.lacks]
    return {"排成": laid, "PDF 缺": lacks, "版面": looks}
