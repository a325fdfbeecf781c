"""How far a unit has come, step by step, and what is to be done next."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.diagnostics import Fault, Place, Severity
from generator.units import stages
from generator.units.result import Result

DONE, NEXT, LATER = "已完成", "现在做", "以后做"


class Step(NamedTuple):
    """A step: its state in a word, what it says, which page of the unit it leads to."""

    name: str
    state: str
    said: str
    page: str


def list_steps(result: Result, *, drafted: bool, published: bool) -> list[Step]:
    """The four steps of a unit; `drafted` is whether typing lies beside that was not saved.

    No step is done before those that come first: what is not looked at yet is not in order.
    """
    lacking = len(list_lacking(result))
    errors, built = result.count(Severity.ERROR) - lacking, result.written is not None
    unread = result.failed and not result.figures and not lacking
    told = [
        (
            "填报",
            not (lacking or drafted or unread),
            _say_lacking(lacking, drafted, unread),
            "form",
        ),
        ("检查", not errors, _say_faults(errors, lacking, result.warnings), "checks"),
        ("成文", built, _FRESH if built else _STALE, "document"),
        ("公开", published, "名录记着已公开" if published else _PUBLISH, "document"),
    ]
    return list(_put_in_order(told))


_FRESH, _STALE = "文档与填报一致", "还没有与现在的填报一致的文档"
_PUBLISH = "在成文里公开；放上门户网站以后，在那里写公开日期"


def _put_in_order(told: list[tuple[str, bool, str, str]]) -> Iterator[Step]:
    begun = False
    for name, done, said, page in told:
        yield Step(name, LATER if begun else DONE if done else NEXT, said, page)
        begun = begun or not done


def _say_lacking(lacking: int, drafted: bool, unread: bool) -> str:
    parts = [f"还有 {lacking} 处待填"] if lacking else []
    parts += ["有没保存的草稿"] if drafted else []
    parts += ["有错误，改正以后才知道还缺什么"] if unread else []
    return "，".join(parts) or "没有找到待填的"


def _say_faults(errors: int, lacking: int, warnings: int) -> str:
    fine = "除了待填的，没有找到错误" if lacking else "没有错误"
    parts = [f"{errors} 个错误" if errors else fine]
    return "，".join([*parts, *([f"{warnings} 个提示，请看一遍"] if warnings else [])])


def list_lacking(result: Result) -> list[Fault]:
    """What is still to be filled in."""
    return [fault for fault in result.faults if fault.code in stages.LACKING]


def line_of(fault: Fault, file: str) -> int:
    """The line of a filing's own text that a fault stands in; 0 where it stands elsewhere."""
    place = fault.place
    if not isinstance(place, Place) or place.sheet or place.file != file:
        return 0
    return place.line
