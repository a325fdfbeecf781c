"""A row that an export gives, taken over by keyboard in a real browser and changed."""

from pathlib import Path

import pytest
from support import exports
from support.browsing import PHONE, THEMES, browser, find_barriers, watched
from support.examples import EXAMPLE
from support.serving import fits, served

pytestmark = pytest.mark.office


def test_a_drawn_row_is_taken_over_and_changed(tmp_path: Path) -> None:
    folder = tmp_path / "单位"
    folder.mkdir()
    exports.final_accounts(exports.stated_by(EXAMPLE)).write(folder / "决算.xls")
    filing = exports.drawing(EXAMPLE, folder / "126.yaml", "决算.xls", "收入", "支出")
    with served(folder) as first, browser() as started:
        origin = first.partition("/enter")[0]
        with watched(started, origin) as context:
            page = context.new_page()
            page.goto(first)
            unit = page.locator("#units tbody a").first.get_attribute("href")
            page.goto(f"{origin}{unit}/form/1")
            with page.expect_navigation():  # a click alone does not wait for the next page
                page.locator("#sections a", has_text="收入").first.click()
            for theme in THEMES:
                page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
                assert [] == find_barriers(page), theme
            page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            assert fits(page)
            rows = page.locator("tr.drawn").count()
            page.locator("tr.drawn button").first.focus()
            page.keyboard.press("Enter")
            assert rows - 1 == page.locator("tr.drawn").count()
            assert "5086823.81" == page.evaluate("document.activeElement.value")
            page.keyboard.press("Control+a")
            page.keyboard.type("5086824.00")
            page.keyboard.press("Control+s")
            page.wait_for_selector("text=已保存")
    row = "{科目: 2010350 事业运行, 一般公共预算财政拨款: 5086824.00}"
    assert row in filing.read_text("utf-8").replace("\n    ", "")
