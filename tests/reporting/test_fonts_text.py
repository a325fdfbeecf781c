"""Fonts that were not at hand are told in one sentence, wherever they are told."""

from generator.reporting import fonts_text


def test_fonts_that_one_stands_in_for_are_told_together() -> None:
    found = {"宋体": "某宋", "仿宋": "某宋", "黑体": ""}
    told = fonts_text.name_stand_ins(found)
    assert "这台机器没有宋体、仿宋（用的是某宋），没有黑体" == told
    assert "" == fonts_text.name_stand_ins({})
