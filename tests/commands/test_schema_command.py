"""`gongkai schema`: to the console or, where that garbles it, into a file."""

import json
from pathlib import Path

import pytest
from support.calls import run

from generator import exits

PACK = ("schema", "部门决算", "2024", "福建")


def test_the_schema_in_a_file_is_the_one_that_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "部门决算2024福建.schema.json"
    assert exits.FINE == run(*PACK)
    shown = capsys.readouterr().out
    assert exits.FINE == run(*PACK, "-o", target)
    assert shown == target.read_text("utf-8")
    assert f"已写 {target}\n" == capsys.readouterr().out


def test_a_schema_is_written_again_over_itself(tmp_path: Path) -> None:
    target = tmp_path / "部门决算2024福建.schema.json"
    assert [exits.FINE, exits.FINE] == [run(*PACK, "-o", target) for _ in range(2)]
    assert isinstance(json.loads(target.read_text("utf-8")), dict)


def test_a_schema_never_takes_the_place_of_other_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "自己的.json"
    target.write_text("{}", "utf-8")
    assert exits.FAULTY == run(*PACK, "-o", target)
    assert "{}" == target.read_text("utf-8")
    assert "W702 这里有别的文件，没有覆盖" in capsys.readouterr().err


def test_a_schema_goes_into_a_file_that_says_so(tmp_path: Path) -> None:
    target = tmp_path / "126.yaml"
    assert exits.WRONG_CALL == run(*PACK, "-o", target)
    assert not target.exists()
