"""What every test may use: the worked example and edited copies of it, forms kept for the run."""

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from support import properties
from support.examples import EXAMPLE, Edit

from generator import pipeline
from generator.kept import library
from generator.pipeline import Outcome

properties.register_profiles()

# Compiled forms are kept for the run, away from whoever runs it. The workers of a run inherit the
# folder: each form is compiled once; a test that changes what is kept sets a folder of its own.
_KEPT = tempfile.TemporaryDirectory(prefix="gongkai-")
os.environ.setdefault("GONGKAI_CACHE", _KEPT.name)


def pytest_collection_finish() -> None:
    """What was collected lives as long as the run. Looking through it for garbage again and again
    took a quarter of the time; documents leave little garbage, so that it is seldom looked for.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def own_library() -> Iterator[None]:
    """A call of the command settles which forms are used from then on: not for the next test."""
    yield
    library.use(library.installed())


@pytest.fixture(autouse=True)
def ended_workbenches() -> Iterator[None]:
    """A workbench ends with the test that opened it: nothing of it is at work in the next one."""
    yield
    opened = sys.modules.get("support.workbench")
    if opened is not None:
        opened.end_all()


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
