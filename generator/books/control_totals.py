"""Control totals that nobody typed: from a file of totals, or from an export itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.filing.filing import Filing
from generator.filing.kinds import Stated
from generator.packs.pack import Pack

if TYPE_CHECKING:
    from generator.filing.control_file import Exported


def take(
    exported: "Exported | None", filing: Filing, pack: Pack
) -> tuple[Sequence[Stated], list[Fault]]:
    """The totals that are of a filing's unit; nothing where no file is named."""
    if exported is None:
        return (), []
    if not exported.sheets:
        return exported.take(filing)
    from generator.exports import drawing  # most runs hold against none

    return drawing.read_totals(filing.source, exported.file, pack)
