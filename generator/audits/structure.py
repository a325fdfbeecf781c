"""Which sections and tables of its form a document lacks, which are empty; the 目录."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from generator.audits.found import CERTAIN, LIKELY, AuditFinding
from generator.compare import likeness
from generator.diagnostics import FormPlace, Severity
from generator.published import headings, pattern
from generator.published.blocks import ReadBlock, ReadDocument, ReadParagraph, ReadTable
from generator.published.matching import FormReader
from generator.published.sentences import FormSentence
from generator.published.signs import normalize
from generator.published.tables import TableForm
from generator.published.understanding import Understanding

# A heading that is so much like one of the form's, in thousandths, is meant as it.
_ALIKE = 600
_CONTENTS = "目录"
_LEADERS = re.compile("[.．…·‥]{3,}")
# So much of a heading of the form, in thousandths, has a line that says more.
_CONTAINED = 500
_LEAST = 3  # signs of a name
_LEAD = 16  # signs of a name that a heading says more than the form's
_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十]+(?:部分|[、.])|[（(][一二三四五六七八九十]+[)）]|\d{1,2}[.、])"
)
_PAGES = re.compile(r"[.．…·\s-]*\d{1,4}[-\s]*$")


def list_items(document: ReadDocument) -> list[ReadBlock]:
    """The blocks as they are numbered where they are matched with a form."""
    return [it for it in document.blocks if not (isinstance(it, ReadParagraph) and it.entry)]


def list_tables(document: ReadDocument, read: Understanding, reader: FormReader) -> list[int]:
    """The numbers of the blocks that are tables of the form."""
    items = list_items(document)
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
        if isinstance(made, TableForm) and not _may_lack(reader, at) and at not in there
    ]


def _may_lack(reader: FormReader, at: int) -> bool:
    state = reader.states[at]
    return state.optional or bool(state.ways) or bool(state.cycles)


def find(document: ReadDocument, read: Understanding, reader: FormReader) -> Iterator[AuditFinding]:
    """What is missing, what is empty, and what the 目录 says otherwise."""
    items = list_items(document)
    yield from _find_missing(document, items, read, reader)
    yield from _tell_missing_tables(document, items, read, reader)
    yield from _find_empty(items, read, reader)
    yield from _judge_entries(document, items)


# -- what is missing ---------------------------------------------------------------------------


def _find_missing(
    document: ReadDocument, items: Sequence[ReadBlock], read: Understanding, reader: FormReader
) -> Iterator[AuditFinding]:
    """The headings of the form that nothing in the document is, or is like."""
    there = set(read.matched.values())
    lines = {n: _bare(it.text) for n, it in enumerate(items) if isinstance(it, ReadParagraph)}
    whole_text = "".join(lines.values())  # a title may stand in two lines
    left = [line for n, line in lines.items() if n not in read.matched]
    whole = FormPlace(document.file, "", 0, "")
    for at, made in enumerate(reader.made):
        if at in there or _may_lack(reader, at) or not isinstance(made, FormSentence):
            continue
        due = pattern.write(made.sentence.pieces)
        named = _bare(due)
        if not made.sentence.level or len(named) < _LEAST:
            continue
        if named not in whole_text and not _says(made, lines.values()) and not _has(named, left):
            message = f"没有找到“{due.strip()}”"
            why = "表样的这一部分每份文档都有，没有数的也要说明"
            yield AuditFinding("A831", "缺少内容", message, whole, (), why, sure=LIKELY)


def _tell_missing_tables(
    document: ReadDocument, items: Sequence[ReadBlock], read: Understanding, reader: FormReader
) -> Iterator[AuditFinding]:
    """The tables of the form that are not there; nothing while a table is not recognised."""
    if any(isinstance(it, ReadTable) and n not in read.matched for n, it in enumerate(items)):
        return
    whole = FormPlace(document.file, "", 0, "")
    for at in list_missing_tables(read, reader):
        message = f"没有找到“{_title_of(reader, at)}”的表"
        why = "没有数的表也要列出空表并说明"
        yield AuditFinding("A831", "缺少内容", message, whole, (), why)


def _title_of(reader: FormReader, at: int) -> str:
    """What stands above a table of the form as its title."""
    above = (reader.made[it] for it in range(at - 1, -1, -1))
    titles = (it.sentence for it in above if isinstance(it, FormSentence))
    found = next((it for it in titles if it.level or it.caption), None)
    return _bare(pattern.write(found.pieces)) if found else "表样"


def _says(made: FormSentence, lines: Iterable[str]) -> bool:
    """Whether a line has all that stands literally in a heading of the form."""
    pieces = map(_bare, pattern.write_pieces(made.sentence.pieces))
    due = [it for it in pieces if len(it) > 1]
    return any(all(it in line for it in due) for line in lines)


def _bare(text: str) -> str:
    return _NUMBER.sub("", normalize(text))


def _has(named: str, lines: Sequence[str]) -> bool:
    return any(named in it or _is_like(named, it) for it in lines)


def _is_like(named: str, line: str) -> bool:
    # A heading may have run into the text below it.
    wanted, there = likeness.signs(named), likeness.signs(line[: len(named) + _LEAD])
    if 1000 * len(wanted & there) >= _CONTAINED * len(wanted):
        return True
    return likeness.share(wanted, there) >= _ALIKE


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
        if any(not _level(reader, it) and not _may_lack(reader, it) for it in range(at + 1, after)):
            why = "标题下要有内容，没有数的也要说明"
            message = f"“{one.text.strip()}”下面没有内容"
            yield AuditFinding("A832", "标题下没有内容", message, one.place, (), why)


def _level(reader: FormReader, at: int) -> int:
    made = reader.made[at]
    return made.sentence.level if isinstance(made, FormSentence) else 0


# -- the 目录 ------------------------------------------------------------------------------------


def _judge_entries(document: ReadDocument, items: Sequence[ReadBlock]) -> Iterator[AuditFinding]:
    """Entries whose title stands nowhere, or on another page than they say."""
    paragraphs = [it for it in items if isinstance(it, ReadParagraph)]
    lines = [_bare(it.text) for it in paragraphs]
    for entry in document.paragraphs:
        title = headings.entry_of(entry.text) or _PAGES.sub("", entry.text)
        named = _bare(title)
        # Of lines that were not told apart nothing is said.
        if not entry.entry or named in ("", _CONTENTS) or _LEADERS.search(title):
            continue
        if not _has(named, lines):
            message = f"目录里的“{title.strip()}”，正文里没有这个标题"
            why = "目录的标题应当与正文一致"
            yield AuditFinding("A833", "目录与正文不符", message, entry.place, (), why, sure=LIKELY)
        elif lines.count(named) == 1:
            yield from _judge_page(document, entry, paragraphs[lines.index(named)], title)


def _judge_page(
    document: ReadDocument, entry: ReadParagraph, heading: ReadParagraph, title: str
) -> Iterator[AuditFinding]:
    said = re.search(r"(\d{1,4})[-—\s]*$", entry.text)
    due = document.numbers.get(heading.page, "")
    printed = re.search(r"\d+", due)
    if (
        said
        and printed
        and heading.level
        and said[1] != printed.group()
        and len(title) < len(entry.text)
    ):
        message = f"目录里“{title.strip()}”在第 {said[1]} 页，实际在第 {printed.group()} 页"
        yield AuditFinding(
            "A833", "目录页码不符", message, entry.place, (), "目录的页码应当与正文一致",
            Severity.WARNING, CERTAIN,
        )  # fmt: skip
