"""Where a form places charts: each once, alone in a paragraph of the body, in no loop."""

import re
from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Fault
from generator.forms.form_blocks import find_repeated
from generator.forms.form_package import FormPackage
from generator.forms.form_text import FIELD, FormParagraph, Tag
from generator.vocabulary import CHARTS
from generator.word import ooxml
from generator.word.ooxml import W

CODE = "D544"
_CHART = re.compile(rf"{CHARTS}\s*[.\[]")
_PLAIN = re.compile(rf"\{{\{{\s*{CHARTS}\.(\w+)\s*\}}\}}")
_BESIDE = (f"{W}sectPr", f"{W}br", f"{W}drawing", f"{W}pict", f"{W}footnoteReference")


def check(package: FormPackage) -> Iterator[Fault]:
    """What is wrong with the places of charts in a form."""
    for text in package.texts.values():
        repeated = set(find_repeated(text))
        seen: set[str] = set()
        for tag in text.tags:
            if tag.mark != FIELD or not _CHART.match(tag.words) or tag.full_width:
                continue
            wrong, help_ = _find_wrong(tag, text.part == package.main, repeated, seen)
            if wrong:
                yield text.fault(CODE, tag.paragraph, f"“{tag.written}”{wrong}", help_)


def _find_wrong(
    tag: Tag, in_body: bool, repeated: set[FormParagraph], seen: set[str]
) -> tuple[str, str]:
    """What is wrong with the place of a chart, and what helps; nothing where nothing is."""
    element, plain = tag.paragraph.element, _PLAIN.fullmatch(tag.written)
    boxed = element is not None and next(element.iterancestors(f"{W}txbxContent"), None) is not None
    if not in_body or tag.aside or boxed:
        return "不在正文里，图只能放在正文", "移到正文里，自成一段"
    if plain is None:
        return "写得不对", f"写成 {{{{ {CHARTS}.名称 }}}}，名称照 图.yaml"
    if tag.paragraph in repeated:
        return "在循环里，一幅图只能印一次", "移到循环外面"
    if ooxml.shown_text(element).strip() != tag.written or _holds_more(element):
        return "没有独占一段", "图自成一段，图题、分页和别的内容放到另一段"
    if plain[1] in seen:
        return "放了两次", "留一处"
    seen.add(plain[1])
    return "", ""


def _holds_more(paragraph: Any) -> bool:
    return any(True for _ in paragraph.iter(*_BESIDE))
