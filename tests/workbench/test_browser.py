"""The workbench in a real browser: no barrier in either theme, no request to another host."""

import re
from pathlib import Path

import pytest
from support.browsing import PHONE, THEMES, WIDE, browser, find_barriers, watched
from support.examples import EXAMPLE
from support.serving import fits, reach, served
from support.workbench import lay_out

pytestmark = pytest.mark.office
OLD, WRONG = "服务: 30887496.30", "服务: 三千万"


def test_every_page_is_without_barriers_and_asks_nobody_else(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    text = EXAMPLE.read_text("utf-8")
    (folder / EXAMPLE.name).write_text(text.replace(OLD, WRONG), "utf-8")
    with served(folder) as first, browser() as started:
        origin = first.partition("/enter")[0]
        with watched(started, origin) as context:
            page = context.new_page()
            page.goto(first)
            assert f"{origin}/" == page.url
            unit = page.locator("#units tbody a").first.get_attribute("href")
            names = ("", "/text", "/checks", "/document")
            paths = ["/", *(f"{unit}{name}" for name in names), "/help", "/help/S203"]
            for path in paths:
                page.goto(f"{origin}{path}")
                for theme in THEMES:
                    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
                    assert [] == find_barriers(page), (path, theme)
                # A telephone, and a wide window at 200 %.
                for width, height in (PHONE, (WIDE[0] // 2, WIDE[1] // 2), WIDE):
                    page.set_viewport_size({"width": width, "height": height})
                    assert fits(page), (path, width)


def test_an_officer_mends_a_fault_by_keyboard_alone_and_takes_the_document(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    filing, text = folder / EXAMPLE.name, EXAMPLE.read_text("utf-8")
    filing.write_text(text.replace(OLD, WRONG), "utf-8")
    with served(folder) as first, browser() as started:
        origin = first.partition("/enter")[0]
        with watched(started, origin) as context:
            page = context.new_page()
            page.goto(first)
            reach(page, "#units tbody a")
            page.keyboard.press("Enter")
            reach(page, "a:has-text('检查')")
            page.keyboard.press("Enter")
            reach(page, "a.line")
            page.keyboard.press("Enter")
            page.wait_for_url("**/text#L*")  # the line is selected: what is typed replaces it
            page.wait_for_selector("#numbers .wrong")
            indent = text[: text.index(OLD)].rpartition("\n")[2]
            page.keyboard.type(f"{indent}{OLD}")
            page.wait_for_selector("#beside .kept:has-text('草稿已留下')")
            assert 0 == page.locator("#numbers .wrong").count()
            assert WRONG in filing.read_text("utf-8")
            page.keyboard.press("Control+s")
            page.wait_for_selector("text=已保存")
            assert text == filing.read_text("utf-8")
            reach(page, "a:has-text('成文')")
            page.keyboard.press("Enter")
            reach(page, "button:has-text('生成 Word 文档')")
            page.keyboard.press("Enter")
            page.wait_for_selector("text=已生成")
            with page.expect_download() as taken:
                reach(page, "table a")
                page.keyboard.press("Enter")
            (document,) = folder.glob("output/*/*.docx")
            assert document.name == taken.value.suggested_filename
            assert document.read_bytes() == Path(taken.value.path()).read_bytes()


def test_the_token_is_gone_from_the_address_and_from_the_pages(tmp_path: Path) -> None:
    with served(lay_out(tmp_path)) as first, browser() as started:
        token = re.findall("token=(.+)", first)[0]
        with watched(started, first.partition("/enter")[0]) as context:
            page = context.new_page()
            page.goto(first)
            assert token not in page.url + page.content()
            assert page.evaluate("document.cookie") == ""
