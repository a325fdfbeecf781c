"""What may be typed after `gongkai`, in Chinese: the commands and their options."""

import argparse
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, NoReturn


class WrongCallError(Exception):
    """A call that is none of ours: what is wrong with it, and where to look."""


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese."""

    def error(self, message: str) -> NoReturn:
        raise WrongCallError(f"错误：{_translated(message)}", f"用 {self.prog} --help 查看用法")

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
    (r"argument --总览: invalid .*", r"--总览 后面要写网页的文件名，如 总览.html"),
    (r"ambiguous option: (\S+) .*", r"\1 不明确，请写全"),
)


def _translated(message: str) -> str:
    for pattern, chinese in _MESSAGES:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, chinese, message, flags=re.DOTALL).replace(", ", "、")
    return "命令写得不对"


class Command(NamedTuple):
    """A command: its help, the function that carries it out, and what may be typed after it.

    The function is named with its module, if that is not `commands`.
    """

    name: str
    text: str
    run: str
    arguments: Callable[[Parser], None]

    def add(self, commands: "argparse._SubParsersAction[Parser]") -> Parser:
        """Make a parser know the command by its name and help alone."""
        parser = commands.add_parser(
            self.name, help=self.text, description=self.text, add_help=False, allow_abbrev=False
        )
        _help_option(parser)
        parser.set_defaults(run=self.run)
        return parser


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a call, with `run` for what carries it out; else a `WrongCallError`."""
    parser = Parser(
        prog="gongkai",
        description="写预算、决算公开文档：每个数只填一次，表格、合计、比较和文字都由系统生成。",
        add_help=False,
        allow_abbrev=False,
    )
    _help_option(parser)
    commands = parser.add_subparsers(dest="command", metavar="命令", required=True)
    # The options of the commands that were not called are in nobody's way.
    called = [argument for argument in arguments if not argument.startswith("-")][:1]
    for command in _COMMANDS:
        made = command.add(commands)
        if command.name in called:
            command.arguments(made)
    return parser.parse_args(arguments)


# -- the commands ------------------------------------------------------------------------------


def _build(parser: Parser) -> None:
    _filings(parser)
    parser.add_argument("-o", dest="output", default="output", metavar="文件夹", help="生成到哪里")
    parser.add_argument(
        "--draft", action="store_true", help="生成草稿：有缺项也生成，缺处印【待填】"
    )
    parser.add_argument("--overwrite", action="store_true", help="覆盖人工改过的文档")
    parser.add_argument("--force", action="store_true", help="没有变的也重新生成")
    parser.add_argument(
        "--verify",
        action="store_true",
        help="不写文档，只核对文件夹里的文档是不是这些填报文件生成的",
    )
    parser.add_argument(
        "--redline",
        metavar="上一版",
        help="另外生成修订稿：以修订标出与上一版（填报文件或 .docx）的不同",
    )


def _paginate(parser: Parser) -> None:
    parser.add_argument("documents", nargs="+", metavar="文档", help="build 生成的 .docx")


def _explain(parser: Parser) -> None:
    parser.add_argument("code", metavar="代码", help="错误里的代码，如 S203")


def _verify(parser: Parser) -> None:
    parser.add_argument("document", metavar="文档", help="成文（.docx）")
    parser.add_argument("filing", metavar="填报文件", help="这份文档的填报文件（.yaml）")
    _format(parser, "json")


def _refresh(parser: Parser) -> None:
    parser.add_argument("document", metavar="文档", help="人工改过的成文（.docx）")
    parser.add_argument("filing", metavar="填报文件", help="更正后的填报文件（.yaml）")
    _target(parser)
    parser.add_argument(
        "--base", metavar="文件", help="当时的填报文件或没有改过的成文；文档自带底稿时不用写"
    )
    _format(parser, "json")


def _publish(parser: Parser) -> None:
    parser.add_argument("document", metavar="文档", help="成文（.docx）")
    _target(parser)


def _template(parser: Parser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="事项", required=True)
    for command in _FORM_COMMANDS:
        command.arguments(command.add(actions))


def _form_check(parser: Parser) -> None:
    parser.add_argument("form", metavar="表样", help="document.docx")
    _which_pack(parser, required=False)


def _form_show(parser: Parser) -> None:
    parser.add_argument("form", metavar="表样", help="document.docx")
    parser.add_argument(
        "-o", dest="output", metavar="文件", help="不印出，写到这个文本文件（.txt）"
    )


def _trace(parser: Parser) -> None:
    parser.add_argument("filing", metavar="填报文件")
    parser.add_argument("question", metavar="数", help="印出的数、地址，或填报文件的行号（如 :45）")
    _format(parser, "json")


def _diff(parser: Parser) -> None:
    parser.add_argument("old", metavar="旧文件", help="用 --since 时就是现在的填报文件")
    parser.add_argument("new", metavar="新文件", nargs="?", help="改后的填报文件")
    parser.add_argument("--since", metavar="版本", help="与 git 里的这个版本比较")
    parser.add_argument("--in", dest="folder", metavar="文件夹", help="在哪里找牵涉的填报文件")
    parser.add_argument("--word", metavar="文件", help="写成可以存档的 Word 更正说明")
    _format(parser, "json")


def _new(parser: Parser) -> None:
    _which_pack(parser)
    parser.add_argument("--from", dest="last", metavar="填报文件", help="上年的，由它结转")
    parser.add_argument("-o", dest="output", metavar="文件", help="写到哪里；已有的文件不覆盖")


def _target(parser: Parser) -> None:
    parser.add_argument("-o", dest="output", metavar="文档", required=True, help="写到哪个文件")


def _format(parser: Parser, *forms: str) -> None:
    told = "、".join(("text（默认）", *forms))
    choices = ("text", *forms)
    parser.add_argument(
        "--format", choices=choices, default="text", metavar="格式", help=f"结果的格式：{told}"
    )


def _which_pack(parser: Parser, *, required: bool = True) -> None:
    count = None if required else "?"
    parser.add_argument("kind", metavar="文种", nargs=count, help="填报文件里的文种")
    parser.add_argument("year", metavar="年度", nargs=count, help="四位数字")
    parser.add_argument("region", metavar="地区", nargs="?", help="不写时，只有一个地区就用它")


def _help_option(parser: Parser) -> None:
    parser.add_argument("-h", "--help", action="help", help="显示这段说明")


def _filings(parser: Parser) -> None:
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
        type=_page,
        metavar="文件",
        help="另写一页网页（.html）：各单位的结论、主要的数、增减异常",
    )
    _ways(parser)


def _ways(parser: Parser) -> None:
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


def _page(text: str) -> str:
    """The name of a page: it replaces what stands there, which must never be a filing."""
    if not text.lower().endswith((".html", ".htm")):
        raise ValueError(text)
    return text


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise ValueError(text)
    return count


_FORM_COMMANDS = (
    Command("fields", "列出表样能用的名称、含义和例子里的值", "forms.form_fields", _which_pack),
    Command("check", "检查一个表样（.docx）", "forms.form_check", _form_check),
    Command("show", "把表样列成文字，供审阅改动", "forms.form_show", _form_show),
)
_COMMANDS = (
    Command("build", "检查填报文件，生成 Word 文档", "filings.build", _build),
    Command("check", "只检查填报文件，不生成文档", "filings.check", _filings),
    Command("paginate", "给文档的目录填上页码（需要 LibreOffice）", "filings.paginate", _paginate),
    Command("explain", "解释一个错误代码", "filings.explain", _explain),
    Command("schema", "输出编辑器用的 JSON Schema（补全与提示）", "filings.schema", _which_pack),
    Command(
        "verify",
        "核对一份成文（可已人工改过）的数与填报是否一致",
        "documents.verify",
        _verify,
    ),
    Command(
        "refresh",
        "按更正后的填报更新人工改过的成文，保留人工改动",
        "documents.refresh",
        _refresh,
    ),
    Command("publish", "另存一份不带底稿的成文，供公开", "documents.publish", _publish),
    Command("template", "表样管理人用：名称表，检查表样", "template", _template),
    Command("trace", "查一个数从哪里来、印在哪里", "corrections.trace", _trace),
    Command("diff", "改了填报文件，成文里有哪些不同", "corrections.diff", _diff),
    Command("new", "新建填报文件：由上年的结转，或空白的", "corrections.new", _new),
)
