"""A filing's shape, checked with Cerberus and answered in the officer's words.

Cerberus judges the structure (which keys, where, how often); `kinds` judges each value. The
result holds every field the pack knows: what was left out is zero, empty, or still to be filled.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from cerberus import Validator, errors
from cerberus.errors import ValidationError

from generator import kinds
from generator.diagnostics import Fault, Place, Severity, did_you_mean, nearest
from generator.kinds import NOT_STATED, Amount, KindError, Stated
from generator.source import Node, Path_, Source
from generator.vocabulary import (
    AMOUNT_UNIT,
    FISCAL_YEAR,
    KIND_PARAGRAPHS,
    KIND_TEXT,
    KIND_YUAN,
    MISSING_TEXT,
    NOTHING_TO_COMPARE,
    UNIT,
    UNIT_NAME,
    WAN_YUAN,
    YUAN,
)

Rules = Mapping[str, Any]
ZERO = Amount(Decimal(0))


@dataclass(frozen=True, slots=True)
class Filing:
    """What one unit states, every field present; amounts are 元 and know their places."""

    source: Source
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The fiscal year that the document reports."""
        return int(self.data[FISCAL_YEAR])

    @property
    def unit_name(self) -> str:
        """The full name of the unit."""
        return str(self.data[UNIT][UNIT_NAME])

    def place_of(self, item: Stated) -> Place:
        """Where a stated address's value stands, in the filing or in the file it came with."""
        return item.place or self.source.place(item.path)

    def key_place_of(self, item: Stated) -> Place:
        """Where a stated address itself stands."""
        return item.place or self.source.key_place(item.path)


def validate(source: Source, rules: Rules) -> tuple[Filing, list[Fault]]:
    """The filing that a source states under a pack's input rules, and what is wrong with it."""
    faults = list(_structural_faults(source, rules))
    reader = _Reader(source, {fault.place for fault in faults})
    unit = source.data.get(AMOUNT_UNIT)
    data = reader.mapping(source.data, rules, (), str(unit or YUAN), required=False)
    return Filing(source, data), sorted([*faults, *reader.faults], key=lambda f: f.place)


def stated_amounts(source: Source, path: Path_) -> tuple[tuple[Stated, ...], list[Fault]]:
    """The addresses with their amounts (元, unless it says 万元) under a path of any YAML file."""
    reader = _Reader(source, set())
    node: Node = source.data
    for step in path:
        node = node[step]
    items = reader.addresses(node, KIND_YUAN, path, YUAN)
    placed = () if isinstance(items, str) else items
    return tuple(replace(item, place=source.place(item.path)) for item in placed), reader.faults


# -- structure ---------------------------------------------------------------------------------


def cerberus_rules(rules: Rules) -> dict[str, Any]:
    """The pack's rules in Cerberus's own terms (kinds are texts until they are read)."""
    return {name: _cerberus_rule(rule) for name, rule in rules.items()}


def _cerberus_rule(rule: Rules) -> dict[str, Any]:
    known = {key: value for key, value in rule.items() if key in ("required", "allowed", "type")}
    if rule.get("kind") == KIND_PARAGRAPHS:
        return {**known, "type": ["string", "list"]}
    if "addresses" in rule:
        return {**known, "type": ["dict", "string"]}
    if "names" in rule:
        return {**known, "type": "dict"}
    if rule.get("type") == "dict":
        return {**known, "schema": cerberus_rules(rule["schema"])}
    if rule.get("type") == "list":
        return {**known, "schema": _cerberus_rule(rule["schema"])}
    return {**known, "type": "string"}


def _structural_faults(source: Source, rules: Rules) -> Iterator[Fault]:
    validator = Validator(cerberus_rules(rules))
    validator.validate(source.data, normalize=False)
    found = list(_leaves(validator._errors))
    missing = {error.document_path for error in found if error.code == errors.REQUIRED_FIELD.code}
    paired: set[Path_] = set()
    for error in found:
        if error.code == errors.UNKNOWN_FIELD.code:
            fault, meant = _unknown(source, rules, error.document_path, missing)
            paired.update(meant)
            yield fault
    for error in found:
        if error.code != errors.UNKNOWN_FIELD.code and error.document_path not in paired:
            yield _structural_fault(source, error)


def _leaves(found: list[ValidationError]) -> Iterator[ValidationError]:
    for error in found:
        if error.is_group_error:
            yield from _leaves(error.child_errors)
        else:
            yield error


def _unknown(
    source: Source, rules: Rules, path: Path_, missing: set[Path_]
) -> tuple[Fault, list[Path_]]:
    """One fault for an unknown key; a missing key that it stands for is not reported again."""
    key, siblings = str(path[-1]), _rules_at(rules, path[:-1])
    absent = [other[-1] for other in missing if other[:-1] == path[:-1]]
    meant = nearest(key, [str(name) for name in absent])
    help_ = f"是否应为“{meant}”？" if meant else did_you_mean(key, siblings)
    fault = Fault("S201", f"没有“{key}”这一项", source.key_place(path), help=help_)
    return fault, [(*path[:-1], meant)] if meant else []


def _rules_at(rules: Rules, path: Path_) -> Rules:
    for step in path:
        rule = rules if isinstance(step, int) else rules[step]
        rules = rule.get("schema", {})
        if rules.get("type") == "dict":
            rules = rules["schema"]
        if isinstance(step, int):
            rules = rule
    return rules


def _structural_fault(source: Source, error: ValidationError) -> Fault:
    path = error.document_path
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if error.code == errors.REQUIRED_FIELD.code:
        return Fault("S202", f"缺少“{name}”", source.key_place(path[:-1]), help=f"补上“{name}”")
    if error.code == errors.NOT_NULLABLE.code:
        help_ = "填上内容；没有金额写 0，或者删去这一行"
        return Fault("S204", f"“{name}”待填", source.key_place(path), help=help_)
    if error.code == errors.UNALLOWED_VALUE.code:
        choices = [str(item) for item in error.constraint]
        help_ = did_you_mean(str(error.value), choices) or f"可以写：{'、'.join(choices)}"
        return Fault("S205", f"“{name}”不能是“{error.value}”", source.place(path), help=help_)
    return Fault("S206", f"“{name}”{_expected(error)}", source.place(path))


def _expected(error: ValidationError) -> str:
    expected = error.constraint if isinstance(error.constraint, str) else "string"
    return {"dict": "下面应写各项内容", "list": "下面应写清单，每条以“- ”开头"}.get(
        expected, "应是一个值，下面不能再分项"
    )


# -- values ------------------------------------------------------------------------------------


class _Reader:
    """Turns the checked tree into typed values, collecting what the kinds refuse."""

    def __init__(self, source: Source, faulty: set[Any]) -> None:
        self.source, self.faulty = source, faulty
        self.faults: list[Fault] = []

    def mapping(
        self, node: Node, rules: Rules, path: Path_, unit: str, required: bool
    ) -> dict[str, Any]:
        given = node if isinstance(node, dict) else {}
        unit = str(given.get(AMOUNT_UNIT) or unit)
        return {
            name: self.value(
                given.get(name), rule, (*path, name), unit, required or rule.get("required", False)
            )
            for name, rule in rules.items()
        }

    def value(self, node: Node, rule: Rules, path: Path_, unit: str, required: bool) -> Any:
        if rule.get("type") == "dict":
            missing = node is None and rule.get("required", False)
            return self.mapping(node, rule["schema"], path, unit, missing)
        if rule.get("type") == "list":
            items = node if isinstance(node, list) else []
            inner = rule["schema"]["schema"]
            return tuple(
                self.mapping(item, inner, (*path, index), unit, False)
                for index, item in enumerate(items)
            )
        if "addresses" in rule:
            return self.addresses(node, rule["addresses"], path, unit)
        if "names" in rule:
            return self.names(node if isinstance(node, dict) else {}, path)
        return self.leaf(node, rule, path, unit, required)

    def names(self, node: Node, path: Path_) -> dict[str, str]:
        """Codes with the names that the filing gives them."""
        for code, name in node.items():
            if not isinstance(name, str):
                self._refuse(KindError("S204", f"“{code}”待填", "写科目的名称"), (*path, code))
            elif not kinds.is_account(code):
                self._refuse(KindError("S208", f"“{code}”不是科目编码", ""), (*path, code))
        return {code: name for code, name in node.items() if isinstance(name, str)}

    def leaf(self, node: Node, rule: Rules, path: Path_, unit: str, required: bool) -> Any:
        kind = rule.get("kind", KIND_TEXT)
        given = path in self.source.values
        if node is None or isinstance(node, dict) or (isinstance(node, list) and not _prose(rule)):
            return _absent(rule, required or given)
        try:
            return _read(node, rule, kind, path, unit)
        except KindError as error:
            self._refuse(error, path)
            return _absent(rule, True)

    def addresses(self, node: Node, kind: str, path: Path_, unit: str) -> tuple[Stated, ...] | str:
        if isinstance(node, str):
            if node != NOTHING_TO_COMPARE:
                self._refuse(KindError("S206", "这里应写各表的数", ""), path)
            return NOTHING_TO_COMPARE
        given = node if isinstance(node, dict) else {}
        return tuple(self._addressed(given, kind, path, unit, ()))

    def _addressed(
        self, node: Node, kind: str, path: Path_, unit: str, steps: tuple[str, ...]
    ) -> Iterator[Stated]:
        unit = str(node.get(AMOUNT_UNIT) or unit)
        for key, value in node.items():
            if key == AMOUNT_UNIT:
                continue
            here, full = (*path, key), (*steps, *kinds.steps(key))
            if isinstance(value, dict):
                yield from self._addressed(value, kind, here, unit, full)
            else:
                yield self._stated(value, kind, here, unit, full)

    def _stated(
        self, value: Node, kind: str, path: Path_, unit: str, steps: tuple[str, ...]
    ) -> Stated:
        rule = {"kind": kind}
        if value is None:
            self._refuse(KindError("S204", f"“{path[-1]}”待填", "填上内容，或者删去这一行"), path)
        if isinstance(value, list):
            self._refuse(KindError("S206", f"“{path[-1]}”应是一个值，不能是清单"), path)
        read = self.leaf(value, rule, path, unit, True)
        amount = read if isinstance(read, Amount) else NOT_STATED
        return Stated(steps, amount, read if isinstance(read, str) else "", path)

    def _refuse(self, error: KindError, path: Path_) -> None:
        place = (
            self.source.place(path) if _written(self.source, path) else self.source.key_place(path)
        )
        if place not in self.faulty:
            self.faults.append(
                Fault(error.code, error.message, place, Severity.ERROR, help=error.help)
            )


def _written(source: Source, path: Path_) -> bool:
    """Whether something stands at a path; an empty value's place is its key."""
    node: Node = source.data
    for step in path:
        node = node[step]
    return node is not None


def _prose(rule: Rules) -> bool:
    return rule.get("kind") == KIND_PARAGRAPHS


def _read(node: Node, rule: Rules, kind: str, path: Path_, unit: str) -> Any:
    if "code" in rule:
        return kinds.code(node, path)
    if kind == KIND_YUAN:
        return kinds.money(node, path, unit == WAN_YUAN)
    if kind == KIND_PARAGRAPHS:
        return kinds.paragraphs(node)
    if kind in kinds.NUMBER_KINDS:
        return kinds.number(node, kind, path)
    return kinds.line(node, kind)


def _absent(rule: Rules, wanted: bool) -> Any:
    """What stands for a value that is not there: missing where it is wanted, else nothing."""
    if "code" in rule:
        return None
    kind = rule.get("kind")
    if kind == KIND_YUAN or kind in kinds.NUMBER_KINDS:
        return NOT_STATED if wanted else ZERO
    text = MISSING_TEXT if wanted else ""
    if kind == KIND_PARAGRAPHS:
        return (text,) if text else ()
    return text
