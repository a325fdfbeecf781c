"""What is to become of an edited document: what was generated then, what stands now, what is due.

Where nobody wrote by hand, the document follows what would be generated now. What was written by
hand stays; a figure in it that has changed is brought up to date if there is one way to do it, and
otherwise a remark says what is stale. Nothing is guessed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from generator.compare import pieces
from generator.edited import matching, sentences
from generator.edited.matching import Matching
from generator.edited.sentences import Moves
from generator.word import blocks
from generator.word.blocks import Block, Cell, Node, Paragraph, Row, Table, children
from generator.word.word_file import WordFile, excerpt


class Fate(Enum):
    """What became of a place in the document."""

    UPDATED = "更新"
    KEPT = "保留"
    PENDING = "待定"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the report: what became of what, and where."""

    fate: Fate
    where: str
    text: str
    what: str


@dataclass(frozen=True, slots=True)
class Insertion:
    """What is new, after which of its neighbours it comes, and in what it stands."""

    node: Node
    after: Node | None
    within: Node | None


@dataclass
class Plan:
    """Everything that is to be done to an edited document, and the report of it.

    What an earlier refresh remarked at a settled paragraph has been seen to; all other remarks
    stay until somebody takes them out.
    """

    texts: list[tuple[Paragraph, str]] = field(default_factory=list)
    removals: list[Node] = field(default_factory=list)
    insertions: list[Insertion] = field(default_factory=list)
    remarks: list[tuple[Paragraph, str]] = field(default_factory=list)
    settled: list[Paragraph] = field(default_factory=list)
    rows: list[tuple[Row, Row]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def merge(base: Sequence[Block], edited: WordFile, new: WordFile) -> Plan:
    """The plan for an edited document, from its base and what would be generated now."""
    due = matching.match(base, new.blocks)
    kept = matching.match(base, edited.blocks, due.right)
    merger = _Merger(due, kept, edited, new, sentences.moves(_both(base, due)))
    merger.siblings(base, edited.blocks, new.blocks, None)
    return merger.plan


def _both(base: Sequence[Block], due: Matching) -> Iterator[tuple[Paragraph, Paragraph | None]]:
    for paragraph in blocks.paragraphs(base):
        other = due.right.get(paragraph)
        yield paragraph, other if isinstance(other, Paragraph) else None


class _Merger:
    def __init__(
        self, due: Matching, kept: Matching, edited: WordFile, new: WordFile, moves: Moves
    ) -> None:
        self.due, self.kept, self.edited, self.new, self.moves = due, kept, edited, new, moves
        self.plan = Plan()

    def siblings(
        self,
        base: Sequence[Node],
        edited: Sequence[Node],
        new: Sequence[Node],
        within: Node | None,
    ) -> None:
        """Everything in one body, table, row or cell of the three documents."""
        for node in edited:
            was = self.kept.left.get(node)
            if was is None:
                self._added_by_hand(node)
            elif (now := self.due.right.get(was)) is None:
                self._no_longer_due(was, node)
            elif isinstance(node, Paragraph):
                self._paragraph(was, node, now)
            else:
                self._pair_rows(node, now)
                self.siblings(children(was), children(node), children(now), node)
        for was in base:
            if was not in self.kept.right:
                self._taken_out_by_hand(was)
        self._insert(edited, new, within)

    def _pair_rows(self, node: Node, now: Node) -> None:
        if isinstance(node, Row) and isinstance(now, Row):
            self.plan.rows.append((node, now))

    # -- what stands there now -----------------------------------------------------------------

    def _paragraph(self, was: Node, node: Paragraph, now: Node) -> None:
        if not isinstance(was, Paragraph) or not isinstance(now, Paragraph):
            return
        if node.words == was.words:
            self.plan.settled.append(node)
            if now.words != was.words:
                self.plan.texts.append((node, now.text))
                self._tell(Fate.UPDATED, node, now.text, _changes(node.text, now.text))
            return
        merged = sentences.merge(was.words, node.text, now.text, self.moves)
        if merged.text == now.text:
            self.plan.settled.append(node)
        if merged.text != node.text:
            self.plan.texts.append((node, merged.text))
            what = f"{_changes(node.text, merged.text)}（人工改过的文字保留）"
            self._tell(Fate.UPDATED, node, merged.text, what)
        elif not merged.remarks and merged.text != now.text:
            self._tell(Fate.KEPT, node, merged.text, "人工改过的文字")
        for remark in merged.remarks:
            self._remark(node, remark)

    def _added_by_hand(self, node: Node) -> None:
        shown = _first(node)
        if shown is None:
            return
        self._tell(Fate.KEPT, shown, blocks.text(node), "人工增加的内容")
        for paragraph in blocks.paragraphs([node]):
            for remark in sentences.stale(paragraph.text, self.moves):
                self._remark(paragraph, remark)

    def _no_longer_due(self, was: Node, node: Node) -> None:
        shown = _first(node)
        if node.key == was.key and not blocks.holds_more(node):
            self.plan.removals.append(node)
            if shown is not None:
                self._tell(Fate.UPDATED, shown, blocks.text(node), "删去：现在不再生成")
        elif shown is not None:
            self._remark(shown, "现在不再生成这一处，但已人工改过，没有删去；请决定去留")

    def _taken_out_by_hand(self, was: Node) -> None:
        """What somebody deleted stays so; its text is known only if it would be generated now."""
        now = self.due.right.get(was)
        if now is None:
            return
        shown = _first(now)
        if shown is not None:
            where = self.new.places[shown].where
            entry = Entry(Fate.KEPT, where, excerpt(blocks.text(now)), "人工删去，没有补回")
            self.plan.entries.append(entry)

    # -- what is new ---------------------------------------------------------------------------

    def _insert(self, edited: Sequence[Node], new: Sequence[Node], within: Node | None) -> None:
        by_hand = [node for node in edited if node not in self.kept.left]
        after: Node | None = None
        for node in new:
            was = self.due.left.get(node)
            if was is not None:
                after = self.kept.right.get(was, after)
                continue
            twin = next((one for one in by_hand if one.key == node.key and _first(one)), None)
            if twin is not None:
                by_hand.remove(twin)
                after = twin
                continue
            self.plan.insertions.append(Insertion(node, after, within))
            after = node
            shown = _first(node)
            if shown is not None:
                where = self.new.places[shown].where
                what = f"增加{_kind(node)}"
                self.plan.entries.append(
                    Entry(Fate.UPDATED, where, excerpt(blocks.text(node)), what)
                )

    # -- the report ----------------------------------------------------------------------------

    def _tell(self, fate: Fate, paragraph: Paragraph, text: str, what: str) -> None:
        where = self.edited.places[paragraph].where
        shown = excerpt(text, _first_change(paragraph.text, text))
        self.plan.entries.append(Entry(fate, where, shown, what))

    def _remark(self, paragraph: Paragraph, remark: str) -> None:
        self.plan.remarks.append((paragraph, remark))
        self.plan.settled.append(paragraph)
        self._tell(Fate.PENDING, paragraph, paragraph.text, remark)


def _first(node: Node) -> Paragraph | None:
    """The first paragraph of a node that says something."""
    return next((p for p in blocks.paragraphs([node]) if p.words), None)


def _first_change(old: str, new: str) -> int:
    """Where a text begins to be another; 0 where it is the same."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((n for n, (one, other) in pairs if one != other), 0)


def _kind(node: Node) -> str:
    names = {Paragraph: "一段", Table: "一张表", Row: "一行", Cell: "一格"}
    return names[type(node)]


def _changes(old: str, new: str) -> str:
    """Which numbers of a text became which, or that its words changed."""
    one, other = pieces.cut(old), pieces.cut(new)
    words = [piece.word for piece in one], [piece.word for piece in other]
    if pieces.skeleton(words[0]) != pieces.skeleton(words[1]):
        return "文字随填报改变" if new else "清空"
    pairs = Counter((a.text, b.text) for a, b in zip(one, other, strict=True) if a.word != b.word)
    return "、".join(f"{a}→{b}" for a, b in pairs)
