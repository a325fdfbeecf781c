"""What `gongkai trace` says: a quantity's making as a small tree, and where it is printed.

For other programs, one JSON object; keys are always there, what does not apply is null or empty:

    版本 问 未找到 (why nothing was found)
    行      for a question by line: 行号 格 文字 印在 (its words) 核对 (control totals in it)
    数      one object for each quantity:
      地址    all addresses that name it
      方面 对  数, 增减额, 幅度, 原因 or 文字; the base it is compared with
      来源    how it is made, for a change of this year's figure and of the base's:
        符号 地址 值 (exact) 印作 填报 (typed: 位置 项目 值 印作 另有的格) 各项 (the same again)
      印在    部件 段落 位置 (counted as Word shows them, from 1 and 0) 印作 所在 文字
    不印的数  how many more figures a line feeds
"""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.corrections.findings import Findings, Making, Trace, TracedLine, Use
from generator.filling.marks import Aspect
from generator.reporting import json_text, trace_rows

VERSION = 1
MAX_TRACES, MAX_USES, MAX_ADDRESSES = 20, 20, 8
MAX_AROUND = 24
SIDES = {
    Aspect.DIFFERENCE: "增减额",
    Aspect.RATE: "幅度",
    Aspect.REASON: "原因",
    Aspect.NOTE: "文字",
}


def text(found: Findings) -> str:
    """The findings for a person, within bounds; what is left out is counted."""
    return "\n".join(_lines(found)).strip("\n")


def _lines(found: Findings) -> Iterator[str]:
    if found.missing:
        yield found.missing
        return
    if found.line is not None:
        yield from _line(found, found.line)
    elif len(found.traces) > 1:
        yield f"“{found.question}”是 {len(found.traces)} 个不同的数："
    for number, trace in enumerate(found.traces[:MAX_TRACES], start=1):
        yield ""
        numbered = f"{number}. " if len(found.traces) > 1 else ""
        yield from _trace(trace, numbered, told=found.line is not None)
    if len(found.traces) > MAX_TRACES:
        yield f"\n……另有 {len(found.traces) - MAX_TRACES} 个数，用地址查"
    if found.unprinted:
        yield f"\n还用在 {found.unprinted} 个不印出来的数里"


def _line(found: Findings, line: TracedLine) -> Iterator[str]:
    yield f"{line.cell or f'第 {line.number} 行'}：{line.text}"
    if line.held:
        yield f"核对数，只核对、不印：{'、'.join(line.held)}"
    yield from _uses(line.uses, "  ", "印在：")
    if found.traces:
        yield f"这一{'格' if line.cell else '行'}用在 {len(found.traces)} 个印出来的数里："
    elif not (line.uses or line.held):
        yield f"这一{'格' if line.cell else '行'}没有印在成文里的数"


def _trace(trace: Trace, number: str, *, told: bool) -> Iterator[str]:
    """One quantity; how it is made need not be said where the question was a line (`told`)."""
    names = trace.addresses
    side = SIDES.get(trace.aspect, "数")
    against = f"（对{trace.base}的{side}）" if trace.base else ""
    printed = "、".join(dict.fromkeys(use.text for use in trace.uses))
    yield f"{number}{names[0]}{against}" + _printed_as(trace, printed)
    if len(names) > 1:
        more = f" 等 {len(names)} 个地址" if len(names) > MAX_ADDRESSES else ""
        yield f"   同一个数：{'、'.join(names[1:MAX_ADDRESSES])}{more}"
    makings = () if told else trace.makings
    if makings:
        yield "   怎样来的："
    for making in makings:
        yield from _making(making, "     ")
    if trace.uses:
        yield f"   印在 {len(trace.uses)} 处："
    yield from _uses(trace.uses, "     ")


def _uses(uses: Sequence[Use], margin: str, lead: str = "") -> Iterator[str]:
    """Where something is printed, a line each, as many as a reader will look at."""
    for use in uses[:MAX_USES]:
        yield f"{margin}{lead}{use_text(use)}"
    if len(uses) > MAX_USES:
        yield f"{margin}……另有 {len(uses) - MAX_USES} 处"


def _printed_as(trace: Trace, printed: str) -> str:
    if trace.base and trace.aspect is Aspect.VALUE:
        return "" if printed else "，没有用来比较"
    return f"，印作 {printed}" if printed else "，没有印出来"


def _making(making: Making, indent: str) -> Iterator[str]:
    for row in trace_rows.list_rows(making):
        margin = indent + "  " * row.depth
        if row.kind == trace_rows.MORE:
            yield f"{margin}  ……另有 {row.amount} 行"
            continue
        sign, amount = (f"{it} " if it else "" for it in (row.sign, row.amount))
        if row.kind == trace_rows.FIGURE:
            yield f"{margin}{sign}{row.amount} {row.name}"
        else:
            yield f"{margin}  {sign}{amount}← {row.place} {row.name}"
            yield from (f"{margin}      {cell}" for cell in row.cells)


def use_text(use: Use) -> str:
    """A place where a figure is printed; in a sentence, with the words around it."""
    if use.spot.cell is not None:
        return f"{use.spot.where}：【{use.text}】"
    head, tail = around(use)
    return f"{use.spot.where}：“{head}【{use.text}】{tail}”"


def around(use: Use) -> tuple[str, str]:
    """The words before and after a figure in its sentence, the nearest of them."""
    before, after = use.spot.text[: use.offset], use.spot.text[use.offset + len(use.text) :]
    head = before if len(before) <= MAX_AROUND else f"…{before[-MAX_AROUND:]}"
    tail = after if len(after) <= MAX_AROUND else f"{after[:MAX_AROUND]}…"
    return head, tail


def as_json(found: Findings) -> str:
    """The findings for other programs, nothing left out."""
    content = {
        "版本": VERSION,
        "问": found.question,
        "未找到": found.missing or None,
        "行": None if found.line is None else _line_json(found.line),
        "数": [_trace_json(trace) for trace in found.traces],
        "不印的数": found.unprinted,
    }
    return json_text.render(content)


def _line_json(line: TracedLine) -> dict[str, Any]:
    uses = [_use_json(use) for use in line.uses]
    return {
        "行号": line.number or None,
        "格": line.cell or None,
        "文字": line.text,
        "印在": uses,
        "核对": list(line.held),
    }


def _trace_json(trace: Trace) -> dict[str, Any]:
    return {
        "地址": list(trace.addresses),
        "方面": SIDES.get(trace.aspect, "数"),
        "对": trace.base or None,
        "来源": [_making_json(making) for making in trace.makings],
        "印在": [_use_json(use) for use in trace.uses],
    }


def _making_json(making: Making) -> dict[str, Any]:
    keys = {"place": "位置", "label": "项目", "value": "值", "printed": "印作", "cells": "另有的格"}
    origins = [{keys[k]: v for k, v in origin._asdict().items()} for origin in making.origins]
    return {
        "符号": making.sign or None,
        "地址": making.address,
        "值": making.value,
        "印作": making.printed,
        "填报": origins,
        "各项": [_making_json(part) for part in making.parts],
    }


def _use_json(use: Use) -> dict[str, Any]:
    return {
        "部件": use.spot.part,
        "段落": use.spot.paragraph,
        "位置": use.offset,
        "印作": use.text,
        "所在": use.spot.where,
        "文字": use.spot.text,
    }
