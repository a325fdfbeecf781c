"""A tree built from libyaml's events, one by one: so depth is bounded as a text is read."""

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from generator.diagnostics import Fault, Place
from generator.filing import legible, losses, yaml_events
from generator.filing.yaml_events import yaml
from generator.filing.yaml_tree import MAX_DEPTH, MAX_DOUBTS, Node, Path_, Tree

if TYPE_CHECKING:  # what is miswritten is told by modules of its own, which few filings need
    from generator.filing.noticed import Miswriting, Spot


def read(text: str, file: str) -> "EventTree":
    """The tree that a text holds; with faults, it is not whole."""
    tree = EventTree(file, text.split("\n"))
    fill(tree, text)
    if not tree.faults and not isinstance(tree.root, dict):
        from generator.filing import slips

        slip = slips.find_no_key(text.split("\n"))
        tree.faults.append(tree.slip(slip))
    return tree


def fill(tree: "EventTree", text: str) -> None:
    """Read a text into a tree, as far as it can be read."""
    try:
        tree.read(yaml_events.parse(text))
    except yaml.YAMLError as error:
        from generator.filing import stops

        tree.stopped = True
        found = stops.find(error, tree.file, text, tree.last)
        fault = found if isinstance(found, Fault) else tree.slip(found)
        tree.faults += [fault] if fault not in tree.faults else []


_NO_REFERENCE = ("不支持 * 和 & 引用", "把内容写在这里；内容以 * 或 & 开头时用引号括起")
_NO_TAG = ("不支持 ! 类型标记", "删去 ! 和后面的类型名；内容以 ! 开头时用引号括起")


class EventTree(Tree):
    """A tree as it is built from events."""

    def __init__(self, file: str, lines: list[str]) -> None:
        super().__init__(file)
        self.keys: dict[Path_, Place] = {}
        self.values: dict[Path_, Place] = {}
        self._lines = lines
        # The open containers, each with its path; of the last, the key that waits for its value.
        self._open: list[tuple[dict[str, Node] | list[Node], Path_]] = []
        self._in_mapping = False
        self._key: str | None = None
        self._documents = 0
        self.last: yaml.NodeEvent | None = None  # with which the last text, list, mapping began

    def read(self, events: Iterable[yaml.Event]) -> None:
        """Take every event; too deep a nesting ends the reading there."""
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                if len(self._open) >= MAX_DEPTH:
                    from generator.filing import noticed

                    self._refuse(event, "F106", "层次太多", noticed.LESS_DEEP)
                    return
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._open.pop()
                self._in_mapping = bool(self._open) and isinstance(self._open[-1][0], dict)
                self._key = None
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self._refuse(event, "F107", "一个文件只能有一份填报内容", "删去 --- 之后的内容")
                    return

    def slip(self, slip: "Miswriting") -> Fault:
        """The fault of a slip, which is kept."""
        from generator.filing import slips

        self.slips.append(slip)
        return slips.tell(slip, self.file)

    def _node(self, event: yaml.NodeEvent) -> None:
        self.last = event
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            from generator.filing import slips

            self._refuse(event, "F108", *(_NO_TAG if event.anchor is None else _NO_REFERENCE))
            self.slips.append(slips.as_text(self._spot(event), self._lines))
        if self._awaits_key():
            self._take_key(event)
        else:
            self._take_value(event)

    def _awaits_key(self) -> bool:
        return self._in_mapping and self._key is None

    def _take_key(self, event: yaml.NodeEvent) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            from generator.filing.noticed import LOOK_AGAIN

            self._refuse(event, "F107", "项目名只能是文字", LOOK_AGAIN)
            self._key = ""
            self._enter(event, ())
            return
        owner, path = self._open[-1]
        key = event.value.strip()
        if event.style == '"':
            self._look(key, event)
        if not key or key in owner or key[0] in losses.MARKS or key == "<<":
            self._look_at_key(key, (*path, key), event)
        self.keys.setdefault((*path, key), self._place(event))
        self._key = key

    def _look_at_key(self, key: str, path: Path_, event: yaml.ScalarEvent) -> None:
        if key == "<<":
            self._refuse(event, "F108", "不支持 << 合并", "把内容写在这里，不用合并")
        elif not key:
            self._refuse(event, "F107", "冒号前面没有项目名", "补上项目名，或删去这一行")
        elif key[0] in losses.MARKS and not event.style:
            self._look_before(key, event)
        elif key in self._open[-1][0]:
            note = f"第 {self.keys[path].line} 行已经写过“{key}”"
            place, help_ = self._place(event), losses.say_repeated(key)
            self.repeated.add(path)
            self.faults.append(Fault("F109", f"“{key}”写了两次", place, notes=(note,), help=help_))

    def _take_value(self, event: yaml.NodeEvent) -> None:
        path = self._next_path()
        self.values[path] = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            value = event.value.strip()
            if event.style == '"':
                self._look(value, event)
            if not value:
                self._look_behind(path, event)
            elif len(self.doubts) < MAX_DOUBTS and self._is_suspect(value, event):
                found = losses.find(_measure(event), self._lines, self.file)
                self.doubts += islice(found, MAX_DOUBTS)
            self._put(value or None)
        else:
            self._enter(event, path)

    def _is_suspect(self, value: str, event: yaml.ScalarEvent) -> bool:
        """Whether a value is worth a look: most stand in one line, without any mark."""
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        if start.line != end.line or value[0] in losses.MARKS:
            return True
        return self._lines[end.line].startswith((" ", "\t"), end.column)  # before a comment?

    def _look_before(self, key: str, event: yaml.NodeEvent) -> None:
        """What was meant to begin a list's item may have been taken for a part of a name."""
        from generator.filing import dashes

        at = self._spot(event)
        slip = dashes.bad_mark(at[0], self._lines)
        if slip is not None and slip.at == at:
            self.faults.append(self.slip(slip))
        elif key.startswith("-"):
            self.faults.append(self.slip(dashes.bad_dash(at)))

    def _look_behind(self, path: Path_, event: yaml.ScalarEvent) -> None:
        """What was meant to be a value may have been taken for something else."""
        from generator.filing import slips

        if event.style == ">":
            self.faults.append(self.slip(slips.bad_start(self._spot(event), self._lines)))
        name = str(path[-1]) if path and not event.style else ""
        bad = slips.find_bad_colon(name)
        if bad is not None:
            at = self._find_sign(name[bad], self.keys[path], self._place(event).line)
            if at is not None:
                self.faults.append(self.slip(slips.bad_colon(at, self._lines[at[0]])))

    def _find_sign(self, sign: str, begin: Place, last: int) -> "Spot | None":
        """Where a sign of a name stands, which may go over lines; none if it is an escape."""
        column = begin.column - 1
        for number in range(begin.line - 1, last):
            at = self._lines[number].find(sign, column)
            if at >= 0:
                return number, at
            column = 0
        return None

    def _next_path(self) -> Path_:
        if not self._open:
            return ()
        owner, path = self._open[-1]
        return (*path, self._key or "" if self._in_mapping else len(owner))

    def _enter(self, event: yaml.NodeEvent, path: Path_) -> None:
        if isinstance(event, yaml.CollectionStartEvent):
            mapping = isinstance(event, yaml.MappingStartEvent)
            container: dict[str, Node] | list[Node] = {} if mapping else []
            self._put(container)
            self._open.append((container, path))
            self._in_mapping = mapping

    def _put(self, value: Node) -> None:
        if not self._open:
            self.root = value
            return
        owner, _ = self._open[-1]
        if isinstance(owner, list):
            owner.append(value)
        else:
            owner.setdefault(self._key or "", value)
            self._key = None

    def _look(self, text: str, event: yaml.ScalarEvent) -> None:
        """Hidden characters may also be written as escapes in a quoted text."""
        found = legible.INVISIBLE.search(text)
        if found:
            self.faults.append(legible.hidden_fault(found.group(), self._place(event)))

    def _refuse(self, event: yaml.Event, code: str, message: str, help_: str) -> None:
        self.faults.append(Fault(code, message, self._place(event), help=help_))

    def _spot(self, event: yaml.Event) -> "Spot":
        place = self._place(event)
        return place.line - 1, place.column - 1

    def _place(self, event: yaml.Event) -> Place:
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        line, column = start.line, start.column
        width = end.column - column if end.line == line else 1
        if line >= len(self._lines):  # libyaml ends a last line that does not end
            line = len(self._lines) - 1
        return Place._make((self.file, line + 1, column + 1, width if width > 1 else 1, "", False))


def _measure(event: yaml.ScalarEvent) -> losses.TypedText:
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    style = event.style or ""
    return losses.TypedText(style, (start.line, start.column), (end.line, end.column))
