"""Invented units of every kind and region: filed, printed, read again, begun anew.

A sample is ordinary; all of it is slow, and the printed ones need LibreOffice (`office`). Where
ROUND_TRIP_REPORT names a file, each unit that was read whole adds a line to it.
"""

import os
from collections import Counter
from pathlib import Path

import pytest
from support import reading_back
from support.office import many_to_pdf
from support.reading_back import pack_of

from benchmarks import fleet
from generator.addresses import Steps
from generator.packs.pack import BaseFile
from generator.pipeline import Outcome, produce
from generator.published import printed_bases, reading
from generator.published.printed_bases import ReadBase
from generator.published.understanding import Understanding

SEED, UNITS, AT_ONCE = 1, 100, 25
MAKERS = {"福建": fleet.unit, "上海": fleet.other_unit}
BATCHES = [range(first, first + AT_ONCE) for first in range(0, UNITS, AT_ONCE)]


def built(region: str, index: int, folder: Path) -> Outcome:
    made = MAKERS[region](SEED, index)
    path = folder / f"{region}{made.file}"
    path.write_text(made.text, encoding="utf-8")
    outcome = produce(path)
    assert outcome.document, [it.message for it in outcome.faults]
    return outcome


def read(outcome: Outcome, path: Path) -> Understanding:
    document, faults = reading.read(path)
    assert document is not None, faults
    assert () == document.gaps
    return reading_back.understand(document, pack_of(outcome))


def holds_whole(outcome: Outcome, said: Understanding) -> None:
    """Every printed figure is read at its address, and nothing besides."""
    printed, told = reading_back.printed(outcome), reading_back.read(said)
    assert _by_address(printed) == _by_address(told)
    parts, of_phrases = reading_back.printed_parts(outcome), reading_back.read_parts(said)
    assert {} == parts - of_phrases
    assert ((), ()) == (said.readings.gaps, said.reworded)
    report = os.environ.get("ROUND_TRIP_REPORT")
    if report:
        with Path(report).open("a", encoding="utf-8") as file:
            file.write(f"{outcome.name} {printed.total()}\n")


def _by_address(found: Counter[reading_back.Found]) -> Counter[tuple[Steps, str]]:
    counted: Counter[tuple[Steps, str]] = Counter()
    for (steps, text, _), times in found.items():
        counted[steps, text] += times
    return counted


def lends_its_tables(outcome: Outcome, path: Path) -> None:
    """As next year's base, each figure of its tables is what was filed, as far as it prints."""
    pack = pack_of(outcome)
    found, why = printed_bases.open_document(path, path.name, pack)
    assert found is not None, why
    file = BaseFile("上年文件", pack.key[0], -1, {}, {})
    against = printed_bases.find_contradictions(found)
    figures, _ = printed_bases.lend(found, against, file, pack)
    lent = {it.steps: it for it in figures}
    assert () == against.apart
    assert outcome.books is not None
    for steps in _list_tables(found):
        filed, it = outcome.books.now.figure(steps).value, lent[steps]
        assert filed.is_nan() or abs(filed - it.value) <= it.half, steps


def _list_tables(found: ReadBase) -> set[Steps]:
    records = found.recognized.pack
    return {
        it.steps
        for it in found.said.readings.figures
        if not it.told and not printed_bases.is_in_records(it.steps, records)
    }


@pytest.mark.parametrize("index", [0, 1, 3])
@pytest.mark.parametrize("region", MAKERS)
def test_a_unit_is_read_again_whole(region: str, index: int, tmp_path: Path) -> None:
    outcome = built(region, index, tmp_path)
    path = tmp_path / "公开.docx"
    path.write_bytes(outcome.document)
    holds_whole(outcome, read(outcome, path))
    lends_its_tables(outcome, path)


@pytest.mark.slow
@pytest.mark.parametrize("batch", BATCHES, ids=str)
@pytest.mark.parametrize("region", MAKERS)
def test_so_is_every_unit(region: str, batch: range, tmp_path: Path) -> None:
    for index in batch:
        test_a_unit_is_read_again_whole(region, index, tmp_path)


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.parametrize("batch", BATCHES, ids=str)
@pytest.mark.parametrize("region", MAKERS)
def test_and_every_printed_one(region: str, batch: range, tmp_path: Path) -> None:
    outcomes = [built(region, index, tmp_path) for index in batch]
    paths = [tmp_path / f"{index}.docx" for index in batch]
    for outcome, path in zip(outcomes, paths, strict=True):
        path.write_bytes(outcome.document)
    for outcome, pdf in zip(outcomes, many_to_pdf(paths, tmp_path), strict=True):
        holds_whole(outcome, read(outcome, pdf))
