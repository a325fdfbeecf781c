"""What is wrong with the words of a document by themselves, told by the lists of its pack."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from generator.audits.found import CERTAIN, LIKELY, AuditFinding, showing
from generator.checks import proofreading, slips
from generator.checks.prose import MOST_TOLD, Prose, Slip, Speaker
from generator.published import pattern, signs
from generator.published.blocks import ReadDocument, ReadParagraph, ReadPlace, ReadTable
from generator.published.form_reader import FormReader
from generator.published.understanding import Understanding

# Of each list of a pack's demands its code, what inspectors call it, how sure it is, and whether
# the cells of tables are held to it, too.
_LISTS: Mapping[str, tuple[str, str, str, bool]] = {
    "blanks": ("A821", "没有填的地方", CERTAIN, True),
    "instructions": ("A841", "提示语没有删", CERTAIN, True),
    "choices": ("A822", "没有选定", CERTAIN, True),
    "doubled": ("A823", "字或标点重复", LIKELY, False),
    "paired": ("A824", "标点没有配对", CERTAIN, False),
    "years": ("A825", "年份有误", LIKELY, False),
    "retired": ("A826", "科目名称已停用", CERTAIN, True),
    "own word": ("A827", "部门、单位混用", LIKELY, False),
    "own name": ("A828", "单位名称不一致", LIKELY, False),
}
_TWICE = "doubled"
_PAIRED, _SOON = "paired", 4  # a quotation goes over a few paragraphs
_NAME = "own name"  # is known with its marks in their usual form
_WORD = "own word"  # the form says it of the one sort of unit, never of the other
_AROUND = 24


class _Piece(NamedTuple):
    """A text with its place, and what the form prints there as it is (nothing: not known)."""

    text: str
    place: ReadPlace
    literal: str = ""


def find(
    document: ReadDocument, read: Understanding, reader: FormReader, speaker: Speaker
) -> Iterator[AuditFinding]:
    """Each slip in what a document says, at the paragraph or the cell where it stands.

    What the form itself prints there is nobody's slip; of a text that is none of the form's, what
    it prints anywhere.
    """
    literal = pattern.spell([it.node for it in reader.states])
    texts, cells = list(_list_texts(document, read, reader)), list(_list_cells(document))
    told = ((check[name], name) for check in reader.pack.checks for name in _LISTS if name in check)
    for said, name in told:
        pieces = [*texts, *(cells if _LISTS[name][-1] else ())]
        prose = _put_together(pieces, name == _NAME)
        found = list(islice(proofreading.FINDERS[name][2](said, prose, speaker), MOST_TOLD))
        for slip in _drop_halves(found, prose) if name == _PAIRED else found:
            words = prose.text[slip.start : slip.end]
            (number,), _ = prose.at(slip.start)
            printed = pieces[int(number)].literal or (literal if name != _WORD else "")
            if name == _TWICE and _is_of_name(slip, prose.text, printed, reader):
                continue
            if len(words) == 1 or words not in printed:  # a mark alone stands anywhere
                yield _tell(name, slip, prose, pieces)


def _is_of_name(slip: Slip, text: str, printed: str, reader: FormReader) -> bool:
    """Whether a word stands twice because the name of an account begins or ends with it.

    Behind a name that is so where the form prints the word behind a name.
    """
    middle = (slip.start + slip.end) // 2
    word = text[middle : slip.end]
    names = {
        it.name
        for known in reader.pack.classifications.values()
        for terms in known.terms.values()
        for it in terms
        if len(it.name) > len(word) > 1
    }
    led = any(it.startswith(word) and text.startswith(it, middle) for it in names)
    return led or (
        f"\n{word}" in printed
        and any(it.endswith(word) and text.endswith(it, 0, middle) for it in names)
    )


def _tell(name: str, slip: Slip, prose: Prose, pieces: Sequence[_Piece]) -> AuditFinding:
    code, what, sure, _ = _LISTS[name]
    (number,), at = prose.at(slip.start)
    text, place, _ = pieces[int(number)]
    place = showing(place, _show(text, at, at + slip.end - slip.start))
    severity = proofreading.FINDERS[name][1]
    return AuditFinding(code, what, slip.message, place, (), slip.help, severity, sure)


def _drop_halves(found: Sequence[Slip], prose: Prose) -> list[Slip]:
    """Marks without their other half, but for halves that stand in a paragraph soon after."""
    left: list[Slip] = []
    for slip in found:
        before = left[-1] if left else None
        if before and slips.PAIRS.get(prose.text[before.start]) == prose.text[slip.start]:
            apart = int(prose.at(slip.start)[0][0]) - int(prose.at(before.start)[0][0])
            if apart <= _SOON:
                left.pop()
                continue
        left.append(slip)
    return left


def _list_texts(
    document: ReadDocument, read: Understanding, reader: FormReader
) -> Iterator[_Piece]:
    for number, it in enumerate(document.items):
        if isinstance(it, ReadParagraph):
            at = read.matched.get(number)
            printed = "" if at is None else pattern.spell(reader.states[at].node)
            yield _Piece(it.text, it.place, printed)
    yield from (_Piece(it.text, it.place) for it in document.beside)


def _list_cells(document: ReadDocument) -> Iterator[_Piece]:
    for block in document.blocks:
        if isinstance(block, ReadTable):
            yield from (_Piece(cell.text, cell.place) for cell in block.cells)


def _put_together(pieces: Sequence[_Piece], alike: bool) -> Prose:
    texts = [signs.alike(text) if alike else text for text, *_ in pieces]
    starts = list(accumulate((len(text) + 2 for text in texts), initial=0))
    numbers: list[tuple[str | int, ...]] = [(number,) for number in range(len(texts))]
    return Prose("\n\n".join([*texts, ""]), starts[:-1], numbers, {})


def _show(text: str, start: int, end: int) -> str:
    """A slip with some of what stands around it."""
    first, last = max(start - _AROUND, 0), end + _AROUND
    before, behind = "…" if first else "", "…" if last < len(text) else ""
    return f"{before}{text[first:last]}{behind}"
