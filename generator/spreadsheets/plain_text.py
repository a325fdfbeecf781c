"""Text files from Windows programs: their bytes as text, and what parts the cells of a line."""

import codecs
import io
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from generator.kept import reading

_DELIMITERS = (",", "\t", ";")
_LOOKED_AT = 20  # lines
_WITH_MARK = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITHOUT_MARK = ("utf-8", "gb18030")


class EncodedText(NamedTuple):
    """A text as its bytes have it: the mark that they begin with, and how the rest is encoded."""

    text: str
    mark: bytes
    encoding: str

    def encode(self, text: str) -> bytes:
        """Another text in the same manner."""
        return self.mark + text.encode(self.encoding)


def read(raw: bytes) -> EncodedText | None:
    """The text that bytes are in UTF-8 or, as Excel and accounting systems write it, in GB18030 or
    (with its mark) UTF-16. None where they are none of these.
    """
    marked = [(mark, encoding) for mark, encoding in _WITH_MARK if raw.startswith(mark)]
    for mark, encoding in marked or ((b"", it) for it in _WITHOUT_MARK):
        with suppress(UnicodeDecodeError):
            text = raw[len(mark) :].decode(encoding)
            if "\x00" not in text:
                return EncodedText(text, mark, encoding)
    return None


def decode(raw: bytes) -> str | None:
    """The same with plain line ends."""
    found = read(raw)
    return None if found is None else reading.with_plain_line_ends(found.text)


def find_delimiter(text: str) -> str:
    """What parts the cells of a line: the mark that most of the first lines hold, outside quotes;
    of several the comma.
    """
    head = "".join(islice(io.StringIO(text), _LOOKED_AT))
    lines = "".join(head.split('"')[::2]).split("\n")
    return max(_DELIMITERS, key=lambda mark: sum(mark in line for line in lines))
