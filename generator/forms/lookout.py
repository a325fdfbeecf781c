"""What a person has to look at in a pack that was copied from the year before.

No program can tell what of it the new year has changed; it can tell where a year, a regulation or
an account stands, and what the tables of accounts know of the new year.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.forms import form_package
from generator.forms.following import Following
from generator.forms.moving_on import YAML_SUFFIXES
from generator.packs.classification import FIRST, LAST, AccountChange, Classification
from generator.packs.pack import Pack
from generator.packs.reading import show_file
from generator.vocabulary import DEFINITION, NAME, YEARS_FORM

# Years in figures, not those of regulations and paths; a number is one only if years are near it.
_NUMBERED = r"[〕\]）)] ?(?:第 ?)?[0-9]+ ?号"
_NUMBER = re.compile(rf"(?<![0-9A-Za-z_/.〔])[12][0-9]{{3}}(?![0-9A-Za-z_/.]|{_NUMBERED})( ?年)?")
_IN_WORDS = re.compile(r"[一二][〇零○一二三四五六七八九]{3}年")
_NEAR = range(-15, 6)
_OF_OLD = "，是上年改的，换成新年度改的"
# How much is shown before and behind what was found.
_BEFORE, _BEHIND = 16, 32
_REGULATION = re.compile(rf"《[^》]+》|〔[0-9]{{4}}〕|第 ?[0-9]+ ?号|[0-9]{{4}}{_NUMBERED}")
_TEXTS = (*YAML_SUFFIXES, ".md")


class Sight(NamedTuple):
    """One thing to look at: where it stands, and what stands there."""

    place: str
    text: str


class Part(NamedTuple):
    """Things to look at for one reason; where there are none, what that does not mean."""

    title: str
    sights: tuple[Sight, ...]
    none: str = "没有"


def look(pack: Pack, following: Following) -> tuple[Part, ...]:
    """All that is to be looked at, of a pack and of what it becomes in the following year."""
    year = int(following.key[1])
    lines = [*_read_files(pack, following), *_read_form(pack), *_read_glossary(pack)]
    return (
        Part(f"{year} 年度停用、改名的科目", *_list_accounts(pack, year, lines)),
        Part("科目沿革", tuple(_list_heirs(pack))),
        Part("写着年份的", tuple(_pick(lines, lambda text: _find_year(text, year)))),
        Part("写着法规、文号的", tuple(_pick(lines, _REGULATION.search))),
        Part("照抄、没有看过的文件", tuple(_list_unread(pack, following))),
    )


# -- accounts ------------------------------------------------------------------------------------


def _list_accounts(pack: Pack, year: int, lines: Iterable[Sight]) -> tuple[tuple[Sight, ...], str]:
    """What became of accounts, and of which files name them; else what the tables know."""
    tables = [pack.classifications[name] for name in sorted(_find_tables(pack.rules))]
    changes = [(it, change) for it in tables for change in _list_changes(it, year)]
    sights = tuple(
        Sight(f"{table.name} {change.code}", _say_change(change, lines))
        for table, change in changes
    )
    known = any(_knows(table, year) for table in tables)
    none = "科目表里没有" if known else f"科目表里没有 {year} 年度的变动，多半还没有收进来"
    return sights, f"{none}；照当年的政府收支分类科目核对"


def _find_tables(rules: Mapping[str, Any]) -> set[str]:
    """The tables of accounts that a filing's rules ask for."""
    found = {str(value) for key, value in rules.items() if key == "code"}
    return found.union(*(_find_tables(it) for it in rules.values() if isinstance(it, Mapping)))


def _list_changes(table: Classification, year: int) -> Iterator[AccountChange]:
    changes = (table.change_of(code, year) for code in table.terms)
    yield from (change for change in changes if change)


def _knows(table: Classification, year: int) -> bool:
    """Whether a table says that anything began or ended as a year began."""
    dated = (it for code in table.terms for it in table.terms[code])
    return any(year == it.first != FIRST or year - 1 == it.last != LAST for it in dated)


def _say_change(change: AccountChange, lines: Iterable[Sight]) -> str:
    named = re.compile(rf"(?<![0-9]){change.code}(?![0-9])")
    places = [sight.place for sight in lines if named.search(sight.text)]
    where = f"；写着它的：{'、'.join(places)}" if places else ""
    return f"{change.before.name}：{change.say()}{where}"


def _list_heirs(pack: Pack) -> Iterator[Sight]:
    for base, file in pack.base_files.items():
        yield from (Sight(base, f"{old} → {new}{_OF_OLD}") for old, new in file.codes.items())


# -- texts ---------------------------------------------------------------------------------------


def _pick(lines: Iterable[Sight], find: Callable[[str], re.Match[str] | None]) -> Iterator[Sight]:
    """The lines in which something is found, as much of each as stands around it."""
    for place, text in lines:
        found = find(text)
        if found:
            begin, end = max(0, found.start() - _BEFORE), found.end() + _BEHIND
            ends = ("…" if begin else "", "…" if end < len(text) else "")
            yield Sight(place, text[begin:end].join(ends))


def _find_year(text: str, year: int) -> re.Match[str] | None:
    for found in _NUMBER.finditer(text):
        if found[1] or int(found[0]) - year in _NEAR:
            return found
    return _IN_WORDS.search(text)


def _read_files(pack: Pack, following: Following) -> Iterator[Sight]:
    """The lines of the new pack's files, without what was written anew in them."""
    for target, before, content in following.copies:
        if target.suffix in _TEXTS:
            old = {*before.decode("utf-8", "replace").splitlines()}
            shown = show_file(target, pack.root)
            for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
                if not line.startswith(YEARS_FORM):
                    left = line if line in old else line.replace(following.key[1], "…")
                    yield Sight(f"{shown}:{number}", left.strip())


def _read_form(pack: Pack) -> Iterator[Sight]:
    package, _ = form_package.unpack(pack.form, pack.form.name)
    for text in package.texts.values() if package else ():
        for it in text.paragraphs:
            yield Sight(f"{pack.form.name} 第{it.number}段", it.untagged.strip())


def _read_glossary(pack: Pack) -> Iterator[Sight]:
    for entry in pack.glossary:
        yield Sight(f"templates/glossary.yaml “{entry[NAME]}”", entry[DEFINITION])


def _list_unread(pack: Pack, following: Following) -> Iterator[Sight]:
    form = (pack.form.name, pack.form.with_suffix(".txt").name)
    for file, _, _ in following.copies:
        if file.suffix not in _TEXTS and file.name not in form:
            yield Sight(show_file(file, pack.root), "")
