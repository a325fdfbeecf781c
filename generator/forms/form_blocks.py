"""What stands around the tags of a Word form: what they take the place of, and their blocks."""

from collections.abc import Iterator, Sequence

from generator.diagnostics import Fault
from generator.forms.form_text import CONTROL, LEVELS, OPENERS, FormParagraph, FormText, Tag
from generator.word import ooxml
from generator.word.ooxml import W

# What beside a tag alone in its paragraph gets a paragraph of its own (`template.prepare`).
_KEPT = ((f"{W}sectPr", None), (f"{W}br", "page"))
_LOST = {
    (f"{W}sectPr", None): "分节符",
    (f"{W}br", "page"): "分页符",
    (f"{W}drawing", None): "图片",
    (f"{W}pict", None): "图片",
    (f"{W}object", None): "对象",
    (f"{W}footnoteReference", None): "脚注",
    (f"{W}endnoteReference", None): "尾注",
}


def check_neighbours(text: FormText) -> Iterator[Fault]:
    """Whatever stands in the paragraph, row or cell that a tag is put in place of."""
    seen = set()
    for tag in text.tags:
        if tag.mark != CONTROL or tag.level not in LEVELS or tag.container in seen:
            continue
        seen.add(tag.container)
        where = LEVELS[tag.level]
        if tag.container is None:
            message = f"“{tag.written}”不在表格里"
            yield text.fault("D524", tag.paragraph, message, "表格之外用 {%p … %}")
            continue
        beside = _beside(tag)
        if beside:
            message = f"与“{tag.written}”同一{where}的{beside}会消失"
            yield text.fault("D523", tag.paragraph, message, f"移到另一{where}")


def _beside(tag: Tag) -> str:
    rest = ooxml.shown_text(tag.container).replace(tag.written, "", 1).strip()
    if rest:
        return f"“{rest[:40]}”"
    kept = _KEPT if tag.level == "p" else ()
    nodes = ((node.tag, node.get(f"{W}type")) for node in tag.container.iter())
    lost = (_LOST.get(node) for node in nodes if node not in kept)
    return next((word for word in lost if word), "")


def check_blocks(text: FormText) -> Iterator[Fault]:
    """Blocks that do not end, or end elsewhere than where they begin."""
    open_: list[Tag] = []
    for tag in text.tags:
        if tag.word in ("for", "if"):
            open_.append(tag)
        elif tag.word in OPENERS:
            yield from _answer(text, tag, open_)
    yield from _find_unended(text, open_)


def _answer(text: FormText, tag: Tag, open_: list[Tag]) -> Iterator[Fault]:
    """The block that a tag goes on with or ends: those opened within it have no end."""
    wanted = OPENERS[tag.word]
    found = [index for index, opener in enumerate(open_) if opener.word in wanted]
    if not found:
        message = f"“{tag.written}”前面没有对应的 {'、'.join(wanted)}"
        yield text.fault("D525", tag.paragraph, message, "补上开头，或删去这一处")
        return
    opener = open_[found[-1]]
    yield from _find_unended(text, open_[found[-1] + 1 :])
    del open_[found[-1] + 1 :]
    if tag.home is not opener.home:
        yield _crossing_fault(text, opener, tag)
    if tag.word.startswith("end"):
        open_.pop()


def _crossing_fault(text: FormText, opener: Tag, tag: Tag) -> Fault:
    message = f"“{opener.written}”与第{tag.paragraph.number}段的“{tag.written}”不在同一处"
    help_ = "开头和结尾要在同一张表、同一格里"
    if tag.level != opener.level or not tag.level:
        help_ = "跨段的都写 {%p … %}，跨表格行的都写 {%tr … %}，开头和结尾写法相同"
    return text.fault("D524", opener.paragraph, message, help_)


def _find_unended(text: FormText, tags: Sequence[Tag]) -> Iterator[Fault]:
    for tag in tags:
        end = f"{{%{tag.level} end{tag.word} %}}"
        yield text.fault("D525", tag.paragraph, f"“{tag.written}”没有结尾", f"补上 {end}")


def find_repeated(text: FormText) -> Iterator[FormParagraph]:
    """The paragraphs that stand in a loop, as far as its tags are paired."""
    steps = {"for": 1, "endfor": -1}
    by_paragraph: dict[FormParagraph, list[int]] = {}
    for tag in text.tags:
        by_paragraph.setdefault(tag.paragraph, []).append(steps.get(tag.word, 0))
    depth = 0
    for paragraph in text.paragraphs:
        within = depth
        for step in by_paragraph.get(paragraph, ()):
            depth += step
            within = max(within, depth)
        if within > 0:
            yield paragraph
