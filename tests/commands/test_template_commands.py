"""`gongkai template`: what a form may use, by the pack that is named."""

from pathlib import Path

import pytest
from support.calls import run
from support.examples import ROOT
from support.packs import spoil

from generator import exits


def test_the_form_keeper_sees_every_name_that_a_form_may_use(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("template", "fields", "部门决算", "2024") == exits.FINE
    shown = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert {"年度", "单位.名称", "收入支出决算总表.收入总计", "三公经费.合计"} <= set(shown)


def test_a_form_that_is_not_there_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("template", "fields", "部门决算", "1998") == exits.WRONG_CALL
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("错误：没有这个表样，现有：")


def test_a_pack_s_folder_is_checked_with_its_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = "templates/budget/2025/fujian"
    tables = "schemas/budget/2025/tables.yaml"
    assert run("template", "check", str(ROOT / form)) == exits.FINE
    root = spoil(tmp_path, (tables, "收支预算总表:\n    数:", "收支预算总表:\n    数目:"))
    capsys.readouterr()
    assert run("template", "check", str(root / form)) == exits.FAULTY
    shown = capsys.readouterr()
    assert f"{tables}:10:5: 错误 P603 没有“数目”这个词\n   = 建议：是否应为“数”？" in shown.err
    assert f"{root / form}：1 处要改\n" == shown.out
