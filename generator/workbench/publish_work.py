"""What takes its time with a unit's documents, in a process of its own: published, printed."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from generator.diagnostics import Fault
from generator.exits import RefusedError
from generator.kept import library, reading
from generator.outputs import gathering, pdf, printing, rounds
from generator.outputs.gathering import Call
from generator.outputs.making import How
from generator.outputs.rounds import PublishedItem
from generator.reporting import published_text
from generator.units import interruption
from generator.word import archive
from generator.workbench.correction_work import WorkedFile
from generator.workbench.job_process import JobStep, Tell


class PublishedUnit(NamedTuple):
    """What became of documents that were to be published: of each its state, in lines; faults."""

    done: Sequence[PublishedItem]
    said: Sequence[str]

    @property
    def faults(self) -> list[Fault]:
        """What is told of any of them."""
        return [fault for it in self.done for fault in it.faults]

    @property
    def failed(self) -> bool:
        """Whether an error stands in the way of any."""
        return any(it.failed for it in self.done)


class PrintedCopy(NamedTuple):
    """A copy of a document as PDF, or the faults that kept it from being one."""

    document: str
    faults: Sequence[Fault] = ()
    files: Sequence[WorkedFile] = ()


def publish(tell: Tell, call: Call, how: How, overwrite: bool) -> PublishedUnit:
    """What `gongkai publish … -o FOLDER/` does with a document; told step by step."""
    tell(JobStep("看这台机器能不能排版"))
    how = printing.with_layout(how._replace(packs=str(library.current())))
    items = gathering.gather(call).items
    done = list[PublishedItem]()
    tell(JobStep("核对文档，做成各种格式；PDF 要几秒"))
    with (
        interruption.watch() as stopped,
        closing(
            rounds.publish_all(items, how, jobs=1, overwrite=overwrite, stopped=stopped)
        ) as results,
    ):
        for it in results:
            done.append(it)
            tell(JobStep(f"{it.state} {it.item.name}", len(done), len(items)))
    fresh = [it for it in done if it.state != rounds.UNCHANGED]
    lacks = [*published_text.missing(done), *published_text.lacks(fresh)]
    told = [*lacks, *filter(None, [published_text.stand_ins(fresh)])]
    return PublishedUnit(done, told)


def print_pdf(tell: Tell, document: Path, folder: Path) -> PrintedCopy:
    """What `gongkai pdf` does: a copy to look at, drafts included."""
    tell(JobStep(f"把 {document.name} 印成 PDF，要几秒"))
    try:
        raw = reading.read(document, archive.MAX_TOTAL)
    except OSError as error:
        raise RefusedError(f"文档读不出来：{reading.reason(error)}") from error
    with interruption.watch():
        [done] = pdf.print_all([(document.name, raw)])
    if isinstance(done, Fault):
        return PrintedCopy(document.name, (done,))
    path = folder / "1.pdf"
    try:
        path.write_bytes(done.pdf)
    except OSError as error:
        raise RefusedError("临时文件夹写不下，腾出磁盘空间再来一次") from error
    file = WorkedFile(path, f"{document.stem}{pdf.SUFFIX}")
    return PrintedCopy(document.name, done.faults, (file,))
