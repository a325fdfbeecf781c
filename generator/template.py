"""A Word form: prepared by docxtpl and compiled once, then filled as often as needed."""

import io
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
_FILLED = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml|docProps/core\.xml"
)
_PARAGRAPH_START = re.compile(r"<w:p(?=[ />])")
_TAG = re.compile(r"<[^>]+>")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@dataclass(frozen=True)
class FormPart:
    """A part that carries fields: its prepared text and its compiled template."""

    name: str
    prepared: str
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
    for name in filter(_FILLED.fullmatch, raw):
        try:
            prepared = prepare(raw[name])
        except XmlError:
            faults.append(Fault("D501", "表样内容损坏", FormPlace(file, name, 0, "")))
            continue
        if "{{" not in prepared and "{%" not in prepared:
            continue
        try:
            parts.append(FormPart(name, prepared, dialect.compile_text(env, prepared)))
        except FormError as error:
            faults.append(_fault(error, file, name, prepared))
    filled = {part.name for part in parts}
    fixed = {name: archive.deflate(data) for name, data in raw.items() if name not in filled}
    return (None, faults) if faults else (Form(file, tuple(parts), fixed), [])


def prepare(xml: bytes) -> str:
    """A part as Jinja source: docxtpl's own preparation, one paragraph a line."""
    text = ooxml.text_of(ooxml.parse(xml))
    patched = DocxTemplate(io.BytesIO()).patch_xml(text)
    return _DECLARATION + _PARAGRAPH_START.sub(PARAGRAPH, patched)


def render(form: Form, names: Mapping[str, Any]) -> tuple[dict[str, str], list[Fault]]:
    """The text of every compiled part with its marks, or the fault that stopped it."""
    rendered: dict[str, str] = {}
    faults: list[Fault] = []
    for part in form.parts:
        try:
            rendered[part.name] = dialect.render(part.template, names)
        except FormError as error:
            faults.append(_fault(error, form.file, part.name, part.prepared))
    return rendered, faults


def _fault(error: FormError, file: str, part: str, prepared: str) -> Fault:
    place = form_place(file, part, prepared, error.line)
    return Fault(error.code, error.message, place, help=error.help)


def form_place(file: str, part: str, prepared: str, line: int) -> FormPlace:
    """The place of a line of the prepared part: lines are paragraphs, the first is before any."""
    lines = prepared.split("\n")
    text = _TAG.sub("", lines[line - 1]) if 0 < line <= len(lines) else ""
    return FormPlace(file, part, max(line - 1, 0), text[:200])
