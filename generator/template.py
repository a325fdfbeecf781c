"""A Word form: prepared by docxtpl and compiled once, then filled as often as needed."""

import io
import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from generator import archive, dialect, ooxml
from generator.archive import ArchiveError, Packed
from generator.diagnostics import Fault, FormPlace
from generator.dialect import Environment, FormError, Template
from generator.ooxml import XmlError

PARAGRAPH = "\n<w:p"
# The parts of a form that may carry fields.
FILLED = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml|docProps/core\.xml"
)
_PARAGRAPH_START = re.compile(r"<w:p(?=[ />])")
_NUMBER = "n"
_NUMBERED = re.compile(f'<w:p {_NUMBER}="([0-9]+)"')
_TAG = re.compile(r"<[^>]+>")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@dataclass(frozen=True)
class FormPart:
    """A part that carries fields: its prepared text and its compiled template."""

    name: str
    prepared: str
    places: tuple[int, ...]
    template: Template


@dataclass(frozen=True)
class Form:
    """A Word form ready to be filled: compiled parts, and all others in compressed form."""

    file: str
    parts: tuple[FormPart, ...]
    fixed: Mapping[str, Packed]


def compile_form(
    path: Path, env: Environment, shown: str | None = None
) -> tuple[Form | None, list[Fault]]:
    """The compiled form, or what is wrong with it, each fault with the paragraph it stands in."""
    file = shown or str(path)
    try:
        raw = archive.read(path.read_bytes())
    except OSError:
        return None, [Fault("D501", "表样文件读不出来", FormPlace(file, "", 0, ""))]
    except ArchiveError as error:
        return None, [Fault("D501", str(error), FormPlace(file, "", 0, ""))]
    return _compile_parts(raw, env, file)


def _compile_parts(
    raw: Mapping[str, bytes], env: Environment, file: str
) -> tuple[Form | None, list[Fault]]:
    parts: list[FormPart] = []
    faults: list[Fault] = []
    for name in filter(FILLED.fullmatch, raw):
        try:
            prepared, places = prepare(raw[name])
        except XmlError:
            faults.append(Fault("D501", "表样内容损坏", FormPlace(file, name, 0, "")))
            continue
        if "{{" not in prepared and "{%" not in prepared:
            continue
        try:
            compiled = dialect.compile_text(env, prepared)
        except FormError as error:
            faults.append(_fault(error, file, name, prepared, places))
            continue
        parts.append(FormPart(name, prepared, places, compiled))
    filled = {part.name for part in parts}
    fixed = {name: archive.deflate(data) for name, data in raw.items() if name not in filled}
    return (None, faults) if faults else (Form(file, tuple(parts), fixed), [])


def prepare(xml: bytes) -> tuple[str, tuple[int, ...]]:
    """A part as Jinja source, and for each of its lines the paragraph of the Word file it is.

    docxtpl's own preparation takes out the paragraphs and rows that hold nothing but a tag; each
    tag left over stands on a line of its own, under the number of the paragraph it stood in.
    """
    text = ooxml.text_of(ooxml.parse(xml))
    numbers = itertools.count(1)
    numbered = _PARAGRAPH_START.sub(lambda _: f'<w:p {_NUMBER}="{next(numbers)}"', text)
    patched = DocxTemplate(io.BytesIO()).patch_xml(numbered)
    head, *paragraphs = _NUMBERED.split(patched)
    lines, places = _with_tags_apart(_DECLARATION + head, 0)
    for number, paragraph in zip(paragraphs[::2], paragraphs[1::2], strict=True):
        more, at = _with_tags_apart(paragraph, int(number))
        lines += PARAGRAPH + more
        places += at
    return lines, tuple(places)


def _with_tags_apart(text: str, number: int) -> tuple[str, list[int]]:
    """A paragraph's text with the tags that follow it on lines of their own, numbered on."""
    own, end, rest = text.partition("</w:p>")
    if not end:
        own, end, rest = "", "", text
    tags = rest.split("{%")
    after = "".join(f"\n{{%{tag}" for tag in tags[1:])
    return own + end + tags[0] + after, list(range(number, number + len(tags)))


def render(form: Form, names: Mapping[str, Any]) -> tuple[dict[str, str], list[Fault]]:
    """The text of every compiled part with its marks, or the fault that stopped it."""
    rendered: dict[str, str] = {}
    faults: list[Fault] = []
    for part in form.parts:
        try:
            rendered[part.name] = dialect.render(part.template, names)
        except FormError as error:
            faults.append(_fault(error, form.file, part.name, part.prepared, part.places))
    return rendered, faults


def _fault(error: FormError, file: str, part: str, prepared: str, places: tuple[int, ...]) -> Fault:
    lines = prepared.split("\n")
    known = 0 < error.line <= len(lines)
    text = _TAG.sub("", lines[error.line - 1]) if known else ""
    place = FormPlace(file, part, places[error.line - 1] if known else 0, text[:200])
    return Fault(error.code, error.message, place, help=error.help)
