"""What tables.yaml says of adding filings up is held to what a filing may state."""

from pathlib import Path

import pytest
from support.packs import spoil

from generator.diagnostics import Severity
from generator.packs import judging

KIND = "final-accounts/2024"
FORM = f"templates/{KIND}/fujian"
TABLES, INPUT = (f"schemas/{KIND}/fujian/{name}.yaml" for name in ("tables", "input"))
OWN = "  自填: [部门概况, 部门评价, 部门整体支出绩效自评]\n"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("", ["部门概况", "部门评价", "部门整体支出绩效自评"]),
        ("  自填: [部门概况, 部门整体支出绩效自评]\n", ["部门评价"]),
    ],
)
def test_a_section_with_figures_that_nobody_adds_up_is_told_where_it_stands(
    said: str, left: list[str], tmp_path: Path
) -> None:
    spoil(tmp_path, (TABLES, OWN, said))
    faults = judging.check(tmp_path / FORM)
    messages = [f"tables.yaml 的“汇总”没有写“{name}”：汇总时不会有各单位的数" for name in left]
    assert sorted(messages) == sorted(fault.message for fault in faults)
    assert {(Severity.WARNING, INPUT)} == {(it.severity, it.place.file) for it in faults}


def test_a_name_of_no_section_is_told(tmp_path: Path) -> None:
    spoil(tmp_path, (TABLES, OWN, OWN.replace("部门概况", "部门慨况")))
    told = [(it.message, it.help) for it in judging.check(tmp_path / FORM)]
    assert ("input.yaml 里没有“部门慨况”这一节", "是否应为“部门概况”？") in told
