"""The forms' language within bounds: what no form needs is a fault, whatever it would cost."""

import pytest

from generator.filling import program
from generator.filling.program import FormError
from generator.forms import dialect

ENV = dialect.environment({"万元": lambda _: []})
LONG = "花括号里写得太长（最多 600 个字）"
BRACKETS = "括号套得太深（最多 12 层）"
BLOCKS = "for、if 套得太深（最多 48 层）"


@pytest.mark.parametrize(
    ("form", "message"),
    [
        pytest.param("{{ 表[" + "9" * 5000 + "] }}", LONG, id="a huge number"),
        pytest.param("{{ 表[" + "9" * 300 + "] }}", "数字太长", id="a large number"),
        pytest.param("{{ " + "(" * 200 + "甲", BRACKETS, id="brackets that stay open"),
        pytest.param("{{ 甲" + "[甲" * 50 + "]" * 50 + " }}", BRACKETS, id="deep brackets"),
        pytest.param("{% if " + "not " * 5000 + "甲 %}{% endif %}", LONG, id="a chain of not"),
        pytest.param("{% if 甲" + " and 甲" * 5000 + " %}{% endif %}", LONG, id="a chain of and"),
        pytest.param("{{ 甲" + " | 万元" * 5000 + " }}", LONG, id="a chain of filters"),
        pytest.param("{{ 甲 " * 2000, LONG, id="tags that stay open"),
        pytest.param("{% if 甲 %}" * 300 + "{% endif %}" * 300, BLOCKS, id="deep blocks"),
        pytest.param("{%- if 甲 -%}" * 300, BLOCKS, id="blocks with signs"),
        pytest.param("{% block 甲 %}" * 300, BLOCKS, id="blocks that no form knows"),
        pytest.param(
            "{% if 甲 %}" + "{% elif 甲 %}" * 3000 + "{% endif %}",
            "elif 太多（最多 60 个）",
            id="many branches",
        ),
    ],
)
def test_what_is_beyond_bounds_is_a_fault(form: str, message: str) -> None:
    with pytest.raises(FormError) as caught:
        dialect.compile_text(ENV, form)
    assert ("D502", message) == (caught.value.code, caught.value.message)


def test_it_is_told_at_its_line() -> None:
    with pytest.raises(FormError) as caught:
        dialect.compile_text(ENV, "甲\n{{ 甲 }}\n{% if " + "(" * 20)
    assert 3 == caught.value.line


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("{% if 甲 %}" * 47 + "{% endif %}" * 47, id="blocks"),
        pytest.param("{% if 甲 %}" + "{% elif 甲 %}" * 60 + "{% endif %}", id="branches"),
        pytest.param("{% if " + "not " * 140 + "甲 %}{% endif %}", id="not"),
        pytest.param("{% if " + "(" * 12 + "甲" + ")" * 12 + " %}{% endif %}", id="brackets"),
        pytest.param("{% if 甲 %}{% endif %}" * 500, id="blocks beside one another"),
    ],
)
def test_what_is_within_them_compiles_and_can_be_kept(form: str) -> None:
    compiled = dialect.compile_text(ENV, form)
    assert compiled == program.read(program.plain(compiled))
