"""Same filing, same bytes: whatever the folder, the time zone, the hash seed or the locale."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from support.examples import EXAMPLE

PROGRAM = """
import hashlib, pathlib, sys
from generator import pipeline
print(hashlib.sha256(pipeline.produce(pathlib.Path(sys.argv[1])).document).hexdigest())
"""
TOLD = """
import pathlib, sys
from generator import pipeline
print(*pipeline.produce(pathlib.Path(sys.argv[1])).faults, sep="\\n")
"""


def answer(program: str, filing: Path, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, str(filing)],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    copy = elsewhere / "另一个名字.yaml"
    copy.write_bytes(EXAMPLE.read_bytes())
    first = answer(PROGRAM, EXAMPLE, tmp_path, TZ="Asia/Shanghai", PYTHONHASHSEED="1")
    second = answer(PROGRAM, copy, elsewhere, TZ="America/New_York", PYTHONHASHSEED="2", LC_ALL="C")
    assert first == second
    assert hashlib.sha256().digest_size * 2 == len(first)


def test_faults_of_one_place_are_told_in_the_same_order(tmp_path: Path) -> None:
    empty = tmp_path / "甲.yaml"
    empty.write_text("文种: 部门决算\n年度: 2024\n地区: 福建\n", "utf-8")
    first, second = (answer(TOLD, empty, tmp_path, PYTHONHASHSEED=seed) for seed in "12")
    assert first.split("\n") == second.split("\n")
    assert first.count("缺少") > 5
