"""Filings with several mistakes, as people make them: planted line by line, each of a known kind.

What a mistake is told as is found by planting it alone; so nothing is written down here of what
the engine says. Every mistake changes one line and no other, so that lines keep their numbers.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import pipeline
from generator.diagnostics import Fault, Place

Told = frozenset[tuple[str, int]]
Slip = Callable[[str], str]

_AMOUNT = re.compile(r"(?<=: )(\d+)\.(\d\d)(?=[,}\s]|$)")
_CODE = re.compile(r"(?<=科目: )(\d{5,7})( [^,}]+)?")


def _sub(pattern: str, into: str) -> Slip:
    return lambda line: re.sub(pattern, into, line, count=1)


def _more(line: str) -> str:
    return _AMOUNT.sub(lambda it: f"{int(it[1]) + 1000}.{it[2]}", line, count=1)


# Mistakes after which the text cannot be read, and all others; by what was done.
UNREADABLE: dict[str, Slip] = {
    "全角冒号": _sub(r"(?<=[一-龥]): (?=\d)", "："),
    "冒号后没有空格": _sub(r"(?<=[一-龥]): (?=\d+\.\d\d$)", ":"),
    "大括号没有写完": _sub(r"\}$", ""),
    "全角大括号": _sub(r"^  - \{", "  - ｛"),
    "以“>”开头": _sub(r"指标值: [≥≤=]", "指标值: >"),
    "以“%”开头": _sub(r"指标值: [≥≤=]", "指标值: %"),
    "以“@”开头": _sub(r"指标值: [≥≤=]", "指标值: @"),
    "引号没有配对": _sub(r"指标值: ", '指标值: "'),
    "少了“-”后面的空格": _sub(r"^  - (?=\{科目)", "  -"),
    "用 Tab 缩进": _sub(r"^  (?=[一-龥]+: \d)", "\t"),
}
READABLE: dict[str, Slip] = {
    "金额写了字母": _sub(r"(?<=\d)0(?=\d*\.\d\d\b)", "O"),
    "金额三位小数": _sub(r"(\.\d\d)(?=[,}\s]|$)", r"\g<1>1"),
    "金额空着": _sub(r": \d+\.\d\d(?=[,}\s]|$)", ":"),
    "金额改了": _more,
    "多一个没有的项": _sub(r"(?<=[^ ])\}$", ", 备注说明: 详见附表}"),
    "项目名写错": _sub(r"基本支出: ", "基本支: "),
    "项目名多字": _sub(r"一般公共预算财政拨款: ", "一般公共预算财政拨款款: "),
    "资金写错": _sub(r"资金: 一般公共预算财政拨款", "资金: 一般公共预算财政拨"),
    "科目带引号": lambda line: _CODE.sub(r"“\1”", line, count=1),
    "科目写成名称": lambda line: _CODE.sub("其他支出", line, count=1),
    "科目少一位": _sub(r"(?<=科目: )(\d+)\d\b", r"\1"),
    "没有这个科目": _sub(r"(?<=科目: )\d\d(\d+)[^,}]*", r"87\1"),
    "名称对不上": _sub(r"(?<=科目: )(\d+) [^,}]+", r"\1 其他的支出"),
    "个数为负": _sub(r"(?<=[次组量]: )\d+$", "-1"),
    "个数有小数": _sub(r"(?<=人数: )(\d+)", r"\1.5"),
    "得分写成文字": _sub(r"(?<=得分: )(\d+)", "满分"),
    "少了必填的": _sub(r", 完成值: [^,}]+", ""),
    "地址写错": _sub(r"^(  \S*)表\.", r"\1麦."),
    "核对数改了": _sub(r"^(  \S+\.合计\S*: \d+)\.\d\d", r"\1.99"),
    "漏写原因": _sub(r"^    (\d{7}): (?=[一-龥]).*", r"    # \1"),
    "多了条目符号": _sub(r"^(\s+- )(?=[一-龥])", r"\1• "),
    "形近字": _sub(r"金", "⾦"),
    "同一项写两次": _sub(r"^  接待人次: .*", "  接待批次: 9"),
}


@dataclass(frozen=True)
class Mistake:
    """One mistake: what was done, in which line (from 1), what it makes of the line."""

    kind: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"第 {self.line} 行 {self.kind}"


def plant(text: str, mistakes: Sequence[Mistake]) -> str:
    """A text with mistakes in it."""
    lines = text.split("\n")
    for mistake in mistakes:
        lines[mistake.line - 1] = mistake.text
    return "\n".join(lines)


def possible(text: str, kinds: dict[str, Slip]) -> dict[str, list[Mistake]]:
    """Every mistake of some kinds that can be made in a text, by its kind."""
    numbered = list(enumerate(text.split("\n"), start=1))
    found = {
        kind: [
            Mistake(kind, number, made)
            for number, line in numbered
            if not line.lstrip().startswith("#") and (made := slip(line)) != line
        ]
        for kind, slip in kinds.items()
    }
    return {kind: mistakes for kind, mistakes in found.items() if mistakes}


def choose(text: str, count: int, unreadable: int, seed: int) -> list[Mistake]:
    """So many mistakes, the kinds by turns, no two in one line."""
    chance = random.Random(seed)
    taken: dict[int, Mistake] = {}
    for kinds, wanted in ((UNREADABLE, unreadable), (READABLE, count)):
        options = possible(text, kinds)
        for kind in _in_turns(list(options), chance):
            if len(taken) >= wanted:
                break
            free = [it for it in options[kind] if it.line not in taken]
            if free:
                mistake = chance.choice(free)
                taken[mistake.line] = mistake
    return sorted(taken.values(), key=lambda mistake: mistake.line)


def _in_turns(kinds: list[str], chance: random.Random) -> Iterator[str]:
    for _ in range(100):
        yield from chance.sample(kinds, len(kinds))


class Bench:
    """Runs a filing's mistakes, alone and together."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.text = path.read_text("utf-8")
        self.folder = folder
        self._alone: dict[Mistake, Told] = {}
        self.right = self.told(self.text)

    def told(self, text: str) -> Told:
        """Where which faults are told of a text."""
        path = self.folder / "126.yaml"
        path.write_text(text, "utf-8")
        outcome = pipeline.produce(path)
        assert not (outcome.failed and outcome.document), "written with errors"
        return frozenset(map(_where, outcome.faults))

    def alone(self, mistake: Mistake) -> Told:
        """What is told of a mistake that is the only one."""
        if mistake not in self._alone:
            told = self.told(plant(self.text, [mistake]))
            self._alone[mistake] = told - self.right
        return self._alone[mistake]

    def first_run(self, mistakes: Sequence[Mistake]) -> tuple[list[Mistake], Told]:
        """The mistakes that the first run does not list, and what it tells that is of none.

        A mistake is listed where what stands first of what is told of it alone is told.
        """
        told = self.told(plant(self.text, mistakes))
        missed = [it for it in mistakes if self.alone(it) and not _is_listed(it, self, told)]
        known = self.right.union(*map(self.alone, mistakes))
        return missed, frozenset(told - known)


def _is_listed(mistake: Mistake, bench: Bench, told: Told) -> bool:
    """In its own line if it is told there when it is alone, else anywhere that it is told."""
    alone = bench.alone(mistake)
    there = {where for where in alone if where[1] == mistake.line}
    return not told.isdisjoint(there or alone)


def _where(fault: Fault) -> tuple[str, int]:
    return fault.code, fault.place.line if isinstance(fault.place, Place) else 0
