"""The bureau's list of units: what it says, and what is wrong with it, at its lines."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from support import rosters

from generator.diagnostics import Fault, Place, Severity
from generator.filing import roster
from generator.filing.roster import Roster

HEADS = rosters.HEAD.split(",")


def loaded(path: Path) -> tuple[Roster, list[tuple[str, int, str]]]:
    """A list, and code, line and message of what is wrong with it."""
    found, faults = roster.load(path)
    assert found is not None
    return found, [(fault.code, place_of(fault).line, fault.message) for fault in faults]


def place_of(fault: Fault) -> Place:
    assert isinstance(fault.place, Place)
    return fault.place


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_list_says_who_is_to_file_whatever_excel_saved_it_in(
    encoding: str, tmp_path: Path
) -> None:
    rows = (
        "357,市文旅局,行政单位,,2025-08-01,2025年8月9日,张三",
        "357001,市图书馆,事业单位,357,,,",
    )
    found, told = loaded(rosters.write(tmp_path, *rows, encoding=encoding))
    office, library = found.units
    assert [] == told
    assert ("357", "市文旅局", "行政单位", "张三") == (*office[:3], office.contact)
    assert (date(2025, 8, 1), date(2025, 8, 9)) == (office.approved, office.published)
    assert [True, False] == [found.heads(office), found.heads(library)]


@pytest.mark.parametrize(
    "head",
    [
        "单位代码,单位名称,单位类型,上级单位,批复时间,公开时间,经办人",
        "预算单位编码,单位全称,单位性质,主管部门,批复日期,公开日期,联系人",
        "代码,名称,类型,上级,批复日期,公开日期,联系人",
    ],
)
@pytest.mark.parametrize("above", [(), ("全市预算单位名录", "", "填表日期：2025年8月,,共 2 个")])
def test_a_list_may_have_titles_and_other_names_for_its_columns(
    head: str, above: tuple[str, ...], tmp_path: Path
) -> None:
    row = "357,市文旅局,行政单位,,2025-08-01,,张三"
    path = tmp_path / "单位名录.csv"
    path.write_text("\n".join([*above, head, row, ""]), "utf-8")
    found, told = loaded(path)
    [office] = found.units
    assert [] == told
    assert ("357", "市文旅局", "行政单位", "张三") == (*office[:3], office.contact)
    assert (len(above) + 2, date(2025, 8, 1)) == (office.place.line, office.approved)


def test_a_columns_own_name_goes_before_its_other_ones(tmp_path: Path) -> None:
    path = tmp_path / "单位名录.csv"
    path.write_text("代码,机构代码,名称,类型,上级\n357,A1,市文旅局,行政单位,\n", "utf-8")
    found, told = loaded(path)
    assert ([], "357") == (told, found.units[0].code)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("名录\n单位代码,单位名称\n1,甲\n", 2, "单位名录的第 2 行缺少“类型”、“上级”"),
        (
            "单位编码,机构代码,名称,类型,上级\n1,2,甲,,\n",
            1,
            "第一行有两栏“代码”，不知道取哪一栏",
        ),
    ],
)
def test_what_a_head_below_titles_lacks_is_told_there(
    text: str, line: int, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "单位名录.csv"
    path.write_text(text, "utf-8")
    _, [fault] = roster.load(path)
    assert ("W711", line, message) == (fault.code, place_of(fault).line, fault.message)


def test_a_list_may_be_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "名录.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, day = book.add_worksheet("名录"), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADS)
        sheet.write_row(2, 0, ["357", "市文旅局", "行政单位", "999"])
        sheet.write_datetime(2, 4, date(2025, 8, 1), day)
        sheet.write_number(3, 0, 357001)
        sheet.write_string(3, 1, "市图书馆")
    found, told = loaded(path)
    assert [("357", date(2025, 8, 1)), ("357001", None)] == [
        (unit.code, unit.approved) for unit in found.units
    ]
    assert [("W713", 3, "上级“999”不在名录里")] == told
    assert f"{path}!名录!D3" == str(roster.load(path)[1][0].place)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("单位名录的第一行缺少“类型”、“上级”", "代码,名称\n1,甲\n"),
        ("第一行有两栏“名称”，不知道取哪一栏", "代码,名称,名称,类型,上级\n1,甲,甲,,\n"),
        ("单位名录的第一行缺少“代码”、“名称”、“类型”、“上级”", ""),
        ("有一格的引号没有配对，读不成表", '代码,名称,类型,上级\n1,"甲,,\n'),
    ],
)
def test_what_is_no_such_list_is_refused(message: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "单位名录.csv"
    path.write_text(text, "utf-8")
    found, (fault,) = roster.load(path)
    assert (None, "W711", message) == (found, fault.code, fault.message)


def test_a_list_without_units_is_told(tmp_path: Path) -> None:
    assert [("W711", 1, "单位名录里没有单位")] == loaded(rosters.write(tmp_path))[1]


@pytest.mark.parametrize(
    ("expected", "rows"),
    [
        (("W712", 3, "代码写了两次：1"), ["1,甲,,,,,", "1,乙,,,,,"]),
        (("W712", 3, "名称写了两次：甲（Ａ）"), ["1,甲(A),,,,,", "2,甲（Ａ）,,,,,"]),
        (("W712", 2, "这一行没有单位名称"), ["1,,,,,,"]),
        (("W712", 2, "这一行的格数比第一行多"), ["1,甲,,,,,,多"]),
        (("W712", 3, "这一行是空的"), ["1,甲,,,,,", ",,,,,,", "2,乙,,,,,"]),
        (("W712", 3, "这一行是空的"), ["1,甲,,,,,", "", "2,乙,,,,,"]),
        (("W713", 2, "上级“9”不在名录里"), ["1,甲,,9,,,"]),
        (("W713", 2, "上级绕了一圈：甲 → 甲"), ["1,甲,,1,,,"]),
        (("W713", 2, "上级绕了一圈：甲 → 乙 → 甲"), ["1,甲,,乙,,,", "2,乙,,1,,,"]),
        (("W714", 2, "“2025-02-30”不是日期"), ["1,甲,,,2025-02-30,,"]),
        (("W714", 2, "“45870”不是日期"), ["1,甲,,,,45870,"]),
        (("W714", 2, "公开日期 2025-07-31 早于批复日期 2025-08-01"), ["1,甲,,,2025/8/1,20250731,"]),
        (("W715", 2, "“=1+1”像公式，用 Excel 打开会被当作公式"), ["1,甲,,,,,=1+1"]),
        (("W715", 2, "“@SUM(A1)”像公式，用 Excel 打开会被当作公式"), ["1,甲,,,,,@SUM(A1)"]),
    ],
)
def test_what_is_wrong_with_a_line_is_told_at_it(
    expected: tuple[str, int, str], rows: list[str], tmp_path: Path
) -> None:
    assert [expected] == loaded(rosters.write(tmp_path, *rows))[1]


@pytest.mark.parametrize("row", ["1,甲,,,,,-", "1,甲,,,,,+86 591 1234567", "1,甲,,,,,—"])
def test_dashes_and_telephone_numbers_are_no_formulas(row: str, tmp_path: Path) -> None:
    assert [] == loaded(rosters.write(tmp_path, row))[1]


def test_empty_lines_at_the_end_are_nothing_to_tell(tmp_path: Path) -> None:
    assert [] == loaded(rosters.write(tmp_path, "1,甲,,,,,", ",,,,,,", ""))[1]


def test_a_fault_marks_its_cell(tmp_path: Path) -> None:
    _, (fault,) = roster.load(rosters.write(tmp_path, "1,甲,,,2025-13-01,,"))
    assert (2, 7, 10) == place_of(fault)[1:4]


def test_a_unit_is_found_by_its_code_first_and_by_its_name_however_it_is_spaced(
    tmp_path: Path,
) -> None:
    found, _ = loaded(rosters.write(tmp_path, "A01,甲(本级),,,,,", "A02,乙,,,,,"))
    names = [unit and unit.name for unit in map(found.find, ["a01", "甲（ 本级）", "丙", ""])]
    assert ["甲(本级)", "甲(本级)", None, None] == names
    assert found.units[1] == found.find("A02", "甲(本级)")


@pytest.mark.parametrize(
    ("late", "dates", "today"),
    [
        (0, "2025-08-01,", date(2025, 8, 21)),
        (1, "2025-08-01,", date(2025, 8, 22)),
        (0, "2025-08-01,2025-08-21", date(2026, 1, 1)),
        (2, "2025-08-01,2025-08-23", date(2026, 1, 1)),
        (0, ",2025-08-23", date(2026, 1, 1)),
    ],
)
def test_who_publishes_after_twenty_days_is_late(
    late: int, dates: str, today: date, tmp_path: Path
) -> None:
    found, _ = loaded(rosters.write(tmp_path, f"1,甲,,,{dates},"))
    assert late == found.units[0].count_days_late(today)


def test_only_uncertain_things_are_mere_hints(tmp_path: Path) -> None:
    rows = ("1,甲,,,,,=1", "", "1,乙,,,2025-08-02,2025-08-01,")
    _, faults = roster.load(rosters.write(tmp_path, *rows))
    errors = [fault.message for fault in faults if fault.severity is Severity.ERROR]
    assert ["代码写了两次：1"] == errors
