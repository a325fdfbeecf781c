"""Control totals from a file that the officer did not type: the accounting system's export.

CSV has the columns `单位,地址,金额` (optionally `金额单位`), in UTF-8 or, as Windows programs
write it, in GB18030; YAML has `单位: {地址: 金额}`. A unit is named by its full name or its
code, in a column that is called as in a list of units; a file for one unit may leave it out. Of
several years, or kinds of document, a column `年度`, `文种` says which each row is of.
An export itself is read for each unit apart.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from generator import addresses
from generator import vocabulary as term
from generator.diagnostics import Fault, Place, has_errors
from generator.filing import kinds, legible, roster_table, shape
from generator.filing import source as sources
from generator.filing.filing import Filing
from generator.filing.kinds import KindError, Stated
from generator.kept import noted
from generator.spreadsheets import plain_text

EVERY_UNIT = ""
SHEETS = (".xls", ".xlsx", ".et", ".ods")


# Where the reader puts what a row has beyond its columns; no column is called so.
_BEYOND = ""
_OF_UNITS = (roster_table.CODE, roster_table.NAME, roster_table.TYPE, roster_table.ABOVE)
_SCOPE = (term.FISCAL_YEAR, term.DOCUMENT_KIND)
_COLUMNS = (term.UNIT, term.ADDRESS, term.AMOUNT, term.AMOUNT_UNIT, *_SCOPE, *_OF_UNITS)
_NO_BLANKS = str.maketrans("", "", " \u3000")


class Exported(NamedTuple):
    """The control totals of a file, by the name or code of the unit they are of."""

    file: str
    totals: Mapping[str, Sequence[Stated]]
    sheets: bool = False  # an export, or a folder of them: each unit's are found by its pack
    read: Mapping[str, str | None] = MappingProxyType({})  # what the file held
    codes: Mapping[str, str] = MappingProxyType({})  # of units that have both, by their names
    # The year and the kind of document that rows say they are of.
    scopes: Mapping[Place, tuple[str, ...]] = MappingProxyType({})

    def take(self, filing: Filing) -> tuple[tuple[Stated, ...], list[Fault]]:
        """The totals that are of a filing's unit; that there are none is a fault."""
        code = filing.unit_code.replace(term.MISSING_TEXT, "")
        code = code or self.codes.get(filing.unit_name, "")
        keys = dict.fromkeys((EVERY_UNIT, filing.unit_name, code))
        given = [item for key in keys for item in self.totals.get(key, ())]
        own = (str(filing.year), str(filing.data[term.DOCUMENT_KIND]))
        totals = tuple(item for item in given if self._is_within(item, own))
        if totals:
            return totals, []
        which = f" {own[0]} 年度{own[1]}" if given else ""
        message = f"{self.file} 里没有这个单位{which}的核对数"
        help_ = "在那个文件里补上这个单位的行；单位的名称或代码要写得一样"
        place = filing.source.place((term.UNIT, term.UNIT_NAME))
        return (), [Fault("L413", message, place, help=help_)]

    def _is_within(self, item: Stated, own: Sequence[str]) -> bool:
        """Whether a row says no other year and no other kind of document than a filing's."""
        said = self.scopes.get(item.place, ()) if item.place else ()
        return all(it in ("", of) for it, of in zip(said, own, strict=False))


def load(path: Path) -> tuple[Exported | None, list[Fault]]:
    """Read a file of control totals; what is wrong with it is said at its line."""
    with noted.noting() as read:
        exported, faults = _load(path)
    return (exported and exported._replace(read=read)), faults


def _load(path: Path) -> tuple[Exported | None, list[Fault]]:
    if path.is_dir() or (path.exists() and path.suffix.lower() in SHEETS):
        return Exported(str(path), {}, sheets=True), []
    if path.exists() and path.suffix.lower() == ".docx":
        message, help_ = "Word 文件里没有能核对的数", "换成导出的表格文件，或者合计数的 .csv"
        return None, [Fault("L412", message, Place(str(path), 1, 1), help=help_)]
    exported, faults = _read_csv(path) if path.suffix.lower() == ".csv" else _read_yaml(path)
    return (None if has_errors(faults) else exported), faults


def _read_yaml(path: Path) -> tuple[Exported | None, list[Fault]]:
    source, faults = sources.load(path)
    if source is None:
        return None, faults
    totals: dict[str, Sequence[Stated]] = {}
    for name, node in source.data.items():
        if not isinstance(node, dict):
            help_ = "单位的名称或代码后面写冒号，下面缩进两格，每行写一个：地址: 金额"
            place = source.key_place((name,))
            faults.append(Fault("L412", f"“{name}”下面应写：地址: 金额", place, help=help_))
            continue
        key = EVERY_UNIT if name == term.CONTROL_TOTALS else name
        totals[key], wrong = shape.read_amounts(source, (name,))
        faults += wrong
    return Exported(source.file, totals), faults


def _read_csv(path: Path) -> tuple[Exported | None, list[Fault]]:
    file = str(path)
    raw = legible.load(path, file)
    if isinstance(raw, Fault):
        return None, [raw]
    text, faults = legible.decode_table(raw, file)
    if faults:
        return None, faults
    mark = plain_text.find_delimiter(text)
    rows = csv.DictReader(io.StringIO(text), restkey=_BEYOND, strict=True, delimiter=mark)
    if not {term.ADDRESS, term.AMOUNT} <= _read_names(rows):
        message = f"第一行要有“{term.ADDRESS}”“{term.AMOUNT}”两栏，"
        message += f"可另有“{term.UNIT}”“{term.AMOUNT_UNIT}”"
        return None, [Fault("L412", message, Place(file, 1, 1), help="改第一行的栏名")]
    rows.fieldnames = named = _name_columns(rows.fieldnames or ())
    strange = next((name for name in named if term.UNIT in name and name not in _COLUMNS), None)
    if strange is not None:
        message = f"不认得第一行的“{strange}”，不知道每行是哪个单位的"
        help_ = f"写单位名称或代码的一栏，改名为“{term.UNIT}”；不是的，改成别的名称或删去"
        return None, [Fault("L412", message, Place(file, 1, 1), help=help_)]
    twice = next((name for name in named if name in _COLUMNS and named.count(name) > 1), None)
    if twice is not None:
        message = f"第一行有两栏“{twice}”，不知道取哪一栏"
        help_ = "留下要核对的一栏，其余的改名或删去"
        return None, [Fault("L412", message, Place(file, 1, 1), help=help_)]
    return _collect(rows, file)


def _read_names(rows: "csv.DictReader[str]") -> set[str]:
    with suppress(csv.Error):
        return set(rows.fieldnames or ())
    return set()


def _name_columns(typed: Sequence[str]) -> list[str]:
    """The columns by their own names, those of units as a list of units has them."""
    known = dict(zip(typed, roster_table.name_columns(typed), strict=False))
    return [known[it] if known[it] in _OF_UNITS else it.strip() for it in typed]


def _unit_of(row: Mapping[str, str | None]) -> tuple[str, str]:
    """Under which word a row's unit is known, and its name: a code goes before a name."""
    code, name = ((row.get(it) or "").strip() for it in (roster_table.CODE, roster_table.NAME))
    return (row.get(term.UNIT) or "").strip() or code or name or EVERY_UNIT, name


def _collect(rows: "csv.DictReader[str]", file: str) -> tuple[Exported | None, list[Fault]]:
    totals: dict[str, list[Stated]] = {}
    codes: dict[str, str] = {}
    scopes: dict[Place, tuple[str, ...]] = {}
    faults: list[Fault] = []
    try:
        for row in rows:
            place = Place(file, rows.line_num, 1)
            key, name = _unit_of(row)
            if name and name != key:
                codes[name] = key
            scopes[place] = tuple(_read_scope(row.get(it)) for it in _SCOPE)
            for item in _read_row(row, place, faults):
                totals.setdefault(key, []).append(item)
    except csv.Error:
        place = Place(file, rows.line_num + 1, 1)
        help_ = "检查这一行的引号；用 Excel 打开另存为 CSV"
        faults.append(Fault("L412", "这一行不符合 CSV 的写法", place, help=help_))
    return Exported(file, totals, codes=codes, scopes=scopes), faults


def _read_scope(said: str | None) -> str:
    """A year without what stands around it; any other word as it is."""
    bare = (said or "").translate(_NO_BLANKS)
    return bare.removesuffix("度").removesuffix("年") if bare[:1].isdecimal() else bare


def _read_row(row: Mapping[str, str | None], place: Place, faults: list[Fault]) -> Iterator[Stated]:
    address, amount = ((row.get(name) or "").strip() for name in (term.ADDRESS, term.AMOUNT))
    if not address and not amount:
        return
    unit = (row.get(term.AMOUNT_UNIT) or "").translate(_NO_BLANKS) or term.YUAN
    if unit not in (term.YUAN, term.WAN_YUAN):
        message = f"“{term.AMOUNT_UNIT}”不能是“{unit}”"
        faults.append(Fault("L412", message, place, help=f"只能写 {term.YUAN} 或 {term.WAN_YUAN}"))
        return
    if row.get(_BEYOND):
        help_ = "金额里的逗号去掉，或把金额用英文引号括起"
        faults.append(Fault("L412", "这一行的格数比第一行多", place, help=help_))
        return
    try:
        number = kinds.money(amount, (), unit == term.WAN_YUAN)
        yield Stated(addresses.parse(address), number, "", (), place)
    except KindError as error:
        faults.append(Fault(error.code, error.message, place, help=error.help))
