"""Units of money that are not said above a table, or are another one in a sentence."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from generator.audits.found import LIKELY, AuditFinding, showing
from generator.audits.structure import title_of
from generator.diagnostics import Severity
from generator.money import read_unit
from generator.published import units
from generator.published.blocks import ReadDocument, ReadParagraph, ReadTable
from generator.published.expressions import Expression
from generator.published.form_reader import FormReader
from generator.published.sentences import FormSentence
from generator.published.signs import normalize
from generator.published.understanding import Understanding

_HEADS, _NEAR = 3, 5
_AMOUNT = re.compile(r"(?<![\d.,])(\d[\d,]{0,20}(?:\.\d{1,4})?)([千百亿]*元)")
_USUAL = Decimal(10000)
_TELLING = 3  # digits of an amount that is no other one by chance
_PER_MILLE = re.compile(r"(?:增长|下降|上升|降低|占|的)了?\d[\d.]*‰")
_WHAT = "金额单位有误"


def find(document: ReadDocument, read: Understanding, reader: FormReader) -> Iterator[AuditFinding]:
    """Tables without their unit among others with it; sentences in another unit than the tables."""
    yield from _find_bare(document, read, reader)
    known = {it.number.value for it in read.readings.figures}
    rounded = set(map(_round, known))
    for number, it in enumerate(document.items):
        if isinstance(it, ReadParagraph):
            forms = _list_forms(reader, read.matched.get(number))
            yield from _find_in_text(it, forms, known, rounded)


def _find_bare(
    document: ReadDocument, read: Understanding, reader: FormReader
) -> Iterator[AuditFinding]:
    items, said, bare = document.items, 0, list[tuple[ReadTable, int]]()
    for number, at in read.matched.items():
        table = items[number]
        if not isinstance(table, ReadTable) or reader.unit_of(at) is None:
            continue
        before = (items[n] for n in range(number - 1, -1, -1))
        above = takewhile(lambda it: not isinstance(it, ReadTable), before)
        texts = [it.text for it in above if isinstance(it, ReadParagraph)][:_NEAR]
        heads = [cell.text for row in table.rows[:_HEADS] for cell in row]
        if units.find([*texts[::-1], *heads]) is not None:
            said += 1
        else:
            bare.append((table, at))
    if said > len(bare):  # else it is the document's way to say the unit elsewhere
        for table, at in bare:
            message, why = f"“{title_of(reader, at)}”没有写金额单位", "表样和多数的表都写明金额单位"
            yield AuditFinding(
                "A819", _WHAT, message, table.place, (), why, Severity.WARNING, LIKELY
            )  # fmt: skip


def _find_in_text(
    it: ReadParagraph, forms: Sequence[Expression], known: set[Decimal], rounded: set[int]
) -> Iterator[AuditFinding]:
    """Amounts that the document has in 万元 and not in the unit that is said; rates in ‰."""
    text = normalize(it.text)
    for match in _AMOUNT.finditer(text):
        unit, amount = read_unit(match[2]), Decimal(match[1].replace(",", ""))
        telling = len(match[1].replace(",", "").replace(".", "").strip("0")) >= _TELLING
        usual = telling and _round(amount * _USUAL) in rounded
        if unit and usual and amount * unit[1] not in known:
            yield _tell(it, match.group(), f"“{match.group()}”：别处是 {match[1]}万元")
        elif not any(form.read(text) for form in forms):
            mended = f"{text[: match.start(2)]}万元{text[match.end(2) :]}"
            if any(form.read(mended) for form in forms):
                yield _tell(it, match.group(), f"“{match.group()}”：表样的这一句是万元")
    for match in _PER_MILLE.finditer(text):
        yield _tell(it, match.group(), f"“{match.group()}”：百分号写成了千分号")


def _list_forms(reader: FormReader, at: int | None) -> Sequence[Expression]:
    """The sentence of the form that a paragraph is; any, where it is none."""
    made = reader.made if at is None else [reader.made[at]]
    said = (it.expression for it in made if isinstance(it, FormSentence))
    return [it for it in said if it.marks and not it.free]


def _round(value: Decimal) -> int:
    """An amount in 百元, as all of them are printed at least."""
    return round(value / 100)


def _tell(it: ReadParagraph, shown: str, message: str) -> AuditFinding:
    why, place = "与别的表、文字里同一个数比较得出", showing(it.place, shown)
    return AuditFinding("A819", _WHAT, message, place, (), why, sure=LIKELY)
