"""A new filing that draws on an export: without what that gives, with the reasons that are due."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.addresses import Steps, parse
from generator.consolidation import department
from generator.corrections import due, starting
from generator.corrections.due import Due
from generator.corrections.rolling import StartError
from generator.diagnostics import Fault, has_errors
from generator.exports import finding, record_files, record_finding
from generator.filing import source as sources
from generator.filing.yaml_tree import Node
from generator.kept import reading, writing
from generator.packs.pack import Pack
from generator.packs.reading import read_record_forms
from generator.vocabulary import (
    AMOUNT_UNIT,
    CONTROL_TOTALS,
    EXPORTS,
    FISCAL_YEAR,
    UNIT,
    UNIT_NAME,
)

_STRANGE = (finding.NO_FILE, finding.NOT_OURS, record_finding.NO_TABLE)
# Where a section begins; one that may be left out stands as a comment.
_TOP = re.compile(r"^(?=[^\s#-]|# [^\s#-]+:)", re.MULTILINE)


class Shortened(NamedTuple):
    """A filing's text without what an export gives, and last year's reasons, which are left out."""

    text: str
    old: Mapping[Steps, str]


def draw_on(whole: str, exports: Sequence[Path], target: Path, pack: Pack) -> Shortened:
    """The text of a filing that follows from last year's and is to draw on an export.

    The reasons that it has are last year's: they stand beside those that are due, to be looked at.
    """
    text = shorten(whole, exports, target, pack)
    source, _ = sources.parse(whole.encode(), str(target))
    old = {
        steps: said
        for section in pack.reasons.values()
        for steps, said in _flatten(source.at((section,)) if source else None)
    }
    return Shortened(_drop_sections(text, {CONTROL_TOTALS, *pack.reasons.values()}), old)


def _flatten(node: Node, to: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """What is said of each address, however it is nested."""
    for key, value in node.items() if isinstance(node, dict) else ():
        if isinstance(value, str):
            yield (*to, *parse(key)), value
        else:
            yield from _flatten(value, (*to, *parse(key)))


def shorten(text: str, exports: Sequence[Path], target: Path, pack: Pack) -> str:
    """A new filing's text without what an export gives; a `StartError` where it gives nothing."""
    text = _name_unit(name_exports(text, exports, target), exports)
    tables = {form.into for form in read_record_forms(pack)}  # last year's are not to go first
    source, faults = sources.parse(_drop_sections(text, tables).encode(), str(target))
    if source is None:
        raise StartError(f"{faults[0].place}: {faults[0].message}")
    # From where it will stand no way may lead to the export yet: its folder need not be there.
    filing, faults = department.read_alone(source.drawing_from(*map(str, exports)), pack)
    drawn = filing.source.drawn
    unread = next((it for it in faults if it.code.startswith("F12")), None)
    strange = next((it for it in faults if it.code in _STRANGE and has_errors([it])), None)
    if unread or strange or not drawn:
        raise StartError(
            _say_useless(exports, unread, strange, named=bool(finding.owner_of(source).name))
        )
    whole = {str(path[0]) for path in drawn if isinstance(path[1], int) or path[0] in tables}
    return _drop_keys(_drop_sections(text, whole), [path for path in drawn if len(path) == 2])


def _say_useless(
    exports: Sequence[Path], unread: Fault | None, strange: Fault | None, *, named: bool
) -> str:
    shown, folder = "、".join(map(str, exports)), next((it for it in exports if it.is_dir()), None)
    if unread:
        return f"{shown}：{unread.message}"
    if strange and folder and not named:
        return f"{folder} 是文件夹，不知道是哪个单位的：写明其中的文件，或者用 --from、--单位名录"
    return "；".join((strange.message, *strange.notes)) if strange else f"{shown} 里没有可以取的数"


def name_exports(text: str, exports: Sequence[Path], target: Path) -> str:
    """The text with the ways to the exports, after the unit of money."""
    beside = reading.follow(target).parent
    try:
        ways = [Path(os.path.relpath(reading.follow(it), beside)).as_posix() for it in exports]
    except ValueError as error:  # another drive
        raise StartError("新文件要和导出文件在同一个盘上") from error
    parts = [it for it in _TOP.split(text) if not it.removeprefix("# ").startswith(f"{EXPORTS}:")]
    listed = "".join(f"\n  - {it}" for it in ways)
    said = f"{EXPORTS}:{listed if len(ways) > 1 else f' {ways[0]}'}\n"
    heads = (AMOUNT_UNIT, FISCAL_YEAR)
    found = (i for head in heads for i, it in enumerate(parts) if it.startswith(f"{head}:"))
    at = next(found, 0)
    first = parts[at].partition("\n")
    parts[at] = f"{first[0]}\n{said}{first[2]}"
    return "".join(parts)


def _name_unit(text: str, exports: Sequence[Path]) -> str:
    """The text with the name of the only unit in the exports, where it states none."""
    files = (str(it) for it in exports if not (it.is_dir() or record_files.is_word(str(it))))
    names = list(dict.fromkeys(name for it in files for name in finding.list_units(it)))
    empty = re.compile(rf"^({UNIT}:\n(?:[ #].*\n)*? +{UNIT_NAME}:)(?= *(?:#|$))", re.MULTILINE)
    return empty.sub(rf"\1 {names[0]}", text, count=1) if len(names) == 1 else text


def _drop_sections(text: str, names: set[str]) -> str:
    parts = _TOP.split(text)
    return "".join(it for it in parts if it.partition(":")[0].removeprefix("# ") not in names)


def _drop_keys(text: str, paths: list[tuple[str | int, ...]]) -> str:
    """The text without the empty lines of a section that are drawn; what is filled stays."""
    parts = _TOP.split(text)
    for section, key in paths:
        line = re.compile(rf"^ +(?:# )?{re.escape(str(key))}: *(?:#.*)?\n", re.MULTILINE)
        for index, part in enumerate(parts):
            if part.startswith(f"{section}:"):
                parts[index] = line.sub("", part)
    return "".join(parts)


# -- the reasons -----------------------------------------------------------------------------------


def add_reasons(target: Path, old: Mapping[Steps, str]) -> None:
    """Add every reason that is due, both figures beside, to a filing that stands on disk.

    Without last year's figures none is due. `old` are last year's reasons.
    """
    text = target.read_text("utf-8")
    sections: dict[str, dict[str, None]] = {}
    for it in due.look_ahead(target, old).owed:
        if it.missing:
            sections.setdefault(it.section, {})[_line(it)] = None
    for section, lines in sections.items():
        text = _drop_sections(text, {section}).rstrip("\n") + "\n"
        text += f"\n{section}:   # 只写原因本身\n" + "".join(lines)
    writing.write(target, text.replace("\n", starting.line_end(target)).encode())


def _line(it: Due) -> str:
    """An address without its reason; beside it the figures that have moved, the old reason."""
    remark = f"；原来写的：{it.said}" if it.said else ""
    return f"  {it.address}:   # {it.now}，{it.base} {it.before}{remark}\n"
