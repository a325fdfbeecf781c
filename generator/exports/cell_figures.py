"""What the cells of a sheet give, one by one, and the accounts that they are read by."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from generator.diagnostics import Place
from generator.packs.classification import Classification
from generator.packs.sheet_forms import EntryMoney, Held, Sectioned


class CellFigure(NamedTuple):
    """What a cell gives: the money of a list's entries, a section's figure, or a control total.

    `code` is the account of its row (or of its column), empty where it has none; `name` stands
    beside the code of an account that no table knows.
    """

    target: EntryMoney | Sectioned | Held
    code: str
    name: str
    value: Decimal
    place: Place


class AccountTables(NamedTuple):
    """The tables of accounts, and the fiscal year in which their names are asked for."""

    tables: Mapping[str, Classification]
    year: int
