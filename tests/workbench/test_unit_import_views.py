"""导入 of a unit: what another export would change is shown, and it is exchanged once confirmed."""

from pathlib import Path

import pytest
from support import exports, records
from support.examples import EXAMPLE
from support.workbench import Visit, folder, inside

from generator.filing import shared
from generator.workbench import import_folder

__all__ = ["folder", "inside"]
FIRST, SECOND = 5086823.81, 6000000.0


def export(path: Path, amount: float = FIRST) -> Path:
    """The example's export; of one cell the amount is another."""
    made = exports.final_accounts(exports.stated_by(EXAMPLE)).copy()
    for sheet in made.sheets.values():
        sheet.cells = {
            spot: amount if value == FIRST else value for spot, value in sheet.cells.items()
        }
    return made.write(path)


@pytest.fixture
def drawing(inside: Visit, tmp_path: Path) -> Visit:
    """A filing that draws on an export in the folder."""
    old = export(tmp_path / "前" / "126决算.xls")
    status, _ = inside.send("/import", old, key="部门决算 2024 福建")
    assert 200 == status
    assert 200 == inside.change(f"{inside.wait()}/make", name="取数.yaml")[0]
    return inside


def drop(inside: Visit, *files: Path, of: str = "取数.yaml") -> str:
    status, page = inside.send(f"/units/{inside.name(of)}/import", *files)
    assert 200 == status, page
    return inside.wait()


def test_what_a_corrected_export_changes_is_shown_then_it_is_exchanged(
    drawing: Visit, tmp_path: Path
) -> None:
    kept = drawing.folder / "导入" / "126决算.xls"
    old, filing = kept.read_bytes(), (drawing.folder / "取数.yaml").read_bytes()
    new = export(tmp_path / "后" / "重新导出.xls", SECOND)
    way = drop(drawing, new)
    page = drawing.get(way)
    assert "重新导出.xls：导出的表，福州市“智慧福州”管理服务中心，换下 导入/126决算.xls" in page
    assert ("5086823.81" in page, "<mark>6000000</mark>" in page) == (True, True)
    assert "重新导出.xls!Z07 一般公共预算财政拨款收入支出决算表(财决07表)!G13" in page
    assert (old, True) == (kept.read_bytes(), "处不同" in page)
    status, _ = drawing.change(way)
    assert (200, new.read_bytes()) == (status, kept.read_bytes())
    assert old == (kept.parent / import_folder.OLD / kept.name).read_bytes()
    assert filing == (drawing.folder / "取数.yaml").read_bytes()


@pytest.mark.parametrize("touched", ["取数.yaml", "导入/126决算.xls"])
def test_nothing_is_exchanged_over_what_somebody_changed_meanwhile(
    touched: str, drawing: Visit, tmp_path: Path
) -> None:
    way = drop(drawing, export(tmp_path / "后" / "126决算.xls", SECOND))
    path = drawing.folder / touched
    path.write_bytes(path.read_bytes() + b"\n")
    before = {it: it.read_bytes() for it in drawing.folder.rglob("*") if it.is_file()}
    status, page = drawing.change(way)
    assert (409, True) == (status, "在别处改过了，没有换" in page)
    assert before == {it: it.read_bytes() for it in drawing.folder.rglob("*") if it.is_file()}


def test_a_file_of_another_kind_is_not_put_under_the_name(drawing: Visit, tmp_path: Path) -> None:
    way = drop(drawing, export(tmp_path / "后" / "126决算.xlsx", SECOND))
    assert "另存为 .xls 再拖进来" in drawing.get(way)
    assert 409 == drawing.change(way)[0]


def test_tables_of_projects_are_added_beside_the_export(drawing: Visit, tmp_path: Path) -> None:
    tables = tmp_path / "后" / "自评.xlsx"
    tables.parent.mkdir()
    records.tables_of(EXAMPLE).write(tables)
    way = drop(drawing, tables)
    assert "自评.xlsx：单个项目的表，加进来" in drawing.get(way)
    assert 200 == drawing.change(way)[0]
    source, _ = shared.load(drawing.folder / "取数.yaml")
    assert source is not None
    assert ["导入/126决算.xls", "导入/自评.xlsx"] == source.data["取数文件"]


def test_a_filing_that_draws_on_nothing_is_made_to(inside: Visit, tmp_path: Path) -> None:
    way = drop(inside, export(tmp_path / "后" / "126决算.xls", SECOND), of=EXAMPLE.name)
    page = inside.get(way)
    assert ("加进来" in page, "L439" in page) == (True, True)  # what it states goes first
    assert str(inside.bench.jobs.list()[0].folder) not in page
    assert 200 == inside.change(way)[0]
    source, _ = shared.load(inside.folder / EXAMPLE.name)
    assert source is not None
    assert "导入/126决算.xls" == source.data["取数文件"]


def test_what_is_of_no_use_changes_nothing(drawing: Visit, tmp_path: Path) -> None:
    strange = tmp_path / "说明.txt"
    strange.write_text("说明", "utf-8")
    way = drop(drawing, strange)
    assert "没有这份填报用得上的表" in drawing.get(way)
    unit = f"/units/{drawing.name('取数.yaml')}/import"
    assert 409 == drawing.send(unit)[0]
    assert "现在取数的：导入/126决算.xls" in drawing.get(unit)
    assert 404 == drawing.client.get(f"{unit}/0").status_code
    assert 404 == drawing.change(f"{unit}/0")[0]
    assert 404 == drawing.change(way.replace(drawing.name("取数.yaml"), drawing.name()))[0]


def test_files_are_called_as_in_the_folder_wherever_a_fault_names_them(drawing: Visit) -> None:
    unit = f"/units/{drawing.name('取数.yaml')}"
    for way in (f"{unit}/checks", f"{unit}/text"):
        page = drawing.get(way)
        assert ("导入/126决算.xls Z07" in page, str(drawing.folder) in page) == (True, False), way
