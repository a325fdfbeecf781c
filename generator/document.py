"""From a compiled form and a unit's figures to a finished .docx, and back again to check it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from generator import archive, ooxml
from generator.diagnostics import Fault, FormPlace
from generator.marks import MARK, Mark, unwrap
from generator.template import PARAGRAPH, Form

_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)")


@dataclass(frozen=True, slots=True)
class Printed:
    """One figure as printed: its mark, its text, and where the text stands in the document.

    `paragraph` counts the part's paragraphs from 1, table cells included, in document order;
    `offset` counts the characters of the paragraph's text before it.
    """

    mark: Mark
    text: str
    part: str
    paragraph: int
    offset: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form: its parts' XML, every printed figure, and every gap."""

    parts: Mapping[str, str]
    printed: tuple[Printed, ...]

    @property
    def gaps(self) -> tuple[Printed, ...]:
        """What could not be printed because something is missing."""
        return tuple(item for item in self.printed if item.mark.aspect.gap)


def fill(rendered: Mapping[str, str]) -> Filled:
    """The rendered parts with their marks taken out and turned into the list of printed figures."""
    parts: dict[str, str] = {}
    printed: list[Printed] = []
    for name, text in rendered.items():
        paragraphs = text.split(PARAGRAPH)
        for number, paragraph in enumerate(paragraphs):
            if "\x01" in paragraph:
                printed += _printed(name, number, paragraph)
                paragraphs[number] = MARK.sub(lambda match: match[2], paragraph)
        parts[name] = PARAGRAPH.join(paragraphs)
    return Filled(parts, tuple(printed))


def _printed(part: str, number: int, paragraph: str) -> Iterator[Printed]:
    text, end, offset = "".join(_TEXT.findall(paragraph)), 0, 0
    for match in MARK.finditer(text):
        offset += len(unescape(text[end : match.start()]))
        shown = unescape(match[2])
        yield Printed(unwrap(unescape(match[1])), shown, part, number, offset)
        offset += len(shown)
        end = match.end()


def seal(form: Form, filled: Filled) -> bytes:
    """The finished .docx: the same bytes for the same content, on any machine."""
    changed = {name: archive.deflate(text.encode()) for name, text in filled.parts.items()}
    return archive.write({**form.fixed, **changed})


def read_back(docx: bytes, printed: Sequence[Printed], file: str) -> list[Fault]:
    """Faults for every printed figure that does not stand at its place in the finished file."""
    faults: list[Fault] = []
    texts: dict[str, list[str]] = {}
    parts = archive.read(docx)
    for item in printed:
        if item.part not in texts:
            texts[item.part] = list(ooxml.paragraph_texts(ooxml.parse(parts[item.part])))
        found = texts[item.part][item.paragraph - 1 : item.paragraph]
        end = item.offset + len(item.text)
        if not found or found[0][item.offset : end] != item.text:
            place = FormPlace(file, item.part, item.paragraph, "".join(found)[:200])
            message = f"成文里找不到 {item.mark.address} 的“{item.text}”"
            faults.append(Fault("D506", message, place))
    return faults
