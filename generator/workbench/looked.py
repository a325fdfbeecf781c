"""What was last made of a few filings as they were typed, while nothing that it is made of changes.

Whoever goes from one sheet of a filing to the next need not wait for the same again.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.kept import fingerprints

if TYPE_CHECKING:
    from generator.pipeline import Outcome

_MOST = 8


class DraftOutcome(NamedTuple):
    """An outcome, the content that it is of, and what else was read for it."""

    outcome: "Outcome"
    content: str
    drawn: Mapping[str, str | None]

    def holds(self, content: str) -> bool:
        """Whether the same would be made again."""
        read = self.drawn.items()
        return content == self.content and all(fingerprints.of_export(it) == at for it, at in read)


class Looked:
    """Drafts by their filings; one that could not be made as far as its books is not kept."""

    def __init__(self) -> None:
        self._looks: OrderedDict[str, DraftOutcome] = OrderedDict()

    def find(self, filing: Path, content: bytes, produce: "Callable[..., Outcome]") -> "Outcome":
        """The draft of a filing that holds something: the last one, or made anew."""
        name, sign = str(filing), fingerprints.of_bytes(content)
        known = self._looks.get(name)
        if known is not None and known.holds(sign):
            return known.outcome
        outcome = produce(filing, draft=True, on_disk=False)
        self._looks.pop(name, None)
        if outcome.books is not None:
            source = outcome.filing.source if outcome.filing else None
            read = {*outcome.drawn, *(source.files[1:] if source else ())}
            read |= {*(source.all_exports if source else ())}
            drawn = {it: fingerprints.of_export(it) for it in read}
            self._looks[name] = DraftOutcome(outcome, sign, drawn)
        while len(self._looks) > _MOST:
            self._looks.popitem(last=False)
        return outcome
