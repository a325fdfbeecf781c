"""Random corrections of a worked example, and two finished documents compared as plain text.

The comparison shares nothing with the engine: zip, XML, and the texts of paragraphs in a row.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from lxml import etree

from generator.corrections import dossier
from generator.corrections.dossier import Dossier
from generator.corrections.passages import Passage
from generator.filing import source as sources
from generator.filing.source import Source
from generator.filing.yaml_tree import Path_
from generator.kept import library
from generator.packs import finding

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CORE = "docProps/core.xml"
MONEY, COUNT, SCORE = "元", "数", "分"
# Where a text is an account, a fund or a name, and no sentence.
CODED = ("文种", "地区", "单位", "收入", "支出", "年初预算")
WORDS = ("改写过的一句话", "全年完成1,234.56万元、增长12.30%，共3项", "一般公共服务支出")


# -- filings -----------------------------------------------------------------------------------


@cache
def _kept(path: Path, draft: bool) -> Dossier | None:
    return dossier.open_filing(path, draft=draft)[0]


def pair(old: Path, new: Path) -> tuple[Dossier, Dossier]:
    """A worked example, opened once, and a correction of it: both finished, or drafts of both."""
    found, _ = dossier.open_filing(new)
    assert found is not None
    kept = _kept(old, found.drafted)
    assert kept is not None
    return kept, found


# -- corrections -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Original:
    """A worked example with its typed figures: their paths and kinds."""

    source: Source
    figures: tuple[tuple[Path_, str], ...]
    entries: tuple[Path_, ...]
    records: tuple[Path_, ...]
    words: tuple[Path_, ...]


def original(path: Path) -> Original:
    """An example that can be corrected."""
    source, _ = sources.load(path)
    assert source is not None
    pack, _ = finding.find(source, library.installed())
    assert pack is not None
    figures = tuple(_figures(source.data, pack.rules, ()))
    lists = pack.definitions.lists
    entries = tuple((name, n) for name in lists for n in range(len(source.data.get(name) or ())))
    records = tuple(
        (name, number)
        for name, node in source.data.items()
        if isinstance(node, list) and name not in lists and len(node) > 1
        for number in range(len(node) - 1)
    )
    known = {path for path, _ in figures}
    words = tuple(path for path in source.values if _is_prose(source, path) and path not in known)
    return Original(source, figures, entries, records, words)


def _is_prose(source: Source, path: Path_) -> bool:
    """Whether a sentence stands at a path, on one line."""
    value = value_at(source, path)
    return len(value) > 8 and len(value) == source.place(path).width and not _is_coded(path)


def _is_coded(path: Path_) -> bool:
    return path[0] in CODED or str(path[0]).endswith("经济分类")


def _figures(
    node: Mapping[str, Any], rules: Mapping[str, Any], path: Path_
) -> Iterator[tuple[Path_, str]]:
    for name, value in node.items():
        yield from _under(value, rules[name], (*path, name))


def _under(value: Any, rule: Mapping[str, Any], path: Path_) -> Iterator[tuple[Path_, str]]:
    if "addresses" in rule:
        yield from _addressed(value, path) if rule["addresses"] == MONEY else ()
    elif rule.get("type") == "dict":
        yield from _figures(value, rule["schema"], path)
    elif rule.get("type") == "list":
        for number, item in enumerate(value):
            yield from _figures(item, rule["schema"]["schema"], (*path, number))
    elif isinstance(value, str) and rule.get("kind") in (MONEY, COUNT, SCORE):
        yield path, rule["kind"]


def _addressed(value: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _addressed(inner, (*path, key))
    else:
        yield path, MONEY


def corrected(of: Original, random: Random) -> str:
    """The example's text with a random correction: mostly of one figure, at times of more."""
    choice = random.random()
    if choice < 0.08:
        return _without_entry(of, random)
    if choice < 0.16:
        return _recoded(of, random)
    if choice < 0.20 and of.records:
        return _without_record(of, random)
    if choice < 0.28:
        return _typed(of, {random.choice(of.words): random.choice(WORDS)})
    path, kind = random.choice(of.figures)
    return _typed(of, {path: _other(of, path, kind, random)})


def _other(of: Original, path: Path_, kind: str, random: Random) -> str:
    old = value_at(of.source, path)
    if kind != MONEY:
        return str(random.choice([n for n in range(12) if str(n) != old]))
    value = Decimal(old.replace(",", ""))
    new = random.choice(
        (
            value + random.choice((-1, 1)) * Decimal(random.randint(1, 5_000_000)) / 100,
            value + Decimal(random.randint(1, 400)) / 100,
            value * 3,
            Decimal(0),
        )
    )
    return f"{abs(new) if new != value else value + 10000:.2f}"


def value_at(source: Source, path: Path_) -> str:
    """What is typed at a path."""
    node: Any = source.data
    for step in path:
        node = node[step]
    return str(node)


def _typed(of: Original, values: Mapping[Path_, str]) -> str:
    """The example's text with other values typed at some paths, each on one line."""
    lines = of.source.text.split("\n")
    for path in sorted(values, key=of.source.place, reverse=True):
        place = of.source.place(path)
        line, start = lines[place.line - 1], place.column - 1
        lines[place.line - 1] = line[:start] + values[path] + line[start + place.width :]
    return "\n".join(lines)


def _without_entry(of: Original, random: Random) -> str:
    """The text without the line of an entry, so that a row of a table may go."""
    line = of.source.place(random.choice(of.entries)).line
    lines = of.source.text.split("\n")
    return "\n".join(lines[: line - 1] + lines[line:])


def _without_record(of: Original, random: Random) -> str:
    """The text without one record of a list, as a whole table of the document may be."""
    name, number = random.choice(of.records)
    assert isinstance(number, int)
    first = of.source.place((name, number)).line
    after = of.source.place((name, number + 1)).line
    lines = of.source.text.split("\n")
    return "\n".join(lines[: first - 1] + lines[after - 1 :])


def _recoded(of: Original, random: Random) -> str:
    """The text with an entry under another account: one row goes and another comes."""
    coded = [path for path in of.entries if "科目" in _entry(of, path)]
    path = random.choice(coded)
    code = _entry(of, path)["科目"].split()[0]
    other = random.choice(("2010301", "2080501", "2130199", "2210202"))
    economic = random.choice(("30106", "30202", "30305", "31002"))
    return _typed(of, {(*path, "科目"): other if len(code) == 7 else economic})


def _entry(of: Original, path: Path_) -> Mapping[str, str]:
    node: Any = of.source.data
    for step in path:
        node = node[step]
    assert isinstance(node, dict)
    return node


# -- the plain comparison ----------------------------------------------------------------------


def texts(docx: bytes) -> dict[str, list[str]]:
    """The text of every paragraph in a row, part by part; of the properties, each value."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for name in archive.namelist():
            if name == CORE:
                found[name] = [node.text or "" for node in etree.fromstring(archive.read(name))]
            elif name.startswith(("word/document", "word/header", "word/footer")):
                root = etree.fromstring(archive.read(name))
                found[name] = [_text(paragraph) for paragraph in root.iter(f"{W}p")]
    return found


def _text(paragraph: Any) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{W}t"))


def unnamed(old: bytes, new: bytes, passages: Sequence[Passage]) -> list[str]:
    """What is wrong with a list of differences: those it leaves out, those that are none.

    Take out what went and what came: the rest must pair off in order, and the pairs whose texts
    differ must be exactly the passages that are said to have changed.
    """
    before, after = texts(old), texts(new)
    return [
        problem
        for part in sorted(before.keys() | after.keys())
        for problem in _unnamed(part, before[part], after[part], passages)
    ]


def _unnamed(
    part: str, old: Sequence[str], new: Sequence[str], passages: Sequence[Passage]
) -> Iterator[str]:
    here = [item for item in passages if item.spot.part == part]
    gone = {item.old.paragraph for item in here if item.old and not item.new}
    come = {item.new.paragraph for item in here if item.new and not item.old}
    said = {(p.old.paragraph, p.new.paragraph) for p in here if p.old and p.new}
    left = [n for n in range(1, len(old) + 1) if n not in gone]
    right = [n for n in range(1, len(new) + 1) if n not in come]
    if len(left) != len(right):
        yield f"{part}：剩下 {len(left)} 段和 {len(right)} 段，对不上"
        return
    differ = {(i, j) for i, j in zip(left, right, strict=True) if old[i - 1] != new[j - 1]}
    yield from (f"{part}：漏了 {old[i - 1]!r} → {new[j - 1]!r}" for i, j in differ - said)
    yield from (f"{part}：多报了 {i} → {j}" for i, j in said - differ)
    for item in here:
        if item.old and item.old.text != old[item.old.paragraph - 1]:
            yield f"{part}：旧文字不符 {item.old.text!r}"
        if item.new and item.new.text != new[item.new.paragraph - 1]:
            yield f"{part}：新文字不符 {item.new.text!r}"
