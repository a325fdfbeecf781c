"""`gongkai pdf`: a copy of any document to look at, drafts included."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.documents import find_unfit, write
from generator.commands.faults import complain_of
from generator.commands.options import take
from generator.diagnostics import Fault, Place
from generator.exits import FAULTY, FINE
from generator.reporting import console, fonts_text

if TYPE_CHECKING:
    from generator.outputs.pdf import PrintedPdf


class PdfOptions(NamedTuple):
    """What may be typed after `pdf`."""

    document: str = take(metavar="文档", help="Word 文档（.docx），草稿也可以")
    output: str = take("-o", metavar="PDF", required=True, help="写到哪个文件（.pdf）")
    strict: bool = take(
        "--严格字体", action="store_true", help="文档要的字体这台机器没有的，不用别的代，不印"
    )


def pdf(options: PdfOptions) -> int:
    """Print a document as PDF."""
    from generator.kept import reading
    from generator.outputs import pdf as printing
    from generator.word import archive

    unfit = find_unfit(options.output, options.document, suffix=printing.SUFFIX)
    if unfit is not None:
        return _refuse(unfit)
    try:
        raw = reading.read(Path(options.document), archive.MAX_TOTAL)
    except OSError as error:
        message = f"文档读不出来：{reading.reason(error)}"
        return _refuse(Fault("R811", message, Place(options.document, 1, 1)))
    [done] = printing.print_all([(options.document, raw)], strict=options.strict)
    if isinstance(done, Fault):
        return _refuse(done)
    fault = write(options.output, done.pdf, options.document, printing.SUFFIX)
    if fault is not None:
        return _refuse(fault)
    complain_of(done.faults, None)
    _tell(done, options.output)
    return FINE


def _refuse(fault: Fault) -> int:
    complain_of((fault,), None)
    return FAULTY


def _tell(done: "PrintedPdf", name: str) -> None:
    if missing := fonts_text.name_stand_ins(dict(done.stand_ins)):
        console.complain(f"提示：{missing}；样子与 Word 里的不同")
    for lack in done.lacks:
        console.complain(f"提示：{lack.what} {lack.number} 处，PDF 没有标成 {lack.standard}")
    console.say(f"已生成 {name}（{done.engine}）")
