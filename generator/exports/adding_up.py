"""Whether a sheet adds up by itself, where no table of the law is there to hold its sums to."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from generator.exports import labels
from generator.exports.heads import HeadColumn
from generator.exports.telling import NOT_ADDED_UP, Teller
from generator.money import HALF_STEP, ZERO, yuan_text
from generator.spreadsheets.cells import Spot
from generator.vocabulary import TOTAL_ROW


class _RowAmount(NamedTuple):
    spot: Spot
    code: str
    value: Decimal


class SheetSums:
    """The amounts of a sheet's accounts, and the sums that it states itself."""

    def __init__(self, *, rounded: bool) -> None:
        self.rounded = rounded  # to so many decimals of 万元 that sums may differ by it
        self._amounts: list[_RowAmount] = []
        self._of_columns: list[_RowAmount] = []
        self._of_rows: list[_RowAmount] = []

    def add(self, spot: Spot, code: str, value: Decimal) -> None:
        """An amount of an account."""
        self._amounts.append(_RowAmount(spot, code, value))

    def hold(self, spot: Spot, code: str, value: Decimal | None) -> None:
        """What a column states for all accounts (`TOTAL_ROW`), or for those below one.

        A sum of nothing is a formula that nobody computed.
        """
        if value:
            self._of_columns.append(_RowAmount(spot, code, value))

    def hold_row(self, spot: Spot, code: str, value: Decimal | None) -> None:
        """What a row states for all of its columns, if it does."""
        if value:
            self._of_rows.append(_RowAmount(spot, code, value))

    def tell(self, teller: Teller) -> None:
        """Tell of the sums that are not those of the amounts."""
        for it in self._of_columns:
            below = (
                of.value
                for of in self._amounts
                if of.spot[1] == it.spot[1]
                and (it.code == TOTAL_ROW or of.code.startswith(it.code))
            )
            self._judge(it, list(below), "各行", teller)
        for it in self._of_rows:
            beside = [of.value for of in self._amounts if of.spot[0] == it.spot[0]]
            self._judge(it, beside, "各栏", teller)

    def _judge(self, it: _RowAmount, parts: list[Decimal], what: str, teller: Teller) -> None:
        added = sum(parts, ZERO)
        slack = HALF_STEP * (len(parts) + 1) if self.rounded else ZERO
        if abs(added - it.value) > slack:
            message = f"{it.code}是 {yuan_text(it.value)}，明细的{what}相加是 {yuan_text(added)}"
            help_ = "检查漏了哪一行、哪一栏，或者合计错了；导出到最细的科目"
            teller.refuse(NOT_ADDED_UP, message, it.spot, help_)


def find_total(columns: Iterable[HeadColumn]) -> HeadColumn | None:
    """The column of what all others add up to; None where there is none."""
    return next((it for it in columns if labels.is_total("".join(it.labels))), None)
