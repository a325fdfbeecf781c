"""The record of builds: read back as it was written, and worth nothing once it is damaged."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.properties import examples

from generator.charts.shown import ShownChart, ShownPoint
from generator.kept import environment
from generator.units import known_files, manifest
from generator.units.manifest import BuildRecord, Built
from generator.units.result import KeyFigure

NOW = environment.fingerprint()
FIGURE = KeyFigure("收入总计", "4052.48", "-15.89%", True)
CHART = ShownChart("支出", "饼", "各数", ("万元",), (ShownPoint("甲", ("1",), ("1.00",), "5%"),))
ENTRY = Built(
    "../inputs/甲.yaml",
    False,
    "d" * 64,
    {"../inputs/甲.yaml": "a" * 64, "../inputs/_共用.yaml": None},
    ("schemas/甲", "templates/甲"),
    "b" * 64,
    "",
    NOW,
    "甲馆",
    0,
    2,
    (FIGURE,),
    charts=(CHART,),
)
RECORD = manifest.update(BuildRecord(), {"2024/甲馆.docx": ENTRY})


def saved(folder: Path, record: BuildRecord = RECORD) -> Path:
    """A record on disk."""
    assert manifest.save(folder, record) is None
    return folder / manifest.NAME


# -- written and read ---------------------------------------------------------------------------


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    saved(tmp_path)
    assert RECORD == manifest.load(tmp_path)


TEXT = st.text(max_size=12)
ENTRIES = st.builds(
    Built,
    TEXT,
    st.booleans(),
    TEXT,
    st.dictionaries(TEXT, st.none() | TEXT, max_size=3),
    st.lists(TEXT, max_size=2).map(tuple),
    TEXT,
    TEXT,
    st.just(NOW),
    TEXT,
    st.integers(0, 9),
    st.integers(0, 9),
    st.lists(st.builds(KeyFigure, TEXT, TEXT, TEXT, st.booleans()), max_size=2).map(tuple),
    exports=st.dictionaries(TEXT, st.none() | TEXT, max_size=2),
)


@given(ENTRIES)
@examples(100)
def test_any_text_comes_back_as_it_was(tmp_path_factory: Any, entry: Built) -> None:
    folder = tmp_path_factory.mktemp("record")
    record = manifest.update(BuildRecord(), {"甲.docx": entry})
    saved(folder, record)
    assert record == manifest.load(folder)


def test_half_a_character_of_a_file_name_comes_back_as_it_was(tmp_path: Path) -> None:
    record = manifest.update(BuildRecord(), {"收\udcb2入.docx": ENTRY})
    saved(tmp_path, record)
    assert record == manifest.load(tmp_path)


def test_nothing_but_the_record_is_left_in_its_folder(tmp_path: Path) -> None:
    saved(tmp_path)
    assert [manifest.NAME] == os.listdir(tmp_path)


# -- damaged, foreign, too large ----------------------------------------------------------------


def changed(change: Callable[[Any], object]) -> bytes:
    """The record's text after a change of its content."""
    content = json.loads(json.dumps(manifest._content(RECORD)))
    change(content)
    return json.dumps(content).encode()


def entry_of(content: Any) -> Any:
    return content["文档"]["2024/甲馆.docx"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b"7",
        b'"x"',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        changed(lambda content: content.update(版本=1)),
        changed(lambda content: content.update(版本="3")),
        changed(lambda content: content.pop("环境")),
        changed(lambda content: content.update(环境=[])),
        changed(lambda content: content["环境"].update({NOW: "x"})),
        changed(lambda content: content["环境"][NOW].update(Python=3)),
        changed(lambda content: content.update(文档=[1])),
        changed(lambda content: content["文档"].update({"../甲.docx": entry_of(content)})),
        changed(lambda content: content["文档"].update({"..\\甲.docx": entry_of(content)})),
        changed(lambda content: content["文档"].update({"/甲.docx": entry_of(content)})),
        changed(lambda content: content["文档"].update({"C:甲.docx": entry_of(content)})),
        changed(lambda content: entry_of(content).update(引用={"x": 1})),
        changed(lambda content: entry_of(content).update(引用=[])),
        changed(lambda content: entry_of(content).update(草稿=0)),
        changed(lambda content: entry_of(content).update(提示数=-1)),
        changed(lambda content: entry_of(content).update(错误数=True)),
        changed(lambda content: entry_of(content).update(错误数="0")),
        changed(lambda content: entry_of(content).update(表样="x")),
        changed(lambda content: entry_of(content).update(主要数=[["收入", "1"]])),
        changed(lambda content: entry_of(content).update(主要数=[["收入", "1", "", 0]])),
        changed(lambda content: entry_of(content).pop("单位")),
    ],
)
def test_a_damaged_record_is_none(content: bytes, tmp_path: Path) -> None:
    (tmp_path / manifest.NAME).write_bytes(content)
    assert BuildRecord() == manifest.load(tmp_path)


def test_every_beginning_of_a_record_is_none(tmp_path: Path) -> None:
    path = saved(tmp_path)
    whole = path.read_bytes()
    for size in range(0, len(whole) - 1, 7):
        path.write_bytes(whole[:size])
        assert BuildRecord() == manifest.load(tmp_path)


def test_a_record_that_is_too_large_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = saved(tmp_path).stat().st_size
    monkeypatch.setattr(manifest, "MAX_BYTES", size)
    assert RECORD == manifest.load(tmp_path)
    monkeypatch.setattr(manifest, "MAX_BYTES", size - 1)
    assert BuildRecord() == manifest.load(tmp_path)


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_no_record(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / manifest.NAME)
    assert BuildRecord() == manifest.load(tmp_path)


def test_a_folder_without_a_record_has_none(tmp_path: Path) -> None:
    assert BuildRecord() == manifest.load(tmp_path / "没有")


# -- brought up to date -------------------------------------------------------------------------


def test_what_was_not_made_now_stays_recorded() -> None:
    other = ENTRY._replace(filing="../inputs/乙.yaml")
    record = manifest.update(RECORD, {"2024/乙馆.docx": other})
    assert {"2024/甲馆.docx": ENTRY, "2024/乙馆.docx": other} == record.entries


def test_a_document_that_its_filing_no_longer_gives_is_dropped() -> None:
    renamed = ENTRY._replace(unit="甲博物馆")
    record = manifest.update(RECORD, {"2024/甲博物馆.docx": renamed})
    assert {"2024/甲博物馆.docx": renamed} == record.entries


def test_a_draft_stands_beside_the_finished_document() -> None:
    record = manifest.update(RECORD, {"2024/甲馆（草稿）.docx": ENTRY._replace(draft=True)})
    assert 2 == len(record.entries)


def test_an_environment_is_described_as_long_as_a_document_is_from_it() -> None:
    old = BuildRecord({"a.docx": ENTRY._replace(environment="old")}, {"old": {}, "older": {}})
    kept = manifest.update(old, {"b.docx": ENTRY._replace(filing="b")})
    assert {"old": {}, NOW: environment.description()} == kept.environments
    gone = manifest.update(kept, {"a.docx": ENTRY})
    assert [NOW] == list(gone.environments)


# -- sealed -------------------------------------------------------------------------------------


def test_an_entry_is_sealed_under_its_name_and_as_it_is() -> None:
    entry = manifest.sealed("甲.docx", ENTRY)
    changes: tuple[dict[str, Any], ...] = (
        *({name: "x"} for name in ("filing", "document", "pack_fingerprint", "exported", "unit")),
        *({"draft": True}, {"drawn": {}}, {"packs": ()}, {"figures": ()}, {"warnings": 3}),
        *({"errors": 1}, {"environment": "x"}, {"layout": "x"}, {"seal": ""}),
    )
    assert manifest.is_sealed("甲.docx", entry)
    assert not manifest.is_sealed("乙.docx", entry)
    assert [] == [it for it in changes if manifest.is_sealed("甲.docx", entry._replace(**it))]


def test_a_seal_holds_when_the_record_is_read_back(tmp_path: Path) -> None:
    name = "收\udcb2入.docx"
    saved(tmp_path, manifest.update(BuildRecord(), {name: manifest.sealed(name, ENTRY)}))
    assert manifest.is_sealed(name, manifest.load(tmp_path).entries[name])


@pytest.mark.parametrize("believed", [True, False])
def test_page_numbers_make_no_entry_believed_that_was_not(believed: bool, tmp_path: Path) -> None:
    (tmp_path / "甲.docx").write_bytes(b"1")
    entry = manifest.sealed("甲.docx", ENTRY) if believed else ENTRY._replace(seal="0" * 64)
    saved(tmp_path, BuildRecord({"甲.docx": entry}))
    manifest.record_layout(tmp_path, "甲.docx", "LibreOffice 24")
    found = manifest.load(tmp_path).entries["甲.docx"]
    assert ("LibreOffice 24", believed) == (found.layout, manifest.is_sealed("甲.docx", found))


def test_paths_go_from_the_folder_of_the_documents(tmp_path: Path) -> None:
    folder, known = str(tmp_path / "output"), dict[str, str]()
    paths = [str(tmp_path / "inputs" / "甲.yaml"), str(tmp_path / "output" / "乙.yaml")]
    ways = [known_files.relative(path, folder, known) for path in paths]
    assert ["../inputs/甲.yaml", "./乙.yaml"] == ways
