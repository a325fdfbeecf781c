"""Every answer for other programs is JSON that UTF-8 carries, however a file is called."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from support.examples import EXAMPLE, Edit

from generator import cli
from generator.reporting import json_text

# Elsewhere no file can be called so.
UNDECODABLE = os.fsdecode(b"126\xff.yaml") if sys.platform == "linux" else "测.yaml"
PURCHASE = ("服务: 30887496.30", "服务: 31887496.30")


@pytest.fixture
def filing(tmp_path: Path) -> str:
    """A filing whose name nobody can read."""
    path = tmp_path / "odd" / UNDECODABLE
    path.parent.mkdir()
    shutil.copy(EXAMPLE, path)
    return str(path)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"甲": None}, '{\n  "甲": null\n}'),
        (["\udcff乙"], '[\n  "\\udcff乙"\n]'),
        ([], "[]"),
    ],
)
def test_the_layout_is_the_same_for_any_text(content: object, expected: str) -> None:
    assert expected == json_text.render(content)
    assert content == json.loads(json_text.render(content).encode("utf-8"))


def test_counts_stand_on_one_line() -> None:
    assert '{"甲": 1, "乙": 2}' == json_text.render({"甲": 1, "乙": 2}, indent=None)


def test_a_trace_names_a_file_that_nobody_can_read(
    filing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == cli.main(["trace", filing, "1471.59", "--format", "json"])
    origins = json.loads(capsys.readouterr().out)["数"][0]["来源"][0]
    assert UNDECODABLE in json.dumps(origins, ensure_ascii=False)


def test_a_correction_names_a_file_that_nobody_can_read(
    filing: str, edited: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    new = edited(PURCHASE)
    assert 0 == cli.main(["diff", filing, str(new), "--format", "json"])
    assert filing == json.loads(capsys.readouterr().out)["旧"]["文件"]


def test_a_check_names_a_file_that_nobody_can_read(
    filing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == cli.main(["check", filing, "--format", "json"])
    assert filing == json.loads(capsys.readouterr().out)["结果"][0]["文件"]


def test_a_comparison_of_a_document_names_a_file_that_nobody_can_read(
    filing: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = str(tmp_path / "不在.docx")
    assert 1 == cli.main(["verify", document, filing, "--format", "json"])
    said = capsys.readouterr().out
    assert filing == json.loads(said)["填报文件"]
    assert said.endswith("}\n")
    assert not said.endswith("\n\n")
