"""What is wrong with a pack: its files are held to the language, then to each other.

Faults stand in the pack's own files, for those who keep it; an officer is only told that there are
some (`soundness`, `finding`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator import vocabulary as term
from generator.diagnostics import Fault, Severity, has_errors
from generator.filing.yaml_tree import Path_
from generator.kept import reading
from generator.packs import (
    account_codes,
    chain,
    chart_flaws,
    classification,
    coherence,
    consolidating,
    demanding,
    fittings,
    groundwork,
    language,
    pack_words,
    pack_yaml,
    phrasing,
)
from generator.packs.defining import define
from generator.packs.export_flaws import find_in_exports
from generator.packs.grammar import Flaw
from generator.packs.pack import KEYS, key_of
from generator.packs.pack_tree import PackTree
from generator.packs.reading import PackFiles, find_files, read, root_of, show_file
from generator.packs.selections import Surroundings
from generator.packs.sheets import PHRASES, REFERENCES, Sheet, Sheets, open_sheet, read_sheets


def check(folder: Path) -> list[Fault]:
    """All that is wrong with a pack's folder (templates/<kind>/<year>/<region>), its form aside.

    Places are shown from the folder on that holds `templates/`.
    """
    path = reading.follow(folder) / "pack.yaml"
    root = root_of(path)
    faults, _ = judge(path, root)
    if has_errors(faults):
        return faults
    example = _judge_example(path, root) if (root / "inputs").is_dir() else ()
    twins = _find_twin(path, root) if path.is_relative_to(root / "templates") else ()
    return [*faults, *([*example, *twins] or _judge_layouts(path, root))]


def _judge_example(path: Path, root: Path) -> Iterator[Fault]:
    """The example is there, and is a filing that the rules can read."""
    from generator.filing import schema, source

    sheet, pack = open_sheet(path, root, "pack", pack_words.PACK), read(path, root)
    example, faults = source.load(pack.example, show_file(pack.example, root))
    if example is not None:
        faults = [it for it in schema.validate(example, pack.rules)[1] if has_errors([it])]
    if faults:
        first = f"第一处：{faults[0].place} {faults[0].message}"
        flaw = Flaw(("example",), f"示例照这些规则读，有 {len(faults)} 处错", first)
        yield from sheet.refer([flaw])


def _judge_layouts(path: Path, root: Path) -> list[Fault]:
    """How a first form and a workbook are laid out, what is ticked off: no filing asks for it."""
    from generator.packs import inspection_flaws, layout_flaws, workbook_flaws

    judges = (layout_flaws, workbook_flaws, inspection_flaws)
    of = read(path, root), find_files(path, root).all
    return [fault for it in judges for fault in it.find_faults(*of)]


def _find_twin(path: Path, root: Path) -> Iterator[Fault]:
    """Two packs may not serve the same filings."""
    own = key_of(pack_yaml.load(path))
    for other in sorted((root / "templates").glob("*/*/*/pack.yaml")):
        raw = pack_yaml.load(other)
        if other != path and isinstance(raw, dict) and [raw.get(key) for key in KEYS] == [*own]:
            flaw = Flaw((term.REGION,), f"{show_file(other, root)} 也是“{'、'.join(own)}”的表样")
            yield from open_sheet(path, root, "pack", pack_words.PACK).refer([flaw])


# -- the order -------------------------------------------------------------------------------------


def judge(path: Path, root: Path) -> tuple[list[Fault], list[str]]:
    """What is wrong with a pack, and the other files that it was held against."""
    files = find_files(path, root)
    pack = open_sheet(path, root, "pack", pack_words.PACK)
    chained = chain.find_in_chain(pack, root)
    if pack.tree.faults or has_errors(chained) or not files.laws:
        return [*pack.find_faults(), *chained], []
    sheets = read_sheets(pack, files)
    faults = [fault for sheet in sheets.beside for fault in sheet.find_faults()]
    faults = faults or [it for sheet in sheets.accounts for it in _judge_accounts(sheet.tree)[0]]
    faults = faults or list(_judge_dictionaries(sheets))
    for part in (*sheets.below, sheets):  # what a folder says stands on those before it alone
        faults = faults or [fault for sheet in part.law for fault in sheet.find_faults()]
        faults = faults or list(_judge_ground(part))
        if faults:
            return _note_dropped(faults, part), []
    noted = [it for part in sheets.below for it in _note_dropped(_judge_law(part), part)]
    noted += _note_dropped(_judge_law(sheets), sheets)
    lent, besides = _judge_lent(sheets, _know(sheets), files)
    once: dict[tuple[object, str], Fault] = {}
    for fault in (*chained, *noted, *_judge_own(sheets), *lent):
        once.setdefault((fault.place, fault.message), fault)
    return [*once.values()], besides


def _note_dropped(faults: Iterable[Fault], sheets: Sheets) -> list[Fault]:
    """The faults; those of a name that a folder drops, or has too early, say so."""
    noted, moved = [], sheets.moved
    for fault in faults:
        notes = (it for name, it in moved.items() if f"“{name}”" in fault.message)
        noted.append(replace(fault, notes=(*fault.notes, *notes)))
    return noted


@lru_cache(maxsize=32)
def _judge_accounts(tree: PackTree) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """What is not written in the language in a table of accounts, and what is wrong with its codes.

    The tables are long, and every pack stands on the same ones.
    """
    sheet = Sheet(tree, "accounts", pack_words.PACK)
    faults = tuple(sheet.find_faults())
    return faults, faults or tuple(sheet.refer(account_codes.find_in_accounts(tree.root)))


def _judge_dictionaries(sheets: Sheets) -> Iterator[Fault]:
    for sheet in sheets.accounts:
        yield from _judge_accounts(sheet.tree)[1]
    dictionaries = [classification.from_data(sheet.tree.root) for sheet in sheets.accounts]
    for index, flaw in account_codes.find_twice_named(dictionaries):
        yield sheets.accounts[index].fault(flaw, REFERENCES)


def _judge_ground(sheets: Sheets) -> Iterator[Fault]:
    """What definitions stand on."""
    dictionaries = [classification.from_data(sheet.tree.root) for sheet in sheets.accounts]
    names = {it.name: it.levels for it in dictionaries}
    raw, tables = sheets.input.data, sheets.tables.data
    rules = language.read_input(raw)
    yield from sheets.input.refer(groundwork.find_in_input(raw, rules, names))
    flaws = list(groundwork.find_in_lists(tables["lists"], rules))
    yield from sheets.tables.refer(flaws or groundwork.find_in_tables(tables, rules, names))


def _know(sheets: Sheets) -> Surroundings:
    dictionaries = [classification.from_data(sheet.tree.root) for sheet in sheets.accounts]
    accounts = {it.name: it for it in dictionaries}
    rules = language.read_input(sheets.input.data)
    levels = {name: it.levels for name, it in accounts.items()}
    year = int(sheets.pack.data[term.FISCAL_YEAR])
    return Surroundings(define(rules, sheets.tables.data, levels), rules, accounts, year)


def _judge_law(sheets: Sheets) -> Iterator[Fault]:
    """What the rules and the demands refer to."""
    known, tables, demands = _know(sheets), sheets.tables.data, sheets.checks.data
    yield from sheets.tables.refer(coherence.find_in_tables(tables, known))
    yield from sheets.tables.refer(fittings.find_in_bases(tables.get("bases", {}), known))
    yield from _judge_own_bases(sheets, known)
    yield from sheets.tables.refer(consolidating.find_in_members(tables.get("members", {}), known))
    yield from sheets.tables.refer(fittings.find_in_contents(tables.get("contents", {}), known))
    yield from sheets.checks.refer(demanding.find_in_demands(demands, known))
    yield from sheets.input.refer(demanding.find_open(demands, known.rules))
    if sheets.exports:
        yield from sheets.exports.refer(find_in_exports(sheets.exports.data, known))


def _judge_own(sheets: Sheets) -> Iterator[Fault]:
    """What the pack's own words refer to, and what of the law none of them needs."""
    known, bases = _know(sheets), sheets.tables.data.get("bases", {})
    pack, phrases, demands = sheets.pack.data, sheets.phrases.data, sheets.checks.data
    yield from sheets.pack.refer(fittings.find_in_pack(pack, phrases, sheets.terms, known))
    yield from sheets.phrases.refer(phrasing.find_in_phrases(phrases, pack, known), PHRASES)
    for flaw in consolidating.find_unadded(sheets.tables.data.get("members") or {}, known):
        yield sheets.input.fault(flaw, REFERENCES, Severity.WARNING)
    yield from chart_flaws.judge(sheets.charts, pack["styles"], known)
    series = chart_flaws.list_series(sheets.charts)
    said = [*phrases.values(), *demands.values(), *series, pack.get("overview", {})]
    yield from sheets.input.refer(fittings.find_idle_bases(known, said, bases))


def _judge_own_bases(sheets: Sheets, known: Surroundings) -> Iterator[Fault]:
    """Bases in the filing itself: its own lists, and none that names it as another file."""
    for base, said in sheets.tables.data.get("bases", {}).items():
        path: Path_ = ("bases", base)
        if "file" not in said:
            lists = said.get("lists", {})
            flaws = fittings.find_in_lent_lists(lists, known, known, (*path, "lists"))
            yield from sheets.tables.refer(flaws)
        elif (said["kind"], said["years"]) == (sheets.pack.data[term.DOCUMENT_KIND], "0"):
            flaw = Flaw((*path, "years"), _ITSELF, "取自填报里另一张清单的，只写 清单、节")
            yield from sheets.tables.refer([flaw])


_ITSELF = "同一年度的同一种文档就是这份填报自己，不能又是它的基数"


def _judge_lent(
    sheets: Sheets, known: Surroundings, files: PackFiles
) -> tuple[list[Fault], list[str]]:
    """What bases take from filings of other kinds, and the files of the packs that say so."""
    faults: list[Fault] = []
    besides: list[str] = []
    own = sheets.pack.data[term.DOCUMENT_KIND]
    for base, said in sheets.tables.data.get("bases", {}).items():
        path = ("bases", base)
        if "file" not in said:
            continue
        other = files if said["kind"] == own else _find_other(said, known.year, files)
        if other is None:
            message = f"没有“{said['kind']}”的表样，这个基数从那里取什么核对不了"
            flaw = Flaw(sheets.tables.way((*path, "kind")), message)
            faults.append(sheets.tables.fault(flaw, REFERENCES, Severity.WARNING))
        elif other is not files:
            besides += [show_file(file, files.root) for file in other.all]
            lists = said.get("lists") or {it: {"from": it} for it in known.definitions.lists}
            theirs = read_sheets(open_sheet(other.pack, files.root, "pack", pack_words.PACK), other)
            sheets_ = (*theirs.beside, *theirs.law)
            if not any(it.find_faults() for it in sheets_) and not [*_judge_ground(theirs)]:
                flaws = fittings.find_in_lent_lists(lists, _know(theirs), known, (*path, "lists"))
                faults += sheets.tables.refer(flaws)
    return faults, besides


def _find_other(said: Mapping[str, Any], year: int, files: PackFiles) -> PackFiles | None:
    """A pack of another kind, of the year that a base means or the nearest to it.

    If there is one, it is the same region's.
    """
    wanted, own = year + int(said["years"]), pack_yaml.load(files.pack).get(term.REGION)
    found: dict[tuple[bool, int], Path] = {}
    for path in sorted((files.root / "templates").glob("*/*/*/pack.yaml")):
        raw = pack_yaml.load(path)
        if isinstance(raw, dict) and raw.get(term.DOCUMENT_KIND) == said["kind"]:
            of = str(raw.get(term.FISCAL_YEAR))
            distance = abs(int(of) - wanted) if of.isdecimal() else 9999
            found.setdefault((raw.get(term.REGION) != own, distance), path)
    return find_files(found[min(found)], files.root) if found else None
