"""A document judged by itself: nothing is wrong in one that was made; what is planted is found."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, FILINGS, OTHER_REGION, ROOT
from support.reading_back import (
    DEPARTMENT,
    blocks_of,
    changed,
    findings,
    pack_of,
    produced,
    table_with,
    understand,
    understood,
)

from generator.pipeline import Outcome
from generator.published import identities, judging
from generator.published.blocks import ReadDocument, ReadTable
from generator.published.findings import LIMIT, SHARE, SUM, TURN, UNEQUAL, VALUES

INVENTED_BUDGET = ROOT / "tests" / "filings" / "budget_invented.yaml"
Change = Callable[[ReadDocument], ReadDocument]


def document_of(outcome: Outcome) -> ReadDocument:
    return blocks_of(outcome.document)


@pytest.mark.parametrize("path", [*FILINGS, DEPARTMENT], ids=lambda it: it.stem)
def test_whatever_was_made_holds_together(path: Path) -> None:
    outcome = produced(path)
    judged = judging.judge(understood(outcome), pack_of(outcome))
    assert () == judged.findings
    assert judged.checked > 300


@pytest.mark.parametrize("path", [EXAMPLE, BUDGET, *OTHER_REGION[:2]], ids=lambda it: it.stem)
def test_identities_are_derived_once_for_a_pack(path: Path) -> None:
    pack = pack_of(produced(path))
    derived = identities.derive(pack)
    assert derived is identities.derive(pack)
    assert len(derived.alike) > 10 < len(derived.additions)


def with_cell(
    document: ReadDocument, table: ReadTable, row: int, at: int, text: str
) -> ReadDocument:
    cells = table.rows[row]
    put = (*cells[:at], cells[at]._replace(text=text), *cells[at + 1 :])
    return changed(
        document, table, replace(table, rows=(*table.rows[:row], put, *table.rows[row + 1 :]))
    )


def row_of(table: ReadTable, first: str) -> int:
    return next(n for n, row in enumerate(table.rows) if row and row[0].text == first)


def spending(document: ReadDocument) -> ReadTable:
    return table_with(document, "对附属单位补助支出", "上缴上级支出", "类")


def in_a_row(document: ReadDocument) -> ReadDocument:
    table = spending(document)
    return with_cell(document, table, row_of(table, "2210201"), 3, "2.00")


def in_a_total(document: ReadDocument) -> ReadDocument:
    table = spending(document)
    return with_cell(document, table, row_of(table, "类"), 6, "9.99")


def a_row_less(document: ReadDocument) -> ReadDocument:
    table = spending(document)
    at = row_of(table, "2210201")
    return changed(document, table, replace(table, rows=(*table.rows[:at], *table.rows[at + 1 :])))


def in_a_sentence(pattern: str, into: str, begin: str = "") -> Change:
    def change(document: ReadDocument) -> ReadDocument:
        old = next(
            it
            for it in document.paragraphs
            if re.search(pattern, it.text) and it.text.startswith(begin)
        )
        return changed(document, old, old._replace(text=re.sub(pattern, into, old.text, count=1)))

    return change


CHANGES: dict[str, tuple[str, Change]] = {
    "表里的一个数": (SUM, in_a_row),
    "合计里的一个数": (VALUES, in_a_total),
    "少一行": (SUM, a_row_less),
    "句里的数": (VALUES, in_a_sentence(r"支出总计[\d.]+万元", "支出总计1.00万元")),
    "一个方向词": (TURN, in_a_sentence(r"减少([\d.]+万元，)下降", r"增加\1下降")),
    "差额": ("", in_a_sentence(r"减少[\d.]+(万元，下降)", r"减少1.25\1", "2024年度收入")),
    "幅度": ("", in_a_sentence(r"下降[\d.]+%", "下降4.83%", "2024年度收入")),
    "占比": (SHARE, in_a_sentence(r"占政府采购支出总额的[\d.]+%", "占政府采购支出总额的170.00%")),
    "车辆的个数": (SUM, in_a_sentence(r"共有车辆\d+辆", "共有车辆77辆")),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_fault_is_told_once_and_as_what_it_is(what: str) -> None:
    kind, change = CHANGES[what]
    outcome = produced(EXAMPLE)
    found = findings(change(document_of(outcome)), pack_of(outcome))
    assert 1 == len(found)
    assert kind in ("", found[0].kind)
    assert found[0].places or kind == SUM


def test_a_cell_that_was_left_blank_is_told_in_the_unit_of_the_others() -> None:
    outcome = produced(BUDGET)
    document = document_of(outcome)
    table = table_with(document, "科目编码", "事业单位经营支出")
    at = row_of(table, "201")
    found = findings(with_cell(document, table, at, 3, ""), pack_of(outcome))
    assert [SUM] == [it.kind for it in found]
    assert re.search(r"（空）：.*，差 94\.06；", found[0].message)


def test_an_amount_in_another_unit_is_told_with_both() -> None:
    outcome = produced(OTHER_REGION[2])
    change = in_a_sentence(r"项目预算资金[\d.]+万元", "项目预算资金9999999.00万元")
    [found] = findings(change(document_of(outcome)), pack_of(outcome))
    assert LIMIT == found.kind
    assert re.search(r"9999999\.00万元，大于 .* [\d,.]+元$", found.message)


def test_of_what_is_not_read_nothing_is_said_to_hold() -> None:
    outcome = produced(EXAMPLE)
    document = document_of(outcome)
    table = spending(document)
    row = table.rows[row_of(table, "2210201")]
    torn = with_cell(document, table, row_of(table, "2210201"), 3, "1,2.3.4")
    before = judging.judge(understood(outcome), pack_of(outcome))
    after = judging.judge(understand(torn, pack_of(outcome)), pack_of(outcome))
    assert () == after.findings
    assert after.checked < before.checked
    assert row[3].text != "1,2.3.4"


def test_a_reason_for_the_other_direction_is_told() -> None:
    outcome = produced(OTHER_REGION[1])
    document = document_of(outcome)
    old = next(it for it in document.paragraphs if it.text.startswith("财政拨款收入增加的主要原因"))
    text = old.text.replace("收入增加的", "收入减少的")
    found = findings(changed(document, old, old._replace(text=text)), pack_of(outcome))
    assert [TURN] == [it.kind for it in found]


OTHERS: dict[str, tuple[Path, str, Change]] = {
    "基数为零的方向": (
        INVENTED_BUDGET,
        TURN,
        in_a_sentence(r"增加([\d.]+万元（上年预算数为0万元）)", r"减少\1"),
    ),
}


@pytest.mark.parametrize("what", OTHERS)
def test_so_is_one_that_only_the_wording_tells(what: str) -> None:
    path, kind, change = OTHERS[what]
    outcome = produced(path)
    found = findings(change(document_of(outcome)), pack_of(outcome))
    assert 1 == len(found)
    assert found[0].kind in (kind, SUM)


def test_a_part_that_is_more_than_its_whole_is_told_with_both() -> None:
    outcome = produced(ROOT / "tests" / "filings" / "accounts_other_region.yaml")
    document = in_a_sentence(r"国内公务接待支出[\d.]+万元", "国内公务接待支出99.00万元")(
        document_of(outcome)
    )
    [it] = findings(document, pack_of(outcome))
    assert (LIMIT, 2) == (it.kind, len(it.places))
    assert it.message.startswith("三公经费情况.国内公务接待支出 99.00，大于 三公经费.公务接待费 ")


def test_so_is_one_that_hardly_ever_is_more_as_what_may_be_right() -> None:
    outcome = produced(EXAMPLE)
    document = in_a_sentence(r"1批次、9人次", "12批次、9人次")(document_of(outcome))
    [it] = findings(document, pack_of(outcome))
    assert (LIMIT, True) == (it.kind, it.slight)
    assert "三公经费.接待批次 12，大于 三公经费.接待人次 9" == it.message


@pytest.mark.parametrize(
    ("pattern", "into"), [("100.00%，本年无", "10.00%，本年无"), ("的38.53%", "的35.83%")]
)
def test_shares_tell_parts_that_are_not_printed_and_these_their_sum(
    pattern: str, into: str
) -> None:
    outcome = produced(EXAMPLE)
    [it] = findings(in_a_sentence(pattern, into)(document_of(outcome)), pack_of(outcome))
    assert (SUM, ("政府采购", "授予中小企业")) == (it.kind, it.steps)


def test_what_only_some_units_have_is_nothing_or_the_figure_that_it_is_a_name_of() -> None:
    outcome = produced(INVENTED_BUDGET)
    document, pack = document_of(outcome), pack_of(outcome)
    said = r"(?<=机关运行经费支出)0(?=万元)"
    [it] = findings(in_a_sentence(said, "15.60")(document), pack)
    assert (UNEQUAL, True) == (it.kind, it.slight)
    assert (
        "机关运行经费.支出 15.60，不是 0，也不等于 一般公共预算基本支出构成.公用经费 79.21"
        == it.message
    )
    assert () == findings(in_a_sentence(said, "79.21")(document), pack)


def test_in_a_department_of_several_units_it_may_be_less() -> None:
    outcome = produced(DEPARTMENT)
    document = in_a_sentence(r"(?<=机关运行经费支出)25.00(?=万元)", "15.60")(document_of(outcome))
    assert () == findings(document, pack_of(outcome))
