"""What was published beside what is built: the comparison that both documents' tests share."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from support.ooxml import paragraphs, tables

Row = list[str]
Corrections = Mapping[tuple[str, str], Mapping[str, str]]

PUBLISHED = Path(__file__).parents[1] / "published"


def published(name: str) -> dict[str, Any]:
    """The facts of a published document: its tables by name, its sentences with figures."""
    facts: dict[str, Any] = yaml.safe_load((PUBLISHED / f"{name}.yaml").read_text("utf-8"))
    return facts


def squeezed(text: str) -> str:
    """A text without white space, as the facts were taken down."""
    return re.sub(r"\s+", "", text)


def expected_rows(rows: list[Row], name: str, corrections: Corrections) -> list[Row]:
    """The published rows without blank cells, corrected where the published cell is wrong."""
    kept = [[cell for cell in row if cell] for row in rows]
    return [_corrected(row, corrections.get((name, row[0]), {})) for row in kept]


def _corrected(row: Row, changes: Mapping[str, str]) -> Row:
    """A row with the cells put right that `changes` names as “position:published”."""
    return [changes.get(f"{number}:{cell}", cell) for number, cell in enumerate(row)]


def built_rows(document: bytes, index: int, expected: list[Row]) -> list[Row]:
    """The built rows without blank cells; prose that was written afresh reads “*”, as published."""
    rows = [[squeezed(c) for c in row if squeezed(c)] for row in tables(document)[index]]
    beside = [*expected, *[[] for _ in rows]]
    return [
        [_prose(cell, row, number) for number, cell in enumerate(built)]
        for built, row in zip(rows, beside, strict=False)
    ]


def _prose(cell: str, expected: Row, number: int) -> str:
    return "*" if number < len(expected) and expected[number] == "*" else cell


def corrected(sentences: list[str], changes: Mapping[str, str]) -> list[str]:
    """The published sentences with their wrong words put right."""
    made = []
    for sentence in sentences:
        for wrong, right in changes.items():
            sentence = sentence.replace(wrong, right)
        made.extend(sentence.split("\n"))
    return made


def built_sentences(document: bytes, expected: list[str]) -> list[str]:
    """Those built paragraphs that the published document has too, in the order they stand."""
    texts = [squeezed(text) for text in paragraphs(document)]
    return [text for text in texts if text in set(expected)]
