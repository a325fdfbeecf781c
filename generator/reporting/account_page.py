"""The page of an account code: its names and years, its owners, its budget, how sure they are."""

from collections.abc import Iterable, Iterator

from generator.packs.classification import Classification

_SEEN = "见于公开的预算、决算文件"
_UNCHECKED = "未经核对"


def page(code: str, tables: Iterable[Classification]) -> str | None:
    """What the tables of accounts say of a code; None where none of them knows it."""
    found = [table for table in tables if code in table.terms]
    return "\n\n".join("\n".join(_lines(code, table)) for table in found) or None


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
