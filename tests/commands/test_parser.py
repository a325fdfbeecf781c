"""What may be typed: wrong calls answered and help given in Chinese, and no English."""

import re
from typing import NamedTuple

import pytest
from support.calls import run

from generator import exits
from generator.commands.options import take
from generator.commands.parser import Parser, bind

COMMANDS = ["build", "check", "paginate", "template", "trace", "diff", "new"]
COMMANDS += ["verify", "refresh", "publish", "convert"]
# Names of commands, options, programs and formats; everything else is said in Chinese.
OWN_WORDS = {*COMMANDS, "gongkai", "help", "draft", "overwrite", "Word", "docx", "yaml"}
OWN_WORDS |= {"explain", "schema", "JSON", "Schema", "format", "text", "json", "html", "csv"}
OWN_WORDS |= {"fields", "LibreOffice", "jobs", "scheduler", "force", "verify", "Dask"}
OWN_WORDS |= {"inputs", "tcp", "pip", "install", "cluster"}
OWN_WORDS |= {"since", "in", "word", "from", "git"}
OWN_WORDS |= {"Excel", "convert", "audit", "pdf", "PDF", "WPS", "data", "serve"}
OWN_WORDS |= {"redline", "base", "document", "show", "txt", "next", "rules", "xlsx", "xls", "ods"}


def foreign_words(text: str) -> set[str]:
    """The words of a text that are neither Chinese nor names of our own."""
    return set(re.findall(r"[A-Za-z]{2,}", text)) - OWN_WORDS


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
        (
            "--总览 后面要写 .html 或 .xlsx 的文件名",
            ["check", "1.yaml", "--总览", "2.yaml"],
        ),
        (
            "--总览 后面要写 .html 或 .xlsx 的文件名",
            ["build", "1.yaml", "--总览", ""],
        ),
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


HELP = [["--help"], ["-h"], *([command, "--help"] for command in COMMANDS)]
HELP += [[command, "--help"] for command in ("explain", "schema")]
HELP += [["template", action, "--help"] for action in ("fields", "check", "next")]


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


# -- options ------------------------------------------------------------------------------------


class Greeted(NamedTuple):
    """Whom several commands greet."""

    name: str = take(metavar="名称")


class Greeting(NamedTuple):
    """A command's own options, beside those that it shares."""

    whom: Greeted = Greeted()
    times: int | None = take("--times", type=int)
    loud: bool = take("--loud", action="store_true")


@pytest.mark.parametrize(
    ("expected", "typed"),
    [
        (Greeting(Greeted("甲"), None, False), ["甲"]),
        (Greeting(Greeted("甲"), 2, True), ["--loud", "--times", "2", "甲"]),
    ],
)
def test_a_command_is_given_what_was_typed_as_its_own_options(
    expected: Greeting, typed: list[str]
) -> None:
    given: list[Greeting] = []

    def greet(options: Greeting) -> int:
        given.append(options)
        return 7

    parser = Parser(prog="greet")
    bind(parser, Greeting, greet)
    read = parser.parse_args(typed)
    assert (7, [expected]) == (read.run(read), given)
