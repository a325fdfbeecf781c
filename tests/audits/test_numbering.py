"""Numbers of headings and items one after another, and what stands twice."""

from dataclasses import replace

from support.examples import BUDGET, EXAMPLE
from support.rewritten import rewritten, told_of

from generator.audits import numbering
from generator.diagnostics import FormPlace
from generator.published.blocks import ReadBlock, ReadDocument, ReadParagraph, ReadTable

_PLACE = FormPlace("公开.docx", "", 1, "")


def test_a_number_that_is_left_out_or_used_twice_is_told() -> None:
    assert ["“三、丙”是第 3，前面是第 1"] == _told("一、甲", "三、丙", "四、丁")
    assert ["“（二）丙”又是第 2，前面是第 2"] == _told(
        "（一）甲", "（二）乙", "（二）丙", "（三）丁"
    )
    assert ["“（一）乙”又是第 1，前面是第 1"] == _told("（一）甲", "（一）乙")
    assert ["“3. 丙”是第 3，前面是第 1"] == _told("1. 甲", "3. 丙")
    assert 1 == len(_told("一、甲", "三、丙", "二、乙", "四、丁", "五、戊"))


def test_a_first_item_behind_the_second_is_told() -> None:
    assert ["“一、甲”是第 1，前面是第 2"] == _told("二、乙", "一、甲")
    assert [] == _told("二、乙", "三、丙", "第二部分 丁", "一、甲")


def test_lists_stand_within_lists_of_any_shape() -> None:
    assert [] == _told(
        "一、甲", "（一）子", "（二）丑", "二、乙", "（一）子", "1. 寅", "2. 卯", "三、丙"
    )
    assert [] == _told("五、甲", "一、子", "二、丑", "六、乙", "七、丙")
    assert [] == _told("九、甲", "十、乙", "十一、丙", "十二、丁")


def test_a_note_below_a_table_begins_anew() -> None:
    table = ReadTable((), 1, 1, _PLACE)
    lines: list[ReadBlock] = [ReadParagraph(it, _PLACE) for it in ("1. 甲", "2. 乙")]
    note = [ReadParagraph(it, _PLACE) for it in ("注：1. 甲", "2. 乙", "3. 丙")]
    assert [] == _find([*lines, table, *note])


def test_a_paragraph_and_a_row_that_stand_twice_are_told() -> None:
    document = rewritten(EXAMPLE)
    blocks = document.blocks
    at = next(n for n, it in enumerate(blocks) if "财政拨款收入总计" in getattr(it, "text", ""))
    twice = replace(document, blocks=(*blocks[:at], blocks[at], *blocks[at:]))
    assert ["A823"] == [code for code, message in told_of(twice, EXAMPLE) if "两遍" in message]

    document = rewritten(BUDGET)
    table = list(document.tables)[2]
    row = next(n for n, it in enumerate(table.rows) if len(it[0].text) == 7)
    new = replace(table, rows=(*table.rows[:row], table.rows[row], *table.rows[row:]))
    twice = replace(document, blocks=tuple(new if it is table else it for it in document.blocks))
    assert ["A823"] == [code for code, message in told_of(twice, BUDGET) if "列了两次" in message]


def _told(*lines: str) -> list[str]:
    return _find([ReadParagraph(it, _PLACE) for it in lines])


def _find(blocks: list[ReadBlock]) -> list[str]:
    document = ReadDocument("公开.docx", ".docx", tuple(blocks))
    return [it.message for it in numbering.find(document)]
