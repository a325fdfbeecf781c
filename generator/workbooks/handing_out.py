"""A filing for every unit of a bureau's list, begun with what the list says, to be sent out.

Each is last year's rolled into the year where there is one, else an empty one. Nothing that stands
is replaced, and what could not be made is told with its reason.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.corrections.rolling import StartError
from generator.exports import finding
from generator.exports.export_folders import ExportOwner
from generator.filing import legible, shared
from generator.filing.roster import ListedUnit, Roster
from generator.filing.roster_table import REGION
from generator.kept import reading, writing
from generator.packs.pack import KEYS, Pack
from generator.units import intake
from generator.vocabulary import UNIT, UNIT_CODE, UNIT_NAME, UNIT_TYPE, UNIT_WORD
from generator.word import output
from generator.workbooks import beginning

WORKBOOK, TEXT = "xlsx", "yaml"


class Handed(NamedTuple):
    """What became of one unit: the file that was begun (None: none was), and what to know of it."""

    unit: str
    file: Path | None
    remarks: tuple[str, ...] = ()


class LastFiling(NamedTuple):
    """A filing of the year before, and the region on whose form it is."""

    path: Path
    region: str


@dataclass(frozen=True)
class HandOut:
    """What every unit's filing is begun with; `last` are last year's filings by code and name."""

    roster: Roster
    packs: Mapping[str, Pack]  # by the region of those that file on them
    folder: Path
    last: Mapping[str, Sequence[LastFiling]]
    # In which form: a workbook or a text.
    form: str = WORKBOOK
    # What they draw on: usually a folder with every unit's.
    export: Path | None = None
    # Of units of which the list does not say it.
    region: str | None = None

    def begin_each(self) -> Iterator[Handed]:
        """A filing for each unit, in the order of the list."""
        return (self._begin(unit) for unit in self.roster.units)

    def _begin(self, unit: ListedUnit) -> Handed:
        stem = unit.code or unit.name
        unfit = output.name_fault(stem, unit.place)
        if unfit is not None:
            return Handed(unit.name, None, (unfit.message,))
        target = self.folder / f"{stem}.{self.form}"
        try:
            return Handed(unit.name, target, tuple(self._write(unit, target)))
        except StartError as error:
            return Handed(unit.name, None, (str(error),))

    def _write(self, unit: ListedUnit, target: Path) -> list[str]:
        """Begin a unit's filing; what its officer, or the bureau, must know of it."""
        last = self._find_last(unit)
        pack = self._choose_pack(unit, last)
        found = [it.path for it in last if it.region == pack.key[2]]
        if len(found) > 1:
            names = "、".join(map(str, found))
            raise StartError(f"上年的有 {len(found)} 份，不知道用哪一份：{names}")
        exports, without = self._find_exports(unit)
        if found:
            remarks = beginning.go_on(found[0], target, pack, exports).remarks
            return [*remarks, *_compare(unit, found[0]), *without]
        given, remarks_ = self._known_of(unit, pack)
        beginning.begin(target, pack, exports, given)
        return [*remarks_, *(["没有找到上年的，从空白开始"] if self.last else []), *without]

    def _find_exports(self, unit: ListedUnit) -> tuple[Sequence[Path], list[str]]:
        """What a unit's filing draws on; nothing where none of the files is its: that is told."""
        if self.export is None:
            return (), []
        owner = ExportOwner(unit.name, unit.code)
        if finding.list_candidates(str(self.export), owner):
            return (self.export,), []
        return (), [f"{self.export} 里没有它的导出文件，数要自己填"]

    def _choose_pack(self, unit: ListedUnit, last: Sequence[LastFiling]) -> Pack:
        """On which form a unit files: as the list says, the call, last year's; the only one."""
        said = {it for it in self.packs if legible.fold(unit.region).startswith(it)}
        if unit.region and not said:
            raise StartError(f"没有“{unit.region}”的表样，现有：{'、'.join(self.packs)}")
        usual = {self.region} & set(self.packs)
        regions = said or usual or {it.region for it in last} or set(self.packs)
        if len(regions) == 1:
            return self.packs[str(regions.pop())]
        names = "、".join(sorted(map(str, regions)))
        raise StartError(f"不知道用哪个地区的表样（{names}）：在名录的“{REGION}”一栏写明")

    def _find_last(self, unit: ListedUnit) -> Sequence[LastFiling]:
        keys = (_same(text) for text in (unit.code, unit.name) if text)
        return next((self.last[key] for key in keys if key in self.last), ())

    def _known_of(self, unit: ListedUnit, pack: Pack) -> tuple[dict[str, str], list[str]]:
        """What the list says of a unit, as far as a filing can say it, and what it cannot."""
        stated = {UNIT_CODE: unit.code, UNIT_NAME: unit.name, UNIT_TYPE: unit.type}
        fields = pack.rules[UNIT]["schema"]
        stated[UNIT_WORD] = self._own_word(unit, fields[UNIT_WORD]["allowed"])
        given, remarks = dict[str, str](), list[str]()
        for key, value in stated.items():
            allowed = fields.get(key, {}).get("allowed")
            if value and key in fields and (allowed is None or value in allowed):
                given[key] = value
            elif value and key in fields:
                remarks.append(f"{key}不能是“{value}”，没有填：只能是{'、'.join(allowed)}")
        return given, remarks

    def _own_word(self, unit: ListedUnit, words: Sequence[str]) -> str:
        """What a unit calls itself, as far as the list shows it: one that belongs to another is
        a unit; one that others belong to, and that belongs to none, is what a unit is not.
        """
        others = [word for word in words if word != UNIT]
        if unit.above:
            return UNIT if UNIT in words else ""
        return others[0] if self.roster.heads(unit) and len(others) == 1 else ""


def find_last(folder: str | None, packs: Mapping[str, Pack]) -> dict[str, list[LastFiling]]:
    """Last year's filings of the packs' kind and regions in a folder, by their codes and names."""
    found: dict[str, list[LastFiling]] = {}
    for path in intake.find([folder]) if folder else ():
        source, _ = shared.load(path)
        if source is None:
            continue
        kind, year, region = (str(source.data.get(key)) for key in KEYS)
        pack = packs.get(region)
        if pack is None or (kind, year) != (pack.key[0], str(int(pack.key[1]) - 1)):
            continue
        for key in (UNIT_CODE, UNIT_NAME):
            value = source.at((UNIT, key))
            if isinstance(value, str) and value:
                found.setdefault(_same(value), []).append(LastFiling(path, region))
    return found


def copy_list(roster: Roster, folder: Path) -> Path | None:
    """Put the list beside the filings, by which a build tells who is missing; None if one is."""
    source = Path(roster.file)
    target = folder / f"单位名录{source.suffix.lower()}"
    if os.path.lexists(target):
        return None
    try:
        writing.write(target, reading.read(source, legible.MAX_BYTES), new=True)
    except OSError as error:
        raise StartError(f"写不进去：{target}") from error
    return target


def _same(text: str) -> str:
    return legible.fold(text).casefold()


def _compare(unit: ListedUnit, last: Path) -> Iterator[str]:
    source, _ = shared.load(last)
    stated = source.at((UNIT, UNIT_NAME)) if source is not None else None
    if isinstance(stated, str) and unit.name and not legible.is_same_name(stated, unit.name):
        yield f"上年的名称是“{stated}”，名录是“{unit.name}”，请改成现在的"
