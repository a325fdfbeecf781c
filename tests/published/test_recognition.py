"""Which document it is, told by its headings; of what unit, by its words."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, OTHER_REGION
from support.reading_back import blocks_of, pack_of, produced, understood

from generator.kept import library
from generator.published import recognition
from generator.published.blocks import ReadDocument, ReadParagraph

OWN = [EXAMPLE, BUDGET, OTHER_REGION[0], OTHER_REGION[2]]


def with_year(document: ReadDocument, old: str, new: str) -> ReadDocument:
    blocks = tuple(
        it._replace(text=it.text.replace(old, new)) if isinstance(it, ReadParagraph) else it
        for it in document.blocks
    )
    return replace(document, blocks=blocks)


@pytest.mark.parametrize("path", OWN, ids=lambda it: it.stem)
def test_a_document_is_known_by_its_headings(path: Path) -> None:
    outcome = produced(path)
    found, why = recognition.recognize(blocks_of(outcome.document), library.current())
    assert found is not None, why
    assert (pack_of(outcome).key, int(pack_of(outcome).key[1]), "") == (
        found.pack.key,
        found.year,
        found.note,
    )


def test_its_unit_is_what_it_is_called_most_often() -> None:
    outcome = produced(OTHER_REGION[2])
    said = understood(outcome)
    assert ("上海市普陀区商务委员会", "单位") == recognition.name_unit(said.readings)


def test_a_year_without_a_form_is_read_by_the_nearest() -> None:
    document = with_year(blocks_of(produced(OTHER_REGION[0]).document), "2024年", "2022年")
    found, _ = recognition.recognize(document, library.current())
    assert found is not None
    assert ("2024", 2022, "没有 2022 年度的表样，照 2024 年度的读") == (
        found.pack.key[1],
        found.year,
        found.note,
    )


def test_what_is_no_such_document_is_said_to_be_none() -> None:
    document = blocks_of(produced(EXAMPLE).document)
    bare = tuple(it for it in document.paragraphs if not it.level)[40:60]
    found, why = recognition.recognize(replace(document, blocks=bare), library.current())
    assert (None, "认不出这是哪种文档：标题与现有的表样都不合") == (found, why)
