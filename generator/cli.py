"""The command line: what may be typed after `gongkai`, in Chinese; `*commands` carry it out."""

import argparse
import io
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from generator.exits import FAULTY, FINE, WRONG_CALL


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese."""

    def error(self, message: str) -> NoReturn:
        print(f"错误：{_translated(message)}", file=sys.stderr)
        print(f"用 {self.prog} --help 查看用法", file=sys.stderr)
        raise SystemExit(WRONG_CALL)

    def format_help(self) -> str:
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
    (r"argument --format: invalid choice: '?([^' ]+)'? .*", r"没有“\1”这种格式"),
    (r"argument [^:]*: invalid choice: '?([^' ]+)'? .*", r"没有“\1”这个命令"),
    (r"argument --jobs: invalid _count value: '(.*)'", r"--jobs 后面要写 1 以上的整数，不是“\1”"),
    (r"ambiguous option: (\S+) .*", r"\1 不明确，请写全"),
)


def _translated(message: str) -> str:
    for pattern, chinese in _MESSAGES:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, chinese, message, flags=re.DOTALL).replace(", ", "、")
    return "命令写得不对"


def _parser() -> _Parser:
    parser = _Parser(
        prog="gongkai",
        description="写预算、决算公开文档：每个数只填一次，表格、合计、比较和文字都由系统生成。",
        add_help=False,
        allow_abbrev=False,
    )
    _help_option(parser)
    commands = parser.add_subparsers(dest="command", metavar="命令", required=True)
    build = _command(commands, "build", "检查填报文件，生成 Word 文档", "build")
    _filings(build)
    build.add_argument("-o", dest="output", default="output", metavar="文件夹", help="生成到哪里")
    build.add_argument(
        "--draft", action="store_true", help="生成草稿：有缺项也生成，缺处印【待填】"
    )
    build.add_argument("--overwrite", action="store_true", help="覆盖人工改过的文档")
    build.add_argument("--force", action="store_true", help="没有变的也重新生成")
    build.add_argument(
        "--verify",
        action="store_true",
        help="不写文档，只核对文件夹里的文档是不是这些填报文件生成的",
    )
    build.add_argument(
        "--redline",
        metavar="上一版",
        help="另外生成修订稿：以修订标出与上一版（填报文件或 .docx）的不同",
    )
    _filings(_command(commands, "check", "只检查填报文件，不生成文档", "check"))
    paginate = _command(
        commands, "paginate", "给文档的目录填上页码（需要 LibreOffice）", "paginate"
    )
    paginate.add_argument("documents", nargs="+", metavar="文档", help="build 生成的 .docx")
    explain = _command(commands, "explain", "解释一个错误代码", "explain")
    explain.add_argument("code", metavar="代码", help="错误里的代码，如 S203")
    schema = _command(commands, "schema", "输出编辑器用的 JSON Schema（补全与提示）", "schema")
    _which_pack(schema)
    _document_commands(commands)
    _form_commands(_command(commands, "template", "表样管理人用：名称表，检查表样", "template"))
    _correction_commands(commands)
    return parser


def _correction_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    trace = _command(commands, "trace", "查一个数从哪里来、印在哪里", "correction_commands.trace")
    trace.add_argument("filing", metavar="填报文件")
    trace.add_argument("question", metavar="数", help="印出的数、地址，或填报文件的行号（如 :45）")
    diff = _command(commands, "diff", "改了填报文件，成文里有哪些不同", "correction_commands.diff")
    diff.add_argument("old", metavar="旧文件", help="用 --since 时就是现在的填报文件")
    diff.add_argument("new", metavar="新文件", nargs="?", help="改后的填报文件")
    diff.add_argument("--since", metavar="版本", help="与 git 里的这个版本比较")
    diff.add_argument("--in", dest="folder", metavar="文件夹", help="在哪里找牵涉的填报文件")
    diff.add_argument("--word", metavar="文件", help="写成可以存档的 Word 更正说明")
    for parser in (trace, diff):
        _format(parser, "json")
    new = _command(
        commands, "new", "新建填报文件：由上年的结转，或空白的", "correction_commands.new"
    )
    _which_pack(new)
    new.add_argument("--from", dest="last", metavar="填报文件", help="上年的，由它结转")
    new.add_argument("-o", dest="output", metavar="文件", help="写到哪里；已有的文件不覆盖")


def _document_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    verify = _command(
        commands,
        "verify",
        "核对一份成文（可已人工改过）的数与填报是否一致",
        "document_commands.verify",
    )
    verify.add_argument("document", metavar="文档", help="成文（.docx）")
    verify.add_argument("filing", metavar="填报文件", help="这份文档的填报文件（.yaml）")
    _format(verify, "json")
    refresh = _command(
        commands,
        "refresh",
        "按更正后的填报更新人工改过的成文，保留人工改动",
        "document_commands.refresh",
    )
    refresh.add_argument("document", metavar="文档", help="人工改过的成文（.docx）")
    refresh.add_argument("filing", metavar="填报文件", help="更正后的填报文件（.yaml）")
    _target(refresh)
    refresh.add_argument(
        "--base", metavar="文件", help="当时的填报文件或没有改过的成文；文档自带底稿时不用写"
    )
    _format(refresh, "json")
    publish = _command(
        commands, "publish", "另存一份不带底稿的成文，供公开", "document_commands.publish"
    )
    publish.add_argument("document", metavar="文档", help="成文（.docx）")
    _target(publish)


def _target(parser: _Parser) -> None:
    parser.add_argument("-o", dest="output", metavar="文档", required=True, help="写到哪个文件")


def _format(parser: _Parser, *forms: str) -> None:
    told = "、".join(("text（默认）", *forms))
    choices = ("text", *forms)
    parser.add_argument(
        "--format", choices=choices, default="text", metavar="格式", help=f"结果的格式：{told}"
    )


def _form_commands(parser: _Parser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="事项", required=True)
    _which_pack(
        _command(
            actions, "fields", "列出表样能用的名称、含义和例子里的值", "form_commands.form_fields"
        )
    )
    check = _command(actions, "check", "检查一个表样（.docx）", "form_commands.form_check")
    check.add_argument("form", metavar="表样", help="document.docx")
    _which_pack(check, required=False)


def _which_pack(parser: _Parser, *, required: bool = True) -> None:
    count = None if required else "?"
    parser.add_argument("kind", metavar="文种", nargs=count, help="填报文件里的文种")
    parser.add_argument("year", metavar="年度", nargs=count, help="四位数字")
    parser.add_argument("region", metavar="地区", nargs="?", help="不写时，只有一个地区就用它")


def _command(
    commands: "argparse._SubParsersAction[_Parser]",
    name: str,
    text: str,
    run: str,
) -> _Parser:
    """A command with its help; `run` names the function, with its module if not `commands`."""
    parser = commands.add_parser(
        name, help=text, description=text, add_help=False, allow_abbrev=False
    )
    _help_option(parser)
    parser.set_defaults(run=run)
    return parser


def _help_option(parser: _Parser) -> None:
    parser.add_argument("-h", "--help", action="help", help="显示这段说明")


def _filings(parser: _Parser) -> None:
    parser.add_argument(
        "filings",
        nargs="+",
        metavar="填报文件",
        help='文件、装着它们的文件夹，或加引号的式样（"inputs/*/126*.yaml"）；名称以“_”开头的不算',
    )
    parser.add_argument(
        "--核对",
        dest="exported",
        metavar="文件",
        default="",
        help="软件导出的合计数（.csv 或 .yaml），与填报数核对",
    )
    parser.add_argument(
        "--format",
        dest="format",
        choices=("text", "json", "html"),
        default="text",
        metavar="格式",
        help="结果的格式：text（默认）、json、html（一页，可发给填报人）",
    )
    parser.add_argument(
        "--总览",
        dest="overview",
        metavar="文件",
        default="",
        help="另写一页网页（.html）：各单位的结论、主要的数、增减异常",
    )
    _ways(parser)


def _ways(parser: _Parser) -> None:
    """How many filings are shared out."""
    parser.add_argument(
        "--jobs",
        type=_count,
        metavar="个数",
        help="同时用几个进程；不写时，填报文件多就用上全部处理器，1 是只用一个",
    )
    parser.add_argument(
        "--scheduler",
        metavar="地址",
        default="",
        help='交给 Dask 集群做（需要 pip install "gongkai[cluster]"），如 tcp://10.0.0.1:8786',
    )


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise ValueError(text)
    return count


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 (fine), 1 (faults in the data) or 2 (wrong call)."""
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a character shows a stand-in; it must never stop the work.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        options = _parser().parse_args(arguments)
        module, _, function = options.run.rpartition(".")
        carry_out = getattr(import_module(f"generator.{module or 'commands'}"), function)
        return int(carry_out(options))
    except BrokenPipeError:  # whoever read our output has seen enough
        sys.stdout = None
        return FINE
    except KeyboardInterrupt:
        print("已中断；写好的文档都是完整的", file=sys.stderr)
        return FAULTY


if __name__ == "__main__":
    raise SystemExit(main())
