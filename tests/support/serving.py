"""The workbench as `gongkai serve` runs it, for tests in a browser."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The first address of a workbench as `gongkai serve` says it; ended by Ctrl-C."""
    command = [sys.executable, "-u", "-m", "generator.cli", "serve", str(folder), "--no-browser"]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Where tests run in the background, Ctrl-C is ignored from the start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip().removeprefix("工作台：")
    finally:
        process.send_signal(signal.SIGINT)
        said, complained = process.communicate(timeout=30)
    assert (0, "", True) == (process.returncode, complained, "已停下" in said)


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways but what scrolls by itself."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def reach(page: Page, wanted: str) -> None:
    """Press Tab until the focus is on what is wanted."""
    page.wait_for_selector(wanted)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(wanted).first.evaluate("it => it === document.activeElement"):
            return
    pytest.fail(f"not to be reached by keyboard: {wanted}")
