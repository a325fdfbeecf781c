"""A published document as the base of a filing: last year's figures, exact as far as printed.

A figure that was not read, that the document contradicts, or that stands in a table of which a row
is lost, is no figure of the base; that it is not is told.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from generator.addresses import Steps, is_code
from generator.figures.sparse import StatedLedger
from generator.filing.kinds import Amount
from generator.money import MISSING, ZERO
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import Records
from generator.packs.pack import BaseFile, Pack
from generator.published import (
    bounds,
    contradictions,
    counterparts,
    reading,
    recognition,
    several,
    stated,
    understanding,
)
from generator.published.blocks import Gap, ReadDocument
from generator.published.contradictions import Contradictions
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
    known = found.recognized
    against = find_contradictions(found)
    figures, listed = lend(found, against, file, pack)
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
        tuple(gaps),
        against.apart,
        against.told,
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


def find_contradictions(found: ReadBase) -> Contradictions:
    """What a document contradicts itself in, of what can be lent."""
    pack = found.recognized.pack
    return contradictions.find(
        found.said, found.figures, lambda steps: not is_in_records(steps, pack)
    )


def lend(
    found: ReadBase, against: Contradictions, file: BaseFile, pack: Pack
) -> tuple[tuple[TakenFigure, ...], frozenset[Steps]]:
    """A document's figures under this year's addresses, unknown where it contradicts itself, and
    the views that were read whole.
    """
    said = _take(found)
    same = found.figures.same
    doubted = {it for it in said if same.get(it, it) in against.doubted}
    sure = {
        steps: it._replace(value=MISSING, half=ZERO) if steps in doubted else it
        for steps, it in said.items()
    }
    told, whole = _bring_here(found, said, file, pack)
    amounts = {it.steps: Amount(it.value, it.steps) for it in told}
    ledger = StatedLedger(amounts, frozenset(), list_views(pack))
    halves = {it.steps: it.half for it in told}
    listed = frozenset(it for it in whole if _is_complete(it, ledger, halves))
    return _bring_here(found, sure, file, pack)[0] if doubted else told, listed


def _take(found: ReadBase) -> dict[Steps, TakenFigure]:
    """Of all that is said of each address what holds best."""
    figures, taken = found.figures, dict[Steps, TakenFigure]()
    for steps in dict.fromkeys((*figures.read, *figures.same)):
        key = figures.same.get(steps, steps)
        several = figures.quantities.get(key, ())
        if several and not is_in_records(steps, found.recognized.pack):
            best = _choose(several, figures.settled.get(key))
            value = best.number.value
            taken[steps] = TakenFigure(steps, value, _half(best, figures), best.place)
    return taken


def _bring_here(
    found: ReadBase, own: Mapping[Steps, TakenFigure], file: BaseFile, pack: Pack
) -> tuple[tuple[TakenFigure, ...], frozenset[Steps]]:
    """A document's figures, and the views that were read whole, under this year's addresses."""
    whole = found.figures.whole
    if found.recognized.pack.key[0] != pack.key[0]:
        own, whole = _translate(own, whole, CellFinder(pack, found.recognized.pack, file))
    numbers = _follow({it: one.value for it, one in own.items()}, file.codes)
    origins = {_recode(steps, file.codes): one for steps, one in own.items()}
    lent = (origins[it]._replace(steps=it, value=value) for it, value in numbers.items())
    return tuple(lent), whole


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


def _choose(several: Sequence[ReadFigure], settled: ReadFigure | None) -> ReadFigure:
    """The most exact of all that is said of a quantity, tables first: of that which is settled."""
    some = [it for it in several if settled is None or it.number.value == settled.number.value]
    tables = [it for it in some if not it.told] or some
    return min(tables, key=lambda it: it.number.step)


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
