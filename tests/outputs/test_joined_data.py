"""The data of many documents in one place: all of it that was published, or none."""

import json
from pathlib import Path

import pytest

from generator.outputs import data_text, joined_data
from generator.outputs.data_package import DATA_FILE, PACKAGE_FILE
from generator.outputs.published_data import FOLDER

COLUMNS = len(data_text.COLUMNS)


def publish(folder: Path, unit: str, own_word: str = "部门") -> Path:
    """The folder of a document with data of a unit, by what it calls itself."""
    own = folder / unit / FOLDER
    own.mkdir(parents=True)
    whose = ["1", unit, "2024", "部门决算", own_word, "福建"]
    row = ",".join([*whose, *["甲"] * (COLUMNS - len(whose))])
    (own / DATA_FILE).write_bytes(data_text.head() + f"{row}\r\n".encode())
    (own / PACKAGE_FILE).write_text(json.dumps({"licenses": [{"title": "CC BY 4.0"}]}), "utf-8")
    return own.parent


def units_in(folder: Path) -> list[str]:
    lines = (folder / DATA_FILE).read_text("utf-8-sig").splitlines()
    return [line.split(",")[1] for line in lines[1:]]


def test_all_are_put_together_and_the_rest_is_named(tmp_path: Path) -> None:
    made, bare = [publish(tmp_path, it) for it in "甲乙"], tmp_path / "丙"
    bare.mkdir()
    joined = joined_data.join([*made, bare], tmp_path / FOLDER, ["丁"])
    assert ((), (bare,)) == joined
    assert ["甲", "乙"] == units_in(tmp_path / FOLDER)
    told = json.loads((tmp_path / FOLDER / PACKAGE_FILE).read_text("utf-8"))
    assert ("另有 2 份没有收进来" in told["description"], "CC BY 4.0") == (
        True,
        told["licenses"][0]["title"],
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [(PACKAGE_FILE, b"{"), (PACKAGE_FILE, b"[]"), (PACKAGE_FILE, b'{"licenses": [1]}'),
     (DATA_FILE, b"\xb5\xa5\xce\xbb,\xc4\xea\r\n")],
)  # fmt: skip
def test_what_was_changed_by_hand_is_a_fault_and_nothing_is_written(
    tmp_path: Path, name: str, content: bytes
) -> None:
    made = [publish(tmp_path, it) for it in "甲乙"]
    (made[1] / FOLDER / name).write_bytes(content)
    (fault,) = joined_data.join(made, tmp_path / FOLDER, []).faults
    assert ("W702", str(made[1] / FOLDER / name)) == (fault.code, fault.place.file)
    assert not (tmp_path / FOLDER).exists()


def test_the_same_unit_twice_is_a_fault_and_nothing_is_written(tmp_path: Path) -> None:
    made = [publish(tmp_path / it, "甲") for it in ("一", "二")]
    (fault,) = joined_data.join(made, tmp_path / FOLDER, []).faults
    assert ("W704", str(made[1]), True) == (
        fault.code,
        fault.place.file,
        str(made[0]) in fault.message,
    )
    assert not (tmp_path / FOLDER / DATA_FILE).exists()


def test_a_department_and_its_own_unit_are_two(tmp_path: Path) -> None:
    made = [publish(tmp_path / it, "甲", it) for it in ("部门", "单位")]
    assert ((), ()) == joined_data.join(made, tmp_path / FOLDER, [])
    assert ["甲", "甲"] == units_in(tmp_path / FOLDER)


@pytest.mark.parametrize(("first", "second"), [("部门", ""), ("", "单位"), ("", "")])
def test_one_that_does_not_say_which_it_is_may_be_the_other_once_more(
    first: str, second: str, tmp_path: Path
) -> None:
    made = [publish(tmp_path / it, "甲", word) for it, word in (("一", first), ("二", second))]
    (fault,) = joined_data.join(made, tmp_path / FOLDER, []).faults
    assert ("W704", str(made[1]), True, True) == (
        fault.code,
        fault.place.file,
        fault.message.startswith("分不出是不是同一份数据：甲 2024 部门决算"),
        str(made[0]) in fault.message,
    )
    assert not (tmp_path / FOLDER).exists()


def test_data_of_before_departments_were_told_from_units_are_not_read_on(tmp_path: Path) -> None:
    made = [publish(tmp_path, it) for it in "甲乙"]
    (made[1] / FOLDER / DATA_FILE).write_bytes(data_text.former_head() + b"1\r\n")
    (fault,) = joined_data.join(made, tmp_path / FOLDER, []).faults
    assert ("W702", str(made[1] / FOLDER / DATA_FILE)) == (fault.code, fault.place.file)
