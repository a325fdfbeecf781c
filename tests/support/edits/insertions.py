"""Edits that put a false sentence with a figure into every kind of part."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from support.edits import elements, parts
from support.edits.draft import Draft, Edit, Origin
from support.edits.elements import W
from support.edits.figures import AMOUNT, FIGURE

SENTENCES = {
    "数字": "更正：本年支出实为999.99万元。",
    "整数": "另有外聘人员377人。",
    "汉字": "更正：本年支出实为九百九十九万元。",
    "大写": "另支玖佰玖拾玖万元整。",
    "成": "比上年增长三成。",
    "百分之": "占支出的百分之三十五。",
}
Insert = Callable[[Draft, Any, str], None]


def _paragraph(inner: str, look: str = "") -> str:
    return f"<w:p><w:pPr>{look}</w:pPr>{inner}</w:p>"


def _said(words: str) -> str:
    return _paragraph(elements.run(words))


def _after(made: Callable[[str], str]) -> Insert:
    """A block put behind a paragraph."""

    def insert(copy: Draft, paragraph: Any, words: str) -> None:
        paragraph.addnext(elements.xml(made(words)))

    return insert


def _inside(made: Callable[[str], str]) -> Insert:
    """Something put at the end of a paragraph."""

    def insert(copy: Draft, paragraph: Any, words: str) -> None:
        paragraph.append(elements.xml(made(words)))

    return insert


def _say(copy: Draft, paragraph: Any, words: str) -> None:
    text = list(paragraph.iter(f"{W}t"))[-1]
    elements.put(text, text.text + words)


def _begin(copy: Draft, paragraph: Any, words: str) -> None:
    text = next(paragraph.iter(f"{W}t"))
    elements.put(text, words + text.text)


def _field(words: str) -> str:
    def char(kind: str, more: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"{more}/></w:r>'

    code = "<w:r><w:instrText> DOCPROPERTY 更正 </w:instrText></w:r>"
    locked = char("begin", ' w:fldLock="1"')
    shown = f"{locked}{code}{char('separate')}{elements.run(words)}{char('end')}"
    return f"<w:smartTag>{shown}</w:smartTag>"


_BY = 'w:id="9001" w:author="张三" w:date="2024-01-01T00:00:00Z"'
# Behind a paragraph of the body's prose, or in it.
IN_PROSE: dict[str, Insert] = {
    "新的一段": _after(_said),
    "新的一段（正文样式）": _after(
        lambda words: _paragraph(elements.run(words), '<w:pStyle w:val="GKBody"/>')
    ),
    "段末": _say,
    "段首": _begin,
    "段末，另一文字块": _inside(elements.run),
    "内容控件（段）": _after(
        lambda words: f"<w:sdt><w:sdtContent>{_said(words)}</w:sdtContent></w:sdt>"
    ),
    "内容控件（段内）": _inside(
        lambda words: f"<w:sdt><w:sdtContent>{elements.run(words)}</w:sdtContent></w:sdt>"
    ),
    "超链接": _inside(
        lambda words: f'<w:hyperlink w:anchor="_Toc1">{elements.run(words)}</w:hyperlink>'
    ),
    "域 fldSimple": _inside(
        lambda words: f'<w:fldSimple w:instr=" QUOTE 更正 ">{elements.run(words)}</w:fldSimple>'
    ),
    "域的结果（锁定）": _inside(_field),
    "域 PAGE 的结果": _inside(
        lambda words: f'<w:fldSimple w:instr=" PAGEREF _x ">{elements.run(words)}</w:fldSimple>'
    ),
    "智能标记": _inside(lambda words: f"<w:smartTag>{elements.run(words)}</w:smartTag>"),
    "customXml": _after(lambda words: f"<w:customXml>{_said(words)}</w:customXml>"),
    "反向文字 w:dir": _inside(lambda words: f'<w:dir w:val="ltr">{elements.run(words)}</w:dir>'),
    "修订加入": _inside(lambda words: f"<w:ins {_BY}>{elements.run(words)}</w:ins>"),
    "修订加入（整段）": _after(
        lambda words: _paragraph(
            f"<w:ins {_BY}>{elements.run(words)}</w:ins>", f"<w:rPr><w:ins {_BY}/></w:rPr>"
        )
    ),
    "修订移入": _inside(lambda words: f"<w:moveTo {_BY}>{elements.run(words)}</w:moveTo>"),
    "拼音指南": _inside(
        lambda words: (
            f"<w:r><w:ruby><w:rubyPr/><w:rt>{elements.run('注')}</w:rt>"
            f"<w:rubyBase>{elements.run(words)}</w:rubyBase></w:ruby></w:r>"
        )
    ),
    "公式": _inside(lambda words: f"<m:oMath><m:r><m:t>{words}</m:t></m:r></m:oMath>"),
    "AlternateContent 里的字": _inside(
        lambda words: (
            f'<mc:AlternateContent><mc:Choice Requires="wps">{elements.run(words)}</mc:Choice>'
            "<mc:Fallback/></mc:AlternateContent>"
        )
    ),
    "公式（整段）": _after(
        lambda words: _paragraph(
            f"<m:oMathPara><m:oMath><m:r><m:t>{words}</m:t></m:r></m:oMath></m:oMathPara>"
        )
    ),
    "文本框（DrawingML）": _inside(lambda words: parts.text_box(words)),
    "文本框（VML）": _inside(lambda words: parts.vml_box(words)),
    "艺术字（VML）": _inside(lambda words: parts.word_art(words)),
    "新的一表": _after(
        lambda words: (
            f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
            f"{_said(words)}</w:tc></w:tr></w:tbl>"
        )
    ),
    "脚注": parts.footnote,
    "尾注": parts.endnote,
    "插入的文件（HTML）": parts.html_file,
    "插入的文件（纯文本）": parts.text_file,
    "自动编号": parts.numbering,
}
ELSEWHERE: dict[str, tuple[Insert, str]] = {
    "页眉": (parts.header, "页眉"),
    "页脚": (parts.footer, "页脚"),
    "页眉里的文本框": (parts.header_box, "页眉"),
    "水印": (parts.watermark, "页眉"),
    "首页页眉（新部件）": (parts.first_header, "页眉"),
}


def _in_cell(copy: Draft, cell: Any, words: str) -> None:
    cell.append(elements.xml(_said(words)))


def _fill_cell(copy: Draft, cell: Any, words: str) -> None:
    cell.find(f"{W}p").append(elements.xml(elements.run(words)))


def _new_row(copy: Draft, row: Any, words: str) -> None:
    added = deepcopy(row)
    for number, text in enumerate(added.iter(f"{W}t")):
        elements.put(text, words if number == 0 else "88.88")
    row.addnext(added)


def edits(origin: Origin) -> Iterator[Edit]:
    """Every insertion."""
    for paragraph in origin.sentences:
        for kind, insert in IN_PROSE.items():
            yield from _each(origin, kind, insert, paragraph, origin.near[paragraph])
    for kind, (insert, part) in ELSEWHERE.items():
        yield from _each(origin, kind, insert, origin.body, (part,))
    yield from _in_tables(origin)
    for kind, change in parts.UNREAD.items():
        for paragraph in origin.sentences:
            near = origin.near[paragraph]
            yield Edit(f"加入：{kind}", origin.path(paragraph), change, near)


def _in_tables(origin: Origin) -> Iterator[Edit]:
    for rows in origin.tables:
        near = origin.near_row(rows[0])
        for row in rows:
            if not FIGURE.search(elements.words(row)) or any(True for _ in row.iter(f"{W}vMerge")):
                continue
            yield from _each(origin, "新的一行", _new_row, row, near)
            if _has_amount(row):
                yield Edit("加入：重复的一行", origin.path(row), _repeat, near, elements.words(row))
            for cell in elements.cells(row):
                if elements.words(cell):
                    yield from _each(origin, "格里另起一段", _in_cell, cell, near)
                else:
                    yield from _each(origin, "空格", _fill_cell, cell, near)


def _has_amount(row: Any) -> bool:
    """Whether a row is more than the numbers of the columns, which may be printed twice."""
    return any(AMOUNT.fullmatch(elements.words(cell)) for cell in elements.cells(row))


def _repeat(copy: Draft, row: Any) -> None:
    row.addnext(deepcopy(row))


def _each(
    origin: Origin, kind: str, insert: Insert, node: Any, near: tuple[str, ...]
) -> Iterator[Edit]:
    """An insertion with each of the false sentences, those in Han characters as their own class."""
    path = origin.path(node)
    for name, words in SENTENCES.items():
        form = "" if name in ("数字", "整数") else "（汉字数）"
        yield Edit(f"加入{form}：{kind}", path, _saying(insert, words), near, words)


def _saying(insert: Insert, words: str) -> Callable[[Draft, Any], None]:
    return lambda copy, node: insert(copy, node, words)
