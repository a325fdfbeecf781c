"""新建, 导入 and 审核 in a real browser: by dropping, by keyboard alone, and without barriers."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page
from support import exports, office
from support.browsing import PHONE, THEMES, WIDE, browser, drop, find_barriers, watched
from support.examples import EXAMPLE
from support.serving import fits, reach, served

from generator import pipeline
from generator.filing import shared

pytestmark = pytest.mark.office
LONG = 240_000  # ms: documents take seconds, and more where others are at work


@contextmanager
def visited(folder: Path) -> Iterator[Page]:
    """The first page of a folder's workbench, as its officer sees it."""
    with (
        served(folder) as first,
        browser() as started,
        watched(started, first.partition("/enter")[0]) as context,
    ):
        page = context.new_page()
        page.goto(first)
        yield page


def plant(path: Path, old: str, new: str) -> Path:
    """The example's document, in which a figure is once printed otherwise."""
    made = io.BytesIO(pipeline.produce(EXAMPLE).document)
    with zipfile.ZipFile(made) as package, zipfile.ZipFile(path, "w") as copy:
        for name in package.namelist():
            copy.writestr(name, package.read(name).replace(old.encode(), new.encode(), 1))
    return path


def look_at(page: Page) -> None:
    """Nothing stands in anybody's way, in either theme, in any width."""
    for theme in THEMES:
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        assert [] == find_barriers(page), (page.url, theme)
    for width, height in (PHONE, (WIDE[0] // 2, WIDE[1] // 2), WIDE):
        page.set_viewport_size({"width": width, "height": height})
        assert fits(page), (page.url, width)


def test_an_export_is_dropped_and_becomes_a_filing_then_is_exchanged(tmp_path: Path) -> None:
    folder = tmp_path / "空的"
    folder.mkdir()
    made = exports.final_accounts(exports.stated_by(EXAMPLE))
    export = made.write(tmp_path / "126决算.xls")
    with visited(folder) as page:
        page.click("text=新建一份")
        drop(page, export)
        assert ["126决算.xls"] == page.locator(".picked li").all_inner_texts()
        page.select_option("#key", "部门决算 2024 福建")
        look_at(page)
        reach(page, "button.main")
        page.keyboard.press("Enter")
        page.wait_for_url("**/import/*", timeout=LONG)
        look_at(page)
        reach(page, "button:has-text('新建这份填报')")
        page.keyboard.press("Enter")
        page.wait_for_url("**/units/*", timeout=LONG)
        (filing,) = folder.glob("*.yaml")
        source, _ = shared.load(filing)
        assert source is not None
        assert "导入/126决算.xls" == source.data["取数文件"]
        page.click("nav a:has-text('导入')")
        changed = made.copy()
        for sheet in changed.sheets.values():
            sheet.cells = {
                it: 6e6 if value == 5086823.81 else value for it, value in sheet.cells.items()
            }
        drop(page, changed.write(tmp_path / "后" / "126决算.xls"))
        look_at(page)
        page.click("button:has-text('比一比')")
        page.wait_for_url("**/units/*/import/*", timeout=LONG)
        look_at(page)
        page.click("button:has-text('换')")
        page.wait_for_url("**/checks", timeout=LONG)
        assert (tmp_path / "后" / "126决算.xls").read_bytes() == (
            folder / "导入" / "126决算.xls"
        ).read_bytes()


def test_documents_are_dropped_audited_and_their_places_seen(tmp_path: Path) -> None:
    folder = tmp_path / "空的"
    folder.mkdir()
    document = office.to_pdf(plant(tmp_path / "公开.docx", "508.68", "508.86"), tmp_path)
    broken = tmp_path / "坏的.docx"
    broken.write_bytes(b"PK")
    with visited(folder) as page:
        page.click("nav a:has-text('审核')")
        drop(page, document)
        drop(page, broken)
        look_at(page)
        page.click("button:has-text('审核')")
        page.wait_for_selector("#job, h1:has-text('结果')")
        look_at(page)
        page.wait_for_url("**/audit/*", timeout=LONG)
        look_at(page)
        page.click(f"text={document.name}")
        page.wait_for_selector("figure img")
        look_at(page)
        loaded = "it => it.complete && it.naturalWidth > 0"
        page.locator("figure img").first.scroll_into_view_if_needed()
        page.wait_for_function(f"({loaded})(document.querySelector('figure img'))")
        with page.expect_download() as taken:
            page.click("text=检查表（网页，有截图）")
        assert "data:image/png" in Path(taken.value.path()).read_text("utf-8")
    assert [] == list(folder.iterdir())
