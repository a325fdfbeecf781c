"""The last rows of a table stay on one page: none of its pages has only one to three of them.

Word and WPS have no widow control for rows. A form cannot say it either: which rows are the last is
known only when it is filled.
"""

import re

LEAST = 4  # rows that stay together
_TABLE, _TABLE_END, _ROW_END = b"<w:tbl>", b"</w:tbl>", b"</w:tr>"
# A paragraph's beginning, up to where it says whether it is kept with the next one.
_BEGINNING = re.compile(
    rb"(<w:p(?:\s[^>]*)?(?<!/)>\s*)"
    rb"(?:<w:pPr\s*/>|(<w:pPr>\s*(?:<w:pStyle\b[^>]*/>\s*)?))?"
    rb"(<w:keepNext\b)?"
)
_KEPT = b"<w:keepNext/>"


def keep_together(xml: bytes) -> bytes:
    """A part whose tables' last rows are each kept with the next one."""
    pieces, begun = [], len(xml)
    end = xml.rfind(_TABLE_END)
    while end >= 0:
        first, last = _find_rows(xml, xml.rfind(_TABLE, 0, end), end)
        if first < last:
            pieces += [xml[last:begun], _BEGINNING.sub(_keep, xml[first:last])]
            begun = first
        end = xml.rfind(_TABLE_END, 0, min(end, begun))
    return b"".join((xml[:begun], *reversed(pieces)))


def _find_rows(xml: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the last rows of a table stand, without the very last; nothing where it has no more."""
    ends = [xml.rfind(_ROW_END, start, end)]
    while ends[-1] >= 0 and len(ends) <= LEAST:
        ends.append(xml.rfind(_ROW_END, start, ends[-1]))
    return (start if ends[-1] < 0 else ends[-1]), ends[min(1, len(ends) - 1)]


def _keep(match: re.Match[bytes]) -> bytes:
    paragraph, properties, said = match.groups()
    if said:
        return match[0]
    if properties:
        return paragraph + properties + _KEPT
    return paragraph + b"<w:pPr>" + _KEPT + b"</w:pPr>"
