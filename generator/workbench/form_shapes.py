"""What a page of a form shows, as plain values: fields, rows, lists, what stands for addresses."""

from typing import NamedTuple

from generator.workbench.form_drawn import DrawnRow
from generator.workbench.form_reasons import StatedAt

LINE, PROSE, FIGURE, CHOICE, ACCOUNT = "line", "prose", "figure", "choice", "account"


class ShownField(NamedTuple):
    """A field of a page: `name` is what it sends, `look` how it is typed.

    `before` is the figure that it is compared with, in the field's unit; `free`: it may be left
    out; `waits`: it is there and empty; `given`: what stands for it where nothing is typed, and
    `origin` the cells of exports that it is from.
    """

    name: str
    label: str
    look: str
    value: str
    unit: str = ""
    help: str = ""
    choices: tuple[str, ...] = ()
    table: str = ""
    before: str = ""
    needed: bool = False
    waits: bool = False
    given: str = ""
    origin: str = ""
    group: str = ""
    beside: tuple["ShownField", ...] = ()


class ShownRow(NamedTuple):
    """A row of a table: what it is called in names, and its fields."""

    key: str
    fields: tuple[ShownField, ...]


class FieldTable(NamedTuple):
    """A list on a page: its own name ("": it stands in a row that is drawn), whose list it is, its
    rows, how a new row looks, and the rows that exports give besides.
    """

    name: str
    title: str
    rows: tuple[ShownRow, ...]
    blank: ShownRow
    tall: bool
    drawn: tuple[DrawnRow, ...] = ()


class StatedGroup(NamedTuple):
    """What is stated for addresses under one section: fields with what is asked, and how new
    ones are called.
    """

    section: str
    help: str
    words: bool
    fields: tuple[tuple[ShownField, StatedAt], ...]
    named: bool = False


class ShownSheet(NamedTuple):
    """What a page of a form shows; `waiting` are sections that may be left out: how that is said
    is called, and the section.
    """

    title: str
    note: str
    fields: tuple[ShownField, ...] = ()
    tables: tuple[FieldTable, ...] = ()
    stated: tuple[StatedGroup, ...] = ()
    waiting: tuple[tuple[str, str], ...] = ()
