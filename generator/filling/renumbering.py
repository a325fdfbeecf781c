"""What bears a number of its own in a Word part and is repeated by a loop: copies get new ones.

Word repairs a document in which two pictures, content controls or bookmarks have the same number.
Of bookmarks with one name the first stays; a paragraph's own number is left out of its copies.
Only forms that have such things in a loop are looked through (`is_numbered`).
"""

import re
from collections.abc import Iterable
from itertools import chain, count

from generator.filling.program import Block, Loop, Program

_NUMBERED = re.compile(
    rb"<\w+:docPr\b[^>]*?\bid=\"(?P<picture>[0-9]+)\""
    rb"|<w:id w:val=\"(?P<control>-?[0-9]+)\""
    rb"|<v:(?!shapetype)\w+\b[^>]*?\bid=\"(?P<shape>[^\"]*)\""
    rb"|\bo:spid=\"(?P<spid>[^\"]*)\""
    rb"|\sw14:(?:paraId|textId)=\"(?P<paragraph>[0-9A-Fa-f]+)\""
    rb"|<w:(?P<start>bookmark|perm)Start\b[^>]*?(?:/>|></w:\w+>)"
    rb"|<w:(?P<end>bookmark|perm)End\b[^>]*?(?:/>|></w:\w+>)"
)
_ID, _NAME = re.compile(rb'\bw:id="([^"]*)"'), re.compile(rb'\bw:name="([^"]*)"')


def is_numbered(program: Program) -> bool:
    """Whether a loop of a program repeats anything that bears a number of its own."""
    return any(_NUMBERED.search(xml) for loop in _loops(program) for xml in _texts(loop.body))


def _loops(program: Program) -> Iterable[Loop]:
    for it in program:
        if isinstance(it, Loop):
            yield it
        if not isinstance(it, Block):
            yield from chain(_loops(it.body), _loops(it.otherwise))


def _texts(program: Program) -> Iterable[bytes]:
    for it in program:
        if isinstance(it, Block):
            yield from (text.xml for text in it.texts)
        else:
            yield from chain(_texts(it.body), _texts(it.otherwise))


def renumber(xml: bytes) -> bytes:
    """A part with each number once: the first that has one keeps it, the others get the next."""
    return _NUMBERED.sub(_Numbers(xml).give, xml)


class _Numbers:
    """The numbers that were met so far, and those that are free."""

    def __init__(self, xml: bytes) -> None:
        self.met: dict[str, set[bytes]] = {}
        self.open: set[tuple[bytes, bytes]] = set()  # bookmarks that have begun
        taken = {it for match in _NUMBERED.finditer(xml) for it in match.groups() if it}
        self.free = (b"%d" % n for n in count(1) if b"%d" % n not in taken)

    def give(self, match: re.Match[bytes]) -> bytes:
        """What stands in place of what was found."""
        kind, number = str(match.lastgroup), match[str(match.lastgroup)]
        whole = match[0]
        if kind == "start":
            return self._begin(number, whole)
        if kind == "end":
            return self._end(number, whole)
        if self._meet(kind, number):
            return whole
        if kind == "paragraph":
            return b""
        start = match.start(kind) - match.start()
        return whole[:start] + self._next(kind, number) + whole[start + len(number) :]

    def _meet(self, kind: str, number: bytes) -> bool:
        """Whether this is met for the first time."""
        met = self.met.setdefault(kind, set())
        new = number not in met
        met.add(number)
        return new

    def _next(self, kind: str, number: bytes) -> bytes:
        free = next(self.free)
        return number + b"_" + free if kind in ("shape", "spid") else free

    def _begin(self, kind: bytes, whole: bytes) -> bytes:
        number, name = _ID.search(whole), _NAME.search(whole)
        new = self._meet("start", number[1] if number else whole)
        new = (name is None or self._meet("name", name[1])) and new
        if new and number:
            self.open.add((kind, number[1]))
        return whole if new else b""

    def _end(self, kind: bytes, whole: bytes) -> bytes:
        number = _ID.search(whole)
        key = (kind, number[1] if number else b"")
        if key not in self.open:
            return b""
        self.open.discard(key)
        return whole
