"""YAML that is written plainly, read line by line into the tree that libyaml's events would make.

Plain are mappings and lists by indents or in brackets, each text whole in one line, quotation marks
without escapes, comments. Such a text has one reading, and libyaml the same. Whatever else a file
holds, and whatever would be a fault, is left to libyaml, which is loaded only then.
"""

import re

from generator.diagnostics import Place
from generator.filing import legible, losses
from generator.filing.losses import TypedText
from generator.filing.yaml_places import KEY, OPENED, VALUE, Spot, SpottedPlaces
from generator.filing.yaml_tree import MAX_DOUBTS, Node, Tree

_DEEPEST = 16  # levels of a plain file, far below those that are refused
_WIDEST = 100_000  # signs of a line: of each, a pattern may keep two hundred bytes
# The first sign of a plain text: none that means something, or begins or ends a document.
_FIRST = r"(?:[^ \-.?:,\[\]{}#&*!|>'\"%@`]|-(?=\d)|\.(?!\.\.))"
_QUOTED = r"\"[^\"\\]*\"|'[^']*'"
_TEXT = rf"{_FIRST}[^:#]*(?::(?! |$)[^:#]*)*(?<! )|{_QUOTED}"
_LINE = re.compile(
    rf"( *+)(-(?: ++|$))?(?:({_TEXT})(?:(:(?: ++|$))(?:({_TEXT})|([\[{{] *).*)?)?|([\[{{] *).*)?"
    r" *+((?<![^ ])#.*)?"
)
# In brackets more signs mean something: a key, its value (a text, or more brackets, with no comma
# at their head), what follows.
_SIGN, _LONGEST = r"[^:#?,\[\]{}]", 250  # libyaml looks for a key's colon among 1024 signs
_STEP = re.compile(
    rf"(?:({_FIRST}{_SIGN}{{0,{_LONGEST - 1}}}(?<! )): )?"
    rf"(?:({_FIRST}{_SIGN}*(?<! )|{_QUOTED})|([\[{{] *+)(?!,))?([\]}} ]*,? *)"
)
_BEHIND = re.compile(r" *+(?:(?<![^ ])#.*)?")
_QUOTES = frozenset("\"'")
_UNPLAIN_KEYS = losses.MARKS | {"<"}  # what a key may begin with and mean something else
_MARKED = losses.MARKS | _QUOTES
_Step = str | int  # a key, or the number of an item


class _UnplainError(ValueError):
    """Something of which only libyaml can tell what it means."""


def read(text: str, file: str) -> Tree:
    """The tree that a text holds; with faults, it is not whole."""
    tree = read_plainly(text, file)
    if tree is None:
        from generator.filing import event_tree

        tree = event_tree.read(text, file)
    return tree


def read_plainly(text: str, file: str) -> Tree | None:
    """The tree of a text that is written plainly and has no fault; None for any other."""
    lines = text.split("\n")
    # No tab, no other break of a line, no odd blank, nothing that libyaml refuses.
    if not "".join(lines).isprintable() or max(map(len, lines)) > _WIDEST:
        return None
    try:
        return _PlainReading(file, lines).read()
    except _UnplainError:
        return None


class _PlainReading:
    """The lines as they are taken; `node` is the innermost mapping or list that is open.

    Where keys and values stand is only noted on the way, as `spots`.
    """

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file, self.lines = file, lines
        self.tree = Tree(file)
        self.spots: list[Spot | None] = []
        self.node: Node = {}
        self.tree.root = self.node
        self.first = 0  # the first line that says something
        self.at, self.is_list = 0, False  # the column that it begins in; whether it is a list
        self.outer: list[tuple[Node, int, bool]] = []
        self.brackets = 0  # how many of the innermost stand in brackets
        # A key, or a dash, with nothing behind it, and where something would stand.
        self.waits: tuple[_Step, int, int] | None = None

    def read(self) -> Tree:
        for number, line in enumerate(self.lines, 1):
            if self.brackets:
                self._take_brackets(line, number, len(line) - len(line.lstrip(" ")) + 1)
            else:
                self._take_line(line, number)
        self._leave_empty()
        if self.brackets or not self.first:
            raise _UnplainError
        self.tree.keys = SpottedPlaces(self.file, self.spots, True)
        first = Place(self.file, self.first, 1)
        self.tree.values = SpottedPlaces(self.file, self.spots, False, first)
        return self.tree

    def _take_line(self, line: str, number: int) -> None:
        found = _LINE.fullmatch(line)
        if found is None:
            raise _UnplainError
        blanks, dash, first, colon, value, behind, alone, comment = found.groups()
        key, text, bracket = (first, value, behind) if colon else (None, first, alone)
        if dash or key:
            step, at = self._take_head(number, len(blanks) + 1, dash, key, colon)
            if text:
                self._take_text(text, step, number, at, comment is not None)
            elif bracket:
                self._open_bracket(bracket, step, number, at)
                self._take_brackets(line, number, at + len(bracket))
            else:
                self.waits = step, number, at - len(colon or dash) + 1
        elif text or bracket:
            raise _UnplainError

    def _take_head(
        self, number: int, at: int, dash: str | None, key: str | None, colon: str
    ) -> tuple[_Step, int]:
        """Take a line up to the value in it: its key or number, and where it begins."""
        if at != self.at or self.waits or (dash is None) is self.is_list:
            self._come_to(number, at, dash is not None)
        step: _Step = ""
        if dash:
            at, step = at + len(dash), len(self.node)
            if key:
                self._open({}, step, number, at)
        if key:
            step = self._take_key(key, number, at)
            at += len(key) + len(colon)
        return step, at

    def _come_to(self, number: int, at: int, dash: bool) -> None:
        """Close what ends before a line, or open what begins with it."""
        if not self.first:
            self.at, self.first = 1, number
        if self.waits:
            if at > self.at or (dash and at == self.at and not self.is_list):
                step, self.waits = self.waits[0], None
                self._open([] if dash else {}, step, number, at)
                return
            self._leave_empty()
        while self.outer and (at < self.at or (at == self.at and self.is_list and not dash)):
            self._close()
        if at != self.at or self.is_list is not dash:
            raise _UnplainError

    def _open(self, node: Node, step: _Step, number: int, at: int) -> None:
        """A mapping or a list that begins here is the innermost from now on."""
        self._put(step, node)
        self.spots.append((step, number, at, 1, OPENED))
        self.outer.append((self.node, self.at, self.is_list))
        if len(self.outer) > _DEEPEST:
            raise _UnplainError
        self.node, self.at, self.is_list = node, at, type(node) is list

    def _close(self) -> None:
        self.node, self.at, self.is_list = self.outer.pop()
        self.spots.append(None)

    def _leave_empty(self) -> None:
        """What waits has nothing behind it."""
        if self.waits:
            (step, number, at), self.waits = self.waits, None
            self._put_nothing(step, number, at)

    def _put_nothing(self, step: _Step, number: int, at: int) -> None:
        if isinstance(step, str) and ("：" in step or ":" in step):  # may be meant as its own
            raise _UnplainError
        self.spots.append((step, number, at, 1, VALUE))
        self._put(step, None)

    def _put(self, step: _Step, value: Node) -> None:
        if self.is_list:
            self.node.append(value)
        else:
            self.node[step] = value

    def _take_key(self, text: str, number: int, at: int) -> str:
        key = _unquote(text) if text[0] in _QUOTES else text
        if not key or key in self.node or key[0] in _UNPLAIN_KEYS or len(text) > _LONGEST:
            raise _UnplainError
        self.spots.append((key, number, at, len(text), KEY))
        return key

    def _take_text(self, text: str, step: _Step, number: int, at: int, commented: bool) -> None:
        self.spots.append((step, number, at, len(text), VALUE))
        odd = commented or text[0] in _MARKED
        self._put(step, self._look_at(text, number, at, commented) if odd else text)

    def _look_at(self, text: str, number: int, at: int, commented: bool) -> str | None:
        """What a text says that is quoted, or may be meant otherwise."""
        style = text[0] if text[0] in _QUOTES else ""
        value = _unquote(text) if style else text
        if value and (commented or value[0] in losses.MARKS):
            typed = TypedText(style, (number - 1, at - 1), (number - 1, at - 1 + len(text)))
            self.tree.doubts += losses.find(typed, self.lines, self.file)
            if len(self.tree.doubts) > MAX_DOUBTS:
                raise _UnplainError
        return value or None

    def _take_brackets(self, line: str, number: int, at: int) -> None:
        """Take what stands in brackets, to the end of the outermost or of the line."""
        for key, text, bracket, tail in _STEP.findall(line, at - 1):
            if key or text or bracket:
                at = self._take_step(key, text, bracket, tail, number, at)
            elif tail[:1] in ("", ","):
                break
            at = at + 2 if tail == ", " else self._end(tail, at, bool(bracket))
            if not self.brackets:
                break
        if at <= len(line) and not _BEHIND.fullmatch(line, at - 1):
            raise _UnplainError

    def _take_step(self, key: str, text: str, bracket: str, tail: str, number: int, at: int) -> int:
        """Take an item, or a key with its value; where it ends."""
        if bool(key) is self.is_list:
            raise _UnplainError
        step = self._take_key(key, number, at) if key else len(self.node)
        at += len(key) + 2 if key else 0
        if text:
            self._take_text(text, step, number, at, False)
        elif bracket:
            self._open_bracket(bracket, step, number, at)
        else:
            self._put_nothing(step, number, at + len(tail) - len(tail.lstrip(" ")))
        return at + len(text) + len(bracket)

    def _open_bracket(self, bracket: str, step: _Step, number: int, at: int) -> None:
        self._open([] if bracket[0] == "[" else {}, step, number, at)
        self.brackets += 1

    def _end(self, tail: str, at: int, begun: bool) -> int:
        """Close the brackets that end behind a step; where the next one would begin."""
        ends = tail.rstrip(", ")
        for sign in ends.replace(" ", ""):
            if not self.brackets or (sign == "]") is not self.is_list:
                raise _UnplainError
            self._close()
            self.brackets -= 1
        if self.brackets and "," not in tail and (ends or not begun):
            raise _UnplainError
        return at + len(tail if self.brackets else ends)


def _unquote(text: str) -> str:
    value = text[1:-1].strip()
    if text[0] == '"' and legible.INVISIBLE.search(value):
        raise _UnplainError
    return value
