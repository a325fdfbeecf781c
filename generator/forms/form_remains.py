"""What a form keeper leaves behind in a form: revisions, comments, tags that nothing fills.

And what cannot be repeated, or was formatted where only styles should format.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Fault, FormPlace, Severity
from generator.forms import form_blocks, form_cells
from generator.forms.form_package import FONTS, FormPackage, foreign_font
from generator.forms.form_text import FormText, Tag, is_tagged
from generator.word import blocks, comments, ooxml, output
from generator.word.ooxml import W

_REPEATED_NOTES = {f"{W}footnoteReference": "脚注", f"{W}endnoteReference": "尾注"}
_MAX_WORDS = 40


def check(package: FormPackage) -> Iterator[Fault]:
    """Everything of that kind in a form, part by part."""
    for part, root in package.roots.items():
        yield from _check_revisions(package, part, root)
    yield from _check_comments(package)
    yield from _check_leftovers(package)
    for text in package.texts.values():
        yield from _check_repeated_notes(text)
        yield from _check_fonts(text)
        if package.roots[text.part].tag.startswith(W):
            yield from form_cells.check(text, blocks.read(package.roots[text.part]))


def _place(package: FormPackage, part: str, node: Any) -> FormPlace:
    """Where a node stands: in its paragraph, else in the first one in it, else in the part."""
    root = package.roots[part]
    around = [*node.iterancestors(f"{W}p"), *node.iter(f"{W}p")]
    if not around:
        holder = next(node.iterancestors(f"{W}tr", f"{W}tbl"), None)
        around = [] if holder is None else list(holder.iter(f"{W}p"))
    if not around:
        return FormPlace(package.file, part, 0, "")
    number = next(n for n, it in enumerate(root.iter(f"{W}p"), start=1) if it is around[0])
    return FormPlace(package.file, part, number, ooxml.shown_text(around[0])[:200])


def _check_revisions(package: FormPackage, part: str, root: Any) -> Iterator[Fault]:
    """Tracked changes: each unit's document would carry them, and lose what they take out."""
    nodes = (node for node in root.iter(f"{W}*") if ooxml.is_revision(node))
    seen = dict.fromkeys(_place(package, part, node) for node in nodes)
    for place in seen:
        help_ = "在“审阅”里接受或拒绝全部修订，关掉修订，再保存"
        yield Fault("D533", "表样里还有没接受也没拒绝的修订", place, help=help_)


def _check_comments(package: FormPackage) -> Iterator[Fault]:
    """Comments are the keeper's own: they stay in the form, and no document gets them."""
    for part, root in package.roots.items():
        for anchor in root.iter(f"{W}commentReference"):
            place = _place(package, part, anchor)
            message = "表样里有批注；生成的文档里没有它"
            help_ = "办完的批注请删去"
            yield Fault("D534", message, place, Severity.WARNING, help=help_)


def _check_leftovers(package: FormPackage) -> Iterator[Fault]:
    """Tags where nothing fills them: they would stand in every document as they are."""
    apart = {*package.texts, *comments.parts_of(package.parts), output.PROPERTIES_PART}
    for part, root in package.roots.items():
        if part not in apart:
            for text in dict.fromkeys(filter(is_tagged, _strings(root))):
                message = f"“{text.strip()[:_MAX_WORDS]}”里的标签没有人填，会照原样印出"
                help_ = "删去，或移到正文、页眉、页脚、脚注、文档属性里"
                yield package.fault("D535", part, message, help_)
    for text_ in package.texts.values():
        yield from (_misplaced(text_, tag) for tag in text_.tags if tag.aside and tag.word)


def _misplaced(text: FormText, tag: Tag) -> Fault:
    message = f"“{tag.written}”写在替换文字、域或属性里，那里只能写 {{{{ }}}}"
    return text.fault("D535", tag.paragraph, message, "for、if 移到正文里")


def _strings(root: Any) -> Iterator[str]:
    for node in root.iter("{*}*"):
        yield node.text or ""
        yield from map(str, node.attrib.values())


def _check_repeated_notes(text: FormText) -> Iterator[Fault]:
    """A note has one place: in what is repeated, each copy would refer to the same one."""
    for paragraph in form_blocks.find_repeated(text):
        found = (_REPEATED_NOTES.get(node.tag) for node in paragraph.element.iter())
        for word in dict.fromkeys(filter(None, found)):
            message = f"循环里的{word}每重复一次都指着同一条{word}"
            yield text.fault("D536", paragraph, message, f"把{word}移到循环以外，或写成正文")


def _check_fonts(text: FormText) -> Iterator[Fault]:
    """Fonts set by hand: the styles no longer say how the document looks."""
    found: Counter[str] = Counter()
    first: dict[str, Any] = {}
    for paragraph in text.paragraphs:
        for fonts in paragraph.element.iterfind(f".//{W}rPr/{W}rFonts"):
            named = {foreign_font(it) or _own_font(it) for it in fonts.attrib.items()}
            for font in filter(None, named):
                found[font] += 1
                first.setdefault(font, paragraph)
    for font, count in found.items():
        remark = "" if font in FONTS else "，而且不在规定之列"
        message = f"有 {count} 处文字直接设了字体“{font}”，没有用样式{remark}"
        fault = text.fault("D537", first[font], message, "选中文字，清除直接设的格式，改用样式")
        yield Fault(fault.code, message, fault.place, Severity.WARNING, help=fault.help)


def _own_font(attribute: tuple[str, str]) -> str:
    name, value = attribute[0].removeprefix(W), attribute[1]
    return value if name in ("ascii", "hAnsi", "eastAsia", "cs") else ""
