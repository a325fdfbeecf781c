"""What a form says of one and not of several: a department of a single unit has no 单位构成."""

from pathlib import Path

import pytest
from support.small_packs import write_pack

RULES = "决算单位: {每条: {单位名称: 文字}}\n"
FORM = (
    "{% if 决算单位.多于一 %}二、部门决算单位构成{% else %}二、机构设置{% endif %}",
    "{%p for 单位 in 决算单位 %}",
    "{{ 单位.单位名称 }}",
    "{%p endfor %}",
)
UNITS = ["某地财政局（本级）", "某地国库收付中心"]
ALONE = "二、机构设置"
SEVERAL = "二、部门决算单位构成"


@pytest.mark.parametrize(("count", "heading"), [(0, ALONE), (1, ALONE), (2, SEVERAL)])
def test_a_heading_follows_how_many_units_there_are(
    tmp_path: Path, count: int, heading: str
) -> None:
    small = write_pack(tmp_path, *FORM, rules=RULES)
    assert ([], []) == (small.judge(), small.judge_form())
    listed = "".join(f"  - {{单位名称: {name}}}\n" for name in UNITS[:count])
    assert [heading, *UNITS[:count]] == small.say(f"决算单位:\n{listed}" if listed else "")
