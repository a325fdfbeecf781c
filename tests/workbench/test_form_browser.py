"""Whole filings filled in by fields in a real browser: what an officer does is counted."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page
from support.browsing import browser, watched
from support.examples import ROOT, WORKED
from support.serving import served

from generator import cli
from generator.filing import path_text
from generator.filing import source as sources
from generator.filing.source import Source
from generator.filing.yaml_tree import Path_
from generator.workbooks import tree_paths

pytestmark = pytest.mark.office
SHANGHAI = ROOT / "inputs" / "2025" / "普陀区商务委员会-单位.yaml"
PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const how = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
}"""


@dataclass
class Officer:
    """Somebody at the page, who fills in what another filing says."""

    page: Page
    wanted: Source
    clicks: int = 0
    typed: int = 0
    pasted: int = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def type(self, field: Locator, text: str) -> None:
        """Reached by Tab from the field before, or by the mouse: counted as a click."""
        if field.evaluate("it => it.tagName") == "SELECT":
            field.select_option(text)
            self.clicks += 1
            return
        field.fill(text)
        self.typed += len(text) + 1

    def paste(self, field: Locator, text: str) -> None:
        field.focus()
        self.page.evaluate(PASTE, text)
        self.clicks += 1
        self.pasted += 1

    def say(self, path: Path_) -> str:
        node = self.wanted.at(path)
        return "\n".join(node) if isinstance(node, list) else str(node or "")


def read(path: Path) -> Source:
    source, faults = sources.load(path)
    assert source is not None, faults
    return source


def fill_sheet(officer: Officer) -> None:
    """Fill in whatever waits on a page: single fields by typing, columns of tables by pasting."""
    page = officer.page
    for table in page.locator("table.entries").all():
        fill_table(officer, table)
    names = page.eval_on_selector_all(
        "#fields :is(input, textarea, select)[name]",
        "all => all.filter(it => it.type !== 'hidden' && it.type !== 'checkbox' && !it.value"
        " && !it.closest('table')).map(it => it.name)",
    )
    for name in names:
        kind, _, rest = name.partition("|")
        path = path_of(rest) if kind == "r" else path_text.parse(rest)
        said = officer.say(path or ()) if kind in "fra" else ""
        if said:
            officer.type(page.locator(f'[name="{name}"]'), said)


def path_of(rest: str) -> Path_:
    owner, key, field = rest.split("|")
    return (*(path_text.parse(owner) or ()), int(key), *(path_text.parse(field) or ()))


def fill_table(officer: Officer, table: Locator) -> None:
    rows = table.locator("tbody tr").all()
    if not rows:
        return
    names = [it.get_attribute("name") or "" for it in rows[0].locator("[name]").all()]
    for number, name in enumerate(names):
        column = [row.locator("[name]").nth(number) for row in rows]
        paths = [path_of((it.get_attribute("name") or "").partition("|")[2]) for it in column]
        said = [officer.say(path) for path in paths]
        lacking = any(text and not it.input_value() for it, text in zip(column, said, strict=True))
        if name and lacking:
            officer.paste(column[0], "\n".join(said))


def fill_all(officer: Officer, origin: str, unit: str) -> None:
    page = officer.page
    page.goto(f"{origin}{unit}/form/1")
    officer.clicks += 2  # 概览 → 单位 → 填报
    sheets = page.locator("#sections li").count()
    for number in range(1, sheets + 1):
        fill_sheet(officer)
        last = number == sheets
        button = page.locator("button.main" if last else "button:has-text('填下一节')")
        officer.click(button)
        page.wait_for_url(re.compile(rf"/form/{number if last else number + 1}\?done=saved"))


@pytest.mark.parametrize(
    ("before", "call", "most"),
    [
        (WORKED, ["部门决算", "2025", "福建"], (60, 1500)),
        (SHANGHAI, ["部门预算", "2025", "上海"], (60, 1500)),
    ],
    ids=["final accounts", "budget"],
)
def test_a_whole_filing_is_filled_in(
    before: Path, call: list[str], most: tuple[int, int], tmp_path: Path
) -> None:
    folder = tmp_path / "单位"
    folder.mkdir()
    target = folder / "今年.yaml"
    if call[1] in before.parts:
        assert 0 == cli.main(["new", *call, "-o", str(target)])
    else:
        shutil.copy(before, folder / "_上年.yaml")
        last = ["--from", str(folder / "_上年.yaml")]
        assert 0 == cli.main(["new", *call, *last, "-o", str(target)])
    with served(folder) as first, browser() as started:
        origin = first.partition("/enter")[0]
        with watched(started, origin) as context:
            page = context.new_page()
            page.goto(first)
            unit = page.locator("#units tbody a").first.get_attribute("href") or ""
            officer = Officer(page, read(before))
            fill_all(officer, origin, unit)
            page.goto(f"{origin}{unit}/checks")
            told = page.locator(".fault").all_text_contents()
            print(officer.clicks, officer.typed, officer.pasted, len(told))
            print("\n".join(it.strip()[:150] for it in told[:20]))
            print(len(target.read_text("utf-8")))
    assert tree_paths.find(read(target).data, ("收入",)) is not None
