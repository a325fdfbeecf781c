"""Frozen values: as frozen dataclasses, with their methods shared."""

import dataclasses
import pickle
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import pytest

from generator.frozen import Frozen, field, replace


class Sheet(Frozen):
    """A value with every kind of field."""

    name: str
    rows: int = 1
    cells: Mapping[str, int] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict, compare=False)

    @cached_property
    def twice(self) -> int:
        return 2 * self.rows


class LinedSheet(Sheet):
    """One with a field more."""

    lined: bool = field(default=True, compare=False)


def test_fields_are_given_by_place_or_name_and_else_have_their_defaults() -> None:
    made = LinedSheet("甲", cells={"a": 1})
    assert ("甲", 1, {"a": 1}, {}, True) == tuple(getattr(made, name) for name in made._names)


def test_each_value_has_its_own_of_what_is_made_anew() -> None:
    one, other = Sheet("甲"), Sheet("甲")
    one.seen["a"] = 1
    assert ({"a": 1}, {}) == (one.seen, other.seen)


def test_values_are_the_same_by_class_and_by_the_fields_that_count() -> None:
    assert Sheet("甲", seen={"a": 1}) == Sheet("甲")
    assert Sheet("甲", 2) != Sheet("甲")
    assert LinedSheet("甲") != Sheet("甲")


def test_what_was_worked_out_once_makes_no_other_value() -> None:
    asked = Sheet("甲", 2)
    assert 4 == asked.twice
    assert asked == Sheet("甲", 2) == replace(asked)


class Spot(Frozen):
    """A value that can be a key."""

    row: int
    column: int = 0


def test_equal_values_are_one_key() -> None:
    assert {Spot(1): "乙"} == {Spot(1): "甲", Spot(1, 0): "乙"}


@pytest.mark.parametrize("given", [(), ("甲", 1, {}, {}, True), ("甲", 1, {}, {}, True, 0)])
def test_too_few_and_too_many_fields_are_refused(given: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError):
        Sheet(*given)


class Optional(Frozen):
    """A value of which nothing need be given."""

    row: int = 0


def test_too_many_fields_are_refused_where_none_is_needed() -> None:
    with pytest.raises(TypeError):
        Optional(1, 2)  # type: ignore[call-arg]


def test_a_field_that_is_none_is_refused() -> None:
    with pytest.raises(TypeError):
        Sheet("甲", lines=1)  # type: ignore[call-arg]


@pytest.mark.parametrize("name", ["rows", "没有"])
def test_nothing_can_be_changed(name: str) -> None:
    made = Sheet("甲")
    with pytest.raises(AttributeError):
        setattr(made, name, 2)
    with pytest.raises(AttributeError):
        delattr(made, name)
    assert Sheet("甲") == made


def test_it_shows_what_counts() -> None:
    assert "Spot(row=1, column=0)" == repr(Spot(1))
    assert "LinedSheet(name='甲', rows=1, cells={})" == repr(LinedSheet("甲"))


def test_another_process_gets_the_same() -> None:
    made = LinedSheet("甲", 2, {"a": 1})
    assert made == pickle.loads(pickle.dumps(made))


@pytest.mark.parametrize("change", [replace, dataclasses.replace])
def test_a_copy_differs_where_it_is_told_to(change: Any) -> None:
    made = LinedSheet("甲", 2, seen={"a": 1})
    changed = change(made, rows=3)
    assert (LinedSheet("甲", 3), {"a": 1}) == (changed, changed.seen)


def test_dataclasses_know_its_fields() -> None:
    assert ["row", "column"] == [it.name for it in dataclasses.fields(Spot)]
    assert {"row": 1, "column": 0} == dataclasses.asdict(Spot(1))
