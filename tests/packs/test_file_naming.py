"""How documents are called is held to what a filing has, before any filing is filled."""

from pathlib import Path

import pytest
from support.small_packs import write_pack

from generator.packs import judging

OWN = '文件名: "{{ 单位.名称 }}{{ 年度 }}年度决算"'
LIKE = "只写文字的名称，如 {{ 单位.名称 }}"


def judged(folder: Path, name: str) -> list[tuple[str, str, str]]:
    """What is wrong with a pack whose documents are called so: where, what, and what to write."""
    small = write_pack(folder, "支出")
    file = small.folder / "pack.yaml"
    written = file.read_text("utf-8")
    assert OWN in written
    file.write_text(written.replace(OWN, f"文件名: '{name}'"), "utf-8")
    faults = judging.check(small.folder)
    return [(str(it.place).rpartition("/")[2], it.message, it.help) for it in faults]


@pytest.mark.parametrize(
    "name",
    [
        "{{ 单位.名称 }}{{年度}}年度{{ 单位.称谓 }}决算",
        "{{ 上年度 }}—{{ 年度 }}{{ 用语.主体 }}",
        "决算（公开）",
    ],
)
def test_a_name_of_texts_is_right(tmp_path: Path, name: str) -> None:
    assert [] == judged(tmp_path, name)


@pytest.mark.parametrize(
    ("name", "message", "help_"),
    [
        ("{{ 单位.称胃 }}", "没有“单位.称胃”这个名称：“单位”里没有“称胃”", "是否应为“称谓”？"),
        ("{{ 年庹 }}", "没有“年庹”这个名称：没有“年庹”", "是否应为“年度”？"),
        ("{{ 单位.名称 {{ 年度 }}", "花括号里的写法不对", "只写 {{ 名称 }}，如 {{ 单位.名称 }}"),
        ("{{ 单位.名称 }决算", "花括号里的写法不对", "只写 {{ 名称 }}，如 {{ 单位.名称 }}"),
        ("｛｛ 单位.名称 ｝｝", "花括号里的写法不对", "只写 {{ 名称 }}，如 {{ 单位.名称 }}"),
        ("{% if 年度 %}决算", "花括号里的写法不对", "只写 {{ 名称 }}，如 {{ 单位.名称 }}"),
        ("{# 甲 #}决算", "花括号里的写法不对", "只写 {{ 名称 }}，如 {{ 单位.名称 }}"),
        ("{{ 单位.名称. }}", "“单位.名称.”的写法不对", LIKE),
        ("{{ 支出[1].科目 }}", "“支出[1].科目”的写法不对", LIKE),
        ("{{ 单位.名称 | 万元 }}", "“单位.名称 | 万元”：这里不用数式和短语", LIKE),
        ("{{ 单位 }}", "“单位”不是一项文字，不能用作文件名", LIKE),
        ("{{ 支出表.合计 }}", "“支出表.合计”不是一项文字，不能用作文件名", LIKE),
        ("../{{ 单位.名称 }}", "名称里有不能用作文件名的字符：'/'", "改正这里写的"),
        ("{{ 单位.名称 }}：决算.", "名称首尾不能是空格或句点", "改正这里写的"),
    ],
)
def test_a_name_that_no_document_can_have_is_told_at_its_place(
    tmp_path: Path, name: str, message: str, help_: str
) -> None:
    assert [("pack.yaml:6:6", f"“文件名”：{message}", help_)] == judged(tmp_path, name)
