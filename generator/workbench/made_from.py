"""What a filing's document was made from besides its own text, and whether that has changed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.kept import fingerprints

if TYPE_CHECKING:
    from generator.pipeline import Outcome

MadeFrom = Mapping[str, str | None]  # fingerprints by file, or by folder of exports


def list_files(outcome: "Outcome") -> MadeFrom:
    """Everything that an outcome was made from besides the filing itself."""
    source = outcome.filing.source if outcome.filing else None
    names = {*outcome.drawn, *((*source.files, *source.all_exports) if source else ())}
    return {it: fingerprints.of_read(it, outcome.read) for it in names - {outcome.file}}


def stands(made_from: MadeFrom) -> bool:
    """Whether all of it is as it was."""
    return all(fingerprints.of_export(it) == found for it, found in made_from.items())
