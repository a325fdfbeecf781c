"""Figures that do not stand at their places in a finished file, told from its tree."""

from collections.abc import Collection, Iterator, Sequence

from generator.charts import parts
from generator.diagnostics import Fault, FormPlace
from generator.filling.prints import Printed
from generator.word import archive, ooxml, outline


def find(docx: bytes, printed: Sequence[Printed], file: str) -> list[Fault]:
    """A fault for each of them, at the paragraph of its place."""
    texts = dict(_read_texts(docx, {item.part for item in printed}))
    faults: list[Fault] = []
    for item in printed:
        found = texts[item.part][item.paragraph - 1 : item.paragraph]
        if not found or not found[0].startswith(item.text, item.offset):
            faults.append(_fault(item, "".join(found), file))
    return outline.name_places(faults, archive.read(docx)) if faults else []


def _read_texts(docx: bytes, names: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """The texts of these parts of a document, as places count them."""
    package = archive.read(docx, {parts.outer_part(name) for name in names})
    for name in names:
        if parts.is_of_chart(name):
            yield name, parts.read_texts(name, package)
        else:
            yield name, ooxml.paragraph_texts(ooxml.parse(package[name]))


def _fault(item: Printed, text: str, file: str) -> Fault:
    place = FormPlace(file, item.part, item.paragraph, text[:200])
    message = f"成文里找不到 {item.mark.address} 的“{item.text}”"
    help_ = "不是填报的错误：告知表样管理人，连同填报文件"
    return Fault("D506", message, place, help=help_)
