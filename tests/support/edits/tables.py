"""What became of many edits, as Markdown tables for benchmarks/README.md."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from support.edits.judging import WRONG, Verdict

ADDED, UNKNOWN = "多出", "未能核对"

Column = tuple[str, Callable[[Sequence[Verdict]], str]]


def family(kind: str) -> str:
    """The class that a class belongs to: what stands before its colon."""
    return kind.partition("：")[0]


def missed(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The edits that nothing was told of."""
    return [verdict for verdict in verdicts if not verdict.states]


def alarmed(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The edits of which something is called wrong or lost."""
    return [verdict for verdict in verdicts if set(verdict.states) & set(WRONG)]


def share_listed(verdicts: Sequence[Verdict]) -> float:
    """How many of the edits were told of."""
    return 1 - len(missed(verdicts)) / len(verdicts)


def share_placed(verdicts: Iterable[Verdict]) -> float:
    """Of the edits that were told of and have a place: how often a finding names it."""
    placed = [verdict.placed for verdict in verdicts if verdict.placed is not None]
    return sum(placed) / max(len(placed), 1)


def _only(state: str) -> Callable[[Sequence[Verdict]], str]:
    return lambda verdicts: str(sum(set(each.states) == {state} for each in verdicts))


def _telling(state: str) -> Callable[[Sequence[Verdict]], str]:
    return lambda verdicts: str(sum(state in each.states for each in verdicts))


COUNT: Column = ("份数", lambda verdicts: str(len(verdicts)))
HARMFUL: tuple[Column, ...] = (
    COUNT,
    ("列出", lambda verdicts: str(len(verdicts) - len(missed(verdicts)))),
    ("没有列出", lambda verdicts: str(len(missed(verdicts)))),
    ("其中只说“未能核对”", _only(UNKNOWN)),
    ("位置说对", lambda verdicts: f"{share_placed(verdicts):.1%}"),
)
HARMLESS: tuple[Column, ...] = (
    COUNT,
    ("不一致、找不到", lambda verdicts: str(len(alarmed(verdicts)))),
    ("多出", _telling(ADDED)),
    ("未能核对", _telling(UNKNOWN)),
    ("什么也没说", lambda verdicts: str(len(missed(verdicts)))),
)


def table(verdicts: Sequence[Verdict], columns: Sequence[Column], sort: str = "错法") -> str:
    """A row for each family of classes, with the classes it has; then each class in a row."""
    families = _grouped(verdicts, lambda verdict: family(verdict.kind))
    kinds = _grouped(verdicts, lambda verdict: verdict.kind)
    included = {name: _names(group) for name, group in families.items()}
    head = _head([sort, "包括", *(name for name, _ in columns)], len(columns))
    rows = [_row(f"{name} | {included[name]}", group, columns) for name, group in families.items()]
    total = _row("**合计** | ", verdicts, columns)
    each = [_row(kind, group, columns) for kind, group in kinds.items()]
    detail = [*_head([sort, *(name for name, _ in columns)], len(columns)), *each]
    return "\n".join([*head, *rows, total, "", *detail, ""])


def _grouped(
    verdicts: Sequence[Verdict], name_of: Callable[[Verdict], str]
) -> dict[str, list[Verdict]]:
    order = {name: n for n, name in enumerate(dict.fromkeys(map(name_of, verdicts)))}
    ordered = sorted(verdicts, key=lambda verdict: order[name_of(verdict)])
    return {name: list(group) for name, group in groupby(ordered, name_of)}


def _names(verdicts: Sequence[Verdict]) -> str:
    names = dict.fromkeys(verdict.kind.partition("：")[2] for verdict in verdicts)
    return "、".join(filter(None, names))


def _head(names: Sequence[str], figures: int) -> list[str]:
    rule = "---|" * (len(names) - figures) + "---:|" * figures
    return [f"| {' | '.join(names)} |", f"|{rule}"]


def _row(label: str, verdicts: Sequence[Verdict], columns: Sequence[Column]) -> str:
    return f"| {label} | {' | '.join(tell(verdicts) for _, tell in columns)} |"
