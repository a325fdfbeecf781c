"""What the rules of figures lead to: the figure that a name means, its kind, what it is made of.

Only definitions are looked at, no filing: a record of a list is its first, a row of accounts the
total.
"""

from collections.abc import Iterator

from generator import vocabulary as term
from generator.addresses import Steps, show
from generator.packs.addressing import AddressError, complete, locate
from generator.packs.definitions import (
    Band,
    Count,
    Field,
    Record,
    Records,
    Rule,
    Share,
    Sum,
    Table,
    Text,
    Typed,
)

FIRST = "1"


def resolve(root: Record, home: Steps, steps: Steps) -> Steps:
    """The full address that a name means: beside where it stands, else from the top."""
    try:
        full = (*home, *steps)
        return complete(*locate(root, full), full)
    except AddressError:
        if not home or _begins_in(root, home, steps):
            raise
    try:
        return complete(*locate(root, steps), steps)
    except AddressError as error:
        beside = locate(root, home)[0]
        names = list(_names_in(beside, root, home)) or list(root.fields)
        near = (steps[0], names) if steps[0] not in root.fields else None
        raise AddressError(error.message, error.help if near is None else "", near) from error


def _begins_in(root: Record, home: Steps, steps: Steps) -> bool:
    """Whether a name can only be meant beside where it stands: there its first step is known."""
    beside = locate(root, home)[0]
    known = beside.fields if isinstance(beside, Record) else {}
    return len(steps) > 1 and steps[0] in known and steps[0] not in root.fields


def _names_in(field: Field, root: Record, home: Steps) -> Iterator[str]:
    if isinstance(field, Record):
        yield from field.fields
    elif isinstance(field, Table):
        yield from field.columns


def follow(root: Record, steps: Steps) -> None:
    """Follow an address without the numbers of records; an `AddressError` where it ends nowhere."""
    full: Steps = ()
    for step in steps:
        full = (*full, step)
        if isinstance(locate(root, full)[0], Records):
            full = (*full, FIRST)


def rule_at(root: Record, steps: Steps) -> Rule:
    """The rule of the figure at a full address; an `AddressError` where there is no figure."""
    found, owner = locate(root, steps)
    if isinstance(found, Table):
        if len(steps) == len(owner):
            raise AddressError(f"“{show(steps)}”是一张表，要写到它的行", "如：表名.合计")
        row, column = steps[len(owner) :]
        across, down = found.rows.get(row), found.columns[column]
        return across if isinstance(across, Sum) and not isinstance(down, Sum | Share) else down
    if isinstance(found, Text | Band | Record | Records):
        raise AddressError(f"“{show(steps)}”不是一个数")
    return found


def parts_of(root: Record, steps: Steps) -> Iterator[Steps]:
    """The figures that a figure is made of by its rule; names that lead nowhere are left out."""
    rule, home = rule_at(root, steps), steps[:-1]
    names = [*rule.plus, *rule.minus] if isinstance(rule, Sum) else []
    names += [rule.part, rule.whole] if isinstance(rule, Share) else []
    found, owner = locate(root, steps)
    if isinstance(found, Table) and found.columns[steps[-1]] is not rule:  # a row made of rows
        yield from ((*owner, name, steps[-1]) for name in names if name in found.rows)
        return
    for name in names:
        yield from _try(root, home, tuple(name.split(".")))
    if isinstance(rule, Sum) and rule.items:
        listed, _, column = rule.items.partition(".")
        yield from _try(root, home, (*listed.split("."), FIRST, column))


def _try(root: Record, home: Steps, steps: Steps) -> Iterator[Steps]:
    try:
        full = resolve(root, home, steps)
        rule_at(root, full)
    except AddressError:
        return
    yield full


def kind_of(root: Record, steps: Steps) -> str:
    """The kind of the figure at a full address."""
    return _kind_of(root, steps, frozenset())


def _kind_of(root: Record, steps: Steps, seen: frozenset[Steps]) -> str:
    rule = rule_at(root, steps)
    if isinstance(rule, Typed):
        return rule.kind
    if isinstance(rule, Share):
        return term.KIND_RATIO
    if isinstance(rule, Count):
        return term.KIND_COUNT
    if isinstance(rule, Sum) and steps not in seen:
        first = next(parts_of(root, steps), None)
        return _kind_of(root, first, seen | {steps}) if first else term.KIND_YUAN
    return term.KIND_YUAN


def leads_back(root: Record, steps: Steps) -> bool:
    """Whether a figure is made, through others, of itself."""
    met: set[Steps] = set()
    ahead = list(parts_of(root, steps))
    while ahead:
        part = ahead.pop()
        if part == steps:
            return True
        if part not in met:
            met.add(part)
            ahead += parts_of(root, part)
    return False
