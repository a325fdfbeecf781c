"""YAML as text with places: nothing guessed, nothing repeated, nothing hidden.

Every scalar stays the text that was typed (`0210`, `12:30`, `no`); an empty value is `None`.
Size and nesting are bounded before libyaml sees the text, because libyaml itself is not.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.diagnostics import Fault, Place

Path_ = tuple[str | int, ...]
Node = Any  # str | None | list[Node] | dict[str, Node]: what Cerberus works on

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 24
MAX_INDENT = 120

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PLAIN_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
# Zero-width, bidirectional and control characters, no-break blanks, lone surrogates and
# noncharacters: nobody sees them, so nobody means them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_ODD_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_INDENT = re.compile(f"^[ \t]*[{_ODD_BLANKS}]", re.MULTILINE)
_INDENT = re.compile(r"^ *(?:[-?:] +)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """A filing as it was typed: its data, and where each key and value stands."""

    file: str
    text: str
    data: dict[str, Node] = field(default_factory=dict)
    keys: Mapping[Path_, Place] = field(default_factory=dict)
    values: Mapping[Path_, Place] = field(default_factory=dict)

    def place(self, path: Path_) -> Place:
        """Where the value at a path stands; for a path not written, where its nearest owner is."""
        while path:
            if path in self.values:
                return self.values[path]
            path = path[:-1]
        return Place(self.file, 1, 1)

    def key_place(self, path: Path_) -> Place:
        """Where the key at a path stands, or its nearest written owner's key."""
        while path:
            if path in self.keys:
                return self.keys[path]
            path = path[:-1]
        return Place(self.file, 1, 1)


def load(path: Path, shown: str | None = None) -> tuple[Source | None, list[Fault]]:
    """Read a filing from disk; `shown` is the name that faults give it."""
    file = shown or str(path)
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return None, [_fault("F101", _why_unreadable(error), Place(file, 1, 1))]
    return parse(raw, file)


def parse(raw: bytes, file: str) -> tuple[Source | None, list[Fault]]:
    """The source that a file's bytes hold, or the faults that keep it from being read."""
    text, faults = _decode(raw, file)
    if text is None:
        return None, faults
    faults = [*_unseen(text, file), *_bounds(text, file)]
    if faults:
        return None, faults
    return _compose(text, file)


def _why_unreadable(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "找不到这个文件"
    if isinstance(error, PermissionError):
        return "没有读取这个文件的权限"
    return "这个文件读不出来"


def _fault(code: str, message: str, place: Place, help_: str = "") -> Fault:
    return Fault(code, message, place, help=help_)


def _decode(raw: bytes, file: str) -> tuple[str | None, list[Fault]]:
    start = Place(file, 1, 1)
    if len(raw) > MAX_BYTES:
        return None, [_fault("F102", f"文件超过 {MAX_BYTES // 1024 // 1024} MB", start)]
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = error.start - before.rfind(b"\n")
        place = Place(file, before.count(b"\n") + 1, column)
        help_ = "用记事本或 VS Code 打开，另存为，编码选 UTF-8"
        return None, [_fault("F103", "文件的编码不是 UTF-8", place, help_)]


def _position(text: str, index: int, file: str, width: int = 1) -> Place:
    line_start = text.rfind("\n", 0, index) + 1
    return Place(file, text.count("\n", 0, index) + 1, index - line_start + 1, width)


def _unseen(text: str, file: str) -> Iterator[Fault]:
    for match in _INVISIBLE.finditer(text):
        name = f"U+{ord(match.group()):04X}"
        place = _position(text, match.start(), file)
        yield _fault("F104", f"这里有一个看不见的字符（{name}）", place, "删去这个字符后重新输入")
    for match in _ODD_INDENT.finditer(text):
        place = _position(text, match.end() - 1, file)
        yield _fault("F105", "行首用了全角空格或特殊空格", place, "行首缩进只用半角空格")


def _bounds(text: str, file: str) -> Iterator[Fault]:
    """Faults for nesting that no filing needs and that libyaml would not survive."""
    depth = 0
    for match in re.finditer(r"[\[{\]}]", text):
        depth = depth + 1 if match.group() in "[{" else max(depth - 1, 0)
        if depth > MAX_DEPTH:
            yield _fault("F106", "括号套得太深", _position(text, match.start(), file))
            return
    for match in _INDENT.finditer(text):
        if len(match.group()) > MAX_INDENT or len(match.group().split()) > MAX_DEPTH:
            yield _fault("F106", "缩进太深", _position(text, match.start(), file))
            return


def _compose(text: str, file: str) -> tuple[Source | None, list[Fault]]:
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        return None, [_syntax_fault(error, file)]
    if not isinstance(root, yaml.MappingNode):
        return None, [_fault("F107", "文件里没有“项目: 内容”", Place(file, 1, 1))]
    reader = _Reader(file)
    data = reader.mapping(root, (), 1)
    source = Source(file, text, data, reader.keys, reader.values)
    return (None, reader.faults) if reader.faults else (source, [])


_SYNTAX = (
    ("could not find expected ':'", "这一行缺少冒号", "项目名和内容之间写半角冒号加一个空格"),
    (
        "mapping values are not allowed",
        "这里不该有冒号",
        "检查上一行的缩进；内容里有冒号时用引号括起",
    ),
    ("found character that cannot start", "这里的字符不能开头", "不要用制表符（Tab）缩进"),
    ("unexpected end of stream", "引号或括号没有配对", "补上另一半引号或括号"),
    ("did not find expected key", "缩进不齐，或引号、括号没有配对", "同一层的项目左边对齐"),
    ("did not find expected '-' indicator", "缩进不齐", "同一张清单的“-”左边对齐"),
    ("did not find expected ',' or", "花括号或方括号里缺逗号", "各项之间写半角逗号加一个空格"),
    ("found undefined alias", "不支持 * 和 & 引用", "内容以 * 或 & 开头时用引号括起"),
    ("expected a single document", "一个文件只能有一份填报内容", "删去 --- 之后的内容"),
)


def _syntax_fault(error: yaml.YAMLError, file: str) -> Fault:
    mark = getattr(error, "problem_mark", None)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
    problem = str(getattr(error, "problem", "") or error)
    context = str(getattr(error, "context", "") or "")
    for known, message, help_ in _SYNTAX:
        if known in problem or known in context:
            return _fault("F107", message, place, help_)
    return _fault("F107", "这里不符合书写格式", place, "检查缩进、冒号、引号和括号")


class _Reader:
    """Walks composed nodes once, keeping places and collecting faults."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.keys: dict[Path_, Place] = {}
        self.values: dict[Path_, Place] = {}
        self.faults: list[Fault] = []
        self._seen: set[int] = set()

    def node(self, node: yaml.Node, path: Path_, depth: int) -> Node:
        place = self.values[path] = self._place(node)
        if depth > MAX_DEPTH:
            self._refuse("F106", "层次太多", place)
            return None
        if id(node) in self._seen:
            self._refuse("F108", "不支持 * 和 & 引用", place, "把内容写在这里，不用引用")
            return None
        self._seen.add(id(node))
        if node.tag != _PLAIN_TAGS[type(node)]:
            self._refuse("F108", "不支持 ! 类型标记", place, "删去 ! 和后面的类型名")
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            items = enumerate(node.value)
            return [self.node(item, (*path, index), depth + 1) for index, item in items]
        return node.value.strip() or None

    def mapping(self, node: yaml.MappingNode, path: Path_, depth: int) -> dict[str, Node]:
        result: dict[str, Node] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key is None:
                continue
            if key in result:
                self._repeated(key, (*path, key), self._place(key_node))
                continue
            self.keys[(*path, key)] = self._place(key_node)
            result[key] = self.node(value_node, (*path, key), depth + 1)
        return result

    def _key(self, node: yaml.Node) -> str | None:
        place = self._place(node)
        if not isinstance(node, yaml.ScalarNode) or node.tag != _PLAIN_TAGS[yaml.ScalarNode]:
            self._refuse("F107", "项目名只能是文字", place)
            return None
        if node.value == "<<":
            self._refuse("F108", "不支持 << 合并", place, "把内容写在这里，不用合并")
            return None
        if not node.value.strip():
            self._refuse("F107", "冒号前面没有项目名", place)
            return None
        return str(node.value).strip()

    def _repeated(self, key: str, path: Path_, place: Place) -> None:
        first = self.keys[path]
        note = f"第 {first.line} 行已经写过“{key}”"
        self.faults.append(
            Fault("F109", f"“{key}”写了两次", place, notes=(note,), help="保留一处，删去另一处")
        )

    def _refuse(self, code: str, message: str, place: Place, help_: str = "") -> None:
        self.faults.append(_fault(code, message, place, help_))

    def _place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Place(self.file, start.line + 1, start.column + 1, max(width, 1))


def load_pack_data(path: Path) -> Any:
    """The plain data of a pack's own YAML file (ours, therefore trusted to use references)."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with path.open("rb") as stream:
        return yaml.load(stream, Loader=loader)
