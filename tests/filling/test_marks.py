"""What was printed: marks name an aspect, an address and a base; some aspects are gaps."""

import pytest

from generator.filling.marks import Aspect, Mark, mark


def test_a_mark_names_its_figure_as_people_read_it() -> None:
    expected = Mark(Aspect.DIFFERENCE, "支出决算表[2010399].项目支出", "上年数")
    assert expected == mark(Aspect.DIFFERENCE, ("支出决算表", "2010399", "项目支出"), "上年数")


def test_a_mark_without_a_base_has_none() -> None:
    assert Mark(Aspect.VALUE, "三公经费.合计", "") == mark(Aspect.VALUE, ("三公经费", "合计"))


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
