"""Results as data: what was found of a filing comes back as it was."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from support.examples import EXAMPLE

from generator.diagnostics import Fault, FormPlace, Place, Severity
from generator.units import kept_results, work
from generator.units.work import Options


def give_back(data: object) -> object:
    return json.loads(json.dumps(data))


def test_a_result_comes_back_whole(tmp_path: Path) -> None:
    wrong = tmp_path / "126.yaml"
    wrong.write_text(
        EXAMPLE.read_text("utf-8").replace("服务: 30887496.30", "服务: 三千万"), "utf-8"
    )
    for path in (EXAMPLE, wrong):
        result = work.make(str(path), Options(document=False))
        data = give_back(kept_results.as_data(result))
        assert isinstance(data, dict)
        assert replace(result, charts=()) == kept_results.from_data(data)


def test_every_kind_of_place_comes_back() -> None:
    place = Place("126.xlsx", 3, 4, 5, "支出", counted=True)
    faults = (
        Fault("S203", "甲", place, Severity.WARNING, ("注",), ((place, "这里"),), "改"),
        Fault("C309", "乙", FormPlace("表样.docx", "正文", 3, "文字", "一、收入", 2)),
    )
    result = work.report_lost("126.yaml").with_faults(*faults)
    data = give_back(kept_results.as_data(result))
    assert isinstance(data, dict)
    assert result == kept_results.from_data(data)


@pytest.mark.parametrize("data", [{}, {"file": "126.yaml"}, {"other": 1}])
def test_what_is_no_result_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError)):
        kept_results.from_data(data)
