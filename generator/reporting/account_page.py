"""The page of an account code: its names and years, its owners, its budget, how sure they are."""

from collections.abc import Iterable, Iterator

from generator.filing.legible import fold
from generator.packs.classification import Classification

_SEEN = "见于公开的预算、决算文件"
_UNCHECKED = "未经核对"
_MOST = 20  # accounts that have a word in their names


def page(code: str, tables: Iterable[Classification]) -> str | None:
    """What the tables of accounts say of a code; None where none of them knows it."""
    found = [table for table in tables if code in table.terms]
    return "\n\n".join("\n".join(_lines(code, table)) for table in found) or None


def list_named(name: str, tables: Iterable[Classification]) -> str:
    """The accounts that are called so, or that have it in their names, each with its table."""
    wanted, found = fold(name), list[tuple[bool, str, str]]()
    for table in tables:
        for code, terms in table.terms.items():
            names = [it.name for it in terms if wanted in fold(it.name)]
            where = f"{table.name}，{table.level_of(code)}级"
            found += ((fold(it) != wanted, code, f"{code}：{it}（{where}）") for it in names[-1:])
    shown = [line for *_, line in sorted(found)]
    more = [f"等 {len(shown)} 个"] if len(shown) > _MOST else []
    return "\n".join(shown[:_MOST] + more)


def _lines(code: str, table: Classification) -> Iterator[str]:
    budget = table.budget_of(code)
    yield f"{code}：{table.name}，{table.level_of(code)}级" + (f"，{budget}" if budget else "")
    *owners, own = table.ancestors(code)
    yield from _names(own, table, "名称")
    for owner in owners:
        yield from _names(owner, table, f"上级 {owner}")


def _names(code: str, table: Classification, label: str) -> Iterator[str]:
    for dated in table.terms.get(code, ()):
        notes = (dated.years, table.say_heir(dated), _SEEN if dated.checked else _UNCHECKED)
        yield f"  {label}：{dated.name}（{'；'.join(filter(None, notes))}）"
