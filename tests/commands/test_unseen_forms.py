"""A pack whose year's official form nobody has seen: told once a run, until its keeper has."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.calls import run
from support.examples import EXAMPLE
from support.years import root

from generator import exits
from generator.kept import library

__all__ = ["root"]
Captured = pytest.CaptureFixture[str]
PACK = "templates/final-accounts/2025/fujian/pack.yaml"
TOLD = "提示：部门决算 2025 福建：未见当年正式表样，照上年或别的地区\n"
HELP = f"  = 建议：表样管理人照当年正式表样核对以后，在 {PACK} 里写“当年正式表样: 已核对”\n"


@pytest.fixture
def filings(tmp_path: Path, root: Path) -> Iterator[Path]:
    """A folder with two units' filings of 2025 and one of 2024."""
    folder = tmp_path / "filings"
    folder.mkdir()
    shutil.copy(EXAMPLE, folder / "a.yaml")
    text = EXAMPLE.read_text("utf-8").replace("年度: 2024", "年度: 2025")
    (folder / "b.yaml").write_text(text, "utf-8")
    other = text.replace('代码: "126", 名称: 福州市', '代码: "127", 名称: 榕川市')
    (folder / "c.yaml").write_text(other, "utf-8")
    yield folder
    library.use(library.installed())


@pytest.mark.parametrize("command", ["check", "build"])
def test_it_is_told_once_a_run_and_of_this_pack_alone(
    command: str, filings: Path, root: Path, tmp_path: Path, capsys: Captured
) -> None:
    output = ("-o", tmp_path / "output") if command == "build" else ()
    assert exits.FINE == run(command, filings, *output, "--表样库", root)
    told = capsys.readouterr().err
    assert 1 == told.count("未见当年正式表样")
    assert TOLD + HELP in told


def test_it_is_told_no_more_once_its_keeper_has_seen_the_form(
    filings: Path, root: Path, capsys: Captured
) -> None:
    text = (root / PACK).read_text("utf-8")
    (root / PACK).write_text(text.replace("当年正式表样: 未见", "当年正式表样: 已核对"), "utf-8")
    assert exits.FINE == run("check", filings / "b.yaml", "--表样库", root)
    assert "正式表样" not in capsys.readouterr().err


def test_the_packs_with_a_form_that_was_seen_say_nothing(
    filings: Path, root: Path, capsys: Captured
) -> None:
    assert exits.FINE == run("check", filings / "a.yaml", "--表样库", root)
    assert "正式表样" not in capsys.readouterr().err


def test_programs_get_the_same_as_without_it(filings: Path, root: Path, capsys: Captured) -> None:
    assert exits.FINE == run("check", filings, "--format", "json", "--表样库", root)
    told = capsys.readouterr()
    assert "正式表样" not in json.dumps(json.loads(told.out), ensure_ascii=False)
    assert TOLD in told.err


def test_a_redline_tells_it_too(
    filings: Path, root: Path, tmp_path: Path, capsys: Captured
) -> None:
    before = filings / "b.yaml"
    after = tmp_path / "d.yaml"
    after.write_text(before.read_text("utf-8").replace("接待人次: 9", "接待人次: 8"), "utf-8")
    call = ("build", after, "-o", tmp_path / "output", "--redline", before, "--表样库", root)
    assert exits.FINE == run(*call)
    assert TOLD in capsys.readouterr().err


def test_it_is_only_seen_or_not(root: Path, capsys: Captured) -> None:
    text = (root / PACK).read_text("utf-8")
    (root / PACK).write_text(text.replace("当年正式表样: 未见", "当年正式表样: 没见过"), "utf-8")
    assert exits.FAULTY == run("template", "check", (root / PACK).parent)
    told = capsys.readouterr().err
    assert f"{PACK}:5:9: 错误 P603 “当年正式表样”不能是“没见过”" in told
    assert "已核对、未见" in told
