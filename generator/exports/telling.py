"""What is wrong with a sheet of an export, told at its cells."""

from typing import NamedTuple

from generator.diagnostics import Fault, Severity
from generator.packs.sheet_forms import SheetForm
from generator.spreadsheets.cells import Spot, Worksheet

NOT_FOUND, NOT_READ, NOT_KNOWN, NO_ACCOUNT = "L433", "L434", "L435", "L436"
HIDDEN, MISNAMED, NOT_ADDED_UP = NOT_READ, NO_ACCOUNT, "L406"
UNSEEN = "未经真实文件核对：这种表没有见过真实的文件，取出的数请逐个核对"


class Teller(NamedTuple):
    """Collects the faults of one sheet."""

    sheet: Worksheet
    form: SheetForm
    faults: list[Fault]

    def refuse(self, code: str, message: str, spot: Spot, help_: str) -> None:
        """An error at a cell."""
        self._tell(code, message, spot, help_, Severity.ERROR)

    def remark(self, code: str, message: str, spot: Spot, help_: str) -> None:
        """What is worth a look at a cell."""
        self._tell(code, message, spot, help_, Severity.WARNING)

    def _tell(self, code: str, message: str, spot: Spot, help_: str, severity: Severity) -> None:
        notes, place = notes_of(self.form), self.sheet.place(spot)
        text = f"{self.form.name}：{message}"
        self.faults.append(Fault(code, text, place, severity, notes, help=help_))


def notes_of(form: SheetForm) -> tuple[str, ...]:
    """What every message about a sheet says of its form."""
    return (UNSEEN,) if form.unseen else ()
