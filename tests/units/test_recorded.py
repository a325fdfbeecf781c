"""A document is recorded as made of what was read, whatever stands there when it is done."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support import many_exports
from support.examples import EXAMPLE, Edit

from generator import pipeline
from generator.checks import checks
from generator.kept import fingerprints, library, noted, reading
from generator.units import batch, redrawing, work
from generator.units.batch import Job
from generator.units.result import Result
from generator.units.work import Options

AN_HOUR = 3600 * 10**9
Change = Callable[[Path], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two units that draw on one folder of exports, as their common file says."""
    many_exports.write(tmp_path, 2)
    return tmp_path


def build(folder: Path) -> list[Result]:
    filings = [folder / f"{many_exports.code_of(number)}.yaml" for number in range(2)]
    results = list(batch.run(filings, Job(folder=folder / "成文", jobs=1)))
    assert [False, False] == [it.failed for it in results]
    return results


def append(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "# 改\n", "utf-8")


def change_own(folder: Path) -> None:
    append(folder / f"{many_exports.code_of(0)}.yaml")


def change_common(folder: Path) -> None:
    append(folder / "_共用.yaml")


def change_export(folder: Path) -> None:
    many_exports.write_export(folder, 0, moved=True)


def add_common(folder: Path) -> None:
    (folder / "_共用.yaml").write_text("地区: 福建\n", "utf-8")


def once(patch: pytest.MonkeyPatch, change: Change, folder: Path) -> None:
    """Change something once all is read that the first document is made of."""
    due, check = [change], checks.before_filling

    def meddle(*given: object) -> object:
        while due:
            due.pop()(folder)
        return check(*given)  # type: ignore[arg-type]

    patch.setattr(checks, "before_filling", meddle)


@pytest.mark.parametrize("behind", [0, AN_HOUR])
@pytest.mark.parametrize("change", [change_own, change_common, change_export])
def test_what_changes_while_a_document_is_made_makes_it_again(
    behind: int, change: Change, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However far the clock is behind by which its file is dated."""
    now = time.time_ns
    with monkeypatch.context() as patch:
        once(patch, change, folder)
        patch.setattr(time, "time_ns", lambda: now() + behind)
        build(folder)
    first, second = build(folder)
    assert ([False, True], [True, True]) == (
        [first.unchanged, second.unchanged],
        [it.unchanged for it in build(folder)],
    )
    assert first.written is not None
    assert pipeline.produce(Path(first.file)).document == first.written.read_bytes()


def test_a_common_file_that_comes_meanwhile_makes_the_document_again(
    edited: Edit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, now = edited(), time.time_ns
    common = path.with_name("_共用.yaml")
    job = Job(folder=tmp_path / "成文", jobs=1)
    with monkeypatch.context() as patch:
        once(patch, add_common, path.parent)
        patch.setattr(time, "time_ns", lambda: now() + AN_HOUR)
        [made] = batch.run([path], job)
    assert None is made.drawn[str(common)]
    assert [False, True] == [it.unchanged for _ in range(2) for it in batch.run([path], job)]


def test_all_that_is_recorded_was_noted_as_it_was_read(folder: Path) -> None:
    """What is not is looked at afterwards."""
    outcome = pipeline.produce(folder / f"{many_exports.code_of(1)}.yaml")
    assert outcome.source is not None
    packs = [library.current() / it for it in library.FOLDERS]
    names = {outcome.file, *outcome.drawn, *outcome.source.all_exports}
    people = {it for it in names if not any(map(Path(it).is_relative_to, packs))}
    export = folder / "导出" / f"{many_exports.code_of(1)}.xls"
    assert {"_共用.yaml", "导出", export.name} < {Path(it).name for it in people}
    assert set() == people - {*outcome.read}
    assert fingerprints.of_file(str(export)) == outcome.read[str(export)]


def test_what_stands_in_for_a_filing_is_never_recorded_as_what_it_holds(edited: Edit) -> None:
    path = edited()
    with reading.instead(path, EXAMPLE.read_bytes()):
        done = work.make(str(path), Options())
    assert ("", False) == (done.drawn[str(path)], done.failed)


def test_exports_that_were_drawn_on_again_are_those_that_were_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = folder / "导出" / f"{many_exports.code_of(0)}.xls"
    known, sum_up = fingerprints.of_file(str(export)), work.fingerprint_drawn

    def meddle(source: object) -> str:
        change_export(folder)
        return sum_up(source)  # type: ignore[arg-type]

    monkeypatch.setattr(redrawing, "fingerprint_drawn", meddle)
    drawn = redrawing.draw(str(folder / f"{many_exports.code_of(0)}.yaml"))
    assert drawn is not None
    assert known == drawn.exports[str(export)]


@pytest.mark.parametrize("name", ["核对.csv", "核对.xls"])
def test_other_control_totals_than_the_run_records_leave_nothing_settled(
    name: str, folder: Path
) -> None:
    """The file changed after the run had begun: which of the two is held against is nobody's."""
    totals, filing = folder / name, folder / f"{many_exports.code_of(0)}.yaml"
    if name.endswith(".csv"):
        totals.write_text("地址,金额\n收入决算表[合计].本年收入合计,1\n", "utf-8")
    else:
        shutil.copy(folder / "导出" / f"{many_exports.code_of(0)}.xls", totals)
    known = fingerprints.of_file(str(totals)) or ""
    found = [
        work.make(str(filing), Options(exported=str(totals), exported_fingerprint=of)).drawn
        for of in (known, fingerprints.of_bytes(b"1"))
    ]
    assert [{}, {str(totals): noted.UNSETTLED}] == [
        {file: of for file, of in drawn.items() if file == str(totals)} for drawn in found
    ]
