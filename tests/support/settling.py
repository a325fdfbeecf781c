"""A second, independent reading of tracked changes: all of them accepted, or all rejected.

Written from ECMA-376 part 1 §17.13.5 alone; it shares no code with what writes the changes.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INSERTED, DELETED = f"{W}ins", f"{W}del"
DOCUMENT = "word/document.xml"


class JoinError(AssertionError):
    """A paragraph whose mark goes although there is no paragraph after it to be joined with."""


def accepted(docx: bytes) -> bytes:
    """The document with every insertion kept and every deletion carried out."""
    return _settled(docx, gone=DELETED, kept=INSERTED)


def rejected(docx: bytes) -> bytes:
    """The document as it was before any of the changes."""
    return _settled(docx, gone=INSERTED, kept=DELETED)


def _settled(docx: bytes, *, gone: str, kept: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as before, zipfile.ZipFile(made, "w") as after:
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename.startswith("word/") and b"<w:document" in data[:400]:
                root = etree.fromstring(data)
                _settle(root, gone, kept)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            after.writestr(entry.filename, data)
    return made.getvalue()


def _settle(root: Any, gone: str, kept: str) -> None:
    _rows(root, gone, kept)
    _formatting(root, rejecting=gone == INSERTED)
    _runs(root, gone, kept)
    for holder in [root.find(f"{W}body"), *root.iter(f"{W}tc")]:
        _join(holder, gone, kept)
    for table in [table for table in root.iter(f"{W}tbl") if table.find(f"{W}tr") is None]:
        table.getparent().remove(table)


def _rows(root: Any, gone: str, kept: str) -> None:
    """§17.13.5.12, .16: a deleted row goes with all it holds; an inserted one stays."""
    for row in list(root.iter(f"{W}tr")):
        properties = row.find(f"{W}trPr")
        if properties is None:
            continue
        if properties.find(gone) is not None:
            row.getparent().remove(row)
        for mark in properties.findall(kept):
            properties.remove(mark)


def _formatting(root: Any, *, rejecting: bool) -> None:
    """§17.13.5.29: the properties before the change take the place of those after it."""
    for change in list(root.iter(f"{W}pPrChange")):
        properties = change.getparent()
        properties.remove(change)
        if rejecting:
            own = [properties.find(f"{W}{name}") for name in ("rPr", "sectPr")]
            properties[:] = [*change.find(f"{W}pPr"), *(node for node in own if node is not None)]


def _runs(root: Any, gone: str, kept: str) -> None:
    """§17.13.5.14, .18: deleted runs go; inserted runs stay, without their wrapper."""
    for mark in list(root.iter(gone, kept)):
        parent = mark.getparent()
        if parent.tag in (f"{W}rPr", f"{W}trPr"):
            continue
        if mark.tag == kept:
            for node in list(mark):
                mark.addprevious(node)
        parent.remove(mark)
    for text in root.iter(f"{W}delText", f"{W}delInstrText"):
        text.tag = {f"{W}delText": f"{W}t"}.get(text.tag, f"{W}instrText")
    for link in [link for link in root.iter(f"{W}hyperlink") if len(link) == 0]:
        link.getparent().remove(link)


def _join(holder: Any, gone: str, kept: str) -> None:
    """§17.13.5.15, .20: what a mark that goes does not end any more begins the next paragraph."""
    waiting: list[Any] = []
    for block in list(holder):
        if block.tag != f"{W}p":
            if waiting:
                raise JoinError("a mark goes before a table or at an end")
            continue
        start = 0 if block.find(f"{W}pPr") is None else 1
        block[start:start] = waiting
        waiting = []
        mark = _mark(block)
        if mark == gone:
            waiting = [node for node in block if node.tag != f"{W}pPr"]
            holder.remove(block)
        elif mark == kept:
            properties = block.find(f"{W}pPr/{W}rPr")
            properties.remove(properties.find(kept))
            if len(properties) == 0:
                properties.getparent().remove(properties)
    if waiting:
        raise JoinError("the last mark goes")


def _mark(paragraph: Any) -> str:
    for tag in (INSERTED, DELETED):
        if paragraph.find(f"{W}pPr/{W}rPr/{tag}") is not None:
            return tag
    return ""


# -- what is compared ------------------------------------------------------------------------------


def shape(docx: bytes) -> list[Any]:
    """All that a document's body says and how its tables lie, page numbers of the 目录 aside."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read(DOCUMENT))
    return _content(root.find(f"{W}body"))


def _content(holder: Any) -> list[Any]:
    made: list[Any] = []
    for block in holder:
        if block.tag in (f"{W}sdt", f"{W}sdtContent"):
            made += _content(block)
        elif block.tag == f"{W}p":
            made.append(_paragraph(block))
        elif block.tag == f"{W}tbl":
            made.append([_row(row) for row in block.iter(f"{W}tr")])
    return made


def _row(row: Any) -> list[Any]:
    return [(_cell_shape(cell), _content(cell)) for cell in row.iter(f"{W}tc")]


def _cell_shape(cell: Any) -> tuple[str, str]:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return (
        "1" if span is None else span.get(f"{W}val"),
        "" if merge is None else merge.get(f"{W}val", "continue"),
    )


def _paragraph(paragraph: Any) -> tuple[bytes, list[tuple[bytes, str]]]:
    """A paragraph's formatting, its section's too if it ends one, and its text by formatting."""
    runs: list[tuple[bytes, str]] = []
    for look, text in _texts(paragraph):
        if runs and runs[-1][0] == look:
            look, text = look, runs.pop()[1] + text
        runs.append((look, text))
    properties = paragraph.find(f"{W}pPr")
    return b"" if properties is None else etree.tostring(properties, with_tail=False), runs


def _texts(paragraph: Any) -> Iterator[tuple[bytes, str]]:
    page_number = 0
    for run in paragraph.iter(f"{W}r"):
        look = run.find(f"{W}rPr")
        text = ""
        for node in run:
            name = node.tag.removeprefix(W)
            if name == "instrText" and "PAGEREF" in (node.text or ""):
                page_number = 1
            elif name == "fldChar" and node.get(f"{W}fldCharType") == "end":
                page_number = 0
            elif name == "t" and not page_number:
                text += node.text or ""
            elif name in ("tab", "br"):
                text += "\t" if name == "tab" else "\n"
        if text:
            yield (b"" if look is None else etree.tostring(look, with_tail=False)), text
