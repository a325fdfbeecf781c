"""The ready-made figures of one document: whatever its form asks for, each as the text it prints.

The form is rendered once with names that remember what was asked of them. What they remember is
plain data (JSON): a script that has it needs neither our engine nor any arithmetic.
"""

from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

from benchmarks import engine, plain

SEPARATOR = "|"


class Recorder:
    """Stands for a name of the form and remembers what the form makes of it."""

    def __init__(self, value: Any) -> None:
        self.value = value
        self.fields: dict[str, Recorder | str | bool] = {}
        self.items: list[Recorder | str] | None = None

    def __getitem__(self, name: object) -> Any:
        key = str(name)
        if key not in self.fields:
            found = self.value[name]
            self.fields[key] = found if isinstance(found, (str, bool)) else Recorder(found)
        return self.fields[key]

    def __iter__(self) -> Iterator[Any]:
        if self.items is None:
            self.items = [x if isinstance(x, str) else Recorder(x) for x in self.value]
        return iter(self.items)

    def __bool__(self) -> bool:
        if isinstance(self.value, (list, tuple)):
            iter(self)
        return bool(self.value)

    def data(self) -> Any:
        """What was asked of this name, as plain data."""
        if self.items is not None or isinstance(self.value, (list, tuple)):
            return [_data(item) for item in self.items or ()]
        return {key: _data(field) for key, field in self.fields.items()}


def _data(field: Any) -> Any:
    return field.data() if isinstance(field, Recorder) else field


def key(name: str, arguments: tuple[str, ...]) -> str:
    """Under which name the text of a filter stands."""
    return SEPARATOR.join((name, *arguments))


def figures(unit: engine.Opened, form: Path) -> dict[str, Any]:
    """All that a form needs to be printed for a unit, as plain data."""
    environment = engine.plain_environment(unit.pack)
    for name, filter_ in list(environment.filters.items()):
        environment.filters[name] = _remembering(name, filter_)
    names: Mapping[str, Any] = engine.names(unit)
    recorded = {n: v if isinstance(v, str) else Recorder(v) for n, v in names.items()}
    plain.render(form, recorded, environment)
    return {name: _data(value) for name, value in recorded.items()}


def _remembering(name: str, filter_: Callable[..., Any]) -> Callable[..., Any]:
    def show(value: Any, *arguments: str) -> Any:
        if not isinstance(value, Recorder):
            return filter_(value, *arguments)
        text = filter_(value.value, *arguments)
        value.fields[key(name, arguments)] = unescape(str(text))
        return text

    return show
