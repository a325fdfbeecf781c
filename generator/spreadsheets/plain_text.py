"""Text files from Windows programs: their bytes as text, and what parts the cells of a line."""

import codecs
import io
from itertools import islice

from generator.kept import reading

_DELIMITERS = (",", "\t", ";")
_LOOKED_AT = 20  # lines
_WITH_MARK = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(raw: bytes) -> str | None:
    """The text that bytes are in UTF-8 or, as Excel and accounting systems write it, in GB18030 or
    (with its mark) UTF-16; its line ends are plain. None where they are none of these.
    """
    for mark, encoding in _WITH_MARK:
        if raw.startswith(mark):
            return _decode(raw[len(mark) :], encoding)
    text = _decode(raw, "utf-8")
    return _decode(raw, "gb18030") if text is None else text


def _decode(raw: bytes, encoding: str) -> str | None:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else reading.with_plain_line_ends(text)


def find_delimiter(text: str) -> str:
    """What parts the cells of a line: the mark that most of the first lines hold, outside quotes;
    of several the comma.
    """
    head = "".join(islice(io.StringIO(text), _LOOKED_AT))
    lines = "".join(head.split('"')[::2]).split("\n")
    return max(_DELIMITERS, key=lambda mark: sum(mark in line for line in lines))
