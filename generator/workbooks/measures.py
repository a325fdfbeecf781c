"""How high rows have to be, and which cells below each other take the same."""

from collections.abc import Iterator, Sequence

from generator.workbooks.sheets import FILL, FilledCell

LINE, _HIGHEST = 17, 400  # points


def height(cells: Sequence[FilledCell], widths: Sequence[int]) -> int:
    """How high a row is that shows all its words, as far as rows go; programs do not see to it."""
    lines = max(
        (_count_lines(cell.text, width) for cell, width in zip(cells, widths, strict=True)),
        default=1,
    )
    return min(lines * LINE, _HIGHEST)


def head_height(labels: Sequence[str], widths: Sequence[int]) -> int:
    """How high a row of headings is; they are in bold."""
    pairs = zip(labels, widths, strict=True)
    return (LINE + 1) * max(_count_lines(label, width - 1) for label, width in pairs)


def _count_lines(text: str | None, width: int) -> int:
    """How many lines a text takes in a cell; a wide character takes as much as two."""
    sizes = (sum(2 if ord(char) > 0xFF else 1 for char in it) for it in (text or "").split("\n"))
    return sum(max(-(-size // max(width - 1, 1)), 1) for size in sizes)


def list_runs(
    rows: Sequence[tuple[FilledCell, ...]], first: int
) -> Iterator[tuple[int, int, int, FilledCell]]:
    """The longest runs of cells to be filled, column by column, that follow the same rule."""
    width = max(map(len, rows), default=0)
    for column in range(width):
        top = 0
        for row in range(1, len(rows) + 1):
            ended = row == len(rows) or rows[row][column].rule is not rows[top][column].rule
            if ended:
                if rows[top][column].look == FILL and rows[top][column].rule:
                    yield first + top, first + row - 1, column, rows[top][column]
                top = row
