"""更正: what changes, its 更正说明 and redline; documents refreshed and held against the filing."""

import io
import re
import zipfile
from pathlib import Path

from support.examples import EXAMPLE
from support.workbench import Visit, folder, inside, save_text

from generator.corrections import correction_note, revision
from generator.redlines import redlining
from generator.units.batch import Job
from generator.workbench import jobs

__all__ = ["folder", "inside"]
OLD, NEW = "服务: 30887496.30", "服务: 31887496.30"
SOON = 60


def way(inside: Visit, rest: str = "") -> str:
    return f"/units/{inside.name()}/correction{rest}"


def corrected(inside: Visit) -> tuple[Path, Path]:
    """A document is made, then its filing is corrected: the document, and the old filing apart."""
    assert 200 == inside.change(f"/units/{inside.name()}/document")[0]
    save_text(inside, OLD, NEW)
    (document,) = inside.folder.glob("output/*/*.docx")
    old = inside.folder.parent / "当时" / EXAMPLE.name
    old.parent.mkdir()
    old.write_bytes(EXAMPLE.read_bytes())
    return document, old


def uploaded(inside: Visit, what: str, path: Path, **fields: str) -> str:
    """The page of what came of an uploaded document."""
    data = {"word": inside.bench.gate.word, **fields}
    files = {"files": (path.name, path.read_bytes())}
    headers = {"origin": inside.origin}
    answer = inside.client.post(way(inside, what), data=data, files=files, headers=headers)
    (job,) = [it for it in inside.bench.jobs.list() if f"/jobs/{it.id}" in str(answer.url)]
    assert inside.bench.jobs.wait(job, SOON)
    assert jobs.DONE == job.state, job.refused
    return inside.get(job.way)


def reworded(document: bytes) -> bytes:
    """A document in which somebody has written a figure of another's, and a word."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as package,
        zipfile.ZipFile(made, "w") as written,
    ):
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                content = content.replace("政府采购支出总额".encode(), "采购支出总额".encode(), 1)
                content = content.replace(b"3088.75", b"3088.76", 1)
            written.writestr(name, content)
    return made.getvalue()


def test_without_an_earlier_filing_the_way_to_one_is_told(inside: Visit) -> None:
    page = inside.get(way(inside))
    assert "没有以前的版本" in page
    assert 409 == inside.client.get(way(inside, "/note")).status_code
    assert 404 == inside.client.get(way(inside, "/redline")).status_code


def test_what_a_correction_changes_is_what_diff_says(inside: Visit) -> None:
    corrected(inside)
    page = inside.get(way(inside))
    for said in ("30887496.30 → 31887496.30", "随着变的数", "<del>3088.75</del>", "下载更正说明"):
        assert said in page


def test_the_note_and_the_redline_are_those_of_the_commands(inside: Visit) -> None:
    _, old = corrected(inside)
    page = inside.get(way(inside))
    note, redline = re.findall(r'class="button" href="([^"]+)" download', page)
    pair, _ = revision.open_pair(old, inside.folder / EXAMPLE.name)
    assert pair is not None
    made = correction_note.document(revision.compare(*pair))
    assert made == inside.client.get(note).content
    folder = inside.folder.parent / "命令"
    built = redlining.build(inside.folder / EXAMPLE.name, old, Job(jobs=1), folder)
    assert built.redline is not None
    assert built.redline.read_bytes() == inside.client.get(redline).content


def test_a_document_that_stands_has_its_redline(inside: Visit) -> None:
    corrected(inside)
    (link,) = re.findall(r'href="([^"]+redline.document=[^"]+)"', inside.get(way(inside)))
    with zipfile.ZipFile(io.BytesIO(inside.client.get(link).content)) as package:
        assert b"<w:ins " in package.read("word/document.xml")


def test_a_filing_that_was_kept_elsewhere_is_compared_with(inside: Visit) -> None:
    save = inside.folder / EXAMPLE.name
    old = inside.folder.parent / "旧.yaml"
    old.write_bytes(save.read_bytes())
    save.write_text(save.read_text("utf-8").replace(OLD, NEW), "utf-8")
    page = sent(inside, old)
    assert "上传的 旧.yaml" in page
    assert "<del>3088.75</del>" in page
    wrong = old.with_suffix(".docx")
    wrong.write_bytes(old.read_bytes())
    assert "没有收下这个文件" in sent(inside, wrong)


def sent(inside: Visit, path: Path) -> str:
    data, headers = {"word": inside.bench.gate.word}, {"origin": inside.origin}
    files = {"files": (path.name, path.read_bytes())}
    return inside.client.post(way(inside, "/lend"), data=data, files=files, headers=headers).text


def test_an_edited_document_is_refreshed_and_what_is_open_is_listed(inside: Visit) -> None:
    document, _ = corrected(inside)
    edited = inside.folder.parent / "改过.docx"
    edited.write_bytes(reworded(document.read_bytes()))
    before = document.read_bytes()
    page = uploaded(inside, "/refresh", edited)
    assert "更新（" in page
    assert "待定（" in page
    assert "文中现在" in page
    (new, *_) = re.findall(r'href="([^"]+)" download', page)
    with zipfile.ZipFile(io.BytesIO(inside.client.get(new).content)) as package:
        assert "3194.51" in package.read("word/document.xml").decode()
    assert before == document.read_bytes()


def test_a_document_of_another_unit_is_not_refreshed(inside: Visit) -> None:
    document, _ = corrected(inside)
    other = inside.folder.parent / "别的.docx"
    other.write_bytes(b"PK")
    page = uploaded(inside, "/refresh", other)
    assert "没有更新，原因如下" in page
    assert document.exists()


def test_a_document_is_held_against_the_filing(inside: Visit) -> None:
    document, _ = corrected(inside)
    page = uploaded(inside, "/verify", document)
    assert "印的是 3088.75，应为 3188.75" in page
    assert "与填报不一致" in page


def test_a_result_of_another_unit_is_not_shown(inside: Visit) -> None:
    assert 404 == inside.client.get(way(inside, "/0123456789abcdef01234567")).status_code
    assert 404 == inside.client.get(way(inside, "/0123456789abcdef01234567/0")).status_code
