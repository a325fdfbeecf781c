"""A day put into a list of units: one cell of one line; all else stays to the letter."""

import csv
import io
from datetime import date

from generator.diagnostics import Fault, Place
from generator.filing import roster_table
from generator.filing.roster_table import PUBLISHED
from generator.spreadsheets import plain_text
from generator.spreadsheets.plain_text import find_delimiter

_BY_HAND = "在 Excel 里打开名录，在这个单位的“公开日期”一栏写上"


def publish_on(raw: bytes, place: Place, day: date) -> bytes | Fault:
    """A list (.csv) that says in a unit's line, which stands at a place, on which day it published;
    or why no program should write there.
    """
    listed = plain_text.read(raw)
    if listed is None:
        return _refuse(place, "名录不是能改的文本")
    text = listed.text
    lines, delimiter = text.split("\n"), find_delimiter(text)
    column = _find_column(lines, delimiter)
    if column is None:
        return _refuse(place, "名录里没有“公开日期”这一栏")
    end = "\r" if lines[place.line - 1].endswith("\r") else ""
    cells = _read(lines[place.line - 1].removesuffix(end), delimiter)
    if len(cells) != 1:
        return _refuse(place, "这个单位的一行里有换行")
    row = [*cells[0], *[""] * (column + 1 - len(cells[0]))]
    row[column] = day.isoformat()
    lines[place.line - 1] = _write(row, delimiter) + end
    made = "\n".join(lines)
    if not _differ_only(text, made, delimiter, place.line - 1):
        return _refuse(place, "名录里的引号、换行不好认")
    return listed.encode(made)


def _find_column(lines: list[str], delimiter: str) -> int | None:
    """Where the days stand, by the head of the list."""
    for line in lines[: roster_table.MAX_TITLES]:
        names = [roster_table.name_columns(row) for row in _read(line.rstrip("\r"), delimiter)]
        if len(names) == 1 and {*roster_table.NEEDED} <= {*names[0]}:
            return names[0].index(PUBLISHED) if PUBLISHED in names[0] else None
    return None


def _read(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error:
        return []


def _write(row: list[str], delimiter: str) -> str:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter, lineterminator="").writerow(row)
    return made.getvalue()


def _differ_only(old: str, new: str, delimiter: str, line: int) -> bool:
    """Whether of two lists only one line differs, and in no more than one cell that was there."""
    before, after = (old.split("\n"), new.split("\n"))
    same = before[:line] + before[line + 1 :] == after[:line] + after[line + 1 :]
    rows, others = _read(old, delimiter), _read(new, delimiter)
    changed = [(a, b) for a, b in zip(rows, others, strict=False) if a != b]
    cells = [pair for a, b in changed for pair in zip(a, b, strict=False) if pair[0] != pair[1]]
    return same and len(rows) == len(others) and len(changed) <= 1 and len(cells) <= 1


def _refuse(place: Place, why: str) -> Fault:
    return Fault("W711", f"{why}，没有写", place, help=_BY_HAND)
