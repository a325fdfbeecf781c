"""Typed words put together: what stands in several lines is looked at once, told everywhere."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.properties import examples

from generator.checks import proofreading, prose
from generator.checks.prose import Prose, Speaker
from generator.kept import library
from generator.packs import finding

SAID: Mapping[str, Any] = next(
    it
    for it in finding.choose(library.current(), "部门决算", "2024", "福建").checks
    if it["kind"] == "worded"
)
SPEAKER = Speaker(2024, "福州市“智慧福州”管理服务中心", "部门")
# What a line is made of: what is found in it hangs on what stands beside it.
PIECES = [
    *"，。）（《》“”【】\"'‘x×/ 年元",
    "2019年",
    "较22年",
    "二〇一九年",
    "截至2024年12月31日",
    "接待定",
    "待定",
    "（填写",
    "填写说明",
    "如无则删",
    "增加",
    "减少",
    "或",
    "工作",
    "3",
    "1）",
    "本单位",
    "福州市",
    "智慧福州",
    "管理服务中心",
    "住房改革",
]
LINES = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


@examples(300)
@given(st.lists(LINES, min_size=1, max_size=5), st.lists(st.integers(0, 4), max_size=4))
def test_a_text_has_slips_where_its_lines_have_some(lines: list[str], again: list[int]) -> None:
    repeated = [*lines, *(lines[at % len(lines)] for at in again)]
    whole = Prose("\n\n".join([*repeated, ""]), [], [], {})
    once = prose.drop_repeated(whole)
    finders = {it: found[2] for it, found in proofreading.FINDERS.items() if it in SAID}
    of_lines = finders.keys() - proofreading.IN_FIELDS
    expected = {it: any(finders[it](SAID[it], whole, SPEAKER)) for it in of_lines}
    assert expected == {it: any(finders[it](SAID[it], once, SPEAKER)) for it in of_lines}


def test_a_line_that_stands_twice_is_kept_once() -> None:
    repeated = Prose("产出指标\n\n数量\n另一段\n\n产出指标\n\n", [], [], {})
    assert "产出指标\n\n数量\n另一段" == prose.drop_repeated(repeated).text
