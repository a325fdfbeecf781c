"""A published document as the base of a filing: last year's figures, exact as far as printed.

A figure that was not read, that two places of the document tell otherwise, or that stands in a
table of which a row is lost, is no figure of the base; that it is not is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from generator.addresses import Steps, is_code, show
from generator.books.printed import PrintedBase, PrintedLedger
from generator.diagnostics import Fault, Place, Severity
from generator.figures.sparse import StatedLedger
from generator.filing.filing import Filing
from generator.filing.kinds import Amount
from generator.money import ZERO
from generator.packs.addressing import AddressError, leaf_sizes, locate
from generator.packs.definitions import Records
from generator.packs.pack import BaseFile, Pack
from generator.published import bounds, reading, recognition, stated, understanding
from generator.published.blocks import Gap, ReadDocument
from generator.published.readings import ReadFigure
from generator.published.recognition import Recognized
from generator.published.signs import normalize
from generator.published.stated import StatedFigures
from generator.published.understanding import Understanding
from generator.vocabulary import NAME, TOTAL_ROW

_CHECK = "检查文件名和所在的文件夹；没有上年公开的文档的，删去这一行，把数逐项写上"
_EXACT = "没有读出的数要用的，照文档写在“上年数”里"
_OTHER_FORM = "那一年的表样与它不同的地方，照文档核对上年数"
_SHOWN = 20  # gaps that are listed


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
    said = understanding.understand(document, known.reader, known.year)
    figures = stated.gather(said.readings.figures, known.pack, said.whole, said.full)
    return ReadBase(document, known, said, figures, (*document.gaps, *said.readings.gaps)), ""


def read(file: BaseFile, filing: Filing, pack: Pack) -> tuple[PrintedBase | None, list[Fault]]:
    """The base that a document makes; None with the fault that it makes none."""
    name, place = filing.data[file.key], filing.source.place((file.key,))
    path = Path(filing.source.file).parent / name
    if file.kind != pack.key[0]:
        help_ = f"写{file.kind}的填报文件；没有的，删去这一行，把数逐项写上"
        return None, [Fault("L411", f"{name}：这里不能用公开的文档", place, help=help_)]
    found, reason = open_document(path, name, pack)
    unfit = reason if found is None else _why_unfit(found, file, filing)
    if found is None or unfit:
        return None, [Fault("L411", f"{name}：{unfit}", place, help=_CHECK)]
    ledger, doubts = lend(found, file, pack)
    drawn = (str(path), *found.recognized.pack.made_of)
    base = PrintedBase(name, ledger, _list_names(found), drawn)
    return base, _tell_unread(name, found, doubts, place)


def _tell_unread(name: str, found: ReadBase, doubts: Sequence[str], place: Place) -> list[Fault]:
    """What of a document is no figure of the base, and by which form it was read."""
    gaps = [*doubts, *(f"{it.place}：{it.what}" for it in found.gaps)]
    left = len(gaps) - _SHOWN
    notes = (*gaps[:_SHOWN], *([f"另有 {left} 处"] if left > 0 else ()))
    unread = f"未读出 {len(gaps)} 处，其中的数不作上年数" if gaps else ""
    message = "；".join(filter(None, (found.recognized.note, unread)))
    help_ = _EXACT if unread else _OTHER_FORM
    told = Fault("L424", f"{name}：{message}", place, Severity.WARNING, notes, help=help_)
    return [told] if message else []


def _why_unfit(found: ReadBase, file: BaseFile, filing: Filing) -> str:
    """Why a document is not the one that the base means."""
    year, (unit, _) = filing.year + file.years, recognition.name_unit(found.said.readings)
    if (found.recognized.pack.key[0], found.recognized.year) != (file.kind, year):
        is_of = f"{found.recognized.year} 年度的{found.recognized.pack.key[0]}"
        return f"应是 {year} 年度的{file.kind}，这是 {is_of}"
    if not unit:
        return "没有读出单位名称"
    same = normalize(unit) == normalize(filing.unit_name)
    return "" if same else f"是另一个单位的：{unit}"


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


def lend(found: ReadBase, file: BaseFile, pack: Pack) -> tuple[PrintedLedger, list[str]]:
    """A document's figures under this year's addresses, and those that it contradicts itself in."""
    figures = found.figures
    taken, doubts = _take(found)
    numbers = _follow({it: one.number.value for it, one in taken.items()}, file.codes)
    origins = {_recode(steps, file.codes): one for steps, one in taken.items()}
    halves = {it: _half(origins[it], figures) for it in numbers}
    amounts = {it: Amount(value, it, wan=halves[it] > 0) for it, value in numbers.items()}
    sizes = {name: it.leaf_size for name, it in pack.classifications.items()}
    views = leaf_sizes(pack.definitions.root, sizes)
    ledger = StatedLedger(amounts, frozenset(), views)
    doubted = {steps[:-2] for steps in doubts}
    whole = (it for it in figures.whole if it not in doubted)
    listed = frozenset(it for it in whole if _is_complete(it, ledger, halves))
    places = {it: origins[it].place for it in numbers}
    told = list(dict.fromkeys(doubts.values()))
    return PrintedLedger(replace(ledger, listed=listed), places, halves), told


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
