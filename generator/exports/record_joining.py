"""Tables of single records join a filing: its own statement goes first, and says so where they
differ.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.diagnostics import Fault, Place, Severity
from generator.exports import joining, record_owner
from generator.exports.record_desk import OWNER, WHOSE, FoundRecord
from generator.exports.record_values import CellValue
from generator.filing.legible import fold
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_
from generator.packs.record_forms import FieldPath, RecordForm
from generator.vocabulary import KIND_YUAN

MOST_SIGNS = 30


def join(source: Source, records: Sequence[FoundRecord]) -> tuple[Source, list[Fault]]:
    """The filing with the records that it does not state itself, each value at its cell."""
    work = _RecordJoining(source)
    for record in records:
        work.faults += record_owner.check(record, source)
        if record.form.is_listed:
            work.join_item(record)
        else:
            work.join_section(record)
    work.tell_added()
    return work.joined(), work.faults


class _RecordJoining:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.data: dict[str, Node] = dict(source.data)
        self.keys, self.values = dict(source.keys), dict(source.values)
        self.drawn = dict(source.drawn)
        self.faults: list[Fault] = []
        self._seen: dict[tuple[str, str], Place] = {}
        self._added: dict[str, list[FoundRecord]] = {}

    def joined(self) -> Source:
        """The filing with all that was joined."""
        return replace(
            self.source, data=self.data, keys=self.keys, values=self.values, drawn=self.drawn
        )

    # -- which record ------------------------------------------------------------------------------

    def join_item(self, record: FoundRecord) -> None:
        """A record of a list: into the filing's own of the same name, else behind them."""
        name, key = record.form.into, record.key
        own = self.data.get(name)
        if not key or (own is not None and not isinstance(own, list)):
            return
        if not self._is_first(record, key):
            return
        if name not in self._added:
            self._added[name] = []
            self.data[name] = [dict(it) if isinstance(it, dict) else it for it in own or ()]
            self._place((name,), record.place)
        items: Any = self.data[name]
        index = next((i for i, it in enumerate(items) if _is_called(it, record)), None)
        if index is None:
            index = len(items)
            items.append({})
            self._added[name].append(record)
        self._join_values((name, index), items[index], record)

    def join_section(self, record: FoundRecord) -> None:
        """A section: into the filing's own."""
        name = record.form.into
        own = self.data.get(name)
        if (own is not None and not isinstance(own, dict)) or not self._is_first(record, ""):
            return
        node: dict[str, Node] = dict(own or {})
        self.data[name] = node
        self._join_values((name,), node, record)

    def _is_first(self, record: FoundRecord, key: str) -> bool:
        """Whether no table before was of the same record, or it is told."""
        before = self._seen.setdefault((record.form.into, fold(key)), record.place)
        if before is record.place:
            return True
        what = f"“{key}”" if key else ""
        message = f"{record.form.name}：{what}有两张表，另一张在 {before.line_name}"
        help_ = "留下一张；不是同一个的，改正名称"
        self.faults.append(Fault(WHOSE, message, record.place, help=help_))
        return False

    def tell_added(self) -> None:
        """The records that a list which the filing states lacked."""
        for name, records in self._added.items():
            if records and self.source.data.get(name):
                what = "”“".join(it.key for it in records[:3])
                more = f"等 {len(records)} 个" if len(records) > 3 else ""
                message = f"{name}：填报文件里没有“{what}”{more}，加在后面"
                help_ = "名称写得不一样的，改成一样的"
                place = records[0].place
                self.faults.append(Fault(WHOSE, message, place, Severity.WARNING, help=help_))

    # -- its values --------------------------------------------------------------------------------

    def _join_values(self, at: Path_, node: dict[str, Node], record: FoundRecord) -> None:
        self._place(at, record.place)
        lines = record.form.lines.into
        own_lines = bool(lines) and node.get(lines) is not None
        for path, (said, place) in record.values.items():
            if path[0] == OWNER or (own_lines and path[0] == lines):
                continue
            if self.source.at((*at, *path)) is not None:
                self._tell_own(at, path, said, place, record.form)
            else:
                self._put(at, node, path, said, place)
        if own_lines:
            self._tell_own_lines((*at, lines), record)

    def _put(
        self, at: Path_, node: dict[str, Node], path: Path_, said: CellValue, place: Place
    ) -> None:
        inner: Any = node
        for size, step in enumerate(path[:-1], start=1):
            below = _inside(inner, step)
            if below is None:
                below = [] if isinstance(path[size], int) else {}
            elif not isinstance(below, dict | list):
                return
            below = below if isinstance(below, list) else dict(below)
            _set(inner, step, below)
            self._place((*at, *path[:size]), place)
            inner = below
        full = (*at, *path)
        _set(inner, path[-1], list(said.paragraphs) if said.paragraphs else said.text)
        self._place(full, place)
        parts = [(*full, i) for i in range(len(said.paragraphs))] or [full]
        for part in parts:
            self._place(part, place)
            self.drawn[part] = ((place, ""),)

    def _place(self, path: Path_, place: Place) -> None:
        self.keys.setdefault(path, place)
        self.values.setdefault(path, place)

    # -- what the filing states itself -------------------------------------------------------------

    def _tell_own(
        self, at: Path_, path: Path_, said: CellValue, place: Place, form: RecordForm
    ) -> None:
        full = (*at, *path)
        own = self.source.at(full)
        if self._is_same(full, own, said, path, form):
            return
        shown, here = _shorten(said.text or said.paragraphs[0]), _shorten(_text_of(own))
        message = f"{path[-1]}：这里写“{here}”，{place.line_name} 是“{shown}”，按这里写的印"
        self._warn(message, full, place)

    def _tell_own_lines(self, at: Path_, record: FoundRecord) -> None:
        cells = {it: of for it, of in record.values.items() if it[0] == at[-1]}
        own = self.source.at(at)
        count = len({path[1] for path in cells})
        same = isinstance(own, list) and len(own) == count
        same = same and all(
            _is_alike(self.source.at((*at, *path[1:])), said) for path, (said, _) in cells.items()
        )
        if not same and cells:
            place = next(place for _, place in cells.values())
            message = f"{at[-1]}：这里写的与 {place.line_name} 起的不同，按这里写的印"
            self._warn(message, at, place)

    def _warn(self, message: str, path: Path_, place: Place) -> None:
        help_, related = "没有改过的，删去这一项", ((place, ""),)
        own = self.source.place(path)
        self.faults.append(Fault(WHOSE, message, own, Severity.WARNING, (), related, help_))

    def _is_same(
        self, full: Path_, own: Node, said: CellValue, path: Path_, form: RecordForm
    ) -> bool:
        kinds = {it.path: it.kind for it in form.fields}
        names: FieldPath = tuple(str(it) for it in path)
        if kinds.get(names) == KIND_YUAN:
            return joining.amount_at(self.source, full) == Decimal(said.text)
        return _is_alike(own, said)


def _is_called(item: Node, record: FoundRecord) -> bool:
    said = item.get(record.form.key) if isinstance(item, dict) else None
    return isinstance(said, str) and fold(said) == fold(record.key)


def _inside(node: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return node[step] if step < len(node) else None
    return node.get(step)


def _set(node: Any, step: str | int, value: Any) -> None:
    if isinstance(step, int) and step >= len(node):
        node += [{} for _ in range(step - len(node))]  # rows of which nothing was read
        node.append(value)
    else:
        node[step] = value


def _is_alike(own: Node, said: CellValue) -> bool:
    """Whether a filing types what a cell says; a number may be written otherwise."""
    with suppress(InvalidOperation):
        if isinstance(own, str) and said.text:
            return Decimal(own) == Decimal(said.text)
    if said.paragraphs:
        return _text_of(own) == "\n".join(said.paragraphs)
    return isinstance(own, str) and own == said.text


def _text_of(own: Node) -> str:
    """What is typed, its paragraphs on lines of their own."""
    items = own if isinstance(own, list) else [own]
    lines = (it for item in items if isinstance(item, str) for it in item.split("\n"))
    return "\n".join(filter(None, map(str.strip, lines)))


def _shorten(text: str) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= MOST_SIGNS else f"{bare[:MOST_SIGNS]}…"
