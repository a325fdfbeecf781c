"""`gongkai template`, for form keepers: a form's names, its faults, its text."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands import template_check, template_next
from generator.commands.options import KIND, REGION, YEAR, PackOptions, choose_pack, take
from generator.commands.parser import Command, bind, bind_with_packs
from generator.exits import FAULTY, FINE, RefusedError
from generator.kept import library
from generator.reporting import console

if TYPE_CHECKING:
    pass

TEXT = ".txt"


class RulesOptions(NamedTuple):
    """What may be typed after `template rules`."""

    kind: str = take(**KIND)
    year: str = take(**YEAR)
    region: str | None = take(**REGION)
    word: str = take("--只看", metavar="词", default="", help="只列有这个词的")


class ShowOptions(NamedTuple):
    """What may be typed after `template show`."""

    form: str = take(metavar="表样", help="document.docx，或者它所在的文件夹")
    output: str | None = take(
        "-o",
        metavar="文件",
        help="写到这个文本文件（.txt）；写文件夹的，不写时是其中的 document.txt",
    )


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
    from generator.forms import fields

    pack = choose_pack(*options)
    for kind, use in fields.list_uses(pack):
        console.say(f"{kind}：{use}")
    console.say("")
    console.tell_fields(fields.list_of_example(pack))
    return FINE


def tell_rules(options: RulesOptions) -> int:
    """Print every check of a pack as a sentence, with its name, where it stands and its basis."""
    from generator.packs import check_listing, pack_words, reading, sheets

    pack = choose_pack(options.kind, options.year, options.region)
    files = reading.find_files(pack.form.with_name("pack.yaml"), pack.root)
    opened = sheets.open_sheet(files.pack, files.root, "pack", pack_words.PACK)
    sections = check_listing.list_sections(sheets.read_sheets(opened, files), pack, options.word)
    for section in sections:
        console.say(f"【{section.file}：{section.about}，{len(section.checks)} 条】\n")
        for told in section.checks:
            own, *others = (place.line_name for place in told.places)
            added = f"（{'、'.join(others)} 补充）" if others else ""
            console.say(f"{told.name}  {own}{added}")
            console.say(f"  {told.sentence}\n  依据：{told.basis}\n")
    if not sections:
        raise RefusedError(f"没有一条里有“{options.word}”")
    return FINE


def show_form(options: ShowOptions) -> int:
    """Print a form as text, or write it beside the form, where its changes are reviewed.

    Of a pack's folder, it is written into it.
    """
    from generator.forms import form_package, listing
    from generator.reporting import placing

    if options.output and not options.output.endswith(TEXT):
        raise RefusedError(f"-o 后面要写文本文件（{TEXT}），不是“{options.output}”")
    form, output = options.form, options.output
    if os.path.isdir(form):
        output = output or os.path.join(form, library.LISTING_FILE)
        form = os.path.join(form, library.FORM_FILE)
    package, faults = form_package.unpack(Path(form), form)
    if package is not None:
        text = listing.write(package.parts)
        if output:
            fault = placing.put(Path(output), text)
            faults = [fault] if fault else []
            if not (fault or options.output):
                console.say(f"已写到 {output}")
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
        lambda parser: bind_with_packs(parser, RulesOptions, tell_rules),
    ),
    Command(
        "check",
        "检查一个表样，用示例试填",
        lambda parser: bind_with_packs(parser, template_check.FormOptions, template_check.check),
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
