"""预览, 更正, 公开 and the pictures in a real browser: by keyboard alone, and without barriers."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page
from support.browsing import PHONE, THEMES, WIDE, browser, find_barriers, watched
from support.examples import EXAMPLE, ROOT
from support.serving import fits, served
from support.workbench import lay_out

pytestmark = pytest.mark.office
OLD, NEW = "服务: 30887496.30", "服务: 31887496.30"
OTHERS = ("青溪县中医医院.yaml", "青溪县文化广播电视和旅游局.yaml")
LONG = 240_000  # ms: documents take seconds, and more where others are at work


@contextmanager
def visited(folder: Path) -> Iterator[tuple[Page, str]]:
    """A unit's workbench with its document made, and its filing corrected since; the unit's way."""
    with served(folder) as first, browser() as started:
        origin = first.partition("/enter")[0]
        with watched(started, origin) as context:
            page = context.new_page()
            page.set_default_timeout(LONG)
            page.goto(first)
            unit = page.locator("#units a[href^='/units']").first.get_attribute("href")
            page.goto(f"{origin}{unit}/document")
            page.click("button:has-text('生成 Word 文档')")
            page.wait_for_selector("text=已生成：")
            yield page, f"{origin}{unit}"


def correct(page: Page, unit: str) -> None:
    page.goto(f"{unit}/text")
    text = page.locator("#text").input_value()
    page.fill("#text", text.replace(OLD, NEW))
    page.click("button.main")
    page.wait_for_selector("text=已保存")


def look(page: Page) -> None:
    """That nobody is kept out of a page, in either theme, on a telephone, and at 200 %."""
    for theme in THEMES:
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        assert [] == find_barriers(page), (page.url, theme)
    for width, height in (PHONE, (WIDE[0] // 2, WIDE[1] // 2), WIDE):
        page.set_viewport_size({"width": width, "height": height})
        assert fits(page), (page.url, width)


def test_a_figure_is_asked_where_it_is_from_by_keyboard_alone(tmp_path: Path) -> None:
    with visited(lay_out(tmp_path)) as (page, unit):
        correct(page, unit)
        page.goto(f"{unit}/preview")
        figure = page.locator("a.figure:has(ins:text-is('3188.75'))")
        figure.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#trace h3")
        page.wait_for_function("document.activeElement.id === 'trace'")
        look(page)
        line = page.locator("#trace a[href*='#L']").first.get_attribute("href")
        page.keyboard.press("Escape")
        assert figure.evaluate("it => it === document.activeElement")
        assert 0 == page.locator("#trace h3").count()
        number = 1 + EXAMPLE.read_text("utf-8").partition(OLD)[0].count("\n")
        assert str(line).endswith(f"/text#L{number}")
        page.locator("#q").fill("3188.75")
        page.keyboard.press("Enter")
        page.wait_for_selector("#trace h3")
        page.locator(".changes a").first.focus()
        page.keyboard.press("Enter")
        assert "#c0" in page.url


def test_what_is_done_with_documents_is_without_barriers(tmp_path: Path) -> None:
    with visited(lay_out(tmp_path)) as (page, unit):
        page.click("button:text-is('公开')")
        page.wait_for_selector("h1:has-text('公开的结果')")
        look(page)
        with page.expect_download() as taken:
            page.click("text=全部下载")
        assert taken.value.suggested_filename.endswith(".zip")
        page.goto(f"{unit}/document")
        page.locator("details summary").first.click()
        look(page)
        correct(page, unit)
        page.goto(f"{unit}/correction")
        look(page)
        with page.expect_download() as taken:
            page.click("text=下载更正说明")
        assert taken.value.suggested_filename.endswith("（更正说明）.docx")
        (document,) = tmp_path.glob("单位/output/*/*.docx")
        page.set_input_files("#edited", document)
        page.click("button:text-is('更新')")
        page.wait_for_selector("h1:has-text('更新的结果')")
        look(page)
        page.goto(f"{unit}/correction")
        page.set_input_files("#held", document)
        page.click("button:text-is('核对')")
        page.wait_for_selector("h1:has-text('核对的结果')")
        look(page)


def test_pictures_are_without_barriers(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    for name in OTHERS:
        shutil.copy(ROOT / "inputs" / "2024" / name, folder)
    with visited(folder) as (page, unit):
        page.goto(unit)
        page.locator("figure summary").first.click()
        look(page)
        page.goto(f"{unit.partition('/units')[0]}/")
        page.wait_for_selector("figure.drawn svg")
        look(page)
