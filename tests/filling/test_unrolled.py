"""Programs written out: the same as step by step, for every form; faults are left to the steps."""

from pathlib import Path
from typing import Any

import pytest
from support import rendering
from support.examples import FILINGS
from test_filling import FILTERS, books, program, runs

from generator.books import bases
from generator.books.books import Books
from generator.consolidation import department
from generator.filing import shared
from generator.filling import filling, unrolled, views
from generator.filling.document import WORTH_IT, Program
from generator.filling.prints import Printed
from generator.filling.program import BLOCK, CHOICE, LOOP, FormError, link
from generator.filling.views import names
from generator.forms import compiling
from generator.kept import fingerprints
from generator.packs import finding
from generator.packs.pack import Pack

BODY = "word/document.xml"


def opened(path: Path) -> tuple[Pack, Books]:
    read, _ = shared.load(path)
    assert read is not None
    pack, _ = finding.find(read, fingerprints.home())
    assert pack is not None
    filing, _ = department.read(read, pack)
    assert filing is not None
    return pack, bases.open_books(filing, pack)[0]


def placed(run: Any) -> list[Printed]:
    return list(run.printed(BODY))


def program_of(form: str) -> Program:
    return Program(link(program(form), FILTERS))


def often(form: Program, **given: object) -> list[str]:
    """What a form gives, filled until after it is worth writing out."""
    made = []
    for _ in range(WORTH_IT + 2):
        unit = books()
        made.append(form.run({**names(unit), **given}, unit).xml.decode())
    return made


# -- the same as step by step ------------------------------------------------------------------


@pytest.mark.parametrize("path", FILINGS, ids=lambda path: path.stem)
@pytest.mark.parametrize("before", [False, True], ids=["unseen", "seen"])
def test_every_form_gives_the_same_written_out(path: Path, before: bool) -> None:
    """Whether the figures that a path always means are known by then or not."""
    pack, unit = opened(path)
    compiling.compiled.cache_clear()
    form = compiling.compiled(pack).form
    assert form is not None
    for form_program in form.programs.values():
        given = views.form_names(pack, unit)
        if before:
            filling.run(form_program.steps, given, unit)
        made = rendering.written_out(form_program.steps, given, unit)
        stepwise = filling.run(form_program.steps, given, unit)
        assert (stepwise.xml, placed(stepwise)) == (made.xml, placed(made))


def test_what_was_written_out_for_one_unit_serves_another() -> None:
    steps = link(program(runs("{{ 甲 | 元 }}，{% if 乙.有数 %}{{ 乙 | 元 }}{% endif %}")), FILTERS)
    carry = unrolled.unrolled(steps)
    assert carry is not None
    for first, second in ((1, 2), (30, 0), (0, 4)):
        unit, given = books(first, second), names(books(first, second))
        records: list[Any] = []
        carry(given, unit.now, records.append)
        assert filling.run(steps, given, unit).records == records


@pytest.mark.parametrize(
    ("form", "given"),
    [
        ("{% for 字 in 数 %}{{ loop.index }}{{ 字 }}{% else %}无{% endfor %}", {"数": ["一"]}),
        ("{% for 字 in 数 %}{{ loop.index }}{% else %}无{% endfor %}", {"数": []}),
        ("{% for 字 in 数 if 字 %}{{ 字 }}{% endfor %}", {"数": ["", "甲"]}),
        ("{% for 列 in 数 %}{% for 字 in 列 %}{{ loop.index }}{% endfor %}{{ loop.last }}"
         "{% endfor %}", {"数": []}),
        ("{% if not 数 and 甲.有数 or 乙.有数 %}是{% else %}否{% endif %}", {"数": []}),
        ("{{ 表[键] }}{{ 表['名'] }}", {"表": {"名": "甲<乙&", "1": "一"}, "键": "1"}),
        ("{{ 表[数.序] | 元 }}{{ 数.序 }}", {"数": {"序": 1}}),
        ("没有字段", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_pieces_of_forms_give_the_same_written_out(form: str, given: dict[str, object]) -> None:
    unit = books()
    named = {**names(unit), **given}
    if "表[数.序]" in form:
        named["表"] = {"1": named["甲"]}
    steps = link(program(form), FILTERS)
    stepwise, made = filling.run(steps, named, unit), rendering.written_out(steps, named, unit)
    assert (stepwise.xml, placed(stepwise)) == (made.xml, placed(made))


# -- when ----------------------------------------------------------------------------------------


def test_a_form_is_written_out_when_it_has_been_filled_often() -> None:
    form = program_of("{{ 甲 | 元 }}")
    unit = books()
    states = []
    for _ in range(WORTH_IT + 1):
        states.append(form.carry is not None)
        form.run(names(unit), unit)
    assert [False] * WORTH_IT + [True] == states


def test_what_is_nested_too_deep_for_python_is_filled_step_by_step() -> None:
    opening = "".join(f"{{% for 字{n} in 数 %}}" for n in range(25))
    form = program_of(f"{opening}深{'{% endfor %}' * 25}")
    assert {"深"} == set(often(form, 数=["一"]))
    assert form.carry is None


@pytest.mark.parametrize(
    "form",
    ["{{ 丙 }}", "{{ 甲 }}", "{{ 词.长 }}", "{{ 词 | 元 }}", "{{ 两行 }}", "{{ 数 | 元 }}",
     "{% for 字 in 数 %}{{ loop.index | 元 }}{% endfor %}",
     "{% for 字 in 数 %}{{ 字 | 元 }}{% endfor %}",
     "{% for 字 in 数 %}{{ 字.长 | 元 }}{% endfor %}"],
)  # fmt: skip
def test_a_fault_is_told_as_ever_after_a_form_was_written_out(form: str) -> None:
    made, unit = program_of(form), books()
    told = []
    for _ in range(WORTH_IT + 2):
        with pytest.raises(FormError) as caught:
            made.run({**names(unit), "词": "文字", "两行": "一\n二", "数": ["一"]}, unit)
        told.append((caught.value.code, caught.value.message, caught.value.line))
    assert (made.carry is not None, 1) == (True, len(set(told)))


def test_no_text_of_a_form_gets_into_the_code() -> None:
    """Not even if a spoilt program had something else than names where names belong."""
    bad = "x\nimport os\n\"'"
    block = [BLOCK, [[bad, 0, 0], [bad, 0, 0]], [[1, [bad, bad, [bad]], "附言", [bad], True]]]
    spoilt = [LOOP, 1, bad, [bad, bad], ["and", [bad], ["not", [bad]]], [block], []]
    code = unrolled._Code()
    code.body(link([spoilt, [CHOICE, 1, [bad], [block], [block]]], FILTERS), {}, 1)
    assert [] == [line for line in code.lines if "import" in line or not line.isascii()]
