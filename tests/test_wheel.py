"""A wheel installed in an empty environment builds the example, byte for byte."""

import subprocess
import sys
from pathlib import Path

import pytest
from support.examples import EXAMPLE, ROOT, Edit

from generator.pipeline import Outcome

pytestmark = pytest.mark.office


def run(*command: object, cwd: Path) -> None:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_wheel_in_an_empty_environment_builds_the_example(
    example: Outcome, edited: Edit, tmp_path: Path
) -> None:
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", tmp_path, ROOT, cwd=tmp_path)
    run(sys.executable, "-m", "venv", tmp_path / "empty", cwd=tmp_path)
    binaries = tmp_path / "empty" / ("Scripts" if sys.platform == "win32" else "bin")
    (wheel,) = tmp_path.glob("gongkai-*.whl")
    run(binaries / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    run(binaries / "gongkai", "build", EXAMPLE, "-o", "built", cwd=tmp_path)
    (document,) = (tmp_path / "built").rglob("*.docx")
    assert example.document == document.read_bytes()
    # The other templates travel with it too.
    corrected = edited(("服务: 30887496.30", "服务: 31887496.30"))
    run(binaries / "gongkai", "diff", EXAMPLE, corrected, "--word", "更正.docx", cwd=tmp_path)
    run(binaries / "gongkai", "check", EXAMPLE, "--format", "html", cwd=tmp_path)
    assert (tmp_path / "更正.docx").is_file()
