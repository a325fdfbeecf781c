"""Fields: what a field's instruction says, and the texts that its result shows.

A field is one element (fldSimple), or runs from a `begin` over its instruction and a `separate` to
its `end`; it may hold others, and reach over several paragraphs.
"""

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, takewhile
from typing import Any

from generator.word import ooxml
from generator.word.ooxml import W

_TEXT, _CHAR, _CODE, _SIMPLE = (f"{W}{name}" for name in ("t", "fldChar", "instrText", "fldSimple"))
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PAGE_NUMBER = re.compile(r"\s*(?:PAGE|PAGEREF|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
# What stands inside a paragraph and is not its own present text.
_ASIDE = {f"{W}txbxContent", f"{W}moveFrom", _ALTERNATIVE}


@dataclass(eq=False, slots=True)
class WordField:
    """A field: its whole instruction, the text nodes within it, and what its result comes after.

    `start` is the field's element, or the last of its fldChar before the result.
    """

    start: Any
    instruction: str = ""
    texts: list[Any] = dataclasses.field(default_factory=list)

    @property
    def shown(self) -> str:
        """What the field shows."""
        return "".join(node.text or "" for node in self.texts)

    def show(self, text: str) -> None:
        """Let the field show a text, in its first run; it gets one if it has none."""
        if not self.texts:
            self.texts.append(self._add_text())
        for node in self.texts:
            node.text = text
            text = ""

    def _add_text(self) -> Any:
        node = ooxml.text_node()
        run = ooxml.word("r", node)
        if self.start.tag == _SIMPLE:
            self.start.append(run)
        else:
            self.start.getparent().addnext(run)
        return node


def is_page_number(instruction: str) -> bool:
    """Whether a field's instruction says that it shows a page number."""
    return _PAGE_NUMBER.match(instruction) is not None


def read(root: Any) -> list[WordField]:
    """Every field of an element, in the order in which they begin."""
    begun: list[WordField] = []
    open_: list[WordField] = []
    for node in root.iter(_TEXT, _CHAR, _CODE, _SIMPLE):
        if node.tag == _CHAR:
            _pass_border(node, begun, open_)
        elif node.tag == _CODE:
            for innermost in open_[-1:]:
                innermost.instruction += node.text or ""
        elif node.tag == _TEXT:
            for around in open_:
                around.texts.append(node)
        else:
            begun.append(WordField(node, node.get(f"{W}instr", ""), list(node.iter(_TEXT))))
    return begun


def _pass_border(char: Any, begun: list[WordField], open_: list[WordField]) -> None:
    kind = char.get(f"{W}fldCharType")
    if kind == "begin":
        open_.append(WordField(char))
        begun.append(open_[-1])
    elif kind == "separate" and open_:
        open_[-1].start = char
    elif kind == "end" and open_:
        open_.pop()


def unlink(root: Any, wanted: Callable[[str], bool]) -> int:
    """Leave of the fields whose instruction is wanted only what they show; how many there were."""
    marked = [field for field in _pass_complex(root) if wanted(field.instruction)]
    for node in (node for field in marked for node in field.nodes):
        if node.getparent() is not None:
            node.getparent().remove(node)
    simple = [node for node in root.iter(_SIMPLE) if wanted(node.get(f"{W}instr", ""))]
    for node in simple:
        for child in list(node):
            node.addprevious(child)
        node.getparent().remove(node)
    return len(marked) + len(simple)


@dataclass(slots=True)
class _Passed:
    """A field that is passed: its instruction, and the nodes that are not its result."""

    instruction: str = ""
    nodes: list[Any] = dataclasses.field(default_factory=list)
    separated: bool = False

    def pass_node(self, node: Any, kind: str | None, *, innermost: bool) -> None:
        if innermost and node.tag == _CODE:
            self.instruction += node.text or ""
        if not self.separated or (innermost and kind == "end"):
            self.nodes.append(node)
        self.separated = self.separated or (innermost and kind == "separate")


def _pass_complex(root: Any) -> Iterator[_Passed]:
    """Every field from a begin to its end."""
    open_: list[_Passed] = []
    for node in root.iter(_TEXT, _CHAR, _CODE):
        kind = node.get(f"{W}fldCharType") if node.tag == _CHAR else ""
        if kind == "begin":
            open_.append(_Passed())
        for around in open_:
            around.pass_node(node, kind, innermost=around is open_[-1])
        if kind == "end" and open_:
            yield open_.pop()


def text_nodes(paragraph: Any) -> list[Any]:
    """The nodes that make a paragraph's own text; a page number's field has none of it."""
    texts = [node for node in paragraph.iter(_TEXT) if not _is_aside(node, paragraph)]
    if next(paragraph.iter(_CHAR, _SIMPLE), None) is None:
        return texts
    paged = [field.texts for field in read(paragraph) if is_page_number(field.instruction)]
    numbers = set(chain.from_iterable(paged))
    return [node for node in texts if node not in numbers]


def _is_aside(node: Any, paragraph: Any) -> bool:
    within = takewhile(lambda ancestor: ancestor is not paragraph, node.iterancestors())
    return any(ancestor.tag in _ASIDE for ancestor in within)
