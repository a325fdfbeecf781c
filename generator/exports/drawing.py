"""A filing with the figures that its 取数文件 hold: found, recognised, read, joined."""

import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from generator.diagnostics import Fault, Severity, has_errors
from generator.exports import (
    doubting,
    drawn,
    finding,
    joining,
    own_labels,
    reading_sheets,
    recognising,
    record_finding,
    record_joining,
    record_reading,
)
from generator.exports.cell_figures import AccountTables, CellFigure
from generator.exports.drawn import Drawn
from generator.exports.finding import NOT_OURS, UnitSheets
from generator.exports.recognising import SheetMarks
from generator.exports.telling import NOT_FOUND, NOT_READ, Teller
from generator.filing.kinds import Stated
from generator.filing.source import Source
from generator.packs.pack import Pack
from generator.packs.reading import read_exports, read_record_forms
from generator.packs.sheet_forms import SheetForm
from generator.spreadsheets.cells import Worksheet
from generator.vocabulary import EXPORTS, UNIT, UNIT_NAME

UNKNOWN_SHEET = "L440"
ReadSheets = Sequence[tuple[SheetForm, Sequence[CellFigure]]]
A_SET = 3  # so many sheets of a set that the rest is missed


def draw(source: Source, pack: Pack) -> tuple[Source, list[Fault]]:
    """What a source states with what its exports hold besides; itself where it names none."""
    if not source.data.get(EXPORTS) or not isinstance(source.data[EXPORTS], str | list):
        return source, []
    tables, told = record_finding.find(source, read_record_forms(pack))
    found, faults = finding.find(source, tables.only)
    lacks = any(rule.get("required") and it not in source.data for it, rule in pack.rules.items())
    ours = _leave_out(found, tables.sheets)
    got = read_sheets(ours, pack, needed=lacks and not tables.tables)
    records, wrong = record_reading.read_all(tables.tables, int(pack.key[1]))
    faults = [*told, *faults, *got.faults, *wrong]
    source = replace(source, exports=tuple(dict.fromkeys((*found.files, *tables.files))))
    source, told = joining.join(source, got, pack.definitions)
    source, twice = record_joining.join(source, records)
    faults += [*told, *twice]
    return replace(source, undrawn=has_errors(faults)), faults


def _leave_out(found: UnitSheets, sheets: Collection[tuple[str, str]]) -> UnitSheets:
    """A unit's sheets but for some, by file and name."""
    left = tuple(it for it in found.sheets if (it[0].file, it[0].name) not in sheets)
    return found._replace(sheets=left)


def _find_left(found: UnitSheets, forms: list[SheetForm], read: set[str]) -> Iterator[Fault]:
    """Sheets among the unit's that are another's, where the unit has none of the kind."""
    for sheet, marks in found.others:
        fitting = recognising.recognise(sheet, marks, forms)
        if fitting and fitting[0].name not in read:
            spot, name = marks.names[0] if marks.names else ((1, 1), marks.codes[0])
            message = f"{fitting[0].name}：表上是“{name}”，不是这个单位，没有取数"
            help_ = "检查表上的单位；是这个单位的，重新导出"
            yield Fault(NOT_OURS, message, sheet.place(spot), Severity.WARNING, help=help_)


def _find_lacking(
    found: UnitSheets, forms: Sequence[SheetForm], read: ReadSheets
) -> Iterator[Fault]:
    """Sheets with a list's entries that are not there, though others of their set are."""
    sets, there = Counter(it.set for it, _ in read), [it for it, _ in read]
    told = {name for form, figures in read if figures for name in form.minus}
    names = [
        form.name
        for form in forms
        if form not in there
        and form.name not in told
        and sets[form.set] >= A_SET
        and any(drawn.list_filled(form))
    ]
    if names:
        message = f"导出文件里没有{'、'.join(names)}，这些表里的数没有取"
        place, help_ = found.sheets[0][0].place((1, 1)), "把整套表一起导出；没有数的空表也要"
        yield Fault(UNKNOWN_SHEET, message, place, Severity.WARNING, help=help_)


def _tell_left(sheet: Worksheet, marks: SheetMarks, form: SheetForm, year: int) -> Fault:
    """A sheet of another year beside the one of the filing's."""
    spot, other = doubting.find_other_year(marks, year) or ((1, 1), 0)
    message = f"{form.name}：表上是 {other} 年度，没有取数；{year} 年度的另有一张"
    return Fault(NOT_READ, message, sheet.place(spot), Severity.WARNING, help="不用的，删去这张表")


def _tell_unknown(sheets: Sequence[Worksheet], *, none: bool) -> Fault:
    """Sheets of no known form; `none`: there are no others, so nothing is drawn at all."""
    names = "、".join(it.name or os.path.basename(it.file) for it in sheets)
    message, help_ = f"没有取数的表：{names}", "表里的数要用的，在填报文件里写"
    if none:
        message = f"没有一张表认得出，什么也没有取：{names}"
        help_ = f"换成软件导出的原表；自己做的表，栏名照填报的词写；不用的，从“{EXPORTS}”里删去"
    severity = Severity.ERROR if none else Severity.WARNING
    return Fault(UNKNOWN_SHEET, message, sheets[0].place((1, 1)), severity, help=help_)


def _tell_alike(sheet: Worksheet, fitting: Sequence[SheetForm]) -> Fault:
    """A sheet that may be of either set: what is drawn from the one is not from the other."""
    names = "、".join(it.name for it in fitting)
    message = f"没有写表号，不知道是哪一张表：{names}"
    help_ = f"在标题下面写上表号，如“{fitting[0].numbers[0]}”；或者把整套表一起导出"
    return Fault(NOT_FOUND, message, sheet.place((1, 1)), help=help_)


def read_totals(source: Source, path: str, pack: Pack) -> tuple[tuple[Stated, ...], list[Fault]]:
    """The control totals of a filing's unit in an export that it need not draw on."""
    place, source = source.place((UNIT, UNIT_NAME)), source.drawing_from(path)
    tables, _ = record_finding.find(source, read_record_forms(pack))
    found, faults = finding.find(source, tables.only)
    got = read_sheets(_leave_out(found, tables.sheets), pack, hold_all=True)
    totals, told = joining.list_totals(got), [*faults, *got.faults]
    if not totals and not has_errors(told):
        message, help_ = f"{path} 里没有能核对的数", "换成里面有合计数的导出文件"
        told.append(Fault("L413", message, place, help=help_))
    return totals, told


def read_sheets(
    found: UnitSheets, pack: Pack, *, hold_all: bool = False, needed: bool = False
) -> Drawn:
    """What the sheets of a unit hold, by the pack; with `hold_all`, every figure as a total too.

    Where a filing states less for them (`needed`), that none of them is known is an error.
    """
    forms, accounts = read_exports(pack), AccountTables(pack.classifications, int(pack.key[1]))
    read: list[tuple[SheetForm, list[CellFigure]]] = []
    faults: list[Fault] = []
    unknown = []
    every = [recognising.recognise(sheet, marks, forms) for sheet, marks in found.sheets]
    settled = [
        of or own_labels.find_forms(sheet, marks, pack)
        for of, (sheet, marks) in zip(recognising.settle(every), found.sheets, strict=True)
    ]
    this_year = {
        forms_[0].name
        for (_, marks), forms_ in zip(found.sheets, settled, strict=True)
        if forms_ and not doubting.find_other_year(marks, accounts.year)
    }
    for (sheet, marks), fitting in zip(found.sheets, settled, strict=True):
        if len(fitting) > 1:
            faults.append(_tell_alike(sheet, fitting))
            continue
        if not fitting:
            unknown += [sheet] if sheet.cells else []
            continue
        if fitting[0].name in this_year and doubting.find_other_year(marks, accounts.year):
            faults.append(_tell_left(sheet, marks, fitting[0], accounts.year))
            continue
        teller = Teller(sheet, fitting[0], faults)
        read.append((fitting[0], reading_sheets.read(marks, teller, accounts, hold_all)))
    drawn_from = [it for it, of in zip(found.sheets, settled, strict=True) if of]
    faults += doubting.tell_named_years(drawn_from, accounts.year)
    faults += doubting.tell_struck(drawn_from)
    faults += _find_left(found, forms, {form.name for form, _ in read})
    faults += [] if hold_all or not read else _find_lacking(found, forms, read)
    if unknown:
        faults.append(_tell_unknown(unknown, none=needed and not read))
    got = drawn.combine(read)
    if has_errors(faults):  # what is told of differences may only follow from them
        faults += [it for it in got.faults if has_errors([it])]
    else:
        faults += got.faults
    return got._replace(faults=tuple(faults))
