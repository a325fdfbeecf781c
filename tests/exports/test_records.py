"""What a filing need not state because a table of its own holds it: 绩效自评表 and their like."""

from pathlib import Path

import pytest
from support import records
from support.examples import BUDGET, EXAMPLE, WORKED, codes
from support.exports import drawing
from support.records import GOALS, PROJECTS, WHOLE

from generator import pipeline


def put(folder: Path, filing: Path, how: str) -> str:
    """The tables of a filing in a folder, in one of the ways that units keep them."""
    made = records.tables_of(filing)
    if how.startswith("自评/"):
        records.write_each(made, folder / "自评", how.removeprefix("自评/"))
        return "自评/"
    if how.endswith(".docx"):
        (folder / how).write_bytes(records.as_word(made))
    else:
        made.write(folder / how)
    return how


@pytest.mark.parametrize("how", ["自评.xlsx", "自评.xls", "自评.docx", "自评/.xlsx", "自评/.docx"])
@pytest.mark.parametrize("filing", [EXAMPLE, WORKED, BUDGET], ids=["test", "worked", "budget"])
def test_the_document_is_that_of_the_typed_filing(tmp_path: Path, filing: Path, how: str) -> None:
    said = put(tmp_path, filing, how)
    made = pipeline.produce(drawing(filing, tmp_path / filing.name, said, PROJECTS, WHOLE, GOALS))
    typed = pipeline.produce(filing)
    assert codes(typed) == codes(made)
    assert typed.document == made.document != b""
