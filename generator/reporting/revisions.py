"""What `gongkai diff` says: the correction and all that follows, as text or as JSON.

For other programs, one JSON object; keys are always there, what does not apply is null or empty:

    版本 旧 新 (文件, 有错误)
    填报    each value typed differently: 项 旧 新 旧行 新行; null where nothing stands
    所据文件  files that both draw on and that were typed differently: 文件 填报
    数      each figure that prints otherwise: 地址 方面 对 旧 新 (as printed) 旧值 新值 (exact)
    印出不变的数 不印的数  how many more figures moved
    处      each paragraph or cell that differs: 所在 旧 新 (部件 段落 文字) 改动
      改动    the words in order, as pairs of 同, 删 or 增 and a text
    反转    地址 对 旧 新 (the case of the comparison) 未改的原因
    原因要核对  texts 新错误 (代码 说明 行) 牵涉 (文件 行 项)
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from generator.addresses import show
from generator.compare.words import Status
from generator.corrections import changelist
from generator.corrections.changelist import CHANGED
from generator.corrections.flips import Flip
from generator.corrections.passages import Passage
from generator.corrections.revision import Moved, Revision
from generator.corrections.typed import TypedChange
from generator.diagnostics import Fault, Place
from generator.filling.marks import Aspect
from generator.reporting import json_text
from generator.word.outline import Spot

VERSION = 1
MAX_SHOWN = 200
MAX_ADDRESSES = 4
NOTHING = "（无）"
SIDES = {Aspect.DIFFERENCE: "增减额", Aspect.RATE: "幅度"}


class RevisionPart(NamedTuple):
    """A part of what is told: its title, a line for each thing, what else is only counted.

    `printed` is whether it is what reads otherwise in the document.
    """

    title: str
    lines: Sequence[str]
    rest: str = ""
    printed: bool = False


def text(revision: Revision) -> str:
    """The correction for a person."""
    return "\n".join(_lines(revision))


def _lines(of: Revision) -> Iterator[str]:
    yield f"{of.old_name} → {of.new.outcome.file}"
    if of.draft or of.old.outcome.failed:
        yield f"注意：{_name_faulty(of)}有错误，以下按草稿比较；改正后再比一次"
    for part in list_parts(of):
        yield from _part(part)
    if not (of.typed or of.drawn or of.passages):
        yield "两份没有不同"


def list_parts(of: Revision) -> Iterator[RevisionPart]:
    """All that is told of a correction, part by part; a part without any is not told."""
    for part in (*_list_typed(of), *_list_printed(of), *_list_doubts(of)):
        if part.lines or part.rest:
            yield part


def _list_typed(of: Revision) -> Iterator[RevisionPart]:
    yield RevisionPart("填报的改动", [_typed(change) for change in of.typed])
    for other in of.drawn:
        yield RevisionPart(f"{other.file} 的改动", [_typed(change) for change in other.typed])
    rest = f"另有 {of.silent} 个数变了而印出来不变，{of.unprinted} 个不印的数变了"
    rest = rest if of.silent or of.unprinted else ""
    yield RevisionPart("随着变的数", [_moved(item) for item in of.moved], rest)


def _list_printed(of: Revision) -> Iterator[RevisionPart]:
    """What reads otherwise in the document, cell by cell and sentence by sentence."""
    for section in changelist.tables(of.passages):
        lines = [_entry(entry) for entry in section.entries]
        yield RevisionPart(f"表格 {section.title}", lines, printed=True)
    lines = [_sentence(item) for item in changelist.sentences(of.passages)]
    yield RevisionPart("文字", lines, printed=True)


def _list_doubts(of: Revision) -> Iterator[RevisionPart]:
    yield RevisionPart("反转", [_flip(flip) for flip in of.flips])
    stale = map(_say_stale, _stale_flips(of))
    yield RevisionPart("原因要核对", [*map(_fault, of.doubts), *stale])
    yield RevisionPart("新出现的错误", [_fault(fault) for fault in of.errors])
    touched = [f"{t.file}:{t.line} {t.label}" for t in of.touched]
    yield RevisionPart("还牵涉的填报文件", touched)


def _name_faulty(of: Revision) -> str:
    names = [(of.old.outcome.failed, "旧的"), (of.new.outcome.failed, "新的")]
    return "、".join(name for failed, name in names if failed)


def _part(part: RevisionPart) -> Iterator[str]:
    if part.lines:
        yield ""
        yield f"{part.title}（{len(part.lines)}）"
    yield from (f"  {line}" for line in part.lines[:MAX_SHOWN])
    if len(part.lines) > MAX_SHOWN:
        yield f"  ……另有 {len(part.lines) - MAX_SHOWN} 处，用 --format json 看全"
    if part.rest:
        yield f"  {part.rest}"


def _typed(change: TypedChange) -> str:
    old, new = (_written(v) for v in (change.old, change.new))
    lines = (("旧", change.old_line), ("新", change.new_line))
    where = "，".join(f"{name}第 {line} 行" for name, line in lines if line is not None)
    return f"{change.label}：{old} → {new}{f'（{where}）' if where else ''}"


def _written(value: str | None) -> str:
    return "（没有写）" if value is None else value or "（空）"


def _moved(item: Moved) -> str:
    side = f"（对{item.base}的{SIDES.get(item.aspect, '数')}）" if item.base else ""
    names = "、".join(item.addresses[:MAX_ADDRESSES])
    more = f" 等 {len(item.addresses)} 处地址" if len(item.addresses) > MAX_ADDRESSES else ""
    exact = f"，{item.old_exact} → {item.new_exact}" if item.old_exact != item.new_exact else ""
    if not (item.old_exact.endswith("元") or item.new_exact.endswith("元")):
        exact = ""
    return f"{_shown(item.old)} → {_shown(item.new)}{exact}：{names}{more}{side}"


def _shown(value: str | None) -> str:
    return NOTHING if value is None else value or "（空白）"


def _entry(entry: changelist.TableChange) -> str:
    if entry.kind == CHANGED:
        return f"{entry.labels}：{_shown(entry.old)} → {_shown(entry.new)}"
    where = "，".join(filter(None, (entry.labels, entry.kind)))
    return f"{where}：{entry.old or entry.new}"


def _sentence(item: Passage) -> str:
    lines = [item.spot.where]
    if item.old is not None:
        lines.append(f"- {_side(item, Status.GONE)}")
    if item.new is not None:
        lines.append(f"+ {_side(item, Status.CAME)}")
    return "\n    ".join(lines)


def _side(item: Passage, step: Status) -> str:
    return "".join(f"【{p.text}】" if p.step is step else p.text for p in item.side(step))


def _flip(flip: Flip) -> str:
    against = f"（对{flip.base}）" if flip.base else ""
    return f"{flip.address}{against}：{flip.old} → {flip.new}"


def _stale_flips(of: Revision) -> list[Flip]:
    """The reasons that nothing else doubts; the same words may stand for several figures."""
    return [flip for flip in of.flips if flip.stale and not _is_doubted(of, flip)]


def _is_doubted(of: Revision, flip: Flip) -> bool:
    label = show(of.new.books.now.short(flip.steps))
    return any(fault.message.startswith(f"{label} 是") for fault in of.doubts)


def _say_stale(flip: Flip) -> str:
    return f"{flip.address} 由{flip.old}变为{flip.new}，原因没有改：“{flip.reason}”"


def _fault(fault: Fault) -> str:
    return f"{fault.place}: {fault.code} {fault.message}"


# -- for other programs ------------------------------------------------------------------------


def as_json(of: Revision) -> str:
    """The correction for other programs, nothing left out."""
    content = {
        "版本": VERSION,
        "旧": {"文件": of.old_name, "有错误": of.old.outcome.failed},
        "新": {"文件": of.new.outcome.file, "有错误": of.new.outcome.failed},
        "填报": [_typed_json(change) for change in of.typed],
        "所据文件": [
            {"文件": other.file, "填报": [_typed_json(change) for change in other.typed]}
            for other in of.drawn
        ],
        "数": [_moved_json(item) for item in of.moved],
        "印出不变的数": of.silent,
        "不印的数": of.unprinted,
        "处": [_passage_json(item) for item in of.passages],
        "反转": [_flip_json(flip) for flip in of.flips],
        "原因要核对": [_fault(fault) for fault in of.doubts],
        "新错误": [_fault_json(fault) for fault in of.errors],
        "牵涉": [{"文件": t.file, "行": t.line, "项": t.label} for t in of.touched],
    }
    return json_text.render(content)


def _typed_json(change: TypedChange) -> dict[str, Any]:
    sides = {"旧": change.old, "新": change.new}
    return {"项": change.label, **sides, "旧行": change.old_line, "新行": change.new_line}


def _moved_json(item: Moved) -> dict[str, Any]:
    return {
        "地址": list(item.addresses),
        "方面": SIDES.get(item.aspect, "数"),
        "对": item.base or None,
        "旧": item.old,
        "新": item.new,
        "旧值": item.old_exact or None,
        "新值": item.new_exact or None,
    }


def _passage_json(item: Passage) -> dict[str, Any]:
    return {
        "所在": item.spot.where,
        "旧": _spot_json(item.old),
        "新": _spot_json(item.new),
        "改动": [[part.step.value, part.text] for part in item.segments],
    }


def _spot_json(spot: Spot | None) -> dict[str, Any] | None:
    if spot is None:
        return None
    return {"部件": spot.part, "段落": spot.paragraph, "文字": spot.text}


def _flip_json(flip: Flip) -> dict[str, Any]:
    sides = {"旧": flip.old, "新": flip.new}
    reason = flip.reason if flip.stale else None
    return {"地址": flip.address, "对": flip.base or None, **sides, "未改的原因": reason}


def _fault_json(fault: Fault) -> dict[str, Any]:
    line = fault.place.line if isinstance(fault.place, Place) else None
    return {"代码": fault.code, "说明": fault.message, "行": line}
