"""Exports with something wrong in them: whatever is drawn wrongly is told."""

import pytest
from support.wrong_exports import KINDS, drawn_whole, try_out


def test_nothing_is_told_of_what_is_right() -> None:
    figures, faults = drawn_whole()
    assert {"C313"} == {it.code for it in faults}
    assert len(figures) > 30


@pytest.mark.parametrize("seed", range(4 * len(KINDS)))
def test_what_is_drawn_wrongly_is_told(seed: int) -> None:
    tried = try_out(seed)
    assert tried.right or tried.told


@pytest.mark.slow
@pytest.mark.parametrize("block", range(20))
def test_what_is_drawn_wrongly_is_told_of_many(block: int) -> None:
    every = {seed: try_out(seed) for seed in range(block * 100, block * 100 + 100)}
    assert [] == [(seed, it.kind) for seed, it in every.items() if not (it.right or it.told)]
