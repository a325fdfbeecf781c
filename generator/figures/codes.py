"""What is wrong with the account codes of a filing's entries: of no account, or of another name."""

from collections.abc import Iterator, Mapping

from generator.diagnostics import Fault, Severity
from generator.filing.filing import Filing
from generator.filing.kinds import NO_CODE, Code
from generator.filing.legible import fold
from generator.packs.classification import Classification
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
    known = table.name_of(typed.code, filing.year)
    if known and typed.name and fold(typed.name) != fold(known):
        message = f"科目 {typed.code} 写作“{typed.name}”，科目表是“{known}”"
        yield Fault("L403", message, place, help="改正编码，或改正名称")
    unknown = [c for c in table.ancestors(typed.code) if not table.name_of(c, filing.year)]
    new = [code for code in unknown if code not in told]
    told.update(new)
    nameless = "、".join(code for code in new if code not in own)
    if nameless:
        help_ = f"检查编码；没有错的话，在“{ACCOUNT_NAMES}”里写：编码: 名称"
        yield Fault("L402", f"科目表里没有 {nameless}", place, help=help_)
    elif new:
        message = f"科目表里没有 {'、'.join(new)}，按填报的名称印"
        yield Fault("L405", message, place, severity=Severity.WARNING)


def _advise_level(filing: Filing, typed: Code, table: Classification) -> str:
    """How to say that no lower level may be published, where the pack lets a filing say so."""
    level = table.level_of(typed.code)
    if level is None or table.name not in filing.data.get(DISCLOSED_LEVELS, {}):
        return ""
    return f"；按规定只公开到{level}级的，在“{DISCLOSED_LEVELS}”里写：{table.name}: {level}"
