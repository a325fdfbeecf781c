"""`gongkai template`, for form keepers: which names a form may use, what is wrong with it."""

from pathlib import Path
from typing import NamedTuple

from generator.commands.options import KIND, REGION, YEAR, PackOptions, choose_pack, take
from generator.commands.parser import Command, bind
from generator.exits import FAULTY, FINE
from generator.reporting import console


class FormOptions(NamedTuple):
    """What may be typed after `template check`; a form's pack lies beside it unless named."""

    form: str = take(metavar="表样", help="document.docx")
    kind: str | None = take(**KIND, nargs="?")
    year: str | None = take(**YEAR, nargs="?")
    region: str | None = take(**REGION)


def list_fields(options: PackOptions) -> int:
    """List every name that a pack's form may use."""
    from generator import pipeline

    console.tell_fields(pipeline.form_fields(choose_pack(*options)))
    return FINE


def check_form(options: FormOptions) -> int:
    """Say everything that is wrong with a form."""
    from generator.diagnostics import has_errors
    from generator.forms import compiling
    from generator.packs import finding

    form = Path(options.form)
    if options.kind and options.year:
        pack = choose_pack(options.kind, options.year, options.region)
    else:
        pack = finding.beside(form)
    faults = compiling.judge(form, pack)
    if faults:
        console.complain(console.faults_text(faults))
    console.say(f"{form}：{len(faults)} 处要改" if faults else f"{form}：检查通过")
    return FAULTY if has_errors(faults) else FINE


COMMANDS = (
    Command(
        "fields",
        "列出表样能用的名称、含义和例子里的值",
        lambda parser: bind(parser, PackOptions, list_fields),
    ),
    Command("check", "检查一个表样（.docx）", lambda parser: bind(parser, FormOptions, check_form)),
)
