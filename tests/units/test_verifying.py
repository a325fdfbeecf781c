"""A folder of documents proved against its filings: nothing is written, nothing is missed."""

import shutil
import zipfile
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, Edit
from support.wordml import DOCUMENT

from generator import cli, exits
from generator.outputs import contents_pages
from generator.outputs.contents_pages import Paginated
from generator.units import batch, manifest, verifying
from generator.units.batch import Job
from generator.word import archive, ooxml, pagination

FIRST = "2024/福州市“智慧福州”管理服务中心2024年度部门决算.docx"
SECOND = "2025/闽清县“智慧闽清”管理服务中心2025年度部门预算.docx"


@pytest.fixture(scope="session")
def once_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    list(batch.run([EXAMPLE, BUDGET], Job(folder)))
    return folder


@pytest.fixture
def built(once_built: Path, tmp_path: Path) -> Path:
    """A folder of two documents with their record."""
    return Path(shutil.copytree(once_built, tmp_path / "output"))


def states(folder: Path, *filings: Path) -> dict[str, str]:
    """How each document compares, by its path."""
    compared = verifying.verify(filings or (EXAMPLE, BUDGET), Job(folder))
    return {
        item.document.relative_to(folder).as_posix() if item.document else "": item.state
        for item in compared
    }


def content(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def packed_otherwise(path: Path, text: bytes = b"") -> None:
    """The same document from another compressor; with a text, not quite the same."""
    parts = archive.read(path.read_bytes())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        for name, part in parts.items():
            file.writestr(name, part + (text if name == "word/document.xml" else b""))


def test_what_was_built_is_proved_and_not_touched(built: Path) -> None:
    before = content(built)
    assert {FIRST: "一致", SECOND: "一致"} == states(built)
    assert before == content(built)


def test_it_needs_no_record(built: Path) -> None:
    (built / manifest.NAME).unlink()
    assert {FIRST: "一致", SECOND: "一致"} == states(built)


def test_another_compressor_is_told_and_proves_the_content(built: Path) -> None:
    packed_otherwise(built / FIRST)
    assert {FIRST: "内容一致（打包方式不同）", SECOND: "一致"} == states(built)


def numbered(path: Path, text: str) -> None:
    """The document as `paginate` leaves it, with a text for every page number of its 目录."""
    parts = archive.read(path.read_bytes())
    root = ooxml.parse(parts[DOCUMENT])
    for _, field in pagination.list_entries(root):
        field.show(text)
    parts[DOCUMENT] = ooxml.bytes_of(root)
    path.write_bytes(archive.write({name: archive.deflate(part) for name, part in parts.items()}))


@pytest.mark.parametrize(
    ("expected", "text"), [("一致（目录已填页码）", "12"), ("不一致", "12页"), ("不一致", "十二")]
)
def test_page_numbers_in_the_contents_are_told_and_nothing_but_numbers(
    expected: str, text: str, built: Path
) -> None:
    numbered(built / FIRST, text)
    assert {FIRST: expected, SECOND: "一致"} == states(built)


def test_page_numbers_are_kept_by_a_second_build(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def paginate(path: Path) -> Paginated:
        numbered(path, "7")
        return Paginated(path, 12, "LibreOffice 24")

    list(batch.run([EXAMPLE, BUDGET], Job(built)))
    monkeypatch.setattr(contents_pages, "paginate", paginate)
    assert exits.FINE == cli.main(["paginate", str(built / FIRST)])
    assert [] == batch.plan([EXAMPLE, BUDGET], Job(built)).due
    assert "LibreOffice 24" == manifest.load(built).entries[FIRST].layout
    assert {FIRST: "一致（目录已填页码）", SECOND: "一致"} == states(built)


def test_a_document_that_was_changed_is_not_taken_for_ours_by_its_page_numbers(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(batch.run([EXAMPLE], Job(built)))
    monkeypatch.setattr(
        contents_pages, "paginate", lambda path: Paginated(path, 12, "LibreOffice 24")
    )
    packed_otherwise(built / FIRST, b"<!-- -->")
    assert exits.FINE == cli.main(["paginate", str(built / FIRST)])
    assert [str(EXAMPLE)] == batch.plan([EXAMPLE], Job(built)).due


def test_a_changed_document_is_found(built: Path) -> None:
    packed_otherwise(built / FIRST, b"<!-- -->")
    (built / SECOND).write_bytes(b"by hand")
    assert {FIRST: "不一致", SECOND: "不一致"} == states(built)


def test_a_missing_document_is_found_and_not_written(built: Path) -> None:
    (built / FIRST).unlink()
    assert {FIRST: "缺", SECOND: "一致"} == states(built)
    assert not (built / FIRST).exists()


def test_a_document_of_nobodys_is_found(built: Path) -> None:
    (built / "2023").mkdir()
    (built / "2023" / "旧.DOCX").write_bytes(b"")
    (built / "2024" / "~$锁.docx").write_bytes(b"")
    (built / "2024" / ".gongkai-1.docx").write_bytes(b"")
    assert {FIRST: "一致", SECOND: "一致", "2023/旧.DOCX": "多出"} == states(built)


def test_a_redline_is_not_left_over_where_its_document_is_expected(built: Path) -> None:
    for name in (FIRST, "2023/旧.docx"):
        redline = built / name.replace(".docx", "（修订稿）.docx")
        redline.parent.mkdir(exist_ok=True)
        redline.write_bytes(b"")
    expected = {FIRST: "一致", SECOND: "一致", "2023/旧（修订稿）.docx": "多出"}
    assert expected == states(built)


def test_the_document_of_a_filing_that_is_not_named_is_nobodys(built: Path) -> None:
    assert {FIRST: "一致", SECOND: "多出"} == states(built, EXAMPLE)


def test_of_two_filings_with_one_name_only_the_first_is_proved(built: Path, edited: Edit) -> None:
    compared = list(verifying.verify((EXAMPLE, edited()), Job(built)))
    assert ["一致", "不一致", "多出"] == [item.state for item in compared]


# -- the command --------------------------------------------------------------------------------


def verify(folder: Path, *more: str, filings: tuple[Path, ...] = (EXAMPLE, BUDGET)) -> int:
    return cli.main(["build", "--verify", *map(str, filings), "-o", str(folder), *more])


def test_the_command_says_that_all_is_proved(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exits.FINE == verify(built)
    assert ("共 2 个填报文件：2 个一致\n", "") == tuple(capsys.readouterr())


def test_the_command_says_what_is_not(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (built / FIRST).write_bytes(b"by hand")
    assert exits.FAULTY == verify(built, filings=(EXAMPLE,))
    assert capsys.readouterr().out.splitlines() == [
        f"不一致：{built / FIRST}（{EXAMPLE}）",
        f"多出：{built / SECOND}",
        "共 1 个填报文件：1 个不一致，1 个多出",
    ]


def test_the_command_tells_the_faults_of_a_filing(
    built: Path, edited: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = edited(("服务: 30887496.30", "服务:"))
    assert exits.FAULTY == verify(built, filings=(wrong, BUDGET))
    told = capsys.readouterr()
    assert "错误 S204 “服务”待填" in told.err
    assert told.out.splitlines() == [
        f"有错误：{wrong}",
        f"多出：{built / FIRST}",
        "共 2 个填报文件：1 个有错误，1 个一致，1 个多出",
    ]


@pytest.mark.parametrize(
    "more",
    [
        *(["--force"], ["--overwrite"], ["--严格"], ["--format", "json"], ["--总览=x.html"]),
        ["--redline=x.yaml"],
    ],
)
def test_the_command_only_compares(
    more: list[str], built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exits.WRONG_CALL == verify(built, *more)
    assert capsys.readouterr().err.startswith("错误：--verify 只核对")
