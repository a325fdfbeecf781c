"""Where a number comes from and where it is printed, asked in three ways."""

import json
from pathlib import Path

import pytest
from support.examples import EXAMPLE, ROOT, Edit
from support.years import next_year, root

from generator import cli
from generator.corrections import dossier, tracing
from generator.corrections.dossier import Dossier
from generator.filling.marks import CHANGES, Aspect
from generator.reporting import traces

__all__ = ["root"]
LINES = EXAMPLE.read_text("utf-8").split("\n")


def line_of(text: str) -> int:
    """The number of the one line that holds a text."""
    (number,) = (n for n, line in enumerate(LINES, start=1) if text in line)
    return number


@pytest.fixture(scope="module")
def of() -> Dossier:
    found, faults = dossier.open_filing(EXAMPLE)
    assert found is not None, faults
    return found


def test_a_printed_number_leads_to_the_lines_that_make_it(of: Dossier) -> None:
    (trace,) = tracing.trace(of, "1471.59").traces
    (making,) = trace.makings
    assert [
        (f"{EXAMPLE}:{line_of('2010350 事业运行, 资金')}", "508.68", "5086823.81元"),
        (f"{EXAMPLE}:{line_of('项目支出: 6393104.41')}", "639.31", "6393104.41元"),
        (f"{EXAMPLE}:{line_of('项目支出: 3236007.94')}", "323.60", "3236007.94元"),
    ] == [(origin.place, origin.printed, origin.value) for origin in making.origins]
    assert ("14715936.16元", "1471.59") == (making.value, making.printed)


def test_all_addresses_of_one_quantity_are_one_answer(of: Dossier) -> None:
    (trace,) = tracing.trace(of, "1471.59").traces
    assert (
        "按功能分类支出[201].决算数",
        "支出决算表[201].本年支出合计",
        "支出决算表[20103].本年支出合计",
    ) == trace.addresses
    assert 3 == len(trace.uses)


@pytest.mark.parametrize(
    "question", ["4,052.48", "4052.48", "4052.48万元", "4052.48 万元", " 4052.480 "]
)
def test_a_number_may_be_written_with_separators_and_its_unit(of: Dossier, question: str) -> None:
    assert [("收入支出决算总表.收入总计",), ("收入支出决算总表.支出总计",)] == [
        trace.addresses for trace in tracing.trace(of, question).traces
    ]


def test_an_exact_amount_that_prints_nowhere_as_such_is_found_by_its_value(of: Dossier) -> None:
    found = tracing.trace(of, "9629112.35")
    assert {"962.91"} == {use.text for trace in found.traces for use in trace.uses}


def test_a_percentage_is_made_of_this_year_and_its_base(of: Dossier) -> None:
    first = tracing.trace(of, "15.89%").traces[0]
    assert (Aspect.RATE, "上年数") == (first.aspect, first.base)
    assert ["收入支出决算总表.收入总计", "上年数：收入支出决算总表.收入总计"] == [
        making.address for making in first.makings
    ]
    place = line_of("收入支出决算总表.收入总计: 48180351.82")
    assert [f"{EXAMPLE}:{place}"] == [origin.place for origin in first.makings[1].origins]


def test_what_is_subtracted_has_its_sign(of: Dossier) -> None:
    (trace,) = tracing.trace(of, "收入支出决算总表.年末结转和结余").traces
    assert [
        ("＋", "收入支出决算总表.收入总计"),
        ("－", "收入支出决算总表.本年支出合计"),
        ("－", "收入支出决算总表.结余分配"),
    ] == [(part.sign, part.address) for part in trace.makings[0].parts]


def test_what_is_zero_because_nobody_typed_it_is_left_out_of_the_text(of: Dossier) -> None:
    text = traces.text(tracing.trace(of, "收入支出决算总表.年末结转和结余"))
    assert "收入支出决算总表.年初结转和结余" in text
    assert "使用非财政拨款结余" not in text


def test_a_share_names_its_part_and_its_whole(of: Dossier) -> None:
    (value,) = (
        trace
        for trace in tracing.trace(of, "项目支出绩效自评[1].资金.年度资金总额.执行率").traces
        if trace.aspect is Aspect.VALUE
    )
    assert ["", "÷"] == [part.sign for part in value.makings[0].parts]


def test_a_row_of_a_table_in_a_table_is_added_from_its_rows(of: Dossier) -> None:
    (trace,) = tracing.trace(of, "财政拨款收入支出决算总表.年末结转和结余").traces
    assert ["＋", "－"] == [part.sign for part in trace.makings[0].parts]


def test_a_line_leads_to_all_that_it_feeds(of: Dossier) -> None:
    number = line_of("30204 手续费")
    found = tracing.trace(of, f"126.yaml:{number}")
    assert "- {科目: 30204 手续费, 一般公共预算财政拨款: 639.91}" == (
        found.line and found.line.text
    )
    assert [
        ("一般公共预算财政拨款基本支出决算表[30204].决算数",),
        (
            "一般公共预算财政拨款基本支出决算表[302].决算数",
            "一般公共预算基本支出构成.公用经费",
            "基本支出构成.公用支出",
        ),
    ] == [trace.addresses for trace in found.traces]
    assert 3 == found.unprinted


def test_the_fund_and_the_account_of_an_entry_are_not_words_that_it_prints(of: Dossier) -> None:
    found = tracing.trace(of, f":{line_of('2010350 事业运行, 资金')}")
    assert found.line is not None
    assert () == found.line.uses
    assert "印在：" not in traces.text(found)


def test_a_line_of_a_base_leads_to_the_comparisons(of: Dossier) -> None:
    found = tracing.trace(of, f":{line_of('2080505: 353924.43')}")
    changes = {(t.addresses[0], t.aspect) for t in found.traces if t.aspect in CHANGES}
    table = "一般公共预算财政拨款支出决算表"
    assert {
        (f"{table}[2080505].小计", Aspect.DIFFERENCE),
        (f"{table}[2080505].小计", Aspect.RATE),
        (f"{table}.合计.小计", Aspect.DIFFERENCE),
        (f"{table}.合计.小计", Aspect.RATE),
    } == changes


def test_a_line_of_words_leads_to_the_paragraph(of: Dossier) -> None:
    found = tracing.trace(of, f":{line_of('配合市“数字福州”建设')}")
    assert found.line is not None
    assert ["第一部分 部门概况 › 一、部门主要职责，第5段"] == [
        use.spot.where for use in found.line.uses
    ]


def test_a_line_of_a_reason_leads_to_its_sentence(of: Dossier) -> None:
    (trace,) = tracing.trace(of, f":{line_of('2010350: 人员支出增加')}").traces
    assert (Aspect.REASON, "人员支出增加") == (trace.aspect, trace.uses[0].text)


def test_a_line_of_a_reason_does_not_lead_to_the_same_words_about_another_figure(
    of: Dossier,
) -> None:
    (trace,) = tracing.trace(of, f":{line_of('2210202: 人员变动')}").traces
    assert ("一般公共预算财政拨款支出决算表[2210202].小计",) == trace.addresses


def test_a_line_of_a_shared_reason_leads_to_its_sentence_alone(tmp_path: Path) -> None:
    head, reasons = EXAMPLE.read_text("utf-8").split("增减原因:\n")
    (tmp_path / "126.yaml").write_text(head, "utf-8")
    (tmp_path / "_共用.yaml").write_text(f"增减原因:\n{reasons}", "utf-8")
    of, _ = dossier.open_filing(tmp_path / "126.yaml")
    assert of is not None
    number = 2 + reasons[: reasons.index("2210202: 人员变动")].count("\n")
    found = tracing.trace(of, f"_共用.yaml:{number}")
    assert [("一般公共预算财政拨款支出决算表[2210202].小计",)] == [
        trace.addresses for trace in found.traces
    ]
    assert found.line is not None
    assert () == found.line.uses


def test_a_line_of_a_control_total_is_not_printed(of: Dossier) -> None:
    found = tracing.trace(of, f":{line_of('支出决算表.合计.项目支出: 32794388.05')}")
    assert found.line is not None
    assert ("支出决算表.合计.项目支出",) == found.line.held
    assert "核对数，只核对、不印：支出决算表.合计.项目支出" in traces.text(found)


def test_a_base_is_asked_by_its_name(of: Dossier) -> None:
    (trace,) = tracing.trace(of, "上年数.三公经费.公务接待费").traces
    assert ("上年数：三公经费.公务接待费", "900.00元") == (
        trace.makings[0].address,
        trace.makings[0].value,
    )
    assert ["0.09", "100.00%"] == [use.text for use in trace.uses]


def test_a_base_from_another_file_leads_into_that_file(root: Path, tmp_path: Path) -> None:
    path = next_year(tmp_path, "\n上年文件: 2024/126.yaml\n")
    of, _ = dossier.open_filing(path, root)
    assert of is not None
    (trace,) = tracing.trace(of, "上年数.三公经费.公务接待费").traces
    place = line_of("  公务接待费: 1800.00")
    assert [f"{tmp_path / '2024' / '126.yaml'}:{place}"] == [
        origin.place for origin in trace.makings[0].origins
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("12345678", "成文里没有印“12345678”，也没有哪个数恰好是它"),
        ("9%", "成文里没有印“9%”，也没有哪个数恰好是它"),
        ("三公经费.公务接待", "没有“公务接待”（是否应为“公务接待费”？）"),
        ("三公经费", "“三公经费”不是一个数"),
        (":9999", f"{EXAMPLE} 只有 {len(LINES)} 行"),
        ("26.yaml:3", f"“26.yaml”不是这个填报文件（{EXAMPLE}）"),
        ("127.yaml:3", f"“127.yaml”不是这个填报文件（{EXAMPLE}）"),
        ("", "“”不是数、地址或行号"),
    ],
)
def test_what_is_not_there_is_said(of: Dossier, question: str, answer: str) -> None:
    assert answer in tracing.trace(of, question).missing


def test_the_text_is_what_the_readme_shows(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert 0 == cli.main(["trace", "inputs/2024/126.yaml", "支出决算表[2010399].项目支出"])
    assert (
        "支出决算表[2010399].项目支出，印作 962.91\n"
        "   怎样来的：\n"
        "     962.91（9629112.35元） 支出决算表[2010399].项目支出\n"
        "       ＝ 639.31（6393104.41元） ← inputs/2024/126.yaml:55 "
        "支出[2010399 其他政府办公厅（…，一般公共预算财政拨款].项目支出\n"
        "       ＋ 323.60（3236007.94元） ← inputs/2024/126.yaml:56 "
        "支出[2010399 其他政府办公厅（…，非财政拨款].项目支出\n"
        "   印在 1 处：\n"
        "     第二部分 2024年度部门决算表 › 三、支出决算表："
        "2010399 其他政府办公厅（室）及相关机构事务支出，项目支出：【962.91】\n"
    ) == capsys.readouterr().out


def test_many_answers_are_bounded_and_counted(of: Dossier) -> None:
    text = traces.text(tracing.trace(of, "0.00"))
    assert text.count("\n印在") < traces.MAX_TRACES
    assert "……另有" in text


def test_the_json_leaves_nothing_out(of: Dossier) -> None:
    found = tracing.trace(of, "0.00")
    answer = json.loads(traces.as_json(found))
    assert len(found.traces) == len(answer["数"]) > traces.MAX_TRACES
    assert (1, "0.00", None, None) == tuple(answer[key] for key in ("版本", "问", "未找到", "行"))
    keys = {"地址", "方面", "对", "来源", "印在"}
    assert keys == set(answer["数"][0])


def test_a_filing_with_errors_is_traced_as_a_draft(
    edited: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(("支出决算表.合计.项目支出: 32794388.05", "支出决算表.合计.项目支出: 1"))
    assert 0 == cli.main(["trace", str(path), "962.91", "--format", "json"])
    captured = capsys.readouterr()
    assert f"注意：{path} 有错误，以下按草稿查\n" == captured.err
    assert "962.91" == json.loads(captured.out)["问"]


def test_what_cannot_be_read_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 1 == cli.main(["trace", str(tmp_path / "无.yaml"), "1"])
    assert "F101 找不到这个文件" in capsys.readouterr().err
