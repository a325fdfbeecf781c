"""A filing's tree as it goes into sheets: which of its nodes have a cell, and which are left."""

from collections.abc import Mapping, Sequence

from generator.corrections.due import Due
from generator.filing import sheet_map
from generator.filing.yaml_tree import Node, Path_
from generator.vocabulary import (
    FIGURE_KINDS,
    KIND_COUNT,
    KIND_PARAGRAPHS,
    KIND_SCORE,
    KIND_YEAR,
    KIND_YUAN,
)
from generator.workbooks import sheets, tree_paths
from generator.workbooks.planning import FieldPlan
from generator.workbooks.sheets import FILL, SHOWN, FilledCell

_WIDTHS = {KIND_YUAN: 17, KIND_COUNT: 10, KIND_SCORE: 10, KIND_YEAR: 10, KIND_PARAGRAPHS: 64}


class LaidTree:
    """A tree at work, and what its sheets do not show of it.

    `kinds` are the kinds of the sections that state something for addresses; `blank`: there is to
    be room for more; of `prior`, last year's tree, the figures are shown. `numbers` are those that
    entries of lists have in their sheets.
    """

    def __init__(
        self, tree: dict[str, Node], kinds: Mapping[str, str], blank: bool, prior: Node
    ) -> None:
        self.tree, self.kinds, self.blank, self.prior = tree, kinds, blank, prior
        found = tree_paths.list_leaves(prior, ())
        self.prior_kinds = {tree_paths.generalize(it) for it, node in found if node}
        self.drawn: Mapping[str, Node] = {}  # what an export gives, to be seen
        self.due: Sequence[Due] = ()  # the reasons that are owed, as far as that is known
        self.offered: set[tuple[str, str]] = set()  # cells that wait beside forms, by address
        self.placed: set[Path_] = set()
        self.spelt: dict[Path_, str] = {}
        self.single: set[Path_] = set()
        self.nested: set[Path_] = set()
        self.numbers: dict[Path_, int] = {}

    def take(self, path: Path_, field: FieldPlan) -> FilledCell:
        """The cell of a single value, which has its place from now on."""
        text = tree_paths.find(self.tree, path)
        self.placed.add(path)
        kind = field.kind.removesuffix(sheet_map.MANY)
        cell = sheets.fill(quote(text), field.rule, kind)
        if cell.number and sheets.read_back(text, kind) != text:
            self.spelt[path] = text
        return cell

    def take_all(self, path: Path_, field: FieldPlan) -> list[FilledCell]:
        """The cells of a value, one under another; none where it is not there, or fits none."""
        node = tree_paths.find(self.tree, path)
        if not tree_paths.has(self.tree, path) or not fits(node, field):
            return []
        if isinstance(node, list):
            self.placed.add(path)
            return [self.take((*path, number), field) for number in range(len(node))]
        if field.kind.endswith(sheet_map.MANY):
            self.single.add(path)
        return [self.take(path, field)]

    def show_prior(self, path: Path_, field: FieldPlan) -> FilledCell:
        """The figure that last year's filing had at a path, to be seen and not read."""
        text = tree_paths.find(self.prior, path)
        if field.kind not in FIGURE_KINDS or not isinstance(text, str):
            return FilledCell(None, SHOWN)
        return sheets.fill(text, field.rule, field.kind)._replace(look=SHOWN)

    def base_field(self, base: str) -> FieldPlan:
        """How a figure, or the words, under a base are typed."""
        return FieldPlan((), {"kind": self.kinds.get(base, "")})


def fits(node: Node, field: FieldPlan) -> bool:
    """Whether a value can stand in cells of its field."""
    many = field.kind.endswith(sheet_map.MANY)
    if isinstance(node, list):
        return many and bool(node) and all(map(tree_paths.is_text, node))
    return isinstance(node, str) or (node is None and not many)


def quote(text: str | None) -> str | None:
    """A text as its cell says it: that none is typed is said, and a text that says so is marked."""
    if text is None:
        return sheet_map.EMPTY
    return f"'{text}" if text.lstrip("'") in sheet_map.HOLLOW else text


def empty(field: FieldPlan) -> FilledCell:
    """A cell that waits to be filled."""
    return FilledCell(None, FILL, field.rule)


def width(field: FieldPlan) -> int:
    """How wide a column of a field is, in characters."""
    if "code" in field.rule:
        return 40
    if "allowed" in field.rule:
        return 24
    return _WIDTHS.get(field.kind.removesuffix(sheet_map.MANY), 24)
