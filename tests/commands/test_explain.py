"""`gongkai explain` takes the code of a fault or of an account."""

import pytest

from generator import cli


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("S203", "# S203 "),
        ("2100401", "2100401：功能分类，项级，一般公共预算"),
        (" 30213 ", "30213：经济分类，款级"),
        ("2100401 疾病预防控制机构", "2100401：功能分类，项级，一般公共预算"),
        ("２１００４０１", "2100401：功能分类，项级，一般公共预算"),
        ("疾病预防控制机构", "2100401：疾病预防控制机构（功能分类，项级）"),
        ("维修(护)费", "30213：维修（护）费（经济分类，款级）"),
    ],
)
def test_a_code_is_explained(code: str, first: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == cli.main(["explain", code])
    assert capsys.readouterr().out.startswith(first)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("2019850", "科目表里没有 2019850"),
        ("S999", "没有“S999”这个代码"),
        ("星际旅行", "科目表里没有名称里有“星际旅行”的科目"),
    ],
)
def test_a_code_that_nobody_knows_is_refused(
    code: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 2 == cli.main(["explain", code])
    assert told in capsys.readouterr().err
