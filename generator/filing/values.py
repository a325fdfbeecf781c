"""A filing's values: each turned from text into what its kind says, or refused at its place.

The result holds every field that the pack knows: what was left out is zero, empty, or still to
be filled.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from generator import addresses
from generator import vocabulary as term
from generator.diagnostics import Fault
from generator.filing import advice, kinds
from generator.filing.kinds import NOT_STATED, Amount, KindError
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_

Rules = Mapping[str, Any]
Data = Mapping[str, Any]
ZERO = Amount(Decimal(0))


def at(data: Any, steps: Iterable[str]) -> Any:
    """What a filing's data holds at an address, where a step into a list counts from 1.

    A `LookupError` where nothing can stand at the address.
    """
    for step in steps:
        if isinstance(data, dict):
            data = data[step]
        elif isinstance(data, tuple) and addresses.is_code(step):
            data = data[int(step) - 1]
        else:
            raise KeyError(step)
    return data


class TreeReading:
    """A source as it is read: what its kinds refuse, and where its shape is not what is due.

    `misshapen` are the paths that Cerberus would complain of: keys that the rules do not know, or
    that are missing; values that are empty, of the wrong type, or not among those allowed.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.faults: list[Fault] = []
        self.misshapen: list[Path_] = []

    def refuse(self, error: KindError, path: Path_) -> None:
        """Tell at its place what a kind does not accept."""
        written = self.source.at(path) is not None  # an empty value's place is its key
        place = self.source.place(path) if written else self.source.key_place(path)
        help_ = advice.at(place, error.help)
        self.faults.append(Fault(error.code, error.message, place, help=help_))


# What reads the node at a path, its amounts in some unit; what is wrong is told to the reading.
Read = Callable[[Node, Path_, str, TreeReading], Any]


def leaf(rule: Rules, name: str) -> Read:
    """What reads a value that stands under a name, if it is there."""
    prose = rule.get("kind") == term.KIND_PARAGRAPHS
    kind = _kind_of(rule)
    read_typed = typed(kind, name)
    allowed, wanted = rule.get("allowed"), rule.get("required", False)

    def read(node: Node, path: Path_, unit: str, to: TreeReading) -> Any:
        if type(node) is not str and not (prose and type(node) is list):
            to.misshapen.append(path)
            return stand_in(kind, wanted or path in to.source.values)
        if allowed is not None and node not in allowed:
            to.misshapen.append(path)
        return read_typed(node, path, unit, to)

    return read


def typed(kind: str, name: str) -> Read:
    """What reads a value that is there, by its kind and by what it is called."""
    return _typed(kind, name.endswith(term.UNIT_NAME))


@cache
def _typed(kind: str, names_unit: bool) -> Read:
    convert, missing = _conversion(kind, names_unit), stand_in(kind, True)

    def read(node: Node, path: Path_, unit: str, to: TreeReading) -> Any:
        try:
            return convert(node, path, unit, to)
        except KindError as error:
            to.refuse(error, path)
            return missing

    return read


_CODE = ""  # the code of an account is of no kind


def _kind_of(rule: Rules) -> str:
    return _CODE if "code" in rule else str(rule.get("kind", term.KIND_TEXT))


def _conversion(kind: str, names_unit: bool) -> Read:
    if kind == _CODE:
        return lambda node, path, unit, to: kinds.code(node, path)
    if kind == term.KIND_YUAN:
        return _money
    if kind == term.KIND_PARAGRAPHS:
        return lambda node, path, unit, to: kinds.paragraphs(node)
    if kind in kinds.NUMBER_KINDS:
        return lambda node, path, unit, to: kinds.number(node, kind, path)
    if kind == term.KIND_TEXT and names_unit:
        return lambda node, path, unit, to: kinds.name(node)
    return lambda node, path, unit, to: kinds.line(node, kind)


def _money(node: Node, path: Path_, unit: str, to: TreeReading) -> Amount:
    wan = unit == term.WAN_YUAN and path not in to.source.drawn
    return kinds.money(node, path, wan)


# -- what stands for what is not there -----------------------------------------------------------


def absent_fields(rules: Rules, whole: bool | None) -> Data:
    """What a mapping is read as in which nothing is written; `whole`: all of it is missing.

    None: the mapping need not be there and is not, so that nothing in it is missing.
    """
    return {name: _absent(rule, whole) for name, rule in rules.items()}


def _absent(rule: Rules, whole: bool | None) -> Any:
    needed = whole is not None and rule.get("required", False)
    if rule.get("type") == "dict":
        return absent_fields(rule["schema"], needed or None)
    if rule.get("type") == "list" or not rule.keys().isdisjoint(("addresses", "files", "exports")):
        return ()
    return {} if "names" in rule else stand_in(_kind_of(rule), whole or needed)


def stand_in(kind: str, wanted: bool) -> Any:
    """What stands for a value that is not there: missing where it is wanted, else nothing."""
    if kind == _CODE:
        return None
    if kind == term.KIND_YUAN or kind in kinds.NUMBER_KINDS:
        return NOT_STATED if wanted else ZERO
    text = term.MISSING_TEXT if wanted else ""
    if kind == term.KIND_PARAGRAPHS:
        return (text,) if text else ()
    return text
