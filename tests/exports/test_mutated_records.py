"""Tables of records with something wrong in them: whatever is read wrongly is told."""

import pytest
from support.wrong_records import KINDS, read, try_out, typed, whole


def test_nothing_is_told_of_what_is_right() -> None:
    assert (typed(), []) == read(whole())


@pytest.mark.parametrize("seed", range(3 * len(KINDS)))
def test_what_is_read_wrongly_is_told(seed: int) -> None:
    tried = try_out(seed)
    assert tried.right or tried.told


@pytest.mark.slow
@pytest.mark.parametrize("block", range(20))
def test_what_is_read_wrongly_is_told_of_many(block: int) -> None:
    every = {seed: try_out(seed) for seed in range(block * 100, block * 100 + 100)}
    assert [] == [(seed, it.kind) for seed, it in every.items() if not (it.right or it.told)]
