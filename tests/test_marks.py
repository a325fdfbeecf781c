"""The invisible marks around what filters print: wrapped, found, and read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.marks import MARK, Aspect, Mark, plain, unwrap, wrap

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30)


@given(aspect=st.sampled_from(Aspect), address=WORDS, base=WORDS, text=WORDS)
def test_a_mark_comes_back_as_it_went_in(
    aspect: Aspect, address: str, base: str, text: str
) -> None:
    mark = Mark(aspect, address, base)
    found = MARK.fullmatch(wrap(mark, text))
    assert found is not None
    assert mark == unwrap(_unescaped(found[1]))
    assert text == _unescaped(found[2])


def _unescaped(text: str) -> str:
    names = {"&lt;": "<", "&gt;": ">", "&#39;": "'", "&#34;": '"', "&amp;": "&"}
    for name, character in names.items():
        text = text.replace(name, character)
    return text


def test_a_mark_without_a_base_has_none() -> None:
    found = MARK.fullmatch(wrap(Mark(Aspect.VALUE, "三公经费.合计"), "2.26"))
    assert found is not None
    assert ("三公经费.合计", "") == (unwrap(found[1]).address, unwrap(found[1]).base)


def test_marked_texts_stand_beside_each_other() -> None:
    mark = Mark(Aspect.VALUE, "甲")
    text = f"共{wrap(mark, '1')}万元，{wrap(mark, '2')}万元"
    assert ["1", "2"] == [match[2] for match in MARK.finditer(text)]
    assert "共1万元，2万元" == MARK.sub(lambda match: match[2], text)


@pytest.mark.parametrize("printer", [wrap, plain])
def test_what_is_printed_cannot_open_a_tag(printer: object) -> None:
    assert callable(printer)
    text = str(printer(Mark(Aspect.REASON, "甲"), "R&D <w:p>"))
    assert ("R&amp;D &lt;w:p&gt;" in text, "<" in text) == (True, False)


def test_an_engine_without_a_record_prints_the_text_alone() -> None:
    assert "2.26" == plain(Mark(Aspect.VALUE, "甲"), "2.26")


@pytest.mark.parametrize(
    ("aspect", "gap"),
    [
        (Aspect.VALUE, False),
        (Aspect.DIFFERENCE, False),
        (Aspect.RATE, False),
        (Aspect.REASON, False),
        (Aspect.NO_VALUE, True),
        (Aspect.NO_BASE, True),
        (Aspect.NO_REASON, True),
        (Aspect.NOTE, False),
        (Aspect.NO_NOTE, True),
    ],
)
def test_what_is_missing_is_a_gap(aspect: Aspect, gap: bool) -> None:
    assert gap == aspect.gap
