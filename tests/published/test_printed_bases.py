"""Last year's published document as the base of this year's filing."""

from decimal import Decimal
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, FILINGS, SHANGHAI
from support.reading_back import MAIN, produced
from support.years import LAST_DOCUMENT, document_year, last_document, with_paragraph

from generator import pipeline
from generator.addresses import Steps, parse
from generator.books import printed
from generator.corrections import dossier, tracing
from generator.diagnostics import Fault, Severity
from generator.figures.book import Book
from generator.filling.marks import Aspect, Mark
from generator.packs.pack import BaseFile
from generator.pipeline import Outcome
from generator.published import lending, printed_bases, taken
from generator.reporting import traces
from generator.word import archive

PRIOR = "上年数"
STEP = 50  # half of what 0.01 万元 is, in 元


def base_of(outcome: Outcome) -> Book:
    assert outcome.books is not None
    book = outcome.books.bases[PRIOR]
    assert book is not None
    return book


def value(book: Book, address: str) -> Decimal:
    return book.figure(book.canonical(parse(address))).value


def told(outcome: Outcome, code: str) -> list[Fault]:
    return [it for it in outcome.faults if it.code == code]


def compared(outcome: Outcome) -> dict[Mark, str]:
    """What the document prints of comparisons."""
    return {it.mark: it.text for it in outcome.printed if it.mark.base}


def is_within_a_step(one: str, other: str) -> bool:
    """Whether two texts are the same, or numbers of which the last digit is one more or less."""
    if one == other:
        return True
    left, right = (Decimal(it.rstrip("%")) for it in (one, other))
    return abs(left - right) <= Decimal("0.01")


def edited(document: bytes, old: str, new: str, times: int = -1) -> bytes:
    parts = archive.read(document)
    assert old.encode() in parts[MAIN]
    return archive.pack({**parts, MAIN: parts[MAIN].replace(old.encode(), new.encode(), times)})


@pytest.mark.parametrize(
    ("address", "filed"),
    [
        ("收入支出决算总表.收入总计", "40524757.14"),
        ("收入支出决算总表.年末结转和结余", "704314.81"),
        ("一般公共预算财政拨款支出决算表[2010350]", "5086823.81"),
        ("一般公共预算财政拨款支出决算表[201].项目支出", "6393104.41"),
        ("一般公共预算财政拨款支出决算表[2010101]", "0"),
        ("政府性基金预算财政拨款收入支出决算表.合计", "0"),
        ("三公经费.合计", "22552.84"),
    ],
)
def test_a_document_supplies_the_figures_of_last_year_as_printed(
    tmp_path: Path, address: str, filed: str
) -> None:
    read = value(base_of(pipeline.produce(document_year(tmp_path))), address)
    assert (True, True) == (abs(read - Decimal(filed)) <= STEP, (read % 100).is_zero())


def test_the_document_compares_as_it_does_with_the_filing(tmp_path: Path) -> None:
    path = document_year(tmp_path)
    (tmp_path / "2024.yaml").write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    by_document = pipeline.produce(path)
    path.write_text(path.read_text("utf-8").replace(LAST_DOCUMENT, "2024.yaml"), "utf-8")
    by_filing = pipeline.produce(path)
    exact, rounded = compared(by_filing), compared(by_document)
    assert (True, list(exact)) == (by_document.document != b"", list(rounded))
    assert {} == {
        mark: (text, rounded[mark])
        for mark, text in exact.items()
        if not is_within_a_step(text, rounded[mark])
    }


def test_the_document_is_a_file_that_the_build_depends_on(tmp_path: Path) -> None:
    assert str(tmp_path / LAST_DOCUMENT) in pipeline.produce(document_year(tmp_path)).drawn


def test_what_the_document_does_not_say_is_no_figure_and_never_zero(tmp_path: Path) -> None:
    outcome = pipeline.produce(document_year(tmp_path))
    assert value(base_of(outcome), "项目支出绩效自评[1].执行率得分").is_nan()


def test_a_row_that_is_lost_leaves_the_view_open(tmp_path: Path) -> None:
    document = edited(last_document(), ">2080505<", ">20805O5<")
    book = base_of(pipeline.produce(document_year(tmp_path, document=document), draft=True))
    read = [value(book, f"支出决算表[{code}]") for code in ("2010350", "2010101")]
    assert [False, True] == [it.is_nan() for it in read]


def test_what_two_places_tell_otherwise_is_no_figure_and_is_told(tmp_path: Path) -> None:
    document = edited(last_document(), ">2316.53<", ">2361.53<", 1)
    outcome = pipeline.produce(document_year(tmp_path, document=document), draft=True)
    [fault] = told(outcome, "L424")
    assert "前后不一致" in fault.notes[0]
    assert value(base_of(outcome), "支出决算表[206]").is_nan()


def edited_once(document: bytes, old: str, new: str, number: int) -> bytes:
    """A document with one of several equal texts changed, counted from the first or the last."""
    parts = archive.read(document)
    said = parts[MAIN].split(old.encode())
    at = number % (len(said) - 1) + 1
    changed = old.join(it.decode() for it in said[:at]) + new
    rest = old.encode().join(said[at:])
    return archive.pack({**parts, MAIN: changed.encode() + rest})


@pytest.mark.parametrize(
    ("old", "new", "number", "address"),
    [
        (">0.18<", ">1.80<", -1, "三公经费.公务接待费"),
        (">4052.48<", ">5052.48<", 0, "收入支出决算总表.收入总计"),
        ("9.49万元", "9.59万元", 0, "一般公共预算财政拨款支出决算表[2210202]"),
    ],
)
def test_what_a_sentence_tells_otherwise_than_a_table_is_no_figure_and_is_told(
    tmp_path: Path, old: str, new: str, number: int, address: str
) -> None:
    document = edited_once(last_document(), old, new, number)
    outcome = pipeline.produce(document_year(tmp_path, document=document), draft=True)
    [fault] = told(outcome, "L424")
    assert value(base_of(outcome), address).is_nan()
    assert f"{LAST_DOCUMENT}：前后不一致 1 处，其中的数不作上年数" == fault.message
    assert f"同一个数前后不一致：{address}" in fault.notes[0]


def test_all_other_rows_are_read_beside_one_that_is_doubted(tmp_path: Path) -> None:
    document = edited_once(last_document(), "9.49万元", "9.59万元", 0)
    book = base_of(pipeline.produce(document_year(tmp_path, document=document), draft=True))
    rows = {"2210201": "518600", "2010101": "0", "22102": "1090500"}
    view = "一般公共预算财政拨款支出决算表"
    read = {code: str(value(book, f"{view}[{code}]").to_integral()) for code in rows}
    assert rows == read


def test_a_doubted_figure_is_what_the_filing_states(tmp_path: Path) -> None:
    document = edited_once(last_document(), "9.49万元", "9.59万元", 0)
    extra = "上年数: {一般公共预算财政拨款支出决算表.2210202: 94928.74}\n"
    outcome = pipeline.produce(document_year(tmp_path, extra, document))
    book, view = base_of(outcome), "一般公共预算财政拨款支出决算表"
    assert [] == [it for it in outcome.faults if it.severity is Severity.ERROR or it.code == "L410"]
    assert ["94928.74", "1090428.74"] == [
        f"{value(book, f'{view}[{code}]'):.2f}" for code in ("2210202", "22102")
    ]


def test_figures_of_a_sum_that_is_broken_are_no_figures_and_are_told(tmp_path: Path) -> None:
    document = edited_once(last_document(), ">0.18<", ">1.80<", 0)
    outcome = pipeline.produce(document_year(tmp_path, document=document), draft=True)
    [fault] = told(outcome, "L424")
    assert "相加不符" in fault.notes[0]
    assert value(base_of(outcome), "一般公共预算财政拨款基本支出决算表[30207].决算数").is_nan()


def test_a_unit_that_does_not_hold_is_told_each_time(tmp_path: Path) -> None:
    path = document_year(
        tmp_path, document=edited_once(last_document(), "单位：万元", "单位：千元", 4)
    )
    [first], [again] = (told(pipeline.produce(path), "L424") for _ in range(2))
    assert f"{LAST_DOCUMENT}：1 处说法不一，数照用，请核对" == first.message
    assert first.notes[0].endswith("单位写的是千元，数是按万元写的")
    assert (first.message, first.notes) == (again.message, again.notes)


def test_what_may_be_rounding_is_a_figure_and_is_told(tmp_path: Path) -> None:
    document = edited_once(last_document(), "9.49万元", "9.50万元", 0)
    outcome = pipeline.produce(document_year(tmp_path, document=document))
    [fault] = told(outcome, "L424")
    assert (True, 1) == ("数照用" in fault.message, len(fault.notes))
    view = "一般公共预算财政拨款支出决算表"
    assert Decimal(94900) == value(base_of(outcome), f"{view}[2210202]")


def test_what_was_not_read_is_listed_with_its_place(tmp_path: Path) -> None:
    document = with_paragraph(last_document(), "另有捐赠收入318.20万元，单独核算。")
    [fault] = told(pipeline.produce(document_year(tmp_path, document=document)), "L424")
    assert f"{LAST_DOCUMENT}：未读出 1 处，其中的数不作上年数" == fault.message
    assert fault.notes[0].startswith(f"{LAST_DOCUMENT}:")
    assert fault.notes[0].endswith("另有捐赠收入318.20万元，单独核算。")


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (lambda: b"%PDF-1.7 no", "不是完好的 PDF"),
        (lambda: b"nothing", "不是完好的 Word"),
        (lambda: produced(BUDGET).document, "应是 2024 年度的部门决算"),
        (lambda: produced(SHANGHAI).document, "认不出"),
        (lambda: edited(last_document(), "管理服务中心", "管理中心"), "是另一个单位的"),
        (lambda: edited(last_document(), "2024年度", "2023年度"), "应是 2024 年度的部门决算"),
    ],
    ids=["broken", "none", "kind", "region", "unit", "year"],
)
def test_a_document_that_cannot_be_the_base_is_one_fault_at_its_key(
    tmp_path: Path, document: object, message: str
) -> None:
    assert callable(document)
    path = document_year(tmp_path, document=document())
    [fault] = told(pipeline.produce(path), "L411")
    line = path.read_text("utf-8").splitlines().index(f"上年文件: {LAST_DOCUMENT}") + 1
    assert (True, line) == (message in fault.message, getattr(fault.place, "line", 0)), fault


def test_a_rate_that_rounding_leaves_open_is_told_with_both_values(tmp_path: Path) -> None:
    outcome = pipeline.produce(document_year(tmp_path))
    [fault] = told(outcome, "C343")
    text = next(
        it.text
        for it in outcome.printed
        if it.mark.aspect is Aspect.RATE and it.mark.base == PRIOR and "2010350" in it.mark.steps
    )
    assert (
        f"一般公共预算财政拨款支出决算表[2010350]：幅度印 {text}，上年数是四舍五入的数，"
        "原数算出的在 1.96%至1.97%之间"
    ) == fault.message
    assert LAST_DOCUMENT in fault.notes[0]


def test_an_exact_figure_beside_the_document_settles_it(tmp_path: Path) -> None:
    extra = "上年数: {一般公共预算财政拨款支出决算表.2010350: 5086823.81}\n"
    outcome = pipeline.produce(document_year(tmp_path, extra))
    assert ([], []) == (told(outcome, "C343"), told(outcome, "L410"))
    assert Decimal("5086823.81") == value(
        base_of(outcome), "一般公共预算财政拨款支出决算表[2010350]"
    )


def test_another_figure_beside_the_document_is_told(tmp_path: Path) -> None:
    extra = "上年数: {一般公共预算财政拨款支出决算表.2010350: 5086923.81}\n"
    assert 1 == len(told(pipeline.produce(document_year(tmp_path, extra), draft=True), "L410"))


def test_a_trace_leads_into_the_document_and_says_how_exact_it_is(tmp_path: Path) -> None:
    of, _ = dossier.open_filing(document_year(tmp_path))
    assert of is not None
    said = traces.text(tracing.trace(of, "上年数.收入支出决算总表.收入总计"))
    assert f"← {LAST_DOCUMENT}:第二部分 2024年度部门决算表 › 一、收入支出决算总表" in said
    assert "（公开的万元数，与原数相差在 50 元以内）" in said


# -- every example ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILINGS, ids=lambda it: it.stem)
def test_the_base_of_any_document_says_what_the_filing_said(path: Path, tmp_path: Path) -> None:
    outcome = produced(path)
    assert outcome.books is not None
    assert outcome.pack is not None
    (tmp_path / "公开.docx").write_bytes(outcome.document)
    file = BaseFile("上年文件", outcome.pack.key[0], 0, {}, {})
    found, reason = printed_bases.take(tmp_path / "公开.docx", "公开.docx", file, outcome.pack)
    assert found is not None, reason
    assert found == taken.from_data(taken.as_data(found))
    book = Book(outcome.pack.definitions.root, found.ledger(outcome.pack))
    off: list[Steps] = []
    for steps in {it.mark.steps for it in outcome.printed if it.mark.aspect is Aspect.VALUE}:
        filed, read = outcome.books.now.figure(steps).value, book.figure(steps).value
        hidden = printed.hidden_in(book, steps)
        known = not (read.is_nan() or filed.is_nan())
        off += [steps] if known and abs(filed - read) > hidden else []
    assert [] == [it for it in found.unread if "前后不一致" in it]
    assert [] == off


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "没有.docx"])
def test_a_filing_or_a_file_that_is_not_there_is_no_document(tmp_path: Path, name: str) -> None:
    if name.startswith("a"):
        (tmp_path / name).write_text("文种: 部门决算\n", "utf-8")
    assert not lending.is_document(tmp_path / name)
