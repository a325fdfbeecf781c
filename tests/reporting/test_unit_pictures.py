"""What is drawn of a unit, and of many: the pack says what; every figure stands in the table."""

from decimal import Decimal
from pathlib import Path

import pytest
from support.examples import OF_EVERY_PACK

from generator.corrections import dossier
from generator.reporting import unit_pictures
from generator.reporting.overview_rows import UnitRow
from generator.units.overview import WAN
from generator.units.result import KeyFigure


@pytest.mark.parametrize("path", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_every_pack_says_where_money_comes_from_and_goes_to(path: Path) -> None:
    of, _ = dossier.open_filing(path)
    assert of is not None
    drawn = list(unit_pictures.draw_unit(of.pack, of.books))
    assert [f"{title}（万元）" for title in of.pack.overview.parts] == [
        it.chart.title for it in drawn
    ]
    for picture, group in zip(drawn, of.pack.overview.parts.values(), strict=True):
        shown = {point.name: point.texts[-1] for point in picture.chart.points}
        values = {name: of.books.now.figure(steps).value for name, steps in group.items()}
        assert shown == {name: WAN.show(it) for name, it in values.items() if name in shown}
        whole, *parts = values.values()
        assert whole == sum(parts)
        assert {name for name, it in values.items() if it} <= shown.keys()
        assert all(text in picture.svg for text in shown.values())


def row(unit: str, movement: str, label: str = "收入总计") -> UnitRow:
    return UnitRow(unit, "已生成", figures=(KeyFigure(label, "1.00", movement),))


def test_units_stand_by_their_movement_those_that_say_none_do_not() -> None:
    rows = [
        row("甲", "-15.89%"),
        row("乙", "+30.10%"),
        row("丙", "持平"),
        row("丁", "+1.00%", "别的"),
    ]
    drawn = unit_pictures.draw_movements([*rows, row("<戊>", "+0.50%"), UnitRow("己", "未报")])
    assert drawn is not None
    points = [(it.name, it.texts[0]) for it in drawn.chart.points]
    assert [("乙", "+30.10%"), ("<戊>", "+0.50%"), ("甲", "-15.89%")] == points
    assert "<戊>" not in drawn.svg


def test_of_many_those_that_moved_most_are_drawn() -> None:
    rows = [row(str(number), f"+{number}.00%") for number in range(1, 101)]
    drawn = unit_pictures.draw_movements(rows)
    assert drawn is not None
    values = [Decimal(it.values[0]) for it in drawn.chart.points]
    assert list(range(100, 80, -1)) == values


def test_nothing_is_drawn_of_one_unit() -> None:
    assert unit_pictures.draw_movements([row("甲", "+1.00%"), row("乙", "")]) is None
    assert unit_pictures.draw_movements([]) is None
