"""Which other filings name a corrected one."""

import os
import sys
from pathlib import Path

import pytest

from generator.corrections import touched
from generator.corrections.revision import Touched


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with filings of two years, of which some name 2024/126.yaml."""
    files = {
        "2024/126.yaml": "上年文件: ../2023/126.yaml\n自己: 126.yaml\n",
        "2025/126.yaml": "文种: 部门决算\n年度: 2025\n上年文件: ../2024/126.yaml\n",
        "2025/127.yaml": "文种: 部门决算\n上年文件: ../2024/127.yaml\n说明: 不是 126.yaml\n",
        "汇总/全区.yaml": "单位:\n  - ../2024/126.yaml\n  - {文件: ../2024/126.yaml}\n",
        ".旧/126.yaml": "上年文件: ../2024/126.yaml\n",
        "_旧/126.yaml": "上年文件: ../2024/126.yaml\n",
        "2025/_样.yaml": "上年文件: ../2024/126.yaml\n",
        "坏.yaml": "上年文件: [2024/126.yaml\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_next_years_filing_and_a_summary_are_found_with_their_lines(folder: Path) -> None:
    found, whole = touched.search(folder, [folder / "2024" / "126.yaml"])
    assert whole
    assert [
        Touched(str(folder / "2025" / "126.yaml"), 3, "上年文件"),
        Touched(str(folder / "汇总" / "全区.yaml"), 2, "单位"),
        Touched(str(folder / "汇总" / "全区.yaml"), 3, "单位.文件"),
    ] == list(found)


def test_the_search_is_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touched, "MAX_FILES", 2)
    assert ((), False) == touched.search(folder, [folder / "2024" / "126.yaml"])


def test_folders_too_deep_are_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touched, "MAX_DEPTH", 0)
    assert ((), True) == touched.search(folder, [folder / "2024" / "126.yaml"])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no name can be other than Unicode")
def test_a_name_in_another_encoding_is_looked_for_too(folder: Path) -> None:
    corrected = folder / os.fsdecode("测.yaml".encode("gbk"))
    corrected.write_text("年度: 2024\n", "utf-8")
    assert ((), True) == touched.search(folder, [corrected])
