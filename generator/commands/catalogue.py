"""The commands by name: of those that are not called, nothing is imported."""

from collections.abc import Callable, Sequence
from functools import partial

from generator.commands.parser import Command, Parser, add_commands, bind, bind_with_packs


def parse(arguments: Sequence[str]) -> Callable[[], int]:
    """What carries out a call and gives its exit code; else a `RefusedError`."""
    parser = Parser(
        prog="gongkai",
        description="写预算、决算公开文档：每个数只填一次，表格、合计、比较和文字都由系统生成。",
    )
    # A call that begins with a command asks for none of the others, not even in its help; and the
    # options of those that were not called are in nobody's way.
    first = [command for command in _COMMANDS if [command.name] == [*arguments[:1]]]
    called = [argument for argument in arguments if not argument.startswith("-")][:1]
    add_commands(parser, "命令", first or _COMMANDS, called)
    typed = parser.parse_args(arguments)
    return partial(typed.run, typed)


def _build(parser: Parser) -> None:
    from generator.commands.build import BuildOptions, build

    bind_with_packs(parser, BuildOptions, build)


def _check(parser: Parser) -> None:
    from generator.commands.check import CheckOptions, check

    bind_with_packs(parser, CheckOptions, check)


def _paginate(parser: Parser) -> None:
    from generator.commands.paginate import PaginateOptions, paginate

    bind(parser, PaginateOptions, paginate)


def _pdf(parser: Parser) -> None:
    from generator.commands.pdf import PdfOptions, pdf

    bind(parser, PdfOptions, pdf)


def _explain(parser: Parser) -> None:
    from generator.commands.explain import ExplainOptions, explain

    bind(parser, ExplainOptions, explain)


def _schema(parser: Parser) -> None:
    from generator.commands.schema import SchemaOptions, schema

    bind_with_packs(parser, SchemaOptions, schema)


def _verify(parser: Parser) -> None:
    from generator.commands.verify import VerifyOptions, verify

    bind_with_packs(parser, VerifyOptions, verify)


def _audit(parser: Parser) -> None:
    from generator.commands.audit import AuditOptions, audit

    bind_with_packs(parser, AuditOptions, audit)


def _refresh(parser: Parser) -> None:
    from generator.commands.refresh import RefreshOptions, refresh

    bind_with_packs(parser, RefreshOptions, refresh)


def _publish(parser: Parser) -> None:
    from generator.commands.publish import PublishOptions, publish

    bind_with_packs(parser, PublishOptions, publish)


def _data(parser: Parser) -> None:
    from generator.commands.data import DataOptions, data

    bind_with_packs(parser, DataOptions, data)


def _template(parser: Parser) -> None:
    from generator.commands.template import COMMANDS

    add_commands(parser, "事项", COMMANDS)


def _trace(parser: Parser) -> None:
    from generator.commands.trace import TraceOptions, trace

    bind_with_packs(parser, TraceOptions, trace)


def _diff(parser: Parser) -> None:
    from generator.commands.diff import DiffOptions, diff

    bind_with_packs(parser, DiffOptions, diff)


def _new(parser: Parser) -> None:
    from generator.commands.new import NewOptions, new

    bind_with_packs(parser, NewOptions, new)


def _convert(parser: Parser) -> None:
    from generator.commands.convert import ConvertOptions, convert

    bind_with_packs(parser, ConvertOptions, convert)


def _serve(parser: Parser) -> None:
    from generator.commands.serve import ServeOptions, serve

    bind_with_packs(parser, ServeOptions, serve)


_COMMANDS = (
    Command("build", "检查填报文件，生成 Word 文档", _build),
    Command("check", "只检查填报文件，不生成文档", _check),
    Command("paginate", "给文档的目录填上页码（需要 LibreOffice）", _paginate),
    Command("pdf", "把一份文档（草稿也可以）印成 PDF（需要 LibreOffice）", _pdf),
    Command("explain", "解释一个错误代码", _explain),
    Command("schema", "输出编辑器用的 JSON Schema（补全与提示）", _schema),
    Command("verify", "核对一份成文（可已人工改过）的数与填报是否一致", _verify),
    Command("audit", "审核任何一份公开的文档，不要填报文件", _audit),
    Command("refresh", "按更正后的填报更新人工改过的成文，保留人工改动", _refresh),
    Command("publish", "公开成文：去掉底稿，做出网站要的各种格式", _publish),
    Command("data", "各表的数写成开放数据（.csv）", _data),
    Command("template", "表样管理人用：名称表，检查表样", _template),
    Command("trace", "查一个数从哪里来、印在哪里", _trace),
    Command("diff", "改了填报文件，成文里有哪些不同", _diff),
    Command("new", "新建填报文件：由上年的结转，或空白的", _new),
    Command("convert", "填报文件（.yaml）与填报簿（.xlsx）互转", _convert),
    Command("serve", "在浏览器里填报、检查、成文（工作台，只在这台机器上）", _serve),
)
