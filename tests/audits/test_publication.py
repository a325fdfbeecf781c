"""Documents held against a list of units: published in time or not, and whose is not there."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support import rosters
from support.examples import EXAMPLE
from support.packs import pack_named

from generator.audits import publication
from generator.audits.audit import Audit
from generator.audits.inspection import InspectedItem
from generator.audits.publication import PublicationRolls
from generator.packs import inspection_words

UNIT = "福州市“智慧福州”管理服务中心"
TODAY = date(2026, 1, 1)


def audited(folder: Path, unit: str = UNIT, file: str = "甲.pdf") -> Audit:
    """A document of the example's kind and year in which nothing was found."""
    item = InspectedItem("及时性", "未判断", approved=inspection_words.AFTERWARDS)
    key = pack_named("部门决算", "2024").key
    return Audit(str(folder / file), key=key, year=2024, unit=unit, items=(item,))


def unrecognised(folder: Path, file: str) -> Audit:
    return Audit(str(folder / file), why="认不出")


def opened(folder: Path, *rows: str, files: tuple[str, ...] = ("甲.pdf",)) -> PublicationRolls:
    rosters.write(folder, *rows)
    return publication.open_rolls([str(folder)], [folder / it for it in files], "", TODAY)


def judged(folder: Path, dates: str, unit: str = UNIT) -> tuple[str, str, list[str]]:
    """The verdict, what is said of it, and what is found, by a list with some dates."""
    held = opened(folder, f"126,{UNIT},事业单位,,{dates},").take(audited(folder, unit))
    [item] = held.items
    return item.verdict, item.why or item.looked, [it.message for it in held.findings]


def test_within_twenty_days_after_approval_is_in_time(tmp_path: Path) -> None:
    due: tuple[str, str, list[str]] = ("符合", "单位名录，2025-08-01 批复，2025-08-21 公开", [])
    assert due == judged(tmp_path, "2025-08-01,2025-08-21")


def test_later_is_a_finding_that_leads_to_the_line_of_the_list(tmp_path: Path) -> None:
    verdict, _, found = judged(tmp_path, "2025-08-01,2025-08-22")
    said = "2025-08-01 批复，应在 2025-08-21 以前公开，2025-08-22 公开，晚了 1 天"
    assert ("问题", [said]) == (verdict, found)
    held = opened(tmp_path, f"126,{UNIT},,,2025-08-01,2025-08-22,").take(audited(tmp_path))
    assert ["A851"] == [it.code for it in held.findings]
    assert ["单位名录.csv 第 2 行"] * 2 == [
        getattr(it.place, "where", "") for it in held.findings[0].figures
    ]
    assert (0,) == held.items[0].findings


@pytest.mark.parametrize(
    ("dates", "why"),
    [
        (",", "单位名录没有这个单位的批复日期、公开日期"),
        ("2025-08-01,", "单位名录没有这个单位的公开日期"),
        (",2025-08-01", "单位名录没有这个单位的批复日期"),
        ("2025-08-01,2025-07-01", "单位名录的公开日期 2025-07-01 早于批复日期 2025-08-01"),
        ("2025-12-25,2026-01-02", "单位名录的公开日期 2026-01-02 还没有到"),
        (
            "2024-02-01,2024-02-08",
            "单位名录的批复日期 2024-02-01 不像是这一份的："
            "2024 年度部门决算在 2025 年 1 月至 2025 年 12 月批复",
        ),
    ],
)
def test_where_the_list_does_not_tell_nothing_is_judged(
    dates: str, why: str, tmp_path: Path
) -> None:
    assert ("未判断", why, []) == judged(tmp_path, dates)


def test_a_unit_is_known_by_its_name_however_its_quotes_are_written(tmp_path: Path) -> None:
    dates = "2025-08-01,2025-08-21"
    assert "符合" == judged(tmp_path, dates, UNIT.replace("“", '"').replace("”", '"'))[0]
    other = judged(tmp_path, dates, "福州市中心")
    assert ("未判断", "单位名录里没有“福州市中心”", []) == other


def test_units_without_a_document_are_told_with_what_the_list_says(tmp_path: Path) -> None:
    rows = ("1,甲局,,,,,", f"126,{UNIT},,,,,", "2,乙局,,,2025-08-01,,", "3,丙局,,,2024-01-01,,")
    held = opened(tmp_path, *rows)
    held.take(audited(tmp_path))
    told = held.tell(whole=True)
    assert told is not None
    said = "2025-08-01 批复，应在 2025-08-21 以前公开，已过 133 天"
    due = [("甲局", ""), ("乙局", said), ("丙局", "")]
    assert due == [(it.unit.name, it.said) for it in told.absent]
    assert {"2024 年度部门决算"} == {it.document for it in told.absent}
    alone = held.tell(whole=False)
    assert alone is not None
    assert () == alone.absent


def test_a_document_that_cannot_be_read_is_its_unit_s_by_the_name_of_its_file(
    tmp_path: Path,
) -> None:
    held = opened(tmp_path, f"126,{UNIT},,,,,", "1,甲局,,,,,", "2,乙局,,,,,")
    for it in (audited(tmp_path), unrecognised(tmp_path, "甲局2024年决算.pdf")):
        held.take(it)
    held.take(unrecognised(tmp_path, "2.pdf"))
    told = held.tell(whole=True)
    assert told is not None
    assert () == told.absent


def test_a_document_of_none_of_the_units_is_told(tmp_path: Path) -> None:
    held = opened(tmp_path, "1,甲局,,,,,")
    held.take(audited(tmp_path))
    told = held.tell(whole=True)
    assert told is not None
    assert [str(tmp_path / "甲.pdf")] == list(told.outside)


def test_what_but_one_of_many_has_is_asked_of_nobody(tmp_path: Path) -> None:
    held = opened(tmp_path, "1,甲局,,,,,", "2,乙局,,,,,")
    for name in ("甲局", "乙局"):
        held.take(audited(tmp_path, name))
    held.take(replace(audited(tmp_path, "甲局"), year=2025))
    told = held.tell(whole=True)
    assert told is not None
    assert () == told.absent


def test_without_a_list_nothing_is_said(tmp_path: Path) -> None:
    held = publication.open_rolls([str(tmp_path)], [tmp_path / EXAMPLE.name], "", TODAY)
    made = audited(tmp_path)
    assert made == held.take(made)
    assert held.tell(whole=True) is None
