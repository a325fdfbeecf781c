"""Notes that stand below another table than their own, or deny the figures above; odd titles."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from generator.audits.contents import bare
from generator.audits.found import LIKELY, AuditFinding
from generator.audits.structure import title_of
from generator.diagnostics import Severity
from generator.published import pattern
from generator.published.blocks import ReadBlock, ReadDocument, ReadParagraph, ReadTable
from generator.published.expressions import Expression
from generator.published.form_reader import FormReader
from generator.published.sentences import FormSentence, holds_figure
from generator.published.signs import normalize
from generator.published.tables import TableForm
from generator.published.understanding import Understanding

_NOTE = re.compile(r"^(?:备?注|说明)\d*[:.、]")
_EMPTY = re.compile(
    "空表|无数据|没有数据|没有使用|没有(?!包|列|扣|反映)[^，。;]{2,20}(?:安排的|。|$)"
)
_LEAST, _LONGEST = 5, 60  # signs of a title
_MISSPELT = 2


def find(document: ReadDocument, read: Understanding, reader: FormReader) -> Iterator[AuditFinding]:
    """What was taken from another table, and titles that are the form's but for a sign or two."""
    items, notes = document.items, _list_notes(reader)
    for number, at in read.matched.items():
        table = items[number]
        if isinstance(table, ReadTable) and isinstance(reader.made[at], TableForm):
            for it in _list_below(items, number):
                yield from _judge_note(it, title_of(reader, at), notes)
                yield from _judge_empty(it, table)
    yield from _find_misspelt(items, reader)


# -- notes -------------------------------------------------------------------------------------


def _list_notes(reader: FormReader) -> Mapping[str, Sequence[Expression]]:
    """Of each table of the form, by its title, the notes that it may have."""
    notes: dict[str, list[Expression]] = defaultdict(list)
    title = ""
    for at, made in enumerate(reader.made):
        if isinstance(made, TableForm):
            title = title_of(reader, at)
        elif made.is_title:
            title = ""
        elif title and made.expression.source and not made.expression.free:
            notes[title].append(made.expression)
    return notes


def _list_below(items: Sequence[ReadBlock], number: int) -> Iterator[ReadParagraph]:
    below = (it for it in items[number + 1 :])
    for it in takewhile(lambda it: isinstance(it, ReadParagraph) and not it.level, below):
        if isinstance(it, ReadParagraph) and _NOTE.match(normalize(it.text)):
            yield it


def _judge_note(
    it: ReadParagraph, title: str, notes: Mapping[str, Sequence[Expression]]
) -> Iterator[AuditFinding]:
    """A note that only one table of the form has, below another one."""
    text = normalize(it.text)
    of = [name for name, known in notes.items() if any(one.read(text) is not None for one in known)]
    if len(of) == 1 and title not in of:
        message = f"“{title}”下面的注是“{of[0]}”的"
        why = "表下的注说的是这一张表"
        yield AuditFinding("A843", "说明与表不符", message, it.place, (), why, sure=LIKELY)


def _judge_empty(it: ReadParagraph, table: ReadTable) -> Iterator[AuditFinding]:
    """A note that a table is empty, below one with amounts."""
    amounts = (cell for cell in table.cells if re.search(r"[1-9]", cell.text))
    cell = next((one for one in amounts if holds_figure(normalize(one.text))), None)
    if cell is not None and _EMPTY.search(normalize(it.text)):
        message = f"这里说是空表，表里有 {cell.text.strip()}"
        why = "没有数的才写没有，有数的照数写明"
        yield AuditFinding("A843", "说明与表不符", message, it.place, (), why)


# -- titles ------------------------------------------------------------------------------------


def _find_misspelt(items: Sequence[ReadBlock], reader: FormReader) -> Iterator[AuditFinding]:
    """Titles that are one of the form's, which is nowhere, but for a sign or two."""
    due = Counter(_list_titles(reader))
    said = (it for it in items if isinstance(it, ReadParagraph) and not it.entry)
    lines = [it for it in said if len(it.text) <= _LONGEST]
    there = Counter(bare(it.text) for it in lines)
    missing = [it for it in due if there[it] < due[it]]
    for it in lines:
        named = bare(it.text)
        if there[named] > due[named]:
            meant = next((one for one in missing if is_misspelt(named, one)), None)
            if meant is not None:
                missing.remove(meant)
                yield _tell_misspelt(it, meant)


def _list_titles(reader: FormReader) -> Iterator[str]:
    """The titles of the form that are always the same, and stand in every document."""
    for at, made in enumerate(reader.made):
        if isinstance(made, FormSentence) and not reader.may_lack(at):
            titled = made.is_title
            if titled and not any(pattern.list_holes(made.sentence.pieces)):
                yield bare(pattern.write(made.sentence.pieces))


def is_misspelt(named: str, other: str) -> bool:
    """Whether a name is another but for a sign or two."""
    if len(named) != len(other) or len(named) < _LEAST:
        return False
    return 0 < sum(a != b for a, b in zip(named, other, strict=True)) <= _MISSPELT


def _tell_misspelt(it: ReadParagraph, meant: str) -> AuditFinding:
    message = f"“{it.text.strip()}”，表样是“{meant}”"
    why = "标题照表样写"
    return AuditFinding(
        "A854", "标题与表样不符", message, it.place, (), why, Severity.WARNING, LIKELY
    )  # fmt: skip
