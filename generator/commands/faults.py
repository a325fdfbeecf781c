"""Faults told by the commands that take one filing."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.exits import FAULTY
from generator.reporting import console

if TYPE_CHECKING:
    from generator.filing.source import Source


def complain_of(faults: tuple[Fault, ...], source: "Source | None" = None) -> None:
    """Tell of faults with the lines that they stand in."""
    from generator.pipeline import Outcome
    from generator.units import work

    console.complain(console.faults_text(faults, work.texts_of(Outcome("", faults, source))))


def give_up(name: str, faults: Sequence[Fault], rename: Callable[[str], str] = str) -> int:
    """Say why a filing cannot even be drafted; `rename` puts its files as the reader knows them."""
    console.complain(rename(console.faults_text(faults)))
    console.complain(f"{name}：有错误，生成不了文档，先改正")
    return FAULTY
