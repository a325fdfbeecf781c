"""Every place where two documents differ is named, and nothing else: against a plain comparison."""

import re
from pathlib import Path
from random import Random

import pytest
from support import corrections
from support.corrections import unnamed
from support.examples import BUDGET, EXAMPLE, OF_EVERY_PACK, Edit

from generator.compare.words import Segment, Status
from generator.corrections import dossier, passages
from generator.corrections.dossier import Dossier
from generator.corrections.passages import Passage

SAME, GONE, COME = Status.STAYED, Status.GONE, Status.CAME

by_example = pytest.mark.parametrize("example", OF_EVERY_PACK, ids=lambda path: path.stem)


def opened(path: Path) -> Dossier:
    """A filing's draft: corrections need not keep it valid."""
    found, _ = dossier.open_filing(path, draft=True)
    assert found is not None
    return found


def problems(old: Dossier, new: Dossier, found: tuple[Passage, ...]) -> list[str]:
    return unnamed(old.outcome.document, new.outcome.document, found)


def wrongly_named(example: Path, seeds: range, folder: Path) -> dict[int, list[str]]:
    """What is wrong with the differences that random corrections are said to make, by the seed."""
    origin, old = corrections.original(example), opened(example)
    wrong = {}
    for seed in seeds:
        path = folder / example.name
        path.write_text(corrections.corrected(origin, Random(seed)), "utf-8")
        new = opened(path)
        wrong[seed] = problems(old, new, passages.compare(old, new))
    return {seed: found for seed, found in wrong.items() if found}


@by_example
def test_random_corrections_name_every_difference_and_nothing_else(
    example: Path, tmp_path: Path
) -> None:
    assert {} == wrongly_named(example, range(1000, 1004), tmp_path)


@pytest.mark.slow
@by_example
def test_five_hundred_corrections_name_every_difference_and_nothing_else(
    example: Path, tmp_path: Path
) -> None:
    assert {} == wrongly_named(example, range(250), tmp_path)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Dossier, Dossier]:
    """The 2024 example, and with an amount of money under another account and a trend turned."""
    text = EXAMPLE.read_text("utf-8").replace(
        "科目: 2210202 提租补贴, 资金: 一般公共预算财政拨款, 基本支出: 94928.74",
        "科目: 2210202 提租补贴, 资金: 一般公共预算财政拨款, 基本支出: 104928.74",
    )
    line = "  - {科目: 2060503 科技条件专项, 资金: 一般公共预算财政拨款, 项目支出: 23165275.70}\n"
    assert text.count(line) == 1
    path = tmp_path_factory.mktemp("pair") / "126.yaml"
    path.write_text(text.replace(line, ""), "utf-8")
    return opened(EXAMPLE), opened(path)


def test_rows_that_went_and_a_trend_that_turned_are_named(pair: tuple[Dossier, Dossier]) -> None:
    found = passages.compare(*pair)
    assert [] == problems(*pair, found)
    gone = {item.old.text for item in found if item.old and not item.new}
    assert {"206", "科学技术支出", "2060503", "科技条件专项"} <= gone


def test_the_comparison_notices_a_passage_left_out_and_one_made_up(
    pair: tuple[Dossier, Dossier],
) -> None:
    found = passages.compare(*pair)
    changed = next(item for item in found if item.old and item.new)
    same = next(spot for spot in pair[0].spots if spot.part == changed.spot.part)
    assert problems(*pair, tuple(item for item in found if item is not changed))
    assert problems(*pair, (*found, Passage(same, same)))
    assert problems(*pair, found[:-1])


def test_a_turned_sentence_shows_the_words_that_changed(pair: tuple[Dossier, Dossier]) -> None:
    found = passages.compare(*pair)
    (item,) = (p for p in found if p.new and "2210202-提租补贴" in p.new.text)
    start = item.segments.index(Segment(GONE, "9.49"))
    assert (
        Segment(GONE, "9.49"),
        Segment(COME, "10.49"),
        Segment(SAME, "万元，较上年决算数"),
        Segment(GONE, "减少0.22"),
        Segment(COME, "增加0.78"),
        Segment(SAME, "万元，"),
        Segment(GONE, "下降2.26%"),
        Segment(COME, "增长8.04%"),
    ) == item.segments[start : start + 8]


def test_two_equal_documents_have_no_passages() -> None:
    same = opened(BUDGET)
    assert () == passages.compare(same, same)


def test_a_passage_says_where_it_stands(edited: Edit) -> None:
    new = edited(("服务: 30887496.30", "服务: 31887496.30"))
    assert [
        "第三部分 2024年度部门决算情况说明 › 九、其他重要事项说明 › （二）政府采购情况，第1段"
    ] == [item.spot.where for item in passages.compare(*corrections.pair(EXAMPLE, new))]


def test_a_table_that_went_from_among_its_like_leaves_the_others_as_they_are(
    tmp_path: Path,
) -> None:
    text = EXAMPLE.read_text("utf-8")
    starts = [match.start() for match in re.finditer("^  - 名称: ", text, re.MULTILINE)]
    path = tmp_path / "126.yaml"
    path.write_text(text[: starts[1]] + text[starts[2] :], "utf-8")
    old, new = opened(EXAMPLE), opened(path)
    found = passages.compare(old, new)
    assert [] == problems(old, new, found)
    tables = [item for item in found if item.spot.cell]
    assert {"绩效自评公开表（第2张）"} == {p.old.cell.title for p in tables if p.old and p.old.cell}
    assert all(item.new is None for item in tables)
