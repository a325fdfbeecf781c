"""Published documents with one fault each, as inspectors find them: planted in what was read.

A planter changes one place of a document that was read, chosen by a seed; None where the document
has no such place.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from generator.audits import audit
from generator.audits.audit import Audit
from generator.kept import library
from generator.published import reading, recognition
from generator.published.blocks import ReadCell, ReadDocument, ReadParagraph, ReadTable
from generator.published.recognition import Recognized

Plant = Callable[[ReadDocument, random.Random], ReadDocument | None]
_AMOUNT = re.compile(r"(?<![\d.,])[1-9][\d,]*\.\d\d(?=万元)")
_CELL = re.compile(r"[1-9][\d,]*\.\d\d")
_RATE = re.compile(r"(?<![\d.])(\d+)(\.\d\d)(?=%)")


def read(path: Path) -> tuple[ReadDocument, Recognized]:
    """A document, and as what it is recognised."""
    document, faults = reading.read(path)
    assert document is not None, faults
    found, why = recognition.recognize(document, library.current())
    assert found is not None, why
    return document, found


def replaced(document: ReadDocument, old: ReadParagraph, *new: ReadParagraph) -> ReadDocument:
    """A document with a paragraph replaced by others."""
    at = next(n for n, it in enumerate(document.blocks) if it is old)
    return replace(document, blocks=(*document.blocks[:at], *new, *document.blocks[at + 1 :]))


def with_cell(document: ReadDocument, cell: ReadCell, text: str) -> ReadDocument:
    """A document with another text in a cell."""
    blocks = tuple(
        replace(
            it,
            rows=tuple(
                tuple(one._replace(text=text) if one is cell else one for one in row)
                for row in it.rows
            ),
        )
        if isinstance(it, ReadTable)
        else it
        for it in document.blocks
    )
    return replace(document, blocks=blocks)


def rewrite(document: ReadDocument, said: str) -> ReadDocument:
    """A document as a line says that it was changed; any other line is one more paragraph."""
    if match := re.fullmatch("“目录”里写成“(.*)”", said):
        entry = next(it for it in document.paragraphs if it.entry and len(it.text) > 6)
        return replaced(document, entry, entry._replace(text=match[1]))
    if match := re.fullmatch("“(.*)”(删去|下面的表删去)", said):
        title = next(it for it in document.paragraphs if match[1] in it.text and not it.entry)
        at = next(n for n, it in enumerate(document.blocks) if it is title)
        end = next(n for n in range(at + 1, len(document.blocks)) if _ends(document.blocks[n]))
        first = at if match[2] == "删去" else at + 1
        return replace(document, blocks=(*document.blocks[:first], *document.blocks[end:]))
    if match := re.fullmatch("“(.*)”写成“(.*)”", said):
        return _rewrite(document, match[1], match[2])
    last = next(it for it in reversed(document.blocks) if isinstance(it, ReadParagraph))
    return replace(document, blocks=(*document.blocks, last._replace(text=said, level=0)))


def _ends(block: object) -> bool:
    return isinstance(block, ReadParagraph) and block.level > 0


def _rewrite(document: ReadDocument, old: str, new: str) -> ReadDocument:
    for it in document.paragraphs:
        if old in it.text and not it.entry:
            return replaced(document, it, it._replace(text=it.text.replace(old, new, 1)))
    cells = (cell for table in document.tables for cell in table.cells)
    return with_cell(document, next(it for it in cells if it.text == old), new)


def in_text(pattern: str, into: str | Callable[[re.Match[str]], str]) -> Plant:
    """One of the places in sentences that a pattern fits is changed."""

    def plant(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
        places = [
            (it, match)
            for it in document.paragraphs
            if not it.entry and not it.level and len(it.text) > 20
            for match in re.finditer(pattern, it.text)
        ]
        if not places:
            return None
        it, match = chance.choice(places)
        new = into(match) if callable(into) else match.expand(into)
        text = it.text[: match.start()] + new + it.text[match.end() :]
        return replaced(document, it, it._replace(text=text))

    return plant


def in_cell(pattern: str, into: Callable[[str], str]) -> Plant:
    """One of the cells that a pattern fits is changed."""

    def plant(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
        cells = [
            it for table in document.tables for it in table.cells if re.fullmatch(pattern, it.text)
        ]
        if not cells:
            return None
        cell = chance.choice(cells)
        return with_cell(document, cell, into(cell.text))

    return plant


def more(number: str) -> str:
    """Another number with as many digits."""
    first = "3" if number[0] != "3" else "4"
    return first + number[1:]


def other_rate(match: re.Match[str]) -> str:
    return f"{int(match[1]) + 7}{match[2]}"


_TURNS = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}


def _is_part(it: ReadParagraph) -> bool:
    return 0 < it.level <= 2


def without_section(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A heading of the form goes, with all up to the next one."""
    blocks = document.blocks
    heads = [n for n, it in enumerate(blocks) if isinstance(it, ReadParagraph) and _is_part(it)]
    first, end = chance.choice(list(pairwise(heads)))
    return replace(document, blocks=(*blocks[:first], *blocks[end:]))


def without_table(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A table goes; its title stays."""
    numbers = [n for n, it in enumerate(document.blocks) if isinstance(it, ReadTable)]
    at = chance.choice(numbers)
    return replace(document, blocks=(*document.blocks[:at], *document.blocks[at + 1 :]))


def without_row(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A row with an account and money goes."""
    rows = [
        (table, n)
        for table in document.tables
        for n, row in enumerate(table.rows)
        if row
        and re.fullmatch(r"\d{7}", row[0].text)
        and any(_CELL.fullmatch(cell.text) for cell in row)
    ]
    if not rows:
        return None
    table, at = chance.choice(rows)
    new = replace(table, rows=(*table.rows[:at], *table.rows[at + 1 :]))
    return replace(document, blocks=tuple(new if it is table else it for it in document.blocks))


def in_entry(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """An entry of the 目录 names something else."""
    entries = [
        it
        for it in document.paragraphs
        if it.entry and len(it.text) > 6 and not re.search(r"\.{3}.*\.{3}.*[一-龥]", it.text)
    ]
    if not entries:
        return None
    it = chance.choice(entries)
    return replaced(document, it, it._replace(text="九、重大活动开展成果专题汇编"))


def other_unit(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A table says another unit of money than its figures are in."""
    lines = [it for it in document.paragraphs if re.search("单位：万?元$", it.text)]
    if not lines:
        return None
    it = chance.choice(lines)
    head, _, unit = it.text.rpartition("单位：")
    text = f"{head}单位：{'元' if unit == '万元' else '万元'}"
    return replaced(document, it, it._replace(text=text))


def misnamed(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """The unit's name with one sign less, once."""
    unit = audit.judge(document, read_as(document)).unit
    at = len(unit) - 3
    wrong = unit[:at] + unit[at + 1 :]
    return in_text(re.escape(unit), wrong)(document, chance)


def misnamed_account(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """An account is called as no account is, in a row with its whole code."""
    cells = [
        row[1]
        for table in document.tables
        for row in table.rows
        if len(row) > 2 and re.fullmatch(r"\d{7}", row[0].text) and re.match("[一-龥]", row[1].text)
    ]
    return with_cell(document, chance.choice(cells), "其他杂项补贴") if cells else None


def misbelonging(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A unit calls itself a department, once."""
    if audit.judge(document, read_as(document)).calls != "单位":
        return None
    return in_text(r"(?<=。)", "本部门各项收支已经核对。")(document, chance)


def read_as(document: ReadDocument) -> Recognized:
    """As what a document is recognised."""
    found, why = recognition.recognize(document, library.current())
    assert found is not None, why
    return found


@dataclass(frozen=True)
class Planted:
    """A class of faults: how one is planted, and under which codes it may be told."""

    plant: Plant
    codes: frozenset[str]


_FIGURES = frozenset({f"A81{n}" for n in range(1, 9)})


def _of(*codes: str) -> frozenset[str]:
    return frozenset(codes)


CLASSES: dict[str, Planted] = {
    "表里的数": Planted(in_cell(_CELL.pattern, more), _FIGURES),
    "文中的数": Planted(in_text(_AMOUNT.pattern, lambda it: more(it[0])), _FIGURES),
    "百分比": Planted(in_text(_RATE.pattern, other_rate), _FIGURES),
    "增减方向": Planted(
        in_text(r"(?:增加|减少)(?=[1-9]\d*\.\d\d万元)", lambda it: _TURNS[it[0]]), _FIGURES
    ),
    "升降方向": Planted(
        in_text(r"(?:增长|下降)(?=[1-9]\d*\.\d\d%)", lambda it: _TURNS[it[0]]), _FIGURES
    ),
    "缺一行": Planted(without_row, _FIGURES),
    "完成率零基数": Planted(
        in_text(
            r"(?<=。)", "某项支出年初预算为0.00万元，支出决算为5.62万元，完成年初预算的95.89%。"
        ),
        _of("A816"),
    ),
    "零基数写百分比": Planted(
        in_text(r"(?<=。)", "某项支出5.62万元，比上年决算数0.00万元增加5.62万元，增长100.00%。"),
        _of("A816"),
    ),
    "金额单位": Planted(other_unit, _of("A819")),
    "科目名称": Planted(misnamed_account, _of("A830", *_FIGURES)),
    "停用的科目名称": Planted(in_text(r"(?<=。)", "医疗卫生与计划生育支出较多。"), _of("A826")),
    "单位名称": Planted(misnamed, _of("A828")),
    "部门、单位混用": Planted(misbelonging, _of("A827")),
    "年份": Planted(in_text(r"(?<=。)", "比2019年决算数增加较多。"), _of("A825")),
    "没有选定": Planted(in_text("增加(?=[1-9])|减少(?=[1-9])", "增加（减少）"), _of("A822")),
    "占位符": Planted(in_text(_AMOUNT.pattern, "XX"), _of("A821")),
    "提示语": Planted(in_text(r"(?<=。)", "（请填写增减原因）"), _of("A821")),
    "标点重复": Planted(in_text("。", "。。"), _of("A823")),
    "字词重复": Planted(in_text("(增加|减少|支出)", r"\1\1"), _of("A823")),
    "标点没有配对": Planted(in_text("[”）]", ""), _of("A824")),
    "句子没有写完": Planted(in_text(r"主要原因是[^。；]*(?=。)", "主要原因是"), _of("A829")),
    "缺一节": Planted(without_section, _of("A831", "A832", "A833", *_FIGURES)),
    "缺一张表": Planted(without_table, _of("A831", "A832", *_FIGURES)),
    "目录": Planted(in_entry, _of("A833")),
}


def tell(document: ReadDocument, found: Recognized) -> Audit:
    """What an audit says of a document that has been recognised."""
    return audit.judge(document, found)


def plant_all(
    document: ReadDocument, seeds: Sequence[int], only: Sequence[str] = ()
) -> Iterator[tuple[str, int, ReadDocument]]:
    """The document with each fault, one at a time; those that it has no place for are left out."""
    for name in only or CLASSES:
        for seed in seeds:
            changed = CLASSES[name].plant(document, random.Random(f"{name}{seed}"))
            if changed is not None and changed != document:
                yield name, seed, changed
