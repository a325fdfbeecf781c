"""How the files of a pack are built: mappings of words and names, lists, and kinds of value.

A `Language` says it as data, once: `translate` makes the engine's terms of a file by it, and
`grammar` holds a file to it.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.filing.yaml_tree import Node, Path_


class Word(NamedTuple):
    """A word of the language: the engine's name for it, and what stands behind it.

    `holds` names a shape, a list, a choice, a set of values or a kind of value.
    """

    name: str
    holds: str = "text"


class Pattern(NamedTuple):
    """One way to fill a mapping: words that it needs, that it may have, of which it has one."""

    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    names: bool = False  # whether names of the pack's own may stand beside the words

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that may stand in it."""
        return (*self.needs, *self.one_of, *self.may)


class Shape(NamedTuple):
    """A mapping: its words, and what stands under names of the pack's own (empty: it has none).

    Of several `patterns` the value of the word `told_by` tells which one it is, else the first that
    is the name of a word in the mapping; "" is the pattern of all others.
    """

    words: Mapping[str, Word]
    names: str = ""
    patterns: Mapping[str, Pattern] = {}
    told_by: str = ""
    may_be_empty: bool = False

    def pattern_of(self, node: Mapping[str, Node]) -> Pattern | None:
        """The pattern that a mapping has; None for a kind that is not known."""
        if self.told_by:
            kind = node.get(self.told_by)
            return self.patterns.get(kind) if isinstance(kind, str) else None
        told = next((word for word in self.patterns if word in node), "")
        return self.patterns.get(told, Pattern(may=tuple(self.words), names=bool(self.names)))


class Kind(NamedTuple):
    """A kind of value: what it is in words, and whether something is one."""

    said: str
    fits: Callable[[Node], bool]


class Language(NamedTuple):
    """The shapes, the lists (each with the shape of its items), what may be this or that, and the
    words that stand for values."""

    shapes: Mapping[str, Shape]
    lists: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, Any]]

    def settle(self, holds: str, node: Node) -> str:
        """What a node is meant to be, where it may be one thing or another."""
        options = self.choices.get(holds, (holds,))
        fitting = (it for it in options if self._form(it) is type(node))
        return next(fitting, options[0])

    def _form(self, holds: str) -> type:
        if holds in self.shapes:
            return dict
        return list if holds in self.lists or holds in LISTED else str


LISTED = ("texts", "pair", "written")


def translate(node: Node, holds: str, language: Language) -> Any:
    """What a file says, in the engine's terms; what is no word stays as it is."""
    holds = language.settle(holds, node)
    if holds in language.values:
        return language.values[holds].get(node, node)
    if isinstance(node, list) and holds in language.lists:
        return [translate(item, language.lists[holds], language) for item in node]
    if isinstance(node, dict) and holds in language.shapes:
        return {
            name: translate(value, inner, language)
            for name, inner, value in _entries(node, language.shapes[holds])
        }
    return node


def _entries(node: Mapping[str, Node], shape: Shape) -> Iterator[tuple[str, str, Node]]:
    for key, value in node.items():
        name, inner = shape.words.get(key, (key, shape.names))
        yield name, inner, value


def trace(
    node: Node, holds: str, language: Language, path: Path_ = (), way: Path_ = ()
) -> Iterator[tuple[Path_, Path_]]:
    """For each path in what `translate` makes, the path in the file."""
    yield path, way
    holds = language.settle(holds, node)
    if isinstance(node, list):
        for index, item in enumerate(node):
            inner = language.lists.get(holds, "text")
            yield from trace(item, inner, language, (*path, index), (*way, index))
    elif isinstance(node, dict) and holds in language.shapes:
        shape = language.shapes[holds]
        for key, (name, inner, value) in zip(node, _entries(node, shape), strict=True):
            yield from trace(value, inner, language, (*path, name), (*way, key))
