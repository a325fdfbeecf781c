"""What travels with a Word form besides its words: links, macros, objects, headers, fonts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.diagnostics import Fault, FormPlace, Severity
from generator.filling.document import SAVE_AGAIN
from generator.forms import form_text
from generator.forms.form_text import FormParagraph, FormText
from generator.forms.template import filled_parts
from generator.kept import reading
from generator.word import ooxml, opc
from generator.word.archive import ArchiveError
from generator.word.ooxml import R, W, XmlError
from generator.word.opc import Relation

FONTS = frozenset(
    ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "Times New Roman")
)

# The text of a form with all its tables has 0.5 MB of XML; docxtpl takes a second for one more.
MAX_PART = 3 * 1024 * 1024
_EMBEDDED = ("oleObject", "package", "control", "aFChunk")
_MACROS = ("vbaproject.bin", "vbadata.xml")


@dataclass(frozen=True, eq=False)
class FormPackage:
    """A form as a container: its parts, the trees of those in XML, its main part, its texts."""

    file: str
    parts: Mapping[str, bytes]
    roots: Mapping[str, Any]
    main: str
    texts: Mapping[str, FormText]

    def fault(self, code: str, part: str, message: str, help_: str = "") -> Fault:
        """A fault of a part as a whole."""
        return Fault(code, message, FormPlace(self.file, part, 0, ""), help=help_)

    def first(self, kind: str) -> str:
        """The part in XML that the main part leads to by a kind of relationship, if it has one."""
        name = opc.find_target(self.parts, self.main, kind)
        return name if name in self.roots else ""


def unpack(path: Path, file: str) -> tuple[FormPackage | None, list[Fault]]:
    """A form as a container, or why it cannot be read."""
    try:
        parts = opc.load(path)
    except (OSError, ArchiveError) as error:
        plain = isinstance(error, OSError) and not isinstance(error, reading.UnfitError)
        message = "表样文件读不出来" if plain else str(error)
        return None, [_unreadable(file, "", message)]
    roots, found = _parse(file, parts)
    if found:
        return None, found
    main = opc.main_part(parts)
    if main not in roots:
        return None, [_unreadable(file, "", "不是 Word 文件（.docx）")]
    filled = [part for part in filled_parts(parts) if part in roots]
    vast = [part for part in filled if len(parts[part]) > MAX_PART]
    if vast:
        message = f"表样这一部分超过 {MAX_PART // 1024 // 1024} MB，不像表样"
        help_ = "删去多余的内容，或者换回原来的表样"
        return None, [Fault("D501", message, FormPlace(file, vast[0], 0, ""), help=help_)]
    texts = {part: form_text.read(file, part, roots[part]) for part in filled}
    return FormPackage(file, parts, roots, main, texts), []


def _parse(file: str, raw: Mapping[str, bytes]) -> tuple[dict[str, Any], list[Fault]]:
    """The tree of every XML part, or which of them are damaged."""
    roots: dict[str, Any] = {}
    found: list[Fault] = []
    for name in raw:
        if name.endswith((".xml", ".rels")):
            try:
                roots[name] = ooxml.parse(raw[name])
            except XmlError:
                found.append(_unreadable(file, name, "表样内容损坏"))
    return roots, found


def _unreadable(file: str, part: str, message: str) -> Fault:
    return Fault("D501", message, FormPlace(file, part, 0, ""), help=SAVE_AGAIN)


def check(package: FormPackage) -> Iterator[Fault]:
    """Everything that is wrong with a form beside its words."""
    for owner in opc.sources(package.parts):
        for relation in opc.relations(package.parts, owner):
            yield from _check_relation(package, owner, relation)
    yield from _check_macros(package)
    yield from _check_header(package)
    yield from _check_fonts(package)


def _check_relation(package: FormPackage, owner: str, relation: Relation) -> Iterator[Fault]:
    """What a form must not carry into every document: links to elsewhere, foreign objects."""
    kind = relation.kind.rpartition("/")[2]
    if kind == "attachedTemplate":
        message = f"表样附着在模板“{relation.target}”上，打开文档的人会被带到那里"
        code, help_ = "D527", "在“文档模板”里改回 Normal"
    elif relation.external:
        message = f"表样链接到文件以外的“{relation.target}”"
        code, help_ = "D526", "取消链接；图片要嵌入"
    elif kind in _EMBEDDED:
        message = f"表样里嵌着别的文件或控件（{relation.target.rpartition('/')[2]}）"
        code, help_ = "D529", "删去，改为文字、表格或图片"
    else:
        return
    # It stands in the paragraph that makes use of the relation, if there is one.
    text = package.texts.get(owner)
    holder = next((p for p in text.paragraphs if _refers(p, relation.id)), None) if text else None
    if text and holder:
        yield text.fault(code, holder, message, help_)
    else:
        yield package.fault(code, owner, message, help_)


def _refers(paragraph: FormParagraph, id_: str) -> bool:
    return any(
        name.startswith(R) and value == id_
        for element in paragraph.element.iter("{*}*")
        for name, value in element.attrib.items()
    )


def _check_macros(package: FormPackage) -> Iterator[Fault]:
    types = package.roots.get(opc.TYPES_PART, ())
    enabled = any("macroEnabled" in entry.get("ContentType", "") for entry in types)
    if enabled or any(name.lower().endswith(_MACROS) for name in package.parts):
        help_ = "另存为“Word 文档（*.docx）”，不带宏"
        yield package.fault("D528", opc.TYPES_PART, "表样里有宏", help_)


def _check_header(package: FormPackage) -> Iterator[Fault]:
    """A draft's watermark stands in the first section's headers; later sections inherit them."""
    section = next(package.roots[package.main].iter(f"{W}sectPr"), ())
    targets = {link.id: link.target for link in opc.relations(package.parts, package.main)}
    there = {
        reference.get(f"{W}type", "default")
        for reference in section
        if reference.tag == f"{W}headerReference"
        and targets.get(reference.get(f"{R}id", "")) in package.texts
    }
    missing = "、".join(word for kind, word in _wanted_headers(package) if kind not in there)
    if missing:
        help_ = "双击第一页的页眉处，插入空的页眉"
        yield package.fault("D530", package.main, f"第一节没有{missing}，草稿加不上水印", help_)


def _wanted_headers(package: FormPackage) -> Iterator[tuple[str, str]]:
    yield "default", "页眉"
    if _has_switch(package.roots[package.main], "titlePg"):
        yield "first", "首页页眉"
    settings = package.first(opc.SETTINGS)
    if settings and _has_switch(package.roots[settings], "evenAndOddHeaders"):
        yield "even", "偶数页页眉"


def _has_switch(root: Any, name: str) -> bool:
    return any(map(ooxml.is_on, root.iter(f"{W}{name}")))


def _check_fonts(package: FormPackage) -> Iterator[Fault]:
    styles = package.first(opc.STYLES)
    if not styles:
        return
    for fonts in package.roots[styles].iter(f"{W}rFonts"):
        style = next(fonts.iterancestors(f"{W}style"), None)
        label = None if style is None else style.find(f"{W}name")
        name = "默认" if label is None else str(label.get(f"{W}val"))
        foreign = dict.fromkeys(filter(None, map(foreign_font, fonts.attrib.items())))
        if foreign:
            place = FormPlace(package.file, styles, 0, name)
            message = f"样式“{name}”用的字体不在规定之列：{'、'.join(foreign)}"
            help_ = f"可用：{'、'.join(sorted(FONTS))}"
            yield Fault("D531", message, place, Severity.WARNING, help=help_)


def foreign_font(attribute: tuple[str, str]) -> str:
    """The font that an attribute of `rFonts` names, if it is not the house's; else nothing."""
    name, value = attribute[0].removeprefix(W), attribute[1]
    if name.lower().endswith("theme"):
        return "主题字体"
    return value if name in ("ascii", "hAnsi", "eastAsia", "cs") and value not in FONTS else ""
