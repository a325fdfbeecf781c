"""The forms that are open in browsers: what each began from, and what it last made of its section.

A form sends all that stands in its fields every time; it is carried out on what it began from, so
that an answer that was lost does no harm. With the server the forms end: their pages have expired.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.filing.yaml_tree import Node
from generator.kept import fingerprints

_MOST = 200
_lock = threading.Lock()


@dataclass
class OpenForm:
    """A form as it was shown: the tree that it began from, and the sections that it edits.

    `last` is what these held when it last wrote them; who finds them otherwise is not alone.
    `common` is the text of the file then, which others began from, too; "" where that is not known.
    """

    tree: Mapping[str, Node]
    sections: tuple[str, ...]
    last: str
    common: str = ""


_open: "OrderedDict[str, OpenForm]" = OrderedDict()


def keep(
    window: str, tree: Mapping[str, Node], sections: Iterable[str], common: str = ""
) -> OpenForm:
    """Remember a form by its window; of very many, the oldest is forgotten."""
    names = tuple(sections)
    form = OpenForm(tree, names, sign(tree, names), common)
    with _lock:
        _open[window] = form
        while len(_open) > _MOST:
            _open.popitem(last=False)
    return form


def find(window: str) -> OpenForm | None:
    """The form of a window; None where it is not known (any more)."""
    with _lock:
        return _open.get(window)


def sign(tree: Mapping[str, Node], sections: Iterable[str]) -> str:
    """What changes whenever one of some sections does."""
    held = [tree.get(name, "") if name in tree else [None, name] for name in sections]
    return fingerprints.of_bytes(json.dumps(held, ensure_ascii=False).encode("utf-8", "replace"))
