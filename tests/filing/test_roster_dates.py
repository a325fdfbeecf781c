"""A day in a list of units: one cell changes; what is not sure to be right is left to people."""

from datetime import date

import pytest

from generator.diagnostics import Fault, Place
from generator.filing import roster_dates

DAY = date(2025, 8, 30)
HEAD = "代码,名称,类型,上级,批复日期,公开日期,联系人"
PLACE = Place("单位名录.csv", 2, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_the_cell_changes_in_any_encoding(encoding: str, end: str) -> None:
    rows = [HEAD, '126,"甲,中心",事业单位,,2025-08-15,2025-08-01,张', "127,乙,行政单位,126,,,", ""]
    made = roster_dates.publish_on(end.join(rows).encode(encoding), PLACE, DAY)
    rows[1] = rows[1].replace("2025-08-01", "2025-08-30")
    assert end.join(rows).encode(encoding) == made


def test_a_short_line_gets_its_cell() -> None:
    raw = f"名录\n{HEAD}\n126,甲,事业单位,\n".encode()
    made = roster_dates.publish_on(raw, PLACE._replace(line=3), DAY)
    assert f"名录\n{HEAD}\n126,甲,事业单位,,,2025-08-30\n".encode() == made


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("代码,名称,类型,上级\n126,甲,事业单位,\n", "没有“公开日期”这一栏"),
        (f'{HEAD}\n126,"甲\n中心",事业单位,,,,\n', "有换行"),
    ],
)
def test_what_is_not_sure_is_left_to_people(text: str, said: str) -> None:
    made = roster_dates.publish_on(text.encode(), PLACE, DAY)
    assert isinstance(made, Fault)
    assert said in made.message
    assert "Excel" in (made.help or "")
