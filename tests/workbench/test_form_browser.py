"""Whole filings filled in by fields in a real browser: what an officer does is counted."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page
from support.browsing import browser, watched
from support.examples import ROOT, WORKED
from support.serving import served

from generator import cli
from generator.addresses import Steps, parse
from generator.filing import path_text
from generator.filing import source as sources
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_
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
        """What the other filing has at a path; of an address, however it is nested there."""
        node = self.wanted.at(path)
        if node is None and len(path) > 1 and isinstance(path[1], str):
            steps = tuple(step for key in path[1:] for step in parse(str(key)))
            node = dict(list_stated(self.wanted.data.get(str(path[0])), ())).get(steps)
        return "\n".join(node) if isinstance(node, list) else str(node or "")


def read(path: Path) -> Source:
    source, faults = sources.load(path)
    assert source is not None, faults
    return source


def list_stated(node: Node, steps: Steps) -> Iterator[tuple[Steps, str]]:
    """What a section states, by addresses."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from list_stated(value, (*steps, *parse(key)))
    elif isinstance(node, str):
        yield steps, node


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
    for box in page.locator("#fields label.gone input").all():
        kind, _, rest = (box.get_attribute("name") or "").removeprefix("gone|").partition("|")
        path = path_of(rest) if kind == "r" else path_text.parse(rest)
        if not officer.say(path or ()) and not officer.wanted.at(path or ()):
            officer.click(box)
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
    fields = rows[0].locator("[name]").all()
    names = [it.get_attribute("name") or "" for it in fields]
    owner, first, _ = names[0].partition("|")[2].split("|")
    listed = officer.wanted.at(path_text.parse(owner) or ())
    if first == "0" and not any(it.input_value() for it in fields) and isinstance(listed, list):
        paths = [
            path_of(it.partition("|")[2])[len(path_text.parse(owner) or ()) + 1 :] for it in names
        ]
        lines = (
            "\t".join(str(tree_paths.find(item, path) or "") for path in paths) for item in listed
        )
        officer.paste(fields[0], "\n".join(lines))
        return
    for number, name in enumerate(names):
        column = [row.locator("[name]").nth(number) for row in rows]
        paths = [path_of((it.get_attribute("name") or "").partition("|")[2]) for it in column]
        said = [officer.say(path) for path in paths]
        lacking = any(text and not it.input_value() for it, text in zip(column, said, strict=True))
        if name and lacking:
            officer.paste(column[0], "\n".join(said))


def fill_all(officer: Officer, origin: str, unit: str) -> None:
    """Sheet by sheet; what is due only when the figures are there, once more at the end."""
    page = officer.page
    page.goto(f"{origin}{unit}/form/1")
    officer.clicks += 2  # 概览 → 单位 → 填报
    sheets = page.locator("#sections li").count()
    for number in range(1, sheets + 1):
        fill_sheet(officer)
        button = "保存，填下一节" if number < sheets else "保存"
        officer.click(page.get_by_role("button", name=button, exact=True))
        page.wait_for_url(re.compile(rf"/form/{min(number + 1, sheets)}\?done=saved"))
    left = page.locator("#sections a:has(.lacking, .wrong)").all()
    for way in [link.get_attribute("href") for link in left]:
        officer.clicks += 1
        page.goto(f"{origin}{way}")
        fill_sheet(officer)
        officer.click(page.get_by_role("button", name="保存", exact=True))
        page.wait_for_url("**?done=saved")


@pytest.mark.parametrize(
    ("before", "call", "prose"),
    [
        (WORKED, ["部门决算", "2025", "福建"], 0),
        (SHANGHAI, ["部门预算", "2025", "上海"], 1000),
    ],
    ids=["final accounts", "budget"],
)
def test_a_whole_filing_is_filled_in(
    before: Path, call: list[str], prose: int, tmp_path: Path
) -> None:
    folder = tmp_path / "单位"
    folder.mkdir()
    target = folder / "今年.yaml"
    begun = ["new", *call, "-o", str(target)]
    if call[1] not in before.parts:
        shutil.copy(before, folder / "_上年.yaml")
        begun += ["--from", str(folder / "_上年.yaml")]
    assert 0 == cli.main(begun)
    with served(folder) as first, browser() as started:
        origin = first.partition("/enter")[0]
        with watched(started, origin) as context:
            page = context.new_page()
            page.goto(first)
            unit = page.locator("#units tbody a").first.get_attribute("href") or ""
            officer = Officer(page, read(before))
            fill_all(officer, origin, unit)
            page.goto(f"{origin}{unit}/checks")
            told = page.locator(".fault:not(.warning)").all_text_contents()
    print(officer.clicks, officer.typed, officer.pasted)
    assert [] == told
    assert (True, True) == (officer.clicks <= 60, officer.typed <= 1500 + prose)
