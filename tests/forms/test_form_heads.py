"""Headings are held to the contents, heads of columns to what is printed below."""

from collections.abc import Callable
from typing import Any

import pytest
from support.packs import pack_named

from generator.diagnostics import FormPlace, Severity
from generator.filling import phrases
from generator.forms import dialect, form_heads, form_prints, template
from generator.word import ooxml, opc
from generator.word.ooxml import W

BODY = "word/document.xml"
KINDS = [("部门决算", "2024"), ("部门预算", "2025")]


def told(kind: str, year: str, change: Callable[[Any], None]) -> list[tuple[str, str, str]]:
    """What is told of a pack's form after a change: code, message, text."""
    pack = pack_named(kind, year)
    parts = opc.read(pack.form.read_bytes())
    root = ooxml.parse(parts[BODY])
    change(root)
    parts = {**parts, BODY: ooxml.bytes_of(root)}
    env = dialect.environment(phrases.filters(pack.wording))
    programs, faults = template.compile_parts(parts, env, "表样.docx")
    assert [] == faults
    form = form_prints.read(pack, programs, parts, "表样.docx")
    found = list(form_heads.check(form, parts))
    assert {Severity.WARNING} >= {fault.severity for fault in found}
    return [(f.code, f.message, f.place.text) for f in found if isinstance(f.place, FormPlace)]


def listed(root: Any, text: str) -> Any:
    """The line of the contents that says this, which goes before the heading."""
    return next(it for it in root.iter(f"{W}p") if ooxml.shown_text(it).startswith(text))


@pytest.mark.parametrize(("kind", "year"), KINDS)
def test_a_pack_s_own_form_has_nothing_to_tell(kind: str, year: str) -> None:
    assert [] == told(kind, year, lambda root: None)


@pytest.mark.parametrize(
    ("kind", "year", "heading"),
    [("部门决算", "2024", "二、收入决算表"), ("部门预算", "2025", "二、收入预算总表")],
)
def test_a_heading_that_the_contents_lack_is_told(kind: str, year: str, heading: str) -> None:
    def drop(root: Any) -> None:
        line = listed(root, heading)
        line.getparent().remove(line)

    assert [("D542", "目录里没有这个标题", heading)] == told(kind, year, drop)


def test_a_head_that_names_another_column_is_told() -> None:
    def swap(root: Any) -> None:
        texts = [it for it in root.iter(f"{W}t") if it.text in ("基本支出", "项目支出")]
        texts[0].text, texts[1].text = texts[1].text, texts[0].text

    found = told("部门决算", "2024", swap)
    assert {"这一栏的表头是“基本支出”，印的却是“项目支出”"} <= {it[1] for it in found}
    assert {"D543"} == {it[0] for it in found}
