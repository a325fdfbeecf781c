"""A YAML text edited line by line: values replaced where they stand, comments, sections exchanged.

Order, comments and blanks stay as they were typed. What the new text must say is known beforehand,
so that whoever edits can hold it against what the new text does say.
"""

import re
from dataclasses import dataclass, field

from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_


@dataclass(kw_only=True)
class Edits:
    """The edits of a text: values by path, sections to drop and to add, comments by line.

    A comment under a negative number stands on a line of its own before that line.
    """

    source: Source
    values: dict[Path_, str] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    added: dict[str, str] = field(default_factory=dict)
    comments: dict[int, list[str]] = field(default_factory=dict)

    def note(self, line: int, text: str) -> None:
        """A comment for the end of a line, said once."""
        if text not in self.comments.setdefault(line, []):
            self.comments[line].append(text)


def runs_on(edits: Edits, path: Path_) -> bool:
    """Whether a text goes on over several lines, so that its line does not end with it."""
    value = edits.source.at(path)
    return isinstance(value, str) and edits.source.values[path].width == 1 and len(value) > 1


def write_lines(edits: Edits) -> list[str]:
    """The lines of the new text."""
    source, lines = edits.source, edits.source.text.split("\n")
    for path in sorted(edits.values, key=source.place, reverse=True):
        value = _scalar(edits.values[path])
        if isinstance(source.at(path), str):
            place = source.place(path)
            line, start = lines[place.line - 1], place.column - 1
            lines[place.line - 1] = line[:start] + value + line[start + place.width :]
        elif value:
            lines[source.key_place(path).line - 1] += f" {value}"
    by_number = {number: [line] for number, line in enumerate(lines, start=1)}
    for number, comments in edits.comments.items():
        _comment(by_number[abs(number)], comments, before=number < 0)
    _replace_sections(edits, by_number)
    return [line for number in sorted(by_number) for line in by_number[number]]


def _comment(lines: list[str], comments: list[str], *, before: bool) -> None:
    text = "  ".join(f"# {comment}" for comment in comments)
    if before:
        indent = len(lines[-1]) - len(lines[-1].lstrip(" "))
        lines.insert(0, " " * indent + text)
    else:
        lines[-1] = f"{lines[-1].rstrip()}  {text}"


def _replace_sections(edits: Edits, lines: dict[int, list[str]]) -> None:
    """Take the dropped sections out; what is added stands in their place, or at the end."""
    new = [f"{key}: {_scalar(value)}" for key, value in edits.added.items()]
    for name in edits.dropped:
        first, last = _span_of(edits.source, name)
        lines.update((number, []) for number in range(first, last + 1))
        lines[first], new = new, []
    if new:
        end = max(lines)
        lines[end] = [*new, ""] if lines[end] == [""] else [*lines[end], *new]


def _scalar(text: str) -> str:
    """A text as a YAML value, nothing for none; quoted where a plain one would mean another."""
    plain = re.fullmatch(r"([\w.][\w./（）()“” -]*)?", text) and not text.endswith(" ")
    return text if plain else "'" + text.replace("'", "''") + "'"


def _span_of(source: Source, name: str) -> tuple[int, int]:
    """The first and last line of a section, without the comments of the next."""
    starts = sorted(place.line for path, place in source.keys.items() if len(path) == 1)
    lines = source.text.split("\n")
    first = source.key_place((name,)).line
    last = next((line - 1 for line in starts if line > first), len(lines))
    while last > first and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
        last -= 1
    return first, last


def expected_data(edits: Edits) -> dict[str, Node]:
    """What the new text must say."""
    data = _edit(edits, edits.source.data, ())
    return {name: data[name] for name in data if name not in edits.dropped} | edits.added


def _edit(edits: Edits, node: Node, path: Path_) -> Node:
    if path in edits.values:
        return edits.values[path] or None
    if isinstance(node, dict):
        return {key: _edit(edits, value, (*path, key)) for key, value in node.items()}
    if isinstance(node, list):
        return [_edit(edits, value, (*path, number)) for number, value in enumerate(node)]
    return node
