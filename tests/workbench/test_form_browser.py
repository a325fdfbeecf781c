"""Whole filings filled in by fields in a real browser: what an officer does is counted."""

import shutil
from pathlib import Path

import pytest
from support.browsing import browser, watched
from support.examples import ROOT, WORKED
from support.officer import Officer, fill_all, read
from support.serving import served

from generator import cli

pytestmark = pytest.mark.office
SHANGHAI = ROOT / "inputs" / "2025" / "普陀区商务委员会-单位.yaml"


@pytest.mark.parametrize(
    ("before", "call", "prose"),
    [
        (WORKED, ["部门决算", "2025", "福建"], 0),
        (SHANGHAI, ["部门预算", "2025", "上海"], 1000),
    ],
    ids=["final accounts", "budget"],
)
def test_a_whole_filing_is_filled_in(
    before: Path, call: list[str], prose: int, tmp_path: Path
) -> None:
    folder = tmp_path / "单位"
    folder.mkdir()
    target = folder / "今年.yaml"
    begun = ["new", *call, "-o", str(target)]
    if call[1] not in before.parts:
        shutil.copy(before, folder / "_上年.yaml")
        begun += ["--from", str(folder / "_上年.yaml")]
    assert 0 == cli.main(begun)
    with served(folder) as first, browser() as started:
        origin = first.partition("/enter")[0]
        with watched(started, origin) as context:
            page = context.new_page()
            page.goto(first)
            unit = page.locator("#units tbody a").first.get_attribute("href") or ""
            officer = Officer(page, read(before))
            fill_all(officer, origin, unit)
            page.goto(f"{origin}{unit}/checks")
            told = page.locator(".fault:not(.warning)").all_text_contents()
    print(officer.clicks, officer.typed, officer.pasted)
    assert [] == told
    assert (True, True) == (officer.clicks <= 60, officer.typed <= 1500 + prose)
