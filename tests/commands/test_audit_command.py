"""`gongkai audit`: exit codes, forms, folders; one bad file never stops the rest."""

import json
from pathlib import Path

import pytest
from support.calls import files, run
from support.examples import EXAMPLE, OTHER_REGION
from support.reading_back import produced


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
