"""A filing's tree as YAML, laid out as a person would write it, with remarks where they belong."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from generator.exits import RefusedError
from generator.filing import path_text
from generator.filing import source as sources
from generator.filing.yaml_tree import Node, Path_
from generator.vocabulary import UNIT_CODE
from generator.workbooks.remarks import BEFORE, BEHIND, Remark

MAX_LINE = 160  # of an entry that stands in one line
_INDENT = "  "
# Texts that are plain in any place: no sign that means something, no blank at an end.
_PLAIN = re.compile(
    r"(?:[\w.“（《【/]|-(?=\d))[^\s:#\"'\[\]{},&*!|>%@`?~]*(?: [^\s:#\"'\[\]{},&*!|>%@`?~]+)*"
)
_FREE = re.compile(r"[\w“（《【][^\n\t\"'`]*[^\s:\"'`]|\w")
_UNSURE = (": ", " #", "：#")


def write(tree: Mapping[str, Node], remarks: Sequence[Remark] = ()) -> str:
    """The text of a filing; a `RefusedError` if it would not say the same again."""
    text = "\n".join(_Writing(remarks).write(tree)) + "\n"
    read, faults = sources.parse(text.encode("utf-8", "surrogatepass"), "")
    if read is None or not is_same(read.data, tree):
        what = faults[0].message if faults else "写出来的和填的不一样"
        raise RefusedError(f"写不成 YAML：{what}")
    return text


def write_field(key: str, node: Node, indent: int) -> list[str]:
    """The lines of a key with what stands under it, as far in as so many blanks."""
    return [*_Writing(())._write_field((key,), node, " " * indent)]


def write_item(node: Node, indent: int) -> list[str]:
    """The lines of an item of a list, its dash as far in as so many blanks."""
    return [*_Writing(())._write_item((0,), node, " " * indent)]


def write_flow(node: Node) -> str:
    """A node in one line, as it stands in brackets."""
    if isinstance(node, dict):
        pairs = (f"{write_text(key, flow=True)}: {write_flow(it)}" for key, it in node.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(map(write_flow, node)) + "]"
    return _write_leaf(node, True)


def is_same(one: Node, other: Node) -> bool:
    """Whether two trees say the same, in the same order."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return type(one) is type(other) and bool(one == other)


class _Writing:
    def __init__(self, remarks: Sequence[Remark]) -> None:
        self.before: dict[Path_, list[str]] = {}
        self.behind: dict[Path_, str] = {}
        self.last: list[str] = []
        for remark in remarks:
            path = path_text.parse(remark.path)
            if remark.where == BEHIND and path:
                self.behind[path] = remark.text
            elif remark.where == BEFORE and path:
                self.before.setdefault(path, []).append(remark.text)
            else:
                self.last.append(remark.text)

    def write(self, tree: Mapping[str, Node]) -> Iterator[str]:
        """The lines, with a blank one before each section that takes several."""
        bare = True
        for key, node in tree.items():
            lines = [*self._write_field((key,), node, "")]
            apart = isinstance(node, dict | list) and len(lines) > 1
            if (apart or not bare) and key != next(iter(tree)):
                yield ""
            bare = not apart
            yield from lines
        # Remarks at paths that are no more must not be lost.
        left = (text for texts in self.before.values() for text in texts)
        yield from (_comment(text, "") for text in (*left, *self.behind.values(), *self.last))

    def _write_field(self, path: Path_, node: Node, indent: str) -> Iterator[str]:
        """A key with what stands under it."""
        yield from (_comment(text, indent) for text in self.before.pop(path, ()))
        key = write_text(str(path[-1]), is_key=True)
        head, below = self._write_node(path, node, indent)
        if path[-1] == UNIT_CODE and head.isdecimal():  # other programs would read a number
            head = f'"{head}"'
        behind = self.behind.pop(path, None)
        yield f"{indent}{key}:{_space(head)}{_behind(behind)}"
        yield from below

    def _write_node(self, path: Path_, node: Node, indent: str) -> tuple[str, Iterator[str]]:
        """What stands in a node's own line, and the lines below it."""
        if isinstance(node, dict) and node:
            fields = ((*path, key) for key in node)
            below = (self._write_field(it, node[it[-1]], indent + _INDENT) for it in fields)
            return "", (line for lines in below for line in lines)
        if isinstance(node, list) and node:
            items = enumerate(node)
            below = (self._write_item((*path, n), it, indent + _INDENT) for n, it in items)
            return "", (line for lines in below for line in lines)
        if isinstance(node, str) and "\n" in node and _fits_block(node):
            return "|-", (f"{indent}{_INDENT}{line}".rstrip() for line in node.split("\n"))
        return _write_leaf(node), iter(())

    def _write_item(self, path: Path_, node: Node, indent: str) -> Iterator[str]:
        yield from (_comment(text, indent) for text in self.before.pop(path, ()))
        row = self._write_row(path, node, indent)
        if row:
            yield f"{indent}- {row}{_behind(self.behind.pop(path, None))}"
        elif isinstance(node, dict) and node:
            first, *rest = self._list_fields(path, node, indent + _INDENT)
            lead = len(indent + _INDENT)
            yield f"{indent}- {first[lead:]}{_behind(self.behind.pop(path, None))}"
            yield from rest
        elif isinstance(node, list) and node:
            yield f"{indent}-{_behind(self.behind.pop(path, None))}"
            yield from self._write_node(path, node, indent)[1]
        else:
            head, below = self._write_node(path, node, indent)
            yield f"{indent}-{_space(head)}{_behind(self.behind.pop(path, None))}"
            yield from below

    def _list_fields(self, path: Path_, node: Mapping[str, Node], indent: str) -> list[str]:
        """The fields of an entry; a remark before the first would part it from its dash."""
        first = (*path, next(iter(node)))
        held = [_comment(text, indent) for text in self.before.pop(first, ())]
        fields = (((*path, key), value) for key, value in node.items())
        lines = [line for it, value in fields for line in self._write_field(it, value, indent)]
        return [lines[0], *held, *lines[1:]]

    def _write_row(self, path: Path_, node: Node, indent: str) -> str:
        """An entry of single values in one line; nothing where it is no such, or too long."""
        if not isinstance(node, dict) or not node or not all(map(_is_short, node.values())):
            return ""
        if any((*path, key) in noted for key in node for noted in (self.before, self.behind)):
            return ""
        pairs = ((write_text(key, flow=True), _write_leaf(it, True)) for key, it in node.items())
        row = "{" + ", ".join(f"{key}: {text}" for key, text in pairs) + "}"
        return row if len(indent) + len(row) <= MAX_LINE else ""


def _is_short(node: Node) -> bool:
    return node is None or (isinstance(node, str) and "\n" not in node)


def _space(text: str) -> str:
    return f" {text}" if text else ""


def _comment(text: str, indent: str) -> str:
    bare = text.lstrip(" ")
    blanks = " " * (len(text) - len(bare))
    return f"{indent}{blanks}# {bare}" if bare else f"{indent}#"


def _behind(text: str | None) -> str:
    return "" if text is None else f"   # {text}"


def _write_leaf(node: Node, flow: bool = False) -> str:
    if node is None:
        return ""
    if isinstance(node, dict):
        return "{}"
    return "[]" if isinstance(node, list) else write_text(str(node), flow=flow)


def write_text(text: str, *, flow: bool = False, is_key: bool = False) -> str:
    """A text as YAML: plain where it can be, else in quotation marks.

    `flow`: it stands within brackets, where more signs mean something.
    """
    if _is_plain(text, flow or is_key):
        return text
    if re.fullmatch(r"[^\x00-\x1f\"\\]*", text) and not is_key and "'" not in text:
        return f'"{text}"'
    return json.dumps(text, ensure_ascii=False)


def _is_plain(text: str, strict: bool) -> bool:
    if re.fullmatch(r"0[0-9]+", text):  # a code; other programs would read another number
        return False
    if _PLAIN.fullmatch(text):
        return True
    free = _FREE.fullmatch(text) is not None and not strict
    return free and not any(sign in text for sign in _UNSURE)


def _fits_block(text: str) -> bool:
    """Whether a text of several lines can be written as it looks."""
    lines = text.split("\n")
    return all(line == line.strip() and "\t" not in line for line in lines) and bool(lines[0])
