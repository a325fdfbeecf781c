"""`gongkai new`: next year's filing, from last year's or empty."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.options import PackOptions, choose_pack, take
from generator.exits import FINE, RefusedError
from generator.published import lending
from generator.reporting import console

if TYPE_CHECKING:
    from generator.packs.pack import Pack


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
    pack = choose_pack(kind, year, region or _find_region(options.last))
    target = starting.target(options.output, options.last, pack)
    drawn = tuple(map(Path, exports))
    if options.last is None:
        _begin_empty(target, drawn, pack)
    elif lending.is_document(Path(options.last)):
        _begin_from_document(Path(options.last), target, drawn, pack)
    else:
        _go_on(Path(options.last), target, drawn, pack)
    return FINE


def _find_region(last: str | None) -> str | None:
    """The region of last year's filing, or of last year's document."""
    from generator.corrections import document_start, starting

    if last is not None and lending.is_document(Path(last)):
        return document_start.find_region(Path(last))
    return starting.region_of(last)


def _begin_from_document(last: Path, target: Path, exports: Sequence[Path], pack: "Pack") -> None:
    from generator.corrections import document_start, starting
    from generator.workbooks import beginning

    starting.refuse_existing(target)
    begun = document_start.read(last, target, pack)
    beginning.begin(target, pack, exports, stated=begun.stated)
    for remark in begun.remarks:
        console.complain(remark)
    console.say(f"已生成 {target}：文字照 {last}，请核对，金额照说明填写")


def _begin_empty(target: Path, exports: Sequence[Path], pack: "Pack") -> None:
    from generator.workbooks import beginning

    beginning.begin(target, pack, exports)
    given = f"{_name(exports)} 里有的不用填，其余" if exports else ""
    console.say(f"已生成 {target}：{given}照说明填写，用 gongkai check {target} 检查")


def _name(exports: Sequence[Path]) -> str:
    return "、".join(map(str, exports))


def _go_on(last: Path, target: Path, exports: Sequence[Path], pack: "Pack") -> None:
    from generator.workbooks import beginning

    rolled = beginning.go_on(last, target, pack, exports)
    for remark in rolled.remarks:
        console.complain(remark)
    if exports:
        console.say(f"已生成 {target}：{_name(exports)} 里有的不用填，其余照说明填写")
    else:
        console.say(f"已生成 {target}：待填 {rolled.empty} 处，请核对 {rolled.review} 处")
