"""The redline of a document that was edited by hand and brought up to date, against what it was."""

import re
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from docx import Document
from support import last_day, office, settling
from support.calls import run
from support.hand_edits import Editor
from support.wordml import DOCUMENT, par

from generator import pipeline
from generator.edited import refreshing
from generator.edited.refreshing import Refreshed
from generator.pipeline import Outcome
from generator.redlines import redlining
from generator.word import archive, ooxml
from generator.word.ooxml import W

QUICK, ALL = 4, 200
# What stands in a document beside its texts and must not be lost on the way.
KEPT = {"drawing", "commentRangeStart", "commentRangeEnd", "commentReference", "bookmarkStart"}
KEPT |= {"sectPr", "sdt", "hyperlink", "footnoteReference"}


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What was generated before the correction."""
    path = tmp_path_factory.mktemp("before") / "126.yaml"
    path.write_text(last_day.original(), "utf-8")
    return pipeline.produce(path)


def refreshed(edited: bytes, text: str, folder: Path) -> Refreshed:
    """An edited document brought up to a filing."""
    filing, document = folder / "126.yaml", folder / "改过.docx"
    filing.write_text(text, "utf-8")
    document.write_bytes(edited)
    done = refreshing.refresh(document, filing)
    assert () == done.faults
    return done


def drawn(seed: int, before: Outcome, save: Callable[[bytes], bytes] = bytes) -> tuple[bytes, str]:
    """A document edited at random, and the text of a filing that was corrected at random."""
    chance = Random(seed)
    return save(Editor(before.document, chance).work(chance.randint(1, 8))), last_day.corrected(
        chance
    )


def count(document: bytes) -> Counter[str]:
    """How often there is what must not be lost."""
    root = ooxml.parse(archive.read(document)[DOCUMENT])
    return Counter(ooxml.local_name(node) for node in root.iter(*(f"{W}{name}" for name in KEPT)))


Shape = Callable[[bytes], list[Any]]


def check(edited: bytes, done: Refreshed, shape: Shape = settling.shape) -> None:
    """Accepting gives the refreshed document, rejecting the edited one."""
    made, faults = redlining.redline_refreshed(done, "改过.docx")
    assert [] == faults
    if made is None:
        assert shape(edited) == shape(done.document)
        return
    assert shape(done.document) == shape(settling.accepted(made))
    assert shape(edited) == shape(settling.rejected(made))
    assert count(done.document) == count(settling.accepted(made))


@pytest.mark.parametrize("seed", range(QUICK))
def test_accepting_gives_the_refreshed_document_rejecting_the_edited_one(
    seed: int, before: Outcome, tmp_path: Path
) -> None:
    edited, text = drawn(seed, before)
    check(edited, refreshed(edited, text, tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(QUICK, ALL))
def test_it_does_so_for_any_edits_and_any_correction(
    seed: int, before: Outcome, tmp_path: Path
) -> None:
    edited, text = drawn(seed, before)
    check(edited, refreshed(edited, text, tmp_path))


@pytest.mark.office
@pytest.mark.parametrize("seed", range(2))
def test_it_does_so_after_libreoffice_saved_the_document(
    seed: int, before: Outcome, tmp_path: Path
) -> None:
    def save(document: bytes) -> bytes:
        return office.settled([(document, office.SAVE)], tmp_path)[0]

    edited, text = drawn(seed, before, save)
    check(edited, refreshed(edited, text, tmp_path), loose_shape)


def loose_shape(document: bytes) -> list[Any]:
    """The shape of a document as LibreOffice writes it: with properties that say nothing, and
    merges that begin where nothing continues them.
    """
    return [_loosen(block) for block in settling.shape(document)]


def _loosen(item: Any) -> Any:
    if isinstance(item, bytes):
        return re.sub(rb"<w:rPr/>| xmlns:\w+=\"[^\"]*\"", b"", item)
    if isinstance(item, list | tuple):
        return [_loosen(inner) for inner in item]
    return "" if item == "restart" else item


@pytest.mark.office
def test_libreoffice_and_the_validator_take_the_redline(before: Outcome, tmp_path: Path) -> None:
    edited, text = drawn(1, before)
    done = refreshed(edited, text, tmp_path)
    made, _ = redlining.redline_refreshed(done, "改过.docx")
    assert made is not None
    path = tmp_path / "修订.docx"
    path.write_bytes(made)
    assert [] == office.validate(path)
    steps = [(made, office.ACCEPT_ALL), (done.document, office.SAVE)]
    steps += [(made, office.REJECT_ALL), (edited, office.SAVE)]
    accepted, new, rejected, old = map(said, office.settled(steps, tmp_path))
    assert new == accepted
    assert old == rejected


def said(document: bytes) -> list[str]:
    """The texts of a document's paragraphs, its empty ones left out."""
    paragraphs = Document(BytesIO(document)).element.body.iter(f"{W}p")
    return [text for p in paragraphs if (text := ooxml.shown_text(p).replace("\u200d", ""))]


# -- what people put into documents ----------------------------------------------------------------

SPENT = "本部门2024年度政府采购支出总额"


def rewritten(before: Outcome, tmp_path: Path, around: Callable[[str], str]) -> tuple[bytes, bytes]:
    """A document in which a paragraph with a figure was rewritten in XML, and its redline."""
    parts = archive.read(before.document)
    xml = parts[DOCUMENT].decode()
    start = xml.index(f">{SPENT}")
    start = xml.rindex("<w:p>", 0, start)
    end = xml.index("</w:p>", start) + len("</w:p>")
    parts[DOCUMENT] = (xml[:start] + around(xml[start:end]) + xml[end:]).encode()
    edited = archive.pack(parts)
    text = last_day.original().replace("服务: 30887496.30", "服务: 31887496.30")
    done = refreshed(edited, text, tmp_path)
    check(edited, done)
    made, _ = redlining.redline_refreshed(done, "改过.docx")
    assert made is not None
    return edited, made


@pytest.mark.parametrize(
    "inner",
    [
        "<w:sdt><w:sdtPr><w:alias w:val='甲'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "{}<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'/>",
        "{}<w:permStart w:id='9'/><w:permEnd w:id='9'/>",
    ],
)
def test_what_people_put_around_a_figure_stays_in_the_redline(
    inner: str, before: Outcome, tmp_path: Path
) -> None:
    def put(paragraph: str) -> str:
        head, run_ = paragraph.split("</w:pPr>") if "</w:pPr>" in paragraph else ("<w:p>", "")
        return f"{head}</w:pPr>{inner.format(run_.removesuffix('</w:p>'))}</w:p>"

    edited, made = rewritten(before, tmp_path, put)
    mark = inner.format("|").split("|")
    assert count(edited)["sdt"] == count(made)["sdt"]
    found = archive.read(settling.accepted(made))[DOCUMENT].decode()
    assert found.count("oMath") == inner.count("oMath")
    assert found.count("permStart") == inner.count("permStart"), mark


def test_a_content_control_around_paragraphs_stays_in_the_redline(
    before: Outcome, tmp_path: Path
) -> None:
    def put(paragraph: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"

    edited, made = rewritten(before, tmp_path, put)
    assert 1 == count(edited)["sdt"] == count(made)["sdt"]


def test_a_figure_that_changed_in_words_of_somebodys_own_is_marked(
    before: Outcome, tmp_path: Path
) -> None:
    _, made = rewritten(before, tmp_path, lambda xml: xml.replace(SPENT, f"☆{SPENT}"))
    root = ooxml.parse(archive.read(made)[DOCUMENT])
    gone = [ooxml.local_name(n) + "".join(n.itertext()) for n in root.iter(f"{W}del", f"{W}ins")]
    assert ["del3094.51", "ins3194.51"] == gone[:2]


# -- the command -----------------------------------------------------------------------------------


@pytest.fixture
def desk(before: Outcome, tmp_path: Path) -> tuple[Path, Path, Path, Path]:
    """An edited document, a corrected filing, and where the new ones are to be."""
    document, filing = tmp_path / "改过.docx", tmp_path / "126.yaml"
    document.write_bytes(before.document)
    text = last_day.original().replace("服务: 30887496.30", "服务: 31887496.30")
    filing.write_text(text, "utf-8")
    return document, filing, tmp_path / "新.docx", tmp_path / "修订.docx"


Desk = tuple[Path, Path, Path, Path]


def test_the_command_writes_both(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    document, filing, new, redline = desk
    assert 0 == run("refresh", document, filing, "-o", new, "--修订稿", redline)
    assert f"修订稿：{redline}" in capsys.readouterr().out
    made = redline.read_bytes()
    assert settling.shape(new.read_bytes()) == settling.shape(settling.accepted(made))
    assert settling.shape(document.read_bytes()) == settling.shape(settling.rejected(made))


def test_the_command_says_where_nothing_differs(
    desk: Desk, before: Outcome, capsys: pytest.CaptureFixture[str]
) -> None:
    document, filing, new, redline = desk
    filing.write_text(last_day.original(), "utf-8")
    assert 0 == run("refresh", document, filing, "-o", new, "--修订稿", redline)
    assert "与原来的没有不同，没有写修订稿" in capsys.readouterr().out
    assert (True, False) == (new.exists(), redline.exists())


@pytest.mark.parametrize("taken", ["新.docx", "./新.docx", "修订.txt", "改过.docx", "占用.docx"])
def test_both_names_must_be_free_and_not_the_same(
    taken: str, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document, filing, new, _ = desk
    (tmp_path / "占用.docx").write_bytes(b"")
    held = document.read_bytes()
    assert 1 == run("refresh", document, filing, "-o", new, "--修订稿", f"{tmp_path}/{taken}")
    assert "W702" in capsys.readouterr().err
    assert (held, b"", False) == (
        document.read_bytes(),
        (tmp_path / "占用.docx").read_bytes(),
        new.exists(),
    )


def test_where_changes_are_undecided_neither_is_written(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    document, filing, new, redline = desk
    parts = archive.read(document.read_bytes())
    change = par("", '<w:ins w:id="901" w:author="a"><w:r><w:t>甲</w:t></w:r></w:ins>')
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:p>", f"{change}<w:p>".encode(), 1)
    document.write_bytes(archive.pack(parts))
    assert 1 == run("refresh", document, filing, "-o", new, "--修订稿", redline)
    assert "X803" in capsys.readouterr().err
    assert (False, False) == (new.exists(), redline.exists())


def test_json_names_the_redline(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    document, filing, new, redline = desk
    run("refresh", document, filing, "-o", new, "--修订稿", redline, "--format", "json")
    assert f'"修订稿": "{redline}"' in capsys.readouterr().out


def test_the_documents_are_whole(desk: Desk) -> None:
    document, filing, new, redline = desk
    run("refresh", document, filing, "-o", new, "--修订稿", redline)
    assert None is zipfile.ZipFile(redline).testzip()


def test_the_faults_name_the_document_that_was_published(before: Outcome, tmp_path: Path) -> None:
    done = refreshed(before.document, last_day.original(), tmp_path)
    torn = replace(done, edited={**done.edited, DOCUMENT: b"<w:document"})
    _, [fault] = redlining.redline_refreshed(torn, "改过.docx")
    assert ("X801", "改过.docx") == (fault.code, str(fault.place))
