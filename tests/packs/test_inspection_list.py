"""What inspectors tick off is said by the region, and judged as the other files of the law are."""

from pathlib import Path

import pytest
from support.packs import pack_named, spoil

from generator.packs import inspection, judging

FUJIAN = "templates/final-accounts/2024/fujian"
OWN = "schemas/final-accounts/2024/national/检查清单.yaml"


def test_each_published_table_is_an_item_and_the_rest_is_one() -> None:
    items = inspection.read(pack_named("部门决算", "2024"))
    tables = [it.name for it in items if it.whole]
    assert "财政拨款收入支出决算总表" in tables
    assert ["其他相关说明"] == [it.name for it in items if it.part == "rest"]


def test_the_last_folder_that_says_it_says_all_of_it() -> None:
    items = inspection.read(pack_named("部门预算", "2025", "上海"))
    assert "项目经费情况说明" == items[-1].name
    assert "财务收支预算总表" in [it.name for it in items]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("部分: 其余", "部分: 其他", "部分"),
        ("[其他重要事项, 其他相关情况], 部分: 其余", "[其他重要事项]", "没有一项收其余的内容"),
        ("目录: {部分: 目录}", "目录: {部分: 封面}", "前面已经有一项是这个部分"),
        ("部分: 不看, 批复: 次年", "部分: 封面, 批复: 次年", "看文档看得出来的一项不写批复"),
        ("标题: [名词解释]", "标题: [主要职能]", "标题“主要职能”已经在前面的一项里"),
    ],
)
def test_what_cannot_be_is_told_at_its_line(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    spoil(tmp_path)
    file = tmp_path / OWN
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    told = [(it.place.file, it.message) for it in judging.check(tmp_path / FUJIAN)]
    assert any(OWN == place and message in said for place, said in told), told
