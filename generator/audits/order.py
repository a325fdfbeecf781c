"""Titles of the form that a document has in another order."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.audits.contents import bare
from generator.audits.found import LIKELY, AuditFinding
from generator.diagnostics import Severity
from generator.published import pattern
from generator.published.blocks import ReadBlock, ReadDocument, ReadParagraph
from generator.published.form_reader import FormReader
from generator.published.sentences import FormSentence
from generator.published.signs import normalize

_LEAST = 3  # signs of a title


def find(items: Sequence[ReadBlock], reader: FormReader) -> Iterator[AuditFinding]:
    """Titles that stand once in the form and once in the document, in another order there."""
    for it in _list_moved(items, _list_placed(items, reader)):
        message = f"“{it.text.strip()}”的次序与表样不同"
        why = "各部分和各表照表样的次序排列"
        yield AuditFinding(
            "A844", "次序与表样不同", message, it.place, (), why, Severity.WARNING, LIKELY
        )


def mend(document: ReadDocument, reader: FormReader) -> ReadDocument:
    """The document with every section where the form has it, so that it is read as what it is."""
    items, blocks = document.items, list(document.blocks)
    placed = _list_placed(items, reader)
    moved = [it for it in _list_moved(items, placed) if it.level]
    titles = [items[n] for n in placed]
    for head in moved:
        after = titles[next(n for n, it in enumerate(titles) if it is head) + 1 :]
        before = next((it for it in after if _ends(it, head) and not _is_in(it, moved)), None)
        first = _find(blocks, head)
        end = next((n for n in range(first + 1, len(blocks)) if _ends(blocks[n], head)), None)
        section = blocks[first:end]
        del blocks[first:end]
        at = len(blocks) if before is None else _find(blocks, before)
        blocks[at:at] = section
    return replace(document, blocks=tuple(blocks)) if moved else document


def _find(blocks: Sequence[ReadBlock], it: ReadBlock) -> int:
    return next(n for n, one in enumerate(blocks) if one is it)


def _is_in(it: ReadBlock, some: Sequence[ReadBlock]) -> bool:
    return any(it is one for one in some)


def _ends(it: ReadBlock, head: ReadParagraph) -> bool:
    """Whether something is a heading that ends a section."""
    return isinstance(it, ReadParagraph) and not it.entry and 0 < it.level <= head.level


def _list_moved(items: Sequence[ReadBlock], placed: Sequence[int]) -> Iterator[ReadParagraph]:
    kept = _longest(placed)
    for n in placed:
        it = items[n]
        if n not in kept and isinstance(it, ReadParagraph):
            yield it


def _list_placed(items: Sequence[ReadBlock], reader: FormReader) -> list[int]:
    """The titles that stand once in the form and once in the document, in the form's order."""
    places = {n: it for n, it in enumerate(items) if isinstance(it, ReadParagraph)}
    named: dict[tuple[bool, str], list[int]] = defaultdict(list)
    for n, it in places.items():
        named[bool(it.level), bare(it.text)].append(n)
    found = [
        n
        for at, made in enumerate(reader.made)
        if isinstance(made, FormSentence) and not reader.may_lack(at)
        for n in _find_title(made, places, named)
    ]
    times = Counter(found)
    return [n for n in found if times[n] == 1]


def _find_title(
    made: FormSentence,
    places: Mapping[int, ReadParagraph],
    named: Mapping[tuple[bool, str], list[int]],
) -> list[int]:
    """The one paragraph that is a title of the form; nothing where none is, or several are."""
    due = bare(pattern.write(made.sentence.pieces))
    if not made.is_title or len(due) < _LEAST:
        return []
    level = bool(made.sentence.level)
    if not made.expression.marks:
        return _only(named.get((level, due), []))
    alike = ((n, it) for n, it in places.items() if bool(it.level) == level)
    return _only([n for n, it in alike if made.expression.read(normalize(it.text))])


def _only(found: list[int]) -> list[int]:
    return found if len(found) == 1 else []


def _longest(numbers: Sequence[int]) -> set[int]:
    """The most of some numbers that stand in rising order."""
    ends: list[int] = []
    last: list[int] = []  # of a row of so many, the number that it ends in
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = last[at - 1] if at else None
        ends[at : at + 1], last[at : at + 1] = [number], [number]
    kept: set[int] = set()
    at_end = last[-1] if last else None
    while at_end is not None:
        kept.add(at_end)
        at_end = before[at_end]
    return kept
