"""The other way: yaml.safe_load, Cerberus, docxtpl, as a plain pipeline puts them together."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
from cerberus import Validator
from docxtpl import DocxTemplate

# What safe_load makes of a typed value: numbers where it looks like one, dates, texts.
LEAF = {"nullable": False, "type": ["string", "number", "date", "boolean"]}


def render(form: Path, names: Mapping[str, Any], environment: Any) -> bytes:
    """docxtpl's own way to a finished document: open, render, save."""
    document = DocxTemplate(str(form))
    document.render(names, jinja_env=environment, autoescape=True)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def load(path: Path) -> Any:
    """A filing as safe_load reads it."""
    return yaml.safe_load(path.read_text("utf-8"))


def load_fast(path: Path) -> Any:
    """A filing as safe_load would read it with libyaml."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def validator(rules: Mapping[str, Any]) -> Any:
    """A Cerberus validator for what safe_load makes of a filing; made once."""
    return Validator(typed(rules))


def exact(rules: Mapping[str, Any]) -> Any:
    """A Cerberus validator for the tree of texts that our own reader makes; made once."""
    return Validator(dict(rules))


def typed(rules: Mapping[str, Any]) -> dict[str, Any]:
    """Cerberus rules for the types that safe_load makes of texts."""
    return {name: _typed(rule) for name, rule in rules.items()}


def _typed(rule: Mapping[str, Any]) -> dict[str, Any]:
    kind = rule.get("type")
    if kind == "string":
        wanted = {key: value for key, value in rule.items() if key in ("required", "allowed")}
        if "allowed" in wanted:
            wanted["allowed"] = [*wanted["allowed"]]
        return {**LEAF, **wanted}
    if kind == "list":
        return {**rule, "schema": _typed(rule["schema"])}
    if kind == "dict" and "schema" in rule:
        return {**rule, "schema": typed(rule["schema"])}
    return dict(rule)


def validate(rules: Any, tree: Any) -> None:
    """Validate a tree, and refuse what is wrong."""
    if not rules.validate(tree, normalize=False):
        raise ValueError(rules.errors)


def build(
    path: Path, read: Callable[[Path], object], rules: Any, fill: Callable[[], bytes]
) -> bytes:
    """Filing to document; the figures themselves come ready-made."""
    validate(rules, read(path))
    return fill()
