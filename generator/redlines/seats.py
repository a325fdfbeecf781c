"""Where in the new version's tree what only the old version has is put."""

from typing import Any

from generator.word import ooxml

# What comes before any content of a holder.
_PROPERTIES = frozenset(("tcPr", "tblPr", "tblGrid"))


class Seats:
    """The order of what a body, cell or table holds: what stays keeps its place, and what stands
    around it; what goes is seated after what stands before it.
    """

    def __init__(self, holder: Any) -> None:
        self.holder = holder
        self.last: Any = None

    def keep(self, node: Any, now: Any) -> None:
        """Let a node of the new version stand as it does in the redline."""
        if now is not node:
            now.tail = node.tail
            node.getparent().replace(node, now)
        self.last = now

    def seat(self, node: Any) -> None:
        """Let a node of the old version stand next."""
        if self.last is None:
            before = (child for child in self.holder if ooxml.local_name(child) in _PROPERTIES)
            self.holder.insert(sum(1 for _ in before), node)
        else:
            self.last.addnext(node)
        self.last = node
