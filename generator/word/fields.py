"""Fields: what a field's instruction says, and the texts that its result shows.

A field is one element (fldSimple), or runs from a `begin` over its instruction and a `separate` to
its `end`; it may hold others, and reach over several paragraphs.
"""

import re
from collections.abc import Callable, Sequence
from itertools import chain, takewhile
from typing import Any

from generator.word import ooxml
from generator.word.ooxml import W

_TEXT, _CHAR, _CODE, _SIMPLE = (f"{W}{name}" for name in ("t", "fldChar", "instrText", "fldSimple"))
_KIND = f"{W}fldCharType"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PAGE_NUMBER = re.compile(r"\s*(?:PAGE|PAGEREF|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
# Fields in fields as deep as Word has them: one that is never ended would hold all that follows.
_DEEPEST = 20
# What stands inside a paragraph and is not its own present text.
_ASIDE = {f"{W}txbxContent", f"{W}moveFrom", _ALTERNATIVE}


class WordField:
    """A field: its whole instruction, the text nodes within it, and what its result comes after.

    `start` is the field's element, or the last of its fldChar before the result; `frame` holds
    its borders and whatever stands before the result, as long as it is `closed`.
    """

    def __init__(
        self,
        start: Any,
        frame: list[Any],
        instruction: str = "",
        texts: Sequence[Any] = (),
        closed: bool = False,
    ) -> None:
        self.start, self.frame, self.closed = start, frame, closed
        self.instruction, self.texts = instruction, list(texts)

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

    @property
    def separated(self) -> bool:
        """Whether the result has begun."""
        return bool(self.start.get(_KIND) == "separate")

    def unlink(self) -> None:
        """Leave only what the field shows."""
        if self.start.tag == _SIMPLE:
            for child in list(self.start):
                self.start.addprevious(child)
        for node in self.frame:
            if node.getparent() is not None:
                node.getparent().remove(node)

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
        if node.tag != _SIMPLE:
            _frame(node, open_)
        if node.tag == _CHAR:
            _pass_border(node, begun, open_)
        elif node.tag == _CODE:
            for innermost in open_[-1:]:
                innermost.instruction += node.text or ""
        elif node.tag == _TEXT:
            for around in open_[-_DEEPEST:]:
                around.texts.append(node)
        else:
            instruction, texts = node.get(f"{W}instr", ""), list(node.iter(_TEXT))
            begun.append(WordField(node, [node], instruction, texts, closed=True))
    return begun


def _frame(node: Any, open_: list[WordField]) -> None:
    """Note a node with the fields whose result it stands before."""
    for around in open_[-_DEEPEST:]:
        if not around.separated:
            around.frame.append(node)


def _pass_border(char: Any, begun: list[WordField], open_: list[WordField]) -> None:
    kind = char.get(_KIND)
    if kind == "begin":
        open_.append(WordField(char, [char]))
        begun.append(open_[-1])
    elif kind == "separate" and open_:
        open_[-1].start = char
    elif kind == "end" and open_:
        ended = open_.pop()
        ended.closed = True
        ended.frame += [char] if ended.separated else ()


def unlink(root: Any, wanted: Callable[[str], bool]) -> int:
    """Leave of the fields whose instruction is wanted only what they show; how many there were.

    One that does not end stays: nobody knows how far it goes.
    """
    found = [field for field in read(root) if field.closed and wanted(field.instruction)]
    for field in found:
        field.unlink()
    return len(found)


def text_nodes(paragraph: Any) -> list[Any]:
    """The nodes that make a paragraph's own text; a page number's field has none of it."""
    texts = list(paragraph.iter(_TEXT))
    if next(paragraph.iter(_CHAR, _SIMPLE, *_ASIDE), None) is None:  # as in most
        return texts
    texts = [node for node in texts if not _is_aside(node, paragraph)]
    paged = [field.texts for field in read(paragraph) if is_page_number(field.instruction)]
    numbers = set(chain.from_iterable(paged))
    return [node for node in texts if node not in numbers]


def _is_aside(node: Any, paragraph: Any) -> bool:
    within = takewhile(lambda ancestor: ancestor is not paragraph, node.iterancestors())
    return any(ancestor.tag in _ASIDE for ancestor in within)
