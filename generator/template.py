"""A Word form: prepared by docxtpl and compiled once, then filled as often as needed."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Template, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from generator import archive
from generator.archive import ArchiveError, Packed
from generator.book import AddressError
from generator.diagnostics import Fault, FormPlace
from generator.phrases import PhraseError

PARAGRAPH = "\n<w:p"
_FILLED = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml|docProps/core\.xml"
)
_PARAGRAPH_START = re.compile(r"<w:p(?=[ />])")
_TAG = re.compile(r"<[^>]+>")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


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
    path: Path, env: ImmutableSandboxedEnvironment, shown: str | None = None
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
    raw: Mapping[str, bytes], env: ImmutableSandboxedEnvironment, file: str
) -> tuple[Form | None, list[Fault]]:
    parts: list[FormPart] = []
    faults: list[Fault] = []
    for name in filter(_FILLED.fullmatch, raw):
        try:
            prepared = prepare(raw[name])
        except etree.XMLSyntaxError:
            faults.append(Fault("D501", "表样内容损坏", FormPlace(file, name, 0, "")))
            continue
        if "{{" not in prepared and "{%" not in prepared:
            continue
        try:
            parts.append(FormPart(name, prepared, env.from_string(prepared)))
        except TemplateError as error:
            place = form_place(file, name, prepared, getattr(error, "lineno", 0) or 0)
            faults.append(Fault("D502", _syntax_message(error), place))
    filled = {part.name for part in parts}
    fixed = {name: archive.deflate(data) for name, data in raw.items() if name not in filled}
    return (None, faults) if faults else (Form(file, tuple(parts), fixed), [])


def prepare(xml: bytes) -> str:
    """A part as Jinja source: docxtpl's own preparation, one paragraph a line."""
    text = etree.tostring(etree.fromstring(xml, _PARSER), encoding="unicode").replace("\n", " ")
    patched = DocxTemplate(io.BytesIO()).patch_xml(text)
    return _DECLARATION + _PARAGRAPH_START.sub(PARAGRAPH, patched)


def render(form: Form, names: Mapping[str, Any]) -> tuple[dict[str, str], list[Fault]]:
    """The text of every compiled part with its marks, or the fault that stopped it."""
    rendered: dict[str, str] = {}
    faults: list[Fault] = []
    for part in form.parts:
        try:
            rendered[part.name] = part.template.render(names)
        except (TemplateError, AddressError, PhraseError, TypeError) as error:
            line = _template_line(error.__traceback__)
            place = form_place(form.file, part.name, part.prepared, line)
            faults.append(_render_fault(error, place))
    return rendered, faults


def form_place(file: str, part: str, prepared: str, line: int) -> FormPlace:
    """The place of a line of the prepared part: lines are paragraphs, the first is before any."""
    lines = prepared.split("\n")
    text = _TAG.sub("", lines[line - 1]) if 0 < line <= len(lines) else ""
    return FormPlace(file, part, max(line - 1, 0), text[:200])


def _template_line(traceback: TracebackType | None) -> int:
    """The line of the form in which an exception arose (Jinja names its frames <template>)."""
    return max((line for line in _template_lines(traceback)), default=0)


def _template_lines(traceback: TracebackType | None) -> Iterator[int]:
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            yield traceback.tb_lineno
        traceback = traceback.tb_next


def _syntax_message(error: TemplateError) -> str:
    text = str(error.message or "")
    match = re.search(r"No filter named '(.+?)'", text)
    if match:
        return f"没有“{match[1]}”这种数式或短语"
    if "Encountered unknown tag" in text or "Unexpected end of template" in text:
        return "{% %} 没有配对（for 与 endfor、if 与 endif）"
    return "花括号里的写法不对"


def _render_fault(error: Exception, place: FormPlace) -> Fault:
    if isinstance(error, AddressError):
        return Fault("D503", error.message, place, help=error.help)
    if isinstance(error, PhraseError):
        return Fault("D504", str(error), place)
    if isinstance(error, UndefinedError):
        match = re.search(r"'([^']+)' is undefined|attribute '([^']+)'", str(error.message))
        name = (match[1] or match[2]) if match else ""
        return Fault("D503", f"没有“{name}”这个名称", place)
    if isinstance(error, SecurityError):
        return Fault("D505", "表样里不能运行程序", place)
    return Fault("D504", "这里的名称或写法用得不对", place)
