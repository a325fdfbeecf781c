"""What a first form is made of before it is a Word file: paragraphs, titles, tables of cells."""

from enum import Enum
from typing import NamedTuple


class CellLook(Enum):
    """What a cell of a table holds, which is how it looks."""

    HEAD = "head"
    TEXT = "text"
    MIDDLE = "middle"
    FIGURE = "figure"
    TAG = "tag"  # what fills the form, and nobody reads


class Merge(Enum):
    """Whether a cell is merged with those below it."""

    NONE = ""
    BEGINS = "restart"
    GOES_ON = "continue"


class LaidCell(NamedTuple):
    """A cell: its text, its look, the columns it takes, whether it goes on below.

    What is no text stands in it in paragraphs of its own (`inside`).
    """

    text: str
    look: CellLook = CellLook.TEXT
    across: int = 1
    down: Merge = Merge.NONE
    inside: tuple[tuple[str, CellLook], ...] = ()


class LaidRow(NamedTuple):
    """A row of cells, or a heading that is repeated on each page."""

    cells: tuple[LaidCell, ...]
    heading: bool = False


class Size(Enum):
    """How large a table is written, by the words that its styles are called with."""

    PLAIN = ""
    SMALL = "小"
    DENSE = "密"


class Grid(NamedTuple):
    """A table: what each column is wide, in twentieths of a point, its rows, its size."""

    widths: tuple[int, ...]
    rows: tuple[LaidRow, ...]
    size: Size = Size.PLAIN


class LaidLine(NamedTuple):
    """A paragraph in a style of the form."""

    text: str
    style: str


class TitleLine(NamedTuple):
    """A title: its level in the outline, its number, its words; a `fresh` one begins a page.

    One without a number stands in a loop, and so in no contents.
    """

    level: int
    number: str
    text: str
    fresh: bool = False

    @property
    def separator(self) -> str:
        """What stands between the number and the words: the title of a part has two lines."""
        return "\n" if self.level == 1 else ""


class LaidPage(NamedTuple):
    """From here on pages lie on their side, or stand."""

    wide: bool


Piece = LaidLine | TitleLine | Grid | LaidPage

# The styles of the blank form (templates/blank/document.docx) that pieces are written in.
BODY, TAG = "公开正文", "填报标记"
COVER_YEAR, COVER = "封面年度", "封面标题"
CAPTION, NUMBER, UNIT, UNIT_WIDE = "表题", "表号", "单位行", "单位行横页"
REMARK, NEW_PAGE = "表注", "另起页"

TALL_WIDTH, WIDE_WIDTH = 8844, 12756  # what is between the margins, in twentieths of a point


def tagged(text: str, level: str = "p") -> str:
    """A tag alone in its paragraph (`p`) or row (`tr`)."""
    return f"{{%{level} {text} %}}"


def tag_row(text: str, columns: int) -> LaidRow:
    """A row that holds nothing but a tag."""
    return LaidRow((LaidCell(tagged(text, "tr"), CellLook.TAG, columns),))
