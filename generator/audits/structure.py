"""Which sections and tables of its form a document lacks, and which are empty."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from generator.audits.contents import LEAD, bare, is_among
from generator.audits.found import LIKELY, AuditFinding
from generator.diagnostics import FormPlace
from generator.published import pattern
from generator.published.blocks import ReadBlock, ReadDocument, ReadParagraph, ReadTable
from generator.published.form_reader import FormReader
from generator.published.sentences import FormSentence
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
    """What is missing, and what is empty."""
    items = document.items
    if document.only_tables:
        yield from _tell_missing_tables(document, items, read, reader, ())
        return
    yield from _find_missing(document, items, read, reader)
    yield from _find_missing_in_rounds(items, read, reader)
    untabled = dict(_find_untabled(document, items, read, reader))
    yield from _tell_missing_tables(document, items, read, reader, untabled)
    yield from untabled.values()
    yield from _find_empty(items, read, reader)


# -- what is missing ---------------------------------------------------------------------------


def _find_missing_in_rounds(
    items: Sequence[ReadBlock], read: Understanding, reader: FormReader
) -> Iterator[AuditFinding]:
    """The headings of what repeats (one project after another, say) that a round goes without."""
    lines = Counter(bare(it.text) for it in items if isinstance(it, ReadParagraph))
    repeated: dict[tuple[object, ...], dict[str, int]] = defaultdict(dict)
    for at, state in enumerate(reader.states):
        if _level(reader, at) and state.cycles:
            named = bare(pattern.write(state.node.pieces))
            if len(named) >= _LEAST and not any(pattern.list_holes(state.node.pieces)):
                repeated[state.cycles[-1], state.ways][named] = lines[named]
    for counts in repeated.values():
        most = max(counts.values())
        usual = [named for named, times in counts.items() if times == most]
        for named, times in counts.items() if 2 * len(usual) > len(counts) else ():
            if times < most:
                place = next(it.place for it in items if bare(getattr(it, "text", "")) == usual[0])
                message = f"“{usual[0]}”有 {most} 处，“{named}”只有 {times} 处"
                why = "几处照同一个表样写，各处的标题应当一样多"
                yield AuditFinding("A831", "缺少内容", message, place, (), why, sure=LIKELY)


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
    titled = other.is_title
    named, texts = (bare(pattern.write(it.sentence.pieces)) for it in (one, other))
    return titled and named in texts


def _stands(named: str, left: Sequence[str], whole: str) -> bool:
    """Whether a name stands in a line that says little more, or in two lines one after another."""
    pairs = (one + other for one, other in pairwise(left))
    short = (it for it in (*left, *pairs) if len(it) <= len(named) + LEAD)
    return any(named in it for it in short) or (not left and named in whole)


def _tell_missing_tables(
    document: ReadDocument,
    items: Sequence[ReadBlock],
    read: Understanding,
    reader: FormReader,
    told: Container[int],
) -> Iterator[AuditFinding]:
    """The tables of the form that are not there, but for those that are `told` already.

    Nothing while a table is not recognised.
    """
    if any(isinstance(it, ReadTable) and n not in read.matched for n, it in enumerate(items)):
        return
    whole = FormPlace(document.file, "", 0, "")
    for at in list_missing_tables(read, reader):
        if at in told:
            continue
        message = f"没有找到“{title_of(reader, at)}”的表"
        why = "没有数的表也要列出空表并说明"
        yield AuditFinding("A831", "缺少内容", message, whole, (), why)


def _find_untabled(
    document: ReadDocument, items: Sequence[ReadBlock], read: Understanding, reader: FormReader
) -> Iterator[tuple[int, AuditFinding]]:
    """The tables of the form that do not follow what stands right above them."""
    doubtful = {it.place.page for it in document.gaps if isinstance(it.place, FormPlace)} - {0}
    for number, at in read.matched.items():
        item, below = items[number], _find_next(reader, at)
        if not isinstance(reader.made[below], TableForm) or not isinstance(item, ReadParagraph):
            continue
        if item.page not in doubtful and not _is_followed(items, number, read):
            message = f"“{' '.join(item.text.split())}”下面没有表"
            why = "没有数的表也要列出空表并说明"
            yield below, AuditFinding("A831", "缺少内容", message, item.place, (), why, sure=LIKELY)


def _find_next(reader: FormReader, at: int) -> int:
    """What stands next in the form, past the other way of a choice; the last stays itself."""
    contrary = {(it.choice, not it.first) for it in reader.states[at].ways}
    after = (
        it
        for it in range(at + 1, len(reader.states))
        if contrary.isdisjoint((way.choice, way.first) for way in reader.states[it].ways)
    )
    return next(after, at)


def _is_followed(items: Sequence[ReadBlock], number: int, read: Understanding) -> bool:
    """Whether a table stands near below a title, before any other thing of the form."""
    for it in range(number + 1, min(number + 1 + _NEAR, len(items))):
        if isinstance(items[it], ReadTable):
            return True
        if it in read.matched:
            return False
    return False


def title_of(reader: FormReader, at: int) -> str:
    """What stands above a table of the form as its title: a heading, else the first line of it."""
    captions = list[str]()
    for it in range(at - 1, -1, -1):
        made = reader.made[it]
        if not isinstance(made, FormSentence):
            break
        if made.is_title:
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
        if any(not _level(reader, it) for it in range(at + 1, after)):
            why = "标题下要有内容，没有数的也要说明"
            message = f"“{one.text.strip()}”下面没有内容"
            yield AuditFinding("A832", "标题下没有内容", message, one.place, (), why)


def _level(reader: FormReader, at: int) -> int:
    made = reader.made[at]
    return made.sentence.level if isinstance(made, FormSentence) else 0
