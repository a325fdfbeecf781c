"""A sheet of a known form, read: which of its cells hold what, and what of it is not understood."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.diagnostics import Fault, Place, Severity
from generator.exports import account_rows, heads, labels
from generator.exports.amount_cells import NoMoney, read_yuan
from generator.exports.heads import Block, Column, Grid, Head, Heads
from generator.exports.recognising import Marks
from generator.packs.classification import Classification
from generator.packs.sheet_forms import Held, Listed, Sectioned, SheetForm, Target
from generator.spreadsheets.cells import Holds, Spot, Worksheet
from generator.vocabulary import TOTAL_ROW, YUAN

NOT_FOUND, NOT_READ, NOT_KNOWN, NO_ACCOUNT = "L433", "L434", "L435", "L436"
UNSEEN = "这种表没有见过真实的文件，取出的数请逐个核对"


class SheetCellFigure(NamedTuple):
    """What a cell gives: the money of a list's entries, a section's figure, or a control total.

    `code` is the account of its row (or of its column), empty where it has none.
    """

    target: Listed | Sectioned | Held
    code: str
    name: str
    value: Decimal
    place: Place


class Surrounding(NamedTuple):
    """What a sheet is read by: its form, the accounts, the fiscal year."""

    form: SheetForm
    tables: Mapping[str, Classification]
    year: int


class SheetReading:
    """What one sheet gives, and its faults."""

    def __init__(self, sheet: Worksheet, marks: Marks, by: Surrounding) -> None:
        self.grid, self.sheet, self.marks, self.by = Grid(sheet), sheet, marks, by
        self.form = by.form
        self.figures: list[SheetCellFigure] = []
        self.faults: list[Fault] = []
        self.unit = self._find_unit()
        self._hidden: list[Spot] = []

    def read(self) -> None:
        """Read the sheet, row by row."""
        form = self.form
        known = tuple(labels.plain(key.split(".")[-1]) for key in form.columns)
        head = heads.find(self.grid, Heads(bool(form.accounts), bool(form.rows), known))
        if head is None:
            first = "科目编码" if form.accounts else "项目"
            self._tell(NOT_FOUND, f"没有找到表头（{first}）", (1, 1), "表头照原来的，不要改动")
        elif form.accounts:
            self._read_accounts(head)
        elif form.rows:
            self._read_labelled(head)
        else:
            self._read_only_row(head)
        self._tell_hidden()

    def _find_unit(self) -> str:
        said = dict.fromkeys(text for _, text in self.marks.moneys)
        if len(said) > 1:
            spot = self.marks.moneys[-1][0]
            message = f"一张表上写了几种金额单位：{'、'.join(said)}"
            self._tell(NOT_READ, message, spot, "留下一种")
        unit = next(iter(said), self.form.unit)
        if unit not in ("元", "万元", "人民币元"):
            where = self.marks.moneys[0][0] if said else (1, 1)
            what = f"金额单位是{unit}" if unit else "没有写金额单位"
            self._tell(NOT_READ, what, where, "写明“金额单位：元”或“金额单位：万元”")
        return unit.removeprefix("人民币") or YUAN

    # -- rows of accounts --------------------------------------------------------------------------

    def _read_accounts(self, head: Head) -> None:
        table = self.by.tables[self.form.accounts]
        for block in head.blocks:
            columns = self._match(block, across=bool(self.form.across))
            owner = ""
            for row in range(head.first, self.grid.rows + 1):
                found = account_rows.read_row(self.grid, row, block, table, self.by.year, owner)
                owner = found.code if found.code != TOTAL_ROW else owner
                self._read_row(row, found, block, columns, table)

    def _read_row(
        self,
        row: int,
        found: account_rows.AccountRow,
        block: Block,
        columns: "Sequence[_Matched]",
        table: Classification,
    ) -> None:
        if found.fault or not found.code:
            self._refuse_row(row, found, block)
            return
        item = len(found.code) == table.leaf_size and found.code != TOTAL_ROW
        name = self._name_beside(row, found, block, table)
        for column, target, code, total in columns:
            if target is None or (not item and total is None):
                continue
            spot = (row, column.number)
            if not item:
                self._hold(total, code or found.code, spot, column)
                continue
            value = self._money(spot, column)
            if value is None or (isinstance(target, Listed) and not value):
                continue
            self._add(target, code or found.code, "" if code else name, value, spot)

    def _name_beside(
        self, row: int, found: account_rows.AccountRow, block: Block, table: Classification
    ) -> str:
        """The name of an account that the table does not know; another than its own is told."""
        known = table.name_of(found.code, self.by.year)
        if known and found.name and labels.plain(known) != labels.plain(found.name):
            message = f"{found.code} 在这里叫“{found.name}”，科目表是“{known}”"
            help_ = "检查编码是不是这个科目"
            self._tell("L442", message, (row, block.codes[0]), help_, Severity.WARNING)
        return "" if known else found.name

    def _refuse_row(self, row: int, found: account_rows.AccountRow, block: Block) -> None:
        """A row without an account must have no money."""
        for column in block.columns:
            cell = self.sheet.cells.get((row, column.number))
            if cell and cell.holds is Holds.NUMBER and Decimal(cell.text):
                spot = (row, block.codes[0])
                what = found.fault or "这一行有数，没有科目编码"
                self._tell(NO_ACCOUNT, what, spot, "补上科目编码；合计行写“合计”")
                return

    def _hold(self, total: Held | None, code: str, spot: Spot, column: Column) -> None:
        cell = self.sheet.cells.get(spot)
        if total is None or cell is None or cell.holds is Holds.UNCOMPUTED:
            return
        value = read_yuan(cell, column.unit or self.unit)
        if isinstance(value, Decimal) and value:
            self._add(total, code, "", value, spot)

    # -- rows with labels --------------------------------------------------------------------------

    def _read_labelled(self, head: Head) -> None:
        found = set[str]()
        for block in head.blocks:
            wanted = [labels.plain(it) for it in self.form.heads]
            columns = [it for it in block.columns if not wanted or it.labels[-1] in wanted]
            before: list[str] = []
            for row in range(head.first, self.grid.rows + 1):
                label = labels.plain(self.grid.text(row, block.name))
                key = _find_key(label, before, self.form.rows)
                before.append(label)
                if key and columns:
                    found.add(key)
                    self._read_cell(self.form.rows[key], (row, columns[0].number), columns[0])
        for key, target in self.form.rows.items():
            if key not in found and target is not None and not isinstance(target, Held):
                message = f"没有找到“{key}”这一行"
                self._tell(NOT_KNOWN, message, (head.first, 1), "", Severity.WARNING)

    def _read_only_row(self, head: Head) -> None:
        (block,) = head.blocks
        columns = self._match(block, across=False)
        rows = [
            row
            for row in range(head.first, self.grid.rows + 1)
            if any(self._has_money((row, column.number)) for column, *_ in columns)
        ]
        for row in rows[1:2]:
            self._tell(NOT_READ, "应只有一行数", (row, 1), "删去多余的行")
        for row in rows[:1]:
            for column, target, _, _ in columns:
                self._read_cell(target, (row, column.number), column)

    def _has_money(self, spot: Spot) -> bool:
        cell = self.sheet.cells.get(spot)
        return cell is not None and cell.holds is Holds.NUMBER

    def _read_cell(self, target: Target, spot: Spot, column: Column) -> None:
        if target is None:
            return
        if isinstance(target, Held):
            self._hold(target, "", spot, column)
            return
        value = self._money(spot, column)
        if value is not None and (value or isinstance(target, Sectioned)):
            self._add(target, "", "", value, spot)

    # -- columns -----------------------------------------------------------------------------------

    def _match(self, block: Block, *, across: bool) -> "list[_Matched]":
        """What each column of a block holds; what is not there, or not known, is told."""
        if across:
            return list(self._match_accounts(block))
        matched, taken = list[_Matched](), dict[str, Column]()
        for column in block.columns:
            fits = {key: column.fits(key) for key in self.form.columns}
            key = max(fits, key=lambda it: fits[it], default="")
            if not key or not fits[key]:
                self._tell_unknown(column)
            elif key in taken:
                first = self.grid.sheet.place((1, taken[key].number))
                message = f"“{column.shown}”有两栏（另一栏在 {first.spot.rpartition('!')[2][:-1]} 列）"
                self._tell(NOT_READ, message, self._top(column), "留下一栏")
            else:
                taken[key] = column
                matched.append(_Matched(column, self.form.columns[key], "", self._total(key)))
        for key, target in self.form.columns.items():
            if key not in taken and target is not None and not isinstance(target, Held):
                help_ = "栏名改过的，改回原来的；或告知表样管理人"
                self._tell(NOT_FOUND, f"没有“{key}”这一栏", (1, 1), help_)
        return matched

    def _match_accounts(self, block: Block) -> "Iterator[_Matched]":
        """Columns that are accounts, by code or by name under their owner's name."""
        table = self.by.tables[self.form.across]
        codes = _codes_by_name(table, self.by.year)
        for column in block.columns:
            own = column.labels[-1]
            code = own if own in table.terms else codes.get((*column.labels[-2:],), "")
            if len(code) == table.leaf_size:
                held = (self.form.held, code) if self.form.held else ()
                yield _Matched(column, self.form.listed, code, Held(held) if held else None)
            elif len(column.labels) > 1 and own not in ("小计", "合计"):
                self._tell_unknown(column)

    def _total(self, key: str) -> Held | None:
        """What a row of totals says in a column: the table's own, by the column's name."""
        target = self.form.columns[key]
        return target if isinstance(target, Held) else self.form.totals.get(key)

    def _tell_unknown(self, column: Column) -> None:
        """A column that the pack says nothing of, if there is money in it."""
        money = [
            spot
            for spot, cell in self.sheet.cells.items()
            if spot[1] == column.number and cell.holds is Holds.NUMBER and Decimal(cell.text)
        ]
        if money:
            message = f"不认识“{column.shown}”这一栏，没有取里面的数"
            help_ = "里面的数要用的，在填报文件里写"
            self._tell(NOT_KNOWN, message, min(money), help_, Severity.WARNING)

    def _top(self, column: Column) -> Spot:
        return (1, column.number)

    # -- cells -------------------------------------------------------------------------------------

    def _money(self, spot: Spot, column: Column) -> Decimal | None:
        """The money in a cell that is wanted, or None; what is none is told."""
        cell = self.sheet.cells.get(spot)
        value = read_yuan(cell, column.unit or self.unit)
        if isinstance(value, NoMoney):
            self._tell(NOT_READ, f"这一格{value.why}", spot, value.help)
            return None
        area = next((it for it in self.sheet.merged if spot == it[:2]), None)
        if value and area and (area.right > area.left or area.bottom > area.top):
            message = "这一格的数是几格合并的，不知道是哪一格的"
            self._tell(NOT_READ, message, spot, "取消合并，各格分别填")
            return None
        hidden = spot[0] in self.sheet.hidden_rows or spot[1] in self.sheet.hidden_columns
        if value and hidden:
            self._hidden.append(spot)
        return value

    def _add(
        self, target: Listed | Sectioned | Held, code: str, name: str, value: Decimal, spot: Spot
    ) -> None:
        if isinstance(target, Held) and code:
            target = Held((target.steps[0], code, *target.steps[1:]))
            if target.steps[-1] == code or target.steps[1] == target.steps[-1]:
                target = Held(target.steps[:2])
            code = ""
        place = self.sheet.place(spot)
        self.figures.append(SheetCellFigure(target, code, name, value, place))

    def _tell_hidden(self) -> None:
        if self._hidden:
            message = f"隐藏的行、列里有 {len(self._hidden)} 个数，也取了"
            help_ = "取消隐藏，看一看；不要的，删去"
            self._tell("L437", message, min(self._hidden), help_, Severity.WARNING)

    def _tell(
        self,
        code: str,
        message: str,
        spot: Spot,
        help_: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        notes = (UNSEEN,) if self.form.unseen else ()
        place = self.sheet.place(spot)
        message = f"{self.form.name}：{message}"
        self.faults.append(Fault(code, message, place, severity, notes, help=help_))


class _Matched(NamedTuple):
    """A column with what it holds, under which account's code, and what its totals control."""

    column: Column
    target: Target
    code: str
    total: Held | None


def _find_key(label: str, before: Sequence[str], rows: Mapping[str, Target]) -> str:
    """The key of a row's label; `甲.乙` is the first 乙 below 甲 of several."""
    fitting = {
        key: len(parts)
        for key in rows
        if (parts := tuple(map(labels.plain, key.split("."))))[-1] == label
        and all(part in before for part in parts[:-1])
    }
    return max(fitting, key=lambda it: fitting[it], default="")


def _codes_by_name(table: Classification, year: int) -> dict[tuple[str, ...], str]:
    """The codes of the lowest level by their owner's name and their own."""
    found = {}
    for code in table.terms:
        name = table.name_of(code, year)
        owner = table.name_of(code[: min(table.levels.values())], year)
        if name and owner and len(code) == table.leaf_size:
            found[labels.plain(owner), labels.plain(name)] = code
    return found
