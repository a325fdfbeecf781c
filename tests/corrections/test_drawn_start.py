"""A new filing that draws on tables of single records: what it need not state, what is shown."""

from pathlib import Path

from support import records
from support.examples import EXAMPLE
from support.exports import without
from support.records import PROJECTS, WHOLE

from generator.consolidation import department
from generator.corrections import drawn_start, due
from generator.filing import source
from generator.kept import library
from generator.packs import finding


def test_what_the_tables_give_is_left_out_though_last_year_states_it(tmp_path: Path) -> None:
    records.write_each(records.tables_of(EXAMPLE), tmp_path / "自评")
    pack = finding.choose(library.current(), "部门决算", "2024", "福建")
    text = EXAMPLE.read_text("utf-8")
    short = drawn_start.shorten(text, [tmp_path / "自评"], tmp_path / "126.yaml", pack)
    left, _ = source.parse(short.encode(), "126.yaml")
    assert left is not None
    assert {"取数文件": "自评", **records.stated(EXAMPLE)}.keys() - {PROJECTS, WHOLE} == {
        *left.data
    }


def test_what_the_tables_give_is_shown_whole(tmp_path: Path) -> None:
    records.tables_of(EXAMPLE).write(tmp_path / "自评.xlsx")
    text = without(EXAMPLE.read_text("utf-8"), PROJECTS, WHOLE)
    read, _ = source.parse(f"取数文件: 自评.xlsx\n{text}".encode(), str(tmp_path / "126.yaml"))
    pack = finding.choose(library.current(), "部门决算", "2024", "福建")
    assert read is not None
    filing, _ = department.read_alone(read, pack)
    shown, stated = due.gather_drawn(filing.source), records.stated(EXAMPLE)
    projects, whole = shown[PROJECTS], shown[WHOLE]
    assert isinstance(projects, list)
    assert isinstance(whole, dict)
    assert len(stated[PROJECTS]) == len(projects)
    assert (stated[WHOLE]["指标"], stated[WHOLE]["预期目标"]) == (whole["指标"], whole["预期目标"])
