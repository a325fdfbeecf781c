"""Builds with exports: what is done again when an export changes, and what is not."""

from pathlib import Path

import pytest
from support.examples import EXAMPLE
from support.exports import DRAWN, MadeExport, Value, drawing, final_accounts, stated_by

from generator.units import batch
from generator.units.batch import Job
from generator.units.result import Result

NAMES = ("甲", "乙")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two units with an export each, in one folder, built."""
    for name in NAMES:
        write(tmp_path, name, final_accounts(stated_by(EXAMPLE)))
        filing = drawing(EXAMPLE, tmp_path / f"{name}.yaml", "导出", *DRAWN)
        text = filing.read_text("utf-8").replace('代码: "126"', f'代码: "{name}"')
        filing.write_text(text.replace("智慧福州”管理", f"{name}”管理"), "utf-8")
    assert [False, False] == [it.failed for it in built(tmp_path)]
    return tmp_path


def write(folder: Path, name: str, export: MadeExport) -> None:
    made = export.copy()
    for sheet in made.sheets.values():
        sheet.cells[3, 1] = "本表"
    made.write(folder / "导出" / f"{name}.xls")


def built(folder: Path) -> list[Result]:
    filings = [folder / f"{name}.yaml" for name in NAMES]
    return list(batch.run(filings, Job(folder=folder / "成文", jobs=1)))


def unchanged(folder: Path) -> list[bool]:
    results = built(folder)
    assert not any(it.failed for it in results)
    return [it.unchanged for it in results]


def test_nothing_is_done_again_where_nothing_changed(folder: Path) -> None:
    assert [True, True] == unchanged(folder)


def test_only_the_unit_whose_figures_changed_is_done_again(folder: Path) -> None:
    made = final_accounts(stated_by(EXAMPLE))
    moved: dict[Value, Value] = {12519.13: 12509.13, 639.91: 649.91}
    for sheet in made.sheets.values():
        sheet.cells = {spot: moved.get(it, it) for spot, it in sheet.cells.items()}
    write(folder, "乙", made)
    assert [True, False] == unchanged(folder)
    assert [True, True] == unchanged(folder)


def test_an_export_that_gives_the_same_changes_nothing(folder: Path) -> None:
    made = final_accounts(stated_by(EXAMPLE))
    made.sheets["Z04"].put(40, 1, "另写的一行")
    write(folder, "乙", made)
    assert [True, True] == unchanged(folder)
    assert [True, True] == unchanged(folder)


def test_an_export_that_is_spoilt_is_told(folder: Path) -> None:
    (folder / "导出" / "乙.xls").write_bytes(b"no sheet")
    results = built(folder)
    assert [False, True] == [it.failed for it in results]
