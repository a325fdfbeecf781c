"""`gongkai new`: next year's filing, from last year's or empty."""

import os
from pathlib import Path
from typing import NamedTuple

from generator.commands.options import PackOptions, choose_pack, take
from generator.exits import FINE, RefusedError
from generator.reporting import console


class NewOptions(NamedTuple):
    """What may be typed after `new`."""

    pack: PackOptions = PackOptions()
    last: str | None = take("--from", metavar="填报文件", help="上年的，由它结转")
    exports: str | None = take(
        "--取数", metavar="文件", help="导出文件（或文件夹）里有的不用再填，只写其余的"
    )
    output: str | None = take("-o", metavar="文件", help="写到哪里；已有的文件不覆盖")


def new(options: NewOptions) -> int:
    """Write next year's filing from last year's, or an empty one."""
    from generator.corrections import blank, drawn_start, starting

    if options.exports and not os.path.exists(options.exports):
        raise RefusedError(f"--取数 后面要写导出文件或文件夹，没有：{options.exports}")
    kind, year, region = options.pack
    pack = choose_pack(kind, year, region or starting.region_of(options.last))
    target = starting.target(options.output, options.last, pack)
    if options.last is None:
        text = blank.write_filing(pack)
        if options.exports:
            text = drawn_start.shorten(text, Path(options.exports), target, pack)
        starting.write(target, text)
        console.say(f"已生成 {target}：照说明填写，用 gongkai check {target} 检查")
        return FINE
    rolled = starting.roll(Path(options.last), target, pack)
    for remark in rolled.remarks:
        console.complain(remark)
    if options.exports:
        drawn_start.draw_on(target, Path(options.exports), pack)
        console.say(f"已生成 {target}：{options.exports} 里有的不用填，其余照说明填写")
        return FINE
    console.say(f"已生成 {target}：待填 {rolled.empty} 处，请核对 {rolled.review} 处")
    return FINE
