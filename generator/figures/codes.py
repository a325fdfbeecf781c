"""What is wrong with the account codes of a filing's entries: of no account, or of another name."""

from collections.abc import Iterator, Mapping

from generator.diagnostics import Fault, Place, Severity
from generator.filing.filing import Filing
from generator.filing.kinds import NO_CODE, Code
from generator.filing.legible import is_same_name
from generator.packs.classification import Classification, Term
from generator.packs.definitions import EntryList
from generator.vocabulary import ACCOUNT_NAMES, CODE_DIMENSION, DISCLOSED_LEVELS


def find_faults(
    filing: Filing, spec: EntryList, table: Classification, own: Mapping[str, str], told: set[str]
) -> Iterator[Fault]:
    """Faults of a list's codes; what was told of an unknown one is not told again."""
    for item in filing.data[spec.name]:
        typed: Code | None = item[CODE_DIMENSION]
        if typed is not None and typed is not NO_CODE:
            yield from _code_fault(filing, typed, table, own, told)


def _code_fault(
    filing: Filing, typed: Code, table: Classification, own: Mapping[str, str], told: set[str]
) -> Iterator[Fault]:
    place = filing.source.place(typed.path)
    lowest = filing.disclosed.get(table.name, "")
    if len(typed.code) not in (table.leaf_size, table.levels.get(lowest)):
        level = lowest or max(table.levels, key=lambda name: table.levels[name])
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
    for key, name in filing.data.get(ACCOUNT_NAMES, {}).items():
        code = str(key)
        for table in used:
            known = tables[table].term_of(code, filing.year)
            if known and known.checked and not is_same_name(str(name), known.name):
                place = filing.source.place((ACCOUNT_NAMES, code))
                yield tell_unlike(code, str(name), known.name, True, place)


def tell_unlike(code: str, name: str, known: str, checked: bool, place: Place) -> Fault:
    """An account bears another name than the table says: an error only where the table is sure."""
    if checked:
        message = f"科目 {code} 写作“{name}”，科目表是“{known}”"
        return Fault("L403", message, place, help="改正编码，或改正名称")
    message = f"科目 {code} 写作“{name}”，科目表里写作“{known}”，未经核对，按填报的印"
    return Fault("L422", message, place, Severity.WARNING, help=_confirm(code, name))


def _confirm(code: str, name: str) -> str:
    return f"请照科目书核对；没有错的话，在“{ACCOUNT_NAMES}”里写：{code}: {name}，就不再提示"


def _find_unlike(
    filing: Filing, typed: Code, table: Classification, own: Mapping[str, str]
) -> Iterator[Fault]:
    """A name typed beside a code that is not the table's, or not that of the filing elsewhere."""
    known, place = table.term_of(typed.code, filing.year), filing.source.place(typed.path)
    if not typed.name:
        return
    if known and known.checked:
        if not is_same_name(typed.name, known.name):
            yield tell_unlike(typed.code, typed.name, known.name, True, place)
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
    open_ = [code for code in new if code not in settled]
    unsure: list[str] = []
    absent: list[str] = []
    for code in open_:
        known = table.term_of(code, filing.year)
        past = known or table.nearest_term(code, filing.year)
        if past is None or (past.checked and past is not known):
            absent.append(code)
        elif not past.checked and code not in own:
            unsure.append(_say(code, past, past is known))
        elif not past.checked and not is_same_name(own[code], past.name):
            yield tell_unlike(code, own[code], past.name, False, place)
    yield from _tell_absent(filing.year, absent, place, table, own)
    if unsure:
        message = f"科目 {'、'.join(unsure)}：科目表里的名称未经核对，照它印"
        help_ = f"请照科目书核对；没有错的话，在“{ACCOUNT_NAMES}”里写：编码: 名称，就不再提示"
        yield Fault("L423", message, place, Severity.WARNING, help=help_)


def _say(code: str, term: Term, in_force: bool) -> str:
    return f"{code} {term.name}" + ("" if in_force else f"（{term.years}）")


def _tell_absent(
    year: int, absent: list[str], place: Place, table: Classification, own: Mapping[str, str]
) -> Iterator[Fault]:
    """Accounts that the year does not have: without a name they cannot be printed."""
    said = {code: table.nearest_term(code, year) for code in absent}
    shown = {code: f"{code}（“{it.name}”{it.years}）" if it else code for code, it in said.items()}
    nameless = [code for code in absent if code not in own]
    if nameless:
        message = f"科目表里没有 {'、'.join(shown[code] for code in nameless)}"
        names = "，".join(f"{code}: 名称" for code in nameless)
        help_ = f"编码对的，在“{ACCOUNT_NAMES}”里写：{names}；不对的，改正编码"
        yield Fault("L402", message, place, help=help_)
    elif absent:
        message = f"科目表里没有 {'、'.join(shown.values())}，按填报的名称印"
        names = "，".join(f"{code}: {own[code]}" for code in absent)
        help_ = f"编码和名称都对的，在“{ACCOUNT_NAMES}”里写：{names}，就不再提示"
        yield Fault("L405", message, place, severity=Severity.WARNING, help=help_)


def _advise_level(filing: Filing, typed: Code, table: Classification) -> str:
    """How to say that no lower level may be published, where the pack lets a filing say so."""
    level = table.level_of(typed.code)
    if level is None or table.name not in filing.data.get(DISCLOSED_LEVELS, {}):
        return ""
    return f"；按规定只公开到{level}级的，在“{DISCLOSED_LEVELS}”里写：{table.name}: {level}"
