"""Amounts with commas between braces, which part the fields there: `{费用: 6,393,104.41}`."""

import re
from collections.abc import Mapping

from generator.filing.kinds import KindError
from generator.filing.losses import AMOUNT_END
from generator.filing.yaml_tree import Node

_BEGINNING = re.compile(r"-?\d{1,3}")


def find(node: Mapping[str, Node]) -> tuple[dict[str, str], set[str]]:
    """The amounts of a mapping that have fallen apart, by their names, and what became keys."""
    torn, ends, name = dict[str, str](), set[str](), ""
    for key, value in node.items():
        if value is None and name and AMOUNT_END.fullmatch(key):
            torn[name] = f"{torn.get(name, node[name])},{key}"
            ends.add(key)
        else:
            name = key if isinstance(value, str) and _BEGINNING.fullmatch(value) else ""
    return torn, ends


def say(typed: str) -> KindError:
    """That an amount has fallen apart, and what to write."""
    whole = typed.replace(",", "").removesuffix("元").removesuffix("万").strip()
    message = f"“{typed}”里的逗号把这个数分成了几项"
    return KindError("S203", message, f"花括号里的金额不写逗号，写作 {whole}")
