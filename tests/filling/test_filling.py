"""Programs carried out: what is written, and where each printed figure stands."""

from collections.abc import Sequence
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import OF_EVERY_PACK
from support.properties import examples

from generator import pipeline
from generator.addresses import parse
from generator.books.books import Books
from generator.figures.book import Book
from generator.figures.ledger import Ledger
from generator.filing.filing import Filing
from generator.filing.kinds import Amount
from generator.filing.source import Source
from generator.filling import filling, phrases
from generator.filling.filling import link
from generator.filling.marks import Aspect, Mark
from generator.filling.names import form_names, names
from generator.filling.prints import Printed, Run, escape
from generator.filling.program import FormError, Program
from generator.forms import dialect, template
from generator.forms.compiling import compile_form
from generator.forms.template import PARAGRAPH
from generator.money import Style
from generator.packs.definitions import Record, Typed
from generator.packs.wording import Wording

FILTERS = phrases.filters(Wording({"元": Style("元", decimals=0)}, {}, {}))
ROOT = Record({"甲": Typed("元"), "乙": Typed("元")})
BODY = "word/document.xml"
# Whatever XML can hold, in one line.
WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=12
)


def books(first: int = 5, second: int = 0) -> Books:
    data = {"甲": Amount(Decimal(first)), "乙": Amount(Decimal(second)), "年度": "2024"}
    book = Book(ROOT, Ledger(Filing(Source("填报.yaml", ""), data), {}))
    return Books(book, {}, {"注": {}}, data, {}, lambda _table, _code: None)


def program(form: str) -> Program:
    env = dialect.environment(FILTERS)
    return template.measure(dialect.compile_text(env, form))


def filled(form: str, **given: object) -> Run:
    opened = books()
    return filling.run(link(program(form), FILTERS), {**names(opened), **given}, opened)


def runs(*texts: str) -> str:
    """A paragraph of text runs."""
    return f"{PARAGRAPH}><w:r>{''.join(f'<w:t>{text}</w:t>' for text in texts)}</w:r></w:p>"


# -- places ------------------------------------------------------------------------------------


@given(leads=st.lists(WORDS, min_size=1, max_size=6))
@examples(60)
def test_a_figure_stands_behind_all_that_its_paragraph_shows_before_it(leads: list[str]) -> None:
    written = "".join(f"{{{{ 词.{n} }}}}{{{{ 甲 | 元 }}}}" for n in range(len(leads)))
    run = filled(f"<w:body>{runs(written)}</w:body>", 词={str(n): it for n, it in enumerate(leads)})
    whole = "".join(f"{lead}5" for lead in leads)
    places = [(item.paragraph, item.offset) for item in run.printed(BODY)]
    ends = [len("".join(f"{lead}5" for lead in leads[: n + 1])) - 1 for n in range(len(leads))]
    assert [(1, end) for end in ends] == places
    assert f"<w:body>{runs(whole)}</w:body>" == unescape(run.xml.decode())


@given(texts=st.lists(st.lists(WORDS, max_size=3), min_size=1, max_size=5))
@examples(60)
def test_paragraphs_are_counted_and_text_outside_runs_is_not(texts: list[list[str]]) -> None:
    before = "".join(
        runs(*(escape(text.replace("{", "(")).decode() for text in line)) for line in texts
    )
    run = filled(f"<w:body>{before}<w:x>不在文字里</w:x>{runs('共', '{{ 甲 | 元 }}')}</w:body>")
    expected = Printed(Mark(Aspect.VALUE, parse("甲")), "5", BODY, len(texts) + 1, 1)
    assert [expected] == list(run.printed(BODY))


@pytest.mark.parametrize(
    ("form", "paragraph", "offset"),
    [
        pytest.param(f"{PARAGRAPH}/>{runs('共{{ 甲 | 元 }}')}", 2, 1, id="after an empty one"),
        pytest.param(runs("A&amp;B{{ 甲 | 元 }}"), 1, 3, id="an entity is one character"),
        pytest.param(
            f'{PARAGRAPH}><w:t xml:space="preserve"> {{{{ 甲 | 元 }}}}</w:t></w:p>', 1, 1, id="sp"
        ),
        pytest.param(
            f"{PARAGRAPH}><w:t/><w:t>共{{{{ 甲 | 元 }}}}</w:t></w:p>", 1, 1, id="an empty run"
        ),
        pytest.param(
            f"{runs('{% if 甲.有数 %}共计{% endif %}{{ 甲 | 元 }}')}", 1, 2, id="in a condition"
        ),
        pytest.param(
            f"{{% for 字 in 数 %}}{runs('{{ 字 }}')}{{% endfor %}}{runs('{{ 甲 | 元 }}')}", 4, 0,
            id="after a loop",
        ),
    ],
)  # fmt: skip
def test_a_place_counts_what_is_shown(form: str, paragraph: int, offset: int) -> None:
    [item] = filled(form, 数=["一", "二", "三"]).printed(BODY)
    assert (paragraph, offset) == (item.paragraph, item.offset)


def test_what_no_reader_sees_has_no_place() -> None:
    run = filled("<dc:title>{{ 甲 | 元 }}</dc:title>")
    assert ([], "<dc:title>5</dc:title>") == (list(run.printed(BODY)), run.xml.decode())


def test_a_program_is_filled_for_unit_after_unit() -> None:
    linked = link(program(runs("{{ 甲 | 元 }}，{{ 乙 | 元 }}")), FILTERS)
    made = []
    for first, second in ((1, 2), (30, 0), (0, 4)):
        opened = books(first, second)
        run = filling.run(linked, names(opened), opened)
        made.append([(item.text, item.offset) for item in run.printed(BODY)])
    assert [[("1", 0), ("2", 2)], [("30", 0), ("0", 3)], [("0", 0), ("4", 2)]] == made


# -- loops and conditions ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "items", "expected"),
    [
        ("{% for 字 in 数 %}{{ loop.index }}{{ 字 }}{% endfor %}", ["甲", "乙"], "1甲2乙"),
        ("{% for 字 in 数 %}{{ loop.revindex0 }}{% else %}无{% endfor %}", [], "无"),
        ("{% for 字 in 数 %}{% if loop.last %}和{% endif %}{{ 字 }}{% endfor %}", "甲乙", "甲和乙"),
        (
            "{% for 字 in 数 %}{% for 词 in 数 %}{{ loop.index }}{% endfor %}"
            "{{ loop.index }}{% endfor %}",
            "甲乙",
            "121122",
        ),
        ("{% for 字 in 数 if 字 %}{{ loop.index }}{{ 字 }}{% endfor %}", ["", "甲", ""], "1甲"),
        ("{% if 数 %}有{% elif 甲.有数 %}甲{% else %}无{% endif %}", [], "甲"),
        ("{% if not 数 and 甲.有数 %}是{% endif %}", [], "是"),
        ("{% if 数 or 乙.有数 %}是{% else %}否{% endif %}", [], "否"),
    ],
)  # fmt: skip
def test_loops_and_conditions_are_the_template_languages_own(
    form: str, items: Sequence[str], expected: str
) -> None:
    items = list(items)
    run = filled(form, 数=items)
    env = dialect.environment(FILTERS)
    plain = env.from_string(form).render({**names(books()), "数": items})
    assert (expected, expected) == (run.xml.decode(), plain)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("{{ 表[键] }}{{ 表['名'] }}", "一甲&lt;乙&amp;"),
        ("{{ 表[数.序] }}{{ 数.序 }}", "一1"),
        ("{% for 名 in 列 %}{{ 表[名] }}{% endfor %}", "一甲&lt;乙&amp;"),
        ("{{ 各数[键] | 元 }}，{{ 各数[数.序] | 元 }}", "5，5"),
        ("{% if 表[键] and not 各数[键].有数 %}是{% else %}否{% endif %}", "否"),
        ("没有字段", "没有字段"),
        ("", ""),
    ],
)
def test_a_name_may_stand_in_brackets(form: str, expected: str) -> None:
    own = {"表": {"名": "甲<乙&", "1": "一"}, "键": "1", "数": {"序": 1}, "列": ["1", "名"]}
    own["各数"] = {"1": names(books())["甲"]}
    assert expected == filled(form, **own).xml.decode()


def test_loops_may_be_nested_deeper_than_python_nests_them() -> None:
    opening = "".join(f"{{% for 字{n} in 数 %}}" for n in range(40))
    run = filled(f"{opening}深{'{% endfor %}' * 40}", 数=["一"])
    assert "深" == run.xml.decode()


# -- what cannot be printed --------------------------------------------------------------------


def test_loops_in_one_another_end_where_no_document_could_need_them() -> None:
    times = 30
    form = "{% for 段 in 段落 %}" * times + "甲" + "{% endfor %}" * times
    with pytest.raises(FormError, match="循环的次数太多（最多 1000000 次）") as caught:
        filled(form, 段落=("甲", "乙"))
    assert "D504" == caught.value.code


@pytest.mark.parametrize(
    ("form", "code", "message"),
    [
        ("{{ 丙 }}", "D503", "没有“丙”这个名称"),
        ("{{ 词.upper }}", "D503", "没有“upper”这个名称"),
        ("{{ 表.items }}", "D503", "没有“items”这个名称"),
        ("{{ 甲 }}", "D504", "数要经过数式或短语才能印出，如 {{ 数 | 万元 }}"),
        ("{{ 表 }}", "D504", "数要经过数式或短语才能印出，如 {{ 数 | 万元 }}"),
        ("{{ 真 }}", "D504", "数要经过数式或短语才能印出，如 {{ 数 | 万元 }}"),
        ("{{ 词 | 元 }}", "D504", "“元”前面应是一个数"),
        ("{{ 两行 }}", "D504", "一段文字里不能有换行"),
        ("{% for 字 in 词 %}{% endfor %}", "D504", "这里的名称不是清单，不能逐条循环"),
        ("{% if 甲 %}{% endif %}", "D503", "“甲”不能直接用作条件"),
        ("{{ 甲 | 附言('别的') }}", "D503", "填报文件没有“别的”一节"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_answered(form: str, code: str, message: str) -> None:
    with pytest.raises(FormError) as caught:
        filled(form, 词="文字", 表={"名称": "甲"}, 真=True, 两行="一\n二")
    assert (code, message, 1) == (caught.value.code, caught.value.message, caught.value.line)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("{{ 甲 | 元 }}{{ 丙 | 元 }}", "没有“丙”这个名称"),
        ("{{ 甲.有数 | 元 }}", "“元”前面应是一个数"),
        ("{% for 字 in 数 %}{{ loop.index | 元 }}{% endfor %}", "“元”前面应是一个数"),
        ("{% for 字 in 数 %}{{ 字 }}{{ 字 | 元 }}{% endfor %}", "“元”前面应是一个数"),
        ("{% for 字 in 数 %}{{ 字.长 | 元 }}{% endfor %}", "没有“长”这个名称"),
        ("{% for 字 in 数 if 字.长 %}{% endfor %}", "没有“长”这个名称"),
        ("{% for 字 in 数 %}{% if 甲 %}{% endif %}{% endfor %}", "“甲”不能直接用作条件"),
        ("{{ 甲 | 元('x') }}", "这里的名称或写法用得不对"),
    ],
)
def test_what_cannot_be_printed_is_answered_every_time_at_its_paragraph(
    form: str, message: str
) -> None:
    linked = link(program(f"{runs('{{ 甲 | 元 }}')}\n{form}"), FILTERS)
    told = set()
    for first in (1, 2, 3):
        opened = books(first)
        with pytest.raises(FormError) as caught:
            filling.run(linked, {**names(opened), "数": ["一"]}, opened)
        told.add((caught.value.message, caught.value.line))
    assert {(message, 3)} == told


@given(WORDS)
def test_an_escaped_text_is_read_back_as_it_was(text: str) -> None:
    assert text == unescape(escape(text).decode())


@pytest.mark.parametrize("path", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_blanks_between_marks_print_the_same_wherever_they_belong(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that is one block prints, with the same places, what it printed as three."""
    outcome = pipeline.produce(path)
    assert outcome.books
    assert outcome.pack
    given, form = form_names(outcome.pack, outcome.books), compile_form(outcome.pack).form
    assert form
    linked = form.programs[form.main]
    monkeypatch.setattr(filling, "_join_gaps", lambda program: program)
    apart = link(linked.program, linked.filters)
    joined, separate = (filling.run(it, given, outcome.books) for it in (linked, apart))
    assert len(separate.blocks) > len(joined.blocks)
    assert separate.xml == joined.xml
    assert [*separate.printed(BODY)] == [*joined.printed(BODY)]
