"""Trees of filings with slips in their shape: keys and values that stand where none belong."""

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from generator.filing.yaml_tree import Node, Path_
from generator.vocabulary import AMOUNT_UNIT, WAN_YUAN

# What may stand in the place of anything: empty, of another type, right in another place.
_NODES: tuple[Node, ...] = (
    *(None, "", "无", "12", "1,2", "“12”", "一\n二", WAN_YUAN, "2010399", "2010399 其他"),
    *([], {}, ["甲"], [None], ["甲", None, "乙"], [["甲"]], [{"科目": None}], "字" * 20001),
    *({"甲": "乙"}, {AMOUNT_UNIT: WAN_YUAN}, {AMOUNT_UNIT: ["元"]}, {"甲.乙": ["丙"]}),
    *({"2010399": "名称", "甲": "乙", "2010301": None}, {"支出决算表": {"合计": None}}),
)


def spoil(tree: dict[str, Node], seed: int) -> dict[str, Node]:
    """A copy of a tree with the slips that a number says: none, one, or several."""
    rng, spoilt = Random(seed), copy.deepcopy(tree)
    for _ in range(rng.choice((0, 1, 1, 2, 3, 8))):
        *way, last = rng.choice(list(_paths(spoilt, ())) or [("甲",)])
        owner: Any = spoilt
        for step in way:
            owner = owner[step]
        rng.choice(_SLIPS)(owner, last, rng)
    return spoilt


def _paths(node: Node, path: Path_) -> Iterator[Path_]:
    inner = node.items() if isinstance(node, dict) else enumerate(node)
    for step, value in inner:
        yield (*path, step)
        if isinstance(value, dict | list):
            yield from _paths(value, (*path, step))


def _put(owner: Any, step: Any, rng: Random) -> None:
    owner[step] = copy.deepcopy(rng.choice(_NODES))


def _drop(owner: Any, step: Any, rng: Random) -> None:
    if isinstance(owner, list) or step in owner:
        del owner[step]


def _rename(owner: Any, step: Any, rng: Random) -> None:
    if isinstance(owner, dict) and step in owner:
        owner[step[:-1] + rng.choice("甲乙丙")] = owner.pop(step)


def _add(owner: Any, step: Any, rng: Random) -> None:
    added = copy.deepcopy(rng.choice(_NODES))
    if isinstance(owner, list):
        owner.insert(step, added)
    else:
        owner[rng.choice((AMOUNT_UNIT, "多写的", f"{step}二"))] = added


_SLIPS: tuple[Callable[[Any, Any, Random], None], ...] = (_put, _put, _drop, _rename, _add)
