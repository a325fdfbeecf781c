"""The page as a browser shows it: axe-core finds nothing, nothing is wider than the window."""

import re
from pathlib import Path

import pytest
from support.browser import View, look_at
from support.examples import BUDGET, OTHER_REGION, ROOT, TEXT_FIRST
from support.public_documents import public, public_of
from support.wordml import par, parts, row, table

from generator.outputs import page

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LEAST = 4.5  # the contrast of text that WCAG 2.2 AA asks for (1.4.3)
_TELEPHONE = 320  # CSS pixels, as WCAG 1.4.10 has it


def with_everything() -> str:
    """A page with notes, a text box, a running head, and tables that nobody has marked."""
    mark = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    box = f"<w:r><w:pict><w:txbxContent>{par('框里的字')}</w:txbxContent></w:pict></w:r>"
    note = f'<w:footnotes {_W}><w:footnote w:id="3">{par("注里的话")}</w:footnote></w:footnotes>'
    form = table(row("名称", "某项目"), row("单位", "某局"))
    listed = table(row("名称", "数"), row("某", "2.00"))
    heading = par("一、概况", look='<w:outlineLvl w:val="2"/>')
    body = (par("某局"), heading, par("甲。", mark, box), form, listed, par("末。"))
    head = f"<w:hdr {_W}>{par('某局文件')}</w:hdr>"
    return page.render(public_of(parts(*body, footnotes=note, header=head)))


@pytest.mark.office
def test_axe_finds_nothing_on_pages_at_any_width_in_light_and_dark(tmp_path: Path) -> None:
    example, charts = page.render(public(BUDGET)), page.render(public(TEXT_FIRST))
    views = {
        "example": View(example, _TELEPHONE),
        "other region": View(page.render(public(OTHER_REGION[0]))),
        "charts": View(charts, dark=True),
        "everything": View(with_everything(), _TELEPHONE, dark=True),
    }
    looked = look_at(views, tmp_path)
    assert [one for it in looked.values() for one in it.violations] == []
    assert [name for name, it in looked.items() if it.width > views[name].width] == []
    assert min(it.passed for it in looked.values()) > 30


@pytest.mark.office
def test_axe_would_find_what_is_wrong(tmp_path: Path) -> None:
    wrong = with_everything().replace('lang="zh-CN"', "").replace("<caption>", "<caption hidden>")
    found = look_at({"wrong": View(wrong)}, tmp_path)["wrong"].violations
    assert [it for it in found if it.startswith("html-has-lang")] != []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_written_stands_out_from_its_ground(scheme: str) -> None:
    colours = list_colours(scheme)
    for ink in ("ink", "faint", "link"):
        for ground in ("paper", "head"):
            assert contrast(colours[ink], colours[ground]) >= _LEAST, (ink, ground)
    assert contrast(colours["line"], colours["paper"]) >= 3
    assert contrast(colours["focus"], colours["paper"]) >= 3


def list_colours(scheme: str) -> dict[str, str]:
    """The colours of a scheme, as the page's style names them."""
    style = (ROOT / "templates" / "pages" / "document.css").read_text("utf-8")
    rules = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[["light", "dark"].index(scheme)]
    return dict(re.findall(r"--(\w+): #([0-9a-f]{6})", rules))


def contrast(one: str, other: str) -> float:
    """How much two colours stand out from each other, by WCAG."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
