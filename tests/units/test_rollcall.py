"""Who has filed and who has not, and what a filing and the list say differently."""

from datetime import date
from pathlib import Path

import pytest
from support import rosters
from support.examples import EXAMPLE

from generator.diagnostics import Fault, Place, Severity
from generator.filing import roster
from generator.units import stages
from generator.units.result import Identity, Result
from generator.units.rollcall import RollCall

TODAY = date(2025, 9, 1)


@pytest.fixture
def call(tmp_path: Path) -> RollCall:
    """Three units, the second of them below the first."""
    rows = ("1,甲,行政单位,,2025-08-01,,", "2,乙(本级),事业单位,1,,,", "3,丙,事业单位,1,,,")
    found, _ = roster.load(rosters.write(tmp_path, *rows))
    assert found is not None
    return RollCall(found, TODAY)


def filed(
    name: str, code: str = "", kind: str = "部门决算", own_word: str = "单位", **more: str
) -> Result:
    identity = Identity(code, more.get("type", ""), own_word, kind, "2024" if kind else "", "")
    return Result(f"{more.get('file', name)}.yaml", unit=name, identity=identity)


def told(result: Result) -> list[tuple[str, str]]:
    return [(fault.code, fault.message) for fault in result.faults]


def missing(call: RollCall) -> list[list[str]]:
    return [[unit.name for unit in count.missing] for count in call.count()]


def test_whoever_has_no_filing_is_missing(call: RollCall) -> None:
    assert [] == [fault for it in (filed("甲", "1"), filed("丙")) for fault in told(call.take(it))]
    assert [["乙(本级)"]] == missing(call)


def test_each_kind_of_document_is_counted_by_itself(call: RollCall) -> None:
    for it in (
        filed("甲"),
        filed("丙"),
        filed("甲", kind="部门预算"),
        filed("丙", kind="部门预算"),
    ):
        call.take(it)
    call.take(filed("乙(本级)", kind="部门预算"))
    assert [["乙(本级)"], []] == missing(call)
    assert [("部门决算", "2024")] == [due for due, _ in call.list_missing()]


def test_one_stray_document_asks_nothing_of_the_others(call: RollCall) -> None:
    for it in (filed("甲"), filed("乙(本级)"), filed("丙", kind="部门预算")):
        call.take(it)
    assert ["丙"] == [unit.name for _, unit in call.list_missing()]


def test_a_filing_that_cannot_be_read_is_known_by_its_name(call: RollCall) -> None:
    call.take(filed("甲"))
    assert [] == told(call.take(Result("收件/2.yaml")))
    assert [["丙"]] == missing(call)


def test_a_unit_that_is_not_in_the_list_is_told(call: RollCall) -> None:
    made = call.take(filed("丁"))
    assert [("W716", f"{call.roster.file} 里没有这个单位：丁")] == told(made)
    assert [made.file] == [it.file for it in call.outside]


@pytest.mark.parametrize(
    ("messages", "result"),
    [
        ([], filed("乙（本级）", "2", type="事业单位")),
        (["名称与名录的不同：填报“乙”，名录“乙(本级)”"], filed("乙", "2")),
        (["代码与名录的不同：填报“9”，名录“3”"], filed("丙", "9")),
        (["类型与名录的不同：填报“行政单位”，名录“事业单位”"], filed("丙", "3", type="行政单位")),
    ],
)
def test_what_the_list_says_otherwise_is_told_with_its_line(
    messages: list[str], result: Result, call: RollCall
) -> None:
    made = call.take(result)
    assert [("W717", message) for message in messages] == told(made)
    lines = [place.line for fault in made.faults for place, _ in fault.related]
    assert lines == [3 if "乙" in message else 4 for message in messages]
    assert all("事业单位" in made.texts[call.roster.file] for _ in messages)
    assert {Severity.WARNING} >= {fault.severity for fault in made.faults}


def test_a_second_filing_of_one_document_is_told(call: RollCall) -> None:
    call.take(filed("丙", "3", file="a"))
    made = call.take(filed("丙", "3", file="b"))
    assert [("W718", "丙报了两份，另一份是 a.yaml")] == told(made)
    assert ["b.yaml"] == [it.file for it in call.twice]


@pytest.mark.parametrize("more", [{"own_word": "部门"}, {"kind": "部门预算"}])
def test_another_document_of_a_unit_is_no_second_one(more: dict[str, str], call: RollCall) -> None:
    call.take(filed("丙", "3", file="a"))
    assert [] == told(call.take(filed("丙", "3", file="b", **more)))


def test_what_a_build_has_told_already_is_not_told_twice(call: RollCall) -> None:
    call.take(filed("丙", "3", file="a"))
    told_ = filed("丙", "3", file="b").with_faults(Fault("W704", "", Place("b.yaml", 1, 1)))
    assert ["W704"] == [fault.code for fault in call.take(told_).faults]
    assert 1 == len(call.twice)


def test_the_fault_stands_where_the_filing_says_it(tmp_path: Path) -> None:
    found, _ = roster.load(rosters.write(tmp_path, "126,别的名称,,,,,"))
    assert found is not None
    unit = "福州市“智慧福州”管理服务中心"
    made = RollCall(found, TODAY).take(Result(str(EXAMPLE), unit=unit, identity=Identity("126")))
    (fault,) = made.faults
    assert isinstance(fault.place, Place)
    line = EXAMPLE.read_text("utf-8").split("\n")[fault.place.line - 1]
    assert unit == line[fault.place.column - 1 :][: len(unit)]
    assert line == made.texts[str(EXAMPLE)].split("\n")[fault.place.line - 1]


def test_who_has_not_published_in_time_is_told_at_the_lists_line(call: RollCall) -> None:
    (fault,) = call.find_late()
    assert ("W719", 2) == (fault.code, fault.place.line if isinstance(fault.place, Place) else 0)
    assert "应在 2025-08-21 以前公开，还没有公开，过了 11 天" in fault.message


# -- how far a unit has come ----------------------------------------------------------------------

EMPTY = Fault("S204", "", Place("a.yaml", 1, 1))
LACKING = Fault("S202", "", Place("a.xlsx", 3, 1, sheet="支出"))
WRONG = Fault("S203", "", Place("a.yaml", 1, 1))


@pytest.mark.parametrize(
    ("expected", "result"),
    [
        ("未报", None),
        ("填报中", Result("a", (EMPTY, WRONG))),
        ("填报中", Result("a", (LACKING, WRONG))),
        ("填报中", Result("a", marked=1)),
        ("填报中", Result("a", (EMPTY,), written=Path("甲（草稿）.docx"))),
        ("有错误", Result("a", (WRONG,))),
        ("有错误", Result("a", (WRONG,), written=Path("甲（草稿）.docx"))),
        ("无错误", Result("a")),
        ("无错误", Result("a", written=Path("甲（草稿）.docx"))),
        ("已生成", Result("a", written=Path("甲.docx"), marked=1)),
        ("已生成", Result("a", written=Path("甲.docx"), recorded=2)),
    ],
)
def test_a_unit_is_in_one_of_six_states(expected: str, result: Result | None) -> None:
    assert expected == stages.stage_of(result, None, TODAY)


@pytest.mark.parametrize(
    ("expected", "day", "result"),
    [
        ("已公开", "2025-09-01", Result("a")),
        ("无错误", "2025-09-02", Result("a")),
        ("有错误", "2025-08-01", Result("a", (WRONG,))),
        ("未报", "2025-08-01", None),
    ],
)
def test_the_list_says_who_has_published_but_not_over_what_is_wrong(
    expected: str, day: str, result: Result | None, tmp_path: Path
) -> None:
    found, _ = roster.load(rosters.write(tmp_path, f"1,甲,,,,{day},"))
    assert found is not None
    assert expected == stages.stage_of(result, found.units[0], TODAY)
