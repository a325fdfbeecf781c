"""`gongkai publish`: a copy of a finished document that may leave, or why it may not."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.commands.documents import write
from generator.commands.faults import complain_of
from generator.commands.filings import count
from generator.commands.options import take
from generator.exits import FAULTY, FINE, RefusedError
from generator.reporting import console


class PublishOptions(NamedTuple):
    """What may be typed after `publish`."""

    document: str = take(metavar="文档", help="成文（.docx），或装着它们的文件夹")
    filing: str | None = take(
        metavar="填报文件",
        nargs="?",
        help="这份文档的填报文件（.yaml）：先核对，再公开；几份文档的，写装着填报文件的文件夹。"
        "写到文件夹时，不写就用生成记录里的那一份",
    )
    output: str = take(
        "-o",
        metavar="文件夹",
        required=True,
        help="写到哪个文件夹：每份文档在里面有自己的文件夹；写 .docx 的文件名，只另存 Word 文档",
    )
    only: str | None = take("--只要", metavar="格式", help="只要这几种格式，如 pdf,html")
    pdf: str | None = take(
        "--pdf", metavar="文件", help="在 WPS、Word 里导出的 PDF：逐句核对以后用它，不另排版"
    )
    anyway: bool = take(
        "--仍要公开",
        action="store_true",
        help="有批注、隐藏的文字、多出的数之类，或者没有填报文件可核对，也公开",
    )
    strict: bool = take(
        "--严格字体", action="store_true", help="文档用的字体这台机器没有全的，不公开"
    )
    overwrite: bool = take(
        "--overwrite", action="store_true", help="覆盖文件夹里后来改过的、别人放的同名文件"
    )
    jobs: int | None = take("--jobs", type=count, metavar="个数", help="同时用几个进程")


def publish(options: PublishOptions) -> int:
    """Write a clean copy of a document that is fit to leave, or all that a portal takes."""
    from generator.word import output

    if Path(options.output).suffix.lower() != output.SUFFIX:
        return _publish_all(options)
    if options.only or options.pdf or options.overwrite or options.strict:
        raise RefusedError("--只要、--pdf、--严格字体、--overwrite 要把 -o 写成文件夹")
    return _publish_one(options)


def _publish_one(options: PublishOptions) -> int:
    if Path(options.document).is_dir():
        raise RefusedError("一个文件夹的文档，-o 后面也写文件夹，不写 .docx 的文件名")
    from generator.edited import publishing
    from generator.reporting import documents

    filing = Path(options.filing) if options.filing else None
    done = publishing.publish(Path(options.document), filing, anyway=options.anyway)
    fault = write(options.output, done.document, options.document) if done.document else None
    if fault is not None:
        done = replace(done, document=b"", faults=(*done.faults, fault))
    if done.verified is not None and not done.verified.faults:
        console.say(documents.verified_text(done.verified))
    complain_of(done.faults, done.source)
    if not done.document:
        return FAULTY
    removed = f"（已去掉：{'、'.join(done.removed)}）" if done.removed else ""
    console.say(f"已生成 {options.output}{removed}")
    return FINE


def _publish_all(options: PublishOptions) -> int:
    from generator.commands import publish_folder
    from generator.kept import library
    from generator.outputs import formats, made_pdf, printing
    from generator.outputs.gathering import Call
    from generator.outputs.making import How
    from generator.published import pdf_file

    choice = formats.choose(options.only)
    call = Call(options.document, options.output, options.filing, options.pdf)
    publish_folder.refuse_unfit(call)
    if options.pdf is not None:
        for reads in (pdf_file, made_pdf):  # where they are not at hand it is said at once
            reads.load()
    packs = str(library.current())
    how = How(choice, options.anyway, packs=packs, strict=options.strict)
    how = printing.with_layout(how)
    return publish_folder.publish(call, how, jobs=options.jobs, overwrite=options.overwrite)
