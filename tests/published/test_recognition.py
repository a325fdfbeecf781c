"""Which document it is, told by its headings; of what unit, by its words."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, OTHER_REGION, TEXT_FIRST
from support.reading_back import blocks_of, pack_of, produced, understood

from generator.audits import audit
from generator.kept import library
from generator.packs import finding
from generator.published import recognition
from generator.published.blocks import ReadDocument, ReadParagraph

ROOT = library.current()
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
    found, why = recognition.recognize(blocks_of(outcome.document), ROOT)
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
    found, _ = recognition.recognize(document, ROOT)
    assert found is not None
    assert ("2024", 2022, "没有 2022 年度的表样，照 2024 年度的读") == (
        found.pack.key[1],
        found.year,
        found.note,
    )


def test_what_is_no_such_document_is_said_to_be_none() -> None:
    document = blocks_of(produced(EXAMPLE).document)
    bare = tuple(it for it in document.paragraphs if not it.level)[40:60]
    found, why = recognition.recognize(replace(document, blocks=bare), ROOT)
    assert (None, "认不出这是哪种文档：标题与现有的表样都不合") == (found, why)


# -- of a region without a form ------------------------------------------------------------------

STRANGE = [(TEXT_FIRST, "四川", "上海"), (OTHER_REGION[0], "上海", "四川")]


def without(region: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if there were no packs of a region."""
    left = {key: it for key, it in finding.list_available(ROOT).items() if key[2] != region}
    monkeypatch.setattr(finding, "list_available", lambda _: left)


@pytest.mark.parametrize(("filing", "region", "like"), STRANGE, ids=["四川", "上海"])
def test_a_region_that_is_not_known_is_said_to_be_so(
    filing: Path, region: str, like: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = blocks_of(produced(filing).document)
    without(region, monkeypatch)
    found, _ = recognition.recognize(document, ROOT)
    assert found is not None
    assert (like, True) == (found.pack.key[2], found.strange)
    assert f"认不出是哪个地区的，照最像的{like}的读" in found.note
    made = audit.judge(document, found)
    assert () == made.findings
    assert found.note == made.note


def test_the_region_that_is_given_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    filing, region, like = STRANGE[0]
    document = blocks_of(produced(filing).document)
    without(region, monkeypatch)
    found, _ = recognition.recognize(document, ROOT, like)
    assert found is not None
    assert (False, "") == (found.strange, found.note)


def test_a_region_that_has_no_form_is_named_with_those_that_have_one() -> None:
    document = blocks_of(produced(EXAMPLE).document)
    found, why = recognition.recognize(document, ROOT, "陕西")
    assert (None, "没有 陕西 的表样，现有的：上海、四川、福建") == (found, why)
