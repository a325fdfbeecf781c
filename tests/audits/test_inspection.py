"""The list that inspectors tick off: what was found and what was not read, each in its part."""

from dataclasses import replace

import pytest
from support import fault_table, published_faults
from support.examples import EXAMPLE, OTHER_REGION
from support.reading_back import blocks_of, produced

from generator.audits import audit
from generator.audits.audit import Audit
from generator.audits.inspection import IN_ORDER, PROBLEM, UNJUDGED
from generator.diagnostics import FormPlace
from generator.published.blocks import Gap, ReadBlock, ReadDocument, ReadParagraph, ReadPlace
from generator.published.recognition import Recognized


def recognised() -> tuple[ReadDocument, Recognized]:
    document = blocks_of(produced(EXAMPLE).document)
    return document, published_faults.read_as(document)


def on_page(place: ReadPlace, page: int) -> FormPlace:
    assert isinstance(place, FormPlace)
    return place._replace(page=page, paragraph=0)


def verdicts(made: Audit) -> dict[str, str]:
    return {it.name: it.verdict for it in made.items}


def wrong(made: Audit) -> list[str]:
    return [it.name for it in made.items if it.verdict == PROBLEM]


def test_a_clean_document_is_in_order_but_for_what_it_cannot_tell() -> None:
    found = verdicts(audit.judge(*recognised()))
    assert UNJUDGED == found.pop("及时性")
    assert {IN_ORDER} == set(found.values())
    names = ["封面", "目录", "主要职能", "机构设置", "名词解释", "决算情况说明"]
    assert names == list(found)[: len(names)]
    assert "收入支出决算总表" in found
    assert "一般公共预算财政拨款“三公”经费支出决算表" in found


def test_the_items_are_those_of_the_region() -> None:
    document = blocks_of(produced(OTHER_REGION[0]).document)
    found = verdicts(audit.judge(document, published_faults.read_as(document)))
    assert {IN_ORDER, UNJUDGED} == set(found.values())
    assert [it for it, verdict in found.items() if verdict == UNJUDGED] == ["及时性"]


@pytest.mark.parametrize(
    ("change", "item"),
    [
        ("“支出总计4052.48万元”写成“支出总计4025.48万元”", "决算情况说明"),
        ("“收入决算表”写成“收入决算表（XX）”", "收入决算表"),
    ],
)
def test_what_is_found_stands_in_the_part_of_its_place(change: str, item: str) -> None:
    document, found = recognised()
    made = audit.judge(published_faults.rewrite(document, change), found)
    assert made.findings
    assert item in wrong(made)


def test_what_the_contents_say_otherwise_is_theirs_wherever_it_was_seen() -> None:
    document, found = recognised()
    entries = [it for it in document.paragraphs if it.entry and "名词解释" in it.text]
    blocks = tuple(it for it in document.blocks if it not in entries)
    made = audit.judge(replace(document, blocks=blocks), found)
    assert ["A833"] == [it.code for it in made.findings]
    assert ["目录"] == wrong(made)


def test_every_finding_is_in_exactly_one_item() -> None:
    document, found = recognised()
    for name in list(fault_table.CLASSES)[::5]:
        for _, _, changed in fault_table.plant_all(document, [0], [name]):
            made = audit.judge(changed, found)
            numbers = sorted(n for it in made.items for n in it.findings)
            assert list(range(len(made.findings))) == numbers, name


def test_what_was_not_read_is_not_in_order() -> None:
    document, found = recognised()
    for number, block in enumerate(document.blocks):
        if isinstance(block, ReadParagraph) and block.text.endswith("名词解释") and block.level:
            place = document.blocks[number + 2].place
    made = audit.judge(replace(document, gaps=(Gap("图片", place),)), found)
    item = next(it for it in made.items if it.name == "名词解释")
    assert (UNJUDGED, "1 处未读出") == (item.verdict, item.why)


def test_a_part_that_is_not_there_is_never_in_order() -> None:
    document, found = recognised()
    tables = [it for it in document.blocks if not isinstance(it, ReadParagraph)]
    made = audit.judge(replace(document, blocks=tuple(tables)), found)
    assert IN_ORDER not in {
        it.verdict for it in made.items if it.name in ("封面", "目录", "主要职能", "名词解释")
    }


def test_a_page_that_was_lost_is_of_the_parts_on_both_of_its_sides() -> None:
    document, found = recognised()
    at = {"主要职责": 4, "决算单位": 5, "工作总结": 6}
    blocks, page = list[ReadBlock](), 1
    for block in document.blocks:
        if isinstance(block, ReadParagraph):
            if block.level and not block.entry:
                page = next((n for word, n in at.items() if word in block.text), page)
            block = block._replace(page=page, place=on_page(block.place, page))
        blocks.append(block)
    lost = Gap("扫描的一页，没有文字", FormPlace("公开.pdf", "", 0, "", "", 5))
    made = audit.judge(replace(document, blocks=tuple(blocks), gaps=(lost,)), found)
    assert UNJUDGED == verdicts(made)["机构设置"]


def test_the_contents_are_looked_at_by_another_year_s_form_and_not_by_another_region_s() -> None:
    document, found = recognised()
    later = audit.judge(document, found._replace(note="照相近一年的表样读"))
    assert IN_ORDER == verdicts(later)["目录"]
    elsewhere = audit.judge(document, found._replace(note="照最像的读", strange=True))
    assert UNJUDGED == verdicts(elsewhere)["目录"]
