"""What a document shows besides its body, and what nobody can read in it."""

import re
from collections import Counter
from collections.abc import Iterator

from generator.edited.expected import Expected
from generator.edited.findings import Finding, State
from generator.edited.held import HeldFile
from generator.edited.signs import HAN, NUMBER, holds_figure, squeeze
from generator.word.seen import Seen
from generator.word.seen_text import PAGE, Aside, SeenText
from generator.word.word_file import excerpt

_COUNTER = re.compile(r"%\d")
AUTOMATIC = "段前有自动编号，编号没有看"
PAGED = "句中有页码，排版以后才知道是几"


def findings(held: HeldFile, expected: Expected) -> Iterator[Finding]:
    """Everything beside the body that is not accounted for, and what could not be looked at."""
    yield from _find_beside(held, expected)
    for text in (*_texts(held.seen), *(aside.text for aside in held.seen.asides)):
        yield from _find_flagged(text, held)
    known = Counter(item.kind for item in expected.seen.unread)
    for item in held.seen.unread:
        if known[item.kind] > 0:
            known[item.kind] -= 1
            continue
        why = held.unread.format(item.kind)
        yield Finding(State.UNKNOWN, held.where(item.anchor, ""), "", "", why=why)


def _texts(held: Seen) -> Iterator[SeenText]:
    return (text for line in held.lines for text in line.texts)


def _find_beside(held: HeldFile, expected: Expected) -> Iterator[Finding]:
    due = {squeeze(aside.text.text): aside for aside in expected.seen.asides}
    name = squeeze(expected.outcome.name)
    found = set[str]()
    for aside in held.seen.asides:
        text = squeeze(aside.text.text)
        found.add(text)
        if text not in due and text not in name:
            yield from _report(aside, expected, held)
    for text, aside in due.items():
        if text not in found and holds_figure(expected.reader.cut(aside.text)):
            yield Finding(
                State.UNKNOWN, aside.kind, "", "", excerpt(text), why=f"{aside.kind}里没有"
            )


def _report(aside: Aside, expected: Expected, held: HeldFile) -> Iterator[Finding]:
    signs = expected.reader.cut(aside.text)
    numeral = all(sign.text in HAN for sign in signs)  # 千 above 元
    if holds_figure(signs) or numeral:
        numbers = [sign.text for sign in signs if sign.kind == NUMBER]
        place = held.where(aside.anchor, "")
        where = place if place.endswith(aside.kind) else f"{place}，{aside.kind}".lstrip("，")
        text, printed = excerpt(aside.text.text), "、".join(numbers[:4])
        yield Finding(State.ADDED, where, text, printed)


def _find_flagged(text: SeenText, held: HeldFile) -> Iterator[Finding]:
    """Figures that are struck out, or cannot be told from the paper; automatic numbers."""
    reasons = dict.fromkeys(flag.why for flag in text.flags)
    for why in reasons:
        flagged = "".join(text.text[f.start : f.end] for f in text.flags if f.why == why)
        where, around = held.where(text.element, ""), excerpt(text.text)
        yield Finding(State.UNKNOWN, where, around, excerpt(flagged), why=f"有{why}")
    in_body = text.number and not text.entry
    if in_body and PAGE in text.text.rstrip()[:-1] and any(map(str.isalnum, text.text)):
        yield Finding(
            State.UNKNOWN, held.where(text.element, ""), excerpt(text.text), "", why=PAGED
        )
    if text.automatic and _misleads(text):
        where = held.where(text.element, "")
        yield Finding(State.UNKNOWN, where, excerpt(text.text), "", why=AUTOMATIC)


def _misleads(text: SeenText) -> bool:
    """Whether an automatic number may be read as part of a figure."""
    own = _COUNTER.sub("", text.automatic)
    counts = any(sign.isdigit() or sign in HAN for sign in own)
    return counts or text.text.lstrip("（(－-")[:1].isdigit()
