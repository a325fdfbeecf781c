"""A text of the form as an expression: what each hole may hold, and what a phrase may say."""

import time
from functools import cache

import pytest
from support.examples import BUDGET, EXAMPLE, OTHER_REGION
from support.reading_back import pack_of, produced

from generator.filling.program import Name, Not
from generator.packs.pack import Pack
from generator.published import drafting
from generator.published.expressions import CASE, PART, TURN, VALUE, Expression
from generator.published.pattern import Each, Either, Hole
from generator.published.signs import normalize


@cache
def pack(name: str = "") -> Pack:
    path = {"预算": BUDGET, "上海": OTHER_REGION[0]}.get(name, EXAMPLE)
    return pack_of(produced(path))


def said(expression: Expression, text: str) -> list[tuple[str, str]] | None:
    found = expression.read(normalize(text))
    return None if found is None else [(it.mark.kind, it.text) for it in found]


def draft(*pieces: object, name: str = "") -> Expression:
    return drafting.make(pieces, pack(name))


TOTAL = ("支出决算表", "合计", "基本支出")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支出12.30万元", "12.30"),
        ("支出 1,234.50 万元", "1,234.50"),
        ("支出－3.00万元", "-3.00"),
        ("支出１２万元", "12"),
        ("支出1，200万元", None),
        ("支出①2.00万元", None),
        ("支出若干万元", None),
    ],
)
def test_an_amount_is_a_number_and_nothing_else(text: str, expected: str | None) -> None:
    read = said(draft("支出", Hole(TOTAL, "万元"), "万元"), text)
    assert (None if expected is None else [(VALUE, expected)]) == read


def test_what_a_style_prints_for_nothing_is_an_amount() -> None:
    hole = Hole(("收支预算总表", "收入合计"), "万元空零")
    assert draft(hole, name="预算").blank
    assert not draft(Hole(TOTAL, "万元")).blank


def test_a_code_is_digits_and_a_name_is_no_number() -> None:
    row = draft(
        Hole(("行", "编码")), "-", Hole(("行", "名称")), Hole(("行", "小计"), "万元"), "万元"
    )
    assert said(row, "2010350-事业运行 263.47万元") is not None
    assert said(row, "事业运行-2010350 263.47万元") is None
    assert said(draft(Hole(("行", "名称"))), "12.30") is None


def test_the_words_of_a_phrase_that_say_a_direction_are_read_one_by_one() -> None:
    phrase = draft(Hole(TOTAL, "比上年决算数"))
    read = phrase.read("比上年决算数增加1.00万元，下降2.50%")
    assert read is not None
    assert [CASE, TURN, PART, TURN, PART] == [it.mark.kind for it in read]
    assert ["增加", "下降"] == [it.text for it in read if it.mark.kind == TURN]
    assert [True, False] == [it.text == it.mark.turn[0] for it in read if it.mark.kind == TURN]


def test_a_wording_says_in_which_cases_it_is_used() -> None:
    read = draft(Hole(TOTAL, "较上年决算数")).read("与上年决算数持平")
    assert read is not None
    assert [{"持平", "均为零"}] == [set(it.mark.cases) for it in read]
    assert draft(Hole(TOTAL, "较上年决算数")).read("与上年决算数大致持平") is None


def test_what_a_wording_writes_out_is_read_by_the_one_that_prints_the_same() -> None:
    read = draft(Hole(("三公经费", "合计"), "完成预算"), name="上海").read("完成预算的0%")
    assert read is not None
    assert ["0"] == [it.text for it in read if it.mark.kind == PART]
    assert {"均为零", "低于"} <= set(read[0].mark.cases)


def test_the_items_of_a_list_are_read_round_by_round() -> None:
    stop = Either(Not(Name(("loop", "last"))), ("，",), ())
    body = (Hole(("构", "内容")), Hole(("构", "金额"), "万元"), "万", stop)
    expression = draft("其中", Each("构", ("项", "预算构成"), None, body, ()), "，合计若干。")
    read = expression.read("其中第2期设备1.00万，维护2.50万，合计若干。")
    assert read is not None
    inner = read[0].mark.inner
    assert inner is not None
    rounds = [[it.text for it in one] for one in inner.rounds(read[0].text)]
    assert [["第2期设备", "1.00"], ["维护", "2.50"]] == rounds


def test_a_list_that_never_ends_is_given_up_soon() -> None:
    body = (Hole(("构", "内容")), Hole(("构", "金额"), "万元"), "万")
    expression = draft("其中", Each("构", ("项", "预算构成"), None, body, ()), "。")
    began = time.monotonic()
    assert expression.read("其中" + "甲1.00万" * 400) is None
    assert expression.read("其中" + "甲1.00万" * 400 + "。") is not None
    assert time.monotonic() - began < 5


def test_a_text_that_may_be_anything_is_known_for_it() -> None:
    assert draft(Hole(("段",))).free
    assert not draft("（一）主要职责：", Hole(("段",))).free
