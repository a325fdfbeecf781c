"""`gongkai new`: next year's filing, from last year's or empty."""

from pathlib import Path
from typing import NamedTuple

from generator.commands.options import PackOptions, choose_pack, take
from generator.exits import FINE
from generator.reporting import console


class NewOptions(NamedTuple):
    """What may be typed after `new`."""

    pack: PackOptions = PackOptions()
    last: str | None = take("--from", metavar="填报文件", help="上年的，由它结转")
    output: str | None = take("-o", metavar="文件", help="写到哪里；已有的文件不覆盖")
    roster: str | None = take(
        "--单位名录",
        metavar="文件",
        help="给名录里的每个单位各写一份，-o 写文件夹，--from 写上年的文件夹",
    )


def new(options: NewOptions) -> int:
    """Write next year's filing from last year's, or an empty one."""
    from generator.corrections import blank, starting

    kind, year, region = options.pack
    if options.roster is not None:
        from generator.commands import new_units

        pack = choose_pack(kind, year, region)
        return new_units.begin_each(pack, options.roster, options.last, options.output)
    pack = choose_pack(kind, year, region or starting.region_of(options.last))
    target = starting.target(options.output, options.last, pack)
    if options.last is None:
        starting.write(target, blank.write_filing(pack))
        console.say(f"已生成 {target}：照说明填写，用 gongkai check {target} 检查")
        return FINE
    rolled = starting.roll(Path(options.last), target, pack)
    for remark in rolled.remarks:
        console.complain(remark)
    console.say(f"已生成 {target}：待填 {rolled.empty} 处，请核对 {rolled.review} 处")
    return FINE
