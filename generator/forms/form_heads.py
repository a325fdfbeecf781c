"""Words of a form that name what stands elsewhere: a heading in the contents, a column's head.

D542 a heading of a level that the contents list is not among them
D543 the head of a column is the name of another column than the one that is printed below
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from generator.diagnostics import Fault, FormPlace, Severity
from generator.forms.form_prints import ANY, FormPrint, Printing, read_title
from generator.packs.definitions import Field, Record, Records, Table
from generator.word import ooxml, styles
from generator.word.ooxml import W

_ENTRY = re.compile("toc ([1-9])")
_PAGE = re.compile(r"[.…·]*[0-9]*$")


def check(form: Printing, parts: Mapping[str, bytes]) -> Iterator[Fault]:
    """What is only told: headings that the contents lack, heads that name another column."""
    yield from _find_unlisted(form, parts)
    yield from _find_misnamed(form)


# -- the contents --------------------------------------------------------------------------------


class _Heading(NamedTuple):
    """A heading of a form: its paragraph, its level from 0, and what it stands under."""

    paragraph: int
    level: int
    text: str
    above: tuple[str, ...]


def _find_unlisted(form: Printing, parts: Mapping[str, bytes]) -> Iterator[Fault]:
    """Headings that are not in the contents, of those of whose neighbours any is."""
    listed, headings = _read_headings(form, parts)
    known = {it for it in headings if (it.level, _name(it.text)) in listed}
    groups = {(it.level, it.above) for it in known}
    for it in headings:
        if it not in known and (it.level, it.above) in groups:
            help_ = "在目录上点右键“更新域”，选“更新整个目录”；或者复制目录里的一行，改成这个标题"
            place = FormPlace(form.file, form.main, it.paragraph, it.text)
            yield Fault("D542", "目录里没有这个标题", place, Severity.WARNING, help=help_)


def _read_headings(
    form: Printing, parts: Mapping[str, bytes]
) -> tuple[set[tuple[int, str]], list[_Heading]]:
    """The lines of the contents, each with its level from 0, and the headings."""
    sheet = styles.read(parts, form.main)
    roles, names = styles.roles(sheet), styles.names(sheet)
    listed, headings, above = set[tuple[int, str]](), list[_Heading](), dict[int, str]()
    for number, element in enumerate(ooxml.parse(parts[form.main]).iter(f"{W}p"), start=1):
        text = ooxml.shown_text(element).strip()
        name = names.get(styles.value_of(element, f"pPr/{W}pStyle"), ("", ""))[1]
        level = styles.role_of(element, roles).level
        if text and (entry := _ENTRY.fullmatch(name)):
            listed.add((int(entry[1]) - 1, _name(text)))
        elif text and level is not None:
            above = {own: it for own, it in above.items() if own < level}
            headings.append(_Heading(number, level, text, tuple(above.values())))
            above[level] = text
    return listed, headings


def _name(text: str) -> str:
    """A heading, or a line of the contents, without its numbers."""
    return _PAGE.sub("", read_title(text))


# -- the heads of columns ------------------------------------------------------------------------


def _find_misnamed(form: Printing) -> Iterator[Fault]:
    for it in (it for it in form.prints if it.filter):
        spot = form.spots.get(it.paragraph)
        head = re.sub(r"\s+", "", spot.cell.column) if spot and spot.cell else ""
        if spot and head and head != it.steps[-1] and head in _list_beside(it, form):
            message = f"这一栏的表头是“{head}”，印的却是“{it.steps[-1]}”"
            place = FormPlace(form.file, form.main, it.paragraph, spot.text)
            help_ = f"印“{head}”，或改正表头"
            yield Fault("D543", message, place, Severity.WARNING, help=help_)


def _list_beside(it: FormPrint, form: Printing) -> Mapping[str, object]:
    """The columns of the table, or the fields of the record, that the print of a figure is of."""
    node: Field | None = form.pack.definitions.root
    for step, _ in pairwise((*it.steps, "")):
        owner = node
        if isinstance(node, Table):
            return node.columns
        if isinstance(node, Records) and step == ANY:
            node = node.item
        else:
            node = node.fields.get(step) if isinstance(node, Record) else None
    return owner.fields if isinstance(owner, Record) else {}
