"""Slips of one kind, where a whole file is written so: what it is, the first places, how many."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.diagnostics import Fault, Place

MAX_ALIKE = 20
MORE = "后面可能还有没有列出的；改好上面的再查一次"


def gather(faults: Sequence[Fault]) -> Iterator[Fault]:
    """The faults, of one kind so many; the last that is shown says how many more there are."""
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.message, []).append(fault)
    for told in found.values():
        shown, rest = told[:MAX_ALIKE], told[MAX_ALIKE:]
        if rest:
            spots = dict.fromkeys(it.place.spot for it in rest if isinstance(it.place, Place))
            some = "、".join([*spots][:MAX_ALIKE])
            note = f"这样的还有 {len(rest)} 处：{some}{'等' if len(spots) > MAX_ALIKE else ''}"
            more = (MORE,) if MORE in rest[-1].notes else ()
            shown[-1] = replace(shown[-1], notes=(*shown[-1].notes, note, *more))
        yield from shown
