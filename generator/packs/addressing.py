"""Addresses: paths through a pack's definitions, found, written, and told apart from none."""

from collections.abc import Iterable

from generator.addresses import Steps, is_code, show
from generator.diagnostics import did_you_mean
from generator.packs.definitions import Field, Record, Records, Table

_CELL_STEPS = len(("table", "row", "column"))


class AddressError(ValueError):
    """An address that names nothing, with what might help; `near` is a word and what is known.

    Whoever only tries an address need not wait for the nearest name.
    """

    def __init__(
        self, message: str, help_: str = "", near: tuple[str, Iterable[str]] | None = None
    ) -> None:
        super().__init__(message)
        self.message, self._help, self._near = message, help_, near

    @property
    def help(self) -> str:
        """What to write instead, or nothing."""
        return self._help or (did_you_mean(*self._near) if self._near else "")


def complete(found: Field, owner: Steps, steps: Steps) -> Steps:
    """The full address: a row alone means its table's total column."""
    if isinstance(found, Table) and len(steps) == len(owner) + 1:
        return (*steps, found.total)
    return steps


def locate(root: Record, steps: Steps) -> tuple[Field, Steps]:
    """The field that an address stands in, and the field's own address.

    For a table, the address may go on to a row and a column; they must exist in it.
    """
    node: Field | None = root.fields.get(steps[0]) if len(steps) == _CELL_STEPS else None
    if isinstance(node, Table) and steps[2] in node.columns and _has_row(node, steps[1]):
        return node, steps[:1]  # most addresses are cells of a table at the top
    return _walk(root, steps)


def _walk(root: Record, steps: Steps) -> tuple[Field, Steps]:
    node: Field = root
    for index, step in enumerate(steps):
        if isinstance(node, Records):
            if not is_code(step):
                raise AddressError(
                    f"“{show(steps[:index])}”要写明第几条，如 {show(steps[:index])}[1]"
                )
            node = node.item
        elif isinstance(node, Table):
            _check_cell(node, steps[:index], steps[index:])
            return node, steps[:index]
        elif isinstance(node, Record):
            if step not in node.fields:
                owner = _call_owner(root, steps[:index]) if index else ""
                raise AddressError(f"{owner}没有“{step}”", near=(step, node.fields))
            node = node.fields[step]
        else:
            raise AddressError(f"“{show(steps[:index])}”下面没有“{step}”")
    return node, steps


def _call_owner(root: Record, steps: Steps) -> str:
    """What a name is not in; of a record, whichever it is, that it is one of a list."""
    above = _walk(root, steps[:-1])[0] if steps[:-1] else root
    if isinstance(above, Records):
        return f"“{show(steps[:-1])}”的每条里"
    return f"“{show(steps)}”里"


def _has_row(table: Table, row: str) -> bool:
    return row in table.rows or (len(row) in table.sizes and is_code(row))


def _check_cell(table: Table, owner: Steps, rest: Steps) -> None:
    row, column = rest[0], rest[1] if len(rest) > 1 else None
    if not _has_row(table, row):
        help_ = _offer_cells(table, owner, row) if row in table.columns else ""
        raise AddressError(f"“{show(owner)}”里没有“{row}”这一行", help_, (row, table.rows))
    if column is not None and column not in table.columns:
        raise AddressError(f"“{show(owner)}”里没有“{column}”这一栏", near=(column, table.columns))
    if len(rest) > len(("row", "column")):
        raise AddressError(f"“{show((*owner, row))}”下面写得太多")


def _offer_cells(table: Table, owner: Steps, column: str) -> str:
    """How to write the cell of a column that was named without a row."""
    row = next(iter(table.rows), None)
    return f"“{column}”是栏，前面要写行，如 {show((*owner, row, column))}" if row else ""


def leaf_sizes(root: Record, sizes: dict[str, int]) -> dict[Steps, int]:
    """For each view at the top level, how many digits its lowest rows have."""
    return {
        (name,): sizes[field.classification]
        for name, field in root.fields.items()
        if isinstance(field, Table) and field.classification
    }
