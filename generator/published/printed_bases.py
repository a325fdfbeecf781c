"""A published document as the base of a filing: last year's figures, exact as far as printed.

A figure that was not read, that two places of the document tell otherwise, or that stands in a
table of which a row is lost, is no figure of the base; that it is not is told.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from generator.addresses import Steps, is_code, show
from generator.figures.sparse import StatedLedger
from generator.filing.kinds import Amount
from generator.money import ZERO
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import Records
from generator.packs.pack import BaseFile, Pack
from generator.published import (
    bounds,
    counterparts,
    reading,
    recognition,
    several,
    stated,
    understanding,
)
from generator.published.blocks import Gap, ReadDocument
from generator.published.counterparts import CellFinder
from generator.published.readings import ReadFigure
from generator.published.recognition import Recognized
from generator.published.stated import StatedFigures
from generator.published.taken import TakenBase, TakenFigure, list_views
from generator.published.understanding import Understanding
from generator.vocabulary import NAME, TOTAL_ROW


class ReadBase(NamedTuple):
    """A document that was read: by which form, what it says, its figures, its gaps."""

    document: ReadDocument
    recognized: Recognized
    said: Understanding
    figures: StatedFigures
    gaps: tuple[Gap, ...]


def open_document(path: Path, shown: str, pack: Pack) -> tuple[ReadBase | None, str]:
    """A document of a pack's kind and region read by its own form; None with the reason."""
    document, faults = reading.read(path, shown)
    if document is None:
        return None, faults[0].message
    known, reason = recognition.recognize(document, pack.root, pack.key[2])
    if known is None:
        return None, reason
    document = several.keep_first(document, known.reader)
    said = understanding.understand(document, known.reader, known.year)
    figures = stated.gather(said.readings.figures, known.pack, said.whole, said.full)
    return ReadBase(document, known, said, figures, (*document.gaps, *said.readings.gaps)), ""


def take(path: Path, name: str, file: BaseFile, pack: Pack) -> tuple[TakenBase | None, str]:
    """What a document, called `name` in every place, lends as a base; None with the reason."""
    found, reason = open_document(path, name, pack)
    if found is None:
        return None, reason
    figures, listed, doubts = lend(found, file, pack)
    known = found.recognized
    gaps = (f"{it.place}：{it.what}" for it in found.gaps)
    return TakenBase(
        known.pack.key[0],
        known.year,
        recognition.name_unit(found.said.readings)[0],
        known.note,
        figures,
        listed,
        _list_names(found),
        known.pack.made_of,
        (*doubts, *gaps),
    ), ""


def _list_names(found: ReadBase) -> Mapping[str, str]:
    """What the document calls the accounts of its rows; not where its quotation marks are lost."""
    named = (it for it in found.said.readings.words if it.path[-1] == NAME and it.steps)
    return {
        it.steps[-1]: it.text
        for it in named
        if is_code(it.steps[-1]) and not {'"', "'"} & {*it.text}
    }


# -- figures -----------------------------------------------------------------------------------


def _take(found: ReadBase) -> tuple[dict[Steps, ReadFigure], dict[Steps, str]]:
    """Which of all that is said of each address is taken, and what is said of it in two ways."""
    figures, taken, doubts = found.figures, dict[Steps, ReadFigure](), dict[Steps, str]()
    for steps in dict.fromkeys((*figures.read, *figures.same)):
        key = figures.same.get(steps, steps)
        several = figures.quantities.get(key, ())
        if not several or is_in_records(steps, found.recognized.pack):
            continue
        best = _choose(several, figures.is_share(steps))
        if best is None:
            doubts[steps] = _tell_conflict(key, several)
        else:
            taken[steps] = best
    return taken, doubts


def lend(
    found: ReadBase, file: BaseFile, pack: Pack
) -> tuple[tuple[TakenFigure, ...], frozenset[Steps], list[str]]:
    """A document's figures under this year's addresses, the views that were read whole, and the
    figures that it contradicts itself in.
    """
    figures, (taken, doubts) = found.figures, _take(found)
    own = {
        steps: TakenFigure(steps, it.number.value, _half(it, figures), it.place)
        for steps, it in taken.items()
    }
    doubted = {steps[:-2] for steps in doubts}
    whole = frozenset(it for it in figures.whole if it not in doubted)
    if found.recognized.pack.key[0] != pack.key[0]:
        own, whole = _translate(own, whole, CellFinder(pack, found.recognized.pack, file))
    numbers = _follow({it: one.value for it, one in own.items()}, file.codes)
    origins = {_recode(steps, file.codes): one for steps, one in own.items()}
    lent = tuple(origins[it]._replace(steps=it, value=value) for it, value in numbers.items())
    amounts = {it.steps: Amount(it.value, it.steps) for it in lent}
    ledger, halves = (
        StatedLedger(amounts, frozenset(), list_views(pack)),
        {it.steps: it.half for it in lent},
    )
    listed = frozenset(it for it in whole if _is_complete(it, ledger, halves))
    return lent, listed, list(dict.fromkeys(doubts.values()))


def _translate(
    own: Mapping[Steps, TakenFigure], whole: frozenset[Steps], finder: CellFinder
) -> tuple[dict[Steps, TakenFigure], frozenset[Steps]]:
    """The figures of a document of another kind, and its views, under this pack's addresses."""
    found = counterparts.find_counterparts(finder, list(own), whole)
    made = {
        steps: TakenFigure(
            steps,
            sum((own[it].value for it in of), ZERO),
            sum((own[it].half for it in of), ZERO),
            own[of[0]].place,
        )
        for steps, of in found.items()
    }
    return made, counterparts.list_whole(finder, whole)


def _half(figure: ReadFigure, figures: StatedFigures) -> Decimal:
    within = bounds.of(figure.number, figures.is_share(figure.steps))
    return (within.high - within.low) / 2


def _choose(several: Sequence[ReadFigure], share: bool) -> ReadFigure | None:
    """The most exact of all that is said of a quantity, tables first; None if they disagree."""
    tables = [it for it in several if not it.told] or several
    best = min(tables, key=lambda it: it.number.step)
    within = bounds.of(best.number, share)
    return None if any(within.meet(bounds.of(it.number, share)).empty for it in tables) else best


def _tell_conflict(steps: Steps, several: Sequence[ReadFigure]) -> str:
    said = dict.fromkeys(f"{it.place} {it.number.text}" for it in several if not it.told)
    return f"{show(steps)} 前后不一致：{'；'.join(said)}"


def is_in_records(steps: Steps, pack: Pack) -> bool:
    """Whether a figure is of one item of a list, of which the next year has others."""
    root = pack.definitions.root
    at = (size for size in range(1, len(steps)) if is_code(steps[size]))
    try:
        return any(isinstance(locate(root, steps[:size])[0], Records) for size in at)
    except AddressError:
        return True


def _is_complete(view: Steps, ledger: StatedLedger, halves: Mapping[Steps, Decimal]) -> bool:
    """Whether the lowest rows of a view make its total in every column that has one."""
    totals = [it for it in ledger.amounts if it[:-1] == (*view, TOTAL_ROW)]
    return bool(totals) and all(_adds_up(it, ledger, halves) for it in totals)


def _adds_up(total: Steps, ledger: StatedLedger, halves: Mapping[Steps, Decimal]) -> bool:
    rows = [amount for _, amount in ledger.rows_under(total, None)]
    own = (tuple(map(str, it.path)) for it in rows)
    slack = halves[total] + sum((halves[it] for it in own), ZERO)
    value = sum((it.value for it in rows), ZERO)
    return abs(value - ledger.amounts[total].value) <= slack


# -- accounts that have been renamed since -------------------------------------------------------


def _follow(numbers: Mapping[Steps, Decimal], codes: Mapping[str, str]) -> dict[Steps, Decimal]:
    """Figures under the codes that rows have now; a sum over rows that left it is none any more."""
    followed: dict[Steps, Decimal] = {}
    for steps, value in numbers.items():
        if not codes or not _is_left(steps, codes):
            at = _recode(steps, codes)
            followed[at] = followed.get(at, ZERO) + value
    return followed


def _recode(steps: Steps, codes: Mapping[str, str]) -> Steps:
    return (*steps[:-2], codes.get(steps[-2], steps[-2]), steps[-1]) if steps[1:] else steps


def _is_left(steps: Steps, codes: Mapping[str, str]) -> bool:
    """Whether a row is the sum of rows of which one has gone elsewhere, or come from there."""
    row = steps[-2] if steps[1:] else ""
    return is_code(row) and any(
        old != row and old.startswith(row) != new.startswith(row) for old, new in codes.items()
    )
