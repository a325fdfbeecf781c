"""Which documents are published, each with its own filing, PDF and folder."""

import shutil
from pathlib import Path

import pytest
from support.calls import NAME, run
from support.examples import BUDGET, EXAMPLE

from generator.outputs import gathering
from generator.outputs.gathering import Call, Gathered
from generator.units import manifest


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def gather(tmp_path: Path, filing: str | None = None, pdf: str | None = None) -> Gathered:
    return gathering.gather(Call(str(tmp_path / "成文"), str(tmp_path / "公开"), filing, pdf))


def test_folders_are_kept_and_what_is_aside_is_none(tmp_path: Path) -> None:
    here = tmp_path / "成文"
    touch(here / "甲.docx", here / "2024" / "乙.docx", here / "_旧" / "丙.docx", here / "~$甲.docx")
    touch(here / "丁.pdf", here / "戊（修订稿）.docx")
    found = gather(tmp_path)
    assert ["公开/甲", "公开/2024/乙"] == [
        it.folder.relative_to(tmp_path).as_posix() for it in found.items
    ]
    assert [str(here / "戊（修订稿）.docx")] == [*found.passed]


def test_a_redline_that_is_named_itself_is_looked_at(tmp_path: Path) -> None:
    touch(tmp_path / "戊（修订稿）.docx")
    call = Call(str(tmp_path / "戊（修订稿）.docx"), str(tmp_path / "公开"))
    assert 1 == len(gathering.gather(call).items)


def test_exported_pdfs_go_by_the_names_of_documents(tmp_path: Path) -> None:
    here, pdfs = tmp_path / "成文", tmp_path / "导出"
    touch(here / "2024" / "甲.docx", here / "乙.docx", here / "丙.docx")
    touch(pdfs / "2024" / "甲.pdf", pdfs / "乙.PDF")
    found = gather(tmp_path, pdf=str(pdfs))
    assert {"甲": pdfs / "2024" / "甲.pdf", "乙": pdfs / "乙.PDF", "丙": None} == {
        it.name: it.pdf for it in found.items
    }
    assert ("丙.docx",) == found.without_pdf


def test_a_filing_is_found_by_the_record_also_of_a_document_that_was_edited(
    tmp_path: Path,
) -> None:
    run("build", BUDGET, "-o", tmp_path / "成文")
    (made,) = (tmp_path / "成文").rglob("*.docx")
    made.write_bytes(made.read_bytes() + b" ")
    (item,) = gather(tmp_path).items
    assert item.filing is not None
    assert BUDGET.samefile(item.filing)


def test_a_record_of_somebody_else_is_believed_only_of_filings_that_are_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filings = tmp_path / "填报"
    filings.mkdir()
    shutil.copy(BUDGET, filings)
    run("build", filings, "-o", tmp_path / "成文")
    monkeypatch.setattr(manifest, "is_sealed", lambda *_: False)
    (item,) = gather(tmp_path).items
    assert item.filing is None
    (item,) = gather(tmp_path, str(filings)).items
    assert item.filing == filings / BUDGET.name


def test_where_there_is_no_record_a_filing_is_known_by_its_documents_name(tmp_path: Path) -> None:
    filings = tmp_path / "填报"
    filings.mkdir()
    shutil.copy(EXAMPLE, filings)
    touch(tmp_path / "成文" / f"{NAME}.docx", tmp_path / "成文" / "别的.docx")
    found = {it.name: it.filing for it in gather(tmp_path, str(filings)).items}
    assert {NAME: filings / EXAMPLE.name, "别的": None} == found
