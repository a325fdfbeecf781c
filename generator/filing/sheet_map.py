"""What a workbook says of itself: which sheet, row and column is which path of the filing.

It stands in a hidden sheet, row by row, as text; sheets are known by the title in their first
cell, so that one that was renamed or moved is found again.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.filing import path_text
from generator.filing.yaml_tree import Path_

MARK, VERSION = "gongkai 填报簿", "1"
WIDTH = 5  # of its rows
# The shapes that a sheet can have.
FORM, TABLE, BY_ADDRESS, NAMED, LOOSE, REMARKS, GUIDE = (
    *("各项", "清单", "按地址", "名称", "其他", "备注", "说明"),
)
# Headings that are the same in every workbook.
SECTION, ITEM, CONTENT, HOW = "节", "项目", "填写", "怎样填"
OWN_NUMBER, OWNERS_NUMBER = "序号", "所属序号"
PATH, WHERE, REMARK = "地址", "位置", "备注内容"
RESULTS = "检查结果"  # the title of the sheet with what was found
GUIDE_ENDS = "填报簿说明"  # how the title of the sheet ends that says how to fill the others
TOTAL, WHOLE = "合计（自动）", "（整节）"
ASIDE = "不读"  # the kind of a column that only shows something
MANY = "多"  # after a kind: several of it, one a row
# What a cell says of what is stated as empty, and what leads on from there.
EMPTY, NO_ITEMS, NO_FIELDS = "（待填）", "（空清单）", "（空项）"
HOLLOW = (EMPTY, NO_ITEMS, NO_FIELDS)


class SheetColumn(NamedTuple):
    """A column by its heading: where its values belong, from a list's item or a base on."""

    label: str
    path: Path_
    kind: str


class SheetRow(NamedTuple):
    """A row of a form by its section and its item: the path of its value."""

    section: str
    label: str
    path: Path_
    kind: str


@dataclass(frozen=True, slots=True)
class SheetMap:
    """One sheet: its title, its shape, the list or mapping that it holds, its columns and rows.

    In the path of a list within the items of another, the number of the item is -1.
    """

    title: str
    shape: str
    path: Path_ = ()
    columns: tuple[SheetColumn, ...] = ()
    rows: tuple[SheetRow, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkbookMap:
    """All sheets, and what sheets do not show.

    `order`: the order of a mapping's keys; `spelt`: a number as it was typed; `single`: what is
    one text though it could be paragraphs; `nested`: (base, section) whose figures are listed.
    `begun`: it was made to be filled, not converted.
    """

    sheets: tuple[SheetMap, ...]
    order: Mapping[Path_, tuple[str, ...]] = field(default_factory=dict)
    spelt: Mapping[Path_, str] = field(default_factory=dict)
    single: frozenset[Path_] = frozenset()
    nested: frozenset[Path_] = frozenset()
    begun: bool = False


Rows = Iterator[tuple[str, ...]]


def write(book: WorkbookMap) -> Rows:
    """The rows of the hidden sheet."""
    yield (MARK, VERSION)
    if book.begun:
        yield ("新填",)
    for sheet in book.sheets:
        yield ("表", sheet.title, sheet.shape, path_text.show(sheet.path))
        for title, path, kind in sheet.columns:
            yield ("栏", title, path_text.show(path), kind)
        for section, label, path, kind in sheet.rows:
            yield ("行", section, label, path_text.show(path), kind)
    for path, keys in book.order.items():
        yield ("次序", path_text.show(path), json.dumps(keys, ensure_ascii=False))
    for path, text in book.spelt.items():
        yield ("写法", path_text.show(path), text)
    for word, paths in (("一段", book.single), ("列表", book.nested)):
        yield from ((word, path_text.show(path)) for path in sorted(paths, key=str))


def is_marked(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a sheet's rows begin as those of a workbook that is a filing."""
    return bool(rows) and list(rows[0][:1]) == [MARK]


def read(rows: Iterable[Sequence[str]]) -> WorkbookMap | None:
    """The map that the hidden sheet's rows hold; None where they are not as they were written."""
    reading = _MapReader()
    try:
        for row in rows:
            if any(row):
                reading.take(*row)
    except (KeyError, TypeError, ValueError, IndexError):
        return None
    return reading.finish()


class _MapReader:
    def __init__(self) -> None:
        self.version, self.begun = "", False
        self.sheets: list[tuple[str, str, Path_]] = []
        self.columns: list[list[SheetColumn]] = []
        self.rows: list[list[SheetRow]] = []
        self.order: dict[Path_, tuple[str, ...]] = {}
        self.spelt: dict[Path_, str] = {}
        self.noted: dict[str, set[Path_]] = {"一段": set(), "列表": set()}

    def take(self, word: str, *said: str) -> None:
        if word == MARK:
            self.version = said[0]
        elif word == "新填":
            self.begun = True
        elif word == "表":
            self.sheets.append((said[0], said[1], _path(said[2:])))
            self.columns.append([])
            self.rows.append([])
        elif word == "栏":
            kind = said[2] if len(said) > 2 else ""
            self.columns[-1].append(SheetColumn(said[0], _path(said[1:]), kind))
        elif word == "行":
            kind = said[3] if len(said) > 3 else ""
            self.rows[-1].append(SheetRow(said[0], said[1], _path(said[2:]), kind))
        elif word == "次序":
            self.order[_path(said)] = tuple(map(str, json.loads(said[1])))
        elif word == "写法":
            self.spelt[_path(said)] = said[1]
        else:
            self.noted[word].add(_path(said))

    def finish(self) -> WorkbookMap | None:
        if self.version != VERSION:
            return None
        sheets = zip(self.sheets, self.columns, self.rows, strict=True)
        return WorkbookMap(
            tuple(SheetMap(*head, tuple(columns), tuple(rows)) for head, columns, rows in sheets),
            self.order,
            self.spelt,
            frozenset(self.noted["一段"]),
            frozenset(self.noted["列表"]),
            self.begun,
        )


def _path(said: Sequence[str]) -> Path_:
    path = path_text.parse(said[0]) if said else ()
    if path is None:
        raise ValueError(said)
    return path
