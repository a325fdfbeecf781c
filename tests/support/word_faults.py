"""Faults in words and structure, by class: how each is planted, and how it may be told."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.audits import audit
from generator.audits.contents import bare
from generator.published.blocks import (
    ReadBlock,
    ReadCell,
    ReadDocument,
    ReadParagraph,
    ReadTable,
)
from support.published_faults import Plant, Planted, in_text, of, read_as, replaced, with_cell

_AMOUNT = r"(?<![\d.,])[1-9][\d,]*\.\d\d(?=万元)"
_FIGURES = of(*(f"A81{n}" for n in range(1, 9)))
_MISSING = of("A831", "A832", "A833", "A843", "A844", *_FIGURES)
_NOTES = re.compile(r"\s*(?:注|备注|说明)[:：]")
_NUMBER = "[一二三四五六七八九十]+、"
_NOTHING = re.compile("没有|无数据|空表")
_BEHIND_TITLE = re.compile(r"[.．…·\s]+$")


def any_of(*plants: Plant) -> Plant:
    """One of several ways, those that a document has no place for left out."""

    def plant(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
        for one in chance.sample(plants, len(plants)):
            changed = one(document, chance)
            if changed is not None and changed != document:
                return changed
        return None

    return plant


def _put(document: ReadDocument, blocks: Sequence[ReadBlock]) -> ReadDocument:
    return replace(document, blocks=tuple(blocks))


def _is_part(it: ReadBlock) -> bool:
    return isinstance(it, ReadParagraph) and 0 < it.level <= 2 and not it.entry


# -- what is missing, and what stands elsewhere -------------------------------------------------


def without_section(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A heading of the form goes, with all up to the next one."""
    blocks = document.blocks
    heads = [n for n, it in enumerate(blocks) if _is_part(it)]
    if len(heads) < 2:
        return None
    first, end = chance.choice(list(pairwise(heads)))
    return _put(document, (*blocks[:first], *blocks[end:]))


def emptied_section(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A heading of the form stays, what is below it goes."""
    blocks = document.blocks
    heads = [n for n, it in enumerate(blocks) if _is_part(it)]
    pairs = [(a, b) for a, b in pairwise(heads) if b - a > 1 and _is_text(blocks[a + 1 : b])]
    if not pairs:
        return None
    first, end = chance.choice(pairs)
    return _put(document, (*blocks[: first + 1], *blocks[end:]))


def _is_text(blocks: Sequence[ReadBlock]) -> bool:
    return all(isinstance(it, ReadParagraph) and not it.level for it in blocks)


def exchanged_sections(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """Two neighbouring sections of one rank change places."""
    blocks = document.blocks
    heads = [n for n, it in enumerate(blocks) if _is_part(it)] + [len(blocks)]
    threes = [
        (a, b, c)
        for a, b, c in zip(heads, heads[1:], heads[2:], strict=False)
        if blocks[a].level == blocks[b].level  # type: ignore[union-attr]
    ]
    if not threes:
        return None
    a, b, c = chance.choice(threes)
    return _put(document, (*blocks[:a], *blocks[b:c], *blocks[a:b], *blocks[c:]))


def without_table(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A table goes; its title stays."""
    numbers = [n for n, it in enumerate(document.blocks) if isinstance(it, ReadTable)]
    at = chance.choice(numbers)
    return _put(document, (*document.blocks[:at], *document.blocks[at + 1 :]))


def without_note(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """The note of a table goes, with all its lines."""
    blocks = document.blocks
    spans = []
    for n, (one, other) in enumerate(pairwise(blocks), start=1):
        if isinstance(one, ReadTable) and isinstance(other, ReadParagraph):
            end = n
            while end < len(blocks) and _is_note(blocks[end]):
                end += 1
            spans += [(n, end)] if _NOTES.match(other.text) and "尾数" not in other.text else []
    if not spans:
        return None
    first, end = chance.choice(spans)
    return _put(document, (*blocks[:first], *blocks[end:]))


def _is_note(it: ReadBlock) -> bool:
    return isinstance(it, ReadParagraph) and bool(re.match(r"\s*(?:注|备注|说明|\d\.)", it.text))


def noted_empty(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """What stands below an empty table, below one that has figures like it."""
    notes = [it for it in document.paragraphs if _NOTES.match(it.text) and _NOTHING.search(it.text)]
    cells = [cell for table in _noted(document, notes) for cell in _amount_cells(table)]
    return with_cell(document, chance.choice(cells), "12.34") if cells else None


def _noted(document: ReadDocument, notes: Sequence[ReadParagraph]) -> list[ReadTable]:
    """The tables that these notes stand below."""
    found: list[ReadTable] = []
    for n, it in enumerate(document.blocks):
        before = document.blocks[max(n - 2, 0) : n]
        tables = [one for one in before if isinstance(one, ReadTable)]
        found += tables[-1:] if it in notes else []
    return found


def _amount_cells(table: ReadTable) -> list[ReadCell]:
    rows = [row for row in table.rows if any("合计" in it.text.replace(" ", "") for it in row)]
    last = rows[-1] if rows else ()
    return [it for it in last if it.text in ("", "0", "0.00") and it.column > 1]


def without_reason(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """The reason for a movement goes, with the words that lead over to it."""
    return in_text(r"(?<=。)[^。]{0,24}主要原因(?:是|：|:)[^。]+。|，主要原因是[^。；]+", "")(
        document, chance
    )


def without_row(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A row that says nothing goes out of a table whose rows the form prescribes."""
    rows = [
        (table, n)
        for table in document.tables
        for n, row in enumerate(table.rows)
        if row
        and re.match("[一二三四五六七八九]、.*支出", row[-2].text if len(row) > 1 else "")
        and not re.search(r"[1-9]\d*\.", "".join(it.text for it in row))
    ]
    if not rows:
        return None
    table, at = chance.choice(rows)
    new = replace(table, rows=(*table.rows[:at], *table.rows[at + 1 :]))
    return _put(document, [new if it is table else it for it in document.blocks])


# -- the 目录 ------------------------------------------------------------------------------------


def _list_entries(document: ReadDocument) -> list[ReadParagraph]:
    return [
        it
        for it in document.paragraphs
        if it.entry and len(it.text) > 6 and not re.search(r"\.{3}.*\.{3}.*[一-龥]", it.text)
    ]


def in_entry(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """An entry of the 目录 names something else."""
    entries = _list_entries(document)
    if not entries:
        return None
    it = chance.choice(entries)
    return replaced(document, it, it._replace(text="九、重大活动开展成果专题汇编"))


def without_entry(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """An entry of the 目录 is not there."""
    entries = [
        it for it in _list_entries(document) if re.match("[一二三四五六七八九十]+、", it.text)
    ]
    return replaced(document, chance.choice(entries)) if entries else None


def misspelt_entry(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """An entry of the 目录 has another sign than the heading."""
    entries = [it for it in _list_entries(document) if "算" in it.text]
    if not entries:
        return None
    it = chance.choice(entries)
    return replaced(document, it, it._replace(text=it.text.replace("算", "箅", 1)))


def mispaged(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """An entry of the 目录 names another page; where it names none they are filled in first."""
    pages: dict[str, list[str]] = {}
    for it in document.paragraphs:
        if it.level and it.page in document.numbers:
            pages.setdefault(bare(it.text), []).append(document.numbers[it.page])
    filled = []
    for it in _list_entries(document):
        there = pages.get(bare(_BEHIND_TITLE.sub("", it.text)), [])
        if len(there) == 1 and there[0].isdecimal() and not re.search(r"\d+\s*$", it.text):
            new = it._replace(text=f"{it.text}{there[0]}")
            document = replaced(document, it, new)
            filled.append(new)
    entries = filled or [it for it in _list_entries(document) if re.search(r"\d\s*$", it.text)]
    if not document.numbers or not entries:
        return None
    it = chance.choice(entries)
    page = re.sub(r"\d+(?=\s*$)", lambda match: str(int(match[0]) + 3), it.text)
    return replaced(document, it, it._replace(text=page))


def with_blank_page(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A page with nothing stands at the end of a .pdf."""
    if not document.pages:
        return None
    return replace(document, pages=document.pages + 1)


# -- names ---------------------------------------------------------------------------------------


def misnamed(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """The unit's name with one sign less, once."""
    unit = audit.judge(document, read_as(document)).unit
    at = len(unit) - 3
    wrong = unit[:at] + unit[at + 1 :]
    return in_text(re.escape(unit), wrong)(document, chance)


def shortened(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """The unit's name without the place that it begins with, in a title or above a table."""
    unit = audit.judge(document, read_as(document)).unit
    lines = [it for it in document.paragraphs if unit in it.text and not it.entry]
    short = [it for it in lines if len(it.text) < len(unit) + 20]
    if not short or len(unit) < 8:
        return None
    it = chance.choice(short)
    return replaced(document, it, it._replace(text=it.text.replace(unit, unit[3:], 1)))


def misbelonging(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A unit calls itself a department, once."""
    if audit.judge(document, read_as(document)).calls != "单位":
        return None
    ways = (
        in_text(r"(?<=。)", "本部门各项收支已经核对。"),
        in_text("本单位", "本部门"),
        _in_title("单位", "部门"),
    )
    return any_of(*ways)(document, chance)


def _in_title(old: str, new: str) -> Plant:
    def plant(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
        titles = [it for it in document.paragraphs if it.level == 1 and old in it.text]
        if not titles:
            return None
        it = chance.choice(titles)
        return replaced(document, it, it._replace(text=it.text.replace(old, new, 1)))

    return plant


def other_name(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A list of accounts names one that has nothing, or leaves out one that has something."""
    lists = [it for it in document.paragraphs if "主要包括：" in it.text and "人员经费" in it.text]
    lists = [it for it in lists if "奖金" not in it.text or "离休费" not in it.text]
    if not lists:
        return None
    it = lists[0]
    names = re.findall(r"(?<=[：、])[一-龥（）]{3,}(?=[、；。])", it.text)
    name = chance.choice(names)
    new = chance.choice(["", "咨询费、", f"{name}、咨询费、"])
    return replaced(document, it, it._replace(text=it.text.replace(f"{name}、", new, 1)))


def unused_term(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A term is explained that occurs nowhere, in the place of another."""
    terms = [
        it
        for it in document.paragraphs
        if re.match("[（一二三四五六七八九十]+[、）].{2,12}：是?指", it.text)
    ]
    if not terms:
        return None
    it = chance.choice(terms)
    text = re.sub("(?<=[、）]).{2,12}(?=：)", "专项债务余额", it.text, count=1)
    return replaced(document, it, it._replace(text=text))


def misnamed_row(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A row that the form prescribes is called otherwise."""
    cells = [
        cell
        for table in document.tables
        for cell in table.cells
        if re.fullmatch(
            "[一-龥]{4,}支出|[一-龥]{3,}费|[一二三四五六七八九十]+、[一-龥]{4,}", cell.text
        )
        and cell.row > 2
    ]
    if not cells:
        return None
    cell = chance.choice(cells)
    return with_cell(document, cell, cell.text[:-3] + cell.text[-2:])


WORDS: dict[str, Planted] = {
    "单位名称": Planted(any_of(misnamed, shortened), of("A828")),
    "部门、单位混用": Planted(misbelonging, of("A827"), besides=of("A833")),
    "没有选定": Planted(in_text("增加(?=[1-9])|减少(?=[1-9])", "增加（减少）"), of("A822")),
    "占位符": Planted(
        any_of(
            in_text(_AMOUNT, "XX"),
            in_text(_AMOUNT, "**"),
            in_text(_AMOUNT, "____"),
            in_text(r"(?<=。)", "具体情况为【此处填写】。"),
        ),
        of("A821"),
    ),
    "提示语": Planted(
        any_of(
            in_text(r"(?<=。)", "（请填写增减原因）"),
            in_text(r"(?<=。)", "（如持平作持平表述）"),
            in_text(r"(?<=。)", "（不涉及的不列）"),
            in_text(r"(?<=。)", "如无则删除此段。"),
        ),
        of("A821", "A841"),
    ),
    "标点重复": Planted(
        any_of(in_text("。", "。。"), in_text("，", "，，"), in_text("。", "，。")), of("A823")
    ),
    "字词重复": Planted(in_text("(增加|减少|支出)", r"\1\1"), of("A823")),
    "标点没有配对": Planted(in_text("[”）]", ""), of("A824")),
    "标点缺漏": Planted(in_text("。$", "；"), of("A842")),
    "句里缺标点": Planted(
        in_text(
            "(?:(?<=万元)|(?<=%))[，。](?=增长|下降|比|较|与|其中|支出|主要)", "", in_line=True
        ),
        of("A842"),
    ),
    "百分号、单位缺漏": Planted(
        any_of(
            in_text(r"(?<=\d\.\d\d)%(?=[，。；])", ""),
            in_text(r"(?<=\d\.\d\d)万元(?=[，。；])", "万"),
        ),
        of("A842", *_FIGURES),
    ),
    "句子没有写完": Planted(
        any_of(
            in_text(r"主要原因(是|：)[^。；]*(?=。)", r"主要原因\1"),
            in_text(r"主要用于(：?)[^。；]*(?=。)", r"主要用于\1"),
        ),
        of("A829", "A823"),
    ),
    "缺一节": Planted(any_of(without_section, emptied_section), _MISSING),
    "次序": Planted(exchanged_sections, of("A844", "A831", "A832", "A833", "A853")),
    "缺一张表": Planted(without_table, _MISSING),
    "缺表注": Planted(without_note, of("A831", "A843")),
    "说明与表": Planted(noted_empty, of("A843", *_FIGURES)),
    "缺原因": Planted(without_reason, of("A850")),
    "缺一行": Planted(without_row, of("A845", *_FIGURES)),
    "行名": Planted(misnamed_row, of("A830", "A845")),
    "列出的名称": Planted(other_name, of("A846")),
    "名词解释": Planted(unused_term, of("A847", "A831")),
    "目录": Planted(any_of(in_entry, without_entry, misspelt_entry), of("A833")),
    "目录页码": Planted(mispaged, of("A833")),
    "空白页": Planted(with_blank_page, of("A849")),
    "显示不出": Planted(in_text("(?<=[一-龥])支(?=出)", "\ufffd"), of("A848", *_FIGURES)),
}
