"""What is wrong with a layout.yaml: its words, and what it refers to that is not there.

Only who keeps forms is told: no filing is read by it.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.addresses import Steps, parse
from generator.diagnostics import Fault, did_you_mean
from generator.filing.yaml_tree import Path_
from generator.packs import demanding, figure_rules, layout_words, pack_yaml
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import Field, Records, Table
from generator.packs.grammar import Flaw
from generator.packs.language import read_tables
from generator.packs.law import TABLES_FILE
from generator.packs.layering import DROPPED
from generator.packs.layout import LaidHead, read_heads
from generator.packs.pack import Pack
from generator.packs.reading import LAYOUT_FILE
from generator.packs.selections import Surroundings
from generator.packs.sheets import open_sheet
from generator.vocabulary import CODE, NAME

_LABELS = (CODE, NAME, layout_words.ROW_LABEL, layout_words.ROW_NUMBER)
_Said = Mapping[str, Any]
_PARTS = ("titles", "tables")


def find_faults(pack: Pack, files: Iterable[Path]) -> list[Fault]:
    """All that is wrong with the layouts of a pack; `files` are all that it was read from."""
    known = Surroundings(pack.definitions, pack.rules, pack.classifications, int(pack.key[1]))
    settled: set[Path_] = set()  # what a later folder drops or lays out itself
    faults: list[Fault] = []
    for law in [file for file in files if file.name == TABLES_FILE][::-1]:
        layout = law.with_name(LAYOUT_FILE)
        if layout.is_file():
            sheet = open_sheet(layout, pack.root, "layout", layout_words.LAYOUT)
            found = sheet.find_faults()
            faults = [
                *(found or sheet.refer(_find_flaws(sheet.data, pack, known, settled))),
                *faults,
            ]
            settled |= _list_laid({} if found else sheet.data)
        settled |= _list_dropped(law)
    return faults


def _list_laid(data: _Said) -> set[Path_]:
    return {(word, title) for word in _PARTS for title in data.get(word, {})}


def _list_dropped(law: Path) -> set[Path_]:
    """The titles that a folder drops, as its own layout and those of later ones cannot say them."""
    said = read_tables(pack_yaml.load(law) or {}).get("contents", {})
    return {(word, title) for title, it in said.items() if it == DROPPED for word in _PARTS}


def _find_flaws(
    data: _Said, pack: Pack, known: Surroundings, settled: set[Path_]
) -> Iterator[Flaw]:
    """What is wrong with one layout, where no later folder has settled it."""
    titles, tables = (
        {title: it for title, it in data.get(word, {}).items() if (word, title) not in settled}
        for word in _PARTS
    )
    for word, laid in zip(_PARTS, (titles, tables), strict=True):
        for title in (it for it in laid if it not in pack.contents):
            help_ = did_you_mean(title, pack.contents)
            yield Flaw((word, title), f"公开内容里没有“{title}”这个标题", help_, True)
    for title, said in titles.items():
        for index, item in enumerate(said.get("below", ()) if title in pack.contents else ()):
            yield from _find_in_item(item, known, ("titles", title, "below", index))
    for title, said in tables.items():
        if title in pack.contents:
            path: Path_ = ("tables", title)
            found = list(_find_in_table(said, known, path, pack.contents[title]))
            yield from found or _find_too_high(said, pack, path, pack.contents[title])


# -- what stands below a title -------------------------------------------------------------------


def _find_in_item(item: _Said, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    for index, address in enumerate(item.get("shows", ())):
        try:
            locate(known.root, parse(address))
        except AddressError as error:
            yield Flaw((*path, "shows", index), error.message, error.help)
    for label, address in item.get("compares", {}).items():
        yield from _find_no_figure(address, known, (*path, "compares", label))
    if "by_account" in item and not _is_of_accounts(item["by_account"], known):
        message = f"“{item['by_account']}”不是按科目分行的表"
        yield Flaw((*path, "by_account"), message, "写 tables.yaml 里的一张表")
    for index, base in enumerate(item.get("bases", ())):
        for flaw in demanding.find_in_base({"base": base}, known, path):
            yield flaw._replace(path=(*path, "bases", index))
    if "note" in item and "addresses" not in known.rules.get(item["note"], {}):
        yield Flaw((*path, "note"), f"input.yaml 里没有“{item['note']}”这样按地址填文字的一节")


def _is_of_accounts(name: str, known: Surroundings) -> bool:
    field = known.root.fields.get(name)
    return isinstance(field, Table) and field.classification is not None


def _find_no_figure(address: str, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    """An address of no figure; one of a row is that of its total."""
    try:
        figure_rules.kind_of(known.root, figure_rules.resolve(known.root, (), parse(address)))
    except AddressError as error:
        yield Flaw(path, error.message, error.help)


# -- tables --------------------------------------------------------------------------------------


class _LaidPart(NamedTuple):
    """A block of a table, where it stands, and what its columns are of."""

    said: _Said
    path: Path_
    field: Field | None

    @property
    def leaves(self) -> list[LaidHead]:
        """Its columns."""
        return [leaf for head in read_heads(self.said["heads"]) for leaf in head.leaves]


def _find_in_table(
    said: _Said, known: Surroundings, path: Path_, listed: tuple[Steps, ...]
) -> Iterator[Flaw]:
    if not listed:
        help_ = "在 tables.yaml 的“公开内容”里写明"
        yield Flaw(path, f"“{path[-1]}”下没有公开表", help_, True)
        return
    parts = [((*path, "blocks", n), it) for n, it in enumerate(said.get("blocks", ()))]
    for at, block in parts or [(path, said)]:
        wrong = [*_find_in_sources(block, known, at)]
        yield from wrong
        if not wrong:
            steps = parse(block["source"]) if "source" in block else listed[0]
            found = _LaidPart(block, at, locate(known.root, steps)[0])
            yield from _find_in_block(found, known, bool(parts))


def _find_too_high(
    said: _Said, pack: Pack, path: Path_, listed: tuple[Steps, ...]
) -> Iterator[Flaw]:
    """A table that has to print accounts below the level which its layout stops at."""
    parts = [((*path, "blocks", n), it) for n, it in enumerate(said.get("blocks", ()))]
    for table in (steps[0] for steps in listed if len(steps) == 1):
        wanted, field = pack.sums.level_of(table), pack.definitions.root.fields[table]
        if not wanted or not isinstance(field, Table):
            continue
        levels = pack.classifications[field.classification or ""].levels
        own = [it for it in parts or [(path, said)] if it[1].get("source", listed[0][0]) == table]
        high = [it for it in own if levels.get(it[1].get("level", ""), 99) < levels[wanted]]
        if high and len(high) == len(own):
            at, block = high[0]
            message = f"“{table}”要印全到{wanted}级，这里只排到{block['level']}级"
            help_ = f"写 {wanted}；或者另立一张表，“印全”写那一张"
            yield Flaw((*at, "level"), message, help_)


def _find_in_sources(block: _Said, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    for word in ("source", "total_of"):
        if word in block and block[word] not in known.root.fields:
            help_ = did_you_mean(block[word], known.root.fields)
            yield Flaw((*path, word), f"没有“{block[word]}”", help_)
    for word in ("rows", "feet"):
        for label, address in block.get(word, {}).items():
            yield from _find_no_figure(address, known, (*path, word, label))


def _find_in_block(block: _LaidPart, known: Surroundings, beside: bool) -> Iterator[Flaw]:
    said, path = block.said, block.path
    loops = not any(word in said for word in ("rows", "level", "codes"))
    if loops and (beside or not isinstance(block.field, Table | Records)):
        yield Flaw(path, "这里要写“行”，或者写“级次”逐个科目列出", "", True)
        return
    yield from _find_in_accounts(block, known)
    columns = (*_columns_of(block.field), *_LABELS)
    own = () if loops else (layout_words.ROW_FIGURE,)
    for leaf in block.leaves:
        if leaf.holds not in (*columns, *own):
            help_ = did_you_mean(leaf.holds, columns) or f"可以写：{'、'.join((*columns, *own))}"
            yield Flaw((*path, "heads"), f"没有“{leaf.holds}”这一栏", help_)
    yield from _find_in_lengths(block)


def _columns_of(field: Field | None) -> tuple[str, ...]:
    if isinstance(field, Table):
        return tuple(field.columns)
    return tuple(field.item.fields) if isinstance(field, Records) else ()


def _find_in_accounts(block: _LaidPart, known: Surroundings) -> Iterator[Flaw]:
    """The level and the accounts of rows that are written out."""
    said, path, field = block.said, block.path, block.field
    if "level" not in said and "codes" not in said:
        return
    name = field.classification if isinstance(field, Table) else None
    accounts = known.accounts.get(name or "")
    if accounts is None:
        yield Flaw(path, "这里的表不是按科目分行的", "写明“取自”哪张表", True)
        return
    if said.get("level", "") not in ("", *accounts.levels):
        help_ = f"可以写：{'、'.join(accounts.levels)}"
        yield Flaw((*path, "level"), f"没有“{said['level']}”这个级次", help_)
    for index, code in enumerate(said.get("codes", ())):
        if not accounts.name_of(code, known.year):
            yield Flaw((*path, "codes", index), f"科目表里没有 {code}", "检查编码")


def _find_in_lengths(block: _LaidPart) -> Iterator[Flaw]:
    """Words of the columns' numbers and of the total's row that do not fit the columns."""
    said, path = block.said, block.path
    holds = [leaf.holds for leaf in block.leaves]
    figures = sum(it not in _LABELS for it in holds)
    if "numbers" in said and len(said["numbers"]) not in (len(holds), figures):
        message = f"“栏次”有 {len(said['numbers'])} 个，栏有 {len(holds)} 个，其中数有 {figures} 个"
        yield Flaw((*path, "numbers"), message, "每栏一个，或者只给数各写一个")
    if len(said.get("total", ())) > 1 and holds[:2] != [CODE, NAME]:
        message = "“合计行”写几个词的，前两栏应是编码和名称"
        yield Flaw((*path, "total"), message, "只写一个词")
    if said.get("spread") == "0":
        yield Flaw((*path, "spread"), "“分列”至少是 1", "不分列的不写")
