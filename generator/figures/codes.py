"""What is wrong with the account codes of a filing's entries: of no account, or of another name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.diagnostics import Fault, Place, Severity
from generator.filing import asking
from generator.filing.filing import Filing
from generator.filing.kinds import NO_CODE, Code
from generator.filing.legible import is_same_name
from generator.filing.source import Source
from generator.frozen import replace
from generator.packs.classification import Classification, Term
from generator.packs.definitions import EntryList
from generator.vocabulary import ACCOUNT_NAMES, CODE_DIMENSION, DISCLOSED_LEVELS


class Naming(NamedTuple):
    """What accounts are called: by the tables, in print, by the filing; the codes of its entries.

    `in_print` tells a table's code its name, or None where neither table nor filing has one.
    """

    tables: Mapping[str, Classification]
    in_print: Callable[[str, str], str | None]
    own: Mapping[str, str]
    spent: tuple[str, ...]


def find_faults(
    filing: Filing, spec: EntryList, table: Classification, own: Mapping[str, str], told: set[str]
) -> Iterator[Fault]:
    """Faults of a list's codes; what was told of an unknown one is not told again."""
    for typed in _list_typed(filing, spec):
        yield from _code_fault(filing, typed, table, own, told)


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
    for spec in specs:
        table = tables[spec.classification]
        for typed in _list_typed(filing, spec):
            owners = table.ancestors(typed.code) if _is_lowest(filing, typed, table) else ()
            for code in owners:
                known = table.term_of(code, filing.year) or table.nearest_term(code, filing.year)
                if known and not known.checked and code not in own and code not in unsure:
                    shown = _show(code, known, table, filing.year)
                    unsure[code] = shown, known, filing.source.place(typed.path)
    if unsure:
        place, *others = dict.fromkeys(place for _, _, place in unsure.values())
        names = {code: known.name for code, (_, known, _) in unsure.items()}
        fault = _tell_unsure([shown for shown, _, _ in unsure.values()], names, filing, place)
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
    place = filing.source.place(typed.path)
    if not _is_lowest(filing, typed, table):
        level = filing.disclosed.get(table.name, "") or max(
            table.levels, key=lambda name: table.levels[name]
        )
        help_ = f"写 {table.levels[level]} 位的{level}级编码{_advise_level(filing, typed, table)}"
        yield Fault("L404", f"“{typed.code}”不是{level}级科目", place, help=help_)
        return
    yield from _find_unlike(filing, typed, table, own)
    new = [code for code in table.ancestors(typed.code) if code not in told]
    told.update(new)
    yield from _find_unnamed(filing, new, place, table, own)


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
                yield _tell_unlike(str(key), str(name), known, filing.source, place)


def find_in_stated(
    code: str,
    beside: str | None,
    filing: Filing,
    table: Classification,
    named: Naming,
    place: Place,
) -> Iterator[Fault]:
    """What is wrong with the account of a row that is stated for a base, of this year or the last.

    A name of either year is right; of what an entry has under the account, it has been told.
    """
    printed = named.in_print(table.name, code)
    if printed is None:
        yield _tell_nameless({code: code}, filing.source, place)
        return
    found = (table.term_of(code, of) for of in (filing.year, filing.year - 1))
    known = [it for it in found if it] or [Term(printed, checked=False)]
    if beside and not any(is_same_name(beside, it) for it in (printed, *(it.name for it in known))):
        yield _tell_unlike(code, beside, known[0], filing.source, place)
    told = code in named.own or any(it.startswith(code) for it in named.spent)
    if not (beside or told or known[0].checked):
        shown = _show(code, known[0], table, filing.year)
        yield _tell_unsure([shown], {code: known[0].name}, filing, place)


def _tell_unlike(code: str, name: str, known: Term, source: Source, place: Place) -> Fault:
    """An account bears another name than the table says: an error only where the table is sure."""
    if known.checked:
        message = f"科目 {code} 写作“{name}”，科目表是“{known.name}”"
        return Fault("L403", message, place, help="改正编码，或改正名称")
    message = f"科目 {code} 写作“{name}”，科目表里写作“{known.name}”，未经核对，按填报的印"
    help_ = f"请照科目书核对；没有错的话，{asking.name_accounts(source, {code: name})}，就不再提示"
    return Fault("L422", message, place, Severity.WARNING, help=help_)


def _find_unlike(
    filing: Filing, typed: Code, table: Classification, own: Mapping[str, str]
) -> Iterator[Fault]:
    """A name typed beside a code that is not the table's, or not that of the filing elsewhere."""
    known, place = table.term_of(typed.code, filing.year), filing.source.place(typed.path)
    if not typed.name:
        return
    if known and known.checked:
        if not is_same_name(typed.name, known.name):
            yield _tell_unlike(typed.code, typed.name, known, filing.source, place)
        return
    printed = own[typed.code]
    if not (is_same_name(typed.name, printed) or filing.members):
        message = f"科目 {typed.code} 写作“{typed.name}”，别处写作“{printed}”"
        yield Fault("L403", message, place, help="同一个编码写同一个名称")


def _find_unnamed(
    filing: Filing, new: list[str], place: Place, table: Classification, own: Mapping[str, str]
) -> Iterator[Fault]:
    """What the table is not sure of, or does not have, among an account and its owners.

    What the filing states under its own names is settled, and nothing is told of it again.
    """
    settled = filing.data.get(ACCOUNT_NAMES, {})
    absent: list[str] = []
    for code in (code for code in new if code not in settled):
        known = table.term_of(code, filing.year)
        past = known or table.nearest_term(code, filing.year)
        if past is None or (known is None and (past.checked or code in own)):
            absent.append(code)
        elif not past.checked and code in own and not is_same_name(own[code], past.name):
            yield _tell_unlike(code, own[code], past, filing.source, place)
    yield from _tell_absent(filing, absent, place, table, own)


def _tell_unsure(
    shown: Iterable[str], names: Mapping[str, str], filing: Filing, place: Place
) -> Fault:
    """Accounts that print with names of which the table is not sure, and how to settle them."""
    message = f"科目 {'、'.join(shown)}：科目表里的名称未经核对，照它印"
    block = "".join(f"\n  {code}: {name}" for code, name in names.items())
    where = f"在“{ACCOUNT_NAMES}”里加上"
    if filing.source.in_cells:
        where = f"在“{ACCOUNT_NAMES}”表里加上（编码、名称各一格）"
    elif ACCOUNT_NAMES not in filing.source.data:
        where, block = "在文件末尾加上这一节", f"\n{ACCOUNT_NAMES}:{block}"
    help_ = f"请照科目书核对；核对过的，{where}，就不再提示：{block}"
    return Fault("L423", message, place, Severity.WARNING, help=help_)


def _show(code: str, dated: Term, table: Classification, year: int) -> str:
    return f"{code} {dated.name}{_when(dated, table, year)}"


def _when(dated: Term, table: Classification, year: int) -> str:
    """Of an account that the year does not have: its years, and what it goes on under."""
    if dated.first <= year <= dated.last:
        return ""
    return f"（{'，'.join(filter(None, (dated.years, table.say_heir(dated, year))))}）"


def _tell_absent(
    filing: Filing, absent: list[str], place: Place, table: Classification, own: Mapping[str, str]
) -> Iterator[Fault]:
    """Accounts that the year does not have: without a name they cannot be printed."""
    year = filing.year
    said = {code: table.nearest_term(code, year) for code in absent}
    shown = {
        code: f"{code}（“{it.name}”{_when(it, table, year)[1:]}" if it else code
        for code, it in said.items()
    }
    nameless = {code: shown[code] for code in absent if code not in own}
    if nameless:
        yield _tell_nameless(nameless, filing.source, place)
    elif absent:
        message = f"科目表里没有 {'、'.join(shown.values())}，按填报的名称印"
        names = {code: own[code] for code in absent}
        help_ = f"编码和名称都对的，{asking.name_accounts(filing.source, names)}，就不再提示"
        yield Fault("L405", message, place, severity=Severity.WARNING, help=help_)


def _tell_nameless(shown: Mapping[str, str], source: Source, place: Place) -> Fault:
    """Accounts that neither the table nor the filing names, as they are shown."""
    help_ = f"编码对的，{asking.ask_for_names(source, shown)}；不对的，改正编码"
    return Fault("L402", f"科目表里没有 {'、'.join(shown.values())}", place, help=help_)


def _advise_level(filing: Filing, typed: Code, table: Classification) -> str:
    """How to say that no lower level may be published, where the pack lets a filing say so."""
    level = table.level_of(typed.code)
    if level is None or table.name not in filing.data.get(DISCLOSED_LEVELS, {}):
        return ""
    return f"；按规定只公开到{level}级的，在“{DISCLOSED_LEVELS}”里写：{table.name}: {level}"
