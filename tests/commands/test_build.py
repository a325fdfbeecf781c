"""`gongkai build`: what is written, what is left alone, what is said."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from support.calls import NAME, faulty, files, run, told_of
from support.examples import EXAMPLE, ONLY_TOLD, ROOT, TEXT_FIRST

from generator import exits
from generator.units import manifest

# What takes longer to load than a document takes to make.
HEAVY = {"yaml", "jinja2", "docxtpl", "cerberus", "importlib.metadata", "email"}
HEAVY |= {"generator.packs.language", "shutil", "threading"}

__all__ = ["faulty"]


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder with two filings, the second faulty."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    text = EXAMPLE.read_text(encoding="utf-8")
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    wrong = text.replace("服务: 30887496.30", "服务:")
    (folder / "b.yaml").write_text(wrong, encoding="utf-8")
    return folder


def test_build_writes_the_document_and_says_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", EXAMPLE, "-o", tmp_path) == exits.FINE
    assert files(tmp_path) == [f"2024/{NAME}.docx", manifest.NAME]
    told = capsys.readouterr()
    path = re.escape(str(tmp_path / "2024" / f"{NAME}.docx"))
    assert re.fullmatch(rf"已生成 {path}（\d+\.\d\d 秒）\n", told.out)
    assert told_of(told.err) == {("提示", ONLY_TOLD)}


def test_build_writes_into_the_folder_output_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("build", EXAMPLE) == exits.FINE
    assert files(tmp_path) == [f"output/2024/{NAME}.docx", f"output/{manifest.NAME}"]


def test_build_writes_nothing_for_a_faulty_filing(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", faulty, "-o", tmp_path / "output") == exits.FAULTY
    assert not (tmp_path / "output").exists()
    assert "错误 S204 “服务”待填" in capsys.readouterr().err


def test_a_draft_is_written_and_still_faulty(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", "--draft", faulty, "-o", tmp_path / "output") == exits.FAULTY
    assert files(tmp_path / "output") == [f"2024/{NAME}（草稿）.docx", manifest.NAME]
    assert "，还有 1 个错误待改" in capsys.readouterr().out


def test_a_hand_edited_document_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
    document = tmp_path / "2024" / f"{NAME}.docx"
    document.parent.mkdir()
    document.write_bytes(b"by hand")
    assert run("build", EXAMPLE, "-o", tmp_path) == exits.FAULTY
    assert document.read_bytes() == b"by hand"
    assert run("build", EXAMPLE, "-o", tmp_path, "--overwrite") == exits.FINE
    assert document.read_bytes() != b"by hand"


def test_many_filings_are_counted(
    inputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", inputs, "-o", tmp_path / "output") == exits.FAULTY
    first, second, heads, counts = capsys.readouterr().out.splitlines()
    assert first.startswith("[1/2] 已生成 ")
    assert second.startswith(f"[2/2] {inputs / 'b.yaml'}：1 个错误，没有生成文档")
    assert heads == "填报文件  无错误  有提示  有错误  未变"
    assert counts == "       2       0       1       1     0"


def test_what_has_not_changed_is_left_alone_and_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "2024" / f"{NAME}.docx"
    told = []
    for more in ([], [], ["--严格"], ["--force"]):
        assert run("build", EXAMPLE, "-o", tmp_path, *more) == exits.FINE
        told.append(capsys.readouterr().out.split("（")[0].split(str(tmp_path))[0])
    assert ["已生成 ", "未变 ", "未变 ", "已生成 "] == told
    run("build", EXAMPLE, "-o", tmp_path)
    assert f"未变 {document}（2 个提示）\n" == capsys.readouterr().out


@pytest.mark.parametrize(("name", "code"), [("没有.csv", "F101"), ("output", "L431")])
def test_control_totals_that_cannot_be_read_are_told_though_nothing_has_changed(
    name: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", EXAMPLE, "-o", tmp_path / "output")
    capsys.readouterr()
    named = tmp_path / name
    assert run("build", EXAMPLE, "-o", tmp_path / "output", "--核对", named) == exits.FAULTY
    assert capsys.readouterr().err.startswith(f"{named}:1:1: 错误 {code} ")


def test_json_of_a_second_run_says_what_is_unchanged(
    inputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        capsys.readouterr()
        assert run("build", inputs, "-o", tmp_path / "o", "--format", "json") == exits.FAULTY
    content = json.loads(capsys.readouterr().out)
    assert ["未变", "有错误"] == [said["结论"] for said in content["结果"]]
    assert {"无错误": 0, "有提示": 0, "有错误": 1, "未变": 1} == content["汇总"]


def test_an_overview_is_a_page_with_links_that_lead_to_the_documents(
    inputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "报告" / "总览.html"
    for _ in range(2):
        run("build", inputs, "-o", tmp_path / "output", "--总览", page)
        assert f"总览：{page}\n" in capsys.readouterr().err
        text = page.read_text("utf-8")
        links = re.findall('href="(.*?)"', text)
        assert links
        assert all((page.parent / unquote(link)).is_file() for link in links)
        assert "4052.48（-15.89%）" in re.sub("<[^>]+>", "", text)


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    ("filing", "never"),
    [(EXAMPLE, {*HEAVY, "lxml", "zipfile"}), (TEXT_FIRST, HEAVY - {"shutil", "threading"})],
    ids=["without charts", "with charts"],
)
def test_a_filing_in_order_is_done_without_what_judges_and_compiles(
    command: str, filing: Path, never: set[str], tmp_path: Path
) -> None:
    program = (
        "import sys; from generator import cli; code = cli.main(sys.argv[1:]); "
        f"print(code, sorted({never} & set(sys.modules)))"
    )
    words = [sys.executable, "-c", program, command, str(filing)]
    last = [
        subprocess.run(
            [*words, *(["-o", str(tmp_path / time)] if command == "build" else [])],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout.splitlines()[-1]
        for time in ("first", "second")
    ]  # fmt: skip
    assert "0 []" == last[1]


def test_a_second_run_imports_nothing_that_makes_documents(tmp_path: Path) -> None:
    program = (
        "import sys; from generator import cli; code = cli.main(sys.argv[1:]); "
        "heavy = {'yaml', 'jinja2', 'lxml', 'cerberus', 'docxtpl', 'generator.pipeline'}; "
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program, "build", str(EXAMPLE), "-o", str(tmp_path)]
    last = [
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        .stdout.splitlines()[-1]
        for _ in range(2)
    ]  # fmt: skip
    assert "generator.pipeline" in last[0]
    assert "0 []" == last[1]
