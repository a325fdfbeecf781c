"""What the commands about corrections do: trace, diff, and next year's filing."""

import os
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.kept import fingerprints
from generator.reporting import console
from generator.reporting.console import refuse
from generator.reporting.exits import FAULTY, FINE

if TYPE_CHECKING:
    from generator.corrections.revision import Revision


def trace(options: Namespace) -> int:
    """Say where a number comes from and where it is printed."""
    from generator.corrections import dossier, tracing
    from generator.reporting import traces

    of, faults = dossier.open_filing(Path(options.filing))
    if of is None:
        return _faulty(options.filing, faults)
    if of.drafted:
        console.complain(f"注意：{options.filing} 有错误，以下按草稿查")
    found = tracing.trace(of, options.question)
    if options.format == "json":
        console.say(traces.as_json(found), utf8=True)
    elif found.missing:
        console.complain(found.missing)
    else:
        console.say(traces.text(found))
    return FAULTY if found.missing else FINE


def diff(options: Namespace) -> int:
    """Say what a correction changes, and write its 更正说明."""
    from generator.corrections import history

    if bool(options.new) == bool(options.since):
        return refuse("写两个填报文件，或者一个文件和 --since 版本")
    if options.folder and not os.path.isdir(options.folder):
        return refuse(f"--in 后面要写文件夹，没有这个文件夹：{options.folder}")
    if not options.since:
        return _compared(options, Path(options.old), Path(options.new), options.old)
    filing = Path(options.old)
    try:
        with history.checked_out(filing, options.since) as old:
            name = f"{filing}（{options.since}）"
            return _compared(
                options, old, filing, name, lambda text: history.told(text, old, options.since)
            )
    except history.HistoryError as error:
        return refuse(str(error))


def _compared(
    options: Namespace, old: Path, new: Path, old_name: str, told: Callable[[str], str] = str
) -> int:
    """Say what differs; `told` names the old files as the reader knows them."""
    from dataclasses import replace

    from generator.corrections import revision, touched
    from generator.reporting import revisions

    pair, faults = revision.open_pair(old, new)
    if pair is None:
        return _faulty(f"{old_name}、{new}", faults, told)
    folder = Path(options.folder) if options.folder else new.resolve().parent.parent
    others, whole = touched.search(folder, [new] if options.since else [old, new])
    if not whole:
        console.complain(f"注意：{folder} 里文件太多，只查了前 {touched.MAX_FILES} 个")
    made = revision.compare(*pair, old_name, str(new))
    drawn = tuple(replace(other, file=told(other.file)) for other in made.drawn)
    made = replace(made, touched=others, drawn=drawn)
    if options.format == "json":
        console.say(revisions.as_json(made), utf8=True)
    else:
        console.say(revisions.text(made))
    refused = _note(made, Path(options.word)) if options.word else FINE
    return refused or (FAULTY if made.draft else FINE)


def _note(made: "Revision", target: Path) -> int:
    """Write a correction's 更正说明; nothing is put on file from a filing with errors."""
    from generator.corrections import correction_note
    from generator.diagnostics import Place
    from generator.word import output

    if made.draft:
        return refuse("新的填报文件有错误，没有写更正说明")
    if made.unlike:
        return refuse("两份不是同一单位、同一文种、同一年度的，没有写更正说明")
    if not made.passages:
        return refuse("两份文档没有不同，没有写更正说明")
    if os.path.exists(target):
        return refuse(f"{target} 已经有了，没有覆盖；请换一个文件名")
    fault = output.write(target, correction_note.document(made), Place(str(target), 1, 1))
    if fault is not None:
        return refuse(fault.message)
    console.complain(f"已生成 {target}")
    return FINE


def new(options: Namespace) -> int:
    """Write next year's filing from last year's, or an empty one."""
    from generator.corrections import blank, rolling, starting
    from generator.packs import finding

    region = options.region or starting.region_of(options.last)
    pack = finding.choose(fingerprints.home(), options.kind, options.year, region)
    if isinstance(pack, str):
        return refuse(pack)
    try:
        target = starting.target(options.output, options.last, pack)
        if options.last is None:
            starting.write(target, blank.filing(pack))
            console.say(f"已生成 {target}：照说明填写，用 gongkai check {target} 检查")
            return FINE
        rolled = starting.roll(Path(options.last), target, pack)
    except rolling.StartError as error:
        return refuse(str(error))
    for remark in rolled.remarks:
        console.complain(remark)
    console.say(f"已生成 {target}：待填 {rolled.empty} 处，请核对 {rolled.review} 处")
    return FINE


def _faulty(name: str, faults: Sequence[Fault], told: Callable[[str], str] = str) -> int:
    """Say why a filing cannot even be drafted."""
    console.complain(told(console.faults_text(faults)))
    console.complain(f"{name}：有错误，生成不了文档，先改正")
    return FAULTY
