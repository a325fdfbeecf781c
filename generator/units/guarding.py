"""Our own bugs: one that shows in the work on a file becomes a fault of that file alone."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.diagnostics import Fault, Place
from generator.kept import environment

R = TypeVar("R")
MAX_REMARK = 300
REPORT_IT = "把填报文件和这几行发给系统的维护人；其他单位不受影响"


def guard(path: str, carry_out: Callable[[], R], give_up: Callable[[Fault], R]) -> R:
    """What work on a file gives; our own bug becomes a fault of this one unit, and is given up."""
    try:
        return carry_out()
    except Exception as error:  # here, and only here
        return give_up(_report_crash(path, error))


def _report_crash(path: str, error: Exception) -> Fault:
    from traceback import extract_tb

    own = Path(__file__).resolve().parents[1]
    frames = [f for f in extract_tb(error.__traceback__) if own in Path(f.filename).parents]
    where = f"{Path(frames[-1].filename).name} 第 {frames[-1].lineno} 行" if frames else ""
    said = " ".join(str(error).split())[:MAX_REMARK]
    notes = (*tell_versions(), f"出错的地方：{where}，{type(error).__name__}：{said}")
    message = "程序出错，这个单位没有生成"
    return Fault("W706", message, Place(path, 1, 1), notes=notes, help=REPORT_IT)


def tell_versions() -> tuple[str, ...]:
    """The program and Python that the work was done with."""
    known = environment.description()
    return (f"程序 {known['程序'][:12]}，Python {known['Python']}",)
