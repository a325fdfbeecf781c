"""`gongkai new`: next year's filing, from last year's or empty."""

from pathlib import Path
from typing import NamedTuple

from generator.commands.options import PackOptions, choose_pack, take
from generator.exits import FINE
from generator.filing import marked
from generator.reporting import console


class NewOptions(NamedTuple):
    """What may be typed after `new`."""

    pack: PackOptions = PackOptions()
    last: str | None = take("--from", metavar="填报文件", help="上年的（.yaml 或填报簿），由它结转")
    output: str | None = take(
        "-o", metavar="文件", help="写到哪里：.yaml，或 .xlsx（填报簿）；已有的文件不覆盖"
    )
    roster: str | None = take(
        "--单位名录",
        metavar="文件",
        help="给名录里的每个单位各写一份，-o 写文件夹，--from 写上年的文件夹",
    )
    form: str = take(
        "--格式",
        choices=("xlsx", "yaml"),
        default="xlsx",
        metavar="格式",
        help="与 --单位名录 同用：各单位的填报文件是 xlsx（填报簿，默认）还是 yaml",
    )


def new(options: NewOptions) -> int:
    """Write next year's filing from last year's, or an empty one."""
    from generator.corrections import blank, starting
    from generator.workbooks import beginning
    from generator.workbooks import blank as sheets

    kind, year, region = options.pack
    if options.roster is not None:
        from generator.commands import new_units

        pack = choose_pack(kind, year, region)
        return new_units.begin_each(
            pack, options.roster, options.form, options.last, options.output
        )
    pack = choose_pack(kind, year, region or starting.region_of(options.last))
    target = starting.target(options.output, options.last, pack)
    as_workbook = marked.is_workbook(target)
    if options.last is None and as_workbook:
        starting.put(target, sheets.write(pack))
    elif options.last is None:
        starting.write(target, blank.write_filing(pack))
    if options.last is None:
        console.say(f"已生成 {target}：照说明填写，用 gongkai check {target} 检查")
        return FINE
    forms = beginning.choose_forms(Path(options.last), target, pack)
    rolled = starting.roll(Path(options.last), target, pack, forms)
    for remark in rolled.remarks:
        console.complain(remark)
    console.say(f"已生成 {target}：待填 {rolled.empty} 处，请核对 {rolled.review} 处")
    return FINE
