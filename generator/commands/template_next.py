"""`gongkai template next`: a pack for the next year, made of the year before's."""

from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.options import PackOptions
from generator.exits import FINE, RefusedError
from generator.kept import library
from generator.reporting import console

if TYPE_CHECKING:
    from generator.forms.following import Following
    from generator.forms.lookout import Part
    from generator.packs.pack import Pack


def follow(options: PackOptions) -> int:
    """Copy the pack of the year before whole, and list what a person has to look at."""
    from generator.forms import following, lookout
    from generator.packs import finding

    kind, year, region = options
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise RefusedError(f"年度要写四位数字，不是“{year}”")
    try:
        pack = finding.choose(library.current(), kind, str(int(year) - 1), region)
    except RefusedError as error:
        raise RefusedError(
            f"{year} 年度的表样照上年的做，{int(year) - 1} 年度的：{error}"
        ) from error
    made = following.plan(pack, year)
    following.write(made)
    console.say(_say_made(pack, made))
    for part in lookout.look(pack, made):
        console.say(_say_part(part))
    here = Path.cwd()
    folder = made.folder.relative_to(here) if made.folder.is_relative_to(here) else made.folder
    console.say(f"\n看过、改过以后：gongkai template check {folder}")
    return FINE


def _say_made(pack: "Pack", made: "Following") -> str:
    from generator.packs.reading import show_file

    counts: dict[str, int] = {}
    for copied in made.copies:
        folder = show_file(copied.target.parent, pack.root)
        counts[folder] = counts.get(folder, 0) + 1
    lines = [f"  {folder}：{count} 个文件" for folder, count in counts.items()]
    lines += [f"  {show_file(it, pack.root)}：已经有了，没有动" for it in made.kept]
    return "\n".join((f"已照 {' '.join(pack.key)} 生成 {' '.join(made.key)} 的表样：", *lines))


def _say_part(part: "Part") -> str:
    if not part.sights:
        return f"\n{part.title}：{part.none}"
    lines = [f"  {(f'{it.place}  {it.text}'.rstrip())}" for it in part.sights]
    return "\n".join((f"\n{part.title}（{len(part.sights)} 处）：", *lines))
