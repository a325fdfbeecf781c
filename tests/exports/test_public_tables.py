"""Figures drawn from the public tables themselves: the same document as typed."""

from pathlib import Path

import pytest
from support.examples import EXAMPLE, codes
from support.exports import DRAWN, MadeExport, drawing, stated_by
from support.public_exports import public_tables

from generator import pipeline
from generator.pipeline import Outcome


def produced(folder: Path, made: MadeExport) -> Outcome:
    made.write(folder / "公开表.xlsx")
    return pipeline.produce(drawing(EXAMPLE, folder / "126.yaml", "公开表.xlsx", *DRAWN))


@pytest.mark.parametrize("unit", ["元", "万元"])
def test_the_document_is_that_of_the_typed_filing(tmp_path: Path, unit: str) -> None:
    made = produced(tmp_path, public_tables(stated_by(EXAMPLE), unit))
    assert [] == codes(made), made.faults
    assert pipeline.produce(EXAMPLE).document == made.document != b""


def test_a_table_that_is_taken_off_must_be_there(tmp_path: Path) -> None:
    made = public_tables(stated_by(EXAMPLE))
    del made.sheets["公开09"]
    outcome = produced(tmp_path, made)
    messages = [fault.message for fault in outcome.faults if fault.code == "L438"]
    assert ["公开03：要减去公开09，导出文件里没有"] == messages
