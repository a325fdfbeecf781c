"""Arguments parsed in Chinese: commands known by name and help, their options as typed objects."""

import argparse
import re
from collections.abc import Callable, Collection, Iterable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypeVar

from generator.commands.options import Argument
from generator.exits import RefusedError
from generator.kept import library

# Every argument that is added is laid out once, to see whether it can be; how wide a terminal is
# would be asked for that, by an import that takes longer than to parse a call.
_NEVER_SHOWN = partial(argparse.HelpFormatter, width=80)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, add_help=False, allow_abbrev=False, formatter_class=_NEVER_SHOWN)
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        raise RefusedError(f"{_translate(message)}\n用 {self.prog} --help 查看用法")

    def format_help(self) -> str:
        self.formatter_class = argparse.HelpFormatter
        text = super().format_help()
        for english, chinese in _HEADINGS:
            text = text.replace(english, chinese)
        return text


_HEADINGS = (
    ("usage: ", "用法："),
    ("positional arguments:", "参数："),
    ("options:", "选项："),
    ("[options]", "[选项]"),
)
_MESSAGES = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument ([^:]+): expected .*", r"\1 后面要写内容"),
    (r"argument --(?:format|格式): invalid choice: '?([^' ]+)'? .*", r"没有“\1”这种格式"),
    (r"argument [^:]*: invalid choice: '?([^' ]+)'? .*", r"没有“\1”这个命令"),
    (r"argument --jobs: invalid count value: '(.*)'", r"--jobs 后面要写 1 以上的整数，不是“\1”"),
    (r"argument --port: invalid .*", "--port 后面要写 1024 到 65535 的整数"),
    (r"argument --总览: invalid .*", r"--总览 后面要写 .html 或 .xlsx 的文件名"),
    (r"ambiguous option: (\S+) .*", r"\1 不明确，请写全"),
)


def _translate(message: str) -> str:
    for pattern, chinese in _MESSAGES:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, chinese, message, flags=re.DOTALL).replace(", ", "、")
    return "命令写得不对"


class Command(NamedTuple):
    """A command: its name, its help, and what makes a parser know the rest (see `bind`)."""

    name: str
    text: str
    load: Callable[[Parser], None]


def add_commands(
    parser: Parser, metavar: str, commands: Iterable[Command], called: Collection[str] | None = None
) -> None:
    """Make a parser know commands: by name and help, and by all else if called (None: all are)."""
    prog = parser.prog  # else argparse lays out the usage to find it
    group = parser.add_subparsers(metavar=metavar, required=True, parser_class=Parser, prog=prog)
    for command in commands:
        own = group.add_parser(command.name, help=command.text, description=command.text)
        if called is None or command.name in called:
            command.load(own)


T = TypeVar("T", bound=NamedTuple)


def bind(parser: Parser, options: type[T], action: Callable[[T], int]) -> None:
    """Make a parser know what a command's options are, and what carries them out."""
    _add(parser, options)
    parser.set_defaults(run=lambda typed: action(_read(options, typed)))


def bind_with_packs(parser: Parser, options: type[T], action: Callable[[T], int]) -> None:
    """The same for a command that uses forms and rules: it may be told where they are."""
    _add(parser, options)
    parser.add_argument(
        "--表样库",
        dest="packs",
        default="",
        metavar="文件夹",
        help="用这个文件夹里的表样和规则；不写时，当前文件夹里有就用当前文件夹的",
    )

    def run(typed: argparse.Namespace) -> int:
        told = library.settle(typed.packs, _standing_in())
        if told:
            from generator.reporting import console

            console.complain(told)
        return action(_read(options, typed))

    parser.set_defaults(run=run)


def _standing_in() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise RefusedError("现在所在的文件夹已经没有了；换一个文件夹再运行") from error


def _add(parser: Parser, options: type[NamedTuple]) -> None:
    for name, given in options._field_defaults.items():
        if not isinstance(given, Argument):
            _add(parser, type(given))
        elif given.flags:
            parser.add_argument(*given.flags, dest=name, **given.how)
        else:
            parser.add_argument(name, **given.how)


def _read(options: type[T], typed: argparse.Namespace) -> T:
    return options._make(
        getattr(typed, name) if isinstance(given, Argument) else _read(type(given), typed)
        for name, given in options._field_defaults.items()
    )
