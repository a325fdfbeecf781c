"""What is to become of an edited document: what was generated then, what stands now, what is due.

Where nobody wrote by hand, the document follows what would be generated now. What was written by
hand stays; a figure in it that has changed is brought up to date if there is one way to do it, and
otherwise a remark says what is stale. Nothing is guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from generator.compare import pieces
from generator.edited import matching, sentences
from generator.edited.matching import Matching
from generator.edited.sentences import Merged, Moves
from generator.word import blocks
from generator.word.blocks import BodyBlock, BodyNode, Cell, Nodes, Paragraph, Row, WordTable
from generator.word.word_file import WordFile, excerpt

_KINDS = {Paragraph: "一段", WordTable: "一张表", Row: "一行", Cell: "一格"}


class Fate(Enum):
    """What became of a place in the document."""

    UPDATED = "更新"
    KEPT = "保留"
    PENDING = "待定"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of the report: what became of what, and where."""

    fate: Fate
    where: str
    text: str
    what: str
    # Whether somebody wrote there, or took something out.
    by_hand: bool = True


@dataclass(frozen=True, slots=True)
class Insertion:
    """What is new, after which of its neighbours it comes, and in what it stands."""

    node: BodyNode
    after: BodyNode | None
    within: BodyNode | None


@dataclass
class MergePlan:
    """Everything that is to be done to an edited document, and the report of it.

    What an earlier refresh remarked at a settled paragraph has been seen to; all other remarks
    stay until somebody takes them out.
    """

    texts: list[tuple[Paragraph, str]] = field(default_factory=list)
    removals: list[BodyNode] = field(default_factory=list)
    insertions: list[Insertion] = field(default_factory=list)
    remarks: list[tuple[Paragraph, str]] = field(default_factory=list)
    settled: list[Paragraph] = field(default_factory=list)
    rows: list[tuple[Row, Row]] = field(default_factory=list)
    entries: list[ReportLine] = field(default_factory=list)


def merge(base: Sequence[BodyBlock], edited: WordFile, new: WordFile) -> MergePlan:
    """The plan for an edited document, from its base and what would be generated now."""
    due = matching.match(base, new.blocks)
    kept = matching.match(base, edited.blocks, due.right)
    moves = sentences.find_moves((p, due.right.get(p)) for p in blocks.paragraphs(base))
    merger = _DocumentMerger(due, kept, edited, new, moves)
    merger.merge(base, edited.blocks, new.blocks, None)
    return merger.plan


@dataclass
class _DocumentMerger:
    due: Matching
    kept: Matching
    edited: WordFile
    new: WordFile
    moves: Moves
    plan: MergePlan = field(default_factory=MergePlan)

    def merge(self, base: Nodes, edited: Nodes, new: Nodes, within: BodyNode | None) -> None:
        """Everything in one body, table, row or cell of the three documents."""
        for node in edited:
            was = self.kept.left.get(node)
            if was is None:
                self._keep_added(node)
            elif (now := self.due.right.get(was)) is None:
                self._drop(was, node)
            elif isinstance(node, Paragraph):
                self._merge_paragraph(was, node, now)
            else:
                if isinstance(node, Row) and isinstance(now, Row):
                    self.plan.rows.append((node, now))
                self.merge(was.children, node.children, now.children, node)
        for was in base:
            due = self.due.right.get(was)
            # What somebody deleted stays so; its text is known only if it is still due.
            if was not in self.kept.right and due is not None:
                self._tell(Fate.KEPT, _find_text(due), blocks.text(due), "人工删去，没有补回")
        self._insert(edited, new, within)

    # -- what stands there now -----------------------------------------------------------------

    def _merge_paragraph(self, was: BodyNode, node: Paragraph, now: BodyNode) -> None:
        if not isinstance(was, Paragraph) or not isinstance(now, Paragraph):
            return
        if node.words == was.words:
            self.plan.settled.append(node)
            if now.words != was.words:
                self.plan.texts.append((node, now.text))
                changes = _describe_changes(node.text, now.text)
                self._tell(Fate.UPDATED, node, now.text, changes, by_hand=False)
            return
        merged = sentences.merge(was.words, node.text, now.text, self.moves)
        if merged.text == now.text:
            self.plan.settled.append(node)
        if merged.text != node.text:
            self.plan.texts.append((node, merged.text))
            self._tell_merged(node, merged)
        elif not merged.remarks and merged.text != now.text:
            self._tell(Fate.KEPT, node, merged.text, "人工改过的文字")
        for remark in merged.remarks:
            self._remark(node, remark)

    def _keep_added(self, node: BodyNode) -> None:
        self._tell(Fate.KEPT, _find_text(node), blocks.text(node), "人工增加的内容")
        for paragraph in blocks.paragraphs([node]):
            for remark in sentences.find_stale(paragraph.text, self.moves):
                self._remark(paragraph, remark)

    def _drop(self, was: BodyNode, node: BodyNode) -> None:
        """What is no longer due goes, unless somebody wrote in it."""
        shown = _find_text(node)
        if node.key == was.key and not blocks.holds_more(node):
            self.plan.removals.append(node)
            self._tell(Fate.UPDATED, shown, blocks.text(node), "删去：现在不再生成", by_hand=False)
        elif shown is not None:
            self._remark(shown, "现在不再生成这一处，但已人工改过，没有删去；请决定去留")

    # -- what is new ---------------------------------------------------------------------------

    def _insert(self, edited: Nodes, new: Nodes, within: BodyNode | None) -> None:
        by_hand = [node for node in edited if node not in self.kept.left]
        after: BodyNode | None = None
        for node in new:
            was = self.due.left.get(node)
            twins = (one for one in by_hand if one.key == node.key and _find_text(one))
            if was is not None:
                after = self.kept.right.get(was, after)
            elif (twin := next(twins, None)) is not None:
                by_hand.remove(twin)
                after = twin
            else:
                self.plan.insertions.append(Insertion(node, after, within))
                after = node
                what = f"增加{_KINDS[type(node)]}"
                self._tell(Fate.UPDATED, _find_text(node), blocks.text(node), what, by_hand=False)

    # -- the report ----------------------------------------------------------------------------

    def _tell_merged(self, node: Paragraph, merged: Merged) -> None:
        """What became of a paragraph written in by hand: each sentence of hers that was touched is
        shown whole, for nobody but her can tell whether it still says what she meant.
        """
        text = node.text
        for before, after in merged.touched:
            text = text.replace(before, after, 1)
            what = f"{_describe_changes(before, after)}（人工写的一句，数已随填报更新，请核对）"
            where = self.edited.places[node].where
            self.plan.entries.append(ReportLine(Fate.UPDATED, where, after, what))
        if text != merged.text:
            changes = _describe_changes(text, merged.text)
            self._tell(Fate.UPDATED, node, merged.text, f"{changes}（人工改过的文字保留）")

    def _tell(
        self,
        fate: Fate,
        paragraph: Paragraph | None,
        text: str,
        what: str,
        *,
        by_hand: bool = True,
    ) -> None:
        """A line of the report, on a paragraph of the edited or of the new document if any."""
        if paragraph is not None:
            spot = self.edited.places.get(paragraph) or self.new.places[paragraph]
            shown = excerpt(text, _find_change(paragraph.text, text))
            self.plan.entries.append(ReportLine(fate, spot.where, shown, what, by_hand))

    def _remark(self, paragraph: Paragraph, remark: str) -> None:
        self.plan.remarks.append((paragraph, remark))
        self.plan.settled.append(paragraph)
        self._tell(Fate.PENDING, paragraph, paragraph.text, remark)


def _find_text(node: BodyNode) -> Paragraph | None:
    """The first paragraph of a node that says something."""
    return next((p for p in blocks.paragraphs([node]) if p.words), None)


def _find_change(old: str, new: str) -> int:
    """Where a text begins to be another; 0 where one only goes on."""
    if old == new:
        return 0
    pairs = enumerate(zip(old, new, strict=False))
    return next((n for n, (one, other) in pairs if one != other), 0)


def _describe_changes(old: str, new: str) -> str:
    """Which numbers of a text became which, or that its words changed."""
    if pieces.skeleton(pieces.words(old)) != pieces.skeleton(pieces.words(new)):
        return "文字随填报改变" if new else "清空"
    pairs = zip(pieces.cut(old), pieces.cut(new), strict=True)
    return "、".join(dict.fromkeys(f"{a.text}→{b.text}" for a, b in pairs if a.word != b.word))
