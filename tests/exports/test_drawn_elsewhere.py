"""Figures that are drawn in another filing than the one that is printed: in a department's member,
in the filing of the year before.
"""

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from support.calls import run
from support.examples import EXAMPLE, ROOT, codes
from support.exports import DRAWN, Value, drawing, final_accounts, stated_by
from support.years import next_year, root

from generator import exits, pipeline

__all__ = ["root"]
DEPARTMENT = ROOT / "tests" / "filings" / "department"
LISTS = ("收入", "支出", "基本支出经济分类")
TRANSFERS = {  # an export does not say to whom
    "357001": "支出:\n  - {科目: 2070199, 资金: 非财政拨款, 往来单位: 榕川市图书馆, "
    "对附属单位补助支出: 60000.00}\n",
    "357002": '收入:\n  - {科目: 2070104, 往来单位: "357001", 上级补助收入: 60000.00}\n',
}


@pytest.fixture
def department(tmp_path: Path) -> Path:
    """The department whose members draw on one folder of exports."""
    folder = tmp_path / "部门"
    shutil.copytree(DEPARTMENT, folder)
    for code, transfer in TRANSFERS.items():
        typed = DEPARTMENT / f"{code}.yaml"
        final_accounts(stated_by(typed)).write(folder / "导出" / f"{code}.xls")
        own = drawing(typed, folder / typed.name, "导出", *LISTS)
        own.write_text(f"{own.read_text('utf-8')}\n{transfer}", "utf-8")
    return folder / "357.yaml"


def test_a_department_adds_up_what_its_members_draw(department: Path) -> None:
    drawn, typed = pipeline.produce(department), pipeline.produce(DEPARTMENT / "357.yaml")
    assert {"L423"} == {*codes(typed), *codes(drawn)}  # an export settles no name
    assert typed.document == drawn.document != b""


def test_a_departments_figure_leads_to_the_cells_of_its_members(
    department: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = "一般公共预算财政拨款支出决算表[2070104].项目支出"
    assert exits.FINE == run("trace", department, address)
    assert "357002.xls!Z07 " in capsys.readouterr().out


def test_a_members_export_that_is_wrong_keeps_the_department_from_being_printed(
    department: Path,
) -> None:
    made = final_accounts(stated_by(DEPARTMENT / "357002.yaml")).copy()
    made.sheets["Z04"].cells[10, 7] = 1.0
    made.write(department.parent / "导出" / "357002.xls")
    outcome = pipeline.produce(department)
    assert b"" == outcome.document
    assert outcome.failed


def test_a_changed_export_of_a_member_makes_the_department_due(
    department: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = department.parent, department.parent.parent / "成文"
    assert exits.FINE == run("build", folder, "-o", out)
    assert exits.FINE == run("build", folder, "-o", out)
    assert re.search(r"\n +3 +0 +0 +0 +3\n", capsys.readouterr().out[-400:])
    made = final_accounts(stated_by(DEPARTMENT / "357002.yaml")).copy()
    moved: dict[Value, Value] = {400000.25: 399999.25, 100000.0: 100001.0}
    for sheet in made.sheets.values():
        sheet.cells = {at: moved.get(it, it) for at, it in sheet.cells.items()}
    made.write(folder / "导出" / "357002.xls")
    assert exits.FINE == run("build", folder, "-o", out)
    assert re.search(r"\n +3 +[0-2] +[0-2] +0 +1\n", capsys.readouterr().out)


def test_last_years_filing_may_draw_on_its_export(root: Path, tmp_path: Path) -> None:
    path = next_year(tmp_path, "\n上年文件: 2024/126.yaml\n")
    typed = pipeline.produce(path, root)
    final_accounts(stated_by(EXAMPLE)).write(tmp_path / "2024" / "126.xls")
    drawing(EXAMPLE, tmp_path / "2024" / "126.yaml", "126.xls", *DRAWN)
    drawn = pipeline.produce(path, root)
    assert codes(typed) == codes(drawn)
    books = [it.books.bases["上年数"] for it in (typed, drawn) if it.books]
    figures = [book.figure(("收入支出决算总表", "收入总计")).value for book in books if book]
    assert [Decimal("40524757.14")] * 2 == figures
    assert str(tmp_path / "2024" / "126.xls") in drawn.drawn


def test_last_years_export_that_is_not_there_is_told(root: Path, tmp_path: Path) -> None:
    path = next_year(tmp_path, "\n上年文件: 2024/126.yaml\n")
    drawing(EXAMPLE, tmp_path / "2024" / "126.yaml", "126.xls", *DRAWN)
    drawn = pipeline.produce(path, root)
    assert b"" == drawn.document
    told = [it.message for it in drawn.faults if it.code == "L411"]
    assert ["2024/126.yaml：没有“126.xls”这个文件或文件夹"] == told
