"""What a correction changes as a whole: typed values, figures, doubts; and how `diff` says it."""

import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from support.corrections import pair
from support.examples import EXAMPLE, Edit, copy_inputs
from support.years import next_year, root

from generator import cli
from generator.corrections import revision
from generator.corrections.revision import Revision
from generator.filling.marks import Aspect
from generator.reporting import revisions

__all__ = ["root"]
PURCHASE = ("服务: 30887496.30", "服务: 31887496.30")


def revised(new: Path) -> Revision:
    return revision.compare(*pair(EXAMPLE, new))


def test_every_printed_figure_that_moves_is_named_with_its_old_and_new_text(edited: Edit) -> None:
    found = revised(edited(PURCHASE))
    assert [
        (("政府采购.总额",), Aspect.VALUE, "3094.51", "3194.51"),
        (("政府采购.服务",), Aspect.VALUE, "3088.75", "3188.75"),
        (("政府采购.中小企业占比",), Aspect.RATE, "38.64%", "37.43%"),
        (("政府采购.服务占比",), Aspect.RATE, "38.53%", "37.32%"),
    ] == [(item.addresses, item.aspect, item.old, item.new) for item in found.moved]
    assert ("30945124.80元", "31945124.80元") == (
        found.moved[0].old_exact,
        found.moved[0].new_exact,
    )
    assert (0, 0) == (found.silent, found.unprinted)


def test_one_quantity_under_several_addresses_is_one_figure(edited: Edit) -> None:
    old = "资金: 非财政拨款, 项目支出: 3236007.94"
    found = revised(edited((old, "资金: 非财政拨款, 项目支出: 3246007.94")))
    (item,) = (m for m in found.moved if m.old == "1471.59")
    assert (
        "按功能分类支出[201].决算数",
        "支出决算表[201].本年支出合计",
        "支出决算表[20103].本年支出合计",
    ) == item.addresses


def test_what_moves_without_showing_it_is_counted(edited: Edit) -> None:
    found = revised(edited(("服务: 30887496.30", "服务: 30887496.31")))
    assert (0, 0) == (len(found.moved), len(found.passages))
    assert 2 <= found.silent
    assert 0 == found.unprinted


def test_what_is_printed_nowhere_is_counted(edited: Edit) -> None:
    old = "一般公共预算财政拨款: 354345.80, 非财政拨款: 3585976.95"
    new = "一般公共预算财政拨款: 355345.80, 非财政拨款: 3584976.95"
    assert 0 < revised(edited((old, new))).unprinted


def test_two_equal_filings_differ_in_nothing(edited: Edit) -> None:
    found = revised(edited())
    assert (0, 0, 0, 0, 0, 0) == tuple(
        map(
            len, (found.typed, found.moved, found.passages, found.flips, found.doubts, found.errors)
        )
    )
    assert revisions.text(found).endswith("两份没有不同")


def test_a_text_of_digits_written_otherwise_is_a_change_since_it_prints_otherwise(
    edited: Edit,
) -> None:
    found = revised(edited(('代码: "126"', '代码: "0126"'), ("完成值: 35.8,", "完成值: 35.80,")))
    assert [("126", "0126"), ("35.8", "35.80")] == [(c.old, c.new) for c in found.typed]
    assert 2 == len(found.passages)


def _separated(match: re.Match[str]) -> str:
    return f'"{Decimal(match[0]):,}"'


def test_an_amount_written_with_separators_is_no_change(tmp_path: Path) -> None:
    new = tmp_path / EXAMPLE.name
    text = EXAMPLE.read_text("utf-8")
    new.write_text(re.sub(r"(?<=: )\d+\.\d\d\b", _separated, text), "utf-8")
    found = revised(new)
    assert new.read_text("utf-8") != text
    assert ((), ()) == (found.typed, found.passages)


def test_a_reason_that_now_speaks_of_the_other_direction_is_doubted(edited: Edit) -> None:
    found = revised(edited(("2010350: 4916502.22", "2010350: 5916502.22")))
    (fault,) = found.doubts
    assert "是减少，原因写的是“人员支出增加”" in fault.message
    assert f"{fault.place}: C312 {fault.message}" in revisions.text(found)


def test_a_neutral_reason_under_a_turned_trend_is_doubted_too(edited: Edit) -> None:
    text = revisions.text(revised(edited(("2210202: 97122.44", "2210202: 90000.00"))))
    assert (
        "一般公共预算财政拨款支出决算表[2210202].小计 由减少变为增加，原因没有改：“人员变动”"
        in text
    )


def test_a_reason_is_doubted_although_the_same_words_are_doubted_of_another_figure(
    edited: Edit,
) -> None:
    found = revised(
        edited(
            ("  收入支出决算总表.收入总计: 48180351.82", "  收入支出决算总表.收入总计: 30000000"),
            ("收入总计: 43310391.25", "收入总计: 36938780.19"),
        )
    )
    (fault,) = found.doubts
    assert fault.message.startswith(
        "收入支出决算总表.收入总计 是增加，原因写的是“项目经费预算减少”"
    )
    text = revisions.text(found)
    stale = "由减少变为持平，原因没有改：“项目经费预算减少”"
    assert f"  财政拨款收入支出决算总表.收入总计.合计 {stale}" in text
    assert 1 == text.count("原因没有改")


def test_with_errors_drafts_are_compared_and_said_to_be(edited: Edit) -> None:
    found = revised(
        edited(("支出决算表.合计.项目支出: 32794388.05", "支出决算表.合计.项目支出: 1"))
    )
    assert found.draft
    assert ["L406"] == [fault.code for fault in found.errors]
    assert () == found.passages
    assert "注意：新的有错误，以下按草稿比较；改正后再比一次" in revisions.text(found)


def test_a_new_filing_with_errors_is_no_success(edited: Edit) -> None:
    wrong = edited(("支出决算表.合计.项目支出: 32794388.05", "支出决算表.合计.项目支出: 1"))
    assert [1, 0] == [
        cli.main(["diff", *map(str, pair)]) for pair in ((EXAMPLE, wrong), (wrong, EXAMPLE))
    ]


def test_last_years_file_that_was_corrected_is_looked_into(root: Path, tmp_path: Path) -> None:
    old = next_year(tmp_path, "\n上年文件: 2024/126.yaml\n")
    other = tmp_path / "改后"
    other.mkdir()
    new = next_year(other, "\n上年文件: 2024/126.yaml\n")
    last = other / "2024" / "126.yaml"
    last.write_text(last.read_text("utf-8").replace("94928.74", "96928.74"), "utf-8")
    both, _ = revision.open_pair(old, new, root)
    assert both is not None
    found = revision.compare(*both)
    assert () == found.typed
    assert [str(last)] == [drawn.file for drawn in found.drawn]
    assert {("94928.74", "96928.74")} == {(c.old, c.new) for c in found.drawn[0].typed}
    assert ("持平", "减少") in {(flip.old, flip.new) for flip in found.flips}


# -- the command -------------------------------------------------------------------------------


def test_the_text_is_what_the_readme_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_inputs(tmp_path)
    monkeypatch.chdir(tmp_path)
    path = Path("inputs/2024/126.yaml")
    shutil.copy(path, "更正前.yaml")
    path.write_text(path.read_text("utf-8").replace(*PURCHASE), "utf-8")
    assert 0 == cli.main(["diff", "更正前.yaml", str(path)])
    shown = capsys.readouterr().out
    assert (
        "更正前.yaml → inputs/2024/126.yaml\n\n"
        "填报的改动（1）\n"
        "  政府采购.服务：30887496.30 → 31887496.30（旧第 111 行，新第 111 行）\n\n"
        "随着变的数（4）\n"
        "  3094.51 → 3194.51，30945124.80元 → 31945124.80元：政府采购.总额\n"
        "  3088.75 → 3188.75，30887496.30元 → 31887496.30元：政府采购.服务\n"
        "  38.64% → 37.43%：政府采购.中小企业占比\n"
        "  38.53% → 37.32%：政府采购.服务占比\n\n"
        "文字（1）\n"
        "  第三部分 2024年度部门决算情况说明 › 九、其他重要事项说明 › （二）政府采购情况，第1段\n"
        "    - 本部门2024年度政府采购支出总额【3094.51】万元，其中：政府采购货物支出5.76万元"
    ) == shown[: shown.index("、政府采购工程")]


def test_cells_are_listed_table_by_table(edited: Edit) -> None:
    old = "资金: 非财政拨款, 项目支出: 3236007.94"
    text = revisions.text(revised(edited((old, old.replace("3236", "3246")))))
    assert (
        "表格 一、收入支出决算总表（3）\n"
        "  一、一般公共服务支出，决算数：1471.59 → 1472.59\n"
        "  本年支出合计，决算数：3982.04 → 3983.04\n"
        "  年末结转和结余，决算数：70.43 → 69.43\n"
    ) in text


def test_a_paragraph_that_comes_in_a_cell_is_no_row_and_has_the_words_of_its_cell(
    edited: Edit,
) -> None:
    goal = "      - 交付1套强化建议"
    text = revisions.text(revised(edited((goal, f"      - 新加的目标。\n{goal}"))))
    assert "  预期目标，增加一段：新加的目标。" in text
    assert "增加一行" not in text


def test_rows_that_come_and_go_are_listed_as_rows(edited: Edit) -> None:
    text = revisions.text(
        revised(
            edited(
                ("资金: 非财政拨款, 项目支出: 3236007.94", "资金: 非财政拨款, 项目支出: 0"),
                ("2080506 机关事业单位职业年金缴费支出, 资金", "2080599, 资金"),
            )
        )
    )
    name = "机关事业单位职业年金缴费支出"
    assert f"  删去一行：2080506 {name} 28.41 28.41 0.00 0.00 0.00 0.00\n" in text
    assert "  增加一行：2080599 " in text


def test_the_json_names_every_place_and_both_texts(
    edited: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == cli.main(["diff", str(EXAMPLE), str(edited(PURCHASE)), "--format", "json"])
    answer = json.loads(capsys.readouterr().out)
    (place,) = answer["处"]
    assert ("word/document.xml", True) == (
        place["旧"]["部件"],
        place["旧"]["段落"] == place["新"]["段落"],
    )
    assert place["旧"]["文字"] == "".join(text for kind, text in place["改动"] if kind != "增")
    assert place["新"]["文字"] == "".join(text for kind, text in place["改动"] if kind != "删")
    assert [
        {"项": "政府采购.服务", "旧": "30887496.30", "新": "31887496.30", "旧行": 111, "新行": 111}
    ] == answer["填报"]


@pytest.mark.parametrize("arguments", [["a.yaml"], ["a.yaml", "b.yaml", "--since", "HEAD"]])
def test_either_two_filings_or_a_revision_must_be_named(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert 2 == cli.main(["diff", *arguments])
    ways = "写两个填报文件，或者一个文件和 --since 版本，或者一个文件和 --取数 导出文件"
    assert f"错误：{ways}\n" == capsys.readouterr().err


def test_a_filing_that_cannot_be_drafted_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 == cli.main(["diff", str(EXAMPLE), str(tmp_path / "无.yaml")])
    assert "F101 找不到这个文件" in capsys.readouterr().err
