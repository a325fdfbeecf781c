"""What the sheets of an export give together: a list's entries, sections' figures, totals."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from generator.addresses import Steps, show
from generator.diagnostics import Fault, Place, Severity
from generator.exports.cell_figures import CellFigure
from generator.exports.telling import notes_of
from generator.money import ZERO, yuan_text
from generator.packs.sheet_forms import EntryMoney, Held, Sectioned, SheetForm

UNLIKE, NO_SHEET = "L437", "L438"
PLUS, MINUS = "＋", "－"
# A list's name, an account's code, what else tells an entry's money apart.
Key = tuple[str, str, tuple[tuple[str, str], ...]]
Kind = tuple[str, tuple[tuple[str, str], ...]]  # the same of all accounts
K = TypeVar("K")


class Quantity(NamedTuple):
    """An amount in 元 and the cells that make it, the first of which it is shown at."""

    value: Decimal
    cells: tuple[tuple[Place, str], ...]  # each with the sign that it goes in with
    name: str = ""  # of the account, as it stands beside the code
    parts: tuple[str, ...] = ()  # what a filing may state instead

    @property
    def place(self) -> Place:
        """Where it is shown to be."""
        return self.cells[0][0]


class Drawn(NamedTuple):
    """All that is drawn of a unit: entries, figures of sections, totals that control them.

    `lists` are those that some sheet gives, if only by being empty.
    """

    entries: Mapping[Key, Quantity]
    figures: Mapping[Steps, Quantity]
    totals: Mapping[Steps, Quantity]
    lists: frozenset[str]
    faults: tuple[Fault, ...] = ()


def combine(read: Sequence[tuple[SheetForm, Sequence[CellFigure]]]) -> Drawn:
    """What several sheets give: the same from two is held against each other, and kept once."""
    gathering = _Gathering()
    own = [_add_entries(figures) for _, figures in read]
    alone = {form.name: entries for (form, _), entries in zip(read, own, strict=True)}
    given: list[tuple[SheetForm, Mapping[Key, Quantity]]] = []
    for (form, figures), entries in zip(read, own, strict=True):
        missing = [name for name in form.minus if name not in alone]
        if missing and entries:
            gathering.tell_missing(form, missing, next(iter(entries.values())).place)
            continue
        left = entries
        for name in form.minus if entries else ():
            left = _take_off(left, alone[name], form)
        gathering.tell_negative(left, form)
        given.append((form, left))
        gathering.take(gathering.figures, _figures_of(figures), form)
        gathering.take(gathering.totals, _totals_of(figures), form)
    gathering.take_lists(given)
    lists = frozenset(it for form, _ in read for it in list_filled(form))
    kept = {key: of for key, of in gathering.entries.items() if of.value}
    return Drawn(kept, gathering.figures, gathering.totals, lists, tuple(gathering.faults))


def list_filled(form: SheetForm) -> Iterator[str]:
    """The lists that the sheets of a form have entries of."""
    return (name for name, _ in _kinds_given(form))


def _kinds_given(form: SheetForm) -> Iterator[Kind]:
    """What a form's sheets give whole: of which lists the money that is told apart how."""
    targets = [*form.columns.values(), *form.rows.values()]
    listed = [it for it in targets if isinstance(it, EntryMoney) and it.list]
    for it in listed or ([form.listed] if form.listed.list and form.across else []):
        yield it.list, tuple(sorted(it.where.items()))


def _add_entries(figures: Iterable[CellFigure]) -> dict[Key, Quantity]:
    """What the cells of one sheet make together of each list's entries."""
    made: dict[Key, Quantity] = {}
    for it in figures:
        if isinstance(it.target, EntryMoney):
            key = (it.target.list, it.code, tuple(sorted(it.target.where.items())))
            before = made.get(key)
            if before is None:
                made[key] = _quantity(it)._replace(parts=it.target.parts)
            else:
                cells = (*before.cells, (it.place, PLUS))
                made[key] = before._replace(value=before.value + it.value, cells=cells)
    return made


def _add_all(entries: Mapping[str, Quantity]) -> dict[str, Quantity]:
    """The sum of the entries of all accounts, as an entry of none; nothing of nothing."""
    cells = tuple(cell for it in entries.values() for cell in it.cells)
    value = sum((it.value for it in entries.values()), ZERO)
    return {"": Quantity(value, cells)} if cells else {}


def _figures_of(figures: Iterable[CellFigure]) -> dict[Steps, Quantity]:
    return {it.target.path: _quantity(it) for it in figures if isinstance(it.target, Sectioned)}


def _totals_of(figures: Iterable[CellFigure]) -> dict[Steps, Quantity]:
    return {it.target.steps: _quantity(it) for it in figures if isinstance(it.target, Held)}


def _quantity(figure: CellFigure) -> Quantity:
    return Quantity(figure.value, ((figure.place, ""),), figure.name)


def _take_off(
    entries: Mapping[Key, Quantity], others: Mapping[Key, Quantity], form: SheetForm
) -> dict[Key, Quantity]:
    """Entries less what another sheet gives of the same but for what the form says of its own."""
    own, lists = form.listed.where, set(list_filled(form))
    left, coded = dict(entries), any(code for _, code, _ in entries)
    for (name, code, told), other in others.items():
        if name not in lists:
            continue
        code = code if coded else ""
        where = {**dict(told), **own}
        key = (name, code, tuple(sorted(where.items())))
        before = left.get(key, Quantity(ZERO, ()))
        cells = (*before.cells, *((place, MINUS) for place, _ in other.cells))
        name_, parts = before.name or other.name, before.parts or other.parts
        left[key] = Quantity(before.value - other.value, cells, name_, parts)
    return left


class _Gathering:
    def __init__(self) -> None:
        self.entries: dict[Key, Quantity] = {}
        self.figures: dict[Steps, Quantity] = {}
        self.totals: dict[Steps, Quantity] = {}
        self.faults: list[Fault] = []

    def take(self, into: dict[K, Quantity], found: Mapping[K, Quantity], form: SheetForm) -> None:
        """Take what a sheet gives, unless another has given it otherwise."""
        for key, of in found.items():
            before = into.setdefault(key, of)
            if before.value != of.value:
                self._tell_unlike(key, before, of, form)

    def take_lists(self, given: Sequence[tuple[SheetForm, Mapping[Key, Quantity]]]) -> None:
        """Take the lists' entries; what two sheets give whole has to be the same in both.

        Where one tells no accounts apart, it has to be the sum of the other's.
        """
        whole: dict[Kind, list[tuple[SheetForm, dict[str, Quantity]]]] = {}
        for form, entries in given:
            kinds = {(name, told) for name, _, told in entries}
            for kind in sorted(kinds | set(_kinds_given(form))):
                own = {of[1]: it for of, it in entries.items() if (of[0], of[2]) == kind}
                whole.setdefault(kind, []).append((form, own))
        for (name, told), sheets in whole.items():
            coded = [own for _, own in sheets if any(own)]
            first = (coded or [own for _, own in sheets])[0]
            self.entries |= {(name, code, told): of for code, of in first.items()}
            for form, own in sheets:
                if own is not first and form.set:
                    self._compare(form, (name, told), first, own)
                elif own is not first:  # a list of one's own may go on in another file
                    self.take(
                        self.entries, {(name, code, told): of for code, of in own.items()}, form
                    )

    def _compare(
        self, form: SheetForm, kind: Kind, first: dict[str, Quantity], own: dict[str, Quantity]
    ) -> None:
        if any(first) and not any(own):
            first, own = _add_all(first), _add_all(own)
        nothing = Quantity(ZERO, ())
        for code in sorted(first.keys() | own.keys()):
            before, of = first.get(code, nothing), own.get(code, nothing)
            if before.value != of.value:
                place = of if of.cells else of._replace(cells=before.cells)
                other = before if before.cells else before._replace(cells=of.cells)
                self._tell_unlike((kind[0], code, kind[1]), other, place, form)

    def _tell_unlike(self, key: object, before: Quantity, of: Quantity, form: SheetForm) -> None:
        message = (
            f"{form.name}：{say_key(key)} {yuan_text(of.value)}，"
            f"另一张表里是 {yuan_text(before.value)}"
        )
        related = ((before.place, ""),)
        help_ = "检查两张表，重新导出"
        place, notes = of.place, notes_of(form)
        self.faults.append(Fault(UNLIKE, message, place, Severity.ERROR, notes, related, help_))

    def tell_negative(self, entries: Mapping[Key, Quantity], form: SheetForm) -> None:
        """What is left of a difference that is less than nothing."""
        for key, of in entries.items():
            if of.value < 0 and any(sign == MINUS for _, sign in of.cells):
                message = f"{form.name}：{say_key(key)} 减去以后是 {yuan_text(of.value)}"
                related = tuple((place, "") for place, _ in of.cells[1:])
                rest = (Severity.WARNING, notes_of(form), related, "检查几张表，重新导出")
                self.faults.append(Fault(UNLIKE, message, of.place, *rest))

    def tell_missing(self, form: SheetForm, missing: Sequence[str], place: Place) -> None:
        """A sheet whose money is told apart only by others that are not there."""
        message = f"{form.name}：要减去{'、'.join(missing)}，导出文件里没有"
        help_ = "把整套表一起导出；没有数的空表也要"
        self.faults.append(Fault(NO_SHEET, message, place, help=help_))


def say_key(key: object) -> str:
    """What is drawn, in words: an address, or 清单[科目].甲.乙."""
    assert isinstance(key, tuple)
    if len(key) == 3 and isinstance(key[2], tuple):
        name, code, told = key
        return show((name, *((code,) if code else ()), *(value for _, value in told)))
    return show(key)
