"""A published budget as the base of accounts: the same figures as its filing lends, or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE
from support.reading_back import produced

from generator import pipeline
from generator.addresses import Steps
from generator.books import printed
from generator.figures.book import Book
from generator.pipeline import Outcome
from generator.published import counterparts

BASE = "年初预算数"
UNIT, OTHERS = "闽清县“智慧闽清”管理服务中心", "福州市“智慧福州”管理服务中心"
NAMES = {"yaml": "预算.yaml", "docx": "预算.docx"}


def write(folder: Path, kind: str, unit: str = UNIT) -> Path:
    """Accounts of the budget's year and unit that name it, as a filing or as it was published."""
    (folder / "预算.yaml").write_bytes(BUDGET.read_bytes())
    (folder / "预算.docx").write_bytes(produced(BUDGET).document)
    text = EXAMPLE.read_text("utf-8").replace("年度: 2024", "年度: 2025").replace(OTHERS, unit)
    path = folder / f"{kind}.yaml"
    path.write_text(f"{text}\n年初预算文件: {NAMES[kind]}\n", "utf-8")
    return path


def base_of(outcome: Outcome) -> Book:
    assert outcome.books is not None
    book = outcome.books.bases[BASE]
    assert book is not None, [it.message for it in outcome.faults if it.code == "L411"]
    return book


def list_addresses(outcome: Outcome) -> Iterator[Steps]:
    """Every address that a cell of the pack has, for the accounts of both."""
    assert outcome.pack is not None
    codes = ("201", "2010350", "208", "2080505", "2210201", "2060503")
    cells = counterparts.list_cells(outcome.pack)
    for it in (it for it in cells if it.classification in ("", "功能分类")):
        for code in codes if it.each else ("",):
            yield tuple(code if step is None else step for step in it.steps)


def test_a_published_budget_lends_what_its_filing_lends(tmp_path: Path) -> None:
    filed, read = (pipeline.produce(write(tmp_path, kind)) for kind in NAMES)
    one, other = base_of(filed), base_of(read)
    known = 0
    for steps in list_addresses(read):
        said, due = other.figure(steps).value, one.figure(steps).value
        if not said.is_nan():
            known += 1
            assert abs(said - due) <= printed.hidden_in(other, steps), steps
    assert known > 100


def test_what_the_budget_does_not_tell_is_unknown(tmp_path: Path) -> None:
    base = base_of(pipeline.produce(write(tmp_path, "docx")))
    for steps in (("收入支出决算总表", "年初结转和结余"), ("三公经费", "合计")):
        assert base.figure(steps).value.is_nan()


def test_another_units_budget_is_refused(tmp_path: Path) -> None:
    told = pipeline.produce(write(tmp_path, "docx", "福州市档案馆")).faults
    [fault] = [it for it in told if it.code == "L411"]
    assert "是另一个单位的" in fault.message


@pytest.mark.parametrize("kind", NAMES)
def test_where_a_figure_of_the_base_stands_is_told(kind: str, tmp_path: Path) -> None:
    base = base_of(pipeline.produce(write(tmp_path, kind)))
    places = printed.places_of(base, ("支出决算表", "2010350", "基本支出"))
    assert [NAMES[kind]] * (kind == "docx") == [place.file for place, _ in places]
