"""Somebody at the pages of 填报, who knows a filing by heart: clicks and keys are counted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

from generator.addresses import Steps, parse
from generator.filing import path_text
from generator.filing import source as sources
from generator.filing.source import Source
from generator.filing.yaml_tree import Node, Path_
from generator.workbooks import tree_paths

PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const how = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
}"""

_IS_PROSE = "it => it.tagName === 'TEXTAREA'"


@dataclass
class Officer:
    """Somebody at the page, who fills in what another filing says."""

    page: Page
    wanted: Source
    clicks: int = 0
    typed: int = 0
    prose: int = 0
    pasted: int = 0
    reason: str = ""  # what is said where a reason is due that the other filing does not give
    reviews: bool = False  # whether what was taken from last year is said to have been looked at

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def type(self, field: Locator, text: str) -> None:
        """Reached by Tab from the field before, or by the mouse: counted as a click."""
        if field.evaluate("it => it.tagName") == "SELECT":
            self.choose(field, text)
            return
        field.fill(text)
        if field.evaluate(_IS_PROSE):
            self.prose += len(text) + 1
        else:
            self.typed += len(text) + 1

    def choose(self, field: Locator, text: str) -> None:
        """What a field that offers a choice is to say, where it says something else."""
        if field.input_value() != text:
            field.select_option(text)
            self.clicks += 1

    def paste(self, field: Locator, text: str) -> None:
        """Several cells at once; of one the browser itself would take care: it is typed."""
        if not set(text) & {"\t", "\n"}:
            self.type(field, text)
            return
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
    for choice in page.locator("#fields .field select[name^='f|']").all():
        said = officer.say(path_at(choice.get_attribute("name") or ""))
        if choice.input_value() and said:
            officer.choose(choice, said)
    names = page.eval_on_selector_all(
        "#fields :is(input, textarea, select)[name]",
        "all => all.filter(it => it.type !== 'hidden' && it.type !== 'checkbox' && !it.value"
        " && !it.closest('table')).map(it => it.name)",
    )
    for box in page.locator("#fields label.gone input").all():
        path = path_at((box.get_attribute("name") or "").removeprefix("gone|"))
        if not officer.say(path) and not officer.wanted.at(path):
            officer.click(box)
    for name in names:
        said = say_at(officer, name)
        if said:
            officer.type(page.locator(f'[name="{name}"]'), said)


def say_at(officer: Officer, name: str) -> str:
    """What is filled in at a field: what the other filing says, or a reason where one is due."""
    said = officer.say(path_at(name)) if name[0] in "fra" else ""
    due = officer.page.locator(f'.waits textarea[name="{name}"]')
    return officer.reason if name[0] == "a" and not said and due.count() else said


def path_at(name: str) -> Path_:
    """The path that a field's name tells."""
    kind, _, rest = name.partition("|")
    return path_of(rest) if kind == "r" else path_text.parse(rest) or ()


def path_of(rest: str) -> Path_:
    owner, key, field = rest.split("|")
    return (*(path_text.parse(owner) or ()), int(key), *(path_text.parse(field) or ()))


# Of a table; rows that an export gives have no fields.
ROWS = "tbody tr:has([name])"


def fill_table(officer: Officer, table: Locator) -> None:
    rows = table.locator(ROWS).all()
    if not rows and not is_owed(officer.page):
        return
    if not rows:
        officer.click(table.locator("xpath=ancestor::section").get_by_text("加一行", exact=True))
        rows = table.locator(ROWS).all()
    fields = rows[0].locator("[name]").all()
    names = [it.get_attribute("name") or "" for it in fields]
    owner, _, _ = names[0].partition("|")[2].split("|")
    listed = officer.wanted.at(path_text.parse(owner) or ())
    if len(rows) == 1 and not any(it.input_value() for it in fields) and isinstance(listed, list):
        officer.paste(fields[0], "\n".join(lay_out(listed, names)))
        return
    for number, name in enumerate(names):
        column = [row.locator("[name]").nth(number) for row in rows]
        paths = [path_of((it.get_attribute("name") or "").partition("|")[2]) for it in column]
        said = [officer.say(path) for path in paths]
        lacking = any(text and not it.input_value() for it, text in zip(column, said, strict=True))
        if name and lacking:
            officer.paste(column[0], "\n".join(said))


def lay_out(items: Sequence[Node], names: Sequence[str]) -> Iterator[str]:
    """The items of a list as lines of a spreadsheet that is copied, by the fields of a row."""
    paths = [path_text.parse(it.rpartition("|")[2]) or () for it in names]
    for item in items:
        yield "\t".join(str(tree_paths.find(item, path) or "") for path in paths)


def is_owed(page: Page) -> bool:
    """Whether the sheet that is shown lacks something, as its line at the side says."""
    return page.locator("#sections a[aria-current] :is(.lacking, .wrong)").count() > 0


def fill_all(officer: Officer, origin: str, unit: str) -> None:
    """Sheet by sheet; what is due only when the figures are there, once more at the end."""
    page = officer.page
    page.goto(f"{origin}{unit}/form/1")
    officer.clicks += 2  # 概览 → 单位 → 填报
    sheets = page.locator("#sections li").count()
    for number in range(1, sheets + 1):
        fill_sheet(officer)
        button = "保存，填下一节" if number < sheets else "保存"
        looked = page.locator("button[name=reviewed]")
        onward = page.get_by_role("button", name=button, exact=True)
        officer.click(looked if officer.reviews and looked.count() else onward)
        page.wait_for_url(re.compile(rf"/form/{min(number + 1, sheets)}\?done=saved"))
    fill_rest(officer, origin)


def fill_rest(officer: Officer, origin: str) -> None:
    """The sheets that still lack something, once more."""
    page = officer.page
    left = page.locator("#sections a:has(.lacking, .wrong)").all()
    for way in [link.get_attribute("href") for link in left]:
        officer.clicks += 1
        page.goto(f"{origin}{way}")
        fill_sheet(officer)
        officer.click(page.get_by_role("button", name="保存", exact=True))
        page.wait_for_url("**?done=saved")
