"""Whether a form's documents can be listened to, and stay together on their pages.

What a screen reader needs: the language, a title, headings in order, heads and names of tables,
words for pictures. What a page needs: rows in one piece, a lead-in together with its table.
"""

from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Fault, FormPlace, Severity
from generator.forms.form_package import FormPackage
from generator.forms.form_text import CONTROL, FIELD, FormParagraph, FormText
from generator.word import ooxml, opc, styles
from generator.word.ooxml import W
from generator.word.styles import Roles

_CHINESE = "zh-CN"
_SCRIPTS = (f"{W}val", f"{W}eastAsia")  # a language for Latin letters and digits, one for Han
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LEAST = 2  # rows of a table; one of a single row is a frame
_REPEATED = "勾选“在各页顶端以标题行形式重复出现”"
_IN_WORD = "在“审阅 › 语言”里设为中文（中国）"


def check(package: FormPackage) -> Iterator[Fault]:
    """Everything of that kind that a form lacks; nothing of it stops a document."""
    found = (
        *_check_title(package),
        *_check_defaults(package),
        *_check_styles(package),
        *(fault for text in package.texts.values() for fault in _check_text(package, text)),
    )
    for fault in found:
        yield Fault(fault.code, fault.message, fault.place, Severity.WARNING, help=fault.help)


def _check_text(package: FormPackage, text: FormText) -> Iterator[Fault]:
    if not package.roots[text.part].tag.startswith(W):
        return
    roles = styles.roles(package.roots.get(package.first(opc.STYLES)))
    yield from _check_runs(text)
    yield from _check_pictures(text)
    for table in package.roots[text.part].iter(f"{W}tbl"):
        if next(table.iterancestors(f"{W}tc"), None) is None:
            yield from _check_table(text, table, roles)
    if text.part == package.main:
        yield from _check_headings(text, roles)


# -- language, title, headings -----------------------------------------------------------------


def _check_title(package: FormPackage) -> Iterator[Fault]:
    core = opc.find_target(package.parts, "", opc.CORE)
    title = package.roots[core].findtext(_TITLE) if core in package.roots else ""
    if not (title or "").strip():
        help_ = "在“文件 › 信息 › 属性”里写标题，单位和文种都写上"
        yield package.fault("D546", core or package.main, "文档属性里没有标题", help_)


def _is_foreign(language: Any) -> bool:
    """Whether an element that states languages states another than Chinese."""
    return any(language.get(script, _CHINESE) != _CHINESE for script in _SCRIPTS)


def _check_defaults(package: FormPackage) -> Iterator[Fault]:
    part = package.first(opc.STYLES)
    if part:
        path = f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"
        language = package.roots[part].find(path)
        if language is None or any(language.get(script) != _CHINESE for script in _SCRIPTS):
            message = "默认的语言不全是中文，听读的软件会把数字念成外语"
            yield package.fault("D545", part, message, _IN_WORD)


def _check_styles(package: FormPackage) -> Iterator[Fault]:
    part = package.first(opc.STYLES)
    for style in package.roots[part].iter(f"{W}style") if part else ():
        if any(map(_is_foreign, style.iter(f"{W}lang"))):
            name = styles.value_of(style, "name")
            place = FormPlace(package.file, part, 0, name)
            yield Fault("D545", f"样式“{name}”的语言不是中文", place, help=_IN_WORD)


def _check_runs(text: FormText) -> Iterator[Fault]:
    wrong = [it for it in text.paragraphs if not it.aside and _speaks_foreign(it.element)]
    if wrong:
        message = f"有 {len(wrong)} 段文字的语言不是中文"
        yield text.fault("D545", wrong[0], message, f"选中全文，{_IN_WORD}")


def _speaks_foreign(paragraph: Any) -> bool:
    return paragraph is not None and any(map(_is_foreign, paragraph.iter(f"{W}lang")))


def _check_headings(text: FormText, roles: Roles) -> Iterator[Fault]:
    """Headings that leave out a level: who goes from heading to heading seems to miss one."""
    last = -1
    for paragraph in text.paragraphs:
        level = None if paragraph.aside else styles.role_of(paragraph.element, roles).level
        if level is None or not paragraph.text.strip():
            continue
        if level > last + 1:
            message = f"标题的级别到这里是 {level + 1}，前面没有级别 {level} 的"
            yield text.fault("D547", paragraph, message, "级别要逐级往下，改用上一个级别的样式")
        last = level


# -- tables and pictures -----------------------------------------------------------------------


def _check_pictures(text: FormText) -> Iterator[Fault]:
    for paragraph in text.paragraphs:
        drawn = () if paragraph.aside else paragraph.element.iter("{*}docPr")
        if any(not (it.get("descr") or "").strip() for it in drawn):
            help_ = "右键“编辑替换文字”，写图上说的是什么"
            yield text.fault("D549", paragraph, "图片没有替换文字", help_)


def _check_table(text: FormText, table: Any, roles: Roles) -> Iterator[Fault]:
    rows = [row for row in table.iterfind(f"{W}tr") if not _is_control(row)]
    first, loop = _first_paragraph(text, table), _loop_of(text, table)
    if first is None or not rows or (len(rows) < _LEAST and loop is None):
        return
    if not _has(rows[0], "tblHeader"):
        yield _tell_no_heads(text, table, first, loop)
    split = [row for row in rows if not _has(row, "cantSplit") and not _is_prose(row)]
    if split and (torn := _first_paragraph(text, split[0])) is not None:
        message = f"表格有 {len(split)} 行会断在两页上"
        yield text.fault("D548", torn, message, "选中各行，去掉“允许跨页断行”")
    if not styles.value_of(table, f"tblPr/{W}tblCaption").strip():
        help_ = "“表格属性 › 可选文字”的标题里写表名"
        yield text.fault("D549", first, "表格没有供听读的名称", help_)
    yield from _check_lead(text, table, roles)


def _loop_of(text: FormText, table: Any) -> FormParagraph | None:
    """Where a loop begins that adds rows to a table."""
    loops = (it for it in text.tags if it.level == "tr" and it.word == "for")
    return next((it.paragraph for it in loops if it.home is table), None)


def _tell_no_heads(
    text: FormText, table: Any, first: FormParagraph, loop: FormParagraph | None
) -> Fault:
    """A table without a heading; one that may run over several pages lacks it on each."""
    if loop is not None and FIELD not in ooxml.shown_text(table.find(f"{W}tr")):
        message = "表格的行会随数据增多，却没有在每页重复的标题行"
        return text.fault("D532", loop, message, f"选中标题行，{_REPEATED}")
    message = "表格没有标题行，听读的人不知道各栏是什么"
    return text.fault("D532", first, message, f"选中第一行，{_REPEATED}")


def _check_lead(text: FormText, table: Any, roles: Roles) -> Iterator[Fault]:
    """The paragraph that leads to a table: alone at the foot of a page it leads nowhere."""
    before = table.getprevious()
    while before is not None and before.tag == f"{W}p" and _is_control(before):
        before = before.getprevious()
    lead = None if before is None else _first_paragraph(text, before)
    if lead is None or before.tag != f"{W}p" or not lead.text.strip():
        return
    ends = before.find(f"{W}pPr/{W}sectPr") is not None
    if not (ends or styles.role_of(before, roles).caption or _keeps(before)):
        message = "这一段引出下面的表格，却可能留在上一页"
        yield text.fault("D548", lead, message, "在段落的“换行和分页”里勾选“与下段同页”")


def _keeps(paragraph: Any) -> bool:
    return ooxml.is_on(paragraph.find(f"{W}pPr/{W}keepNext"))


def _has(row: Any, switch: str) -> bool:
    return any(map(ooxml.is_on, row.iterfind(f"{W}trPr/{W}{switch}")))


def _is_control(element: Any) -> bool:
    """Whether nothing is left of a row or paragraph in a document: it is one tag that controls."""
    return ooxml.shown_text(element).strip().startswith((f"{CONTROL}tr ", f"{CONTROL}p "))


def _is_prose(row: Any) -> bool:
    """Whether a row holds paragraphs in any number, which may well need more than a page."""
    return f"{CONTROL}p " in ooxml.shown_text(row)


def _first_paragraph(text: FormText, element: Any) -> FormParagraph | None:
    wanted = element if element.tag == f"{W}p" else next(element.iter(f"{W}p"), None)
    return next((it for it in text.paragraphs if it.element is wanted and not it.aside), None)
