"""`gongkai new --单位名录`: a filing begun for every unit of a list, to be sent out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.options import PackOptions
from generator.diagnostics import has_errors
from generator.exits import FAULTY, FINE, RefusedError
from generator.filing.roster_table import REGION
from generator.reporting import console

if TYPE_CHECKING:
    from generator.filing.roster import Roster
    from generator.packs.pack import Pack
    from generator.workbooks.handing_out import Handed

MAX_TOLD = 50


class AskedFor(NamedTuple):
    """For which list, in which form; last year's filings, the folder of the new ones, exports."""

    roster: str
    form: str
    last: str | None
    output: str | None
    exports: str | None


def begin_each(of: PackOptions, asked: AskedFor) -> int:
    """Begin a filing for every unit of a list in a folder, and say what was made and what not.

    Where no region is named, the list may say each unit's, or its filing of last year.
    """
    from generator.workbooks import handing_out
    from generator.workbooks.handing_out import HandOut

    folder, last = _check(asked.output), asked.last
    roster = _open(asked.roster)
    if roster is None:
        return FAULTY
    packs = _choose_packs(of, roster, last)
    kept = handing_out.find_last(last, packs)
    if last and not kept:
        raise RefusedError(f"{last} 里没有上年的{of.kind}填报文件")
    export = Path(asked.exports) if asked.exports else None
    done = list(HandOut(roster, packs, folder, kept, asked.form, export, of.region).begin_each())
    copied = handing_out.copy_list(roster, folder)
    _tell(done, folder)
    if copied is not None:
        console.say(f"名录放在 {copied}：收齐以后 gongkai build {folder}，会说谁还没有报")
    return FINE if all(it.file is not None for it in done) else FAULTY


def _choose_packs(of: PackOptions, roster: "Roster", last: str | None) -> "Mapping[str, Pack]":
    """The packs that units may file on; refused where nothing tells which of several."""
    from generator.kept import library
    from generator.packs import finding

    told = any(unit.region for unit in roster.units)
    if of.region is not None and not told:
        return {of.region: finding.choose(library.current(), *of)}
    packs = finding.choose_each(library.current(), of.kind, of.year)
    if len(packs) > 1 and not (of.region or last or told):
        regions = "、".join(packs)
        why = f"{of.kind} {of.year} 有 {len(packs)} 个地区的表样：{regions}"
        raise RefusedError(f"{why}；请写明地区，几个地区的，在名录里加一栏“{REGION}”")
    return packs


def _check(output: str | None) -> Path:
    if not output:
        raise RefusedError("用 -o 写明各单位的填报文件放到哪个文件夹")
    folder = Path(output)
    if folder.suffix.lower() in (".yaml", ".yml", ".xlsx") or folder.is_file():
        raise RefusedError(f"与 --单位名录 同用时，-o 后面要写文件夹，不是“{output}”")
    return folder


def _open(named: str) -> "Roster | None":
    """The list, unless something is wrong with it: then nothing is begun."""
    from generator.filing import roster

    found, faults = roster.load(Path(named))
    if faults:
        console.complain(console.faults_text(faults, {named: found.text if found else ""}))
    return None if has_errors(faults) else found


def _tell(done: "Sequence[Handed]", folder: Path) -> None:
    told = [it for it in done if it.remarks]
    for it in told[:MAX_TOLD]:
        head = f"{it.file}" if it.file is not None else f"没有生成 {it.unit}"
        console.complain(f"{head}：{'；'.join(it.remarks)}")
    if len(told) > MAX_TOLD:
        console.complain(f"另有 {len(told) - MAX_TOLD} 个单位没有列出")
    made = sum(it.file is not None for it in done)
    left = len(done) - made
    rest = f"，{left} 个单位没有生成，见上" if left else ""
    console.say(f"已生成 {made} 份填报文件：{folder}{rest}")
