"""Drafts and versions lie in the user's own cache folder, bounded, and open to nobody else."""

import os
from pathlib import Path

import pytest

from generator.kept import own_folder
from generator.workbench import keeping
from generator.workbench.keeping import Draft, Version


@pytest.fixture
def filing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(own_folder.FOLDER, str(tmp_path / "cache"))
    keeping._closed.clear()  # windows of other tests are called the same
    path = tmp_path / "126.yaml"
    path.write_text("文种: 部门决算\n", "utf-8")
    return path


def test_a_draft_is_kept_and_forgotten(filing: Path) -> None:
    draft = Draft("写了\n一半", "a" * 64, "w")
    assert (None, True) == (keeping.find_draft(filing), keeping.keep_draft(filing, draft))
    assert draft == keeping.find_draft(filing)
    keeping.drop_draft(filing, "w")
    assert (None, []) == (keeping.find_draft(filing), keeping.list_versions(filing))


def test_of_many_versions_the_oldest_go_each_kind_by_itself(filing: Path) -> None:
    keeping.keep_version(filing, b"first", keeping.TYPED)
    for number in range(keeping.MOST_VERSIONS + 5):
        keeping.keep_version(filing, str(number).encode())
    versions = keeping.list_versions(filing)
    assert keeping.MOST_VERSIONS + 1 == len(versions)
    assert b"34" == keeping.find_version(filing, versions[0].name)
    assert b"first" == keeping.find_version(filing, versions[-1].name)


@pytest.mark.parametrize("name", ["", "0-saved", "../../126", "x", "1-saved.yaml", "\0"])
def test_a_version_that_there_is_not_is_none(name: str, filing: Path) -> None:
    keeping.keep_version(filing, b"x")
    assert keeping.find_version(filing, name) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"text": 1, "base": "", "window": ""}'])
def test_a_draft_that_is_damaged_is_none(content: bytes, filing: Path) -> None:
    keeping.keep_draft(filing, Draft("x", ""))
    (path,) = (own_folder.folder() / "workbench").glob("*.json")
    path.write_bytes(content)
    assert keeping.find_draft(filing) is None


def test_where_nothing_can_be_kept_it_is_said(
    filing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(own_folder.FOLDER, str(filing))  # no folder
    assert not keeping.keep_draft(filing, Draft("x", ""))
    assert keeping.find_draft(filing) is None


def test_what_lies_where_others_can_write_is_not_believed(filing: Path) -> None:
    keeping.keep_draft(filing, Draft("x", ""))
    os.chmod(own_folder.folder() / "workbench", 0o777)
    assert keeping.find_draft(filing) is None


def test_a_version_says_when_it_was() -> None:
    assert len("2025-09-01 08:30:00") == len(Version(1_756_700_000 * 10**9).when)
