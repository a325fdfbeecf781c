"""Faults in words and structure, by class: how each is planted, and how it may be told."""

import random
import re
from dataclasses import replace
from itertools import pairwise

from generator.audits import audit
from generator.published.blocks import ReadDocument, ReadParagraph, ReadTable
from support.published_faults import Planted, in_text, of, read_as, replaced

_AMOUNT = r"(?<![\d.,])[1-9][\d,]*\.\d\d(?=万元)"
_FIGURES = of(*(f"A81{n}" for n in range(1, 9)))


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


def misnamed(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """The unit's name with one sign less, once."""
    unit = audit.judge(document, read_as(document)).unit
    at = len(unit) - 3
    wrong = unit[:at] + unit[at + 1 :]
    return in_text(re.escape(unit), wrong)(document, chance)


def misbelonging(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A unit calls itself a department, once."""
    if audit.judge(document, read_as(document)).calls != "单位":
        return None
    return in_text(r"(?<=。)", "本部门各项收支已经核对。")(document, chance)


WORDS: dict[str, Planted] = {
    "单位名称": Planted(misnamed, of("A828")),
    "部门、单位混用": Planted(misbelonging, of("A827")),
    "没有选定": Planted(in_text("增加(?=[1-9])|减少(?=[1-9])", "增加（减少）"), of("A822")),
    "占位符": Planted(in_text(_AMOUNT, "XX"), of("A821")),
    "提示语": Planted(in_text(r"(?<=。)", "（请填写增减原因）"), of("A821")),
    "标点重复": Planted(in_text("。", "。。"), of("A823")),
    "字词重复": Planted(in_text("(增加|减少|支出)", r"\1\1"), of("A823")),
    "标点没有配对": Planted(in_text("[”）]", ""), of("A824")),
    "句子没有写完": Planted(in_text(r"主要原因是[^。；]*(?=。)", "主要原因是"), of("A829")),
    "缺一节": Planted(without_section, of("A831", "A832", "A833", *_FIGURES)),
    "缺一张表": Planted(without_table, of("A831", "A832", *_FIGURES)),
    "目录": Planted(in_entry, of("A833")),
}
