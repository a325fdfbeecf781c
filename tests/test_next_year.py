"""The year at hand, begun from last year's filing: rolled, filled, built, compared with last year.

The figures are invented: every amount is twice last year's, so that each table still adds up, and
what is written of a movement can be told from last year's document alone.
"""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from support.calls import run
from support.examples import BUDGET, WORKED, copy_inputs
from support.ooxml import paragraphs
from support.years import root

from generator import exits, pipeline
from generator.diagnostics import has_errors
from generator.kept import library
from generator.pipeline import Outcome

__all__ = ["root"]
AMOUNT = re.compile(r"-?[0-9,]+\.[0-9]{2}")


class Year(NamedTuple):
    """A unit's filing of a year, begun from the year before's."""

    kind: str
    year: str
    last: Path
    written: str


ACCOUNTS = Year("部门决算", "2025", WORKED, "inputs/2025/126.yaml")
NEXT_BUDGET = Year("部门预算", "2026", BUDGET, "inputs/2026/智慧闽清.yaml")


def begin(year: Year, folder: Path, *options: str) -> Path:
    """The filing that `new` writes beside last year's in a folder."""
    copy_inputs(folder)
    last = folder / "inputs" / year.last.parent.name / year.last.name
    assert exits.FINE == run("new", year.kind, year.year, "--from", last, *options)
    return folder / year.written


def fill(path: Path, last: Path) -> None:
    """Fill what `new` has left empty: counts as last year's, amounts twice those."""
    new, old = (yaml.load(it.read_text("utf-8"), yaml.BaseLoader) for it in (path, last))
    text = yaml.safe_dump(_filled(new, old), allow_unicode=True, sort_keys=False)
    path.write_text(text, "utf-8")


def _filled(new: Any, old: Any, name: str = "") -> Any:
    if isinstance(new, dict):
        return {key: _filled(value, old.get(key, ""), key) for key, value in new.items()}
    if isinstance(new, list):
        return [_filled(*pair, name) for pair in zip(new, old, strict=True)]
    if new or not AMOUNT.fullmatch(old) or name in ("分值", "得分"):
        return new or old
    return str(2 * Decimal(old.replace(",", "")))


@pytest.fixture(scope="module", params=[ACCOUNTS, NEXT_BUDGET], ids=lambda it: it.kind)
def year(request: pytest.FixtureRequest) -> Year:
    found: Year = request.param
    return found


@pytest.fixture(scope="module")
def built(year: Year, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    path = begin(year, tmp_path_factory.mktemp(year.year))
    fill(path, year.last)
    return pipeline.produce(path)


# Last year's documents print 3658.44, 3982.04 and 263.47; these follow from twice what is filed.
SAID = {
    "部门决算": (
        "2025年度收入7316.89万元，比上年决算数增加3658.44万元，增长100.00%",
        "2025年度支出7964.09万元，比上年决算数增加3982.04万元，增长100.00%",
    ),
    "部门预算": ("收入预算为526.94万元，比上年增加263.47万元",),
}


def test_the_years_document_is_built_and_compared_with_last_years(
    built: Outcome, year: Year
) -> None:
    assert not has_errors(built.faults)
    assert built.name.endswith(f"{year.year}年度{year.kind}")
    whole = "\n".join(paragraphs(built.document))
    assert [] == [said for said in SAID[year.kind] if said not in whole]


def test_last_years_figures_are_drawn_from_last_years_file(built: Outcome, year: Year) -> None:
    drawn = {Path(name).resolve() for name in built.drawn}
    assert f"{int(year.year) - 1}/{year.last.name}" in {"/".join(path.parts[-2:]) for path in drawn}


def test_the_filing_is_of_its_year_and_its_keys_stay(year: Year, tmp_path: Path) -> None:
    data = yaml.load(begin(year, tmp_path).read_text("utf-8"), yaml.BaseLoader)
    assert [year.kind, year.year, "福建"] == [data[key] for key in ("文种", "年度", "地区")]


def test_a_year_that_is_mistyped_is_told_by_last_years_file(tmp_path: Path) -> None:
    """Though the year has a form: of a filing that was begun from last year's, whose that is."""
    path = begin(NEXT_BUDGET, tmp_path)
    fill(path, NEXT_BUDGET.last)
    text = path.read_text("utf-8")
    assert 1 == text.count("年度: '2026'")
    path.write_text(text.replace("年度: '2026'", "年度: '2027'"), "utf-8")
    outcome = pipeline.produce(path)
    assert "L411" in [fault.code for fault in outcome.faults if has_errors([fault])]


def test_the_form_prints_no_year_that_is_past(built: Outcome, year: Year) -> None:
    """What the unit itself has written of the past, `new` has marked to be looked at."""
    assert built.source is not None
    before = str(int(year.year) - 1)
    around = re.compile(rf"(?<!截至).{{0,4}}{before}(?!年12月31日).{{0,4}}")
    found = (around.search(text) for text in paragraphs(built.document))
    assert [] == [it[0] for it in found if it and it[0] not in built.source.text]


def test_an_account_that_ended_between_the_years_is_pointed_out(
    root: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    accounts = root / "schemas" / "classification" / "function.yaml"
    ended = accounts.read_text("utf-8").replace(
        '"2210203": 购房补贴', '"2210203": [{名称: 购房补贴, 止: 2024, 改列: "2210202"}]'
    )
    accounts.write_text(ended, "utf-8")
    try:
        path = begin(ACCOUNTS, tmp_path_factory.mktemp("filings"), "--表样库", str(root))
    finally:
        library.use(library.installed())
    told = "科目 2210203 从 2025 年度起停用，改列 2210202"
    marked = [line for line in path.read_text("utf-8").split("\n") if told in line]
    assert 2 == len(marked) == capsys.readouterr().err.count(told)
    assert all("2210203 购房补贴" in line for line in marked)
