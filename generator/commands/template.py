"""`gongkai template`, for form keepers: a form's names, its faults, its text."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands import template_next
from generator.commands.options import KIND, REGION, YEAR, PackOptions, choose_pack, take
from generator.commands.parser import Command, bind, bind_with_packs
from generator.exits import FAULTY, FINE, RefusedError
from generator.kept import library
from generator.reporting import console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.diagnostics import Fault

TEXT = ".txt"


class FormOptions(NamedTuple):
    """What may be typed after `template check`; a form's pack lies beside it unless named."""

    form: str = take(metavar="表样", help="document.docx，或者它所在的文件夹、规则的文件夹")
    kind: str | None = take(**KIND, nargs="?")
    year: str | None = take(**YEAR, nargs="?")
    region: str | None = take(**REGION)


class ShowOptions(NamedTuple):
    """What may be typed after `template show`."""

    form: str = take(metavar="表样", help="document.docx")
    output: str | None = take("-o", metavar="文件", help="写到这个文本文件（.txt）")


class NewFormOptions(NamedTuple):
    """What may be typed after `template new`; the folder is the library's own unless named."""

    kind: str = take(**KIND)
    year: str = take(**YEAR)
    region: str = take(metavar="地区", help="新表样的地区，可以是还没有表样的")
    folder: str | None = take("-o", metavar="文件夹", help="写到哪个文件夹；已有的不覆盖")
    like: str | None = take(
        "--照", metavar="地区", help="照哪个地区的规则；不写时照本地区的，或者仅有的一个"
    )


def list_fields(options: PackOptions) -> int:
    """List every name that a pack's form may use."""
    from generator import pipeline

    console.tell_fields(pipeline.form_fields(choose_pack(*options)))
    return FINE


def tell_rules(options: PackOptions) -> int:
    """Print every check of a pack as a sentence, with its name, where it stands and its basis."""
    from generator.packs import check_sentences, pack_words, reading, sheets

    pack = choose_pack(*options)
    files = reading.find_files(pack.form.with_name("pack.yaml"), pack.root)
    opened = sheets.open_sheet(files.pack, files.root, "pack", pack_words.PACK)
    for told in check_sentences.tell_checks(sheets.read_sheets(opened, files)):
        own, *others = (f"{place.file}:{place.line}" for place in told.places)
        added = f"（{'、'.join(others)} 补充）" if others else ""
        console.say(f"{told.name}  {own}{added}\n  {told.sentence}\n  依据：{told.basis}\n")
    return FINE


def check_form(options: FormOptions) -> int:
    """Say everything that is wrong with a form; of a pack's folder, with its rules first.

    Of a folder of rules, whatever is wrong with the packs that use it.
    """
    from dataclasses import replace

    from generator import pipeline
    from generator.diagnostics import Fault, has_errors
    from generator.forms import compiling
    from generator.packs import finding, judging

    form, found = Path(options.form), list[Fault]()
    using = finding.list_using(form)
    if using:
        return max([check_form(options._replace(form=str(it.parent))) for it in using])
    _refuse_nothing(form)
    if os.path.isdir(form):
        found = judging.check(form)
        if has_errors(found):
            return _tell_faults(form, found)
        form = form / library.FORM_FILE
    if options.kind and options.year:
        pack = choose_pack(options.kind, options.year, options.region)
    else:
        pack = finding.find_beside(form)
    faults, tried = [*found, *compiling.judge(form, pack)], pack.example.is_file()
    if tried and not has_errors(faults):
        faults += pipeline.try_form(replace(pack, form=form))
    return _tell_faults(form, faults, "" if tried else f"（没有示例 {pack.example}，没有试填）")


def _refuse_nothing(form: Path) -> None:
    """Refuse a folder that is none, or that is one of rules which no pack uses."""
    from generator.packs import reading

    if not form.suffix and not os.path.lexists(form):
        raise RefusedError(f"没有“{form}”这个文件夹")
    rules = any(os.path.isfile(form / name) for name in reading.LAW_FILES)
    if rules and not os.path.isfile(form / library.PACK_FILE):
        raise RefusedError(f"没有表样用到“{form}”：把它写进 pack.yaml 的“规则”再检查")


def _tell_faults(checked: Path, faults: "Sequence[Fault]", remark: str = "") -> int:
    from generator.diagnostics import Severity, has_errors

    if faults:
        console.complain(console.faults_text(faults))
    errors = sum(fault.severity is Severity.ERROR for fault in faults)
    counted = ((errors, "处要改"), (len(faults) - errors, "条提示"))
    said = "，".join(f"{count} {word}" for count, word in counted if count)
    result = said if errors else f"检查通过{f'（{said}）' if said else ''}"
    console.say(f"{checked}：{result}{remark}")
    return FAULTY if has_errors(faults) else FINE


def show_form(options: ShowOptions) -> int:
    """Print a form as text, or write it beside the form, where its changes are reviewed."""
    from generator.forms import form_package, listing
    from generator.reporting import placing

    if options.output and not options.output.endswith(TEXT):
        raise RefusedError(f"-o 后面要写文本文件（{TEXT}），不是“{options.output}”")
    package, faults = form_package.unpack(Path(options.form), options.form)
    if package is not None:
        text = listing.write(package.parts)
        if options.output:
            fault = placing.put(Path(options.output), text)
            faults = [fault] if fault else []
        else:
            console.say(text, utf8=True, end="")
    if faults:
        console.complain(console.faults_text(faults))
    return FAULTY if faults else FINE


def begin_form(options: NewFormOptions) -> int:
    """Lay out a region's first form, and write what stands beside it."""
    from generator.layouts import region

    key = (options.kind, options.year, options.region)
    begun = region.begin(library.current(), key, options.like, options.folder)
    console.say(f"已生成 {begun.folder}（照{begun.like}的规则），接着要做（也写在 NOTICE.md 里）：")
    for step in begun.steps:
        console.say(step)
    return FINE


COMMANDS = (
    Command(
        "new",
        "照规则排出一个地区的第一份表样",
        lambda parser: bind_with_packs(parser, NewFormOptions, begin_form),
    ),
    Command(
        "fields",
        "列出表样能用的名称、含义和例子里的值",
        lambda parser: bind_with_packs(parser, PackOptions, list_fields),
    ),
    Command(
        "rules",
        "列出一个表样核对什么：每条一句话，写在哪里，依据什么",
        lambda parser: bind_with_packs(parser, PackOptions, tell_rules),
    ),
    Command(
        "check",
        "检查一个表样，用示例试填",
        lambda parser: bind_with_packs(parser, FormOptions, check_form),
    ),
    Command(
        "show", "把表样列成文字，供审阅改动", lambda parser: bind(parser, ShowOptions, show_form)
    ),
    Command(
        "next",
        "照上年的表样做新年度的，列出要人看的地方",
        lambda parser: bind_with_packs(parser, PackOptions, template_next.follow),
    ),
)
