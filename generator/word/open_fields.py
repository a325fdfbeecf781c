"""The fields that a reading of a document stands in: what of them is shown, and when."""

import re
from typing import Any

from generator.word import fields
from generator.word.ooxml import W

_NUMBER = re.compile(r"[\s\-–—0-9ivxlcIVXLC]{0,8}")
# Fields that show something although no result of theirs is in the file.
_SHOWS_ITSELF = re.compile(r"\s*(EQ|SYMBOL|MACROBUTTON|GOTOBUTTON|AUTONUM\w*|LISTNUM|ADVANCE)\b")
# Fields that Word fills in anew by itself, and those that show nothing.
_CHANGES = re.compile(r"\s*(DATE|TIME|DDEAUTO|LINK|TC|TA|XE|RD)\b", re.IGNORECASE)
# Fields whose result is typed, or stands elsewhere in the text; any other computes it when asked.
_KEEPS = re.compile(r"\s*(HYPERLINK|TOC|REF|NOTEREF|SEQ|FORM\w+|PRIVATE)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
# Where a result begins: in which text, after how many pieces, at which sign.
Start = tuple[int, int, int]


class OpenField:
    """A field that is not closed; `start` is None as long as its result has not begun."""

    def __init__(self, instruction: str, node: Any) -> None:
        self.instruction = instruction
        self.stale = node.get(f"{W}dirty") in ("1", "true", "on")
        self.locked = node.get(f"{W}fldLock") in ("1", "true", "on")
        self.start: Start | None = None

    @property
    def shows_itself(self) -> bool:
        """Whether the field shows what is not in the file."""
        return _SHOWS_ITSELF.match(self.instruction) is not None

    @property
    def changes(self) -> bool:
        """Whether Word shows something else than the result in the file."""
        anew = _CHANGES.match(self.instruction) is not None
        return self.stale or anew or fields.is_page_number(self.instruction)

    @property
    def computes(self) -> bool:
        """Whether Word may show something else once somebody has fields updated."""
        return not self.locked and _KEEPS.match(self.instruction) is None

    def is_page(self, shown: str) -> bool:
        """Whether what the field shows is the number of a page, and nothing else."""
        numbered = fields.is_page_number(self.instruction)
        return numbered and _NUMBER.fullmatch(shown) is not None


class OpenFields:
    """The fields that are open, the innermost last."""

    def __init__(self) -> None:
        self._open: list[OpenField] = []

    @property
    def none(self) -> bool:
        """Whether nothing stands in any."""
        return not self._open

    @property
    def show(self) -> bool:
        """Whether text that stands here is shown: it is in no field's instruction."""
        return all(field.start is not None for field in self._open)

    @property
    def list_headings(self) -> bool:
        """Whether what stands here is the 目录."""
        return any(_CONTENTS.match(field.instruction) for field in self._open)

    def begin(self, instruction: str, start: Start, node: Any) -> None:
        """Go into a field that is one element."""
        self._open.append(OpenField(instruction, node))
        self._open[-1].start = start

    def pass_(self, node: Any, start: Start) -> OpenField | None:
        """Go past a border of a field, or a piece of its instruction; the field that ends here."""
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append(OpenField("", node))
        elif self._open and kind == "separate":
            self._open[-1].start = start
        elif self._open and kind == "end":
            return self.end()
        elif self._open and kind is None:
            self._open[-1].instruction += node.text or ""
        return None

    def end(self) -> OpenField:
        """Come out of the innermost field."""
        return self._open.pop()
