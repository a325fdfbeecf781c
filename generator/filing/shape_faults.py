"""What is wrong with a filing's shape, judged by Cerberus and answered in the officer's words.

It is handed the branches alone that `shape` found to have another shape than the rules give: to
judge a whole filing costs more than to read it, and to load Cerberus more than most commands take.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cerberus import Validator, errors
from cerberus.errors import ValidationError
from cerberus.schema import UnvalidatedSchema

from generator.diagnostics import Fault, did_you_mean, nearest
from generator.filing import advice, shape, slips
from generator.filing.kinds import NUMBER_KINDS
from generator.filing.meant import find_owner
from generator.filing.noticed import COLON_HELP
from generator.filing.source import Source
from generator.filing.values import Rules
from generator.filing.yaml_tree import Node, Path_
from generator.vocabulary import KIND_PARAGRAPHS, KIND_YUAN

MAX_LISTED = 12


def cerberus_rules(rules: Rules) -> dict[str, Any]:
    """The pack's rules in Cerberus's own terms (kinds are texts until they are read)."""
    return {name: _cerberus_rule(rule) for name, rule in rules.items()}


def _cerberus_rule(rule: Rules) -> dict[str, Any]:
    plain = {key: value for key, value in rule.items() if key in ("required", "allowed", "type")}
    if rule.get("kind") == KIND_PARAGRAPHS:
        return {**plain, "type": ["string", "list"]}
    if "addresses" in rule:
        return {**plain, "type": ["dict", "string"]}
    if "names" in rule:
        return {**plain, "type": "dict"}
    if "exports" in rule:
        return {**plain, "type": ["string", "list"]}
    if "files" in rule:
        return {**plain, "type": "list", "schema": {"type": "string"}}
    if rule.get("type") == "dict":
        return {**plain, "schema": cerberus_rules(rule["schema"])}
    if rule.get("type") == "list":
        return {**plain, "schema": _cerberus_rule(rule["schema"])}
    return {**plain, "type": "string"}


def explain(source: Source, rules: Rules, misshapen: Iterable[Path_]) -> Iterator[Fault]:
    """What is wrong with a source at the paths where it has another shape than the rules give."""
    document, schema = cut_out(source.data, cerberus_rules(rules), misshapen)
    # The rules are the pack's own; Cerberus's check of them costs more than that of a filing, so
    # it is made once, by the tests.
    validator = _Unordered(UnvalidatedSchema(schema))
    validator.validate(document, normalize=False)
    # Cerberus goes through sets of names: the order would be another in each process.
    found = sorted(_leaves(validator._errors), key=_order)
    missing: dict[Path_, list[str]] = {}
    for error in found:
        if error.code == errors.REQUIRED_FIELD.code:
            missing.setdefault(error.document_path[:-1], []).append(str(error.document_path[-1]))
    unknown = [error.document_path for error in found if error.code == errors.UNKNOWN_FIELD.code]
    # The missing key that an unknown one stands for is not reported again.
    meant = {path: nearest(str(path[-1]), missing.get(path[:-1], ())) for path in unknown}
    owners = {path: _find_owner(source, rules, path) for path in unknown}
    for path in unknown:
        yield _unknown_fault(source, rules, path, meant[path], owners[path])
    paired = {(*path[:-1], name) for path, name in meant.items()}
    paired |= {(*path[:-1], owner, path[-1]) for path in unknown if (owner := owners[path])}
    for error in found:
        if error.code != errors.UNKNOWN_FIELD.code and error.document_path not in paired:
            yield _structural_fault(source, rules, error)


def cut_out(
    node: Mapping[Any, Node], rules: Mapping[Any, Any], paths: Iterable[Path_]
) -> tuple[dict[Any, Node], dict[Any, Any]]:
    """The branches of a mapping that lead to some paths, with their rules.

    A list becomes a mapping of its items by their numbers: so each keeps its path.
    """
    branches: dict[str | int, list[Path_]] = {}
    for path in paths:
        branches.setdefault(path[0], []).append(path[1:])
    document = {step: node[step] for step in branches if step in node}
    schema = {step: rules[step] for step in branches if step in rules}
    for step, below in branches.items():
        if () not in below:
            inner, rule = document[step], schema[step]["schema"]
            if isinstance(inner, list):
                inner = dict(enumerate(inner))
                rule = dict.fromkeys(inner, rule)
            document[step], rule = cut_out(inner, rule, below)
            schema[step] = {"type": "dict", "schema": rule}
    return document, schema


class _Unordered(Validator):
    """Cerberus sorts all errors, and files them in trees, at each new one: that is slow."""

    def _error(self, *args: Any) -> None:
        if len(args) == 1:
            self._errors.extend(args[0])
        else:  # it makes the error, and calls this again
            super()._error(*args)


def _order(error: ValidationError) -> tuple[Any, ...]:
    return *map(str, error.document_path), "", error.code


def _leaves(found: list[ValidationError]) -> Iterator[ValidationError]:
    for error in found:
        if error.is_group_error:
            yield from _leaves(error.child_errors)
        else:
            yield error


def _find_owner(source: Source, rules: Rules, path: Path_) -> str | None:
    """The section above an unknown key that it most likely belongs to."""
    node = source.at(path[:-1])
    return (
        find_owner(str(path[-1]), node, _rules_at(rules, path[:-1])) if type(node) is dict else None
    )


def _unknown_fault(
    source: Source, rules: Rules, path: Path_, meant: str | None, owner: str | None
) -> Fault:
    key, siblings = str(path[-1]), _rules_at(rules, path[:-1])
    help_ = f"是否应为“{meant}”？" if meant else did_you_mean(key, siblings)
    if owner and not meant:
        help_ = f"是“{owner}”里的，前面加空格，与它的各项左边对齐"
    if not help_:
        listed = "、".join([*siblings][:MAX_LISTED])
        help_ = f"删去这一项；这里可以写：{listed}{'等' if len(siblings) > MAX_LISTED else ''}"
    return Fault("S201", f"没有“{key}”这一项", source.key_place(path), help=help_)


def _rules_at(rules: Rules, path: Path_) -> Rules:
    for name in (step for step in path if isinstance(step, str)):
        rules = rules[name].get("schema", {})
        if rules.get("type") == "dict":  # the rule of a list's items
            rules = rules["schema"]
    return rules


def _structural_fault(source: Source, rules: Rules, error: ValidationError) -> Fault:
    path = error.document_path
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if error.code == errors.REQUIRED_FIELD.code:
        # A workbook has a cell that waits for it.
        place = source.key_place(path if path in source.keys else path[:-1])
        return Fault(shape.LACKING, f"缺少“{name}”", place, help=f"补上“{name}”")
    if error.code == errors.NOT_NULLABLE.code:
        place = source.key_place(path)
        help_ = advice.at(place, _say_how_to_fill(rules, path))
        return Fault("S204", f"“{name}”待填", place, help=help_)
    if error.code == errors.UNALLOWED_VALUE.code:
        choices = [str(item) for item in error.constraint]
        help_ = did_you_mean(str(error.value), choices) or f"可以写：{'、'.join(choices)}"
        return Fault("S205", f"“{name}”不能是“{error.value}”", source.place(path), help=help_)
    expected, help_ = _EXPECTED.get(str(error.constraint), _ONE_VALUE)
    if isinstance(error.value, str) and slips.find_bad_colon(error.value) is not None:
        help_ = f"是不是冒号不对？{COLON_HELP}"
    place = source.place(path)
    return Fault("S206", f"“{name}”{expected}", place, help=advice.at(place, help_))


_EXPECTED = {
    "dict": ("下面应写各项内容", advice.NO_FIELDS),
    "list": ("下面应写清单，每条以“- ”开头", advice.NO_ITEMS),
}
_ONE_VALUE = ("应是一个值，下面不能再分项", advice.ONE_VALUE)


def _say_how_to_fill(rules: Rules, path: Path_) -> str:
    """What to do about an empty field: only figures can be 0, only what is free can go."""
    if not isinstance(path[-1], str):
        return "填上这一条的内容，或者删去这一条"
    rule = _rules_at(rules, path[:-1])[path[-1]]
    if rule.get("type") == "dict":
        help_ = advice.FILL_FIELDS
    elif rule.get("type") == "list" or "files" in rule:
        help_ = advice.FILL_ITEMS
    elif rule.get("kind") == KIND_YUAN:
        help_ = "填上金额，没有的写 0"
    elif rule.get("kind") in NUMBER_KINDS:
        help_ = "填上数，没有的写 0"
    else:
        help_ = "填上内容"
    return help_ if rule.get("required") else f"{help_}；没有的，也可以删去这一行"
