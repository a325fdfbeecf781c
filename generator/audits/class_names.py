"""Names of the classes of accounts (类) that tables write without a code, where a sign is wrong.

Such a row is known by nothing but its name: it is read as the one that is meant.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import takewhile

from generator.audits.contents import bare
from generator.audits.found import LIKELY, AuditFinding
from generator.diagnostics import Severity
from generator.packs.pack import Pack
from generator.published.blocks import ReadCell, ReadDocument, ReadTable
from generator.published.signs import normalize

_DIGITS = 3
_LEAST = 5  # signs of a name that is known again with one of them wrong
_WHY = "科目的编码和名称照当年的《政府收支分类科目》，各张表一致"


def mend(
    document: ReadDocument, pack: Pack, year: int
) -> tuple[ReadDocument, tuple[AuditFinding, ...]]:
    """The document with every such name as it is meant, and what is told of each."""
    known = _list_known(pack, year)
    meant = {
        id(cell): (cell, name)
        for table in document.tables
        for cell in table.cells
        if (name := _find_meant(bare(cell.text), known))
    }
    if not meant:
        return document, ()
    blocks = tuple(
        _with_names(it, meant) if isinstance(it, ReadTable) else it for it in document.blocks
    )
    return replace(document, blocks=blocks), tuple(_tell(meant.values()))


@cache
def _list_known(pack: Pack, year: int) -> Mapping[str, bool]:
    """The names of all accounts at any time, and whether a class is so called in the year."""
    known: dict[str, bool] = {}
    for classification in pack.classifications.values():
        for code, terms in classification.terms.items():
            for it in terms:
                now = len(code) == _DIGITS and it.first <= year <= it.last
                known[normalize(it.name)] = now or known.get(normalize(it.name), False)
    return known


def _find_meant(said: str, known: Mapping[str, bool]) -> str:
    """The only name of the year that a text is but for one sign; nothing where it may be itself."""
    if len(said) < _LEAST - 1 or said in known:
        return ""
    near = [name for name, now in known.items() if now and _is_near(said, name)]
    return near[0] if len(near) == 1 else ""


def _is_near(said: str, name: str) -> bool:
    """Whether one sign is another, missing, or too many."""
    longer = max(len(said), len(name))
    if len(name) < _LEAST or longer - min(len(said), len(name)) > 1:
        return False
    return _count_alike(said, name) + _count_alike(said[::-1], name[::-1]) >= longer - 1


def _count_alike(one: str, other: str) -> int:
    """With how many same signs two texts begin."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda it: it[0] == it[1], pairs))


def _with_names(table: ReadTable, meant: Mapping[int, tuple[ReadCell, str]]) -> ReadTable:
    def write(cell: ReadCell) -> ReadCell:
        if id(cell) not in meant:
            return cell
        said = normalize(cell.text)
        lead = said[: len(said) - len(bare(cell.text))]
        return cell._replace(text=f"{lead}{meant[id(cell)][1]}")

    return replace(table, rows=tuple(tuple(map(write, row)) for row in table.rows))


def _tell(meant: Iterable[tuple[ReadCell, str]]) -> Iterator[AuditFinding]:
    for cell, name in meant:
        what, message = "科目名称或编码有误", f"“{cell.text.strip()}”应是“{name}”"
        weight = Severity.WARNING
        yield AuditFinding("A830", what, message, cell.place, (), _WHY, weight, LIKELY)
