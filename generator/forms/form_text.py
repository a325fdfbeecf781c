"""What stands between braces in a Word form, how it is written, and what it does to its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.diagnostics import Fault, FormPlace
from generator.forms import template
from generator.word import ooxml
from generator.word.ooxml import W, XmlError

FIELD, CONTROL, REMARK = "{{", "{%", "{#"
LEVELS = {"p": "段", "tr": "行", "tc": "格"}
OPENERS = {"elif": ("if",), "else": ("if", "for"), "endif": ("if",), "endfor": ("for",)}

_TAG = re.compile(r"\{(?:\{[^{}]*\}|%[^{}]*%|#[^{}]*#)\}")
_LEVEL = re.compile(r"(p|tr|tc|r) ")
_LONE = re.compile(r"\{[{%#]?|[}%#]?\}")
_MARKS = str.maketrans("｛｝％＃", "{}%#")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_FULL_OR_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|[！-～]")
_FULL_WIDTH = 0xFEE0  # how far a full-width character stands from its ASCII one


@dataclass(frozen=True, eq=False)
class FormParagraph:
    """A paragraph of a part: its number from 1, its own text, and the runs that it is cut into.

    What is written `aside` in it (an alternative text, say) is a paragraph of its own here.
    """

    number: int
    text: str
    pieces: tuple[str, ...]
    element: Any
    aside: bool = False

    @property
    def untagged(self) -> str:
        """The text without its whole tags, its marks half-width."""
        return _TAG.sub("", self.text.translate(_MARKS))


@dataclass(frozen=True, eq=False)
class Tag:
    """A tag as it is written, and as docxtpl reads it once full-width characters are put right.

    One `aside` stands in no text run: in a picture's words, a field's instruction, a property.
    """

    paragraph: FormParagraph
    written: str
    mark: str
    level: str
    words: str
    full_width: bool
    aside: bool = False

    @property
    def word(self) -> str:
        """The first word of a control tag: for, if, endfor …"""
        return (self.words.split() or [""])[0] if self.mark == CONTROL else ""

    @property
    def container(self) -> Any:
        """The paragraph, row or cell that docxtpl puts the tag in place of, if there is one."""
        if self.level in ("", "p"):
            return self.paragraph.element
        return next(self.paragraph.element.iterancestors(f"{W}{self.level}"), None)

    @property
    def home(self) -> Any:
        """The element that a block's first and last tag must share."""
        container = self.container
        return container if not self.level or container is None else container.getparent()


@dataclass(frozen=True, eq=False)
class FormText:
    """One part of a form: its paragraphs and, in order, its tags."""

    file: str
    part: str
    paragraphs: tuple[FormParagraph, ...]
    tags: tuple[Tag, ...]

    @property
    def torn(self) -> bool:
        """Whether a control tag lacks a brace, so that blocks cannot be told."""
        return any("%" in p.untagged for p in self.paragraphs if _LONE.search(p.untagged))

    def fault(self, code: str, paragraph: FormParagraph, message: str, help_: str = "") -> Fault:
        """An error that stands in a paragraph."""
        place = FormPlace(self.file, self.part, paragraph.number, paragraph.text[:200])
        return Fault(code, message, place, help=help_)


def read(file: str, part: str, root: Any) -> FormText:
    """A part's paragraphs and tags."""
    paragraphs = tuple(_paragraphs(root))
    tags = tuple(tag for paragraph in paragraphs for tag in _tags(paragraph))
    return FormText(file, part, paragraphs, tags)


def _paragraphs(root: Any) -> Iterator[FormParagraph]:
    if not root.tag.startswith(W):  # the document's properties: texts without paragraphs
        for element in root.iter("{*}*"):
            yield FormParagraph(0, element.text or "", (element.text or "",), element)
            for value in filter(is_tagged, map(str, element.attrib.values())):
                yield FormParagraph(0, value, (value,), element, aside=True)
    for number, element in enumerate(root.iter(f"{W}p"), start=1):
        runs = (t for t in element.iter(f"{W}t") if next(t.iterancestors(f"{W}p")) is element)
        pieces = tuple(run.text or "" for run in runs)
        yield FormParagraph(number, "".join(pieces), pieces, element)
        for text in _aside(element):
            yield FormParagraph(number, text, (text,), element, aside=True)


def _aside(paragraph: Any) -> Iterator[str]:
    """What stands between braces in a paragraph beside its own text, and is filled as well."""
    for node in paragraph.iter("{*}*"):
        if node.tag != f"{W}p" and next(node.iterancestors(f"{W}p"), None) is paragraph:
            texts = [*node.attrib.values(), "" if node.tag == f"{W}t" else node.text or ""]
            yield from filter(is_tagged, texts)


def is_tagged(text: str) -> bool:
    """Whether a text holds what a form's tag begins with."""
    return FIELD in text or CONTROL in text


def _tags(paragraph: FormParagraph) -> Iterator[Tag]:
    for match in _TAG.finditer(paragraph.text.translate(_MARKS)):
        written = paragraph.text[match.start() : match.end()]
        mark, inner = match[0][:2], match[0][2:-2]
        half = _FULL_OR_QUOTED.sub(_half_width, inner.translate(_QUOTES))
        level = _LEVEL.match(half)
        words = half[level.end() if level else 0 :]
        full_width = written.translate(_QUOTES) != f"{mark}{half}{match[0][-2:]}"
        name = level[1] if level else ""
        yield Tag(paragraph, written, mark, name, words.strip(), full_width, paragraph.aside)


def _half_width(match: re.Match[str]) -> str:
    return match[0] if len(match[0]) > 1 else chr(ord(match[0]) - _FULL_WIDTH)


# -- how tags are written ----------------------------------------------------------------------


def check_spelling(text: FormText) -> Iterator[Fault]:
    """Full-width characters, single braces, tags in pieces that cannot be mended, remarks."""
    for tag in text.tags:
        if tag.full_width:
            message = f"“{tag.written}”里有全角符号"
            help_ = "花括号里的 { } % | [ ] ( ) . , 都用半角"
            yield text.fault("D510", tag.paragraph, message, help_)
        if tag.mark == REMARK:
            message = f"“{tag.written}”是批注，印出时会连同所在的段、行一起消失"
            yield text.fault("D513", tag.paragraph, message, "删去，改用 Word 的批注")
    for paragraph in text.paragraphs:
        lone = _LONE.search(paragraph.untagged)
        if lone:
            help_ = "写成 {{ 名称 }} 或 {% … %}，开头和结尾在同一段里"
            yield text.fault("D511", paragraph, f"“{lone[0]}”没有配成对", help_)
        elif not _mends(paragraph):
            message = "花括号里的字分属不同的对象（如链接、修订），合不到一起"
            yield text.fault("D512", paragraph, message, "删去这个字段，重新一次打完")


def _mends(paragraph: FormParagraph) -> bool:
    """Whether the paragraph's split tags become whole, and what stands around them stays whole."""
    tags = [tag for tag in _tags(paragraph) if not tag.level and not tag.full_width]
    if all(any(tag.written in piece for piece in paragraph.pieces) for tag in tags):
        return True
    prepared, _ = template.prepare(ooxml.bytes_of(paragraph.element))
    if any("<" in tag for tag in _TAG.findall(prepared)):
        return False
    try:
        rest = ooxml.shown_text(ooxml.parse(_TAG.sub("", prepared).encode()))
    except XmlError:
        return False
    return rest == _TAG.sub("", ooxml.shown_text(paragraph.element))
