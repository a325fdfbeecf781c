"""What a measure found: a table to print (Markdown, as the README has it) and to keep as JSON."""

from dataclasses import dataclass, field
from typing import Any

Value = str | int | float


@dataclass(frozen=True)
class Table:
    """A title, the heads of the columns, the rows, and what must be said beneath."""

    title: str
    heads: tuple[str, ...]
    rows: list[tuple[Value, ...]]
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The table in Markdown."""
        rule = ["---", *["---:"] * (len(self.heads) - 1)]
        lines = [f"### {self.title}", "", _line(self.heads), _line(rule, "")]
        lines += [_line([shown(value) for value in row]) for row in self.rows]
        if self.notes:
            lines += ["", *(f"- {note}" for note in self.notes)]
        return "\n".join(lines)

    def data(self) -> dict[str, Any]:
        """The table for JSON."""
        rows = [dict(zip(self.heads, row, strict=True)) for row in self.rows]
        return {"title": self.title, "rows": rows, "notes": self.notes}


def _line(cells: Any, gap: str = " ") -> str:
    return "|" + "|".join(f"{gap}{cell}{gap}" for cell in cells) + "|"


def shown(value: Value) -> str:
    """A number with three digits that count; anything else as it is."""
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else value
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def verdict(reached: bool) -> str:
    """Whether a demand is met."""
    return "达到" if reached else "未达到"
