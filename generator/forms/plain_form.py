"""A Word form that is filled seldom: by docxtpl as it is, and read again with python-docx.

Our own programs are for the documents of filings: they are filled by the thousand, and each figure
has to know its place. A form that is filled once in a while asks for neither, and may be looked
through from end to end before anybody gets to see it.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import docx
from docxtpl import DocxTemplate

from generator.exits import RefusedError
from generator.forms import dialect
from generator.kept import reading
from generator.word import archive
from generator.word.archive import ArchiveError
from generator.word.output import PROPERTIES, PROPERTIES_PART

# A text, a number or truth value, or lists and mappings of these.
Contents = Mapping[str, object]
# What python-docx takes as a title or an author at most, in characters.
MAX_PROPERTY = 255
_MARKS = ("{{", "{%", "{#")


def fill(form: Path, names: Contents, author: str, wanted: Iterable[str]) -> bytes:
    """The form's document; its first paragraph is its title. Same names, same bytes.

    A form that cannot be filled, or a document without one of the wanted texts, is refused.
    """
    template = DocxTemplate(io.BytesIO(_read(form)))
    try:
        template.render(names, dialect.environment({}), autoescape=True)
    except dialect.TemplateError as error:
        message = f"表样 {form.name} 里有填不出的名称，或者花括号里的写法不对"
        raise RefusedError(message) from error
    properties = template.docx.core_properties
    properties.title = template.docx.paragraphs[0].text[:MAX_PROPERTY]
    properties.author = author[:MAX_PROPERTY]
    sealed = _seal(template)
    _check(sealed, [text for text in _texts(names) if "{" in text], wanted)
    return sealed


def _read(form: Path) -> bytes:
    try:
        raw = reading.read(form, archive.MAX_TOTAL)
        archive.read(raw)
    except (OSError, ArchiveError) as error:
        raise RefusedError(f"表样 {form.name} 读不出来") from error
    return raw


def _seal(template: DocxTemplate) -> bytes:
    saved = io.BytesIO()
    template.save(saved)
    parts = {**archive.read(saved.getvalue()), PROPERTIES_PART: PROPERTIES.encode()}
    return archive.write({name: archive.deflate(part) for name, part in parts.items()})


def _texts(value: object) -> Iterator[str]:
    """Every text among the names, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, list):
        yield from (text for inner in value for text in _texts(inner))


def _check(document: bytes, braced: Iterable[str], wanted: Iterable[str]) -> None:
    """Hold a document to what it must say; `braced` are the texts that have braces of their own."""
    body = docx.Document(io.BytesIO(document)).element.body
    found = "\n".join(paragraph.text for paragraph in body.xpath(".//w:p"))
    missing = next((text for text in wanted if text not in found), None)
    if missing is not None:
        raise RefusedError(f"成文里找不到“{missing}”")
    for text in sorted(braced, key=len, reverse=True):
        found = found.replace(text, "")
    if any(mark in found for mark in _MARKS):
        raise RefusedError("成文里还留着表样的花括号")
