"""The law in layers: one file of several folders, each laid over those before it.

What a later folder says under a name is added, or replaces what stood there as a whole; `无` drops
it. A section that says `补充: 是` changes only the words and names that it has. A name alone leaves
what stood there, and only says where it stands: names come in the order of the last who says one.
A path leads to the same piece in a folder's file and in what the layers make together.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.diagnostics import did_you_mean
from generator.filing.yaml_tree import Node, Path_
from generator.packs.language import NO, YES
from generator.packs.shapes import Language, Shape

ADDS, DROPPED = "补充", "无"
# The layer, and a flaw as `grammar` has it, which only those need who judge: path, message, help,
# whether it is the key's.
LayerFlaw = tuple[int, tuple[Path_, str, str, bool]]


class Layered(NamedTuple):
    """What layers make together, which of them wrote what, and what of them leads nowhere.

    Layers are told by their numbers; whatever has none in `writers` is of the first.
    """

    root: Node
    writers: Mapping[Path_, int]
    flaws: tuple[LayerFlaw, ...]

    def writer_of(self, path: Path_) -> int:
        """The layer in whose file a path leads to what stands there."""
        while path and path not in self.writers:
            path = path[:-1]
        return self.writers.get(path, 0)


def lay(layers: Sequence[Node], holds: str, language: Language) -> Layered:
    """The layers' files of one kind as one; None is a layer that has no such file."""
    laying = _Laying(language)
    root: Node = None
    for laying.number, node in enumerate(layers):
        if isinstance(node, dict):
            below = root if isinstance(root, dict) else {}
            root = laying.cover(below, node, language.shapes[holds], ())
        elif node is not None:
            laying.write(())
            root = node
    return Layered(root, laying.writers, tuple(laying.flaws))


class _Laying:
    """The layers at work: the number of the one that is laid on, and what is noted of all."""

    def __init__(self, language: Language) -> None:
        self.number = 0
        self.writers: dict[Path_, int] = {}
        self.flaws: list[LayerFlaw] = []
        self._language = language

    def write(self, path: Path_) -> None:
        """Note that all that stands at a path is this layer's from now on."""
        if self.number:
            for below in [it for it in self.writers if it[: len(path)] == path]:
                del self.writers[below]
            self.writers[path] = self.number

    def cover(
        self, below: Mapping[str, Node], new: Mapping[str, Node], shape: Shape, path: Path_
    ) -> dict[str, Node]:
        """A mapping with what a later layer says in it, name by name or word by word."""
        whole = dict(below)
        for key, said in new.items():
            here = (*path, key)
            if said == DROPPED:
                self._drop(key, whole, here)
            elif said is not None or key not in below:
                holds = shape.words[key].holds if key in shape.words else shape.names
                whole[key] = self._settle(below, said, holds, here)
        return {key: whole[key] for key in _order(below, new) if key in whole} if below else whole

    def _drop(self, key: str, whole: dict[str, Node], path: Path_) -> None:
        if key in whole:
            del whole[key]
            self.write(path)
        else:
            self._flaw(path, f"前面的规则里没有“{key}”，去不掉", did_you_mean(key, whole))

    def _settle(self, below: Mapping[str, Node], said: Node, holds: str, path: Path_) -> Node:
        """What stands under a key afterwards."""
        shape = self._language.shapes.get(self._language.settle(holds, said))
        old = below.get(str(path[-1]))
        if shape and isinstance(said, dict):
            adds = not shape.words and isinstance(old, dict)  # names alone: as a file is
            if shape.words and ADDS in said:
                adds = self._adds(said[ADDS], path)
                said = {key: value for key, value in said.items() if key != ADDS}
            if adds and isinstance(old, dict):
                return self.cover(old, said, shape, path)
            if adds:
                self._refuse(str(path[-1]), below, path)
        self.write(path)
        return said

    def _adds(self, said: Node, path: Path_) -> bool:
        """Whether a section only changes what it says."""
        if said not in (YES, NO):
            self._flaw((*path, ADDS), f"“{ADDS}”应是 {YES} 或 {NO}", "", at_key=False)
        return bool(said == YES)

    def _refuse(self, key: str, below: Mapping[str, Node], path: Path_) -> None:
        """Say why nothing can be added to what stands under a key."""
        if key in below:
            self._flaw(path, f"前面的规则里“{key}”没有分项，不能补充", f"不写“{ADDS}”，整个换")
        else:
            message = f"前面的规则里没有“{key}”，没有什么可以补充"
            self._flaw(path, message, did_you_mean(key, below) or f"新加的，不写“{ADDS}”")

    def _flaw(self, path: Path_, message: str, help_: str, at_key: bool = True) -> None:
        self.flaws.append((self.number, (path, message, help_, at_key)))


def _order(below: Iterable[str], said: Iterable[str]) -> list[str]:
    """The names below with those said among them, each of these behind the one said before it.

    What already stands so does not move. New ones that are said first stand before the first known.
    """
    names = list(below)
    at = next((names.index(name) for name in said if name in names), len(names))
    for name in said:
        was = names.index(name) if name in names else -1
        if was >= at:
            at = was + 1
            continue
        if was >= 0:
            names.remove(name)
            at -= 1
        names.insert(at, name)
        at += 1
    return names
