"""What holding the filings against the list of units gave, in a few lines."""

from collections.abc import Iterator

from generator.filing.roster import ListedUnit
from generator.reporting import console
from generator.reporting.console import MAX_NAMED, name_some
from generator.units.result import Result
from generator.units.rollcall import FILED, OUTSIDE, TWICE, RollCall, RollCount
from generator.units.stages import FILLING, MISSING

DIFFERING = "与名录不同"


def as_text(call: RollCall, *, whole: bool) -> str:
    """Who has filed and who has not, by kind of document, and what fits no unit of the list.

    Who is missing is told of a `whole` folder only, not where single filings were named.
    """
    return "\n".join(_lines(call, whole))


def _lines(call: RollCall, whole: bool) -> Iterator[str]:
    yield f"{call.roster.file}：{len(call.roster.units)} 个单位"
    for count in call.count() if whole else ():
        yield f"  {_say(count)}"
    for what, results in (
        (OUTSIDE, call.outside),
        (TWICE, call.twice),
        (DIFFERING, call.differing),
    ):
        if results:
            yield f"  {what} {len(results)}：{name_some([_name(result) for result in results])}"


def _say(count: RollCount) -> str:
    what = " ".join(filter(None, count.due))
    head = f"{what}：" if what else ""
    filling = f"（{FILLING} {count.filling}）" if count.filling else ""
    said = f"{head}{FILED} {len(count.filed)}{filling}，{MISSING} {len(count.missing)}"
    names = [_call(unit) for unit in count.missing]
    return f"{said}：{name_some(names)}" if names else said


def _call(unit: ListedUnit) -> str:
    return unit.name or unit.code


def _name(result: Result) -> str:
    return f"{result.unit}（{result.file}）" if result.unit else result.file


def late_text(call: RollCall) -> str:
    """The units that are late with publishing, the first few with their lines; else nothing."""
    late = call.find_late()
    told = [console.fault_text(it, {call.roster.file: call.roster.text}) for it in late[:MAX_NAMED]]
    if len(late) > MAX_NAMED:
        told.append(f"另有 {len(late) - MAX_NAMED} 个单位没有按期公开，见总览\n")
    return "\n".join(told)
