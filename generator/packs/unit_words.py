"""Whether the unit that stands behind a figure is what its number style prints.

A style divides by its scale: 万元 by 10000, a percentage by 0.01. What it prints instead of a
number (for zero, or a share of nothing) has no unit behind it.
"""

import re
from decimal import Decimal

from generator.money import Style, read_unit

_PARTS = {"%": "0.01", "％": "0.01", "‰": "0.001", "个百分点": "0.01", "百分点": "0.01", "倍": "1"}
_BEFORE = {"百分之": "0.01", "千分之": "0.001"}
_A_NUMBER = re.compile("[0-9]")


def say_other_part(style: Style, before: str, behind: str) -> str:
    """Why a style does not go with the “%” or its like around a rate; nothing where it does."""
    unit = read_part(style, before, behind)
    right = {**_PARTS, **_BEFORE}.get(unit)
    if right is None or Decimal(right) == style.scale:
        return ""
    where = "前面" if unit in _BEFORE else "后面"
    return f"印的是比率除以 {style.scale:f}，{where}却是“{unit}”（应除以 {right}）"


def say_no_part(style: Style, before: str, behind: str) -> str:
    """That a rate has no “%” around it; nothing where it has."""
    if read_part(style, before, behind):
        return ""
    return f"印的是比率除以 {style.scale:f}，后面没有“%”"


def read_part(style: Style, before: str, behind: str) -> str:
    """The “%” or its like that stands behind a rate in a style, or before it; or nothing."""
    shown = f"{style.suffix}{behind}".lstrip()
    ahead = (it for it in _BEFORE if before.rstrip().endswith(it))
    return next((it for it in _PARTS if shown.startswith(it)), next(ahead, ""))


def say_wordy(style: Style, behind: str) -> str:
    """That what a style prints instead of a number has a unit behind it; nothing where not."""
    behind = behind.lstrip()
    money = read_unit(behind)
    unit = money[0] if money else next((it for it in _PARTS if behind.startswith(it)), "")
    for of, word in (("零", style.zero), ("没有填的", style.unstated), ("分母为零的", style.void)):
        if unit and word is not None and not _A_NUMBER.search(word):
            printed = f"印成“{word}”" if word else "什么也不印"
            return f"{of}{printed}，后面却有“{unit}”"
    return ""


def say_other_suffix(style: Style) -> str:
    """Why a style's own suffix does not go with what it divides by; nothing where it does."""
    unit = read_unit(style.suffix)
    if unit and unit[1] != style.scale:
        return f"除以 {style.scale:f}，后缀却是“{unit[0]}”（应除以 {unit[1]:f}）"
    part = _PARTS.get(style.suffix.strip())
    if part is None or Decimal(part) == style.scale:
        return ""
    return f"除以 {style.scale:f}，后缀却是“{style.suffix}”（应除以 {part}）"
