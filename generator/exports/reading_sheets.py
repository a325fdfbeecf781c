"""A sheet of a known form, read: which of its cells hold what."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from generator.exports import (
    account_rows,
    adding_up,
    doubting,
    further_tables,
    heads,
    labels,
    matching,
    recognising,
    unheaded,
)
from generator.exports.account_rows import AccountRow
from generator.exports.adding_up import SheetSums
from generator.exports.cell_figures import AccountTables, CellFigure
from generator.exports.heads import HeadColumn, HeadGrid, SheetBlock, SheetHead, TableStart
from generator.exports.matching import Matched
from generator.exports.recognising import SheetMarks
from generator.exports.telling import HIDDEN, NO_ACCOUNT, NOT_FOUND, NOT_READ, Teller
from generator.packs.sheet_forms import EntryMoney, Held, RowKey, Sectioned, Target
from generator.spreadsheets.amounts import CellMoney, money_of
from generator.spreadsheets.cells import Holds, Spot
from generator.vocabulary import KIND_YUAN, TOTAL_ROW, WAN_YUAN, YUAN

MEND_CELL = "用原来的软件打开这个文件，改正后保存，或重新导出；没有金额的，空着"


def read(
    marks: SheetMarks, teller: Teller, accounts: AccountTables, hold_all: bool = False
) -> list[CellFigure]:
    """What the cells of a sheet give; what is wrong with it is told.

    With `hold_all`, an account's money is a control total besides.
    """
    reading, form = _SheetReading(marks, teller, hold_all), teller.form
    keys = tuple(labels.plain(key.split(".")[-1]) for key in form.columns)
    start = TableStart(bool(form.accounts), bool(form.rows), keys)
    head = heads.find(reading.grid, start)
    doubting.tell_year(marks, teller, accounts.year)
    if head is None:
        first = "科目编码" if form.accounts else "项目"
        teller.refuse(NOT_FOUND, f"没有找到表头（{first}）", (1, 1), "表头照原来的，不要改动")
    elif form.accounts:
        reading.read_accounts(head, accounts)
    elif form.rows:
        reading.read_labelled(head)
    else:
        reading.read_only_row(head)
    if head:
        unheaded.tell(reading.grid, head, reading.unit, teller)
        again = further_tables.tell(reading.grid, head, marks, start, accounts.year, teller)
        doubting.tell_twice(reading.rows, again, teller)
    reading.tell_hidden()
    doubting.tell_unlike(reading.figures, teller)
    doubting.tell_rounded(reading.figures, reading.in_wan, teller)
    return reading.figures


class _SheetReading:
    """One sheet at work."""

    def __init__(self, marks: SheetMarks, teller: Teller, hold_all: bool) -> None:
        self.hold_all = hold_all
        self.sheet, self.form, self.teller = teller.sheet, teller.form, teller
        self.grid = HeadGrid(teller.sheet)
        self.figures: list[CellFigure] = []
        self.rows: list[tuple[object, str, Spot]] = []  # that have money
        self.unit = recognising.find_unit(marks, teller)
        self.in_wan: dict[Spot, bool] = {}  # which cells are, and whether they alone say so
        self._hidden: list[Spot] = []
        self._corners = {it[:2] for it in self.sheet.merged if it[:2] != it[2:]}
        self.sums = SheetSums(rounded=self.unit == WAN_YUAN)

    # -- rows of accounts --------------------------------------------------------------------------

    def read_accounts(self, head: SheetHead, accounts: AccountTables) -> None:
        """The rows of accounts of each block."""
        form, year, owner = self.form, accounts.year, ""
        table = accounts.tables[form.accounts]
        self.alone = len(head.blocks) == 1  # else a sum may be that of several blocks
        for block in head.blocks:
            if form.across:
                across = accounts.tables[form.across]
                columns = [*matching.match_accounts(block, across, year, self.teller)]
            else:
                columns = matching.match(block, self.teller)
            for row in range(head.first, self.grid.rows + 1):
                found = account_rows.read_row(self.grid, row, block, table, owner)
                owner = found.code if found.code != TOTAL_ROW else owner
                if found.sums:
                    continue
                if found.fault or not found.code:
                    self._refuse_row(row, found, block)
                elif found.code == TOTAL_ROW or len(found.code) != table.leaf_size:
                    self._hold_row(row, found.code, columns)
                else:
                    spot = (row, block.codes[0])
                    name = doubting.name_beside(found, table, year, spot, self.teller)
                    self._read_row(row, found.code, name, columns)
                    self._hold_beside(row, found.code, block)
        self.sums.tell(self.teller)

    def _read_row(self, row: int, code: str, name: str, columns: Sequence[Matched]) -> None:
        told = {
            target.dimension: self.grid.text(row, column.number)
            for column, target, *_ in columns
            if isinstance(target, RowKey)
        }
        before = len(self.figures)
        for column, target, across, total in columns:
            spot = (row, column.number)
            if isinstance(target, RowKey):
                continue
            if isinstance(target, EntryMoney) and told:
                target = target._replace(where={**target.where, **told})
            if self.hold_all and total and not across and not isinstance(target, Held):
                self._hold(total, code, spot, column)
            if isinstance(target, Held):
                self._hold(target, code, spot, column)
            elif target is not None and (value := self._money(spot, column)):
                self._add(target, across or code, "" if across else name, value, spot)
                self.sums.add(spot, code, value)
        if any(not isinstance(it.target, Held) for it in self.figures[before:]):
            first = columns[0].column.number
            self.rows.append(((first, code, *told.items()), code, (row, first)))

    def _hold_row(self, row: int, code: str, columns: Sequence[Matched]) -> None:
        for column, target, across, total in columns:
            spot = (row, column.number)
            if total and (not across or code == TOTAL_ROW):
                self._hold(total, "" if across else code, spot, column)
            elif self.alone and isinstance(target, EntryMoney):
                self.sums.hold(spot, code, self._read(spot, column).amount)

    def _hold_beside(self, row: int, code: str, block: SheetBlock) -> None:
        """What a row of many accounts says of all of them."""
        total = adding_up.find_total(block.columns) if self.form.across else None
        if total:
            spot = (row, total.number)
            self.sums.hold_row(spot, code, self._read(spot, total).amount)

    def _refuse_row(self, row: int, found: AccountRow, block: SheetBlock) -> None:
        """A row without an account must have no money."""
        if self._has_money(row, [column.number for column in block.columns]):
            what = found.fault or "这一行有数，没有科目编码"
            help_ = "补上科目编码；合计行写“合计”"
            self.teller.refuse(NO_ACCOUNT, what, (row, block.codes[0]), help_)

    def _has_money(self, row: int, columns: Iterable[int]) -> bool:
        cells = [self.sheet.cells[row, it] for it in columns if (row, it) in self.sheet.cells]
        numbering = labels.are_ordinals([cell.text for cell in cells])
        return not numbering and any(map(labels.is_figure, cells))

    # -- rows with labels --------------------------------------------------------------------------

    def read_labelled(self, head: SheetHead) -> None:
        """The rows that the form names, in whichever block they stand."""
        found, wanted = set[str](), [labels.plain(it) for it in self.form.heads]
        for block in head.blocks:
            columns = [it for it in block.columns if not wanted or it.labels[-1] in wanted][:1]
            before: list[str] = []
            for row in range(head.first, self.grid.rows + 1):
                label = labels.plain(self.grid.text(row, block.name))
                key = matching.find_row(label, before, self.form.rows)
                before.append(label)
                for column in columns if key else ():
                    found.add(key)
                    self._read_cell(self.form.rows[key], (row, column.number), column)
        matching.tell_lacking(found, (head.first, 1), self.teller)

    def read_only_row(self, head: SheetHead) -> None:
        """The one row of figures of a sheet whose columns are single figures."""
        (block,) = head.blocks
        columns = matching.match(block, self.teller)
        rows = [
            row
            for row in range(head.first, self.grid.rows + 1)
            if self._has_money(row, [it.column.number for it in columns])
        ]
        if len(rows) > 1:
            self.teller.refuse(NOT_READ, "应只有一行数", (rows[1], 1), "删去多余的行")
        for row in rows[:1]:
            for column, target, _, _ in columns:
                self._read_cell(target, (row, column.number), column)

    def _read_cell(self, target: Target, spot: Spot, column: HeadColumn) -> None:
        if isinstance(target, Held):
            self._hold(target, "", spot, column)
        elif target is not None and not isinstance(target, RowKey):
            counted = isinstance(target, Sectioned) and target.kind != KIND_YUAN
            value = self._money(spot, column, YUAN if counted else "")
            if value is not None:
                self._add(target, "", "", value, spot)

    # -- cells -------------------------------------------------------------------------------------

    def _money(self, spot: Spot, column: HeadColumn, unit: str = "") -> Decimal | None:
        """The money in a cell that is wanted, or None; what is none is told."""
        said = self._read(spot, column, unit)
        if said.reason:
            self.teller.refuse(NOT_READ, said.reason, spot, MEND_CELL)
            return None
        value, around = said.amount, unit or column.unit or self.unit
        if (said.unit or around) == WAN_YUAN:
            self.in_wan[spot] = around != WAN_YUAN
        if value and spot in self._corners:
            message = "这一格的数是几格合并的，不知道是哪一格的"
            self.teller.refuse(NOT_READ, message, spot, "取消合并，各格分别填")
            return None
        row, column_ = spot[0] in self.sheet.hidden_rows, spot[1] in self.sheet.hidden_columns
        if value and (row or column_ or self.sheet.hidden):
            self._hidden.append(spot)
        return value

    def _read(self, spot: Spot, column: HeadColumn, unit: str = "") -> CellMoney:
        cell = self.sheet.cells.get(spot)
        in_wan = (unit or column.unit or self.unit) == WAN_YUAN
        return money_of(cell, in_wan) if cell else CellMoney()

    def _hold(self, total: Held, code: str, spot: Spot, column: HeadColumn) -> None:
        """A total that is stored, if it is; one of nothing is a formula that nobody computed."""
        said, cell = self._read(spot, column), self.sheet.cells.get(spot)
        if said.reason and cell and cell.holds is Holds.ERROR:
            self.teller.remark(NOT_READ, f"{said.reason}，没有拿来核对", spot, MEND_CELL)
        elif said.amount:
            steps = (total.steps[0], code, total.steps[-1]) if code else total.steps
            self._add(Held(steps), "", "", said.amount, spot)

    def _add(
        self,
        target: EntryMoney | Sectioned | Held,
        code: str,
        name: str,
        value: Decimal,
        spot: Spot,
    ) -> None:
        self.figures.append(CellFigure(target, code, name, value, self.sheet.place(spot)))

    def tell_hidden(self) -> None:
        """What was read where nobody sees it."""
        if self._hidden:
            message = f"隐藏的行、列、表里有 {len(self._hidden)} 个数，也取了"
            help_ = "取消隐藏，看一看；不要的，删去"
            self.teller.remark(HIDDEN, message, min(self._hidden), help_)
