"""The 目录 of a document against its headings: the same titles, in order, on the pages it says."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.audits.found import LIKELY, AuditFinding
from generator.compare import likeness
from generator.diagnostics import Severity
from generator.published import headings, pattern
from generator.published.blocks import ReadDocument, ReadParagraph
from generator.published.form_reader import FormReader
from generator.published.sentences import FormSentence
from generator.published.signs import normalize
from generator.published.understanding import Understanding

_CONTENTS = "目录"
STALE = "目录页码不符"  # what an entry is told as that names another page
_LEADERS = re.compile("[.．…·‥]{3,}")
_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十]+(?:部分|[、.])|[（(][一二三四五六七八九十]+[)）]|\d{1,2}[.、])"
)
# Only where its dots and blanks begin: begun at each of them, many take for ever.
_PAGES = re.compile(r"(?<![.．…·\s-])[.．…·\s-]*+\d{0,4}[-\s]*+$")
_SAID = re.compile(r"(\d{1,4})[-—\s]*$")
# A title that is so much like another, in thousandths, is meant as it; one that is so long and
# differs from it in so few signs is misspelt.
_ALIKE, _CONTAINED = 600, 500
_LEAST, _MISSPELT = 5, 2
LEAD = 16  # signs of a name that a heading says more than the form's
# So many of a level's headings, in thousandths, stand in a 目录 that lists them.
_LISTED = 700


class _ContentsLine(NamedTuple):
    """A line of the 目录: its title, that title bare, and the page that it says (0: none)."""

    line: ReadParagraph
    title: str
    named: str
    page: int


def bare(text: str) -> str:
    """A title without its number, its signs in their usual form."""
    return _NUMBER.sub("", normalize(text))


def is_among(named: str, lines: Iterable[str]) -> bool:
    """Whether a bare title is one of some lines, is part of one, or like one."""
    return any(named in it or _is_like(named, it) for it in lines)


def _is_like(named: str, line: str) -> bool:
    # A heading may have run into the text below it.
    wanted, there = likeness.signs(named), likeness.signs(line[: len(named) + LEAD])
    if 1000 * len(wanted & there) >= _CONTAINED * len(wanted):
        return True
    return likeness.share(wanted, there) >= _ALIKE


def list_levels(read: Understanding, reader: FormReader) -> dict[int, int]:
    """The blocks that are headings which the form's own 目录 lists, each with its level there."""
    sentences = {n: it for n, it in enumerate(reader.made) if isinstance(it, FormSentence)}
    plain = {_title(it) for it in sentences.values() if not it.sentence.level}
    heads = {at: it.sentence.level for at, it in sentences.items() if _title(it) in plain}
    return {n: level for n, at in read.matched.items() if (level := heads.get(at, 0))}


def _title(sentence: FormSentence) -> str:
    """What stands literally in a line of a form, without its number."""
    return bare(pattern.write(sentence.sentence.pieces))


def find(document: ReadDocument, levels: Mapping[int, int]) -> Iterator[AuditFinding]:
    """Entries without a heading, headings without an entry, entries that name another page.

    `levels` are those that the form gives the blocks which are headings of it, by their numbers.
    """
    items = document.items
    lines = [(bare(it.text), it) for it in items if isinstance(it, ReadParagraph)]
    own: dict[str, list[ReadParagraph]] = defaultdict(list)
    for named, line in lines:
        own[named].append(line)
    entries = list(_list_entries(document))
    listed = {it.named for it in entries}
    left = [named for named, it in lines if it.level and named not in listed]
    for entry in entries:
        if entry.named in own:
            yield from _judge_page(document, entry, own[entry.named])
        else:
            yield from _judge_title(entry, left, own)
    ranked = [(it, levels.get(n, 0)) for n, it in enumerate(items)]
    titles = [(it, level) for it, level in ranked if level and isinstance(it, ReadParagraph)]
    yield from _find_unlisted(titles, entries, own)
    yield from _judge_order(entries)


def _list_entries(document: ReadDocument) -> Iterator[_ContentsLine]:
    for line in (it for it in document.paragraphs if it.entry):
        title = headings.entry_of(line.text) or _PAGES.sub("", line.text)
        # Of lines that were not told apart nothing is said.
        if bare(title) not in ("", _CONTENTS) and not _LEADERS.search(title):
            said = _SAID.search(line.text)
            page = int(said[1]) if said and len(title) < len(line.text) else 0
            yield _ContentsLine(line, title.strip(), bare(title), page)


def _judge_title(
    entry: _ContentsLine, left: Sequence[str], own: Iterable[str]
) -> Iterator[AuditFinding]:
    """Of a title that no line is: whether one was meant that is written otherwise, or none is."""
    meant = next((it for it in left if _is_misspelt(entry.named, it)), None)
    if meant is None and is_among(entry.named, own):
        return
    said = f"正文的标题是“{meant}”" if meant else "正文里没有这个标题"
    message, why = f"目录里的“{entry.title}”，{said}", "目录的标题应当与正文一致"
    yield AuditFinding(
        "A833", "目录与正文不符", message, entry.line.place, (), why, sure=LIKELY
    )  # fmt: skip


def _is_misspelt(named: str, other: str) -> bool:
    if len(named) != len(other) or len(named) < _LEAST:
        return False
    return 0 < sum(a != b for a, b in zip(named, other, strict=True)) <= _MISSPELT


def _judge_page(
    document: ReadDocument, entry: _ContentsLine, alike: Sequence[ReadParagraph]
) -> Iterator[AuditFinding]:
    """Whether a heading of this title stands on the page; nothing where pages are not known."""
    of_it = [it for it in alike if it.level] or alike
    numbers = [re.search(r"\d+", document.numbers.get(it.page, "")) for it in of_it]
    pages = [int(it.group()) for it in numbers if it]
    if entry.page and pages and len(pages) == len(numbers) and entry.page not in pages:
        message = f"目录里“{entry.title}”在第 {entry.page} 页，实际在第 {pages[0]} 页"
        why = "目录的页码应当与正文一致"
        place = entry.line.place
        yield AuditFinding("A833", STALE, message, place, (), why, Severity.WARNING)


def _find_unlisted(
    titles: Sequence[tuple[ReadParagraph, int]],
    entries: Sequence[_ContentsLine],
    own: Collection[str],
) -> Iterator[AuditFinding]:
    """Headings that the 目录 has not, of a level of which it has nearly all others."""
    listed = {it.named for it in entries}
    # An entry that is no heading's own words may be meant as any that is like it.
    loose = [it.named for it in entries if it.named not in own]
    for level in {level for _, level in titles}:
        of_it = [it for it, its in titles if its == level]
        there = sum(bare(it.text) in listed for it in of_it)
        if 1000 * there < _LISTED * len(of_it):
            continue
        for it in of_it:
            named = bare(it.text)
            if named not in listed and not any(_is_like(named, one) for one in loose):
                message, why = f"目录里没有“{it.text.strip()}”", "目录应当列全正文的标题"
                yield AuditFinding(
                    "A833", "目录与正文不符", message, it.place, (), why, sure=LIKELY
                )


def _judge_order(entries: Sequence[_ContentsLine]) -> Iterator[AuditFinding]:
    """Entries that name a page before that of the entry above."""
    for before, entry in pairwise([it for it in entries if it.page]):
        if entry.page < before.page:
            message = f"目录里“{entry.title}”在第 {entry.page} 页，前一条在第 {before.page} 页"
            why = "目录的页码应当从小到大"
            place = entry.line.place
            yield AuditFinding("A833", STALE, message, place, (), why, Severity.WARNING)
