"""Only what changed: a document is made again when anything that it was made from has changed."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.examples import codes

from generator import pipeline
from generator.diagnostics import Fault, Place, Severity
from generator.kept import environment, fingerprints, library, noted, own_folder, stamps
from generator.kept import reading as kept_reading
from generator.kept.stamp import Stamp
from generator.pipeline import Outcome
from generator.units import batch, intake, manifest
from generator.units.batch import Job
from generator.units.result import Result
from generator.word import archive, carried, ooxml, opc, output

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WARNING, ERROR = Severity.WARNING, Severity.ERROR


def document(text: str) -> bytes:
    """A document of ours with a text in it."""
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    xml = f'<w:document xmlns:w="{ooxml.W[1:-1]}">{paragraph}</w:document>'
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    link = f'<Relationship Id="a" Type="{opc.OFFICE}/officeDocument" Target="document.xml"/>'
    parts = {
        output.PROPERTIES_PART: output.PROPERTIES.encode(),
        opc.TYPES_PART: f'<Types xmlns="{TYPES}"></Types>'.encode(),
        "_rels/.rels": f"{head}{link}</Relationships>".encode(),
        "document.xml": xml.encode(),
    }
    carried.put(parts, "document.xml", carried.encode_part(xml.encode()), "")
    return archive.pack(parts)


class Bureau:
    """A folder of filings whose documents repeat them; `made` are those that were done."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.made = folder, list[str]()
        self.output = folder / "output"
        self.severity: Severity | None = None
        self.drawn = [folder / "上年.txt", folder / "_共用.yaml"]
        self.home = folder / "home"
        self.pack = self.home / "templates" / "甲" / "pack.yaml"
        self.other = self.home / "templates" / "乙" / "pack.yaml"
        for path in (self.pack, self.other):
            path.parent.mkdir(parents=True)
            path.write_text("一", "utf-8")
        self.drawn[0].write_text("一", "utf-8")
        for name in "甲乙丙":
            self.write(name, name)

    def write(self, name: str, text: str) -> None:
        (self.folder / f"{name}.yaml").write_text(text, "utf-8")

    @property
    def filings(self) -> list[Path]:
        return [self.folder / f"{name}.yaml" for name in "甲乙丙"]

    def target(self, name: str) -> Path:
        return self.output / "2024" / f"{name}.docx"

    def produce(self, path: Path, **options: object) -> Outcome:
        """A document that holds the filing's first line; its second line is its unit's name."""
        self.made.append(path.stem)
        with noted.noting() as read:
            text, _, name = kept_reading.read(path, 1000).decode().partition("\n")
            for it in self.drawn:
                fingerprints.of_file(str(it))
        fault = [Fault("S203", "", Place(str(path), 1, 1), self.severity or ERROR)]
        faults = tuple(fault if self.severity else ())
        drawn = (*map(str, self.drawn), str(self.pack.parent))
        made = b"" if self.severity is ERROR and not options["draft"] else document(text)
        draft = "（草稿）" if options["draft"] else ""
        name = (name or path.stem) + draft
        return Outcome(str(path), faults, None, "2024", name, made, drawn=drawn, read=read)

    def build(self, **options: object) -> list[Result]:
        """One run over all filings; `made` says which were done in it."""
        self.made.clear()
        for known in (fingerprints.of_packs, fingerprints.list_pack):  # a run is its own process
            known.cache_clear()
        return list(batch.run(self.filings, Job(self.output, **options)))  # type: ignore[arg-type]


@pytest.fixture
def bureau(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    """Three filings, built once."""
    bureau = Bureau(tmp_path)
    monkeypatch.setattr(library, "current", lambda: bureau.home)
    monkeypatch.setattr(pipeline, "produce", bureau.produce)
    bureau.build()
    assert ["甲", "乙", "丙"] == bureau.made
    return bureau


# -- nothing has changed ------------------------------------------------------------------------


def test_a_second_run_makes_nothing_and_says_so(bureau: Bureau) -> None:
    times = [bureau.target(name).stat().st_mtime_ns for name in "甲乙丙"]
    results = bureau.build()
    assert [] == bureau.made
    assert ["未变"] * 3 == [result.state for result in results]
    assert [bureau.target(name) for name in "甲乙丙"] == [result.written for result in results]
    assert times == [bureau.target(name).stat().st_mtime_ns for name in "甲乙丙"]


def test_a_second_run_does_not_write_the_record_again(bureau: Bureau) -> None:
    path = bureau.output / manifest.NAME
    before = path.stat()
    bureau.build()
    assert (before.st_ino, before.st_mtime_ns) == (path.stat().st_ino, path.stat().st_mtime_ns)


def test_a_new_time_stamp_is_no_change(bureau: Bureau) -> None:
    for path in (*bureau.filings, bureau.drawn[0], bureau.pack, bureau.target("甲")):
        os.utime(path, (2_000_000_000, 2_000_000_000))
    bureau.build()
    assert [] == bureau.made


def test_the_whole_may_be_moved(bureau: Bureau, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    moved.mkdir()
    for path in (*bureau.filings, bureau.drawn[0], bureau.output):
        path.rename(moved / path.name)
    bureau.folder, bureau.output = moved, moved / "output"
    bureau.build()
    assert [] == bureau.made


def test_what_was_told_once_is_told_by_number(bureau: Bureau) -> None:
    bureau.severity = WARNING
    bureau.build(force=True)
    first, *_ = bureau.build()
    assert ("未变", 1, ()) == (first.state, first.warnings, first.faults)


# -- something has changed ----------------------------------------------------------------------


def of_a_filing(bureau: Bureau) -> None:
    bureau.write("乙", "二")


def of_what_all_draw_on(bureau: Bureau) -> None:
    bureau.drawn[0].write_text("二", "utf-8")


def of_what_was_not_there(bureau: Bureau) -> None:
    bureau.drawn[1].write_text("", "utf-8")


def of_what_is_gone(bureau: Bureau) -> None:
    bureau.drawn[0].unlink()


def of_the_pack(bureau: Bureau) -> None:
    bureau.pack.write_text("二", "utf-8")


def of_the_packs_files(bureau: Bureau) -> None:
    bureau.pack.with_name("phrases.yaml").write_text("", "utf-8")


def of_another_pack(bureau: Bureau) -> None:
    bureau.other.write_text("二", "utf-8")


def of_a_document_that_is_gone(bureau: Bureau) -> None:
    bureau.target("丙").unlink()


def of_a_document_of_ours(bureau: Bureau) -> None:
    bureau.target("丙").write_bytes(document("二"))


def of_the_record(bureau: Bureau) -> None:
    (bureau.output / manifest.NAME).write_bytes(b"{}")


def of_nothing_known(bureau: Bureau) -> None:
    (bureau.output / manifest.NAME).unlink()


@pytest.mark.parametrize(
    ("expected", "change"),
    [
        ("乙", of_a_filing),
        ("甲乙丙", of_what_all_draw_on),
        ("甲乙丙", of_what_was_not_there),
        ("甲乙丙", of_what_is_gone),
        ("甲乙丙", of_the_pack),
        ("甲乙丙", of_the_packs_files),
        ("", of_another_pack),
        ("丙", of_a_document_that_is_gone),
        ("丙", of_a_document_of_ours),
        ("甲乙丙", of_the_record),
        ("甲乙丙", of_nothing_known),
    ],
)
def test_a_change_makes_again_what_hangs_on_it(
    expected: str, change: Callable[[Bureau], None], bureau: Bureau
) -> None:
    change(bureau)
    results = bureau.build()
    assert list(expected) == bureau.made
    assert ["甲", "乙", "丙"] == [Path(result.file).stem for result in results]
    assert ["无错误" if name in expected else "未变" for name in "甲乙丙"] == [
        result.state for result in results
    ]
    bureau.build()
    assert [] == bureau.made


@pytest.mark.parametrize("folder", ["/", "..", "a\0b", "\ud800"])
def test_where_a_record_of_another_hand_leads_nobody_looks(
    folder: str, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Packs are folders: one that a record makes up could be all that there is on a disk."""
    looked, look = list[tuple[str, ...]](), fingerprints.of_packs

    def note(root: Path, tops: tuple[str, ...]) -> str:
        looked.append(tops)
        return look(root, tops) if tops != (folder,) else ""

    record = bureau.output / manifest.NAME
    said = json.loads(record.read_text("utf-8"))
    for entry in said["文档"].values():
        entry["表样"] = [folder]
    record.write_text(json.dumps(said), "utf-8")
    monkeypatch.setattr(fingerprints, "of_packs", note)
    note.cache_clear = look.cache_clear  # type: ignore[attr-defined]
    bureau.build()
    assert ["甲", "乙", "丙"] == bureau.made
    assert {("templates/甲",)} == {*looked}


def test_what_is_made_after_packs_have_changed_is_none_of_the_new_ones(bureau: Bureau) -> None:
    """A server keeps what it has read of packs, for as long as it goes on."""
    of_the_pack(bureau)
    list(batch.run(bureau.filings, Job(bureau.output, force=True)))
    bureau.build()
    assert ["甲", "乙", "丙"] == bureau.made


def test_another_engine_makes_everything_again(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "fingerprint", lambda: "another")
    bureau.build()
    assert ["甲", "乙", "丙"] == bureau.made


def test_other_control_totals_make_everything_again(bureau: Bureau, tmp_path: Path) -> None:
    export = tmp_path / "导出.csv"
    export.write_text("地址,金额\n", "utf-8")
    runs = []
    for text in ("地址,金额\n", None, "地址,金额\n甲,1\n"):
        if text is not None:
            export.write_text(text, "utf-8")
        bureau.build(exported=str(export))
        runs.append(len(bureau.made))
    bureau.build()
    assert [3, 0, 3, 3] == [*runs, len(bureau.made)]


def test_a_draft_is_another_document(bureau: Bureau) -> None:
    bureau.build(draft=True)
    assert ["甲", "乙", "丙"] == bureau.made
    bureau.build()
    assert [] == bureau.made
    bureau.build(draft=True)
    assert [] == bureau.made


def test_everything_is_made_again_when_that_is_asked_for(bureau: Bureau) -> None:
    bureau.build(force=True)
    assert ["甲", "乙", "丙"] == bureau.made


def test_a_check_leaves_nothing_out(bureau: Bureau) -> None:
    bureau.made.clear()
    list(batch.run(bureau.filings, Job()))
    assert ["甲", "乙", "丙"] == bureau.made


@pytest.mark.parametrize("draft", [False, True])
def test_a_unit_with_an_error_is_always_done_again(bureau: Bureau, draft: bool) -> None:
    bureau.severity = ERROR
    for name in "甲乙丙":
        bureau.write(name, "二")
    for _ in range(2):
        bureau.build(draft=draft)
        assert ["甲", "乙", "丙"] == bureau.made


def test_a_document_that_a_person_changed_is_kept(bureau: Bureau) -> None:
    bureau.target("甲").write_bytes(b"by hand")
    first, *_ = bureau.build()
    assert (["甲"], ["W705"]) == (bureau.made, codes(first))
    assert b"by hand" == bureau.target("甲").read_bytes()


@pytest.mark.parametrize("ahead", [0, 3600])
def test_a_filing_that_changes_while_it_is_read_is_done_again(
    ahead: int, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However far a file server's clock is behind ours."""

    def meddle(path: Path, **options: object) -> Outcome:
        outcome = bureau.produce(path, **options)
        path.write_text("二", "utf-8")
        return outcome

    now = time.time_ns
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "produce", meddle)
        patch.setattr(time, "time_ns", lambda: now() + ahead * 10**9)
        bureau.build(force=True)
    bureau.build()
    assert ["甲", "乙", "丙"] == bureau.made
    assert [document("二")] * 3 == [bureau.target(name).read_bytes() for name in "甲乙丙"]


# -- by size and time, then by content ------------------------------------------------------------


class Reading:
    """What is read by content, by the names of the files."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.files: list[str] = []
        of_export = fingerprints.of_export

        def note(path: str) -> str | None:
            self.files.append(Path(path).name)
            return of_export(path)

        monkeypatch.setattr(fingerprints, "of_export", note)

    def of_a_run(self, bureau: Bureau, **options: object) -> list[str]:
        self.files.clear()
        bureau.build(**options)
        return sorted(self.files)


@pytest.fixture
def reading(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """What is read where all files were written long ago and their stamps are recorded."""
    monkeypatch.setattr("generator.kept.stamp.CLEARLY_AFTER", 0)
    time.sleep(0.02)  # a tick of the system's clock
    bureau.build()
    assert [] == bureau.made
    return Reading(monkeypatch)


# What is not there has no stamp.
ALWAYS = ["_共用.yaml"]
ALL = sorted(
    ["甲.yaml", "乙.yaml", "丙.yaml", "甲.docx", "乙.docx", "丙.docx", "上年.txt", *ALWAYS]
)


def test_a_file_whose_stamp_is_known_is_not_read_again(bureau: Bureau, reading: Reading) -> None:
    assert (ALWAYS, []) == (reading.of_a_run(bureau), bureau.made)


def test_all_are_read_where_that_is_asked_for(bureau: Bureau, reading: Reading) -> None:
    assert ALL == reading.of_a_run(bureau, strictly=True)
    assert ALL == reading.of_a_run(bureau, strictly=True)


def test_a_new_time_stamp_is_read_and_is_no_change(bureau: Bureau, reading: Reading) -> None:
    os.utime(bureau.filings[0], (1_000_000_000, 1_000_000_000))
    assert ([*ALWAYS, "甲.yaml"], []) == (reading.of_a_run(bureau), bureau.made)


def test_what_is_made_again_is_known_again(bureau: Bureau, reading: Reading) -> None:
    bureau.write("乙", "二")
    reading.of_a_run(bureau)
    time.sleep(0.02)
    bureau.build(force=True)
    assert ALWAYS == reading.of_a_run(bureau)


@pytest.mark.parametrize("name", ["乙.yaml", "output/2024/乙.docx"])
def test_an_edit_whose_time_is_set_back_is_noticed(
    name: str, bureau: Bureau, reading: Reading
) -> None:
    path = bureau.folder / name
    times = path.stat()
    path.write_bytes(b"x" * times.st_size)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    reading.of_a_run(bureau)
    assert ["乙"] == bureau.made


def test_an_edit_within_a_tick_of_the_clock_is_noticed(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The times of all files stay what they are, whatever is written now."""
    at = time.time_ns()
    take = stamps.take

    def take_still(path: str) -> Stamp | None:
        stamp = take(path)
        return stamp and stamp._replace(written=at, changed=at)

    monkeypatch.setattr(stamps, "take", take_still)
    bureau.build(force=True)
    bureau.write("乙", "己")
    bureau.build()
    assert ["乙"] == bureau.made


def test_a_stamp_that_was_fitted_to_a_changed_filing_is_not_believed(
    bureau: Bureau, reading: Reading
) -> None:
    bureau.write("乙", "二")
    path, stamp = bureau.output / manifest.NAME, stamps.take(str(bureau.filings[1]))
    content = json.loads(path.read_text("utf-8"))
    content["文件"]["../乙.yaml"][1:] = stamp
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    assert ALL == sorted({*reading.of_a_run(bureau)})
    assert ["乙"] == bureau.made


def test_a_record_without_stamps_is_read_and_gets_them(bureau: Bureau, reading: Reading) -> None:
    path = bureau.output / manifest.NAME
    content = json.loads(path.read_text("utf-8"))
    del content["文件"], content["文件印"]
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    assert (ALL, []) == (reading.of_a_run(bureau), bureau.made)
    assert (ALWAYS, []) == (reading.of_a_run(bureau), bureau.made)


def test_where_a_system_does_not_tell_every_change_all_is_read(
    bureau: Bureau, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "find_telling_device", lambda _: None)
    path = bureau.output / manifest.NAME
    path.write_bytes(path.read_bytes().replace('"文件印":"'.encode(), '"文件印":"0'.encode()))
    before = path.read_bytes()
    for _ in range(2):
        assert (ALL, []) == (reading.of_a_run(bureau), bureau.made)
    assert before == path.read_bytes()


def test_one_unit_done_alone_leaves_the_stamps_of_the_others(
    bureau: Bureau, reading: Reading
) -> None:
    bureau.write("甲", "二")
    list(batch.run(bureau.filings[:1], Job(bureau.output)))
    assert {"乙.yaml", "丙.yaml", "乙.docx", "丙.docx"}.isdisjoint(reading.of_a_run(bureau))


# -- many units, one record ---------------------------------------------------------------------


def test_one_unit_done_alone_leaves_the_others_recorded(bureau: Bureau) -> None:
    bureau.write("甲", "二")
    list(batch.run(bureau.filings[:1], Job(bureau.output)))
    bureau.build()
    assert [] == bureau.made


def test_a_document_left_alone_keeps_its_name(bureau: Bureau) -> None:
    bureau.write("丙", "丙\n甲")
    *_, last = bureau.build()
    assert (["丙"], ["W704"]) == (bureau.made, codes(last))
    assert document("甲") == bureau.target("甲").read_bytes()


def test_names_are_given_in_the_order_of_the_filings_whatever_was_built_before(
    bureau: Bureau,
) -> None:
    bureau.write("甲", "甲\n丙")
    first, _, last = bureau.build()
    assert ([], ["W704"]) == (codes(first), codes(last))
    assert document("甲") == bureau.target("丙").read_bytes()
    again = bureau.build()
    assert [[], [], ["W704"]] == [codes(result) for result in again]


def test_a_document_that_another_filing_takes_over_is_told_once(bureau: Bureau) -> None:
    """A filing was copied, and the unit's name in it was left as it was."""
    copy = bureau.folder / "甲（新）.yaml"
    copy.write_text("二\n甲", "utf-8")
    (first,), (again,) = (list(batch.run([copy], Job(bureau.output))) for _ in range(2))
    message = f"这份文档原来按 {bureau.filings[0]} 生成，现在换成了本文件的数：2024/甲.docx"
    assert (message, WARNING) == (first.faults[0].message, first.faults[0].severity)
    assert document("二") == bureau.target("甲").read_bytes()
    assert ("未变", 0) == (again.state, again.warnings)


def test_a_filing_that_was_renamed_takes_nothing_over(bureau: Bureau) -> None:
    moved = bureau.folder / "甲（新）.yaml"
    bureau.filings[0].rename(moved)
    moved.write_text("二\n甲", "utf-8")
    (result,) = batch.run([moved], Job(bureau.output))
    assert () == result.faults


def test_a_filing_of_the_same_run_may_give_its_name_up(bureau: Bureau) -> None:
    bureau.write("甲", "甲\n丁")
    bureau.write("丙", "丙\n甲")
    assert [(), (), ()] == [result.faults for result in bureau.build()]


def test_what_was_written_before_a_run_was_stopped_is_recorded(bureau: Bureau) -> None:
    bureau.made.clear()
    (bureau.output / manifest.NAME).unlink()
    running = batch.run(bureau.filings, Job(bureau.output))
    next(running), next(running)
    running.close()
    bureau.build()
    assert ["丙"] == bureau.made


# -- a department, its units, and what they share -----------------------------------------------


# -- a record is a hint ---------------------------------------------------------------------------

FORGERIES: tuple[Callable[[dict[str, Any], Bureau], object], ...] = (
    lambda entry, bureau: entry.update(主要数=[["收入总计", "9999.99", "", False]]),
    lambda entry, bureau: entry.update(单位="别的单位"),
    lambda entry, bureau: entry.update(提示数=7),
    lambda entry, bureau: entry.update(印="0" * 64),
    lambda entry, bureau: entry.update(印=""),
    lambda entry, bureau: entry.update(主要数=[], 印=""),
)


def altered(bureau: Bureau, change: Callable[[dict[str, Any], Bureau], object]) -> None:
    """The record, in which what is said of one document was changed."""
    path = bureau.output / manifest.NAME
    content = json.loads(path.read_text("utf-8"))
    change(content["文档"]["2024/乙.docx"], bureau)
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")


@pytest.mark.parametrize("change", FORGERIES)
def test_what_a_forged_record_says_is_not_believed(
    change: Callable[[dict[str, Any], Bureau], object], bureau: Bureau
) -> None:
    truth = bureau.build(force=True)
    altered(bureau, change)
    results = bureau.build()
    assert ["乙"] == bureau.made
    assert [r.figures for r in truth] == [r.figures for r in results]
    assert [""] * 3 == [r.unit for r in results]


def test_a_record_that_was_fitted_to_a_changed_document_is_not_believed(bureau: Bureau) -> None:
    bureau.target("乙").write_bytes(document("改过的"))
    found = fingerprints.of_file(str(bureau.target("乙")))
    altered(bureau, lambda entry, _: entry.update(文档=found))
    bureau.build()
    assert (["乙"], document("乙")) == (bureau.made, bureau.target("乙").read_bytes())


def test_a_persons_work_is_kept_though_a_record_was_fitted_to_it(bureau: Bureau) -> None:
    bureau.target("乙").write_bytes(b"by hand")
    altered(bureau, lambda entry, _: entry.update(文档=fingerprints.of_bytes(b"by hand")))
    [_, result, _] = bureau.build()
    assert (["W705"], b"by hand") == (
        [fault.code for fault in result.faults],
        bureau.target("乙").read_bytes(),
    )


def test_a_record_that_was_fitted_to_a_changed_filing_is_not_believed(bureau: Bureau) -> None:
    bureau.write("乙", "二")
    found = fingerprints.of_file(str(bureau.folder / "乙.yaml"))
    altered(bureau, lambda entry, _: entry["引用"].update({"../乙.yaml": found}))
    bureau.build()
    assert (["乙"], document("二")) == (bureau.made, bureau.target("乙").read_bytes())


def test_what_is_said_of_one_document_is_not_believed_of_another(bureau: Bureau) -> None:
    for name in "乙丙":
        bureau.write(name, "同")
    bureau.build()
    path = bureau.output / manifest.NAME
    content = json.loads(path.read_text("utf-8"))["文档"]
    altered(bureau, lambda entry, _: entry.update(印=content["2024/丙.docx"]["印"]))
    bureau.build()
    assert ["乙"] == bureau.made


def test_another_users_record_is_no_witness(
    bureau: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv(own_folder.FOLDER, str(tmp_path / "another's"))
        bureau.build()
        assert ["甲", "乙", "丙"] == bureau.made
        bureau.build()
        assert [] == bureau.made
    bureau.build()
    assert ["甲", "乙", "丙"] == bureau.made


def test_where_no_secret_can_be_kept_all_is_made_every_time(
    bureau: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(own_folder.FOLDER, str(tmp_path / "file" / "kept"))
    for _ in range(2):
        assert ["无错误"] * 3 == [result.state for result in bureau.build()]


def test_a_department_is_done_again_with_any_of_its_units(tmp_path: Path) -> None:
    from support.department import HEAD, LIBRARY, SHARED, WHOLE, copied

    folder = copied(tmp_path / "inputs").parent
    filings, job = intake.find([str(folder)]), Job(tmp_path / "output")
    assert [WHOLE, HEAD, LIBRARY] == [path.name for path in filings]

    def due() -> list[str]:
        return [Path(name).name for name in batch.plan(filings, job).due]

    def after_a_change_of(name: str) -> list[str]:
        path = folder / name
        before = path.read_bytes()
        path.write_bytes(before + b"# \n")
        found = due()
        path.write_bytes(before)
        return found

    assert ["无错误"] * 3 == [result.state for result in batch.run(filings, job)]
    assert [] == due()
    changed = [after_a_change_of(name) for name in (WHOLE, HEAD, LIBRARY, SHARED)]
    assert [[WHOLE], [WHOLE, HEAD], [WHOLE, LIBRARY], [WHOLE, HEAD, LIBRARY]] == changed
    (folder / SHARED).unlink()
    assert [WHOLE, HEAD, LIBRARY] == due()
