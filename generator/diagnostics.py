"""What can be wrong with a filing, a pack or a Word form: a value with a place, never an exception.

A fault carries its code, its place, the officer's words, notes and one suggestion. Stages collect
faults and hand them on; nothing is written for a unit that has an error.
"""

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from generator.frozen import Frozen


class Severity(Enum):
    """How much a fault weighs: an error stops the document, a warning does not."""

    ERROR = "错误"
    WARNING = "提示"


class Place(NamedTuple):
    """Where in a file something stands: line and column count from 1, in characters.

    With a `sheet`, it is the cell of a spreadsheet file in that row and column; `counted`, of a
    table in Word, where rows and cells are counted.
    """

    file: str
    line: int
    column: int
    width: int = 1
    sheet: str = ""
    counted: bool = False

    def __str__(self) -> str:
        return f"{self.line_name}:{self.column}" if not self.sheet else self.line_name

    @property
    def line_name(self) -> str:
        """The file with the line, or with the cell: `126.yaml:42`, `填报.xlsx!支出!D7`."""
        if self.sheet:
            return f"{self.file}!{self.spot}"
        return f"{self.file}:{self.line}"

    @property
    def spot(self) -> str:
        """The line, or the cell, without the file: `第 42 行`, `支出!D7`, `第3张表!第5行第2格`."""
        if self.counted:
            return f"{self.sheet}!第{self.line}行第{self.column}格"
        if self.sheet:
            return f"{self.sheet}!{spell_column(self.column)}{self.line}"
        return f"第 {self.line} 行"


def spell_column(number: int) -> str:
    """The letters of a spreadsheet's column, which counts from 1."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class FormPlace(NamedTuple):
    """Where in a document something stands: the part and the paragraph, with its text.

    Paragraphs count from 1; 0 is the file as a whole. `where` is the way to it as a reader would
    look for it in Word (headings, table, row, column), empty where nobody has looked. In what is
    read page by page (.pdf) there is no part and no paragraph, but a `page`, counted from 1.
    """

    file: str
    part: str
    paragraph: int
    text: str
    where: str = ""
    page: int = 0

    def __str__(self) -> str:
        if self.page:
            return f"{self.file} 第{self.page}页 {self.where}".rstrip()
        if self.where:
            return f"{self.file}:{self.where}（全文第{self.paragraph}段）"
        return f"{self.file}:第{self.paragraph}段" if self.paragraph else self.file


class Fault(Frozen):
    """One thing that is wrong, said once."""

    code: str
    message: str
    place: Place | FormPlace
    severity: Severity = Severity.ERROR
    notes: tuple[str, ...] = ()
    related: tuple[tuple[Place, str], ...] = ()
    help: str = ""


def has_errors(faults: Iterable[Fault]) -> bool:
    """Whether any of the faults stops the document."""
    return any(fault.severity is Severity.ERROR for fault in faults)


# How alike two names must be for one to be taken for the other without being asked.
ALIKE = 7 / 10
_DENYING = ("非", "不", "未", "无")


def nearest(word: str, candidates: Iterable[str], alike: float = 1 / 2) -> str | None:
    """The one of the candidates that a misspelt word most likely stands for.

    `alike` is how much they must have in common, from 0 to 1; None where none has that much.
    """
    return _find_nearest(word, tuple(candidates), alike)


@lru_cache(maxsize=8192)  # a filing with errors is read again as it was meant
def _find_nearest(word: str, candidates: tuple[str, ...], alike: float) -> str | None:
    import difflib  # only where something is wrong

    some = set(word)  # most names have nothing in common with it: seen sooner than measured
    near = [name for name in candidates if not some.isdisjoint(name) and not _denies(word, name)]
    found = difflib.get_close_matches(word, near, n=1, cutoff=alike)
    return found[0] if found else None


def _denies(one: str, other: str) -> bool:
    """Whether a name is another one denied: nobody who writes the one means the other."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[1:] == shorter and longer[:1] in _DENYING


def offer_near(word: str, candidates: Iterable[str]) -> str:
    """What a word of a closed list may stand for: the one that is clearly meant, or a few."""
    import difflib  # only where something is wrong

    known = list(candidates)
    some = [it for it in known if not _denies(word, it)]
    near = difflib.get_close_matches(word, some, n=3, cutoff=2 / 5)
    if len(near) > 1 and nearest(word, known, ALIKE) is None:
        return f"是否应为其中一个：{'、'.join(near)}"
    return did_you_mean(word, known)


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """“是否应为…？” for a misspelt word, or nothing when no candidate is near."""
    match = nearest(word, candidates)
    return f"是否应为“{match}”？" if match else ""
