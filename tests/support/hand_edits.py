"""What people do to a generated document in Word, drawn at random and done with python-docx.

Every edit leaves a mark of its own, so that it can be looked for afterwards: a text with “☆” and
its number, a colour, a picture, a comment. What an edit did to which paragraph is kept.
"""

import io
import re
import struct
import zlib
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

NUMBER = re.compile(r"(?<![0-9.])[0-9][0-9,]*(?:\.[0-9]+)?%?")
AUTHOR = "张三"


@dataclass
class Done:
    """The edits of a document: which paragraphs (from 1) were written in, which taken out."""

    written: dict[int, str] = field(default_factory=dict)
    inserted: dict[str, str] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    retyped: dict[int, str] = field(default_factory=dict)
    coloured: dict[str, int] = field(default_factory=dict)
    pictures: int = 0
    comments: list[str] = field(default_factory=list)


class Editor:
    """Somebody with a document open, who never edits the same paragraph twice."""

    def __init__(self, raw: bytes, chance: Random) -> None:
        self.document: Document = docx.Document(io.BytesIO(raw))
        self.chance, self.done, self.number = chance, Done(), 0
        body = self.document.element.body
        self.numbers = {p: n for n, p in enumerate(body.iter(qn("w:p")), start=1)}
        self.free = [p for p in self.document.paragraphs if self._is_prose(p)]
        self.rows = [row for table in self.document.tables for row in table.rows[2:]]

    def _is_prose(self, paragraph: Paragraph) -> bool:
        style = str(paragraph.style.name) if paragraph.style else ""
        whole = len(paragraph.runs) == 1 and paragraph.text == paragraph.runs[0].text
        return whole and len(paragraph.text) > 6 and not re.match("(?i)heading|toc", style)

    def work(self, count: int) -> bytes:
        """Make so many edits; the document as saved."""
        for _ in range(count):
            self.number += 1
            self.chance.choice(EDITS)(self)
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def mark(self) -> str:
        return f"☆{'一二三四五六七八九十'[self.number - 1]}"

    def take(self, *, figures: bool = False) -> Paragraph:
        """A paragraph that has not been edited, likely one with figures."""
        some = [p for p in self.free if NUMBER.search(p.text) and "万元" in p.text]
        paragraph = self.chance.choice(some if figures or self.chance.random() < 0.7 else self.free)
        self.free.remove(paragraph)
        return paragraph

    def write(self, paragraph: Paragraph, text: str) -> None:
        number = self.numbers[paragraph._p]
        self.done.written[number] = self.mark()
        paragraph.runs[0].text = text


def insert_words(editor: Editor) -> None:
    paragraph = editor.take()
    text = paragraph.text
    spots = [m.end() for m in re.finditer("[，。；：、]", text)] or [len(text)]
    at = editor.chance.choice(spots)
    editor.write(paragraph, f"{text[:at]}{editor.mark()}{text[at:]}")


def reword(editor: Editor) -> None:
    """Another wording of a clause without figures."""
    paragraph = editor.take()
    clauses = [c for c in re.findall("[^，。；：、]+", paragraph.text) if not NUMBER.search(c)]
    clause = editor.chance.choice(clauses or [paragraph.text[:1]])
    editor.write(paragraph, paragraph.text.replace(clause, f"改写{editor.mark()}", 1))


def write_around_a_figure(editor: Editor) -> None:
    paragraph = editor.take(figures=True)
    match = editor.chance.choice(list(NUMBER.finditer(paragraph.text)))
    text = paragraph.text
    before, after = text[: match.start()], text[match.end() :]
    editor.write(paragraph, f"{before}约合{editor.mark()}{match[0]}（已核）{after}")


def retype_a_figure(editor: Editor) -> None:
    paragraph = editor.take(figures=True)
    matches = [m for m in NUMBER.finditer(paragraph.text) if "." in m[0]]
    if not matches:
        return insert_words(editor)
    match = editor.chance.choice(matches)
    typed = f"77{editor.number}.{editor.chance.randint(10, 99)}"
    number = editor.numbers[paragraph._p]
    editor.done.retyped[number] = typed
    text = paragraph.text
    paragraph.runs[0].text = text[: match.start()] + typed + text[match.end() :]
    return None


def retype_a_cell(editor: Editor) -> None:
    cells = [c for row in editor.rows for c in row.cells if re.fullmatch(r"\d+\.\d\d", c.text)]
    paragraph = editor.chance.choice(cells).paragraphs[0]
    number = editor.numbers[paragraph._p]
    if number in editor.done.retyped or number in editor.done.deleted:
        return
    typed = f"88{editor.number}.{editor.chance.randint(10, 99)}"
    editor.done.retyped[number] = typed
    paragraph.runs[0].text = typed


def colour(editor: Editor) -> None:
    paragraph = editor.take()
    parts = split(editor, paragraph)
    value = f"{editor.chance.randrange(1 << 24):06X}"
    editor.chance.choice(parts).font.color.rgb = RGBColor.from_string(value)
    editor.done.coloured[value] = editor.numbers[paragraph._p]


def split(editor: Editor, paragraph: Paragraph) -> list[Run]:
    """The paragraph's run cut in up to four, anywhere, within numbers too."""
    text, run = paragraph.text, paragraph.runs[0]
    size = min(3, len(text) - 1)
    cuts = [0, *sorted(editor.chance.sample(range(1, len(text)), size)), len(text)]
    for start, end in pairwise(cuts[1:]):
        copy = deepcopy(run._r)
        paragraph._p.append(copy)
        Run(copy, paragraph).text = text[start:end]
    run.text = text[: cuts[1]]
    return list(paragraph.runs)


def split_runs(editor: Editor) -> None:
    split(editor, editor.take())


def insert_a_paragraph(editor: Editor) -> None:
    paragraph = editor.take()
    figures = NUMBER.findall(paragraph.text)
    figure = editor.chance.choice(figures) if figures else "无"
    text = f"{editor.mark()}补充说明，另有{figure}一项。"
    editor.done.inserted[editor.mark()] = figure
    paragraph.insert_paragraph_before(text)


def delete_a_paragraph(editor: Editor) -> None:
    paragraph = editor.take()
    editor.done.deleted.add(editor.numbers[paragraph._p])
    paragraph._p.getparent().remove(paragraph._p)


def delete_a_row(editor: Editor) -> None:
    row = editor.chance.choice([row for row in editor.rows if not _begins_a_merge(row._tr)])
    editor.rows.remove(row)
    for paragraph in row._tr.iter(qn("w:p")):
        editor.done.deleted.add(editor.numbers[paragraph])
        editor.done.retyped.pop(editor.numbers[paragraph], None)
    row._tr.getparent().remove(row._tr)


def _begins_a_merge(row: Any) -> bool:
    return any(merge.get(qn("w:val")) == "restart" for merge in row.iter(qn("w:vMerge")))


def add_a_picture(editor: Editor) -> None:
    paragraph = editor.take()
    paragraph.add_run().add_picture(io.BytesIO(png()))
    editor.done.pictures += 1


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\x00\x00\xff" * 2)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    )


def add_a_comment(editor: Editor) -> None:
    paragraph = editor.take()
    text = f"请核对{editor.mark()}"
    editor.document.add_comment(paragraph.runs, text=text, author=AUTHOR)
    editor.done.comments.append(text)


EDITS: list[Callable[[Editor], Any]] = [
    insert_words,
    reword,
    write_around_a_figure,
    retype_a_figure,
    retype_a_cell,
    colour,
    split_runs,
    insert_a_paragraph,
    delete_a_paragraph,
    delete_a_row,
    add_a_picture,
    add_a_comment,
]
