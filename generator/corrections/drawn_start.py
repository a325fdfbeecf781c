"""A new filing that draws on an export: without what that gives, with the reasons that are due."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator import pipeline
from generator.addresses import Steps, parse, show
from generator.consolidation import department
from generator.corrections.rolling import StartError
from generator.exports import finding
from generator.filing import source as sources
from generator.filing.yaml_tree import Node
from generator.filling.marks import Aspect
from generator.kept import reading, writing
from generator.money import as_text
from generator.packs.pack import Pack
from generator.pipeline import Outcome
from generator.vocabulary import (
    AMOUNT_UNIT,
    CONTROL_TOTALS,
    EXPORTS,
    FISCAL_YEAR,
    REASONS,
    UNIT,
    UNIT_NAME,
)

# Where a section begins; one that may be left out stands as a comment.
_TOP = re.compile(r"^(?=[^\s#-]|# [^\s#-]+:)", re.MULTILINE)


def draw_on(target: Path, export: Path, pack: Pack) -> None:
    """Let a filing that has just been written draw on an export, and list the reasons due.

    The reasons that it has are last year's: they stand beside, to be looked at.
    """
    whole = shorten(target.read_text("utf-8"), export, target, pack)
    text = _drop_sections(whole, {CONTROL_TOTALS, *pack.reasons.values()})
    source, _ = sources.parse(whole.encode(), str(target))
    old = {
        steps: said
        for section in pack.reasons.values()
        for steps, said in _flatten(source.at((section,)) if source else None)
    }
    writing.write(target, text.encode())
    writing.write(target, add_reasons(text, target, old).encode())


def _flatten(node: Node, to: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """What is said of each address, however it is nested."""
    for key, value in node.items() if isinstance(node, dict) else ():
        if isinstance(value, str):
            yield (*to, *parse(key)), value
        else:
            yield from _flatten(value, (*to, *parse(key)))


def shorten(text: str, export: Path, target: Path, pack: Pack) -> str:
    """A new filing's text without what an export gives; a `StartError` where it gives nothing."""
    text = _name_unit(_link(text, export, target), export)
    source, faults = sources.parse(text.encode(), str(target))
    if source is None:
        raise StartError(f"{faults[0].place}: {faults[0].message}")
    filing, faults = department.read_alone(source, pack)
    drawn = filing.source.drawn
    wrong = [it for it in faults if it.code.startswith("F12") or it.code in ("L431", "L432")]
    if wrong or not drawn:
        told = f"{wrong[0].place}: {wrong[0].message}" if wrong else f"{export} 里没有可以取的数"
        raise StartError(told)
    lists = {str(path[0]) for path in drawn if isinstance(path[1], int)}
    return _drop_keys(_drop_sections(text, lists), [path for path in drawn if len(path) == 2])


def _link(text: str, export: Path, target: Path) -> str:
    """The text with the way to the export, after the unit of money."""
    try:
        way = os.path.relpath(reading.follow(export), reading.follow(target).parent)
    except ValueError as error:  # another drive
        raise StartError("新文件要和导出文件在同一个盘上") from error
    parts = [it for it in _TOP.split(text) if not it.removeprefix("# ").startswith(f"{EXPORTS}:")]
    said = f"{EXPORTS}: {Path(way).as_posix()}\n"
    heads = (AMOUNT_UNIT, FISCAL_YEAR)
    found = (i for head in heads for i, it in enumerate(parts) if it.startswith(f"{head}:"))
    at = next(found, 0)
    first = parts[at].partition("\n")
    parts[at] = f"{first[0]}\n{said}{first[2]}"
    return "".join(parts)


def _name_unit(text: str, export: Path) -> str:
    """The text with the name of the only unit in the export, where it states none."""
    if export.is_dir():
        return text
    names = finding.list_units(str(export))
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


def add_reasons(text: str, target: Path, old: Mapping[Steps, str]) -> str:
    """The text of a filing that stands on disk with every reason that is due, both figures beside.

    Without last year's figures none is due. `old` are last year's reasons.
    """
    outcome = pipeline.produce(target, draft=True, on_disk=False)
    sections: dict[str, list[str]] = {}
    for base, steps in dict.fromkeys(_list_due(outcome)):
        sections.setdefault(_section_of(outcome, base), []).append(_line(outcome, base, steps, old))
    for section, lines in sections.items():
        text = _drop_sections(text, {section}).rstrip("\n") + "\n"
        text += f"\n{section}:   # 只写原因本身\n" + "".join(lines)
    return text


def _list_due(outcome: Outcome) -> Iterator[tuple[str, Steps]]:
    for item in outcome.printed:
        if item.mark.aspect is Aspect.NO_REASON:
            yield item.mark.base, item.mark.steps


def _section_of(outcome: Outcome, base: str) -> str:
    return outcome.books.reasons.get(base, REASONS) if outcome.books else REASONS


def _line(outcome: Outcome, base: str, steps: Steps, old: Mapping[Steps, str]) -> str:
    """An address without its reason; beside it the figures that have moved, the old reason."""
    books = outcome.books
    assert books is not None
    now, before = books.now.figure(steps), books.bases[base]
    assert before is not None
    short = books.now.short(steps)
    said = next((text for of, text in old.items() if of in (steps, short)), "")
    remark = f"；原来写的：{said}" if said else ""
    was = as_text(before.figure(steps).value, now.kind)
    return f"  {show(short)}:   # {as_text(now.value, now.kind)}，{base} {was}{remark}\n"
