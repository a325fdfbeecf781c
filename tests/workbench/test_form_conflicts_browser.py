"""Two windows at the same section in a real browser: chosen by keyboard, without barriers."""

from pathlib import Path

import pytest
from support.browsing import PHONE, THEMES, browser, find_barriers, watched
from support.examples import EXAMPLE
from support.serving import fits, reach, served
from support.workbench import lay_out

pytestmark = pytest.mark.office
SERVICES = '[name="f|政府采购 / 服务"]'


def test_two_windows_are_put_together_by_keyboard(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    with served(folder) as first, browser() as started:
        origin = first.partition("/enter")[0]
        with watched(started, origin, 409) as context:
            page, other = context.new_page(), context.new_page()
            page.goto(first)
            unit = page.locator("#units tbody a").first.get_attribute("href")
            page.goto(f"{origin}{unit}/form/1")
            way = page.locator("#sections a:has-text('其他事项')").get_attribute("href")
            for window in (page, other):
                window.goto(f"{origin}{way}")
            other.fill(SERVICES, "31887496.30")
            other.keyboard.press("Control+s")
            other.wait_for_selector("text=已保存")
            page.fill(SERVICES, "99.00")
            page.keyboard.press("Control+s")
            page.wait_for_selector("h1:has-text('没有保存')")
            for theme in THEMES:
                page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
                assert [] == find_barriers(page), theme
            page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            assert fits(page)
            reach(page, 'input[type=radio][value="own"]')
            page.keyboard.press("ArrowRight")
            assert page.locator('input[type=radio][value="theirs"]').is_checked()
            page.keyboard.press("ArrowLeft")
            reach(page, "button.main")
            page.keyboard.press("Enter")
            page.wait_for_selector("text=已保存")
    assert "服务: 99.00" in (folder / EXAMPLE.name).read_text("utf-8")
