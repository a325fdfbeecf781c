"""The command line: three exit codes, no crash, a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.calls import NAME, faulty, run
from support.examples import EXAMPLE, ROOT, Edit

from generator import exits, pipeline

__all__ = ["faulty"]


def test_the_exit_codes_never_change() -> None:
    assert (exits.FINE, exits.FAULTY, exits.WRONG_CALL) == (0, 1, 2)


# -- places that no file can be at -----------------------------------------------------------------

NOWHERE = "a" * 300  # where `Path.exists` fails, as it does in a folder that is closed to us


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("W702 写不进去：", ["build", str(EXAMPLE), "-o", NOWHERE]),
        ("W702 写不进去：", ["check", str(EXAMPLE), "--总览", f"{NOWHERE}/总览.html"]),
        ("W702 写不进去：", ["check", str(EXAMPLE), "--format", "html", "-o", NOWHERE]),
        ("W702 写不进去：", ["schema", "部门决算", "2024", "福建", "-o", f"{NOWHERE}.json"]),
        ("错误 X801 ", ["build", str(EXAMPLE), "-o", "文档", "--redline", "长" * 6000]),
        ("错误：写不进去：", ["new", "部门决算", "2024", "福建", "-o", f"{NOWHERE}/126.yaml"]),
        ("错误：表样旁边没有", ["template", "check", f"{NOWHERE}/document.docx"]),
        ("错误：找不到 ", ["diff", "--since", "HEAD", f"{NOWHERE}/126.yaml"]),
    ],
)
def test_a_place_where_nothing_can_be_is_told_and_no_crash(
    message: str,
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) != exits.FINE
    assert message in capsys.readouterr().err


def test_a_folder_that_has_gone_meanwhile_is_told_and_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.rmdir()
    assert exits.WRONG_CALL == run("check", EXAMPLE)
    assert "错误：现在所在的文件夹已经没有了" in capsys.readouterr().err


def test_what_is_made_of_a_document_cannot_be_written_just_anywhere(
    edited: Edit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", EXAMPLE, "-o", tmp_path)
    document = tmp_path / "2024" / f"{NAME}.docx"
    other = edited(("服务: 30887496.30", "服务: 31887496.30"))
    nowhere = tmp_path / NOWHERE / "新.docx"
    assert run("publish", document, "--仍要公开", "-o", nowhere) == exits.FAULTY
    assert run("diff", EXAMPLE, other, "--word", nowhere) == exits.WRONG_CALL
    assert capsys.readouterr().err.count("写不进去：") == 2


# -- what must never happen ------------------------------------------------------------------------


def test_an_interrupted_run_says_so_and_is_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "produce", interrupt)
    assert run("check", EXAMPLE) == exits.FAULTY
    assert capsys.readouterr().err == "已中断：0 个已检查，1 个未做\n"


def test_a_console_without_chinese_stops_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", "check", str(EXAMPLE)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (exits.FINE, False)


# -- as a process of its own -----------------------------------------------------------------------


def process(*arguments: str | Path, **given: Any) -> "subprocess.CompletedProcess[str]":
    """A command as the shell runs it."""
    code = "from generator.cli import entry; entry()"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, text=True, check=False, **{"stderr": subprocess.PIPE, **given})


def test_a_process_says_all_and_ends_with_the_exit_code(faulty: Path) -> None:
    ended = [
        process(*arguments, stdout=subprocess.PIPE)
        for arguments in (("check", EXAMPLE), ("check", faulty), ("cheek", EXAMPLE), ("--help",))
    ]
    assert [exits.FINE, exits.FAULTY, exits.WRONG_CALL, exits.FINE] == [
        it.returncode for it in ended
    ]
    assert f"{EXAMPLE}：检查通过" in ended[0].stdout
    assert ended[3].stdout.endswith("\n")


def test_a_console_that_lacks_a_character_shows_what_is_most_like_it() -> None:
    chinese = {**os.environ, "PYTHONIOENCODING": "cp936"}
    ended = process(
        "trace",
        EXAMPLE,
        "收入支出决算总表.收入总计",
        stdout=subprocess.PIPE,
        encoding="cp936",
        env=chinese,
    )
    assert (True, False) == (" > " in ended.stdout, "?" in ended.stdout)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_result_that_cannot_be_printed_is_said_and_is_no_success() -> None:
    with open("/dev/full", "w") as full:
        ended = process("check", EXAMPLE, stdout=full)
    said = "结果没有写完：磁盘空间不足；写好的文档都是完整的"
    assert (exits.FAULTY, said) == (ended.returncode, ended.stderr.splitlines()[-1])


@pytest.fixture
def closed() -> Iterator[int]:
    """A pipe that nobody reads from any more."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


def test_a_reader_that_has_seen_enough_is_no_fault(closed: int) -> None:
    ended = process("check", EXAMPLE, stdout=closed)
    assert (exits.FINE, False) == (ended.returncode, "Traceback" in ended.stderr)


def test_a_reader_that_has_seen_enough_makes_no_fault_good(closed: int, faulty: Path) -> None:
    ended = process("check", faulty, EXAMPLE, stdout=closed)
    assert (exits.FAULTY, True) == (ended.returncode, "错误" in ended.stderr)


def test_a_wrong_call_is_one_though_nobody_reads_why(closed: int) -> None:
    ended = process("cheek", EXAMPLE, stdout=closed, stderr=closed)
    assert exits.WRONG_CALL == ended.returncode


def test_a_batch_goes_on_when_nobody_reads_of_it_any_more(closed: int, tmp_path: Path) -> None:
    other = tmp_path / "127.yaml"
    other.write_text(EXAMPLE.read_text("utf-8").replace("智慧福州", "智慧闽侯"), "utf-8")
    ended = process("build", EXAMPLE, other, "-o", tmp_path / "out", stdout=closed)
    assert (exits.FINE, 2) == (ended.returncode, len([*(tmp_path / "out").rglob("*.docx")]))


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "管道.yaml"],
        ["check", EXAMPLE, "--核对", "管道.csv"],
        ["verify", "管道.docx", EXAMPLE],
        ["publish", "管道.docx", "-o", "新.docx"],
        ["paginate", "管道.docx"],
        ["diff", EXAMPLE, "管道.yaml"],
        ["build", EXAMPLE, "-o", "文档", "--redline", "管道.docx"],
        ["template", "show", "管道.docx"],
    ],
    ids=lambda arguments: " ".join(map(str, arguments[::2])),
)
def test_a_pipe_in_a_files_place_is_told_and_not_waited_for(
    arguments: list[str | Path], tmp_path: Path
) -> None:
    for suffix in ("yaml", "csv", "docx"):
        os.mkfifo(tmp_path / f"管道.{suffix}")
    ended = process(*arguments, cwd=tmp_path, stdout=subprocess.PIPE, timeout=30)
    assert "这是管道、设备之类，不是文件" in ended.stderr


def test_a_locale_without_chinese_makes_the_same_documents(tmp_path: Path) -> None:
    poor = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "generator.cli", "build", str(EXAMPLE), "-o", str(tmp_path)]
    run = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **poor}, capture_output=True, check=False
    )
    [document] = tmp_path.glob("*/*.docx")
    assert (0, f"已生成 {document}") == (run.returncode, run.stdout.decode().partition("（")[0])
