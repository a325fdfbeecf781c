"""What phrases.yaml may say: every case of a family, in text with the family's own fields."""

import pytest
import yaml
from support.examples import ROOT

from generator.packs.wording import PhraseError, cut, read_phrases

PHRASES = ROOT / "templates" / "final-accounts" / "2024" / "fujian" / "phrases.yaml"
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


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        pytest.param({"类": "占比", "有": "占{{ 比率 }}"}, "分母为零", id="a case left out"),
        pytest.param({**WHOLE, "持平": "同"}, "持平", id="a case of another family"),
        pytest.param({**WHOLE, "类": "比例"}, "变动、完成、占比", id="no such family"),
        pytest.param({"有": "占", "分母为零": "没有"}, "变动、完成、占比", id="family left out"),
    ],
)
def test_an_incomplete_phrase_is_refused_by_name(entry: dict[str, str], words: str) -> None:
    with pytest.raises(PhraseError, match="“占”") as caught:
        read_phrases({"占": entry})
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("占{{ 差 }}", "短语“占”的“有”：没有“差”这个名称", id="unknown name"),
        pytest.param(
            "占{{ 比率 | 万元 }}", "短语“占”的“有”：没有“万元”这种数式或短语", id="a filter"
        ),
        pytest.param("占{{ 比率 }", "短语“占”的“有”：花括号里的写法不对", id="half a brace"),
        pytest.param(
            "占{{ 比率.upper() }}",
            "短语“占”的“有”：只能写 增减、差额、幅度、比率",
            id="a method",
        ),
    ],
)
def test_a_wording_that_cannot_be_filled_is_refused_when_it_is_read(
    text: str, message: str
) -> None:
    with pytest.raises(PhraseError) as caught:
        read_phrases({"占": {**WHOLE, "有": text}})
    assert message == str(caught.value)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_must_word_each_of_its_cases(name: str) -> None:
    raw = yaml.safe_load(PHRASES.read_text("utf-8"))[name]
    for case in CASES:
        with pytest.raises(PhraseError, match=case):
            read_phrases({name: {key: text for key, text in raw.items() if key != case}})


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
