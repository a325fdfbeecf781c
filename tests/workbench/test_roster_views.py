"""已公开: the day goes into the list of units, never over what somebody else wrote there."""

from pathlib import Path

from support import rosters
from support.workbench import Visit, folder, inside

__all__ = ["folder", "inside"]


def made(inside: Visit, *rows: str) -> tuple[Path, str]:
    listed = rosters.write(inside.folder, *(rows or (rosters.OWN,)))
    assert 200 == inside.change(f"/units/{inside.name()}/document")[0]
    return listed, inside.get(f"/units/{inside.name()}/document")


def test_a_unit_is_published_once_its_day_is_written(inside: Visit) -> None:
    listed, page = made(inside)
    base = inside.field(page, "base")
    way = f"/units/{inside.name()}/published-on"
    status, shown = inside.change(way, day="2025-08-30", base=base)
    assert (200, True) == (status, "第 2 行写着 2025-08-30 公开" in shown)
    assert rosters.OWN[:-1] + "2025-08-30," in listed.read_text("utf-8")
    assert "已公开" in inside.get(f"/units/{inside.name()}")


def test_a_list_that_was_changed_meanwhile_is_left_alone(inside: Visit) -> None:
    listed, page = made(inside)
    base = inside.field(page, "base")
    rosters.write(inside.folder, f"{rosters.OWN}张")
    before = listed.read_bytes()
    way = f"/units/{inside.name()}/published-on"
    assert 409 == inside.change(way, day="2025-08-30", base=base)[0]
    assert 409 == inside.change(way, day="2025-08-30")[0]
    assert before == listed.read_bytes()


def test_a_day_that_is_none_or_has_not_come_is_not_written(inside: Visit) -> None:
    listed, page = made(inside)
    base, before = inside.field(page, "base"), listed.read_bytes()
    for day in ("", "八月", "2999-01-01"):
        way = f"/units/{inside.name()}/published-on"
        assert 400 == inside.change(way, day=day, base=base)[0]
    assert before == listed.read_bytes()


def test_without_a_list_its_place_is_told(inside: Visit) -> None:
    assert 200 == inside.change(f"/units/{inside.name()}/document")[0]
    page = inside.get(f"/units/{inside.name()}/document")
    assert "没有找到列着它的名录" in page
    way = f"/units/{inside.name()}/published-on"
    assert 400 == inside.change(way, day="2025-08-30", base="x")[0]
