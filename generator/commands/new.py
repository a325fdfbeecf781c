"""`gongkai new`: next year's filing, from last year's or empty."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.options import PackOptions, choose_pack, take
from generator.exits import FINE, RefusedError
from generator.reporting import console

if TYPE_CHECKING:
    from generator.workbooks.beginning import BegunFiling


class NewOptions(NamedTuple):
    """What may be typed after `new`."""

    pack: PackOptions = PackOptions()
    last: str | None = take(
        "--from", metavar="文件", help="上年的填报（.yaml、填报簿）或公开的文档，由它结转"
    )
    exports: list[str] | None = take(
        "--取数",
        metavar="文件",
        action="append",
        help="导出文件（或文件夹）里有的不用再填，只写其余的；有几个的，写几次 --取数",
    )
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
    from generator.corrections import starting

    exports = options.exports or []
    for it in (it for it in exports if not os.path.exists(it)):
        raise RefusedError(f"--取数 后面要写导出文件或文件夹，没有：{it}")
    kind, year, region = options.pack
    if options.roster is not None:
        from generator.commands import new_units

        of, last, _, output, named, form = options
        if len(exports) > 1:
            raise RefusedError("与 --单位名录 同用时，--取数 只写一个文件夹")
        asked = new_units.AskedFor(named or "", form, last, output, next(iter(exports), None))
        return new_units.begin_each(of, asked)
    from generator.workbooks import beginning

    pack = choose_pack(kind, year, region or beginning.find_region(options.last))
    target = starting.target(options.output, options.last, pack)
    before = None if options.last is None else Path(options.last)
    begun = beginning.start(before, target, pack, [*map(Path, exports)])
    for remark in begun.remarks:
        console.complain(remark)
    console.say(f"已生成 {target}：{_say_left(begun, options, target)}")
    return FINE


def _say_left(begun: "BegunFiling", options: NewOptions, target: Path) -> str:
    """What is to be done with it."""
    given = "、".join(options.exports or ())
    if begun.rolled is not None:
        counted = f"待填 {begun.rolled.empty} 处，请核对 {begun.rolled.review} 处"
        return f"{given} 里有的不用填，其余照说明填写" if given else counted
    if options.last is not None:
        return f"文字照 {options.last}，请核对，金额照说明填写"
    check = f"用 gongkai check {target} 检查"
    return f"{given} 里有的不用填，其余照说明填写，{check}" if given else f"照说明填写，{check}"
