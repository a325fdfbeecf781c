"""The command line: `gongkai build`, `gongkai check`, `gongkai paginate`."""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from generator.batch import Job

FINE, FAULTY, WRONG_CALL = 0, 1, 2


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
    (r"argument [^:]*: invalid choice: '?([^' ]+)'? .*", r"没有“\1”这个命令"),
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
    build = _command(commands, "build", "检查填报文件，生成 Word 文档", _build)
    _filings(build)
    build.add_argument("-o", dest="output", default="output", metavar="文件夹", help="生成到哪里")
    build.add_argument(
        "--draft", action="store_true", help="生成草稿：有缺项也生成，缺处印【待填】"
    )
    build.add_argument("--overwrite", action="store_true", help="覆盖人工改过的文档")
    check = _command(commands, "check", "只检查填报文件，不生成文档", _check)
    _filings(check)
    paginate = _command(commands, "paginate", "给文档的目录填上页码（需要 LibreOffice）", _paginate)
    paginate.add_argument("documents", nargs="+", metavar="文档", help="build 生成的 .docx")
    form = _command(commands, "template", "表样管理人用：看一个表样能用哪些名称", _template)
    actions = form.add_subparsers(dest="action", metavar="事项", required=True)
    listing = _command(
        actions, "fields", "列出表样能用的全部名称、含义和例子里的值", _template_fields
    )
    listing.add_argument("kind", metavar="文种", help="填报文件里的文种")
    listing.add_argument("year", metavar="年度", help="四位数字")
    listing.add_argument("region", metavar="地区", nargs="?", help="不写时，只有一个地区就用它")
    return parser


def _command(
    commands: "argparse._SubParsersAction[_Parser]",
    name: str,
    text: str,
    run: Callable[[argparse.Namespace], int],
) -> _Parser:
    parser = commands.add_parser(
        name, help=text, description=text, add_help=False, allow_abbrev=False
    )
    _help_option(parser)
    parser.set_defaults(run=run)
    return parser


def _help_option(parser: _Parser) -> None:
    parser.add_argument("-h", "--help", action="help", help="显示这段说明")


def _filings(parser: _Parser) -> None:
    parser.add_argument("filings", nargs="+", metavar="填报文件", help="文件，或装着它们的文件夹")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 (fine), 1 (faults in the data) or 2 (wrong call)."""
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a character shows a stand-in; it must never stop the work.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options))
    except BrokenPipeError:  # whoever read our output has seen enough
        sys.stdout = None
        return FINE
    except KeyboardInterrupt:
        print("已中断；写好的文档都是完整的", file=sys.stderr)
        return FAULTY


def _build(options: argparse.Namespace) -> int:
    from generator.batch import Job

    return _each(options, Job(Path(options.output), options.draft, options.overwrite))


def _check(options: argparse.Namespace) -> int:
    return _each(options, None)


def _each(options: argparse.Namespace, job: "Job | None") -> int:
    """Take every filing through the house and say what became of it."""
    from generator import batch, report

    filings = list(batch.find(options.filings))
    if not filings:
        print("没有找到填报文件（.yaml）", file=sys.stderr)
        return WRONG_CALL
    faulty = 0
    for number, result in enumerate(batch.run(filings, job or batch.Job()), start=1):
        faulty += result.outcome.failed
        counter = f"[{number}/{len(filings)}] " if len(filings) > 1 else ""
        report.tell(result, counter)
    if len(filings) > 1:
        report.summary(len(filings), faulty)
    return FAULTY if faulty else FINE


def _paginate(options: argparse.Namespace) -> int:
    from generator import pagination

    for number, name in enumerate(options.documents, start=1):
        print(f"[{number}/{len(options.documents)}] 正在排版 {name} …", flush=True)
        try:
            done = pagination.paginate(Path(name))
        except pagination.PaginationError as error:
            print(f"错误：{error}", file=sys.stderr)
            return WRONG_CALL
        print(f"目录页码已填：{done.path}（{done.entries} 条，{done.engine}）")
    return FINE


def _template(options: argparse.Namespace) -> int:
    raise AssertionError("the parser demands an action")


def _template_fields(options: argparse.Namespace) -> int:
    from generator import packs, pipeline, report

    root = packs.home()
    found = packs.choose(root, options.kind, options.year, options.region)
    if isinstance(found, str):
        print(f"错误：{found}", file=sys.stderr)
        return WRONG_CALL
    report.tell_fields(pipeline.form_fields(found))
    return FINE


if __name__ == "__main__":
    raise SystemExit(main())
