"""Drawn figures join a filing: its own statement goes first, and says so where they differ."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.addresses import Steps, show
from generator.diagnostics import Fault, Place, Severity
from generator.exports.drawn import Drawn, Key, Quantity, say_key
from generator.filing import kinds
from generator.filing.kinds import Amount, KindError, Stated
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_
from generator.money import ZERO, yuan_text
from generator.packs.definitions import Definitions, EntryList
from generator.vocabulary import AMOUNT_UNIT, CODE_DIMENSION, WAN_YUAN, YUAN

OWN_FIRST = "L439"


def join(source: Source, drawn: Drawn, definitions: Definitions) -> tuple[Source, list[Fault]]:
    """The filing with what it does not state itself, each figure at its cell."""
    joining = _Joining(source)
    for name in definitions.lists:
        if name in drawn.lists:
            joining.join_list(definitions.lists[name], drawn.entries)
    for path, of in drawn.figures.items():
        joining.join_figure(path, of)
    return joining.joined(list_totals(drawn)), joining.faults


def list_totals(drawn: Drawn) -> tuple[Stated, ...]:
    """The control totals that were drawn, each at its cell."""
    return tuple(
        Stated(steps, Amount(of.value), "", (), of.place) for steps, of in drawn.totals.items()
    )


def write(value: Decimal) -> str:
    """An amount in 元, or a count, as one would type it."""
    return f"{value.to_integral_value() if value == value.to_integral_value() else value:f}"


class _Joining:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.data: dict[str, Node] = dict(source.data)
        self.keys, self.values = dict(source.keys), dict(source.values)
        self.drawn, self.unsplit = dict(source.drawn), dict(source.unsplit)
        self.faults: list[Fault] = []
        self._told = set[object]()

    def joined(self, totals: tuple[Stated, ...]) -> Source:
        return replace(
            self.source,
            data=self.data,
            keys=self.keys,
            values=self.values,
            drawn=self.drawn,
            unsplit=self.unsplit,
            totals=(*self.source.totals, *totals),
        )

    # -- lists -------------------------------------------------------------------------------------

    def join_list(self, spec: EntryList, entries: Mapping[Key, Quantity]) -> None:
        """A list with the drawn entries behind its own."""
        own = self.data.get(spec.name)
        if own is not None and not isinstance(own, list):  # told as no list
            return
        items: list[Node] = [dict(it) if isinstance(it, dict) else it for it in own or ()]
        begun: dict[object, int] = {}
        self.data[spec.name] = items
        ours = [key for key in entries if key[0] == spec.name]
        whole = dict[object, Quantity]()  # of all accounts, which one entry without any may state
        for key in ours:
            before = whole.get(key[2], Quantity(ZERO, ()))
            of = entries[key]
            cells = (*before.cells, *of.cells)
            whole[key[2]] = of._replace(value=before.value + of.value, cells=cells)
        if ours and own is None:
            self.keys[spec.name,] = self.values[spec.name,] = entries[ours[0]].place
        for key in sorted(ours, key=lambda it: it[1]):
            told = {name: it for name, it in key[2] if it}
            value = told.pop(spec.spread)
            if self._has_own(spec, (key[0], "", key[2]), told, value, whole, own or []):
                continue
            if not self._has_own(spec, key, told, value, entries, own or []):
                self._put_entry(spec, items, begun, (key[1], told, value), entries[key])

    def _has_own(
        self,
        spec: EntryList,
        key: Key,
        told: Mapping[str, str],
        value: str,
        drawn: Mapping[Any, Quantity],
        own: Sequence[Node],
    ) -> bool:
        """Whether the filing states a figure itself, in one entry or in several told apart more.

        What is drawn of no account is stated by the entries of all.
        """
        of = drawn[key if key in drawn else key[2]]
        stated = [
            (spec.name, index, value)
            for value in (value, *of.parts)
            for index, item in enumerate(own)
            if isinstance(item, dict)
            and (_code_of(item) == key[1] or (key in drawn and not key[1]))
            and all(item.get(name) == it for name, it in told.items())
            and item.get(value) is not None
        ]
        if stated and (key, value) not in self._told:
            self._told.add((key, value))
            self._tell_own(say_key(key), stated, of)
        return bool(stated)

    def _put_entry(
        self,
        spec: EntryList,
        items: list[Node],
        begun: dict[object, int],
        entry: tuple[str, Mapping[str, str], str],
        of: Quantity,
    ) -> None:
        code, told, value = entry
        key = (code, tuple(told.items()))
        if key not in begun:
            begun[key] = len(items)
            named = f"{code} {of.name}" if of.name else code
            items.append({**({CODE_DIMENSION: named} if code else {}), **told})
            self._place((spec.name, begun[key]), of.place)
            for name in items[-1]:
                self._place((spec.name, begun[key], name), of.place)
        items[begun[key]][value] = write(of.value)
        path = (spec.name, begun[key], value)
        self._place(path, of.place)
        self.drawn[path] = of.cells
        if of.parts:
            self.unsplit[path] = of.parts

    def _place(self, path: Path_, place: Place) -> None:
        self.keys[path] = self.values[path] = place

    # -- sections ----------------------------------------------------------------------------------

    def join_figure(self, path: Steps, of: Quantity) -> None:
        """A section with a figure that it does not state itself."""
        node: Any = self.data
        for size, step in enumerate(path[:-1], start=1):
            inner = node.get(step)
            if inner is not None and not isinstance(inner, dict):
                return
            node[step] = dict(inner or {})
            if inner is None:
                self._place(path[:size], of.place)
            node = node[step]
        if node.get(path[-1]) is not None or self._is_written_whole(path):
            self._tell_own(show(path), [path], of)
            return
        node[path[-1]] = write(of.value)
        self._place(path, of.place)
        self.drawn[path] = of.cells

    def _is_written_whole(self, path: Steps) -> bool:
        """Whether the filing writes the address as one key, `甲.乙: 金额`."""
        section = self.source.data.get(path[0])
        return isinstance(section, dict) and show(path[1:]) in section and len(path) > 2

    # -- what the filing states itself -------------------------------------------------------------

    def _tell_own(self, what: str, stated: Sequence[Path_], of: Quantity) -> None:
        amounts = [amount_at(self.source, path) for path in stated]
        if None in amounts or sum(filter(None, amounts)) == of.value:
            return
        own, cell = yuan_text(sum(filter(None, amounts), Decimal(0))), of.place
        message = f"{what}：这里写 {own}，{cell.line_name} 是 {yuan_text(of.value)}，按这里写的印"
        related = tuple((place, "") for place, _ in of.cells[:3])
        place, help_ = self.source.place(stated[0]), "数没有调整过的，删去这一项"
        self.faults.append(Fault(OWN_FIRST, message, place, Severity.WARNING, (), related, help_))


def amount_at(source: Source, path: Path_) -> Decimal | None:
    """The amount that a filing states at a path, in 元; None for what is none."""
    units = (_unit_at(source, path[:size]) for size in range(len(path) - 1, -1, -1))
    unit = next(filter(None, units), YUAN)
    typed = source.at(path)
    if not isinstance(typed, str):
        return None
    with suppress(KindError):
        return kinds.money(typed, path, unit == WAN_YUAN).value
    return None


def _unit_at(source: Source, path: Path_) -> str:
    node = source.at(path)
    unit = node.get(AMOUNT_UNIT) if isinstance(node, dict) else None
    return unit if isinstance(unit, str) else ""


def _code_of(item: Mapping[str, Node]) -> str:
    typed = item.get(CODE_DIMENSION)
    with suppress(KindError):
        return kinds.code(typed, ()).code if isinstance(typed, str) else ""
    return ""
