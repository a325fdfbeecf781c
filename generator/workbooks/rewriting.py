"""A filing's text edited so that it says another tree: what does not change stays as it was typed.

One answer for everybody who changes values in a text that people also write: comments, order and
blanks are kept, and what comes out is read again and must say exactly what was meant.
"""

from collections.abc import Mapping, Sequence

from generator.filing import extents
from generator.filing import source as sources
from generator.filing.extents import Extent
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_
from generator.workbooks import remarks, yaml_text
from generator.workbooks.pairing import Pairs, pair
from generator.workbooks.pieces import TooOddError, move
from generator.workbooks.splicing import Splicing


def rewrite(source: Source, wanted: Mapping[str, Node]) -> str:
    """The text of a filing in YAML that says the tree that is wanted.

    Where it is written in a way that cannot be edited piece by piece, it is written anew, with its
    remarks. A `RefusedError` where no text says it.
    """
    if source.data == wanted:
        return source.text
    try:
        text = _edit(source, wanted)
    except (TooOddError, KeyError):
        text = ""
    if text and says(text, wanted):
        return text
    return yaml_text.write(wanted, remarks.find(source))


def says(text: str, wanted: Mapping[str, Node]) -> bool:
    """Whether a text reads as a tree, whatever the order of its fields."""
    read, _ = sources.parse(text.encode("utf-8", "surrogatepass"), "")
    return read is not None and read.data == wanted


def _edit(source: Source, wanted: Mapping[str, Node]) -> str:
    settling = _Settling(extents.find(source.text))
    middle = settling.settle(source.data, wanted, (), ())
    splicing = Splicing(source.text, settling.extents, settling.pairs)
    splicing.change(source.data, middle, ())
    text = splicing.finish()
    # From within: the paths are those of the text before anything has changed places.
    for path in sorted(settling.moves, key=len, reverse=True):
        text = move(text, extents.find(text), path, settling.moves[path])
    return text


class _Settling:
    """The tree that is wanted, with the items of every list still in their places.

    `pairs` say which item each was, by the path of the list before; `moves`, by its path then,
    which of its items comes first, and so on.
    """

    def __init__(self, found: Mapping[Path_, Extent]) -> None:
        self.extents = found
        self.pairs: dict[Path_, Pairs] = {}
        self.moves: dict[Path_, Sequence[int]] = {}

    def settle(self, old: Node, new: Node, path: Path_, landed: Path_) -> Node:
        if old == new:
            return new
        if isinstance(old, dict) and isinstance(new, dict):
            return {
                key: self.settle(old[key], it, (*path, key), (*landed, key)) if key in old else it
                for key, it in new.items()
            }
        if isinstance(old, list) and isinstance(new, list) and old and new:
            return self._settle_items(old, new, path, landed)
        return new

    def _settle_items(
        self, old: Sequence[Node], new: Sequence[Node], path: Path_, landed: Path_
    ) -> Node:
        pairs = pair(old, new)
        if self.extents[path].flow:
            if pairs != list(range(len(old))):
                return list(new)  # written anew, in one line
            order = list(range(len(new)))
        else:
            order = _keep_order(pairs)
        self.pairs[path] = [pairs[number] for number in order]
        if order != sorted(order):
            self.moves[landed] = [order.index(number) for number in range(len(order))]
        items = []
        for at, number in enumerate(order):
            was, node = pairs[number], new[number]
            if was is not None:
                node = self.settle(old[was], node, (*path, was), (*landed, at))
            items.append(node)
        return items


def _keep_order(pairs: Pairs) -> list[int]:
    """The numbers of new items, those that stay in their former order, and others behind these."""
    staying = sorted((was, number) for number, was in enumerate(pairs) if was is not None)
    order = [number for _, number in staying]
    for number, was in enumerate(pairs):
        if was is None:
            order.insert(order.index(number - 1) + 1 if number else 0, number)
    return order
