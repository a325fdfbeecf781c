"""What is wrong with the account codes of a filing's entries: of no account, or of another name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.diagnostics import Fault, Place
from generator.figures import code_faults
from generator.filing.filing import Filing
from generator.filing.kinds import NO_CODE, Code, name_beside
from generator.filing.legible import is_same_name
from generator.filing.yaml_tree import Path_
from generator.frozen import replace
from generator.packs.classification import Classification, Term
from generator.packs.definitions import EntryList
from generator.vocabulary import ACCOUNT_NAMES, CODE_DIMENSION


class Naming(NamedTuple):
    """What accounts are called: by the tables, in print, by the filing; the codes of its entries.

    `in_print` tells a table's code its name, or None where neither table nor filing has one.
    """

    tables: Mapping[str, Classification]
    in_print: Callable[[str, str], str | None]
    own: Mapping[str, str]
    spent: tuple[str, ...]


class AlreadyTold(NamedTuple):
    """The codes of which was told what there is to tell; what is typed and nothing is wrong with.

    The latter with the table: most accounts stand in several lists.
    """

    codes: set[str]
    right: set[tuple[str, str, str | None]]


def find_faults(
    filing: Filing,
    spec: EntryList,
    table: Classification,
    own: Mapping[str, str],
    told: AlreadyTold,
) -> Iterator[Fault]:
    """Faults of a list's codes; what was told of an unknown one is not told again."""
    for typed in _list_typed(filing, spec):
        key = table.name, typed.code, typed.name
        if key not in told.right:
            faults = list(_code_fault(filing, typed, table, own, told.codes))
            yield from faults
            if not faults:
                told.right.add(key)


def find_unsure(
    filing: Filing,
    specs: Iterable[EntryList],
    tables: Mapping[str, Classification],
    own: Mapping[str, str],
) -> Iterator[Fault]:
    """The accounts that print with names of which a table is not sure: told once, of all.

    An account is told where it first stands, alone or as the owner of another.
    """
    unsure: dict[str, tuple[str, Term, Place]] = {}
    year = filing.year
    seen = set[tuple[str, str]]()
    for spec in specs:
        table = tables[spec.classification]
        for typed in _list_typed(filing, spec):
            if (table.name, typed.code) in seen:
                continue
            seen.add((table.name, typed.code))
            owners = table.ancestors(typed.code) if _is_lowest(filing, typed, table) else ()
            for code in owners:
                known = table.term_of(code, year) or table.nearest_term(code, year)
                if known and not known.checked and code not in own and code not in unsure:
                    shown = code_faults.show_term(code, known, table, year)
                    unsure[code] = shown, known, filing.source.place(typed.path)
    if unsure:
        place, *others = dict.fromkeys(place for _, _, place in unsure.values())
        names = {code: known.name for code, (_, known, _) in unsure.items()}
        fault = code_faults.tell_unsure(
            [shown for shown, _, _ in unsure.values()], names, filing, place
        )
        yield replace(fault, related=tuple((other, "") for other in others))


def _list_typed(filing: Filing, spec: EntryList) -> Iterator[Code]:
    for item in filing.data[spec.name]:
        typed: Code | None = item[CODE_DIMENSION]
        if typed is not None and typed is not NO_CODE:
            yield typed


def _is_lowest(filing: Filing, typed: Code, table: Classification) -> bool:
    """Whether a code is of the lowest level, or of the lowest that the filing may publish."""
    lowest = filing.disclosed.get(table.name, "")
    return len(typed.code) in (table.leaf_size, table.levels.get(lowest))


def _code_fault(
    filing: Filing, typed: Code, table: Classification, own: Mapping[str, str], told: set[str]
) -> Iterator[Fault]:
    if not _is_lowest(filing, typed, table):
        level = filing.disclosed.get(table.name, "") or max(
            table.levels, key=lambda name: table.levels[name]
        )
        advice = code_faults.advise_level(filing, typed, table)
        help_ = f"写 {table.levels[level]} 位的{level}级编码{advice}"
        place = filing.source.place(typed.path)
        yield Fault("L404", f"“{typed.code}”不是{level}级科目", place, help=help_)
        return
    yield from _find_unlike(filing, typed, table, own)
    new = [code for code in table.ancestors(typed.code) if code not in told]
    told.update(new)
    yield from _find_unnamed(filing, new, typed, table, own)


def find_misnamed(
    filing: Filing, used: set[str], tables: Mapping[str, Classification]
) -> Iterator[Fault]:
    """Names that a filing gives to accounts of which the table is sure that they bear another."""
    typed = filing.source.data.get(ACCOUNT_NAMES, {}) if filing.members else None
    for key, name in filing.data.get(ACCOUNT_NAMES, {}).items():
        if typed is not None and key not in typed:  # a member's own: told there
            continue
        for table in sorted(used):
            known = tables[table].term_of(str(key), filing.year)
            if known and known.checked and not is_same_name(str(name), known.name):
                place = filing.source.place((ACCOUNT_NAMES, str(key)))
                yield code_faults.tell_unlike(str(key), str(name), known, filing.source, place)


def find_in_stated(
    code: str, path: Path_, filing: Filing, table: Classification, named: Naming
) -> Iterator[Fault]:
    """What is wrong with the account of a row that is stated for a base, of this year or the last.

    A name of either year is right; of what an entry has under the account, it has been told.
    """
    printed, source = named.in_print(table.name, code), filing.source
    beside = name_beside(code, path)
    if printed is None:
        yield code_faults.tell_nameless({code: code}, source, source.key_place(path))
        return
    found = (table.term_of(code, of) for of in (filing.year, filing.year - 1))
    known = [it for it in found if it] or [Term(printed, checked=False)]
    if beside and not any(is_same_name(beside, it) for it in (printed, *(it.name for it in known))):
        yield code_faults.tell_unlike(code, beside, known[0], source, source.key_place(path))
    told = code in named.own or any(it.startswith(code) for it in named.spent)
    if not (beside or told or known[0].checked):
        shown = code_faults.show_term(code, known[0], table, filing.year)
        place = source.key_place(path)
        yield code_faults.tell_unsure([shown], {code: known[0].name}, filing, place)


def _find_unlike(
    filing: Filing, typed: Code, table: Classification, own: Mapping[str, str]
) -> Iterator[Fault]:
    """A name typed beside a code that is not the table's, or not that of the filing elsewhere."""
    if not typed.name:
        return
    known, source = table.term_of(typed.code, filing.year), filing.source
    if known and known.checked:
        if not is_same_name(typed.name, known.name):
            place = source.place(typed.path)
            yield code_faults.tell_unlike(typed.code, typed.name, known, source, place)
        return
    printed = own[typed.code]
    if not (is_same_name(typed.name, printed) or filing.members):
        message = f"科目 {typed.code} 写作“{typed.name}”，别处写作“{printed}”"
        yield Fault("L403", message, source.place(typed.path), help="同一个编码写同一个名称")


def _find_unnamed(
    filing: Filing, new: list[str], typed: Code, table: Classification, own: Mapping[str, str]
) -> Iterator[Fault]:
    """What the table is not sure of, or does not have, among an account and its owners.

    What the filing states under its own names is settled, and nothing is told of it again.
    """
    settled, source = filing.data.get(ACCOUNT_NAMES, {}), filing.source
    absent: list[str] = []
    for code in (code for code in new if code not in settled):
        known = table.term_of(code, filing.year)
        past = known or table.nearest_term(code, filing.year)
        if past is None or (known is None and (past.checked or code in own)):
            absent.append(code)
        elif not past.checked and code in own and not is_same_name(own[code], past.name):
            place = source.place(typed.path)
            yield code_faults.tell_unlike(code, own[code], past, source, place)
    if absent:
        yield from code_faults.tell_absent(filing, absent, source.place(typed.path), table, own)
