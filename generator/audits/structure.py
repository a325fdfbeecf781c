"""Which sections and tables of its form a document lacks, which are empty, which out of order."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from generator.audits.contents import LEAD, bare, is_among
from generator.audits.found import LIKELY, AuditFinding
from generator.diagnostics import FormPlace, Severity
from generator.published import pattern
from generator.published.blocks import ReadBlock, ReadDocument, ReadParagraph, ReadTable
from generator.published.form_reader import FormReader
from generator.published.sentences import FormSentence
from generator.published.signs import normalize
from generator.published.tables import TableForm
from generator.published.understanding import Understanding

_NEAR = 3  # blocks between what stands above a table and the table
_LEAST, _TELLING = 3, 6  # signs of a name; of one that does not occur by chance


def list_tables(document: ReadDocument, read: Understanding, reader: FormReader) -> list[int]:
    """The numbers of the blocks that are tables of the form."""
    items = document.items
    return [
        n
        for n, at in read.matched.items()
        if isinstance(items[n], ReadTable) and isinstance(reader.made[at], TableForm)
    ]


def list_missing_tables(read: Understanding, reader: FormReader) -> list[int]:
    """The tables of the form that stand in every document of it, and not in this one."""
    there = set(read.matched.values())
    return [
        at
        for at, made in enumerate(reader.made)
        if isinstance(made, TableForm) and not reader.may_lack(at) and at not in there
    ]


def find(document: ReadDocument, read: Understanding, reader: FormReader) -> Iterator[AuditFinding]:
    """What is missing, what is empty, and what stands elsewhere than in the form."""
    items = document.items
    yield from _find_missing(document, items, read, reader)
    yield from _tell_missing_tables(document, items, read, reader)
    yield from _find_untabled(document, items, read, reader)
    yield from _find_empty(items, read, reader)
    yield from _judge_order(items, reader)


# -- what is missing ---------------------------------------------------------------------------


def _find_missing(
    document: ReadDocument, items: Sequence[ReadBlock], read: Understanding, reader: FormReader
) -> Iterator[AuditFinding]:
    """The headings of the form that nothing in the document is, or is like."""
    there = set(read.matched.values())
    lines = {n: bare(it.text) for n, it in enumerate(items) if isinstance(it, ReadParagraph)}
    left = [line for n, line in lines.items() if n not in read.matched]
    whole_text = "".join(lines.values())  # a title may stand in two lines
    whole = FormPlace(document.file, "", 0, "")
    for at, made in enumerate(reader.made):
        if at in there or reader.may_lack(at) or not isinstance(made, FormSentence):
            continue
        due = pattern.write(made.sentence.pieces)
        named = bare(due)
        if not made.sentence.level or len(named) < _LEAST or _is_said_below(reader, at, there):
            continue
        said = named in whole_text if len(named) < _TELLING else _stands(named, left, whole_text)
        if not said and not _says(made, lines.values()) and not is_among(named, left):
            message = f"没有找到“{due.strip()}”"
            why = "表样的这一部分每份文档都有，没有数的也要说明"
            yield AuditFinding("A831", "缺少内容", message, whole, (), why, sure=LIKELY)


def _is_said_below(reader: FormReader, at: int, there: set[int]) -> bool:
    """Whether what stands next in the form is there, and has all that a heading says."""
    below = next((it for it in range(at + 1, len(reader.made)) if it in there), at)
    one, other = reader.made[at], reader.made[below]
    if not isinstance(one, FormSentence) or not isinstance(other, FormSentence) or below == at:
        return False
    titled = bool(other.sentence.level or other.sentence.caption)
    named, texts = (bare(pattern.write(it.sentence.pieces)) for it in (one, other))
    return titled and named in texts


def _stands(named: str, left: Sequence[str], whole: str) -> bool:
    """Whether a name stands in a line that says little more, or in two lines one after another."""
    pairs = (one + other for one, other in pairwise(left))
    short = (it for it in (*left, *pairs) if len(it) <= len(named) + LEAD)
    return any(named in it for it in short) or (not left and named in whole)


def _tell_missing_tables(
    document: ReadDocument, items: Sequence[ReadBlock], read: Understanding, reader: FormReader
) -> Iterator[AuditFinding]:
    """The tables of the form that are not there; nothing while a table is not recognised."""
    if any(isinstance(it, ReadTable) and n not in read.matched for n, it in enumerate(items)):
        return
    whole = FormPlace(document.file, "", 0, "")
    for at in list_missing_tables(read, reader):
        message = f"没有找到“{title_of(reader, at)}”的表"
        why = "没有数的表也要列出空表并说明"
        yield AuditFinding("A831", "缺少内容", message, whole, (), why)


def _find_untabled(
    document: ReadDocument, items: Sequence[ReadBlock], read: Understanding, reader: FormReader
) -> Iterator[AuditFinding]:
    """What stands right above a table of the form, where no table follows."""
    doubtful = {it.place.page for it in document.gaps if isinstance(it.place, FormPlace)} - {0}
    missing = set(list_missing_tables(read, reader))
    for number, at in read.matched.items():
        item, below = items[number], at + 1
        tabled = below < len(reader.made) and isinstance(reader.made[below], TableForm)
        if not tabled or below in missing or not isinstance(item, ReadParagraph):
            continue
        after = items[number + 1 : number + 1 + _NEAR]
        if item.page not in doubtful and not any(isinstance(it, ReadTable) for it in after):
            message = f"“{' '.join(item.text.split())}”下面没有表"
            why = "没有数的表也要列出空表并说明"
            yield AuditFinding("A831", "缺少内容", message, item.place, (), why, sure=LIKELY)


def title_of(reader: FormReader, at: int) -> str:
    """What stands above a table of the form as its title: a heading, else the first line of it."""
    captions = list[str]()
    for it in range(at - 1, -1, -1):
        made = reader.made[it]
        if not isinstance(made, FormSentence):
            break
        if made.sentence.level or made.sentence.caption:
            captions.append(bare(pattern.write(made.sentence.pieces)))
        if made.sentence.level:
            break
    return captions[-1] if captions else "表样"


def _says(made: FormSentence, lines: Iterable[str]) -> bool:
    """Whether a line has all that stands literally in a heading of the form."""
    pieces = map(bare, pattern.write_pieces(made.sentence.pieces))
    due = [it for it in pieces if len(it) > 1]
    return len(due) > 1 and any(all(it in line for it in due) for line in lines)


# -- what is empty -----------------------------------------------------------------------------


def _find_empty(
    items: Sequence[ReadBlock], read: Understanding, reader: FormReader
) -> Iterator[AuditFinding]:
    """Headings of the form that another follows at once where the form has something between."""
    for number, (one, next_) in enumerate(pairwise(items)):
        at, after = read.matched.get(number), read.matched.get(number + 1)
        if at is None or after is None or not isinstance(one, ReadParagraph):
            continue
        level, other = _level(reader, at), _level(reader, after)
        ran_on = "。" in one.text  # a heading with the text that belongs below it
        if ran_on or not (level and other and other <= level) or isinstance(next_, ReadTable):
            continue
        if _has_always(reader, [it for it in range(at + 1, after) if not _level(reader, it)]):
            why = "标题下要有内容，没有数的也要说明"
            message = f"“{one.text.strip()}”下面没有内容"
            yield AuditFinding("A832", "标题下没有内容", message, one.place, (), why)


def _has_always(reader: FormReader, between: Sequence[int]) -> bool:
    """Whether one of some things stands in every document of the form, if by either way."""
    states = [reader.states[at] for at in between]
    ways = {it.ways[0] for it in states if len(it.ways) == 1 and not it.cycles}
    both = any(it._replace(first=not it.first) in ways for it in ways)
    return both or any(not reader.may_lack(at) for at in between)


def _level(reader: FormReader, at: int) -> int:
    made = reader.made[at]
    return made.sentence.level if isinstance(made, FormSentence) else 0


# -- what stands elsewhere ----------------------------------------------------------------------


def _judge_order(items: Sequence[ReadBlock], reader: FormReader) -> Iterator[AuditFinding]:
    """Titles that stand once in the form and once in the document, in another order there."""
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
    once = [n for n in found if times[n] == 1]
    kept = _longest(once)
    for n in once:
        if n not in kept:
            it = places[n]
            message = f"“{it.text.strip()}”的次序与表样不同"
            why = "各部分和各表照表样的次序排列"
            yield AuditFinding(
                "A844", "次序与表样不同", message, it.place, (), why, Severity.WARNING, LIKELY
            )


def _find_title(
    made: FormSentence,
    places: Mapping[int, ReadParagraph],
    named: Mapping[tuple[bool, str], list[int]],
) -> list[int]:
    """The one paragraph that is a title of the form; nothing where none is, or several are."""
    due = bare(pattern.write(made.sentence.pieces))
    if not (made.sentence.level or made.sentence.caption) or len(due) < _LEAST:
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
