"""Which document it is: 文种, 年度, 地区 by the headings that it has, its unit by its words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from generator import vocabulary as term
from generator.filling.program import NamePath
from generator.packs import finding
from generator.packs.pack import Key, Pack
from generator.published import headings
from generator.published.blocks import ReadDocument
from generator.published.expressions import TEXT, Said
from generator.published.form_reader import FormReader, reader_of
from generator.published.readings import Readings
from generator.published.sentences import FormSentence
from generator.published.signs import normalize

# So many of a form's headings, in thousandths, a document of that form has at least; and so many
# more than of any other form, or it could be either.
_LEAST_HEADINGS, _AHEAD = 400, 50
# So many of a form's sentences, in thousandths, a document of its region has at least: published
# ones have 735 or more, those of other regions that are like it up to 450. Headings do not tell,
# those of tables are the nation's.
_OWN_WORDING = 600
# Of a document of nothing but tables so many of the form's have their titles.
_OWN_TABLES = 900
_LONGEST = 100  # signs of a heading
_YEAR = re.compile(r"(?<!\d)(20\d\d)年度")  # where no heading tells it as the form's do


class Recognized(NamedTuple):
    """The form that a document is read by, its year, and what is to be said of the choice.

    `year` is the document's own, 0 where it tells none; `note` is empty where the form is its own.
    `strange`: the region is not known, and the form only the one that is most like it.
    """

    reader: FormReader
    year: int
    note: str
    strange: bool = False

    @property
    def pack(self) -> Pack:
        """The pack of the form."""
        return self.reader.pack


def recognize(
    document: ReadDocument, root: Path, region: str | None = None
) -> tuple[Recognized | None, str]:
    """Which form a document is of; None with the reason where it is of none that is known.

    Of a year that has no form the nearest year's is taken, of a region that is not known that of
    the region that is most like it, with a note. A `region` that is given is the document's.
    """
    available = finding.list_available(root)
    if region is not None and (why := _why_no_form(region, available)):
        return None, why
    newest = {(key[0], key[2]): key for key in sorted(available) if region in (None, key[2])}
    texts = {normalize(it.text) for it in document.paragraphs if len(it.text) <= _LONGEST}
    found_by = _judge_tables if document.only_tables else _judge
    judged = sorted((found_by(key, root, texts) for key in newest.values()), key=lambda it: -it[0])
    if not judged or judged[0][0] < _LEAST_HEADINGS:
        return None, "认不出这是哪种文档：标题与现有的表样都不合"
    best = judged[0]
    alike = [it for it in judged[:2] if it[0] + _AHEAD > best[0]]
    if len({it[1][0] for it in alike}) > 1:
        return None, f"说不准是{'、'.join(' '.join(it[1]) for it in alike)}中的哪一种，请写明地区"
    year = _vote(_list_texts(best[2], (term.FISCAL_YEAR,)))
    year = year or _vote([it for text in sorted(texts) for it in _YEAR.findall(text)])
    found = _choose(best[1], int(year or 0), root)
    likely = len(alike) == 1 and (not document.only_tables or best[0] >= _OWN_TABLES)
    sure = region is not None or (likely and found and _is_own(found.reader, document))
    return (found if found is None or sure else _estrange(found)), ""


def _why_no_form(region: str, available: Iterable[Key]) -> str:
    known = dict.fromkeys(it[2] for it in sorted(available))
    return "" if region in known else f"没有 {region} 的表样，现有的：{'、'.join(known)}"


def _is_own(reader: FormReader, document: ReadDocument) -> bool:
    """Whether a document has the sentences of a form."""
    texts = {normalize(it.text) for it in document.paragraphs}
    due = reader.notes if document.only_tables else reader.wording
    there = sum(any(it.read(text) is not None for text in texts) for it in due)
    return 1000 * there >= _OWN_WORDING * len(due)


def _estrange(found: Recognized) -> Recognized:
    region = found.pack.key[2]
    said = f"认不出是哪个地区的，照最像的{region}的读，数、缺什么、次序和目录没有判断"
    note = "；".join(filter(None, (found.note, f"{said}；知道地区的用 --地区 写明")))
    return found._replace(note=note, strange=True)


def _judge(key: Key, root: Path, texts: Iterable[str]) -> tuple[int, Key, list[Said]]:
    """How many of a form's headings are there, in thousandths, and what they say."""
    reader = reader_of(finding.choose(root, *key))
    forms = [reader.made[at] for at in reader.anchors] if reader else []
    found = [_find(it, texts) for it in forms if isinstance(it, FormSentence)]
    there = sum(it is not None for it in found)
    said = [one for it in found if it for one in it]
    return 1000 * there // max(len(found), 1), key, said


def _judge_tables(key: Key, root: Path, texts: Iterable[str]) -> tuple[int, Key, list[Said]]:
    """How many of a form's tables have a title there, in thousandths, and what those say."""
    reader = reader_of(finding.choose(root, *key))
    titles = reader.titles if reader else {}
    forms = {at: reader.made[at] for at in titles} if reader else {}
    found = {at: _find(it, texts) for at, it in forms.items() if isinstance(it, FormSentence)}
    there = {table for at, it in found.items() if it is not None for table in titles[at]}
    due = {table for some in titles.values() for table in some}
    said = [one for it in found.values() if it for one in it]
    return 1000 * len(there) // max(len(due), 1), key, said


def _find(form: FormSentence, texts: Iterable[str]) -> Sequence[Said] | None:
    """What the text that is a sentence of a form says; None where none of them is."""
    it = form.expression
    if not it.marks:
        return () if it.signs in texts else None
    return next(filter(None, map(it.read, texts)), None)


def _choose(key: Key, year: int, root: Path) -> Recognized | None:
    kind, newest, region = key
    years = sorted(int(it[1]) for it in finding.list_available(root) if it[::2] == key[::2])
    wanted = year or int(newest)
    nearest = min(years, key=lambda it: (abs(it - wanted), -it))
    reader = reader_of(finding.choose(root, kind, str(nearest), region))
    if reader is None:
        return None
    own = f"没有 {year} 年度的表样" if year else "文档没有说明是哪一年度的"
    note = "" if nearest == year else f"{own}，照 {nearest} 年度的读"
    return Recognized(reader, year or nearest, note)


def name_unit(readings: Readings) -> tuple[str, str]:
    """What a document calls its unit most often, and what kind of body it calls itself.

    A line that begins as headings do stands where a name would, and is none.
    """
    words = (
        [
            it.text
            for it in readings.words
            if it.path == (term.UNIT, name) and not headings.begins(it.text)
        ]
        for name in (term.UNIT_NAME, term.UNIT_WORD)
    )
    name, calls = map(_vote, words)
    return name, calls


def _list_texts(said: Sequence[Said], path: NamePath) -> list[str]:
    return [it.text for it in said if it.mark.kind == TEXT and it.mark.hole.path == path]


def _vote(texts: Sequence[str]) -> str:
    """The text that occurs most often, of several the first; nothing where there is none."""
    return Counter(texts).most_common(1)[0][0] if texts else ""
