"""审核: what is dropped is audited as the command does it; nothing stays unless that is wished."""

import re
import time
import zipfile
from pathlib import Path

import pytest
from support.workbench import Visit, folder, inside

from generator.audits.audit import Audit
from generator.published.pdf_pictures import Picture
from generator.workbench import audit_work, jobs

__all__ = ["folder", "inside"]


@pytest.fixture
def document(inside: Visit, tmp_path: Path) -> Path:
    inside.change(f"/units/{inside.name()}/document")
    (made,) = inside.folder.glob("output/*/*.docx")
    return made.rename(tmp_path / "公开.docx")


def drop(inside: Visit, *files: Path, **fields: str) -> str:
    """The way to what was found in documents."""
    status, page = inside.send("/audit", *files, **fields)
    assert 200 == status, page
    return inside.wait()


def plant(document: Path, old: str, new: str) -> None:
    """Have a figure printed otherwise, once."""
    with zipfile.ZipFile(document) as package:
        parts = {it: package.read(it) for it in package.namelist()}
    with zipfile.ZipFile(document, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content.replace(old.encode(), new.encode(), 1))


def test_a_document_is_audited_and_what_was_found_can_be_taken(
    inside: Visit, document: Path
) -> None:
    way = drop(inside, document)
    page = inside.get(way)
    assert ("共 1 份文档" in page, 'documents/0">公开.docx</a>' in page) == (True, True)
    one = inside.get(f"{way}/documents/0")
    assert ("核对了" in one, "检查表" in one) == (True, True)
    assert str(inside.bench.jobs.list()[0].folder) not in page + one
    for path in (f"{way}/files/report.html", f"{way}/documents/0/files/list.html"):
        answer = inside.client.get(path)
        assert "attachment" in answer.headers["content-disposition"]
        assert "公开.docx" in answer.text
    for path in (f"{way}/files/list.xlsx", f"{way}/documents/0/files/report.xlsx"):
        assert inside.client.get(path).content.startswith(b"PK")


def test_a_bad_file_never_stops_the_rest(inside: Visit, document: Path, tmp_path: Path) -> None:
    bad, empty = tmp_path / "坏的.pdf", tmp_path / "空的.docx"
    bad.write_bytes(b"%PDF-1.7 broken")
    empty.write_bytes(b"")
    way = drop(inside, bad, document, empty)
    page = inside.get(way)
    assert "共 3 份文档" in page
    refused = [inside.get(f"{way}/documents/{number}") for number in range(3)]
    assert 2 == sum("未能判断" in it and "said warning" in it for it in refused)
    assert inside.client.get(f"{way}/files/report.html").status_code == 200


def test_documents_are_kept_only_if_that_is_wished(inside: Visit, document: Path) -> None:
    way = drop(inside, document)
    assert not (inside.folder / "审核").exists()
    job = inside.bench.jobs.list()[0]
    assert job.folder is not None
    assert not str(job.folder).startswith(str(inside.folder))
    status, page = inside.change(f"{way}/keep")
    assert (200, True) == (status, "留在文件夹的“审核”里了" in page)
    assert document.read_bytes() == (inside.folder / "审核" / document.name).read_bytes()
    inside.bench.jobs.end()
    assert not job.folder.exists()


def test_what_was_done_when_somebody_stops_is_not_lost(
    inside: Visit, document: Path, tmp_path: Path
) -> None:
    many = [tmp_path / f"{number}.docx" for number in range(12)]
    for path in many:
        path.write_bytes(document.read_bytes())
    inside.send("/audit", *many)
    job = inside.bench.jobs.list()[0]
    while job.step.done < 1:
        time.sleep(0.05)
    inside.change(f"/jobs/{job.id}")
    assert inside.bench.jobs.wait(job, 60)
    assert jobs.DONE == job.state
    page = inside.get(job.way)
    assert "中途停下了：12 份里审核了" in page


def test_a_picture_of_a_place_is_shown(inside: Visit, document: Path) -> None:
    plant(document, "508.68", "508.86")
    way = drop(inside, document)
    job = inside.bench.jobs.list()[0]
    audit: Audit = job.result.audits[0]
    assert audit.findings
    assert job.folder is not None
    picture = Picture(b"\x89PNG", 10, 20, (100, 200, 300, 400))
    audit_work.put_pictures(job.folder / audit_work.PICTURES, 0, {audit.findings[0].place: picture})
    page = inside.get(f"{way}/documents/0")
    (source,) = set(re.findall(r'src="(/audit/\w+/documents/0/pictures/\w+)"', page))
    assert '<rect x="10.0" y="20.0" width="20.0" height="20.0"' in page
    answer = inside.client.get(source)
    assert (b"\x89PNG", "image/png") == (answer.content, answer.headers["content-type"])
    assert 404 == inside.client.get(f"{way}/documents/0/pictures/0").status_code


def test_nothing_is_audited_where_nothing_was_dropped(inside: Visit) -> None:
    status, page = inside.send("/audit")
    assert (409, True) == (status, "先选文档" in page)
    assert 200 == inside.client.get("/audit").status_code


def test_what_is_gone_is_told(inside: Visit, document: Path) -> None:
    assert {404} == {
        inside.client.get(f"/audit/0{it}").status_code
        for it in ("", "/documents/0", "/files/report.html", "/documents/0/pictures/x")
    }
    assert 404 == inside.change("/audit/0/keep")[0]
    way = drop(inside, document)
    for number in ("1", "-1", "x", "9" * 5000, "%30"):
        expected = 200 if number == "%30" else 404
        assert expected == inside.client.get(f"{way}/documents/{number}").status_code
    assert 404 == inside.client.get(f"{way}/files/list.html").status_code
    assert 404 == inside.client.get(f"{way}/files/x").status_code
