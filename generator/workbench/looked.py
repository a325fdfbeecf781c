"""What was last made of a few filings as they were typed, while nothing that it is made of changes.

Whoever goes from one sheet of a filing to the next need not wait for the same again, nor does a
page that is opened after its draft was judged.
"""

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from generator.kept import fingerprints, library
from generator.units.result import Result
from generator.workbench import made_from
from generator.workbench.made_from import MadeFrom

if TYPE_CHECKING:
    from generator.pipeline import Outcome

_MOST = 8
T = TypeVar("T")
Take = Callable[["Outcome"], bytes]


class DraftOutcome(NamedTuple):
    """An outcome, the content that it is of, and what else was read for it."""

    outcome: "Outcome"
    content: str
    made_from: MadeFrom

    def holds(self, content: str) -> bool:
        """Whether the same would be made again."""
        return content == self.content and made_from.stands(self.made_from)


class DraftResult(NamedTuple):
    """What was found of a content, and the state of all else that it was found from; of a filing
    without a pack that is not known. The last one has its `outcome` still, if that is a document.
    """

    result: Result
    content: str
    folder: str
    packs: MadeFrom
    outcome: "Outcome | None"

    def holds(self, filing: str, content: str, folder: str) -> bool:
        """Whether the same would be found again; what a filing that failed would have read besides
        is not known, so that nothing in the whole folder may be another.
        """
        read = {**self.result.drawn, **self.result.exports, **self.packs}
        read.pop(filing, None)
        return (
            content == self.content
            and bool(self.packs)
            and (not self.result.failed or folder == self.folder)
            and made_from.stands(read)
        )


class Looked:
    """Drafts by their filings; one that could not be made as far as its books is not kept."""

    def __init__(self) -> None:
        self._looks: OrderedDict[str, DraftOutcome] = OrderedDict()
        self._results: OrderedDict[str, DraftResult] = OrderedDict()

    def judge(
        self, filing: Path, content: bytes, folder: str, make: Callable[[Take], Result]
    ) -> Result:
        """What is found of a filing that holds something: the last time, or anew."""
        name, sign = str(filing), fingerprints.of_bytes(content)
        known = self._results.get(name)
        if known is None or not known.holds(name, sign, folder):
            made = list["Outcome"]()

            def take(outcome: "Outcome") -> bytes:
                made.append(outcome)
                return b""

            result, root = make(take), library.current()
            packs = {str(root / it): fingerprints.of_export(str(root / it)) for it in result.packs}
            for other, it in self._results.items():
                self._results[other] = it._replace(outcome=None)
            known = DraftResult(result, sign, folder, packs, made[0] if made else None)
        _keep(self._results, name, known)
        return known.result

    def find_made(self, filing: Path, content: bytes, folder: str) -> "Outcome | None":
        """The document that was made when a filing was judged, if the same would be made again."""
        known, sign = self._results.get(str(filing)), fingerprints.of_bytes(content)
        return known.outcome if known and known.holds(str(filing), sign, folder) else None

    def find(self, filing: Path, content: bytes, produce: "Callable[..., Outcome]") -> "Outcome":
        """The draft of a filing that holds something: the last one, or made anew."""
        name, sign = str(filing), fingerprints.of_bytes(content)
        known = self._looks.get(name)
        if known is not None and known.holds(sign):
            return known.outcome
        outcome = produce(filing, draft=True, on_disk=False)
        self._looks.pop(name, None)
        if outcome.books is not None:
            files = made_from.list_files(outcome)
            _keep(self._looks, name, DraftOutcome(outcome, sign, files))
        return outcome


def _keep(shelf: OrderedDict[str, T], name: str, it: T) -> None:
    shelf[name] = it
    shelf.move_to_end(name)
    while len(shelf) > _MOST:
        shelf.popitem(last=False)
