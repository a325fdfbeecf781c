"""`gongkai new`: next year's filing, from last year's or empty."""

from dataclasses import dataclass
from pathlib import Path

from generator.commands.options import PackOptions, choose_pack, take
from generator.exits import FINE
from generator.reporting import console


@dataclass(frozen=True, slots=True)
class NewOptions(PackOptions):
    """What may be typed after `new`."""

    last: str | None = take("--from", metavar="填报文件", help="上年的，由它结转")
    output: str | None = take("-o", metavar="文件", help="写到哪里；已有的文件不覆盖")


def new(options: NewOptions) -> int:
    """Write next year's filing from last year's, or an empty one."""
    from generator.corrections import blank, starting

    region = options.region or starting.region_of(options.last)
    pack = choose_pack(options.kind, options.year, region)
    target = starting.target(options.output, options.last, pack)
    if options.last is None:
        starting.write(target, blank.filing(pack))
        console.say(f"已生成 {target}：照说明填写，用 gongkai check {target} 检查")
        return FINE
    rolled = starting.roll(Path(options.last), target, pack)
    for remark in rolled.remarks:
        console.complain(remark)
    console.say(f"已生成 {target}：待填 {rolled.empty} 处，请核对 {rolled.review} 处")
    return FINE
