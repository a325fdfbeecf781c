"""Redlines of small documents, settled both ways and told in a few lines."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.diagnostics import Fault
from generator.redlines import redline
from generator.word import archive, ooxml
from generator.word.ooxml import W
from support import settling
from support.wordml import DOCUMENT, parts

Parts = Mapping[str, bytes]


def packed(files: Parts) -> bytes:
    """The file of these parts."""
    return archive.write({name: archive.deflate(data) for name, data in files.items()})


def redlined(old: Parts, new: Parts, *, formats: bool = True) -> bytes:
    """The redline of two files, which gives back both of them."""
    made, faults = redline.redline(old, new, "上一版.docx", formats=formats)
    assert [] == besides_charts(faults)
    assert made is not None
    assert said(packed(new)) == said(settling.accepted(made))
    assert said(packed(old)) == said(settling.rejected(made))
    return made


def besides_charts(faults: Iterable[Fault]) -> list[Fault]:
    """What is told of a redline but for its charts, in which Word tracks no change."""
    return [it for it in faults if it.code != "X806" or "图“" not in it.message]


def said(docx: bytes) -> list[Any]:
    """What the body says, and how its tables lie."""
    return [_said(block) for block in settling.shape(docx)]


def _said(block: Any) -> Any:
    if isinstance(block, tuple):
        return "".join(text for _, text in block[1])
    return [[(shape, [_said(inner) for inner in cell]) for shape, cell in row] for row in block]


def told(old: list[str], new: list[str]) -> str:
    """The redline of two bodies in lines: [-gone-] {+come+}, ¶ for each mark (-¶ goes, +¶ comes);
    a row in | |, with - before one that goes and + before one that comes.
    """
    made = redlined(parts(*old), parts(*new))
    root = ooxml.parse(archive.read(made)[DOCUMENT])
    return "\n".join(_lines(root.find(f"{W}body")))


def _lines(holder: Any) -> Iterator[str]:
    for block in holder:
        if block.tag == f"{W}p":
            yield _paragraph(block)
        elif block.tag == f"{W}tbl":
            yield from map(_row, block.iter(f"{W}tr"))


def _row(row: Any) -> str:
    cells = ("/".join(_lines(cell)) for cell in row.iter(f"{W}tc"))
    return f"{_sign(row.find(f'{W}trPr'))}|{'|'.join(cells)}|".replace("¶|", "|")


def _paragraph(paragraph: Any) -> str:
    text = ""
    for child in paragraph.iter(f"{W}t", f"{W}delText"):
        name = child.getparent().getparent().tag.removeprefix(W)
        before, after = {"ins": ("{+", "+}"), "del": ("[-", "-]")}.get(name, ("", ""))
        text += f"{before}{child.text}{after}"
    return f"{text}{_sign(paragraph.find(f'{W}pPr/{W}rPr'))}¶"


def _sign(properties: Any) -> str:
    marks = [] if properties is None else [node.tag.removeprefix(W) for node in properties]
    return "-" if "del" in marks else "+" if "ins" in marks else ""
