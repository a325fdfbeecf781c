"""Many filings: where each document goes, and what must not be overwritten."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.examples import EXAMPLE, Edit, codes

from generator import pipeline
from generator.diagnostics import Fault, Place, Severity
from generator.pipeline import Outcome
from generator.units import batch, manifest
from generator.units.batch import Job
from generator.units.result import Identity, Result

FAULT = Fault("S203", "“一” 不是金额", Place("a.yaml", 2, 5))
NAME = "福州市“智慧福州”管理服务中心2024年度部门决算"

Produce = Callable[[dict[str, Outcome]], list[Path]]


@pytest.fixture
def units(monkeypatch: pytest.MonkeyPatch) -> Produce:
    """Filings whose outcomes are given, by file name."""

    def give(outcomes: dict[str, Outcome]) -> list[Path]:
        monkeypatch.setattr(pipeline, "produce", lambda path, **_: outcomes[path.name])
        return [Path(name) for name in outcomes]

    return give


def done(file: str, name: str, content: bytes = b"new", *faults: Fault) -> Outcome:
    """An outcome with a document."""
    return Outcome(file, faults, folder="2024", name=name, document=content)


def made(file: str, name: str, content: bytes = b"new", *faults: Fault) -> Result:
    """What is to be delivered for such an outcome."""
    return Result(file, faults, folder="2024", name=name, document=content)


def written(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, with its content."""
    files = (path for path in sorted(folder.rglob("*.*")) if path.is_file())
    files = (path for path in files if path.name != manifest.NAME)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# -- where documents go -------------------------------------------------------------------------


def test_a_document_goes_into_the_folder_of_its_year(tmp_path: Path) -> None:
    (result,) = batch.run([EXAMPLE], Job(tmp_path))
    assert tmp_path / "2024" / f"{NAME}.docx" == result.written
    assert {f"2024/{NAME}.docx": result.document} == written(tmp_path)


def test_without_a_folder_nothing_is_written(tmp_path: Path) -> None:
    (result,) = batch.run([EXAMPLE], Job())
    assert (result.written, codes(result), written(tmp_path)) == (None, [], {})


def test_a_draft_has_a_name_of_its_own(edited: Edit, tmp_path: Path) -> None:
    filing = edited(("服务: 30887496.30", "服务:"))
    (result,) = batch.run([filing], Job(tmp_path / "output", draft=True))
    assert list(written(tmp_path / "output")) == [f"2024/{NAME}（草稿）.docx"]
    assert codes(result) == ["S204"]


def test_a_draft_leaves_the_finished_document_alone(tmp_path: Path) -> None:
    finished = tmp_path / "2024" / f"{NAME}.docx"
    finished.parent.mkdir()
    finished.write_bytes(b"old")
    list(batch.run([EXAMPLE], Job(tmp_path, draft=True)))
    assert finished.read_bytes() == b"old"


def test_a_unit_with_an_error_gets_no_document(edited: Edit, tmp_path: Path) -> None:
    filing = edited(("服务: 30887496.30", "服务:"))
    (result,) = batch.run([filing], Job(tmp_path / "output"))
    assert (None, False) == (result.written, (tmp_path / "output").exists())


def test_the_faults_of_one_unit_do_not_stop_the_others(units: Produce, tmp_path: Path) -> None:
    filings = units(
        {
            "a.yaml": done("a.yaml", "甲", b"a"),
            "b.yaml": Outcome("b.yaml", (FAULT,)),
            "c.yaml": done("c.yaml", "丙", b"c"),
        }
    )
    results = list(batch.run(filings, Job(tmp_path)))
    assert written(tmp_path) == {"2024/甲.docx": b"a", "2024/丙.docx": b"c"}
    assert [codes(result) for result in results] == [[], ["S203"], []]


def test_a_unit_that_cannot_be_written_does_not_stop_the_others(
    units: Produce, tmp_path: Path
) -> None:
    (tmp_path / "2024" / "甲.docx").mkdir(parents=True)
    filings = units({"a.yaml": done("a.yaml", "甲"), "b.yaml": done("b.yaml", "乙")})
    results = list(batch.run(filings, Job(tmp_path)))
    assert written(tmp_path) == {"2024/乙.docx": b"new"}
    assert [codes(result) for result in results] == [["W702"], []]


def test_every_result_says_how_long_it_took(units: Produce) -> None:
    (result,) = batch.run(units({"a.yaml": done("a.yaml", "甲")}), Job())
    assert 0 < result.seconds < 60


@pytest.mark.parametrize(("expected", "folder"), [(False, None), (True, Path("output"))])
def test_a_result_says_whether_a_document_was_wanted(
    expected: bool, folder: Path | None, units: Produce
) -> None:
    (result,) = batch.run(units({"a.yaml": Outcome("a.yaml", (FAULT,))}), Job(folder))
    assert expected == result.wanted


# -- several processes --------------------------------------------------------------------------


@pytest.fixture
def fleet(tmp_path: Path) -> list[Path]:
    """Filings of several units, one of them faulty, and two of one name."""
    text = EXAMPLE.read_text("utf-8")
    (tmp_path / "inputs").mkdir()
    filings = []
    for number, name in enumerate(("甲", "乙", "乙", "丙")):
        path = tmp_path / "inputs" / f"{number}.yaml"
        own = text.replace("名称: 福州市“智慧福州”管理服务中心,", f"名称: {name},")
        path.write_text(own.replace('代码: "126"', f'代码: "90{number}"'), "utf-8")
        filings.append(path)
    filings[3].write_text(text.replace("服务: 30887496.30", "服务:"), "utf-8")
    return filings


def test_several_processes_give_what_one_gives(fleet: list[Path], tmp_path: Path) -> None:
    alone, shared = (
        [
            (codes(result), result.written and result.written.name)
            for result in batch.run(fleet, Job(tmp_path / str(jobs), jobs=jobs))
        ]
        for jobs in (1, 3)
    )
    name = "2024年度部门决算.docx"
    assert [([], f"甲{name}"), ([], f"乙{name}"), (["W704"], None), (["S204"], None)] == alone
    assert alone == shared
    assert written(tmp_path / "1") == written(tmp_path / "3")


# -- one name for two units ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"), [("甲", "甲"), ("ABC 中心", "abc 中心"), ("Caf\u00e9馆", "Cafe\u0301馆")]
)
def test_the_second_of_two_units_with_one_document_name_is_refused(
    first: str, second: str, units: Produce, tmp_path: Path
) -> None:
    outcomes = {"a.yaml": done("a.yaml", first, b"a"), "b.yaml": done("b.yaml", second, b"b")}
    _, result = batch.run(units(outcomes), Job(tmp_path, overwrite=True))
    message = f"与 a.yaml 生成的文档同名：{second}.docx"
    notes = ("这份文档按 a.yaml 写，本文件的数没有写进去",)
    place, help_ = Place("b.yaml", 1, 1), batch.ONE_FILING
    assert (Fault("W704", message, place, notes=notes, help=help_),) == result.faults
    assert written(tmp_path) == {f"2024/{first}.docx": b"a"}


@pytest.mark.parametrize(
    ("code", "unit", "word", "message"),
    [
        ("357", "乙", "单位", "代码与 a.yaml 的相同：357"),
        ("358", "甲", "单位", "单位名称与 a.yaml 的相同：甲"),
        ("358", "⽥（A）局", "单位", "单位名称与 d.yaml 的相同：⽥（A）局"),
        ("358", "田 （ａ）局", "单位", "单位名称与 d.yaml 的相同：田 （ａ）局"),
        ("358", "乙", "单位", ""),
        ("358", "甲", "部门", ""),  # its unit is at its head, and publishes its own
        ("357", "甲", "部门", "代码与 a.yaml 的相同：357"),
        ("", "", "单位", ""),
    ],
)
def test_two_filings_of_one_code_or_one_unit_are_told(
    code: str, unit: str, word: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed = (
        ("a.yaml", "2024", "甲单位决算", Identity("357", "", "单位"), "甲"),
        ("d.yaml", "2024", "田局决算", Identity("359", "", "单位"), "田(A)局"),
        ("b.yaml", "2024", "乙决算", Identity(code, "", word), unit),
        ("c.yaml", "2025", "甲单位决算", Identity("357", "", "单位"), "甲"),
    )
    made_ = [
        Result(file, folder=folder, name=name, identity=identity, unit=whose)
        for file, folder, name, identity, whose in filed
    ]
    monkeypatch.setattr(batch, "hand_out", lambda *_, **__: (result for result in made_))
    results = list(batch.run([Path(it.file) for it in made_], Job()))
    told = [fault.message for result in results for fault in result.faults]
    assert [message] * bool(message) == told


def test_the_same_name_in_two_years_is_two_documents(units: Produce, tmp_path: Path) -> None:
    earlier = replace(done("b.yaml", "甲", b"b"), folder="2023")
    outcomes = {"a.yaml": done("a.yaml", "甲", b"a"), "b.yaml": earlier}
    list(batch.run(units(outcomes), Job(tmp_path)))
    assert written(tmp_path) == {"2023/甲.docx": b"b", "2024/甲.docx": b"a"}


def test_a_unit_without_a_document_takes_no_name(units: Produce, tmp_path: Path) -> None:
    faulty = replace(done("a.yaml", "甲", b"", FAULT))
    filings = units({"a.yaml": faulty, "b.yaml": done("b.yaml", "甲", b"b")})
    list(batch.run(filings, Job(tmp_path)))
    assert written(tmp_path) == {"2024/甲.docx": b"b"}


# -- a person's work ----------------------------------------------------------------------------


@pytest.fixture
def edited_by_hand(tmp_path: Path) -> Path:
    """A document that stands already and was not saved by this program."""
    path = tmp_path / "2024" / "甲.docx"
    path.parent.mkdir()
    path.write_bytes(b"by hand")
    return path


def test_a_hand_edited_document_is_not_overwritten(edited_by_hand: Path) -> None:
    folder = edited_by_hand.parent.parent
    result = batch.deliver(made("a.yaml", "甲"), folder, {}, overwrite=False)
    expected = Fault(
        "W705",
        f"已有的文档被人工改过，没有覆盖：{edited_by_hand}",
        Place("a.yaml", 1, 1),
        help="把它改名留存后重试；确定不要了，加 --overwrite",
    )
    assert (expected,) == result.faults
    assert (None, b"by hand") == (result.written, edited_by_hand.read_bytes())


def test_a_hand_edited_document_is_overwritten_when_that_is_asked_for(edited_by_hand: Path) -> None:
    folder = edited_by_hand.parent.parent
    result = batch.deliver(made("a.yaml", "甲"), folder, {}, overwrite=True)
    assert ((), edited_by_hand) == (result.faults, result.written)
    assert edited_by_hand.read_bytes() == b"new"


def test_a_document_of_ours_is_written_again_without_asking(tmp_path: Path) -> None:
    first, second = (next(batch.run([EXAMPLE], Job(tmp_path))) for _ in range(2))
    assert ([], first.written) == (codes(second), second.written)


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_never_replaced(make: Callable[[Path], None], tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir()
    path = tmp_path / "2024" / "甲.docx"
    make(path)
    result = batch.deliver(made("a.yaml", "甲"), tmp_path, {}, overwrite=True)
    message = f"这个名称已经被占用：{path}"
    expected = Fault("W702", message, Place("a.yaml", 1, 1), help=batch.TAKEN)
    assert ((expected,), None, False) == (result.faults, result.written, path.is_file())


def test_the_faults_of_writing_follow_those_of_the_filing(edited_by_hand: Path) -> None:
    warning = replace(FAULT, severity=Severity.WARNING)
    folder = edited_by_hand.parent.parent
    result = batch.deliver(made("a.yaml", "甲", b"new", warning), folder, {}, overwrite=False)
    assert codes(result) == ["S203", "W705"]


def test_a_document_that_could_not_be_written_is_an_error_of_its_unit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "")

    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "甲.docx").write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        result = batch.deliver(made("a.yaml", "甲"), tmp_path, {}, overwrite=True)
    assert (["W701"], True, None) == (codes(result), result.failed, result.written)
