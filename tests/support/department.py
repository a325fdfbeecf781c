"""The worked department of `filings/department/`, copied so that a test can change its files."""

import shutil
from pathlib import Path

from generator import pipeline
from generator.diagnostics import Fault, Place
from generator.pipeline import Outcome
from support.examples import ROOT

DEPARTMENT = ROOT / "tests" / "filings" / "department"
WHOLE, HEAD, LIBRARY, SHARED = "357.yaml", "357001.yaml", "357002.yaml", "_共用.yaml"

Change = tuple[str, str, str]


def copied(folder: Path, *changes: Change) -> Path:
    """The department's filing in a folder, with texts of its files replaced (each stands once)."""
    shutil.copytree(DEPARTMENT, folder, dirs_exist_ok=True)
    for name, old, new in changes:
        text = (folder / name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        (folder / name).write_text(text.replace(old, new), "utf-8")
    return folder / WHOLE


def produced(folder: Path, *changes: Change, draft: bool = False) -> Outcome:
    """The changed department's outcome."""
    return pipeline.produce(copied(folder, *changes), draft=draft)


def where(fault: Fault) -> tuple[str, int]:
    """The file and the line that a fault points to."""
    assert isinstance(fault.place, Place)
    return Path(fault.place.file).name, fault.place.line


def line(folder: Path, name: str, text: str) -> tuple[str, int]:
    """The file and the first line in which a text stands."""
    return name, (folder / name).read_text("utf-8").split(text)[0].count("\n") + 1
