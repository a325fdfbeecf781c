"""How a run stands, in a few words: counts by state, a table at the end, a bar on the way."""

from collections import Counter
from pathlib import Path

from generator.units.result import FAULTY, STATES, Result

BAR_WIDTH = 20
# Until so much is done, what is left cannot be foretold.
FORETOLD_FROM = 3


class Tally:
    """How many filings of a run are in each state, and how many documents were written."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.states: Counter[str] = Counter()
        self.written = 0
        # Filings that took no time because nothing of theirs had changed.
        self.left_alone = 0

    def add(self, result: Result) -> None:
        """Count one more filing."""
        self.states[result.state] += 1
        self.left_alone += result.unchanged
        self.written += result.written is not None and not result.unchanged

    @property
    def seen(self) -> int:
        """How many filings have been counted."""
        return self.states.total()

    @property
    def faulty(self) -> int:
        """How many filings have errors."""
        return self.states[FAULTY]

    def counts(self) -> dict[str, int]:
        """The count of every state, those with none included."""
        return {state: self.states[state] for state in STATES}


def draw_table(tally: Tally) -> str:
    """The table at the end: how many filings, and how many in each state."""
    heads = ("填报文件", *STATES)
    numbers = (tally.seen, *tally.counts().values())
    columns = [
        (head.rjust(width - len(head)), str(number).rjust(width))
        for head, number in zip(heads, numbers, strict=True)
        for width in [max(2 * len(head), len(str(number)))]
    ]
    return "\n".join("  ".join(cells).rstrip() for cells in zip(*columns, strict=True))


def draw_bar(tally: Tally, seconds: int) -> str:
    """How far a run is after so many seconds, and how long it will take."""
    faulty = f"，{tally.faulty} 个{FAULTY}" if tally.faulty else ""
    strip, done = draw_strip(tally.seen, tally.total), tally.seen - tally.left_alone
    return f"{strip}{faulty}{say_left(done, tally.total - tally.seen, seconds)}"


def draw_strip(seen: int, total: int) -> str:
    """How many of all are done, as a strip and as numbers."""
    filled = BAR_WIDTH * seen // total
    return f"{'█' * filled}{'░' * (BAR_WIDTH - filled)} {seen}/{total}"


def say_left(done: int, remaining: int, seconds: int) -> str:
    """How long the rest will take, where `done` took so many seconds; nothing while none knows."""
    if done < FORETOLD_FROM or not remaining or not seconds:
        return ""
    left = seconds * remaining // done
    return f"，还要约 {left // 60} 分 {left % 60} 秒" if left >= 60 else f"，还要约 {left} 秒"


def say_interrupted(tally: Tally, folder: Path | None) -> str:
    """What was done when someone stopped a run."""
    undone = tally.total - tally.seen
    if folder is None:
        return f"已中断：{tally.seen} 个已检查，{undone} 个未做"
    kept = f"，{tally.left_alone} 个未变" if tally.left_alone else ""
    return f"已中断：{tally.written} 个已写成{kept}，{undone} 个未做；写好的文档都是完整的"
