"""Charts of an edited document follow the corrected filing; who changed how they look keeps it."""

import io
from pathlib import Path

import docx
import pytest
from support import office
from support.charts import (
    CAPTIONED,
    FILING,
    build,
    change,
    chart_part,
    find,
    write_chart_pack,
)
from support.small_packs import SmallPack

from generator.edited import refreshing
from generator.edited.recharting import ALTERNATIVE, COME, GONE, KEPT, REDRAWN
from generator.edited.refreshing import Refreshed
from generator.kept import library
from generator.word import archive

CORRECTED = FILING.replace("项目支出: 83700}", "项目支出: 93700}")
NOTHING = "支出:\n  - {科目: 2010601, 基本支出: 0}\n上年数" + FILING.partition("上年数")[2]


def refresh(
    small: SmallPack, document: bytes, filing: str, monkeypatch: pytest.MonkeyPatch
) -> Refreshed:
    path = small.root / "改过.docx"
    path.write_bytes(document)
    monkeypatch.setattr(library, "current", lambda: small.root)
    done = refreshing.refresh(path, small.file(filing, "更正.yaml"))
    assert () == done.faults
    return done


def told(done: Refreshed) -> list[tuple[str, str]]:
    """What became of each chart."""
    charts = [it for it in done.entries if it.text.startswith("图“")]
    return [(it.text, it.what.rpartition("、")[2]) for it in charts]


def test_charts_of_a_corrected_figure_are_drawn_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = write_chart_pack(tmp_path, *CAPTIONED)
    done = refresh(small, build(small).document, CORRECTED, monkeypatch)
    assert ("图“各类支出”", REDRAWN) in told(done)
    assert [] == find(build(small, CORRECTED), done.document)


def test_a_chart_that_shows_what_is_due_keeps_its_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = write_chart_pack(tmp_path, *CAPTIONED)
    painted = change(build(small).document, chart_part(1), ("1F3864", "00AA00"))
    done = refresh(small, painted, FILING, monkeypatch)
    assert [] == told(done)
    assert b"00AA00" in archive.read(done.document)[chart_part(1)]


def test_a_figure_that_somebody_changed_in_a_chart_is_put_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = write_chart_pack(tmp_path, *CAPTIONED)
    outcome = build(small)
    wrong = change(outcome.document, chart_part(1), ("<c:v>1723.78<", "<c:v>1732.78<"))
    done = refresh(small, wrong, FILING, monkeypatch)
    assert [("图“2024年支出结构”", REDRAWN)] == told(done)
    assert [] == find(outcome, done.document)


def test_a_lost_alternative_text_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = write_chart_pack(tmp_path, "{{ 图.各类结构 }}")
    said = "各类支出结构：一般公共服务支出1570.26万元；教育支出1048.89万元。"
    bare = change(build(small).document, "word/document.xml", (f' descr="{said}"', ""))
    done = refresh(small, bare, FILING, monkeypatch)
    assert [("图“各类支出结构”", ALTERNATIVE)] == told(done)
    assert said.encode() in archive.read(done.document)["word/document.xml"]


def test_a_chart_goes_when_there_is_nothing_left_to_draw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = write_chart_pack(tmp_path, *CAPTIONED)
    done = refresh(small, build(small).document, NOTHING, monkeypatch)
    assert ("图“2024年支出结构”", GONE) in told(done)
    assert [] == find(build(small, NOTHING), done.document)


def test_a_chart_comes_when_there_is_something_to_draw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = write_chart_pack(tmp_path, *CAPTIONED)
    done = refresh(small, build(small, NOTHING).document, FILING, monkeypatch)
    assert ("图“2024年支出结构”", COME) in told(done)
    assert [] == find(build(small), done.document)


def test_a_chart_that_somebody_took_out_stays_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = write_chart_pack(tmp_path, *CAPTIONED)
    document, saved = docx.Document(io.BytesIO(build(small).document)), io.BytesIO()
    drawing = document.inline_shapes[1]._inline.getparent()
    drawing.getparent().remove(drawing)
    document.save(saved)
    done = refresh(small, saved.getvalue(), FILING, monkeypatch)
    assert [("图“支出变动情况”", KEPT)] == told(done)


@pytest.mark.office
def test_what_libreoffice_saved_follows_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = write_chart_pack(tmp_path / "表样", *CAPTIONED)
    [saved] = office.settled([(build(small).document, office.SAVE)], tmp_path)
    done = refresh(small, saved, CORRECTED, monkeypatch)
    assert [] == find(build(small, CORRECTED), done.document)
