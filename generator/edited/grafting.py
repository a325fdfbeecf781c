"""Carry out a plan on the XML of an edited document: texts, rows, paragraphs, tables.

Only what must change is touched: a new text goes into the runs that held the old one, piece by
piece, so that everything around it keeps its format.
"""

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from generator.edited.merging import Insertion, MergePlan
from generator.word import blocks, ooxml
from generator.word.blocks import BodyNode, Cell, Paragraph, Row
from generator.word.cell_merges import due_merges, mend, merge_of, set_merge, widths
from generator.word.ooxml import R, W
from generator.word.restyling import Styles
from generator.word.retexting import retext
from generator.word.word_file import WordFile

# What must not stand in a document twice, or belongs to the place it was copied from.
_BORDERS = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "sectPr")
_OF_RUNS = ("commentReference", "footnoteReference", "endnoteReference", "drawing", "pict")
_UNIQUE = [f"{W}{name}" for name in (*_BORDERS, *_OF_RUNS)]
_CONTENT = [f"{W}{name}" for name in ("t", "br", "cr", "tab")]


def apply(plan: MergePlan, edited: WordFile, new: WordFile) -> dict[Any, Any]:
    """Change the edited document's XML, in memory, as the plan says.

    What was put in, by the element of the new document that it is a copy of.
    """
    beside = {row.element: _neighbours_of(row) for row, _ in plan.rows}
    turned = set(_find_turned(plan.texts))
    for paragraph, text in plan.texts:
        retext(paragraph.element, text)
    grafter = _Grafter(plan, edited, new)
    touched = [*grafter.insert(), *_remove(plan.removals)]
    moved = {row.element for row, _ in plan.rows if _neighbours_of(row) != beside[row.element]}
    # All other cells may have been merged by hand.
    merges = due_merges(plan.rows)
    due = {cell: state for cell, state in merges if cell in turned or cell.getparent() in moved}
    tables = [next(cell.iterancestors(f"{W}tbl")) for cell in turned]
    for table in dict.fromkeys([*touched, *tables]):
        mend(table, due)
    return {node.element: copy for node, copy in grafter.copies.items()}


def _neighbours_of(row: Row) -> tuple[Any, Any]:
    return row.element.getprevious(), row.element.getnext()


def _find_turned(texts: Iterable[tuple[Paragraph, str]]) -> Iterator[Any]:
    """The cells that had no text and get one, or lose theirs: as those in a merge do."""
    for paragraph, text in texts:
        cell = paragraph.element.getparent()
        if bool(paragraph.text) != bool(text) and cell.tag == f"{W}tc":
            yield cell


# -- what goes -----------------------------------------------------------------------------------


def _remove(nodes: Iterable[BodyNode]) -> Iterator[Any]:
    """Take nodes out; the tables whose rows went, for their merged cells."""
    for node in nodes:
        element = node.element
        parent = element.getparent()
        if isinstance(node, Paragraph) and (_keeps_section(element) or _is_last(element)):
            retext(element, "")
            continue
        parent.remove(element)
        if isinstance(node, Row):
            if parent.find(f"{W}tr") is None and parent.getparent() is not None:
                parent.getparent().remove(parent)
            else:
                yield parent


def _keeps_section(element: Any) -> bool:
    return element.find(f"{W}pPr/{W}sectPr") is not None


def _is_last(element: Any) -> bool:
    """Whether a cell would be left without the paragraph that must end it."""
    after = next(element.itersiblings(f"{W}p", f"{W}tbl"), None)
    before = element.getprevious()
    ends = after is None and element.getparent().tag == f"{W}tc"
    return ends and (before is None or before.tag != f"{W}p")


# -- what comes ----------------------------------------------------------------------------------


class _Grafter:
    def __init__(self, plan: MergePlan, edited: WordFile, new: WordFile) -> None:
        self.insertions, self.rows, self.edited = plan.insertions, plan.rows, edited
        self.copies: dict[BodyNode, Any] = {}
        self.styles = Styles(edited, new)

    def insert(self) -> Iterator[Any]:
        """Put everything new in its place; the tables that got rows, for their merged cells."""
        for insertion in self.insertions:
            element = self._copy(insertion)
            self.copies[insertion.node] = element
            self._place(insertion, element)
            if isinstance(insertion.node, Row):
                yield element.getparent()
        self.styles.store()

    def _copy(self, insertion: Insertion) -> Any:
        if isinstance(insertion.node, Row):
            pattern = self._find_pattern(insertion.node)
            if pattern is not None:
                return _copy_row(pattern, insertion.node)
        element = _copy_bare(insertion.node.element)
        self.styles.translate(element)
        return element

    def _find_pattern(self, row: Row) -> Row | None:
        """A row of the same table that has the same cells, of the same styles if there is one."""
        table = row.element.getparent()
        near = [(old, now) for old, now in self.rows if now.element.getparent() is table]
        order = list(table)
        near.sort(key=lambda pair: abs(order.index(pair[1].element) - order.index(row.element)))
        fit = [(old, now) for old, now in near if widths(old) == widths(row) and _is_plain(old)]
        fit.sort(key=lambda pair: _styles_of(pair[1]) != _styles_of(row))
        return fit[0][0] if fit else None

    def _place(self, insertion: Insertion, element: Any) -> None:
        if insertion.after is not None:
            self.copies.get(insertion.after, insertion.after.element).addnext(element)
            return
        holder = insertion.within.element if insertion.within else self.edited.root.find(f"{W}body")
        first = next(holder.iterchildren(f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"), None)
        if first is None:
            holder.append(element)
        else:
            first.addprevious(element)


def _copy_row(pattern: Row, row: Row) -> Any:
    """A copy of a row with the texts of another."""
    element = _copy_bare(pattern.element)
    for cell, now in zip(blocks.read_row(element).children, row.children, strict=True):
        _fill(cell, now)
        set_merge(cell.element, merge_of(now.element))
    return element


def _fill(cell: Cell, now: Cell) -> None:
    """Give a copied cell the paragraphs of another, in the format of its own first."""
    paragraphs = [b.element for b in cell.children if isinstance(b, Paragraph)]
    copies = [_copy_paragraph(paragraphs[0], p.element) for p in blocks.paragraphs([now])]
    paragraphs[0].getparent().extend(copies)
    for block in cell.children:
        block.element.getparent().remove(block.element)


def _copy_paragraph(pattern: Any, paragraph: Any) -> Any:
    """A paragraph with the content of one and the format of another."""
    properties, letters = (pattern.findall(f"{W}{path}")[:1] for path in ("pPr", f"r/{W}rPr"))
    contents = (run.iterchildren(*_CONTENT) for run in paragraph.iter(f"{W}r"))
    runs = (ooxml.word("r", *map(copy.deepcopy, [*letters, *content])) for content in contents)
    return ooxml.word("p", *map(copy.deepcopy, properties), *runs)


def _copy_bare(original: Any) -> Any:
    """A copy without what may stand in a document once only."""
    element = copy.deepcopy(original)
    for node in list(element.iter(*_UNIQUE)):
        node.getparent().remove(node)
    for node in element.iter("*"):
        for key in list(node.attrib):
            if key.startswith(R) or key.endswith(("}paraId", "}textId")):
                del node.attrib[key]
    return element


def _is_plain(row: Row) -> bool:
    """Whether a row may be copied: not one that was put in or taken out as a tracked change."""
    if any(True for _ in row.element.iter(f"{W}ins", f"{W}del")):
        return False
    return all(c.children and isinstance(c.children[0], Paragraph) for c in row.children)


def _styles_of(row: Row) -> list[str]:
    return [s.get(f"{W}val", "") for s in row.element.iter(f"{W}pStyle")]
