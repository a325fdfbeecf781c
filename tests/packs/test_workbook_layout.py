"""How a filing is laid out as a workbook: layered, and judged as the other files of the law are."""

from pathlib import Path

import pytest
from support.packs import HOME, pack_named, spoil

from generator.packs import judging, workbook_layout

FUJIAN = "templates/final-accounts/2024/fujian"
OWN = "schemas/final-accounts/2024/fujian/workbook.yaml"


def test_a_later_folder_exchanges_a_sheet_as_a_whole() -> None:
    sheets = workbook_layout.read(pack_named("部门决算", "2024").files).sheets
    assert ("全年预算数", "上年数", "增减原因") == sheets["三公经费"].beside
    assert "部门评价" in sheets["其他事项"].sections


def test_what_no_folder_says_is_nothing() -> None:
    assert workbook_layout.WorkbookLayout({}, {}) == workbook_layout.read(())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("部门评价]}", "部门考评]}", "填报文件里没有“部门考评”这一节"),
        ("并列: [全年预算数", "并列: [全年预算", "填报文件里没有“全年预算”这一按地址填的节"),
        ("部门概况.决算单位:", "部门概况.单位:", "填报文件里没有“部门概况.单位”这个清单"),
        ("{节: [三公经费]", "{节: [三公经费, 结余]", "“结余”已经在前面的表里"),
        ("清单表:", "清单:", "“清单”"),
    ],
)
def test_what_is_not_there_is_told_at_its_line(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    spoil(tmp_path)
    file = tmp_path / OWN
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    told = [(it.place.file, it.message) for it in judging.check(tmp_path / FUJIAN)]
    assert any(OWN == place and message in said for place, said in told), told


def test_the_packs_at_hand_are_right() -> None:
    assert [] == judging.check(HOME / FUJIAN)
