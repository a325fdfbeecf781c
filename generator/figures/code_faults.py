"""What is told of account codes that are of no account, or of another name than is typed."""

from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostics import Fault, Place, Severity
from generator.filing import asking
from generator.filing.filing import Filing
from generator.filing.kinds import Code
from generator.filing.source import Source
from generator.packs.classification import Classification, Term
from generator.vocabulary import ACCOUNT_NAMES, DISCLOSED_LEVELS


def tell_unlike(code: str, name: str, known: Term, source: Source, place: Place) -> Fault:
    """An account bears another name than the table says: an error only where the table is sure."""
    if known.checked:
        message = f"科目 {code} 写作“{name}”，科目表是“{known.name}”"
        return Fault("L403", message, place, help="改正编码，或改正名称")
    message = f"科目 {code} 写作“{name}”，科目表里写作“{known.name}”，未经核对，按填报的印"
    help_ = f"请照科目书核对；没有错的话，{asking.name_accounts(source, {code: name})}，就不再提示"
    return Fault("L422", message, place, Severity.WARNING, help=help_)


def tell_unsure(
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


def show_term(code: str, dated: Term, table: Classification, year: int) -> str:
    return f"{code} {dated.name}{_when(dated, table, year)}"


def _when(dated: Term, table: Classification, year: int) -> str:
    """Of an account that the year does not have: its years, and what it goes on under."""
    if dated.first <= year <= dated.last:
        return ""
    return f"（{'，'.join(filter(None, (dated.years, table.say_heir(dated, year))))}）"


def tell_absent(
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
        yield tell_nameless(nameless, filing.source, place)
    elif absent:
        message = f"科目表里没有 {'、'.join(shown.values())}，按填报的名称印"
        names = {code: own[code] for code in absent}
        help_ = f"编码和名称都对的，{asking.name_accounts(filing.source, names)}，就不再提示"
        yield Fault("L405", message, place, severity=Severity.WARNING, help=help_)


def tell_nameless(shown: Mapping[str, str], source: Source, place: Place) -> Fault:
    """Accounts that neither the table nor the filing names, as they are shown."""
    help_ = f"编码对的，{asking.ask_for_names(source, shown)}；不对的，改正编码"
    return Fault("L402", f"科目表里没有 {'、'.join(shown.values())}", place, help=help_)


def advise_level(filing: Filing, typed: Code, table: Classification) -> str:
    """How to say that no lower level may be published, where the pack lets a filing say so."""
    level = table.level_of(typed.code)
    if level is None or table.name not in filing.data.get(DISCLOSED_LEVELS, {}):
        return ""
    return f"；按规定只公开到{level}级的，在“{DISCLOSED_LEVELS}”里写：{table.name}: {level}"
