"""`publish` into a folder: every document in one of its own, a bad one never in another's way."""

import csv
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

import frictionless
import pytest
from support import wordml
from support.calls import NAME, files, run
from support.examples import BUDGET, EXAMPLE, PAIR

from generator import pipeline
from generator.diagnostics import Fault, FormPlace, Place, Severity
from generator.exits import FAULTY, FINE, WRONG_CALL
from generator.kept import fingerprints
from generator.outputs import data_extract, data_text, inventory, officers_pdf, page, pdf, printing
from generator.outputs.font_choice import StandIn
from generator.outputs.officers_pdf import HeldPdf, OfficersPdf
from generator.outputs.pdf import PrintedPdf
from generator.outputs.pdf_lacks import Lack
from generator.outputs.printing import LayoutEngine
from generator.pipeline import Outcome
from generator.word import archive

MAIN = "word/document.xml"
FOLDER = f"公开/2024/{NAME}"


def paged(document: bytes) -> bytes:
    """A document with page numbers in its 目录."""
    parts = archive.read(document)
    return archive.pack(parts | {MAIN: wordml.fill_pages(parts[MAIN])})


@pytest.fixture
def document(example: Outcome, tmp_path: Path) -> Path:
    path = tmp_path / "成文" / "2024" / f"{NAME}.docx"
    path.parent.mkdir(parents=True)
    path.write_bytes(paged(example.document))
    return path


@pytest.fixture
def publish(tmp_path: Path, document: Path) -> Callable[..., int]:
    """Publish the folder of documents with that of the filings beside it."""
    filings = tmp_path / "填报"
    filings.mkdir()
    shutil.copy(EXAMPLE, filings)

    def publish(*more: str) -> int:
        return run("publish", tmp_path / "成文", filings, "-o", tmp_path / "公开", *more)

    return publish


@pytest.fixture(autouse=True)
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "find_layout", lambda: LayoutEngine(why=printing.NO_ENGINE))


ENGINE = "LibreOffice 24.2，字体 1"
Printer = Callable[[str, bytes], PrintedPdf | Fault]


def printed(name: str, document: bytes) -> PrintedPdf:
    looks = Fault("O904", "空白页", FormPlace(name, "", 0, "", "", 2), Severity.WARNING)
    stand_in, lack = StandIn("宋体", "某宋"), Lack("没有标题", 1, "PDF/UA")
    return PrintedPdf(
        name, b"%PDF-1", document, "LibreOffice 24.2", ("某宋",), (stand_in,), (lack,), (looks,)
    )


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Let there be an engine; what it was given is kept."""

    def start(give: Printer = printed, layout: str = ENGINE) -> list[str]:
        got: list[str] = []

        def print_all(
            documents: Sequence[tuple[str, bytes]], *, strict: bool, processes: int, stop: Event
        ) -> Iterator[PrintedPdf | Fault]:
            got.extend(Path(name).name for name, _ in documents)
            yield from (give(name, document) for name, document in documents)

        monkeypatch.setattr(printing, "find_layout", lambda: LayoutEngine(layout))
        monkeypatch.setattr(pdf, "print_all", print_all)
        return got

    return start


def listed(tmp_path: Path) -> dict[str, object]:
    content = json.loads((tmp_path / FOLDER / inventory.NAME).read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def test_a_folder_of_documents_is_published_each_beside_its_list(
    publish: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert FINE == publish("--只要", "docx")
    assert {f"{NAME}.docx", inventory.NAME} == {*files(tmp_path / FOLDER)}
    assert (tmp_path / FOLDER / inventory.SUMS).is_file()
    gate = listed(tmp_path)["核对"]
    assert {"结论": "一致", "数字个数": 868, "改写": 0, "放行": []} == gate
    assert "已公开" in capsys.readouterr().out


def test_what_stands_is_left_alone_and_what_changed_is_not(
    publish: Callable[..., int],
    document: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    publish("--只要", "docx")
    before = {it: it.stat().st_mtime_ns for it in (tmp_path / FOLDER).iterdir()}
    capsys.readouterr()
    assert FINE == publish("--只要", "docx")
    assert "未变" in capsys.readouterr().out
    assert before == {it: it.stat().st_mtime_ns for it in (tmp_path / FOLDER).iterdir()}
    parts = archive.read(document.read_bytes())
    edited = parts[MAIN].replace("部门概况<".encode(), "部门概况 <".encode(), 1)
    document.write_bytes(archive.pack(parts | {MAIN: edited}))
    assert FINE == publish("--只要", "docx")
    assert "已公开" in capsys.readouterr().out
    assert edited == archive.read((tmp_path / FOLDER / f"{NAME}.docx").read_bytes())[MAIN]


def test_a_bad_document_never_stops_the_rest(
    publish: Callable[..., int],
    document: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    document.with_name("坏.docx").write_bytes(b"PK")
    draft = pipeline.produce(EXAMPLE, draft=True)
    document.with_name("草稿.docx").write_bytes(draft.document)
    assert FAULTY == publish("--只要", "docx")
    assert [NAME] == [it.name for it in (tmp_path / "公开" / "2024").iterdir()]
    told = capsys.readouterr()
    assert ("R811" in told.err, "R814" in told.err) == (True, True)
    assert "1 份已公开，2 份没有公开" in told.out


def test_redlines_and_what_was_published_before_are_no_documents(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(document, document.with_name(f"{NAME}（修订稿）.docx"))
    call = ("publish", tmp_path / "成文", "-o", tmp_path / "成文", "--仍要公开", "--只要", "docx")
    assert FINE == run(*call)
    first = capsys.readouterr()
    assert ("1 份修订稿不公开" in first.err, "共 1 份" in first.out) == (True, False)
    assert FINE == run(*call)
    assert "未变" in capsys.readouterr().out
    assert 4 == len(files(tmp_path / "成文"))


def test_without_a_filing_the_record_of_builds_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", BUDGET, "-o", tmp_path / "成文")
    (made,) = (tmp_path / "成文").rglob("*.docx")
    made.write_bytes(paged(made.read_bytes()))
    assert FINE == run("publish", made, "-o", tmp_path / "公开", "--只要", "文档")
    (found,) = (tmp_path / "公开").rglob(inventory.NAME)
    assert BUDGET.name == json.loads(found.read_text("utf-8"))["来源"]["填报文件"]["名称"]


def test_a_document_that_no_filing_is_known_of_is_to_be_waved_on(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ("publish", document, "-o", tmp_path / "公开", "--只要", "docx")
    assert FAULTY == run(*call)
    assert ("没有给填报文件" in capsys.readouterr().err, False) == (
        True,
        (tmp_path / "公开").exists(),
    )
    assert FINE == run(*call, "--仍要公开")


def test_without_an_engine_all_but_the_pdf_is_made_and_how_to_get_it_is_told(
    publish: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert FINE == publish()
    told = capsys.readouterr().err
    assert ("装上它" in told, "--pdf" in told) == (True, True)
    assert f"{NAME}.docx" in files(tmp_path / FOLDER)
    assert "pdf" in str(listed(tmp_path)["没有"])


def test_what_is_laid_out_is_listed_with_what_it_rests_on(
    publish: Callable[..., int],
    engine: Callable[..., list[str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    got = engine()
    assert FINE == publish()
    assert b"%PDF-1" == (tmp_path / FOLDER / f"{NAME}.pdf").read_bytes()
    content = listed(tmp_path)
    assert {"引擎": "LibreOffice 24.2", "字体": ["某宋"], "代用": {"宋体": "某宋"}} == content[
        "排成"
    ]
    assert (["PDF/UA：没有标题"], ["第2页：空白页"]) == (content["PDF 缺"], content["版面"])
    told = capsys.readouterr()
    assert ("宋体（用的是某宋）" in told.err, "空白页" in told.err) == (True, True)
    assert FINE == publish()
    assert [f"{NAME}.docx"] == got


def test_data_of_a_document_that_agrees_are_all_that_its_filing_states(
    publish: Callable[..., int],
    document: Path,
    example: Outcome,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert FINE == publish("--只要", "数据")
    rows = (tmp_path / FOLDER / "数据" / "公开数据.csv").read_bytes()
    assert data_text.head() + data_extract.extract(example) == rows
    assert FINE == run("publish", document, "-o", tmp_path / "公开", "--只要", "数据", "--仍要公开")
    read = (tmp_path / "公开" / NAME / "数据" / "公开数据.csv").read_bytes()
    assert ("印出".encode() in read, "填报".encode() in read) == (True, False)


def test_data_of_several_documents_are_put_together_too(
    publish: Callable[..., int], document: Path, tmp_path: Path
) -> None:
    run("build", BUDGET, "-o", tmp_path / "成文")
    run("publish", tmp_path / "成文", "-o", tmp_path / "公开", "--只要", "数据", "--仍要公开")
    whole = (tmp_path / "公开" / "数据" / "公开数据.csv").read_bytes()
    (other,) = (tmp_path / "公开" / "2025").rglob("公开数据.csv")
    own = (tmp_path / FOLDER / "数据" / "公开数据.csv").read_bytes()
    head = data_text.head()
    assert own + other.read_bytes().removeprefix(head) == whole
    package = json.loads((tmp_path / "公开" / "数据" / "datapackage.json").read_text("utf-8"))
    assert len(whole) == package["resources"][0]["bytes"]


def test_data_of_a_department_and_its_own_unit_are_put_together(tmp_path: Path) -> None:
    run("build", *PAIR, "-o", tmp_path / "成文")
    alone = ("--只要", "数据", "--仍要公开")
    assert FINE == run("publish", tmp_path / "成文", "-o", tmp_path / "公开", *alone)
    package = tmp_path / "公开" / "数据" / "datapackage.json"
    with package.with_name("公开数据.csv").open(encoding="utf-8-sig", newline="") as stream:
        whose = {(it["单位名称"], it["称谓"]) for it in csv.DictReader(stream)}
    assert {("上海市普陀区商务委员会", it) for it in ("部门", "单位")} == whose
    assert frictionless.validate(str(package)).valid


def test_another_engine_or_other_fonts_make_it_again(
    publish: Callable[..., int], engine: Callable[..., list[str]], document: Path
) -> None:
    engine()
    publish()
    got = engine(layout="LibreOffice 24.2，字体 2")
    publish()
    assert [document.name] == got


def test_a_document_that_the_engine_fails_at_stops_nothing_else(
    publish: Callable[..., int],
    engine: Callable[..., list[str]],
    document: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copy(document, document.with_name("另一份.docx"))

    def give(name: str, content: bytes) -> PrintedPdf | Fault:
        bad = Path(name).stem == "另一份"
        return Fault("O901", "没有排出版来", Place(name, 1, 1)) if bad else printed(name, content)

    engine(give)
    assert FAULTY == publish("--仍要公开")
    assert [NAME] == [it.name for it in (tmp_path / "公开" / "2024").iterdir()]
    assert "O901" in capsys.readouterr().err


def test_our_own_bug_at_a_document_stops_nothing_else(
    publish: Callable[..., int],
    engine: Callable[..., list[str]],
    document: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    others = ("又一份.docx", "另一份.docx")  # these two are laid out together
    for name in others:
        shutil.copy(document, document.with_name(name))

    def give(name: str, content: bytes) -> PrintedPdf | Fault:
        if Path(name).stem == "另一份":
            raise KeyError("x")
        return printed(name, content)

    got = engine(give)
    assert FAULTY == publish("--仍要公开")
    assert [2, 2, 1] == [got.count(name) for name in (*others, document.name)]
    assert {NAME, "又一份"} == {it.name for it in (tmp_path / "公开" / "2024").iterdir()}
    assert "W706" in capsys.readouterr().err


def test_a_bug_in_one_format_is_a_fault_of_the_document(
    document: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(_: object) -> str:
        raise ValueError("x")

    monkeypatch.setattr(page, "render", fail)
    assert FAULTY == run("publish", document, EXAMPLE, "-o", tmp_path / "公开")
    assert ("W706" in capsys.readouterr().err, False) == (True, (tmp_path / "公开").exists())


def test_pages_that_could_not_be_filled_in_have_to_be_waved_on(
    publish: Callable[..., int],
    engine: Callable[..., list[str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def give(name: str, content: bytes) -> PrintedPdf:
        unfilled = Fault(pdf.UNFILLED, "目录的页码没有填", Place(name, 1, 1), Severity.WARNING)
        return replace(printed(name, content), faults=(unfilled,))

    engine(give)
    assert (FAULTY, False) == (publish(), (tmp_path / "公开").exists())
    assert "加 --仍要公开" in capsys.readouterr().err
    assert FINE == publish("--仍要公开")


def test_an_exported_pdf_is_taken_once_it_is_held_against_the_document(
    document: Path,
    tmp_path: Path,
    engine: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    got = engine()
    own = tmp_path / "导出.pdf"
    own.write_bytes(b"%PDF-own")
    numbered = document.read_bytes()
    lacks, removed, held = ("PDF/UA：没有标题",), ("作者“张三”",), HeldPdf(3, 20, 30, 1)
    taken = OfficersPdf((), own.read_bytes(), numbered, held, lacks, removed)
    monkeypatch.setattr(officers_pdf, "check", lambda *_, **__: taken)
    call = ("publish", document, EXAMPLE, "-o", tmp_path / "公开", "--pdf", own)
    assert FINE == run(*call)
    folder = tmp_path / "公开" / NAME
    assert (b"%PDF-own", numbered) == (
        (folder / f"{NAME}.pdf").read_bytes(),
        (folder / f"{NAME}.docx").read_bytes(),
    )
    told = capsys.readouterr()
    assert ([], True) == (got, "没有标题" in told.err)
    assert "PDF 里的作者“张三”" in told.out
    assert "PDF 里核对上 20 个数、30 段和行" in told.out
    listed = json.loads((folder / inventory.NAME).read_text("utf-8"))
    assert "PDF 里的作者" in listed["去掉"]
    found = {"页": 3, "数": 20, "段和行": 30, "没有核对上的段和行": 1, "放行": []}
    assert found == listed["PDF 核对"]
    assert FINE == run(*call)
    assert "未变" in capsys.readouterr().out
    own.write_bytes(b"%PDF-new")
    run(*call)
    assert "已公开" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("-o", "公开.pdf"), "-o 后面写文件夹"),
        (("-o", "假.txt"), "-o 后面写文件夹"),
        (("-o", "公开.Docm"), "-o 后面写文件夹"),
        (("-o", "公开.docx", "--只要", "pdf"), "-o 写成文件夹"),
        (("-o", "公开", "--只要", "图"), "没有“图”这种格式"),
    ],
)
def test_a_call_that_does_not_fit_together_is_refused(
    document: Path, more: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert WRONG_CALL == run("publish", document, *more)
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("name", ["公开2024.12", "v1.0", "公开.第二次"])
def test_a_folder_with_a_point_in_its_name_is_one(
    document: Path, tmp_path: Path, name: str
) -> None:
    assert FINE == run("publish", document, EXAMPLE, "-o", tmp_path / name, "--只要", "docx")
    assert (tmp_path / name / NAME / f"{NAME}.docx").is_file()


def test_the_folder_of_one_document_is_not_for_others(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ("publish", document, EXAMPLE, "--只要", "docx", "-o")
    assert FINE == run(*call, tmp_path / "公开")
    assert WRONG_CALL == run(*call, tmp_path / "公开" / NAME)
    assert "上面的一层" in capsys.readouterr().err


def test_a_folder_that_stands_may_be_called_anything(document: Path, tmp_path: Path) -> None:
    (tmp_path / "旧.txt").mkdir()
    call = ("publish", document, EXAMPLE, "-o", tmp_path / "旧.txt", "--只要", "docx")
    assert FINE == run(*call)


def test_what_changed_after_it_was_read_is_listed_as_it_was_read(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filing, produce = tmp_path / "填报.yaml", pipeline.produce
    shutil.copy(EXAMPLE, filing)

    def edit_meanwhile(path: Path) -> Outcome:
        outcome = produce(path)
        filing.write_bytes(filing.read_bytes() + b"# later\n")
        return outcome

    monkeypatch.setattr(pipeline, "produce", edit_meanwhile)
    run("publish", document, filing, "-o", tmp_path / "公开", "--只要", "docx")
    listed = json.loads((tmp_path / "公开" / NAME / inventory.NAME).read_text("utf-8"))
    assert fingerprints.of_file(str(EXAMPLE)) == listed["来源"]["填报文件"]["SHA-256"]


def test_one_filing_for_many_documents_is_refused(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert WRONG_CALL == run("publish", document.parent, EXAMPLE, "-o", tmp_path / "公开")
    assert "填报文件也要写文件夹" in capsys.readouterr().err


def test_two_documents_for_one_folder_are_refused(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(document, document.with_suffix(".DOCX"))
    assert WRONG_CALL == run("publish", document.parent, "-o", tmp_path / "公开")
    assert "同一个文件夹" in capsys.readouterr().err


@pytest.mark.parametrize("more", [("--只要", "pdf"), ("--严格字体",)])
def test_a_pdf_that_is_wanted_alone_or_with_its_fonts_is_not_left_out_in_silence(
    more: tuple[str, ...],
    publish: Callable[..., int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert FAULTY == publish(*more)
    told = capsys.readouterr()
    assert ("印不成 PDF" in told.err, "已公开" in told.out) == (True, False)
    assert not (tmp_path / FOLDER).exists()


def test_where_a_document_differs_is_said(
    publish: Callable[..., int], document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = archive.read(document.read_bytes())
    changed = parts["word/document.xml"].replace(b"4052.48", b"4053.48", 1)
    document.write_bytes(archive.pack(parts | {"word/document.xml": changed}))
    assert FAULTY == publish()
    assert "4053.48，应为 4052.48" in capsys.readouterr().err


def test_a_folder_is_not_published_as_one_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert WRONG_CALL == run("publish", tmp_path, "-o", tmp_path / "公开.docx")
    assert "-o 后面也写文件夹" in capsys.readouterr().err
