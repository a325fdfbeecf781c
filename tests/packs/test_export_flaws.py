"""What 取数.yaml says of exported sheets is held to the lists and tables that there are."""

from pathlib import Path

import pytest
from support.packs import spoil

from generator.packs import judging

KIND = "final-accounts/2024"
FORM = f"templates/{KIND}/fujian"
EXPORTS = f"schemas/{KIND}/national/取数.yaml"


@pytest.mark.parametrize(
    ("old", "new", "message", "help_"),
    [
        (
            "  公开表: 支出决算表\n  条件: {资金: 非财政拨款}",
            "  公开表: 支出决算表\n  条件: {资金: 非财政拔款}",
            "清单“支出”的“资金”没有“非财政拔款”",
            "是否应为“非财政拨款”？",
        ),
        (
            "  公开表: 支出决算表\n",
            "  公开表: 支岀决算表\n",
            "没有“支岀决算表”这张表",
            "是否应为“支出决算表”？",
        ),
        (
            "  减去: [公开05, 政府性基金公开表]",
            "  减去: [公开5, 政府性基金公开表]",
            "没有“公开5”这张表可以减去",
            "是否应为“公开05”？",
        ),
        (
            "  套: 公开05\n",
            "  套: 公廾05\n",
            "没有“公廾05”这张表可以作一套",
            "是否应为“公开05”？",
        ),
    ],
)
def test_what_a_sheet_refers_to_must_be_there(
    old: str, new: str, message: str, help_: str, tmp_path: Path
) -> None:
    spoil(tmp_path, (EXPORTS, old, new))
    told = [(it.message, it.help, it.place.file) for it in judging.check(tmp_path / FORM)]
    assert (message, help_, EXPORTS) in told
