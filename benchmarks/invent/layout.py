"""A filing's text, laid out as an officer writes it: short records on one line."""

from collections.abc import Mapping, Sequence
from typing import Any

# The longest record that still stands on one line.
WIDTH = 200


def yuan(cents: int) -> str:
    """An amount of 分 in 元, with two decimals."""
    sign, cents = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{cents // 100}.{cents % 100:02}"


def text(filing: Mapping[str, Any]) -> str:
    """The YAML of a filing: amounts are texts already, numbers are counts; empty sections go."""
    sections = (_section(key, value) for key, value in filing.items() if value not in ([], {}))
    return "\n".join(sections) + "\n"


def _section(key: str, value: Any) -> str:
    section = "\n".join(_entry(key, value, ""))
    return f"\n{section}" if isinstance(value, (Mapping, list)) else section


def _entry(key: str, value: Any, indent: str) -> list[str]:
    if isinstance(value, (str, int)):
        return [f"{indent}{key}: {_scalar(value)}"]
    flow = _flow(value) if isinstance(value, Mapping) and indent else None
    if flow is not None:
        return [f"{indent}{key}: {flow}"]
    if isinstance(value, Mapping):
        inner = [line for k, v in value.items() for line in _entry(k, v, indent + "  ")]
    else:
        inner = [line for item in value for line in _item(item, indent + "  ")]
    return [f"{indent}{key}:", *inner]


def _item(item: Any, indent: str) -> list[str]:
    if isinstance(item, (str, int)):
        return [f"{indent}- {_scalar(item)}"]
    flow = _flow(item)
    if flow is not None:
        return [f"{indent}- {flow}"]
    lines = [line for k, v in item.items() for line in _entry(k, v, indent + "  ")]
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]


def _flow(record: Mapping[str, Any]) -> str | None:
    """A record on one line, unless it holds more than plain values or is too long."""
    if any(isinstance(value, (Mapping, Sequence)) and not isinstance(value, str)
           for value in record.values()):  # fmt: skip
        return None
    line = ", ".join(f"{key}: {_scalar(value)}" for key, value in record.items())
    return f"{{{line}}}" if len(line) <= WIDTH else None


def _scalar(value: str | int) -> str:
    return f'"{value}"' if value == "" else str(value)
