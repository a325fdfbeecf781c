"""Filings of every pack, with anything that its rules let one write: as a workbook and back."""

from pathlib import Path

import pytest
from support.round_trips import KEYS, comes_back, list_filings, list_invented, try_all, write_book


def test_an_invented_tree_of_every_pack_comes_back_as_it_went(tmp_path: Path) -> None:
    tried = [*list_invented(2 * len(KEYS))]
    assert sorted({it.key for _, it, _ in tried}) == KEYS
    assert {} == {
        it[0]: wrong for it in tried if (wrong := comes_back(it[2], write_book(it, tmp_path)))
    }


@pytest.mark.slow
def test_two_hundred_invented_trees_come_back_as_they_went(tmp_path: Path) -> None:
    for tried in list_invented(203):
        assert "" == comes_back(tried[2], write_book(tried, tmp_path)), tried[0]


@pytest.mark.office
def test_one_of_every_pack_comes_back_after_libreoffice_saved_it(tmp_path: Path) -> None:
    assert [] == [it for it in try_all([*list_invented(len(KEYS))], tmp_path) if it[2]]


@pytest.mark.office
@pytest.mark.slow
def test_every_filing_and_two_hundred_trees_come_back_after_libreoffice_saved_them(
    tmp_path: Path,
) -> None:
    every = [*list_filings(), *list_invented(203)]
    assert [] == [it for it in try_all(every, tmp_path) if it[2]]
