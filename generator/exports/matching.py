"""What each column of a table holds: by its head as the pack has it, or as an account's name."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.diagnostics import spell_column
from generator.exports import labels
from generator.exports.heads import HeadColumn, SheetBlock
from generator.exports.telling import NOT_FOUND, NOT_KNOWN, NOT_READ, Teller
from generator.packs.classification import Classification
from generator.packs.sheet_forms import Held, Sectioned, Target
from generator.spreadsheets.cells import Spot, Worksheet


class Matched(NamedTuple):
    """A column with what it holds, under which account's code, and what its totals control."""

    column: HeadColumn
    target: Target
    code: str = ""
    total: Held | None = None


def match(block: SheetBlock, teller: Teller) -> list[Matched]:
    """What the columns of a block hold by their heads; what lacks, or is not known, is told."""
    form = teller.form
    matched, taken = list[Matched](), dict[str, HeadColumn]()
    for column in block.columns:
        fits = {key: column.fits(key) for key in form.columns}
        key = max(fits, key=lambda it: fits[it], default="")
        if not key or not fits[key]:
            _tell_unknown(column, teller)
        elif key in taken:
            other = spell_column(taken[key].number)
            message = f"“{column.shown}”有两栏，另一栏在 {other} 列"
            teller.refuse(NOT_READ, message, (1, column.number), "留下一栏，或改回原来的栏名")
        else:
            taken[key] = column
            target = form.columns[key]
            total = target if isinstance(target, Held) else form.totals.get(key)
            matched.append(Matched(column, target, "", total))
    read = [it.target for it in matched]
    for key, target in form.columns.items():
        if target not in read and target is not None and not isinstance(target, Held):
            help_ = "栏名改过的，改回原来的；没有改过的，告知表样管理人"
            teller.refuse(NOT_FOUND, f"没有“{key}”这一栏", (1, 1), help_)
    return matched


def match_accounts(
    block: SheetBlock, table: Classification, year: int, teller: Teller
) -> Iterator[Matched]:
    """Columns that are accounts, by code or by name under their owner's name."""
    codes, form = _codes_by_name(table, year), teller.form
    for column in block.columns:
        own = column.labels[-1]
        code = own if own in table.terms else codes.get(column.labels[-2:], "")
        if len(code) == table.leaf_size:
            total = Held((form.held, code)) if form.held else None
            yield Matched(column, form.listed, code, total)
        elif len(column.labels) > 1 and not labels.is_subtotal(own):
            _tell_unknown(column, teller)


def _codes_by_name(table: Classification, year: int) -> Mapping[tuple[str, ...], str]:
    """The codes of the lowest level by their owner's name and their own."""
    found, top = dict[tuple[str, ...], str](), min(table.levels.values())
    for code in table.terms:
        name, owner = table.name_of(code, year), table.name_of(code[:top], year)
        if name and owner and len(code) == table.leaf_size:
            found[labels.plain(owner), labels.plain(name)] = code
    return found


def _tell_unknown(column: HeadColumn, teller: Teller) -> None:
    """A column that the pack says nothing of, if there is money in it."""
    money = [] if labels.is_numbering(column.shown) else list_money(teller.sheet, column.number)
    if money:
        named = ".".join(column.labels) if labels.is_subtotal(column.labels[-1]) else column.shown
        message = f"不认识“{named}”这一栏，没有取里面的数"
        help_ = "里面的数要用的，在填报文件里写；这种表总有这一栏的，告知表样管理人"
        teller.remark(NOT_KNOWN, message, min(money), help_)


def list_money(sheet: Worksheet, column: int) -> list[Spot]:
    """Where numbers stand in a column, but for those that only number rows or columns."""
    found = sorted(at for at, cell in sheet.cells.items() if at[1] == column)
    found = [at for at in found if labels.is_figure(sheet.cells[at])]
    texts = [sheet.cells[at].text for at in found]
    small = [at for at, text in zip(found, texts, strict=True) if labels.are_ordinals([text])]
    if len(small) > 1 and labels.are_ordinals([sheet.cells[at].text for at in small]):
        return [at for at in found if at not in small]
    return [at for at in found if at not in small or not _numbers_columns(sheet, at[0])]


def _numbers_columns(sheet: Worksheet, row: int) -> bool:
    """Whether a row but numbers the columns."""
    cells = [cell.text for at, cell in sorted(sheet.cells.items()) if at[0] == row]
    numbers = [it for it in cells if it.isdecimal()]
    return any(map(labels.is_numbering, cells)) or (
        len(numbers) > 1 and labels.are_ordinals(numbers)
    )


def find_row(label: str, before: Sequence[str], rows: Mapping[str, Target]) -> str:
    """The key of a row's label; `甲.乙` is the 乙 below 甲 of several."""
    fitting: dict[str, int] = {}
    for key in rows:
        *owners, own = map(labels.plain, key.split("."))
        if own == label and all(owner in before for owner in owners):
            fitting[key] = len(owners)
    return max(fitting, key=lambda it: fitting[it], default="")


def tell_lacking(found: Collection[str], spot: Spot, teller: Teller) -> None:
    """Rows of single figures that the form names and the sheet does not have."""
    rows = teller.form.rows
    read = [rows[key] for key in found]
    lacking = {
        target: key
        for key, target in rows.items()
        if isinstance(target, Sectioned) and target not in read
    }
    if lacking:
        message = f"没有找到“{'”“'.join(lacking.values())}”，没有取这些数"
        teller.remark(NOT_KNOWN, message, spot, "要用这些数的，在填报文件里写")
