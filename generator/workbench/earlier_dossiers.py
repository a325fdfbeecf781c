"""Dossiers of what filings held before, while nothing that they were made from has changed.

A filing is compared with what it held before each time that it is saved; that stays what it was.
"""

from collections.abc import Mapping
from typing import NamedTuple

from generator.corrections.dossier import Dossier
from generator.kept import fingerprints


class EarlierDossier(NamedTuple):
    """A dossier, and the fingerprints of all that it was made from besides its own text."""

    of: Dossier
    made_from: Mapping[str, str | None]

    def stands(self) -> bool:
        """Whether it would be made of the same today."""
        found = ((fingerprints.of_export(name), of) for name, of in self.made_from.items())
        return all(now == then for now, then in found)


def keep(of: Dossier, since: int) -> EarlierDossier:
    """A dossier that was made after `since` (ns); what may have changed meanwhile never stands."""
    outcome, source = of.outcome, of.filing.source
    names = {*outcome.drawn, *source.all_exports} - {outcome.file}
    return EarlierDossier(of, {name: fingerprints.of_settled_file(name, since) for name in names})
