"""The 目录 against the headings."""

from dataclasses import replace
from pathlib import Path

import pytest
from support import published_faults
from support.examples import EXAMPLE, OTHER_REGION
from support.published_faults import read_as
from support.rewritten import rewritten

from generator.audits import contents
from generator.published import understanding
from generator.published.blocks import ReadDocument, ReadParagraph

UNIT = OTHER_REGION[2]
_ALL = pytest.mark.parametrize("filing", [EXAMPLE, UNIT], ids=lambda it: it.stem)


def levels_of(document: ReadDocument) -> dict[int, int]:
    found = read_as(document)
    return contents.list_levels(
        understanding.understand(document, found.reader, found.year), found.reader
    )


def entry_of(document: ReadDocument) -> ReadParagraph:
    return next(it for it in document.paragraphs if it.entry and "算" in it.text)


@_ALL
def test_a_heading_that_the_contents_lack_is_told(filing: Path) -> None:
    document = rewritten(filing)
    changed = published_faults.replaced(document, entry_of(document))
    assert ["A833"] == [it.code for it in contents.find(changed, levels_of(changed))]


@_ALL
def test_an_entry_that_is_misspelt_is_told_with_the_heading_that_is_meant(filing: Path) -> None:
    document = rewritten(filing)
    entry = entry_of(document)
    wrong = entry._replace(text=entry.text.replace("算", "箅", 1))
    [it] = contents.find(published_faults.replaced(document, entry, wrong), {})
    assert ("A833", True) == (it.code, "，正文的标题是“" in it.message)


def test_pages_are_those_that_are_printed_of_a_heading_above_its_table_as_well() -> None:
    place = next(rewritten(EXAMPLE).paragraphs).place
    blocks = (
        ReadParagraph("一、收入总表\t3", place, 0, 1, entry=True),
        ReadParagraph("二、支出总表\t2", place, 0, 1, entry=True),
        ReadParagraph("一、收入总表", place, 2, 3),
        ReadParagraph("收入总表", place, 0, 3),
        ReadParagraph("二、支出总表", place, 2, 4),
    )
    document = replace(rewritten(EXAMPLE), blocks=blocks, numbers={3: "2", 4: "3"}, pages=4)
    assert [
        "目录里“一、收入总表”在第 3 页，实际在第 2 页",
        "目录里“二、支出总表”在第 2 页，实际在第 3 页",
        "目录里“二、支出总表”在第 2 页，前一条在第 3 页",
    ] == [it.message for it in contents.find(document, {})]


def test_of_pages_that_are_not_known_nothing_is_said() -> None:
    place = next(rewritten(EXAMPLE).paragraphs).place
    blocks = (
        ReadParagraph("一、收入总表\t3", place, 0, 1, entry=True),
        ReadParagraph("一、收入总表", place, 2, 0),
    )
    assert [] == list(contents.find(replace(rewritten(EXAMPLE), blocks=blocks), {}))


@pytest.mark.parametrize("dots", ["...........", "........", "", "  ", "...3"])
def test_an_entry_may_have_few_dots_and_no_page(dots: str) -> None:
    place = next(rewritten(EXAMPLE).paragraphs).place
    titles = ["一、收入总表", "二、支出总表", "三、收支总表", "四、三公表"]
    shown = (f"{titles[0]}{dots}", *(f"{it}......3" for it in titles[1:]))
    entries = [ReadParagraph(it, place, entry=True) for it in shown]
    headings = [ReadParagraph(it, place, 2) for it in titles]
    document = replace(rewritten(EXAMPLE), blocks=(*entries, *headings))
    assert [] == list(contents.find(document, dict.fromkeys(range(len(headings)), 2)))
