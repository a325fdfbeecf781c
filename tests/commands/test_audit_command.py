"""`gongkai audit`: exit codes, forms, folders; one bad file never stops the rest."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from support import rosters
from support.calls import files, run
from support.examples import EXAMPLE, OTHER_REGION
from support.reading_back import produced

from generator.audits import gathering
from generator.spreadsheets import reading as sheet_reading


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "公开" / "甲.docx"
    path.parent.mkdir()
    path.write_bytes(produced(EXAMPLE).document)
    return path


def test_a_clean_document_is_fine_and_says_what_was_not_looked_at(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run("audit", document)
    said = capsys.readouterr().out
    assert "福州市“智慧福州”管理服务中心 2024 年度部门决算，福建表样" in said
    assert "在读出的范围内没有查出问题。核对了 " in said
    assert "没有看：公开是否及时" in said


def test_as_data_every_key_is_there(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == run("audit", document, "--format", "json")
    [it] = json.loads(capsys.readouterr().out)["文档"]
    assert ("没有查出问题", [], []) == (it["结论"], it["发现"], it["未读出"])


def test_one_bad_file_never_stops_the_rest(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (document.parent / "乙.pdf").write_bytes(b"%PDF-1.7 nothing")
    (document.parent / "丙.docx").write_bytes(produced(OTHER_REGION[1]).document)
    for form in ("html", "xlsx"):
        assert 1 == run("audit", document.parent, "-o", tmp_path / form, "--format", form)
        due = [f"{it}.{form}" for it in ("丙", "乙", "审核总览", "甲")]
        assert sorted(due) == files(tmp_path / form)
    assert "乙.pdf：未能判断" in capsys.readouterr().err


@pytest.mark.parametrize(
    "typed", [["--format", "html"], ["-o", "甲.txt", "--format", "xlsx"]], ids=["无处", "是文件"]
)
def test_a_call_without_a_place_for_the_result_is_refused(
    document: Path, typed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(document.parent)
    Path("甲.txt").write_text("", "utf-8")
    assert 2 == run("audit", document, *typed)


def test_the_list_of_a_folder_has_a_row_for_each_document_and_a_page_of_its_own(
    document: Path, tmp_path: Path
) -> None:
    (document.parent / "乙.pdf").write_bytes(b"%PDF-1.7 nothing")
    shutil.copy(document, document.with_name("丙.docx"))
    for form in ("html", "xlsx"):
        typed = ["--样式", "清单", "--format", form]
        assert 1 == run("audit", document.parent, "-o", tmp_path / form, *typed)
        due = [f"{it}.{form}" for it in ("丙", "乙", "审核总览", "甲")]
        assert sorted(due) == files(tmp_path / form)
    every = (tmp_path / "html" / "审核总览.html").read_text("utf-8")
    own = (tmp_path / "html" / "甲.html").read_text("utf-8")
    assert 'href="%E7%94%B2.html"' in every
    assert "不是完好的 PDF 文件" in every
    assert all("<script" not in it for it in (every, own))
    book = sheet_reading.read(tmp_path / "xlsx" / "审核总览.xlsx", "总览")[0]
    assert book is not None
    unit = "福州市“智慧福州”管理服务中心"
    assert ["检查情况", unit, "乙.pdf", f"{unit}（2）"] == [it.name for it in book.sheets]


def test_the_list_is_said_item_by_item(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == run("audit", document, "--样式", "清单")
    said = capsys.readouterr().out
    assert "未判断　及时性：看文档看不出来\n符合　封面：看了 " in said
    assert "符合　收入支出决算总表：" in said
    assert "没有看：公开是否及时" in said


def test_a_list_of_units_tells_when_documents_were_published_and_whose_are_not_there(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dated = "126,福州市“智慧福州”管理服务中心,事业单位,,2025-08-01,2025-09-10,"
    rosters.write(document.parent, dated, "127,甲局,,,2025-08-01,,")
    assert 1 == run("audit", document.parent, "--样式", "清单")
    said = capsys.readouterr().out
    assert "问题　及时性\n    没有按期公开：2025-08-01 批复，" in said
    assert "2024 年度部门决算：未见公开文档 1：甲局\n" in said
    assert "没有看：上年的数" in said
    assert 1 == run("audit", document, "--format", "json")
    data = json.loads(capsys.readouterr().out)
    assert ("A851", []) == (data["文档"][0]["发现"][0]["代码"], data["名录"]["未见"])


def test_the_overview_names_the_units_without_a_document(document: Path, tmp_path: Path) -> None:
    shutil.copy(document, document.with_name("丙.docx"))
    named = rosters.write(tmp_path, "127,甲局,,,,,", name="名录.csv")
    for style in ("报告", "清单"):
        for form in ("html", "xlsx", "text", "json"):
            typed = ["--样式", style, "--format", form, "-o", tmp_path / style / form]
            assert 1 == run("audit", document.parent, "--单位名录", named, *typed)
        for form in ("html/审核总览.html", "text/审核总览.txt"):
            assert "未见公开文档" in (tmp_path / style / form).read_text("utf-8")
        book = sheet_reading.read(tmp_path / style / "xlsx" / "审核总览.xlsx", "总览")[0]
        assert book is not None
        assert "未见公开文档" in [it.name for it in book.sheets]
        data = json.loads((tmp_path / style / "json" / "审核总览.json").read_text("utf-8"))
        assert ["甲局"] == [it["单位"] for it in data["名录"]["未见"]]


def test_a_document_is_written_as_soon_as_it_is_done(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(document, document.with_name("乙.docx"))

    def stop(*of: Any, **how: Any) -> Any:
        for it in audit_all(*of, **how):
            yield it
            raise KeyboardInterrupt

    audit_all = gathering.audit_all
    monkeypatch.setattr(gathering, "audit_all", stop)
    assert 1 == run("audit", document.parent, "-o", tmp_path / "出", "--format", "json")
    assert ["乙.json"] == files(tmp_path / "出")
    json.loads((tmp_path / "出" / "乙.json").read_text("utf-8"))
