"""Which files are filings: what files, folders and patterns mean."""

import errno
import os
from pathlib import Path

import pytest

from generator.units import intake


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder with filings of two years, one shared file and one text."""
    for name in ("2024/b.yaml", "2024/a.yaml", "2023/c.yaml", "2024/_shared.yaml", "说明.txt"):
        path = tmp_path / "inputs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    return tmp_path / "inputs"


def test_a_folder_means_every_filing_under_it_in_order(inputs: Path) -> None:
    expected = [inputs / "2023" / "c.yaml", inputs / "2024" / "a.yaml", inputs / "2024" / "b.yaml"]
    assert expected == list(intake.find([str(inputs)]))


@pytest.mark.parametrize("name", ["B.YAML", "B.yml"])
def test_no_filing_is_passed_over_for_how_its_suffix_is_spelt(name: str, inputs: Path) -> None:
    (inputs / "2024" / "b.yaml").rename(inputs / "2024" / name)
    expected = [inputs / "2024" / name, inputs / "2024" / "a.yaml"]
    assert expected == intake.find([str(inputs / "2024")])


@pytest.mark.parametrize(
    "name", ["_旧/a.yaml", ".git/a.yaml", "2024/.a.yaml", "2024/~$a.yaml", "2024/._a.yaml"]
)
def test_what_is_hidden_or_put_aside_in_a_folder_is_no_filing(name: str, inputs: Path) -> None:
    before = intake.find([str(inputs)])
    (inputs / name).parent.mkdir(exist_ok=True)
    (inputs / name).write_text("", "utf-8")
    assert before == intake.find([str(inputs)])


def test_a_copy_comes_after_what_it_is_a_copy_of(tmp_path: Path) -> None:
    """Where both are of one unit, the first has the document and the second is refused."""
    names = ["126 - 副本.yaml", "126 (2).yaml", "126-副本.yaml", "126.yaml", "126_旧.yaml"]
    for name in names:
        (tmp_path / name).write_text("", "utf-8")
    assert "126.yaml" == intake.find([str(tmp_path)])[0].name


def test_a_folder_that_cannot_be_read_is_told_and_not_passed_over(
    inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, scan = str(inputs / "2023"), os.scandir

    def refuse(folder: str) -> object:
        if folder == closed:
            raise PermissionError(errno.EACCES, "", folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    expected = [Path(closed), inputs / "2024" / "a.yaml", inputs / "2024" / "b.yaml"]
    assert expected == intake.find([str(inputs)])
    assert [Path(closed)] == intake.find([closed])


def test_a_file_is_meant_as_it_is_named_but_for_what_units_share(inputs: Path) -> None:
    shared, text = str(inputs / "2024" / "_shared.yaml"), str(inputs / "说明.txt")
    assert intake.find([shared, text]) == [Path(text)]


def test_files_and_folders_keep_the_order_in_which_they_are_named(inputs: Path) -> None:
    names = [str(inputs / "2024" / "b.yaml"), str(inputs / "2023")]
    expected = [inputs / "2024" / "b.yaml", inputs / "2023" / "c.yaml"]
    assert expected == list(intake.find(names))


def test_a_file_that_is_not_there_is_still_meant() -> None:
    assert list(intake.find(["没有.yaml"])) == [Path("没有.yaml")]


@pytest.mark.parametrize(
    ("expected", "pattern"),
    [
        (["2023/c", "2024/a", "2024/b"], "*/*.yaml"),
        (["2024/a", "2024/b"], "2024/[ab].yaml"),
        (["2023/c", "2024/a", "2024/b"], "**/?.yaml"),
        (["2023/c", "2024/a", "2024/b"], "20*"),
        (["2024/a"], "*/a*"),
    ],
)
def test_a_pattern_means_what_fits_it(expected: list[str], pattern: str, inputs: Path) -> None:
    found = intake.find([str(inputs / pattern)])
    assert [inputs / f"{name}.yaml" for name in expected] == found


def test_a_pattern_that_fits_nothing_is_told_like_a_file_that_is_not_there(inputs: Path) -> None:
    pattern = inputs / "*" / "126*.yaml"
    assert [pattern] == intake.find([str(pattern)])


def test_a_file_may_bear_the_characters_of_a_pattern(tmp_path: Path) -> None:
    path = tmp_path / "甲[1].yaml"
    path.write_text("", "utf-8")
    assert [path] == intake.find([str(path)])


def test_a_filing_that_is_named_twice_is_meant_once(inputs: Path) -> None:
    names = [inputs / "2024", inputs / "2024" / ".." / "2024" / "a.yaml", inputs / "*" / "b.yaml"]
    expected = [inputs / "2024" / "a.yaml", inputs / "2024" / "b.yaml"]
    assert expected == intake.find([str(name) for name in names])


def test_an_empty_folder_means_nothing(tmp_path: Path) -> None:
    assert list(intake.find([str(tmp_path)])) == []
