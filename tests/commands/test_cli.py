"""The command line: three exit codes, one line per document, and no English."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from support.examples import EXAMPLE, ONLY_TOLD, ROOT, Edit

from generator import cli, pipeline
from generator.reporting import console, exits
from generator.units import manifest
from generator.word import archive, pagination
from generator.word.pagination import Paginated

NAME = "福州市“智慧福州”管理服务中心2024年度部门决算"
COMMANDS = ["build", "check", "paginate", "template", "trace", "diff", "new"]
COMMANDS += ["verify", "refresh", "publish"]
# Names of commands, options, programs and formats; everything else is said in Chinese.
OWN_WORDS = {*COMMANDS, "gongkai", "help", "draft", "overwrite", "Word", "docx", "yaml"}
OWN_WORDS |= {"explain", "schema", "JSON", "Schema", "format", "text", "json", "html", "csv"}
OWN_WORDS |= {"fields", "LibreOffice", "jobs", "scheduler", "force", "verify", "Dask"}
OWN_WORDS |= {"inputs", "tcp", "pip", "install", "cluster"}
OWN_WORDS |= {"since", "in", "word", "from", "git"}
OWN_WORDS |= {"redline", "base"}


def run(*arguments: str | Path) -> int:
    """The exit code of a command."""
    return cli.main([str(argument) for argument in arguments])


def files(folder: Path) -> list[str]:
    """Every file under a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def foreign_words(text: str) -> set[str]:
    """The words of a text that are neither Chinese nor names of our own."""
    return set(re.findall(r"[A-Za-z]{2,}", text)) - OWN_WORDS


def told_of(text: str) -> set[tuple[str, str]]:
    """How severe, and under which code, every fault is that a text tells of."""
    return set(re.findall(r": (提示|错误) ([A-Z][0-9]+) ", text))


@pytest.fixture
def faulty(edited: Edit) -> Path:
    """The example with one amount to be filled in."""
    return edited(("服务: 30887496.30", "服务:"))


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


def test_the_exit_codes_never_change() -> None:
    assert (exits.FINE, exits.FAULTY, exits.WRONG_CALL) == (0, 1, 2)


# -- build --------------------------------------------------------------------------------------


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


def test_a_faulty_filing_is_named_by_the_path_that_was_typed(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(faulty.parent)
    run("check", faulty.name)
    assert re.match(r"126\.yaml:\d+:3: 错误 S204 ", capsys.readouterr().err)


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
    for more in ([], [], ["--force"]):
        assert run("build", EXAMPLE, "-o", tmp_path, *more) == exits.FINE
        told.append(capsys.readouterr().out.split("（")[0].split(str(tmp_path))[0])
    assert ["已生成 ", "未变 ", "已生成 "] == told
    run("build", EXAMPLE, "-o", tmp_path)
    assert f"未变 {document}（2 个提示）\n" == capsys.readouterr().out


@pytest.mark.parametrize("name", ["没有.csv", "output"])
def test_control_totals_that_cannot_be_read_are_told_though_nothing_has_changed(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", EXAMPLE, "-o", tmp_path / "output")
    capsys.readouterr()
    named = tmp_path / name
    assert run("build", EXAMPLE, "-o", tmp_path / "output", "--核对", named) == exits.FAULTY
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"{named}:1:1: 错误 F101 ")


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
        (link,) = re.findall('href="(.*?)"', text)
        assert (page.parent / unquote(link)).is_file()
        assert "4052.48（-15.89%）" in text


def test_an_overview_never_takes_the_place_of_a_filing(edited: Edit, tmp_path: Path) -> None:
    filing = edited()
    before = filing.read_bytes()
    assert run("check", EXAMPLE, "--总览", filing) == exits.WRONG_CALL
    assert before == filing.read_bytes()


def test_an_overview_that_cannot_be_written_is_no_success(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "总览.html").mkdir()
    assert run("check", EXAMPLE, "--总览", tmp_path / "总览.html") == exits.FAULTY
    assert "错误 W702 " in capsys.readouterr().err


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


# -- check --------------------------------------------------------------------------------------


def test_check_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("check", EXAMPLE) == exits.FINE
    assert files(tmp_path) == []
    told = capsys.readouterr()
    assert re.fullmatch(rf"{re.escape(str(EXAMPLE))}：检查通过（\d+\.\d\d 秒）\n", told.out)
    assert told_of(told.err) == {("提示", ONLY_TOLD)}


def test_check_finds_what_build_finds(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", faulty) == exits.FAULTY
    assert "错误 S204 “服务”待填" in capsys.readouterr().err


def test_a_filing_that_is_not_there_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "没有.yaml"
    assert run("check", missing) == exits.FAULTY
    assert capsys.readouterr().err == f"{missing}:1:1: 错误 F101 找不到这个文件\n\n"


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_folder_without_filings_is_a_wrong_call(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command, tmp_path) == exits.WRONG_CALL
    assert capsys.readouterr().err == "错误：没有找到填报文件（.yaml；名称以“_”开头的不算）\n"


# -- paginate -----------------------------------------------------------------------------------


def test_paginate_says_each_document_and_what_it_did(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pagination, "paginate", lambda path: Paginated(path, 12, "LibreOffice 24"))
    assert run("paginate", "甲.docx", "乙.docx") == exits.FINE
    assert capsys.readouterr().out.splitlines() == [
        "[1/2] 正在排版 甲.docx …",
        "目录页码已填：甲.docx（12 条，LibreOffice 24）",
        "[2/2] 正在排版 乙.docx …",
        "目录页码已填：乙.docx（12 条，LibreOffice 24）",
    ]


def test_paginate_takes_a_pattern_as_windows_hands_it_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pagination, "paginate", lambda path: Paginated(path, 12, "LibreOffice 24"))
    for name in ("甲.docx", "乙.docx", "丙.txt"):
        (tmp_path / name).touch()
    assert run("paginate", tmp_path / "*.docx") == exits.FINE
    told = capsys.readouterr().out
    assert ("[2/2]" in told, "甲.docx" in told, "丙" in told) == (True, True, False)


def test_a_document_that_is_not_there_cannot_be_paginated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("paginate", tmp_path / "没有.docx") == exits.WRONG_CALL
    assert capsys.readouterr().err.startswith("错误：")


# -- template fields ----------------------------------------------------------------------------


def test_the_form_keeper_sees_every_name_that_a_form_may_use(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("template", "fields", "部门决算", "2024") == exits.FINE
    shown = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert {"年度", "单位.名称", "收入支出决算总表.收入总计", "三公经费.合计"} <= set(shown)


def test_a_form_that_is_not_there_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("template", "fields", "部门决算", "1998") == exits.WRONG_CALL
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("错误：没有这个表样，现有：")


# -- places that no file can be at ---------------------------------------------------------------

NOWHERE = "a" * 300  # where `Path.exists` fails, as it does in a folder that is closed to us


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("W702 写不进去：", ["build", str(EXAMPLE), "-o", NOWHERE]),
        ("W702 写不进去：", ["check", str(EXAMPLE), "--总览", f"{NOWHERE}/总览.html"]),
        ("错误：写不进去：", ["new", "部门决算", "2024", "-o", f"{NOWHERE}/126.yaml"]),
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


def test_what_is_made_of_a_document_cannot_be_written_just_anywhere(
    edited: Edit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", EXAMPLE, "-o", tmp_path)
    document = tmp_path / "2024" / f"{NAME}.docx"
    other = edited(("服务: 30887496.30", "服务: 31887496.30"))
    nowhere = tmp_path / NOWHERE / "新.docx"
    assert run("publish", document, "-o", nowhere) == exits.FAULTY
    assert run("diff", EXAMPLE, other, "--word", nowhere) == exits.WRONG_CALL
    assert capsys.readouterr().err.count("写不进去：") == 2


def test_a_search_in_a_folder_that_is_not_there_does_not_find_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "没有"
    assert run("diff", EXAMPLE, EXAMPLE, "--in", missing) == exits.WRONG_CALL
    assert capsys.readouterr().err == f"错误：--in 后面要写文件夹，没有这个文件夹：{missing}\n"


# -- wrong calls --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("缺少参数：命令", []),
        ("没有“biuld”这个命令", ["biuld", "126.yaml"]),
        ("缺少参数：填报文件", ["build"]),
        ("缺少参数：填报文件", ["check"]),
        ("缺少参数：文档", ["paginate"]),
        ("缺少参数：事项", ["template"]),
        ("缺少参数：年度", ["template", "fields", "部门决算"]),
        ("没有“field”这个命令", ["template", "field"]),
        ("不认识的参数：--fast", ["build", "126.yaml", "--fast"]),
        ("不认识的参数：--force", ["check", "126.yaml", "--force"]),
        ("--jobs 后面要写 1 以上的整数，不是“0”", ["build", "126.yaml", "--jobs", "0"]),
        ("--jobs 后面要写 1 以上的整数，不是“两”", ["check", "126.yaml", "--jobs", "两"]),
        ("--总览 后面要写网页的文件名，如 总览.html", ["check", "1.yaml", "--总览", "2.yaml"]),
        ("--总览 后面要写网页的文件名，如 总览.html", ["build", "1.yaml", "--总览", ""]),
        ("不认识的参数：--over", ["build", "126.yaml", "--over"]),
        ("不认识的参数：--draft", ["check", "126.yaml", "--draft"]),
        ("-o 后面要写内容", ["build", "126.yaml", "-o"]),
        ("命令写得不对", ["build", "126.yaml", "--draft=1"]),
    ],
)
def test_a_wrong_call_is_answered_in_chinese(
    message: str, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == exits.WRONG_CALL
    told = capsys.readouterr()
    assert told.out == ""
    assert re.fullmatch(rf"错误：{message}\n用 gongkai[a-z ]* --help 查看用法\n", told.err)


# -- help ---------------------------------------------------------------------------------------

HELP = [["--help"], ["-h"], *([command, "--help"] for command in COMMANDS)]
HELP += [["template", "fields", "--help"]]


@pytest.mark.parametrize("arguments", HELP)
def test_help_is_no_fault(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == exits.FINE
    assert capsys.readouterr().out.startswith("用法：gongkai ")


@pytest.mark.parametrize("arguments", HELP)
def test_help_is_in_chinese(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    run(*arguments)
    assert foreign_words(capsys.readouterr().out) == set()


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    run("--help")
    told = capsys.readouterr().out
    assert [command for command in COMMANDS if f"\n    {command} " not in told] == []


# -- what must never happen ---------------------------------------------------------------------


def test_an_interrupted_run_says_so_and_is_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "produce", interrupt)
    assert run("check", EXAMPLE) == exits.FAULTY
    assert capsys.readouterr().err == "已中断：0 个已检查，1 个未做\n"


def test_a_reader_that_has_seen_enough_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def close(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", sys.stdout)
    monkeypatch.setattr(console, "tell", close)
    assert run("check", EXAMPLE) == exits.FINE


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
    return subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False, **given)


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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_result_that_cannot_be_printed_is_said_and_is_no_success() -> None:
    with open("/dev/full", "w") as full:
        ended = process("check", EXAMPLE, stdout=full)
    said = "结果没有写完：磁盘空间不足；写好的文档都是完整的"
    assert (exits.FAULTY, said) == (ended.returncode, ended.stderr.splitlines()[-1])


def test_a_zip_that_is_no_document_cannot_be_paginated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "文档.docx"
    path.write_bytes(archive.write({"a.txt": archive.deflate(b"x")}))
    assert exits.WRONG_CALL == run("paginate", path)
    assert "不是完好的 Word 文档" in capsys.readouterr().err
