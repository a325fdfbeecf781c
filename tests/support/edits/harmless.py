"""Edits that change no figure and no statement: of these nothing may be 不一致 or 找不到.

Here are those after which the document looks the same, or almost; `moved` has the others.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from lxml import etree

from support.edits import elements
from support.edits.draft import Change, Draft, Edit, Origin
from support.edits.elements import W
from support.edits.removals import delete_run

_BY = 'w:id="9001" w:author="张三" w:date="2024-01-01T00:00:00Z"'
_LOOKS = (
    "<w:b/>",
    '<w:color w:val="C00000"/>',
    '<w:rFonts w:eastAsia="楷体" w:ascii="Arial"/>',
    '<w:sz w:val="28"/>',
    '<w:u w:val="single"/>',
    '<w:highlight w:val="yellow"/>',
    '<w:vanish w:val="0"/>',
    '<w:strike w:val="false"/>',
    '<w:lang w:eastAsia="zh-CN"/>',
    '<w:spacing w:val="-4"/>',
    '<w:shd w:val="clear" w:fill="DDDDDD"/>',
    f"<w:rPrChange {_BY}><w:rPr/></w:rPrChange>",
)


def edits(origin: Origin) -> Iterator[Edit]:
    """Every edit after which the document reads the same."""
    for text in origin.texts:
        yield from _each(origin, TEXTS, text.node, text.near)
    for paragraph in origin.sentences:
        yield from _each(origin, PARAGRAPHS, paragraph, origin.near[paragraph])
    for rows in origin.tables:
        table = rows[0].getparent()
        yield from _each(origin, TABLES, table, origin.near[table])
        for row in rows[2:-1]:
            yield from _each(origin, ROWS, row, origin.near[table])
            for cell in elements.cells(row):
                yield from _each(origin, CELLS, cell, origin.near[table])


def _each(
    origin: Origin, changes: Mapping[str, Change], node: Any, near: tuple[str, ...]
) -> Iterator[Edit]:
    for kind, change in changes.items():
        yield Edit(kind, origin.path(node), change, near, elements.words(node)[:40])


# -- texts -------------------------------------------------------------------------------------


def _cut(copy: Draft, text: Any) -> list[Any]:
    """Up to four runs of one, cut anywhere."""
    size = len(text.text)
    offsets = sorted(copy.chance.sample(range(size + 1), min(3, size)))
    return elements.cut(text, *offsets) if len(text.getparent()) < 3 else [text.getparent()]


def _look(copy: Draft, text: Any) -> None:
    run = copy.chance.choice(_cut(copy, text))
    elements.state(elements.properties(run, "rPr"), copy.chance.choice(_LOOKS))


def _around(wrapper: str) -> Change:
    """A part of a text inside something else; `wrapper` opens and closes it, `%` in it."""

    def wrap(copy: Draft, text: Any) -> None:
        run = copy.chance.choice(_cut(copy, text))
        outer = elements.xml(wrapper.replace("%", "<w:hole/>"))
        run.addprevious(outer)
        hole = next(outer.iter(f"{W}hole"))
        hole.getparent().replace(hole, run)

    return wrap


def _beside(*marks: str) -> Change:
    """Marks that show nothing put among a text's runs."""

    def put(copy: Draft, text: Any) -> None:
        for run, mark in zip(_cut(copy, text), marks, strict=False):
            run.addnext(elements.xml(mark))

    return put


def _retype(copy: Draft, text: Any) -> None:
    """The same words deleted and inserted again by a revision."""
    run = copy.chance.choice(_cut(copy, text))
    again = elements.xml(f"<w:ins {_BY}/>")
    again.append(deepcopy(run))
    run.addnext(again)
    delete_run(copy, run)


def _move(copy: Draft, text: Any) -> None:
    """The same words moved by a revision to where they stand."""
    run = copy.chance.choice(_cut(copy, text))
    for name in ("moveTo", "moveFrom"):
        mark = elements.xml(f"<w:{name} {_BY}/>")
        mark.append(deepcopy(run))
        run.addnext(mark)
    run.getparent().remove(run)


def _tag(copy: Draft, text: Any) -> None:
    for node in (text.getparent(), text.getparent().getparent()):
        node.set(f"{W}rsidR", "00AB12CD")


def _break(copy: Draft, text: Any) -> None:
    first = _cut(copy, text)[0]
    first.append(elements.xml("<w:lastRenderedPageBreak/>"))


def _comment(copy: Draft, text: Any) -> None:
    inner = f"<w:p>{elements.run('应为999.99，请核对')}</w:p>"
    note = f'<w:comment w:id="5" w:author="张三">{inner}</w:comment>'
    xml = f'<w:comments xmlns:w="{elements.NS}">{note}</w:comments>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    copy.add("comments.xml", xml, "comments", kind)
    run = _cut(copy, text)[-1]
    run.addprevious(elements.xml('<w:commentRangeStart w:id="5"/>'))
    run.addnext(elements.xml('<w:r><w:commentReference w:id="5"/></w:r>'))
    run.addnext(elements.xml('<w:commentRangeEnd w:id="5"/>'))


TEXTS: dict[str, Change] = {
    "文字块切开": lambda copy, text: None if len(_cut(copy, text)) > 1 else _tag(copy, text),
    "字的格式": _look,
    "校对、书签记号": _beside(
        '<w:proofErr w:type="spellStart"/>',
        '<w:bookmarkStart w:id="900" w:name="b900"/>',
        '<w:bookmarkEnd w:id="900"/>',
    ),
    "rsid": _tag,
    "上次分页的记号": _break,
    "超链接套住": _around('<w:hyperlink w:anchor="_Toc1">%</w:hyperlink>'),
    "内容控件套住文字": _around("<w:sdt><w:sdtContent>%</w:sdtContent></w:sdt>"),
    "智能标记套住": _around("<w:smartTag>%</w:smartTag>"),
    "修订加入的原字": _around(f"<w:ins {_BY}>%</w:ins>"),
    "删去又写上同样的字（修订）": _retype,
    "移到原处（修订）": _move,
    "加入又删去的数（修订）": _beside(
        f"<w:ins {_BY}><w:del {_BY}><w:r><w:delText>999.99</w:delText></w:r></w:del></w:ins>"
    ),
    "隐藏的字": _beside(elements.run("内部稿", "<w:vanish/>")),
    "批注": _comment,
}

# -- paragraphs --------------------------------------------------------------------------------


def _format(*looks: str) -> Change:
    def change(copy: Draft, paragraph: Any) -> None:
        properties_ = paragraph.find(f"{W}pPr")
        elements.state(properties_, copy.chance.choice(looks))

    return change


def _restyle(copy: Draft, paragraph: Any) -> None:
    paragraph.find(f"{W}pPr/{W}pStyle").set(f"{W}val", "TableNote")


def _block(text: str) -> Change:
    def change(copy: Draft, paragraph: Any) -> None:
        paragraph.addnext(elements.xml(text))

    return change


def _wrap(copy: Draft, block: Any) -> None:
    outer = elements.xml("<w:sdt><w:sdtContent/></w:sdt>")
    block.addprevious(outer)
    outer[0].append(block)


def _break_page(copy: Draft, paragraph: Any) -> None:
    paragraph.find(f"{W}r").addprevious(elements.xml('<w:r><w:br w:type="page"/></w:r>'))


PARAGRAPHS: dict[str, Change] = {
    "段落格式": _format(
        '<w:jc w:val="center"/>',
        '<w:spacing w:before="120"/>',
        "<w:pageBreakBefore/>",
        '<w:ind w:firstLine="480"/>',
        f"<w:pPrChange {_BY}><w:pPr/></w:pPrChange>",
        f"<w:rPr><w:ins {_BY}/></w:rPr>",
    ),
    "段落样式": _restyle,
    "空段": _block("<w:p/>"),
    "分页符": _break_page,
    "内容控件套住一段": _wrap,
}

# -- tables ------------------------------------------------------------------------------------


def _shade(copy: Draft, cell: Any) -> None:
    elements.state(cell.find(f"{W}tcPr"), '<w:shd w:val="clear" w:fill="EEEEEE"/>')


def _border(copy: Draft, cell: Any) -> None:
    line = '<w:bottom w:val="single" w:sz="8" w:color="000000"/>'
    elements.state(cell.find(f"{W}tcPr"), f"<w:tcBorders>{line}</w:tcBorders>")


def _wrap_cell(copy: Draft, cell: Any) -> None:
    _wrap(copy, cell.find(f"{W}p"))
    cell.append(etree.Element(f"{W}p"))


def _mark(look: str) -> Change:
    def change(copy: Draft, row: Any) -> None:
        elements.state(elements.properties(row, "trPr"), look)

    return change


def _widen(copy: Draft, table: Any) -> None:
    for column in table.iter(f"{W}gridCol"):
        column.set(f"{W}w", "1234")


def _cut_table(copy: Draft, table: Any) -> None:
    """A table cut in two above a row that no merged cell crosses."""
    rows = table.findall(f"{W}tr")
    free = [row for row in rows[3:] if not any(True for _ in row.iter(f"{W}vMerge"))]
    if not free:
        return _widen(copy, table)
    below = deepcopy(table)
    for row in below.findall(f"{W}tr"):
        below.remove(row)
    for row in rows[rows.index(copy.chance.choice(free)) :]:
        below.append(row)
    table.addnext(below)
    table.addnext(etree.Element(f"{W}p"))
    return None


CELLS: dict[str, Change] = {
    "格的底色": _shade,
    "格的边框": _border,
    "内容控件套住一格的段": _wrap_cell,
    "格里的空段": lambda copy, cell: cell.append(etree.Element(f"{W}p")),
}
ROWS: dict[str, Change] = {
    "行高": _mark('<w:trHeight w:val="555"/>'),
    "修订加入的原行": _mark(f"<w:ins {_BY}/>"),
    "内容控件套住一行": _wrap,
}
TABLES: dict[str, Change] = {
    "列宽": _widen,
    "表切成两张": _cut_table,
    "内容控件套住一表": _wrap,
}
