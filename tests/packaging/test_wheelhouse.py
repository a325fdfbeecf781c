"""The wheels for machines without a network (`make wheelhouse`) install, and work anywhere."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.examples import EXAMPLE, ROOT

pytestmark = pytest.mark.office


@pytest.fixture
def installed() -> Path:
    """The interpreter into which `make wheelhouse` has installed from the wheels alone."""
    python = ROOT / ".cache" / "wheelhouse" / "bin" / "python"
    assert python.exists(), "make wheelhouse"
    return python


def test_what_is_installed_works_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    shutil.copy(EXAMPLE, tmp_path)
    made = []
    for python, where in ((installed, tmp_path), (Path(sys.executable), ROOT)):
        into = tmp_path / where.name
        command = [str(python), "-m", "generator", "build", str(tmp_path / EXAMPLE.name)]
        subprocess.run([*command, "-o", str(into)], cwd=where, check=True, capture_output=True)
        made.append([it.read_bytes() for it in into.rglob("*.docx")])
    assert (1, made[1]) == (len(made[0]), made[0])


def test_all_that_a_page_needs_is_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    program = """
from datetime import date
from pathlib import Path
from generator.workbench import server, answers, help_pages
bench = server.open_bench(Path("."), 8765, lambda: date(2025, 9, 1))
assert all(answers.find_asset(name) for name in answers.ASSETS)
assert help_pages.search("S203")
bench.surveyor.patience = None
print(len(bench.surveyor.survey(bench.today()).rows))
"""
    shutil.copy(EXAMPLE, tmp_path)
    command = [str(installed), "-c", program]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "1\n" == done.stdout


def test_every_locked_library_has_a_wheel_for_windows() -> None:
    locked = re.findall(
        r"^([\w.-]+)==([\w.]+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE
    )
    listed = (ROOT / "packaging" / "windows-wheels.txt").read_text("utf-8")
    lacking = [
        (name, version)
        for name, version in locked
        if listed.count(f"\n{name.replace('-', '_')}-{version}-") != 3
    ]
    assert (True, []) == (len(locked) > 15, lacking)
