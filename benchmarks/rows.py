"""Tags that stand in rows of their own, moved into the rows beside them.

Other engines repeat and hide the rows that hold a section's ends, so a row with nothing but a tag
would be printed empty. Such tags are written between the marks below until they are moved.
"""

import re
from collections.abc import Iterator

BEGIN, MIDDLE, END = "\ue000", "\ue001", "\ue002"
_ROW = re.compile(r"<w:tr(?: [^>]*)?>.*?</w:tr>", re.DOTALL)
_FIRST_TEXT = re.compile(r"<w:t(?: [^>]*)?>")
_TAGS = re.compile(f"{BEGIN}(.*?){MIDDLE}(.*?){END}")


def alone(closing: str, opening: str) -> str:
    """What closes the section before and what opens the next, to be moved."""
    return f"{BEGIN}{closing}{MIDDLE}{opening}{END}"


def moved(xml: str) -> str:
    """The text without rows of nothing but tags: these go to the row before and the row after."""
    pieces: list[str] = []
    last, opening = 0, ""
    for is_row, piece in _split(xml):
        found = _TAGS.search(piece) if is_row else None
        if found:
            pieces[last] = _appended(pieces[last], found[1])
            opening += found[2]
            continue
        if is_row:
            last = len(pieces)
        pieces.append(_prefixed(piece, opening) if is_row else piece)
        opening = "" if is_row else opening
    return "".join(pieces)


def _split(xml: str) -> Iterator[tuple[bool, str]]:
    at = 0
    for row in _ROW.finditer(xml):
        yield False, xml[at : row.start()]
        yield True, row[0]
        at = row.end()
    yield False, xml[at:]


def _prefixed(row: str, tags: str) -> str:
    return _FIRST_TEXT.sub(lambda match: match[0] + tags, row, count=1)


def _appended(row: str, tags: str) -> str:
    head, end, tail = row.rpartition("</w:t>")
    return head + tags + end + tail
