"""What was printed: marks name an aspect, an address and a base; some aspects are gaps."""

import pytest

from generator.filling.marks import Aspect, Mark


def test_a_mark_names_its_figure_as_people_read_it() -> None:
    mark = Mark(Aspect.DIFFERENCE, ("支出决算表", "2010399", "项目支出"), "上年数")
    assert "支出决算表[2010399].项目支出" == mark.address


def test_a_mark_without_a_base_has_none() -> None:
    steps = ("三公经费", "合计")
    assert Mark(Aspect.VALUE, steps, "") == Mark(Aspect.VALUE, steps)


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
