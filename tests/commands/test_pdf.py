"""`gongkai pdf`: any document is printed under a new name, and what that rests on is said."""

from pathlib import Path

import pytest
from support import printing
from support.calls import run
from support.printing import FakeEngine

from generator import exits
from generator.outputs.office import LATE, Unmade


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "草稿.docx"
    path.write_bytes(printing.document("【待填】"))
    return path


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    engine = printing.print_pages(printing.page(*printing.FULL))
    engine.start(monkeypatch, frozenset({"Noto Serif CJK SC"}))
    return engine


def test_a_draft_is_printed_and_the_engine_named(
    document: Path, engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    target = document.with_suffix(".pdf")
    assert exits.FINE == run("pdf", document, "-o", target)
    said = capsys.readouterr()
    assert f"已生成 {target}（{printing.ENGINE}）" in said.out
    assert "没有仿宋_GB2312（用的是Noto Serif CJK SC）" in said.err
    assert "没有标签，读屏软件读不出表格和标题" in said.err
    assert target.read_bytes().startswith(b"%PDF-")


def test_nothing_is_printed_with_other_fonts_where_that_is_not_wanted(
    document: Path, engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    target = document.with_suffix(".pdf")
    assert exits.FAULTY == run("pdf", document, "-o", target, "--严格字体")
    assert "T902 这台机器没有文档要的字体：仿宋_GB2312" in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize("name", ["旧的.pdf", "新.docx", "."])
def test_nothing_is_written_over_or_under_a_name_of_another_kind(
    name: str, document: Path, engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    target = document.parent / name
    (document.parent / "旧的.pdf").write_bytes(b"old")
    assert exits.FAULTY == run("pdf", document, "-o", target)
    assert "W702" in capsys.readouterr().err
    assert ([], b"old") == (engine.got, (document.parent / "旧的.pdf").read_bytes())


def test_a_document_that_is_not_laid_out_is_told_and_nothing_written(
    document: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    FakeEngine(Unmade(LATE)).start(monkeypatch)
    target = document.with_suffix(".pdf")
    assert exits.FAULTY == run("pdf", document, "-o", target)
    assert f"T901 {LATE}" in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize("content", [None, b"PK", b""], ids=["missing", "damaged", "empty"])
def test_what_is_no_document_is_told(
    content: bytes | None,
    tmp_path: Path,
    engine: FakeEngine,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "文档.docx"
    if content is not None:
        path.write_bytes(content)
    assert exits.FAULTY == run("pdf", path, "-o", tmp_path / "新.pdf")
    assert "R811" in capsys.readouterr().err


def test_without_libreoffice_the_way_to_it_is_said(
    document: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(document.parent))
    assert exits.WRONG_CALL == run("pdf", document, "-o", document.with_suffix(".pdf"))
    assert "没有找到 LibreOffice" in capsys.readouterr().err
