"""Where a form may place its charts: each once, alone in a paragraph, in no loop."""

from pathlib import Path

import pytest
from support.charts import write_chart_pack


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (("见{{ 图.支出结构 }}",), "没有独占一段"),
        (("{{ 图.支出结构 }}", "{{ 图.支出结构 }}"), "放了两次"),
        (("{%p for 行 in 支出表.类级 %}", "{{ 图.支出结构 }}", "{%p endfor %}"), "在循环里"),
        (("{{ 图.支出机构 }}",), "没有“图.支出机构”这个名称"),
        (("{{ 图.支出结构.各点 }}",), "没有“图.支出结构.各点”这个名称"),
        (("{{ 图.支出结构 | 万元 }}",), "“万元”前面应是一个数"),
    ],
)
def test_a_chart_in_a_wrong_place_is_told(tmp_path: Path, form: tuple[str, ...], said: str) -> None:
    told = write_chart_pack(tmp_path, *form).judge_form()
    assert any(said in it for it in told), told


def test_a_form_may_ask_whether_there_is_anything_to_draw(tmp_path: Path) -> None:
    form = ("{%p if 图.支出结构.有数 %}", "{{ 图.支出结构 }}", "图1 支出结构", "{%p endif %}")
    assert [] == write_chart_pack(tmp_path, *form).judge_form()
