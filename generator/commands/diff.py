"""`gongkai diff`: what a correction of a filing changes, and its 更正说明."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.faults import give_up
from generator.commands.options import formats, take
from generator.exits import FAULTY, FINE, RefusedError
from generator.kept import reading
from generator.reporting import console

if TYPE_CHECKING:
    from generator.corrections.revision import Revision


class DiffOptions(NamedTuple):
    """What may be typed after `diff`: two filings, or one and a version of it."""

    old: str = take(metavar="旧文件", help="用 --since 时就是现在的填报文件")
    new: str | None = take(metavar="新文件", nargs="?", help="改后的填报文件")
    since: str | None = take("--since", metavar="版本", help="与 git 里的这个版本比较")
    exports: str | None = take(
        "--取数", metavar="文件", help="这份填报换一个导出文件（或文件夹）取数，有什么变化"
    )
    folder: str | None = take("--in", metavar="文件夹", help="在哪里找牵涉的填报文件")
    word: str | None = take("--word", metavar="文件", help="写成可以存档的 Word 更正说明")
    format: str = take("--format", **formats("json"))


def diff(options: DiffOptions) -> int:
    """Say what a correction changes, and write its 更正说明."""
    from generator.corrections import history

    if [bool(it) for it in (options.new, options.since, options.exports)].count(True) != 1:
        others = "一个文件和 --since 版本，或者一个文件和 --取数 导出文件"
        raise RefusedError(f"写两个填报文件，或者{others}")
    if options.exports and not os.path.exists(options.exports):
        raise RefusedError(f"--取数 后面要写导出文件或文件夹，没有：{options.exports}")
    if options.folder and not os.path.isdir(options.folder):
        raise RefusedError(f"--in 后面要写文件夹，没有这个文件夹：{options.folder}")
    if options.new and reading.are_same(options.old, options.new):
        raise RefusedError(f"两个是同一个文件：{options.new}")
    if options.exports:
        return _compare(options, Path(options.old), Path(options.old), options.old)
    if options.new:
        return _compare(options, Path(options.old), Path(options.new), options.old)
    filing, since = Path(options.old), options.since or ""
    with history.check_out(filing, since) as old:
        name = f"{filing}（{since}）"
        return _compare(options, old, filing, name, lambda text: history.rename(text, old, since))


def _compare(
    options: DiffOptions, old: Path, new: Path, old_name: str, rename: Callable[[str], str] = str
) -> int:
    """Say what differs; `rename` names the old files as the reader knows them."""
    from dataclasses import replace

    from generator.corrections import revision, touched

    pair, faults = revision.open_pair(old, new, drawn_from=options.exports or "")
    if pair is None:
        return give_up(f"{old_name}、{new}", faults, rename)
    folder = Path(options.folder) if options.folder else reading.follow(new).parent.parent
    others, whole = touched.search(folder, [new] if options.since else [old, new])
    if not whole:
        console.complain(f"注意：{folder} 里文件太多，只查了前 {touched.MAX_FILES} 个")
    made = revision.compare(*pair, old_name)
    drawn = tuple(other._replace(file=rename(other.file)) for other in made.drawn)
    return _tell(replace(made, touched=others, drawn=drawn), options)


def _tell(made: "Revision", options: DiffOptions) -> int:
    from generator.reporting import revisions

    if options.format == "json":
        console.say(revisions.as_json(made), utf8=True)
    else:
        console.say(revisions.text(made))
    if options.word:
        _write_note(made, Path(options.word))
    return FAULTY if made.draft else FINE


def _write_note(made: "Revision", target: Path) -> None:
    """Write a correction's 更正说明; nothing is put on file from a filing with errors."""
    from generator.corrections import correction_note
    from generator.diagnostics import Place
    from generator.word import output

    hindrance = correction_note.find_hindrance(made)
    if hindrance:
        raise RefusedError(hindrance)
    if os.path.lexists(target):
        raise RefusedError(f"{target} 已经有了，没有覆盖；请换一个文件名")
    fault = output.write(target, correction_note.document(made), Place(str(target), 1, 1))
    if fault is not None:
        raise RefusedError(fault.message)
    console.complain(f"已生成 {target}")
