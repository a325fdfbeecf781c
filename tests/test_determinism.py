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


def digest(filing: Path, folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(filing)],
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
    first = digest(EXAMPLE, tmp_path, TZ="Asia/Shanghai", PYTHONHASHSEED="1")
    second = digest(copy, elsewhere, TZ="America/New_York", PYTHONHASHSEED="2", LC_ALL="C")
    assert first == second
    assert hashlib.sha256().digest_size * 2 == len(first)
