"""What other units' hands make of a published document around its tables."""

import re
from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from support.foreign_tables import TABLES, cells, paragraph, rows, said, say, tables


def _group(table: Any) -> list[Any]:
    """A table with the lines above it that are its own."""
    group, above = [table], table.getprevious()
    while above is not None and above.tag == qn("w:p") and len(said(above)) < 40:
        if len(group) > 3 or above.find(f".//{qn('w:sectPr')}") is not None:
            break
        group.insert(0, above)
        above = above.getprevious()
    return group


def _tables_last(document: Document) -> None:
    end = document.element.body[-1]
    for group in list(map(_group, tables(document))):
        for it in group:
            end.addprevious(it)


def _tables_reversed(document: Document) -> None:
    groups = [_group(it) for it in tables(document)[:6]]
    mark = paragraph("")
    groups[0][0].addprevious(mark)
    for group in groups[::-1]:
        for it in group:
            mark.addprevious(it)


def _without_some(document: Document) -> None:
    for it in tables(document)[1::3]:
        it.addprevious(paragraph(""))
        it.getparent().remove(it)


def _other_titles(document: Document) -> None:
    for it in document.paragraphs:
        if it.text.endswith("表") and len(it.text) < 40:
            say(it._p, f"{it.text}（公开）")


def _without_titles(document: Document) -> None:
    for table in tables(document):
        for it in _group(table)[:-1]:
            if "表" in said(it):
                it.getparent().remove(it)


def _unstyled(document: Document) -> None:
    for it in document.paragraphs:
        if it._p.pPr is not None and it._p.pPr.pStyle is not None:
            it._p.pPr.remove(it._p.pPr.pStyle)


def _signed(document: Document) -> None:
    first = document.element.body[0]
    for text in (
        "保密审查情况：已审查",
        "主要负责人审签情况：同意公开",
        "单位负责人：张三　填报人：李四　联系电话：0591-87654321",
        "报送日期：2025年8月20日",
    ):
        first.addprevious(paragraph(text))


def _annexed(document: Document) -> None:
    for text in ("附件2", "项目资金分配明细表", "单位：万元"):
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=3)
    for number in range(5):
        texts = (str(number + 1), f"专项{number + 1}", f"{number * 13 + 7}.25")
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("以上项目合计165.25万元，占全部项目的12.5%。")


def _relabelled(document: Document) -> None:
    for table in tables(document):
        for row in rows(table):
            for cell in cells(row):
                text = said(cell).replace("事业收入", "事业单位收入")
                say(cell, re.sub(r"^([一二三四五六七八九十]+)、", r"（\1）", text))


def _spaced(document: Document) -> None:
    for table in tables(document):
        for row in rows(table):
            for cell in cells(row):
                if said(cell) in ("合计", "总计"):
                    say(cell, f"{said(cell)[0]}　　{said(cell)[1]}")


def _told_in_yuan(document: Document) -> None:
    for it in document.paragraphs:
        if re.search(r"\d万元", it.text):
            say(it._p, re.sub(r"(\d[\d,]*\.\d+)万元", _to_yuan, it.text))


def _to_yuan(match: re.Match[str]) -> str:
    return f"{Decimal(match[1].replace(',', '')) * 10000:.2f}元"


def _without_commas(document: Document) -> None:
    for it in document.paragraphs:
        if len(it.text) > 80:
            say(it._p, it.text.replace("万元，", "万元", 1))


def _twice(document: Document) -> None:
    """A second unit's document behind the first: here a table of it, and a sentence."""
    end = document.element.body[-1]
    for it in _group(tables(document)[1]):
        new = deepcopy(it)
        for text in new.iter(qn("w:t")):
            if text.text and re.fullmatch(r"[\d,]+\.\d\d", text.text):
                text.text = "31.41"
        end.addprevious(new)


LAYOUTS: dict[str, Callable[[Document], None]] = {
    **TABLES,
    "表在文后": _tables_last,
    "表的次序倒过来": _tables_reversed,
    "缺几张表": _without_some,
    "表名不同": _other_titles,
    "没有表名": _without_titles,
    "没有样式": _unstyled,
    "有审签页": _signed,
    "有别的附件": _annexed,
    "行名写法不同": _relabelled,
    "合计中间空开": _spaced,
    "文中写元": _told_in_yuan,
    "逗号丢了": _without_commas,
    "另一单位的表": _twice,
}
