"""Names of the classes of accounts (类) that tables write without a code, where a sign is wrong.

Such a row is known by nothing but its name: it is read as the one that is meant.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from generator.audits.accounts import MISNAMED, OFFICIAL
from generator.audits.contents import bare
from generator.audits.found import LIKELY, AuditFinding
from generator.compare import likeness
from generator.diagnostics import Severity
from generator.packs.pack import Pack
from generator.published.blocks import ReadCell, ReadDocument
from generator.published.signs import normalize

_DIGITS = 3
_LEAST = 5  # signs of a name that is known again with one of them wrong


def mend(
    document: ReadDocument, pack: Pack, year: int
) -> tuple[ReadDocument, tuple[AuditFinding, ...]]:
    """The document with every such name as it is meant, and what is told of each."""
    known = _list_known(pack, year)
    meant = [
        (cell, name)
        for table in document.tables
        for cell in table.cells
        if (name := _find_meant(bare(cell.text), *known))
    ]
    texts = {id(cell): f"{_lead_of(cell)}{name}" for cell, name in meant}
    return document.with_texts(texts), tuple(_tell(meant))


@cache
def _list_known(pack: Pack, year: int) -> tuple[frozenset[str], tuple[str, ...]]:
    """The names of all accounts at any time; those of classes in the year."""
    known: dict[str, bool] = {}
    for classification in pack.classifications.values():
        for code, terms in classification.terms.items():
            for it in terms:
                now = len(code) == _DIGITS and it.first <= year <= it.last
                known[normalize(it.name)] = now or known.get(normalize(it.name), False)
    return frozenset(known), tuple(name for name, now in known.items() if now)


def _find_meant(said: str, known: Collection[str], due: Sequence[str]) -> str:
    """The only name of the year that a text is but for one sign; nothing where it may be itself."""
    if len(said) < _LEAST - 1 or said in known:
        return ""
    near = [name for name in due if _is_near(said, name)]
    return near[0] if len(near) == 1 else ""


def _is_near(said: str, name: str) -> bool:
    """Whether one sign is another, missing, or too many."""
    longer = max(len(said), len(name))
    if len(name) < _LEAST or longer - min(len(said), len(name)) > 1:
        return False
    return (
        likeness.count_alike(said, name) + likeness.count_alike(said[::-1], name[::-1])
        >= longer - 1
    )


def _lead_of(cell: ReadCell) -> str:
    """What stands before a name: its number."""
    said = normalize(cell.text)
    return said[: len(said) - len(bare(cell.text))]


def _tell(meant: Iterable[tuple[ReadCell, str]]) -> Iterator[AuditFinding]:
    for cell, name in meant:
        message, weight = f"“{cell.text.strip()}”应是“{name}”", Severity.WARNING
        yield AuditFinding("A830", MISNAMED, message, cell.place, (), OFFICIAL, weight, LIKELY)
