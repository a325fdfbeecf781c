"""`gongkai paginate`: each document is said, and what was done with it."""

from pathlib import Path

import pytest
from support.calls import run

from generator import exits
from generator.outputs import contents_pages
from generator.outputs.contents_pages import Paginated
from generator.outputs.font_choice import StandIn
from generator.word import archive
from generator.word.pagination import PaginationError


def test_paginate_says_each_document_and_what_it_did(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        contents_pages, "paginate", lambda path: Paginated(path, 12, "LibreOffice 24")
    )
    assert run("paginate", "甲.docx", "乙.docx") == exits.FINE
    assert capsys.readouterr().out.splitlines() == [
        "[1/2] 正在排版 甲.docx …",
        "目录页码已填：甲.docx（12 条，LibreOffice 24）",
        "[2/2] 正在排版 乙.docx …",
        "目录页码已填：乙.docx（12 条，LibreOffice 24）",
    ]


def test_paginate_says_what_its_numbers_rest_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    used = (StandIn("仿宋", "Noto Serif"), StandIn("隶书", ""), StandIn("宋体", "Noto Serif"))
    done = Paginated(Path("甲.docx"), 12, "LibreOffice 24", used)
    monkeypatch.setattr(contents_pages, "paginate", lambda path: done)
    assert run("paginate", "甲.docx") == exits.FINE
    told = capsys.readouterr().err
    assert "没有仿宋、宋体（用的是Noto Serif），没有隶书；" in told
    assert "公开前请在 Word 里核对页码" in told


def test_of_several_documents_a_bad_one_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fill(path: Path) -> Paginated:
        if path.name == "甲.docx":
            raise PaginationError("甲.docx 没有目录")
        return Paginated(path, 12, "LibreOffice 24")

    monkeypatch.setattr(contents_pages, "paginate", fill)
    assert run("paginate", "甲.docx", "乙.docx") == exits.FAULTY
    told = capsys.readouterr()
    assert "错误：甲.docx 没有目录\n1 份没有填：甲.docx\n" == told.err
    assert "目录页码已填：乙.docx" in told.out


def test_paginate_takes_a_pattern_as_windows_hands_it_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        contents_pages, "paginate", lambda path: Paginated(path, 12, "LibreOffice 24")
    )
    for name in ("甲.docx", "乙.docx", "丙.txt"):
        (tmp_path / name).touch()
    assert run("paginate", tmp_path / "*.docx") == exits.FINE
    told = capsys.readouterr().out
    assert ("[2/2]" in told, "甲.docx" in told, "丙" in told) == (True, True, False)


def test_a_document_that_is_not_there_cannot_be_paginated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("paginate", tmp_path / "没有.docx") == exits.WRONG_CALL
    assert capsys.readouterr().err.startswith("错误：")


def test_a_zip_that_is_no_document_cannot_be_paginated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "文档.docx"
    path.write_bytes(archive.write({"a.txt": archive.deflate(b"x")}))
    assert exits.WRONG_CALL == run("paginate", path)
    assert "不是完好的 Word 文档" in capsys.readouterr().err
