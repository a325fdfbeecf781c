"""Control totals from a file that nobody typed: read, matched to their unit, held to the 分."""

from pathlib import Path

import pytest
from support.examples import EXAMPLE, codes

from generator import pipeline
from generator.diagnostics import Fault
from generator.filing import control_file
from generator.filing.control_file import Exported

NAME = "福州市“智慧福州”管理服务中心"
RIGHT = "支出决算表.合计,39820442.33"
WRONG = "支出决算表.合计,39820442.34"


def saved(folder: Path, text: str, name: str = "导出.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def loaded(path: Path) -> Exported:
    made, faults = control_file.load(path)
    assert [] == faults
    assert made is not None
    return made


def told(path: Path) -> list[Fault]:
    outcome = pipeline.produce(EXAMPLE, exported=loaded(path))
    return [fault for fault in outcome.faults if fault.code.startswith("L")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("unit", [NAME, "126"])
def test_totals_that_agree_say_nothing(tmp_path: Path, unit: str, encoding: str) -> None:
    path = saved(tmp_path, f"单位,地址,金额\n{unit},{RIGHT}\n", encoding=encoding)
    assert [] == told(path)


def test_a_total_that_differs_by_one_fen_is_a_fault_at_its_line_of_the_file(tmp_path: Path) -> None:
    path = saved(tmp_path, f"地址,金额\n支出决算表.合计.基本支出,7026054.28\n{WRONG}\n")
    (fault,) = told(path)
    expected = "支出决算表.合计：核对数 39820442.34元，填报数相加 39820442.33元，差 0.01元"
    assert ("L406", expected, f"{path}:3:1") == (fault.code, fault.message, str(fault.place))


def test_no_document_is_made_against_the_export(tmp_path: Path) -> None:
    path = saved(tmp_path, f"地址,金额\n{WRONG}\n")
    assert b"" == pipeline.produce(EXAMPLE, exported=loaded(path)).document


def test_another_units_totals_are_not_this_ones(tmp_path: Path) -> None:
    path = saved(tmp_path, f"单位,地址,金额\n别的单位,{WRONG}\n")
    assert ["L413"] == [fault.code for fault in told(path)]


def test_totals_in_wan_yuan_need_only_agree_as_printed(tmp_path: Path) -> None:
    path = saved(tmp_path, "地址,金额,金额单位\n支出决算表.合计,3982.04,万元\n")
    assert [] == told(path)


def test_yaml_names_the_unit_above_its_totals(tmp_path: Path) -> None:
    text = f"{NAME}:\n  支出决算表.合计: 39820442.34\n"
    path = saved(tmp_path, text, "导出.yaml")
    (fault,) = told(path)
    assert ("L406", f"{path}:2:13") == (fault.code, str(fault.place))


def test_an_unknown_address_is_told_at_its_line(tmp_path: Path) -> None:
    path = saved(tmp_path, "地址,金额\n支出决算总表.合计,1\n")
    (fault,) = told(path)
    assert ("L408", f"{path}:2:1") == (fault.code, str(fault.place))


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("项目,数\n甲,1\n", "L412", "1:1"),
        ("", "L412", "1:1"),
        ("地址,金额\n支出决算表.合计,5O8\n", "S203", "2:1"),
        ('地址,金额\n"支出决算表.合计,1\n', "L412", "2:1"),
        ("地址,金额\n支出决算表.合计,39,820,442.33\n", "L412", "2:1"),
        ("地址,金额,金额单位\n支出决算表.合计,39820.44,千元\n", "L412", "2:1"),
    ],
)
def test_a_file_that_cannot_be_used_is_answered_at_its_line(
    tmp_path: Path, text: str, code: str, place: str
) -> None:
    path = saved(tmp_path, text)
    made, faults = control_file.load(path)
    assert (None, [(code, f"{path}:{place}")]) == (made, [(f.code, str(f.place)) for f in faults])


@pytest.mark.parametrize("unit", ["万元", "万 元", " 万元"])
def test_a_unit_may_be_spaced(tmp_path: Path, unit: str) -> None:
    assert [] == told(saved(tmp_path, f"地址,金额,金额单位\n支出决算表.合计,3982.04,{unit}\n"))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    _, faults = control_file.load(tmp_path / "没有.csv")
    assert ["F101"] == [fault.code for fault in faults]


def test_without_an_export_nothing_is_asked(tmp_path: Path) -> None:
    assert [] == codes(pipeline.produce(EXAMPLE))


@pytest.mark.parametrize("end", ["\r", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_lines_may_end_as_on_any_system(end: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "导出.csv"
    path.write_bytes(f"单位,地址,金额{end}{NAME},{RIGHT}{end}".encode(encoding))
    assert [] == told(path)


@pytest.mark.parametrize("head", ['"单位,地址,金额', '单位,"地址"x,金额', "长" * 200_000])
def test_a_first_row_that_is_no_csv_is_a_fault(head: str, tmp_path: Path) -> None:
    made, faults = control_file.load(saved(tmp_path, f"{head}\n126,{RIGHT}\n"))
    assert (None, ["L412"]) == (made, [fault.code for fault in faults])


@pytest.mark.parametrize("head", ["地址,金额,金额", "地址,金额,上年,金额", "单位,地址,单位,金额"])
def test_of_two_columns_of_one_name_none_is_taken(head: str, tmp_path: Path) -> None:
    cells = ",".join(
        {"地址": "支出决算表.合计", "单位": "126"}.get(it, "1") for it in head.split(",")
    )
    made, faults = control_file.load(saved(tmp_path, f"{head}\n{cells}\n"))
    assert (None, ["L412"]) == (made, [fault.code for fault in faults])
    assert "不知道取哪一栏" in faults[0].message


def test_no_document_is_made_for_a_unit_that_the_export_lacks(tmp_path: Path) -> None:
    path = saved(tmp_path, f"单位,地址,金额\n127,{RIGHT}\n")
    assert b"" == pipeline.produce(EXAMPLE, exported=loaded(path)).document


@pytest.mark.parametrize(
    ("mark", "encoding"), [("\t", "utf-16"), ("\t", "gb18030"), (";", "utf-8")]
)
def test_cells_may_be_parted_as_other_programs_do(tmp_path: Path, mark: str, encoding: str) -> None:
    text = f"单位,地址,金额\n{NAME},{RIGHT}\n".replace(",", mark)
    assert [] == told(saved(tmp_path, text, encoding=encoding))


@pytest.mark.parametrize(
    ("head", "own", "other"),
    [
        ("单位代码", "126", "127"),
        ("代码", "126", "127"),
        ("预算单位编码", "126", "127"),
        ("单位名称", NAME, "另一个单位"),
        ("名称", NAME, "另一个单位"),
        ("单位代码,单位名称", f"126,{NAME}", "127,另一个单位"),
        ("单位代码,单位名称", f"126,{NAME}", f"127,{NAME}"),
        ("单位名称,代码,主管部门", f"{NAME},126,另一个单位", f"另一个单位,127,{NAME}"),
        (" 单位 ", "126", "127"),
    ],
)
def test_a_unit_is_named_as_in_a_list_of_units(
    tmp_path: Path, head: str, own: str, other: str
) -> None:
    right = saved(tmp_path, f"{head},地址,金额\n{other},{WRONG}\n{own},{RIGHT}\n")
    assert [] == told(right)
    wrong = saved(tmp_path, f"{head},地址,金额\n{own},{WRONG}\n{other},{RIGHT}\n")
    assert [f"{wrong}:2:1"] == [str(fault.place) for fault in told(wrong)]
    lacking = saved(tmp_path, f"{head},地址,金额\n{other},{RIGHT}\n")
    assert ["L413"] == [fault.code for fault in told(lacking)]


@pytest.mark.parametrize("head", ["填报单位", "单位号", "预算单位"])
def test_a_column_that_may_say_which_unit_is_never_passed_over(tmp_path: Path, head: str) -> None:
    made, faults = control_file.load(saved(tmp_path, f"{head},地址,金额\n126,{RIGHT}\n"))
    assert (None, ["L412"]) == (made, [fault.code for fault in faults])
    assert f"“{head}”" in faults[0].message


def test_a_unit_without_a_code_is_found_by_its_name_beside_a_code(tmp_path: Path) -> None:
    head = f"单位代码,单位名称,地址,金额\n126,{NAME},{WRONG}\n"
    text = EXAMPLE.read_text("utf-8").replace('代码: "126", ', "")
    path = saved(tmp_path, text, "126.yaml")
    outcome = pipeline.produce(path, exported=loaded(saved(tmp_path, head)))
    assert ["S202", "L406"] == [fault.code for fault in outcome.faults if fault.code != "C313"]


@pytest.mark.parametrize(
    ("head", "own", "other"),
    [
        ("年度", "2024", "2023"),
        ("年度", "2024年度", "2023年度"),
        ("文种", "部门决算", "部门预算"),
        ("年度,文种", "2024,部门决算", "2024,部门预算"),
        ("年度", "", "2023"),
    ],
)
def test_rows_of_another_year_or_kind_are_not_this_ones(
    tmp_path: Path, head: str, own: str, other: str
) -> None:
    both = saved(tmp_path, f"{head},地址,金额\n{other},{WRONG}\n{own},{RIGHT}\n")
    assert [] == told(both)
    [fault] = told(saved(tmp_path, f"{head},地址,金额\n{other},{RIGHT}\n"))
    assert "L413" == fault.code
    assert fault.message.endswith("里没有这个单位 2024 年度部门决算的核对数")
