"""What every test may use: the worked example and edited copies of it, forms kept for the run."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from support.examples import EXAMPLE, ONLY_TOLD, ROOT, Edit, codes

from generator import pipeline
from generator.pipeline import Outcome

# What branches that are still out import from here.
__all__ = ["EXAMPLE", "ONLY_TOLD", "ROOT", "Edit", "codes"]

# Compiled forms are kept for the run (of one worker, if there are several), away from whoever
# runs it: nothing that a test does to them is seen by another process.
_KEPT = tempfile.TemporaryDirectory(prefix="gongkai-")
os.environ.setdefault("GONGKAI_CACHE", _KEPT.name)


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """A copy of the example with some texts replaced; each must stand in it exactly once."""

    def edit(*changes: tuple[str, str], example: Path = EXAMPLE) -> Path:
        text = example.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {example.name}"
            text = text.replace(old, new)
        path = tmp_path / example.name
        path.write_text(text, encoding="utf-8")
        return path

    return edit


@pytest.fixture(scope="session")
def example() -> Outcome:
    """The example, built once."""
    return pipeline.produce(EXAMPLE)
