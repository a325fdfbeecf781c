"""What other units' hands make of a published document's tables: functions of a Word document."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

AMOUNT = re.compile(r"-?[0-9][0-9,]*\.[0-9]+")


def said(element: Any) -> str:
    """The text of a cell or a paragraph."""
    return "".join(it.text or "" for it in element.iter(qn("w:t")))


def say(element: Any, text: str) -> None:
    """Let a cell or a paragraph say something else."""
    texts = list(element.iter(qn("w:t")))
    if not texts:
        within = element if element.tag == qn("w:p") else element.find(qn("w:p"))
        run, new = OxmlElement("w:r"), OxmlElement("w:t")
        run.append(new)
        within.append(run)
        texts = [new]
    texts[0].text = text
    for it in texts[1:]:
        it.text = ""


def paragraph(text: str) -> Any:
    made = OxmlElement("w:p")
    say(made, text)
    return made


def cells(row: Any) -> list[Any]:
    return list(row.findall(qn("w:tc")))


def rows(table: Any) -> list[Any]:
    return list(table.findall(qn("w:tr")))


def span(cell: Any) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return 1 if found is None else int(found.get(qn("w:val")))


def widen(cell: Any, to: int) -> None:
    within = cell.get_or_add_tcPr()
    found = within.find(qn("w:gridSpan"))
    if found is None:
        found = OxmlElement("w:gridSpan")
        within.insert(1 if within.find(qn("w:tcW")) is not None else 0, found)
    found.set(qn("w:val"), str(to))


def is_amount(cell: Any) -> bool:
    return AMOUNT.fullmatch(said(cell)) is not None


def head_count(table: Any) -> int:
    every = rows(table)
    held = (n for n, row in enumerate(every) if any(map(is_amount, cells(row))))
    return next(held, len(every))


def tables(document: Document) -> list[Any]:
    """The tables that hold amounts and have a head: not the self-evaluations."""
    every = document.element.body.findall(qn("w:tbl"))
    held = [it for it in every if any(is_amount(cell) for row in rows(it) for cell in cells(row))]
    return [it for it in held if "项目名称" not in said(rows(it)[0])]


def amounts(document: Document) -> Iterator[Any]:
    for table in tables(document):
        for row in rows(table):
            yield from filter(is_amount, cells(row))


def _each(change: Callable[[Any], None]) -> Callable[[Document], None]:
    def of_all(document: Document) -> None:
        for table in tables(document):
            change(table)

    return of_all


def _written(change: Callable[[str], str]) -> Callable[[Document], None]:
    def of_all(document: Document) -> None:
        for cell in amounts(document):
            say(cell, change(said(cell)))

    return of_all


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


# -- columns ---------------------------------------------------------------------------------------


def _swap_columns(table: Any) -> None:
    lasts = [cells(row)[-2:] for row in rows(table)]
    single = [it for it in lasts if span(it[-1]) == 1]
    if all(len(it) == 2 and span(it[0]) == 1 for it in single):
        for one, other in single:
            other.addnext(one)


def _add_column(table: Any, head: str, place: str) -> None:
    heads = head_count(table)
    for number, row in enumerate(rows(table)):
        beside = cells(row)[0 if place == "front" else -1]
        if place == "middle" and span(beside) > 1:
            widen(beside, span(beside) + 1)
            continue
        new = deepcopy(beside)
        widen(new, 1)
        amount = str(number) if head == "序号" else f"{number * 7}.11"
        say(new, (head if said(beside) or number == 0 else "") if number < heads else amount)
        (beside.addnext if place == "end" else beside.addprevious)(new)


def _add_last_year(table: Any) -> None:
    heads = head_count(table)
    for number, row in enumerate(rows(table)):
        last = cells(row)[-1]
        text, wide = said(last), span(last) > 1
        if wide:
            widen(last, span(last) + 1)
            continue
        new = deepcopy(last)
        if number < heads and text and not text.isdigit():
            say(new, f"2019年{text}")
            say(last, f"2024年{text}")
        elif AMOUNT.fullmatch(text):
            say(new, f"{_value(text) + Decimal('3.33')}")
        last.addprevious(new)


def _join_codes(table: Any) -> None:
    for row in rows(table)[head_count(table) :]:
        first = cells(row)[:3]
        texts = list(map(said, first))
        if re.fullmatch(r"\d{3}", texts[0]) and all(re.fullmatch(r"\d{0,3}", it) for it in texts):
            say(first[0], "".join(texts))
            widen(first[0], sum(map(span, first)))
            for it in first[1:]:
                row.remove(it)


def _split_codes(table: Any) -> None:
    for row in rows(table)[head_count(table) :]:
        first = cells(row)[0]
        code = said(first)
        if re.fullmatch(r"\d{3,7}", code) and span(first) == 3:
            for part in (code[:3], code[3:5], code[5:]):
                new = deepcopy(first)
                widen(new, 1)
                say(new, part)
                first.addprevious(new)
            row.remove(first)


# -- rows ------------------------------------------------------------------------------------------


def _without_numbers(table: Any) -> None:
    for row in rows(table)[: head_count(table)]:
        texts = [it for it in map(said, cells(row)) if it.strip()]
        if len(texts) > 2 and sum(it.isdigit() for it in texts) >= len(texts) - 1:
            table.remove(row)


def _total_last(table: Any) -> None:
    every = rows(table)
    for row in every[head_count(table) :]:
        if "合计" in [re.sub(r"\s", "", said(it)) for it in cells(row)[:3]]:
            every[-1].addnext(row)
            return


def _title_inside(text: str) -> Callable[[Any], None]:
    def change(table: Any) -> None:
        first = rows(table)[0]
        new = deepcopy(first)
        width = sum(map(span, cells(new)))
        for it in cells(new)[1:]:
            new.remove(it)
        widen(cells(new)[0], width)
        say(cells(new)[0], text)
        first.addprevious(new)

    return change


def _blank_rows(table: Any) -> None:
    for row in rows(table)[head_count(table) :: 3]:
        new = deepcopy(row)
        for it in cells(new):
            say(it, "")
        row.addnext(new)


def _strange_row(table: Any) -> None:
    last = rows(table)[-1]
    new = deepcopy(last)
    *others, end = cells(new)
    for number, it in enumerate(others):
        say(it, "" if number else "其中：补充事项")
    say(end, "77.77")
    last.addnext(new)


def _cut(table: Any) -> None:
    heads, every = head_count(table), rows(table)
    if len(every) < heads + 6:
        return
    at, new = heads + (len(every) - heads) // 2, deepcopy(table)
    for row in rows(new)[heads:at]:
        new.remove(row)
    for row in every[at:]:
        table.remove(row)
    between = paragraph("续表")
    table.addnext(between)
    between.addnext(new)


# -- amounts ---------------------------------------------------------------------------------------


def _in_yuan(document: Document) -> None:
    for table in tables(document):
        if _unit_above(table) == "万元":
            for row in rows(table):
                for cell in filter(is_amount, cells(row)):
                    say(cell, f"{_value(said(cell)) * 10000:,.2f}")
            say(_line_above(table), said(_line_above(table)).replace("单位：万元", "单位：元"))


def _line_above(table: Any) -> Any:
    above = table.getprevious()
    while above is not None and "单位：" not in said(above) and above.tag == qn("w:p"):
        above = above.getprevious()
    return above


def _unit_above(table: Any) -> str:
    line = _line_above(table)
    found = None if line is None else re.search("单位：(万?元)$", said(line))
    return found[1] if found else ""


def _in_yuan_inside(document: Document) -> None:
    for table in tables(document):
        if _unit_above(table) == "万元":
            line = _line_above(table)
            line.getparent().remove(line)
            for cell in (cell for row in rows(table) for cell in cells(row) if is_amount(cell)):
                say(cell, f"{_value(said(cell)) * 10000:.2f}")
            _title_inside("金额单位：人民币元")(table)


def _full_width(text: str) -> str:
    return text.translate({sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)})


TABLES: dict[str, Callable[[Document], None]] = {
    "两栏对调": _each(_swap_columns),
    "末尾多一栏": _each(lambda it: _add_column(it, "增减比例", "end")),
    "前面多序号": _each(lambda it: _add_column(it, "序号", "front")),
    "中间多一栏": _each(lambda it: _add_column(it, "上年数", "middle")),
    "旁边有往年数": _each(_add_last_year),
    "编码合成一栏": _each(_join_codes),
    "编码分成三栏": _each(_split_codes),
    "没有栏次": _each(_without_numbers),
    "合计在末行": _each(_total_last),
    "表里有标题": _each(_title_inside("收支情况")),
    "夹着空行": _each(_blank_rows),
    "多出一行": _each(_strange_row),
    "表断成两张": _each(_cut),
    "单位是元": _in_yuan,
    "单位写在表里": _in_yuan_inside,
    "全角数字": _written(_full_width),
    "千分位": _written(lambda it: f"{_value(it):,.2f}"),
    "末尾的零不写": _written(lambda it: f"{_value(it).normalize():f}"),
    "零写成横线": _written(lambda it: it if _value(it) else "—"),
    "零不写": _written(lambda it: it if _value(it) else ""),
    "数里有空格": _written(lambda it: it.replace(".", ". ")),
    "会计负号": _written(lambda it: f"({it[1:]})" if it.startswith("-") else it),
}
