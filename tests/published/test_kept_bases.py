"""A document that is a base is read once; what is kept is used while nothing of it has changed."""

from pathlib import Path
from typing import Any

import pytest
from support.years import LAST_DOCUMENT, document_year

from generator import pipeline
from generator.kept import environment, own_folder
from generator.pipeline import Outcome
from generator.published import printed_bases, taken


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(own_folder.FOLDER, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def filing(tmp_path: Path) -> Path:
    return document_year(tmp_path)


def refuse(*_: object) -> None:
    raise AssertionError("read anew")


def said(it: Outcome) -> tuple[object, ...]:
    return it.document, it.faults


def test_the_second_time_nothing_is_read_and_the_same_is_said(
    filing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pipeline.produce(filing)
    assert first.document
    monkeypatch.setattr(printed_bases, "take", refuse)
    again = pipeline.produce(filing)
    assert said(first) == said(again)
    assert first.drawn == again.drawn


@pytest.mark.parametrize("spoil", ["other bytes", "spoilt entry", "other version"])
def test_what_has_changed_is_read_anew(
    spoil: str, filing: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pipeline.produce(filing)
    document = filing.with_name(LAST_DOCUMENT)
    if spoil == "other bytes":
        document.write_bytes(document.read_bytes() + b"\0")
    elif spoil == "spoilt entry":
        [entry] = (cache / "bases").glob("*.json")
        entry.write_bytes(entry.read_bytes().replace(b"2023", b"2022"))
    else:
        monkeypatch.setattr(environment, "version_of", lambda _: "0")
    calls = list[object]()
    take = printed_bases.take

    def read_anew(*of: Any) -> Any:
        calls.append(of)
        return take(*of)

    monkeypatch.setattr(printed_bases, "take", read_anew)
    again = pipeline.produce(filing)
    assert 1 == len(calls)
    assert first.faults == again.faults


@pytest.mark.parametrize("data", [None, {}, [], {"figures": [[1]]}, {"figures": 3, "listed": []}])
def test_what_was_not_kept_so_is_nothing(data: object) -> None:
    assert taken.from_data(data) is None


def test_another_units_document_is_told_whether_kept_or_not(filing: Path) -> None:
    text = filing.read_text("utf-8")
    assert pipeline.produce(filing).document
    other = text.replace("福州市“智慧福州”管理服务中心", "福州市档案馆")
    filing.write_text(other, "utf-8")
    told = [it.message for it in pipeline.produce(filing).faults if it.code == "L411"]
    assert [True] == [it.startswith(f"{LAST_DOCUMENT}：是另一个单位的：福州市") for it in told]


def test_without_a_folder_of_ones_own_it_is_read_each_time(
    filing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv(own_folder.FOLDER, str(tmp_path / "file" / "no"))
    assert pipeline.produce(filing).document == pipeline.produce(filing).document
