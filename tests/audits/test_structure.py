"""Sections and tables of a form: missing, empty, in another order."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeGuard

import pytest
from support.examples import BUDGET, EXAMPLE, OTHER_REGION, TEXT_FIRST
from support.rewritten import rewritten, told, told_of

from generator.published.blocks import ReadBlock, ReadParagraph, ReadTable

SHANGHAI = OTHER_REGION[0]


@pytest.mark.parametrize(
    ("filing", "titles"),
    [
        (EXAMPLE, ("八、预算绩效情况说明", "（二）政府采购情况")),
        (SHANGHAI, ("十、预算绩效管理情况", "（一）机关运行经费支出情况")),
        (BUDGET, ("五、一般公共预算拨款基本支出情况",)),
    ],
)
def test_sections_that_are_not_there_are_told_though_their_words_stand_elsewhere(
    filing: Path, titles: Sequence[str]
) -> None:
    messages = [it for _, it in told(filing, *(f"“{it}”删去" for it in titles))]
    assert {f"没有找到“{it}”" for it in titles} <= {*messages}


@pytest.mark.parametrize("filing", [EXAMPLE, SHANGHAI], ids=lambda it: it.stem)
def test_a_table_that_is_not_below_its_title_is_told(filing: Path) -> None:
    document = rewritten(filing)
    first = next(n for n, it in enumerate(document.blocks) if isinstance(it, ReadTable))
    blocks = (*document.blocks[:first], *document.blocks[first + 1 :])
    codes = [code for code, _ in told_of(replace(document, blocks=blocks), filing)]
    assert "A831" in codes


@pytest.mark.parametrize(
    ("filing", "title"),
    [
        (EXAMPLE, "五、国有资本经营预算财政拨款支出决算情况说明"),
        (SHANGHAI, "九、国有资本经营预算财政拨款收入支出决算情况说明"),
    ],
)
def test_a_section_that_stands_elsewhere_is_told(filing: Path, title: str) -> None:
    assert ("A844", f"“{title}”的次序与表样不同") in told(filing, f"“{title}”移到最后")


def test_titles_may_be_written_without_their_heading() -> None:
    """As published documents have them: above a table its title, no heading before that."""
    document = rewritten(SHANGHAI)
    blocks = [it for it in document.blocks if not (_is_heading(it) and "决算表" in it.text[-5:])]
    told_now = told_of(replace(document, blocks=tuple(blocks)), SHANGHAI)
    assert [] == [message for code, message in told_now if code == "A831"]


def _is_heading(it: ReadBlock) -> TypeGuard[ReadParagraph]:
    return isinstance(it, ReadParagraph) and it.level == 2 and not it.entry


def test_a_heading_below_which_the_form_says_one_thing_or_another_and_nothing_stands_is_told() -> (
    None
):
    said = "没有使用国有资本经营预算财政拨款安排的支出"
    document = rewritten(TEXT_FIRST)
    blocks = tuple(it for it in document.blocks if said not in getattr(it, "text", ""))
    assert len(blocks) == len(document.blocks) - 1
    assert "A832" in {code for code, _ in told_of(replace(document, blocks=blocks), TEXT_FIRST)}


def test_one_of_the_tables_that_repeat_is_told_by_its_title() -> None:
    document = rewritten(EXAMPLE)
    title = "（2024年度）"
    numbers = [n for n, it in enumerate(document.blocks) if getattr(it, "text", "") == title]
    assert len(numbers) > 1
    at = numbers[0] + 1
    assert isinstance(document.blocks[at], ReadTable)
    blocks = (*document.blocks[:at], *document.blocks[at + 1 :])
    found = told_of(replace(document, blocks=blocks), EXAMPLE)
    assert [("A831", f"“{title}”下面没有表")] == found


def test_a_heading_over_a_list_of_which_nothing_stands_is_told() -> None:
    document = rewritten(EXAMPLE)
    blocks = document.blocks
    at = next(n for n, it in enumerate(blocks) if _is_part(it) and "名词解释" in it.text)
    end = next(n for n in range(at + 1, len(blocks)) if _is_part(blocks[n]))
    emptied = replace(document, blocks=(*blocks[: at + 1], *blocks[end:]))
    assert "A832" in {code for code, _ in told_of(emptied, EXAMPLE)}


def _is_part(it: ReadBlock) -> TypeGuard[ReadParagraph]:
    return isinstance(it, ReadParagraph) and it.level == 1 and not it.entry


def test_a_heading_that_one_of_several_projects_goes_without_is_told() -> None:
    assert [("A831", "“项目概述”有 4 处，“实施主体”只有 3 处")] == told(
        OTHER_REGION[1], "“三、实施主体”删去"
    )


def test_a_table_that_is_announced_and_does_not_come_is_told_once() -> None:
    document = rewritten(TEXT_FIRST)
    blocks = document.blocks
    at = next(n for n, it in enumerate(blocks) if "情况见下表" in getattr(it, "text", ""))
    found = told_of(replace(document, blocks=(*blocks[: at + 1], *blocks[at + 2 :])), TEXT_FIRST)
    assert ["A831"] == [code for code, _ in found]
