"""What phrases.yaml may say: every case of a family, in text with the family's own fields."""

import pytest

from generator.packs.wording import cut, find_wrong, read_phrases

PRIOR = "上年数"
CHANGES = ("比上年决算数", "与上年决算数相比", "较上年决算数", "较上年")
CASES = (
    "增加", "减少", "持平", "均为零", "上年为零", "上年为负", "本年为零", "本年为负", "无上年数",
)  # fmt: skip
WHOLE = {"类": "占比", "有": "占{{ 比率 }}", "分母为零": "没有"}


def test_a_phrase_has_its_family_its_base_and_its_cases() -> None:
    [made] = read_phrases({"占": {**WHOLE, "对": PRIOR}}).values()
    expected = ("占", "占比", PRIOR, {"有": "占{{ 比率 }}", "分母为零": "没有"})
    assert expected == (made.name, made.family, made.base, made.cases)


def test_a_wording_that_can_be_filled_has_nothing_wrong() -> None:
    assert "" == find_wrong("占{{ 比率 }}，{{增减}}{{ 差额 }}万元")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("占{{ 差 }}", "没有“差”这个名称", id="unknown name"),
        pytest.param("占{{ 比率 | 万元 }}", "没有“万元”这种数式或短语", id="a filter"),
        pytest.param("占{{ 比率 }", "花括号里的写法不对", id="half a brace"),
        pytest.param(
            "占{{ 比率.upper() }}",
            "只能写 上年度、增减、差额、幅度、年度、比率",
            id="a method",
        ),
    ],
)
def test_a_wording_that_cannot_be_filled_is_told(text: str, message: str) -> None:
    assert message == find_wrong(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("持平", ["持平"]),
        ("增长{{ 幅度 }}", ["增长", "幅度", ""]),
        ("{{差额}}万元{{ 幅度 }}", ["", "差额", "万元", "幅度", ""]),
    ],
)
def test_a_wording_is_cut_into_texts_and_fields(text: str, expected: list[str]) -> None:
    assert expected == cut(text)
