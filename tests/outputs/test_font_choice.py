"""Which font stands in: the real one first, then one of its kind, always with our own signs."""

import os
from pathlib import Path

import pytest

from generator.outputs import font_choice, office_profile
from generator.outputs.font_choice import StandIn

NOTO = {"Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Serif CJK JP", "Noto Sans CJK JP"}
WINDOWS = {"SimSun", "NSimSun", "SimHei", "FangSong", "KaiTi", "Microsoft YaHei"}
ASKED = ("宋体", "黑体", "仿宋_GB2312", "楷体_GB2312", "方正小标宋简体", "隶书")


def test_fonts_of_single_signs_and_of_files_for_all_languages_are_called_what_they_are() -> None:
    used = ("DejaVuSans-Bold", "NotoSerifCJKjp-Bold-VKana", "SimSun", "NotoSansCJKsc-Regular")
    assert (StandIn(font_choice.SIGNS, "DejaVuSans-Bold"),) == font_choice.find_signs(used)
    shown = ["DejaVuSans-Bold", "NotoSerifCJK-Bold-VKana", "SimSun", "NotoSansCJKsc-Regular"]
    assert shown == [font_choice.name_shared(it) for it in used]


@pytest.mark.parametrize(
    ("at_hand", "expected"),
    [
        (NOTO, ["Noto Serif CJK SC", "Noto Sans CJK SC", *["Noto Serif CJK SC"] * 4]),
        (WINDOWS, ["", "", "FangSong", "KaiTi", "SimSun", "SimSun"]),
        ({"Noto Sans CJK SC"}, ["Noto Sans CJK SC"] * 6),
        (WINDOWS | {"FZXiaoBiaoSong-B05S", "STZhongsong"}, ["", "", "FangSong", "KaiTi", "",
                                                            "SimSun"]),
        (WINDOWS | {"STZhongsong"}, ["", "", "FangSong", "KaiTi", "STZhongsong", "SimSun"]),
        (NOTO | set(ASKED), [""] * 6),
        ({"Noto Sans CJK JP", "Arial"}, [""] * 6),
    ],
    ids=["Noto", "Windows", "sans only", "with Founder's", "with Office's", "all", "none of ours"],
)  # fmt: skip
def test_the_first_in_the_declared_order_stands_in(at_hand: set[str], expected: list[str]) -> None:
    used = {it.asked: it.used for it in font_choice.find_stand_ins(ASKED, at_hand)}
    assert expected == [used.get(name, "") for name in ASKED]


@pytest.mark.parametrize("name", ["Arial", "Calibri", "Standard Symbols", "Stylus"])
def test_a_latin_font_that_is_named_for_chinese_text_is_not_replaced(name: str) -> None:
    assert () == font_choice.find_stand_ins([name], NOTO)


@pytest.mark.parametrize("name", ["SimSun", "fangsong_gb2312", "STXingkai", "FZXBSJW--GB1-0"])
def test_a_chinese_font_may_be_named_in_latin_letters(name: str) -> None:
    assert ((name, "Noto Serif CJK SC"),) == font_choice.find_stand_ins([name], NOTO)


def test_digits_come_from_the_text_s_own_font_where_none_is_as_wide() -> None:
    at_hand = {"Noto Sans CJK SC", "DejaVu Serif"}
    asked = ["Times New Roman"]
    assert ((*asked, "Noto Sans CJK SC"),) == font_choice.find_stand_ins(asked, at_hand)
    assert () == font_choice.find_stand_ins(asked, at_hand | {"Liberation Serif"})


def test_what_nothing_can_stand_in_for_is_told() -> None:
    assert (StandIn("宋体", ""),) == font_choice.find_stand_ins(["宋体", "宋体"], {"Arial"})


def test_names_are_the_same_however_they_are_written() -> None:
    assert () == font_choice.find_stand_ins(["宋体", "SimHei"], {"simsun", "SIMHEI"})
    assert () == font_choice.find_stand_ins(["SimSun", "KaiTi"], {"宋体", "楷体"})


def test_digits_get_a_font_in_which_they_are_half_as_wide_as_high() -> None:
    at_hand = {"Liberation Serif", "Times New Roman", "Noto Serif CJK SC"}
    assert "Times New Roman" == font_choice.find_digits(at_hand)
    assert "Liberation Serif" == font_choice.find_digits(at_hand - {"Times New Roman"})
    assert "" == font_choice.find_digits(None)


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("SimSun & NSimSun (TrueType)", ["SimSun", "NSimSun"]),
        ("仿宋 (TrueType)", ["仿宋"]),
        ("Microsoft YaHei & Microsoft YaHei UI (TrueType)", ["Microsoft YaHei",
                                                            "Microsoft YaHei UI"]),
        ("FZXBSJW--GB1-0", ["FZXBSJW--GB1-0"]),
    ],
)  # fmt: skip
def test_windows_names_families_in_one_entry(entry: str, names: list[str]) -> None:
    assert names == font_choice.split_registered(entry)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("echo 'Noto Serif CJK SC,Noto Serif CJK SC Light'; echo '宋体,SimSun'",
         {"Noto Serif CJK SC", "Noto Serif CJK SC Light", "宋体", "SimSun"}),
        ("exit 1", None),
        (None, None),
    ],
    ids=["listed", "it fails", "nobody tells"],
)  # fmt: skip
def test_what_is_installed_is_what_fontconfig_lists(
    script: str | None, expected: set[str] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if script:
        (tmp_path / "fc-list").write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (tmp_path / "fc-list").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    font_choice.list_installed.cache_clear()
    try:
        assert expected == font_choice.list_installed()
    finally:
        font_choice.list_installed.cache_clear()


# -- how the engine learns it ----------------------------------------------------------------------


def test_the_table_of_replacements_is_as_the_engine_keeps_it() -> None:
    text = office_profile.write_registry(
        [StandIn("仿宋_GB2312", "FangSong"), StandIn("隶书", ""), StandIn("甲<乙", "A&B")]
    )
    items = text.splitlines()
    assert '<?xml version="1.0" encoding="UTF-8"?>' == items[0]
    assert (
        '<item oor:path="/org.openoffice.Office.Common/Font/Substitution/FontPairs">'
        '<node oor:name="_0" oor:op="replace">'
        '<prop oor:name="ReplaceFont" oor:op="fuse"><value>仿宋_GB2312</value></prop>'
        '<prop oor:name="SubstituteFont" oor:op="fuse"><value>FangSong</value></prop>'
        '<prop oor:name="Always" oor:op="fuse"><value>true</value></prop>'
        '<prop oor:name="OnScreenOnly" oor:op="fuse"><value>false</value></prop></node></item>'
    ) == items[-3]
    assert "甲&lt;乙" in items[-2]
    assert "隶书" not in text


def test_the_engine_is_told_to_follow_no_link_and_run_no_macro() -> None:
    text = office_profile.write_registry([])
    assert '<prop oor:name="Link" oor:op="fuse"><value>2</value>' in text
    assert '<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value>' in text


@pytest.mark.parametrize("own", ["", "/home/甲/fonts.conf"])
def test_fonts_of_other_countries_are_rejected_beside_what_the_system_says(
    own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "FONTCONFIG_FILE", own)
    text = office_profile.write_fontconfig("")
    assert f'<include ignore_missing="yes">{own or "/etc/fonts/fonts.conf"}</include>' in text
    rejected = [name for name in ("Noto Serif CJK JP", "Noto Sans CJK TC", "Source Han Sans K")
                if f"<string>{name}</string>" in text]  # fmt: skip
    assert 3 == len(rejected)
    assert "CJK SC" not in text
    assert "<match" not in text


def test_signs_that_a_latin_font_lacks_are_taken_from_the_chinese_one_first() -> None:
    at_hand = font_choice.find_plain({"Noto Sans CJK SC", "Noto Serif CJK SC", "DejaVu Sans"})
    added = [it for it in office_profile.write_fontconfig(at_hand).splitlines() if "<match" in it]
    assert 5 == len(added)
    assert (
        '  <match target="pattern"><test name="family"><string>Liberation Serif</string></test>'
        '<edit name="family" mode="append" binding="strong"><string>Noto Serif CJK SC</string>'
        "</edit></match>"
    ) in added
