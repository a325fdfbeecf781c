"""Documents published with LibreOffice: every file, its digest, and a PDF that is exported."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from support import office
from support.calls import run
from support.examples import BUDGET

from generator.exits import FAULTY, FINE
from generator.outputs import inventory
from generator.published import pdf_process
from generator.word import archive, pagination, word_file
from generator.word.word_file import WordFile

pytestmark = pytest.mark.office
MAIN = "word/document.xml"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a document that was published with everything."""
    folder = tmp_path_factory.mktemp("公开")
    assert FINE == run("build", BUDGET, "-o", folder / "成文")
    assert FINE == run("publish", folder / "成文", "-o", folder / "公开")
    (found,) = (folder / "公开").rglob(inventory.NAME)
    return found.parent


def document_of(made: Path) -> Path:
    return made / f"{made.name}.docx"


def shown_pages(document: Path) -> list[str]:
    opened = word_file.load(document)
    assert isinstance(opened, WordFile)
    return [field.shown for _, field in pagination.list_entries(opened.root)]


def test_all_formats_stand_there_and_all_digests_are_right(made: Path) -> None:
    endings = {it.name.removeprefix(made.name) for it in made.rglob("*") if it.is_file()}
    names = {".docx", ".pdf", ".html", ".xlsx", "公开数据.csv", "datapackage.json"}
    assert names | {inventory.NAME, inventory.SUMS} == endings
    digests = (made / inventory.SUMS).read_text("utf-8").splitlines()
    assert 7 == len(digests)
    for line in digests:
        digest, _, name = line.partition("  ")
        assert digest == hashlib.sha256((made / name).read_bytes()).hexdigest()


def test_the_contents_has_its_pages_and_the_list_tells_what_they_rest_on(made: Path) -> None:
    pages = shown_pages(document_of(made))
    assert all(map(str.isdecimal, pages))
    content = json.loads((made / inventory.NAME).read_text("utf-8"))
    assert ("一致", []) == (content["核对"]["结论"], content["核对"]["放行"])
    assert content["排成"]["引擎"].startswith("LibreOffice")


def test_again_it_is_left_alone_and_elsewhere_it_is_the_same(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {it: it.read_bytes() for it in made.rglob("*") if it.is_file()}
    built = made.parents[2] / "成文"
    assert FINE == run("publish", built, "-o", made.parents[1])
    assert "1 份未变" in capsys.readouterr().out.replace("未变 ", "1 份未变")
    assert FINE == run("publish", built, "-o", tmp_path / "再公开")
    (again,) = (it.parent for it in (tmp_path / "再公开").rglob(inventory.NAME))
    assert {it.relative_to(made): raw for it, raw in before.items()} == {
        it.relative_to(again): it.read_bytes() for it in again.rglob("*") if it.is_file()
    }


def test_an_exported_pdf_of_the_document_is_taken_and_another_is_not(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = document_of(made)
    exported = office.to_pdf(document, tmp_path)
    source = tmp_path / f"{made.name}.docx"
    shutil.copy(next((made.parents[2] / "成文").rglob("*.docx")), source)
    call = ("publish", source, BUDGET, "--pdf", exported)
    assert FINE == run(*call, "-o", tmp_path / "公开")
    taken = tmp_path / "公开" / made.name
    leaves = (taken / exported.name).read_bytes()
    assert pdf_process.read(exported.read_bytes()) == pdf_process.read(leaves)
    assert (b"/Producer" in exported.read_bytes(), b"/Producer" in leaves) == (True, False)
    assert shown_pages(document) == shown_pages(taken / document.name)
    assert "没有标签" in capsys.readouterr().err
    parts = archive.read(source.read_bytes())
    assert b">263.47<" in parts[MAIN]
    changed = parts[MAIN].replace(b">263.47<", b">264.47<", 1)
    source.write_bytes(archive.pack(parts | {MAIN: changed}))
    other = ("publish", source, "--pdf", exported, "-o", tmp_path / "另外", "--仍要公开")
    assert FAULTY == run(*other)
    told = capsys.readouterr().err
    assert ("PDF 与文档核对：不一致 1 处" in told, "264.47" in told) == (True, True)
    assert not (tmp_path / "另外").exists()
