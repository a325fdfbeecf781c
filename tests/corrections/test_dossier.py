"""A department that is the sum of its units: traced, compared and rolled through all its files."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from support.department import HEAD, LIBRARY, SHARED, WHOLE, copied
from support.department import line as line_in
from support.years import root

from generator import cli
from generator.corrections import dossier, revision, tracing
from generator.corrections.dossier import Dossier
from generator.kept import library
from generator.reporting import revisions

__all__ = ["root"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied(tmp_path)
    return tmp_path


@pytest.fixture
def of(folder: Path) -> Dossier:
    found, faults = dossier.open_filing(folder / WHOLE)
    assert found is not None, faults
    return found


def test_a_sum_leads_to_the_lines_of_the_units(of: Dossier, folder: Path) -> None:
    (trace, *_) = tracing.trace(of, "收入支出决算总表.本年支出合计").traces
    files = {Path(origin.place.split(":")[0]).name for origin in trace.makings[0].origins}
    assert {HEAD, LIBRARY} == files
    for origin in trace.makings[0].origins:
        file, number = origin.place.rsplit(":", 1)
        typed = origin.value.removesuffix("元")
        assert typed in Path(file).read_text("utf-8").split("\n")[int(number) - 1]


def test_a_section_that_is_added_up_leads_to_every_unit(of: Dossier) -> None:
    (trace, *_) = tracing.trace(of, "三公经费.公务用车运行维护费").traces
    making = trace.makings[0]
    assert [HEAD, LIBRARY] == [Path(o.place.split(":")[0]).name for o in making.origins]
    typed = [Decimal(origin.value.removesuffix("元")) for origin in making.origins]
    assert making.value == f"{sum(typed):.2f}元"


def test_a_line_of_a_unit_leads_to_the_departments_figures(of: Dossier, folder: Path) -> None:
    _, number = line_in(folder, LIBRARY, "项目支出:")
    found = tracing.trace(of, f"{LIBRARY}:{number}")
    assert found.line is not None
    assert "项目支出:" in found.line.text
    assert "收入支出决算总表.本年支出合计" in {a for t in found.traces for a in t.addresses}


def test_a_line_of_what_is_shared_leads_to_its_words(of: Dossier, folder: Path) -> None:
    _, number = line_in(folder, SHARED, "年初确定的目标均已完成")
    line = tracing.trace(of, f"{SHARED}:{number}").line
    assert line is not None
    (use,) = line.uses
    assert "年初确定的目标均已完成" == use.text
    assert use.spot.text.startswith(use.text, use.offset)


def test_any_line_of_any_file_may_be_asked(of: Dossier, folder: Path) -> None:
    for name in (WHOLE, HEAD, LIBRARY, SHARED):
        for number in range(1, len((folder / name).read_text("utf-8").split("\n")) + 1):
            assert "" == tracing.trace(of, f"{name}:{number}").missing


def test_a_corrected_unit_is_told_with_its_own_lines(folder: Path, tmp_path: Path) -> None:
    old = folder / WHOLE
    _, number = line_in(folder, LIBRARY, "项目支出:")
    before = (folder / LIBRARY).read_text("utf-8").split("\n")[number - 1]
    amount = before.partition("项目支出: ")[2].partition("}")[0]
    other = tmp_path / "改后"
    other.mkdir()
    new = copied(other, (LIBRARY, before, before.replace(amount, "1.00")))
    pair, faults = revision.open_pair(old, new)
    assert pair is not None, faults
    found = revision.compare(*pair)
    assert () == found.typed
    assert [LIBRARY] == [Path(drawn.file).name for drawn in found.drawn]
    assert [(amount, "1.00", number, number)] == [
        (c.old, c.new, c.old_line, c.new_line) for c in found.drawn[0].typed
    ]
    assert f"{other / LIBRARY} 的改动（1）" in revisions.text(found)


def test_a_corrected_shared_text_is_told_once(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "改后"
    other.mkdir()
    new = copied(other, (SHARED, "目标均已完成", "目标都已完成"))
    pair, faults = revision.open_pair(folder / WHOLE, new)
    assert pair is not None, faults
    found = revision.compare(*pair)
    assert () == found.typed
    assert [SHARED] == [Path(drawn.file).name for drawn in found.drawn]
    assert 1 == len(found.drawn[0].typed)


def test_a_unit_that_is_summed_up_touches_the_department(
    folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:
    copy = shutil.copytree(folder, tmp_path_factory.mktemp("改后") / "填报")
    cli.main(["diff", str(folder / LIBRARY), str(copy / LIBRARY), "--in", str(folder)])
    _, number = line_in(folder, WHOLE, f"- {LIBRARY}")
    assert f"还牵涉的填报文件（1）\n  {folder / WHOLE}:{number} 汇总" in capsys.readouterr().out


def test_next_year_takes_what_is_shared_along(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(library, "current", lambda: root)
    last = tmp_path / "2024"
    copied(last)
    assert 0 == cli.main(["new", "部门决算", "2025", "--from", str(last / LIBRARY)])
    common = tmp_path / "2025" / SHARED
    assert f"已一并生成 {common}：请核对" in capsys.readouterr().err
    assert "年度: 2025" in common.read_text("utf-8")
    capsys.readouterr()
    assert 0 == cli.main(["new", "部门决算", "2025", "--from", str(last / HEAD)])
    assert "已一并生成" not in capsys.readouterr().err
    cli.main(["check", str(tmp_path / "2025" / LIBRARY)])
    captured = capsys.readouterr()
    assert {"S204"} == {line.split()[2] for line in captured.err.split("\n") if ": 错误 " in line}
