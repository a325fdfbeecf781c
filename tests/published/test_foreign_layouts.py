"""Documents as other units lay them out: what is read is right, what is not read is said."""

from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from support import foreign_texts
from support.examples import FILINGS
from support.foreign_texts import LAYOUTS
from support.reading_back import blocks_of, pack_of, produced, understand, understood

from generator.addresses import Steps
from generator.published.readings import ReadFigure
from generator.published.understanding import Understanding

OTHERS = Path(__file__).parents[1] / "filings"
SMALL = [OTHERS / "accounts_other_region.yaml", OTHERS / "budget_invented.yaml"]
# Of these all is read; elsewhere something is not, which is said.
WHOLE = [
    *("两栏对调", "编码合成一栏", "编码分成三栏", "没有栏次", "表里有标题", "夹着空行"),
    *("单位是元", "单位写在表里", "全角数字", "千分位", "末尾的零不写", "数里有空格"),
    *("表在文后", "没有样式", "有审签页", "合计中间空开", "逗号丢了"),
]
# What is not there at all cannot be said to be unread.
GONE = ["缺几张表", "零不写", "零写成横线", "没有栏次"]


@cache
def stated(filing: Path) -> dict[Steps, set[ReadFigure]]:
    found: dict[Steps, set[ReadFigure]] = {}
    for it in understood(produced(filing)).readings.figures:
        found.setdefault(it.steps, set()).add(it)
    return found


def laid_out(filing: Path, name: str) -> Understanding:
    outcome = produced(filing)
    document = docx.Document(BytesIO(outcome.document))
    foreign_texts.LAYOUTS[name](document)
    saved = BytesIO()
    document.save(saved)
    return understand(blocks_of(saved.getvalue()), pack_of(outcome))


def is_true(it: ReadFigure, filing: Path) -> bool:
    known = stated(filing).get(it.steps, set())
    if not known:
        return not it.number.value
    return any(
        abs(it.number.value - one.number.value) <= max(it.number.step, one.number.step) / 2
        for one in known
    )


def holds(filing: Path, name: str) -> None:
    read = laid_out(filing, name)
    assert [] == [
        (it.steps, it.number.text) for it in read.readings.figures if not is_true(it, filing)
    ]
    missing = {*stated(filing)} - {it.steps for it in read.readings.figures}
    assert not missing or read.readings.gaps or name in GONE
    if name in WHOLE and name not in GONE:
        assert set() == missing


@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_is_read_wrongly(name: str) -> None:
    holds(SMALL[0], name)


@pytest.mark.slow
@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("filing", [*FILINGS, SMALL[1]], ids=lambda it: it.stem)
def test_nor_in_any_other_document(filing: Path, name: str) -> None:
    holds(filing, name)


def test_a_column_of_another_year_is_not_read_and_named() -> None:
    read = laid_out(SMALL[0], "旁边有往年数")
    assert any("没有对上" in it.what for it in read.readings.gaps)
