"""An officer's year in a real browser: from an empty folder to what a portal takes, and beyond.

What is at hand is dropped, what it becomes is confirmed, the rest is filled in, faults are mended,
the document and the portal's folder are taken; then a correction, an edited Word brought up to it,
and two windows on the same figure. Pictures of every page go where PICTURES says.
"""

import io
import json
import os
import re
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Download, Page
from support import records
from support.browsing import WIDE, browser, drop, watched
from support.exports import amount
from support.officer import Officer, fill_all, lay_out, read
from support.serving import fits, served
from support.stories import STORIES, Story, gather

from generator import pipeline
from generator.filing import shared
from generator.filing.source import Source
from generator.outputs import inventory
from generator.word import archive
from generator.workbench import form_entries, keeping

pytestmark = pytest.mark.office
FIRST = "概览"
LONG = 240_000  # ms: documents take seconds, and more where others are at work
CORRECTED, WORDS = ("政府采购", "服务"), "（已报经集体研究）"
FIELD = form_entries.name_value(CORRECTED)
USED = re.compile("取数|由它起头")  # what each file is for, as the page says it
REASON = "年度工作安排有调整"


@dataclass
class Play:
    """A story at work: its officer at a page of the workbench, the folder, pictures."""

    name: str
    officer: Officer
    origin: str
    folder: Path
    unit: str = ""
    pictures: int = 0

    @property
    def story(self) -> Story:
        return STORIES[self.name]

    @property
    def page(self) -> Page:
        return self.officer.page

    @property
    def filing(self) -> Path:
        (found,) = self.folder.glob("*.yaml")
        return found

    def click(self, what: str) -> None:
        self.officer.click(self.page.locator(what).first)

    def open(self, tab: str) -> None:
        """A page of the unit, by its tab."""
        with self.page.expect_navigation():
            self.click(f"nav.tabs a:text-is('{tab}')")
        self.picture(tab)

    def take(self, what: str) -> Path:
        """What a link hands over."""
        with self.page.expect_download() as taken:
            self.click(what)
        return keep(taken.value)

    def picture(self, what: str) -> None:
        """The whole page, if somebody wants to look at it; only 概览 says where the folder lies,
        and nothing has to be scrolled sideways.
        """
        self.pictures += 1
        says_where = what != FIRST and str(self.folder) in self.page.content()
        assert (False, True) == (says_where, fits(self.page)), what
        if folder := os.environ.get("PICTURES"):
            path = Path(folder) / f"{self.name}-{self.pictures:02d}-{what}.png"
            self.page.screenshot(path=path, full_page=True)

    def faults(self) -> list[str]:
        """The errors that 检查 tells."""
        self.open("检查")
        return self.page.locator(".fault:not(.warning) > p:first-child").all_inner_texts()


def keep(taken: Download) -> Path:
    path = Path(taken.path()).with_name(taken.suggested_filename)
    taken.save_as(path)
    return path


def stated(path: Path) -> Source:
    """A filing as it stands in the folder."""
    source, faults = shared.load(path)
    assert source is not None, faults
    return source


def texts(word: Path) -> str:
    """All that a document's main part says, thousands without their commas."""
    xml = archive.read(word.read_bytes())["word/document.xml"].decode()
    said = re.sub(r"<w:delText.*?</w:delText>|<[^>]+>", "", xml)
    return re.sub(r"(?<=\d),(?=\d{3})", "", said)


def in_wan(text: str, filing: Source) -> str:
    """An amount of a filing as documents print it, but for zeros at its end."""
    yuan = amount(text) * (10000 if filing.data.get("金额单位") == "万元" else 1)
    return f"{yuan / 10000:.2f}".rstrip("0").rstrip(".")


def count(figure: str, text: str) -> int:
    """How often a text has a figure, with or without zeros at its end."""
    return len(re.findall(rf"(?<![\d.]){re.escape(figure)}0*(?![\d.])", text))


def begin(play: Play, files: tuple[Path, ...]) -> None:
    """Drop what is at hand, see what it is, confirm."""
    page = play.page
    play.picture(FIRST)
    play.click("text=新建一份")
    for path in files:
        drop(page, path)
        play.officer.clicks += 1
    assert [it.name for it in files] == page.locator(".picked li").all_inner_texts()
    play.picture("新建")
    assert [] == list(play.folder.iterdir())
    play.click("button.main")
    page.wait_for_url("**/import/*", timeout=LONG)
    page.wait_for_selector("button:has-text('新建这份填报')", timeout=LONG)
    play.picture("认出")
    data = records.stated(play.story.example)
    assert f"{' '.join(play.story.key)}：{data['单位']['名称']}" == page.inner_text("h1")
    rows = page.locator("table.grid").first.locator("tbody > tr").all_inner_texts()
    assert [] == [it.name for it in files if not any(it.name in row for row in rows)]
    assert [] == [row for row in rows if not USED.search(row)]
    assert [] == list(play.folder.iterdir())
    play.click("button:has-text('新建这份填报')")
    page.wait_for_url("**/units/*", timeout=LONG)
    play.picture("单位")
    play.unit = page.url.removeprefix(play.origin)
    begun = stated(play.filing).data
    kept = {it.name: it.read_bytes() for it in (play.folder / "导入").iterdir()}
    assert {it.name: it.read_bytes() for it in files} == kept
    assert play.story.key == tuple(begun[it] for it in ("文种", "年度", "地区"))
    assert begun["上年文件"] == f"导入/{files[1].name}"


def fill(play: Play) -> None:
    """Fill in what no file gave; state what an export does not split."""
    fill_all(play.officer, play.origin, play.unit)
    play.picture("填报")
    if play.story.split is not None:
        split(play, *play.story.split)
    reword(play)
    assert [] == play.faults()


def split(play: Play, section: str, given: str) -> None:
    """Check, read what is asked for, and paste the rows that state it."""
    (told,) = play.faults()
    assert "导出的表里基本支出没有分成人员经费、公用经费，11 处要分" in told
    play.open("填报")
    with play.page.expect_navigation():
        play.click(f"#sections a:text-is('{section}')")
    play.click("button:has-text('加一行')")
    row = play.page.locator("table.entries tbody tr [name]").all()
    listed = play.officer.wanted.data[section]
    assert isinstance(listed, list)
    names = [it.get_attribute("name") or "" for it in row]
    lines = lay_out([it for it in listed if isinstance(it, dict) and given not in it], names)
    play.officer.paste(row[0], "\n".join(lines))
    save(play)


def save(play: Play) -> None:
    with play.page.expect_navigation():
        play.officer.click(play.page.get_by_role("button", name="保存", exact=True))


def reword(play: Play) -> None:
    """Reasons that last year's document gave and that no longer fit the figures."""
    play.open("填报")
    ways = play.page.locator("#sections a:has(.doubtful)").all()
    for way in [it.get_attribute("href") for it in ways]:
        play.page.goto(f"{play.origin}{way}")
        play.officer.clicks += 1
        unfit = play.page.locator(".typed:has(> .slot .doubtful:has-text('原因写的是'))")
        fields = unfit.locator("> :is(textarea, input)").all()
        for name in [it.get_attribute("name") for it in fields]:
            play.officer.type(play.page.locator(f'[name="{name}"]'), REASON)
        if fields:
            save(play)


def mend(play: Play) -> None:
    """A figure is mistyped; the check tells it, a click leads to it, and it is put right."""
    page, name = play.page, f'[name="{FIELD}"]'
    find_figure(play)
    right = page.input_value(name)
    wrong = right.replace("0", "O") if "0" in right else f"{right}O"
    play.officer.type(page.locator(name), wrong)
    save(play)
    assert wrong == str(stated(play.filing).at(CORRECTED))
    play.picture("填错")
    (told,) = play.faults()
    assert ("S203" in told, f"“{wrong}”" in told) == (True, True)
    with page.expect_navigation():
        play.click(".fault:not(.warning) a.way")
    page.wait_for_function(
        "name => document.activeElement?.matches(name)", arg=f"{name}[aria-invalid]"
    )
    play.officer.type(page.locator(name), right)
    save(play)
    assert [] == play.faults()
    play.picture("检查")


def find_figure(play: Play) -> None:
    """The section of 填报 that has a figure: an officer reads it from the titles at the side."""
    play.open("填报")
    for way in [it.get_attribute("href") for it in play.page.locator("#sections a").all()]:
        play.page.goto(f"{play.origin}{way}")
        if play.page.locator(f'[name="{FIELD}"]').count():
            play.officer.clicks += 1
            return
    pytest.fail(f"no section has {FIELD}")


def publish(play: Play) -> Path:
    """The Word document and the portal's folder; the document as it was handed over."""
    page = play.page
    play.open("预览")
    play.open("成文")
    with page.expect_navigation(timeout=LONG):
        play.click("button:text-is('生成 Word 文档')")
    page.wait_for_selector("text=已生成：")
    play.picture("已生成")
    taken = play.take("table a[download]")
    (made,) = play.folder.glob("output/*/*.docx")
    assert (made.name, made.read_bytes()) == (taken.name, taken.read_bytes())
    assert pipeline.produce(play.filing).document == taken.read_bytes()
    said, wanted = texts(taken), play.officer.wanted
    incomes = wanted.data["收入"]
    assert isinstance(incomes, list)
    total = sum((amount(str(it)) for item in incomes if isinstance(item, dict)
                 for key, it in item.items() if key != "科目"), Decimal(0))  # fmt: skip
    for figure in (str(total), str(wanted.at(CORRECTED))):
        assert in_wan(figure, wanted) in said, figure
    play.click("button:text-is('公开')")
    page.wait_for_selector("h1:has-text('公开的结果')", timeout=LONG)
    play.picture("公开")
    assert page.locator("p.said").first.inner_text().startswith("已公开：")
    hold_folder(play, play.take("text=全部下载"))
    return taken


def hold_folder(play: Play, packed: Path) -> None:
    """The portal's folder is whole: every file is listed with its digest, and handed over."""
    (folder,) = (play.folder / "公开").iterdir()
    listed = json.loads((folder / inventory.NAME).read_text("utf-8"))["文件"]
    kinds = {Path(it["名称"]).suffix for it in listed}
    assert {".docx", ".pdf", ".html", ".xlsx", ".csv", ".json"} <= kinds
    digests = {it["名称"]: it["SHA-256"] for it in listed}
    there = {it: sha256((folder / it).read_bytes()).hexdigest() for it in digests}
    assert digests == there
    with zipfile.ZipFile(packed) as package:
        held = {it.partition("/")[2]: package.read(it) for it in package.namelist()}
    assert digests == {name: sha256(held[name]).hexdigest() for name in digests}


def correct(play: Play) -> tuple[str, str]:
    """A figure was wrong: what is different, as a note and as tracked changes."""
    page, name = play.page, f'[name="{FIELD}"]'
    find_figure(play)
    before, unit = page.input_value(name), stated(play.filing)
    more = 100 if unit.data.get("金额单位") == "万元" else 1_000_000
    after = str(amount(before) + more)
    play.officer.type(page.locator(name), after)
    save(play)
    old, new = in_wan(before, unit), in_wan(after, unit)
    play.open("更正")
    note, redline = play.take("text=下载更正说明"), play.take("text=下载修订稿")
    assert (True, True) == (old in texts(note), new in texts(note))
    xml = archive.read(redline.read_bytes())["word/document.xml"].decode()
    gone = " ".join(re.findall(r"<w:delText[^>]*>([^<]*)</w:delText>", xml))
    came = " ".join(re.findall(r"<w:ins .*?</w:ins>", xml, re.DOTALL))
    assert (True, True) == (count(old, gone) > 0, count(new, re.sub("<[^>]+>", " ", came)) > 0)
    return old, new


def refresh(play: Play, document: Path, old: str, new: str) -> None:
    """Somebody had written in the document: the figures are this filing's, the words theirs."""
    opened = docx.Document(io.BytesIO(document.read_bytes()))
    spoken = max(opened.paragraphs, key=lambda it: len(it.text))
    spoken.runs[-1].text += WORDS
    edited = document.with_name("改过的.docx")
    opened.save(str(edited))
    play.page.set_input_files("#edited", edited)
    play.officer.clicks += 1
    play.click("button:text-is('更新')")
    play.page.wait_for_selector("h1:has-text('更新的结果')", timeout=LONG)
    play.picture("更新")
    renewed = texts(play.take("a:has-text('下载')"))
    assert (True, True) == (WORDS in renewed, count(new, renewed) > count(new, texts(edited)))
    assert count(old, renewed) < count(old, texts(edited))


def share(play: Play) -> None:
    """Two windows on one figure: the second save is told, with both sides, and nothing is lost.

    What the other one types there is not this officer's.
    """
    page, name = play.page, f'[name="{FIELD}"]'
    find_figure(play)
    other = page.context.new_page()
    other.goto(page.url)
    first, second = (str(amount(page.input_value(name)) + it) for it in (1, 2))
    play.officer.type(page.locator(name), first)
    save(play)
    other.fill(name, second)
    other.get_by_role("button", name="保存", exact=True).click()
    other.wait_for_selector("h1:has-text('没有保存')")
    mine = play.officer.page
    play.officer.page = other
    play.picture("两边")
    beside = other.locator("table.choosing").first.inner_text()
    assert (True, True) == (first in beside, second in beside)
    play.click('input[type=radio][value="own"]')
    assert first == str(stated(play.filing).at(CORRECTED))
    play.click("button.main")
    other.wait_for_selector("text=已保存")
    assert second == str(stated(play.filing).at(CORRECTED))
    kept = (keeping.find_version(play.filing, it.name) for it in keeping.list_versions(play.filing))
    assert any(first.encode() in (it or b"") for it in kept)
    play.open("文本")
    play.officer.page = mine
    other.close()


@pytest.mark.parametrize("name", STORIES)
def test_an_officers_year(name: str, tmp_path: Path) -> None:
    wanted, files = gather(STORIES[name], tmp_path)
    folder = tmp_path / "单位"
    folder.mkdir()
    with served(folder) as first, browser() as started:
        origin = first.partition("/enter")[0]
        with watched(started, origin, 409) as context:
            page = context.new_page()
            page.set_default_timeout(60_000)
            page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
            page.goto(first)
            officer = Officer(page, read(wanted), reason=REASON, reviews=True)
            play = Play(name, officer, origin, folder)
            begin(play, files)
            fill(play)
            mend(play)
            document = publish(play)
            print(name, officer.clicks, officer.typed, officer.prose, officer.pasted)
            refresh(play, document, *correct(play))
            share(play)
    print(name, officer.clicks, officer.typed, officer.prose, officer.pasted)
    assert (True, True) == (officer.clicks <= 60, officer.typed <= 1500)
