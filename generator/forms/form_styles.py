"""Which number style suits which kind of figure, as far as the two alone can tell."""

from collections.abc import Iterable

from generator import vocabulary as term
from generator.figures.book import Figure
from generator.money import Style

CALLED = {
    term.KIND_YUAN: "金额",
    term.KIND_COUNT: "个数",
    term.KIND_SCORE: "分数",
    term.KIND_RATIO: "比率",
}


def say_unfit(style: Style, figure: Figure, name: str) -> str:
    """Why a style would print a figure wrongly; empty where it suits, or where nobody can tell."""
    called = f"“{name}”是{CALLED[figure.kind]}，“{style.name}”"
    if figure.kind != term.KIND_RATIO and _is_percent(style):
        return f"{called}印的是百分数"
    if figure.kind != term.KIND_YUAN and style.scale > 1:
        return f"{called}是金额的数式，要除以 {style.scale:f}"
    if figure.share is not None and style.void is None:
        return f"{called}没有说分母为零时印什么"
    return ""


def list_fitting(styles: Iterable[Style], kind: str) -> list[Style]:
    """The styles made for figures of this kind, in their order; a pack may have none."""
    return [it for it in styles if _is_made_for(it, kind)]


def _is_made_for(style: Style, kind: str) -> bool:
    if kind == term.KIND_YUAN:
        return style.scale > 1
    if kind == term.KIND_RATIO:
        return style.void is not None
    if _is_percent(style):
        return False
    if kind == term.KIND_SCORE:
        return style.trim or (style.scale == 1 and style.decimals > 0)
    return style.scale == 1 and not style.decimals


def _is_percent(style: Style) -> bool:
    return style.scale < 1 or "%" in style.suffix
