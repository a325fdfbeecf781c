"""What a pack's files say in the next year: the year itself, and nothing that anybody has to judge.

pack.yaml gets its year and the folders of its law, comments get their year, NOTICE.md says that
nobody has seen the new year's form. All else stays, letter by letter; `lookout` lists it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.exits import RefusedError
from generator.kept.library import NOTICE_FILE, PACK_FILE
from generator.packs import pack_tree
from generator.packs.pack import Key
from generator.packs.pack_tree import PackTree
from generator.vocabulary import FISCAL_YEAR, PACK_LAW, REGION, SEEN, UNSEEN, YEARS_FORM

YAML_SUFFIXES = (".yaml", ".yml")
_TOLD = f"{YEARS_FORM}："
_WORD = f"{YEARS_FORM}: "


class Move(NamedTuple):
    """Which pack goes on to which year, and how the folders of its years are called then.

    `ways` are by what they are called now, from templates/ or schemas/ on.
    """

    key: Key
    year: str
    ways: Mapping[str, str]


def move_on(file: Path, raw: bytes, move: Move) -> bytes:
    """What a pack's file says in the new year; of what is no text of ours, the same.

    A `RefusedError` for a pack.yaml that cannot be edited line by line.
    """
    if file.name == NOTICE_FILE:
        return _write(_move_notice(_read(raw), move))
    if file.suffix not in YAML_SUFFIXES:
        return raw
    tree = pack_tree.parse(raw, file.name)
    if file.name != PACK_FILE:
        moved = _write(_move_comment(line, move) for line in _read(raw))
        return moved if pack_tree.parse(moved, file.name).root == tree.root else raw
    moved = _write(_move_pack(_read(raw), tree, move))
    if pack_tree.parse(moved, file.name).root != _expect(tree.root, move):
        raise RefusedError(f"{file} 的写法不能逐行改写")
    return moved


def begin_notice(move: Move) -> bytes:
    """A notice for a pack that has none."""
    return _write((f"# {move.key[0]} {move.year} 年度（{move.key[2]}）", "", _tell(move), ""))


def _read(raw: bytes) -> list[str]:
    return raw.decode("utf-8", "surrogateescape").split("\n")


def _write(lines: Iterable[str]) -> bytes:
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def _move_pack(lines: list[str], tree: PackTree, move: Move) -> Iterator[str]:
    """The lines of pack.yaml, and that nobody has seen the new year's form."""
    law = {tree.place(path).line for path in tree.values if path[:1] == (PACK_LAW,)}
    for number, line in enumerate(lines, 1):
        if line.startswith(_WORD):
            continue
        if number == tree.place((FISCAL_YEAR,)).line:
            line = line.replace(move.key[1], move.year, 1)
        yield _move_ways(line, move) if number in law else _move_comment(line, move)
        if number == tree.place((REGION,)).line:
            yield _WORD + UNSEEN


def _expect(root: Any, move: Move) -> Any:
    """What pack.yaml must say afterwards."""
    law = root[PACK_LAW]
    moved = [_move_ways(it, move) for it in law] if isinstance(law, list) else _move_ways(law, move)
    return {**root, FISCAL_YEAR: move.year, PACK_LAW: moved, YEARS_FORM: UNSEEN}


def _move_ways(text: str, move: Move) -> str:
    """A text in which the folders of the kind's year are those of the next."""
    for now, then in move.ways.items():
        text = re.sub(rf"(?<![\w/.-]){re.escape(now)}(?![\w.-])", then, text)
    return text


def _move_comment(line: str, move: Move) -> str:
    """A line of comment with the kind's year and the folders of it; other lines as they are."""
    return _move_ways(_redate(line, move), move) if line.lstrip().startswith("#") else line


def _redate(line: str, move: Move) -> str:
    kind, before, _ = map(re.escape, move.key)
    return re.sub(rf"({kind} ?){before}(?= ?年度)", rf"\g<1>{move.year}", line)


def _move_notice(lines: list[str], move: Move) -> Iterator[str]:
    """A notice under its new heading: what it says of its sources is of the year before."""
    left = [line for line in lines if not line.startswith(_TOLD)]
    heading = next((it for it, line in enumerate(left) if line.startswith("#")), -1)
    yield from (_redate(line, move) for line in left[: heading + 1])
    yield from ("", _tell(move))
    yield from left[heading + 1 + (len(lines) > len(left)) :]


def _tell(move: Move) -> str:
    return (
        f"{_TOLD}未见当年正式表样，照上年（{' '.join(move.key[:2])} 年度）。"
        "下面照抄上年，说的依据、样本、测试都是上年的；"
        f"照{YEARS_FORM}核对、改写以后，在 pack.yaml 里写“{_WORD}{SEEN}”。"
    )
