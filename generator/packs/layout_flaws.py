"""What is wrong with a layout.yaml: its words, and what it refers to that is not there.

Only who keeps forms is told: no filing is read by it.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.addresses import parse
from generator.diagnostics import Fault, did_you_mean
from generator.filing.yaml_tree import Path_
from generator.packs import demanding, layout_words
from generator.packs.addressing import locate
from generator.packs.definitions import Field, Record, Records, Table
from generator.packs.grammar import Flaw
from generator.packs.layout import list_files, read_heads
from generator.packs.pack import Pack
from generator.packs.selections import Surroundings
from generator.packs.sheets import Sheet, open_sheet
from generator.vocabulary import CODE, NAME

_OWN = (CODE, NAME, layout_words.ROW_LABEL, layout_words.ROW_NUMBER, layout_words.ROW_FIGURE)


def find_faults(pack: Pack, files: Iterable[Path]) -> Iterator[Fault]:
    """All that is wrong with the layouts of a pack; `files` are all that it was read from."""
    known = Surroundings(pack.definitions, pack.rules, pack.classifications, int(pack.key[1]))
    for file in list_files(files):
        sheet = open_sheet(file, pack.root, "layout", layout_words.LAYOUT)
        faults = sheet.find_faults()
        yield from faults or _find_references(sheet, pack, known)


def _find_references(sheet: Sheet, pack: Pack, known: Surroundings) -> Iterator[Fault]:
    data = sheet.data
    for word in ("titles", "tables"):
        for title in data.get(word, {}):
            if title not in pack.contents:
                help_ = did_you_mean(title, pack.contents)
                flaw = Flaw((word, title), f"公开内容里没有“{title}”这个标题", help_, True)
                yield from sheet.refer([flaw])
    for title, said in data.get("titles", {}).items():
        for index, item in enumerate(said.get("below", ())):
            at = ("titles", title, "below", index)
            yield from sheet.refer(_find_in_item(item, known, at))
    for title, said in data.get("tables", {}).items():
        yield from sheet.refer(_find_in_table(title, said, pack, known))


def _find_in_item(item: Mapping[str, Any], known: Surroundings, path: Path_) -> Iterator[Flaw]:
    for index, address in enumerate(item.get("shows", ())):
        yield from demanding.find_nowhere(address, known, (*path, "shows", index))
    for label, address in item.get("compares", {}).items():
        yield from demanding.find_nowhere(address, known, (*path, "compares", label))
    if "by_account" in item and not _is_of_accounts(item["by_account"], known):
        message = f"“{item['by_account']}”不是按科目分行的表"
        yield Flaw((*path, "by_account"), message, "写 tables.yaml 里的一张表")
    for index, base in enumerate(item.get("bases", ())):
        for flaw in demanding.find_in_base({"base": base}, known, path):
            yield flaw._replace(path=(*path, "bases", index))
    if known.rules.get(item.get("note", ""), {}).get("addresses") is None and "note" in item:
        yield Flaw((*path, "note"), f"input.yaml 里没有“{item['note']}”这样按地址填文字的一节")


def _is_of_accounts(name: str, known: Surroundings) -> bool:
    field = known.root.fields.get(name)
    return isinstance(field, Table) and field.classification is not None


def _find_in_table(
    title: str, said: Mapping[str, Any], pack: Pack, known: Surroundings
) -> Iterator[Flaw]:
    at: Path_ = ("tables", title)
    listed = pack.contents.get(title, ())
    if title in pack.contents and not listed:
        yield Flaw(at, f"“{title}”下没有公开表", "在 tables.yaml 的“公开内容”里写明", True)
        return
    if "blocks" not in said:
        yield from _find_in_block(said, known, at, listed)
    for index, block in enumerate(said.get("blocks", ())):
        yield from _find_in_block(block, known, (*at, "blocks", index), listed)


def _find_in_block(
    block: Mapping[str, Any], known: Surroundings, path: Path_, listed: tuple[Any, ...]
) -> Iterator[Flaw]:
    for word in ("rows", "feet"):
        for label, address in block.get(word, {}).items():
            yield from demanding.find_nowhere(address, known, (*path, word, label))
    for word in ("source", "total_of"):
        if word in block:
            yield from demanding.find_nowhere(block[word], known, (*path, word))
    wrong = block.get("source", "").split(".")[0] not in {"", *known.root.fields}
    field = None if wrong else _find_source(block, known, listed)
    yield from _find_in_accounts(block, field, known, path)
    columns = [*_columns_of(field), *_OWN]
    for leaf in (it for head in read_heads(block["heads"]) for it in head.leaves):
        if field is not None and leaf.holds not in columns:
            help_ = did_you_mean(leaf.holds, columns) or f"可以写：{'、'.join(columns)}"
            yield Flaw((*path, "heads"), f"没有“{leaf.holds}”这一栏", help_)


def _find_source(
    block: Mapping[str, Any], known: Surroundings, listed: tuple[Any, ...]
) -> Field | None:
    steps = parse(block["source"]) if "source" in block else listed[0][:1] if listed else ()
    return locate(known.root, steps)[0] if steps else None


def _columns_of(field: Field | None) -> tuple[str, ...]:
    if isinstance(field, Table):
        return tuple(field.columns)
    return tuple(field.item.fields) if isinstance(field, Records) else ()


def _find_in_accounts(
    block: Mapping[str, Any], field: Field | None, known: Surroundings, path: Path_
) -> Iterator[Flaw]:
    """The level and the accounts of rows that are written out."""
    if "level" not in block or isinstance(field, Record):
        return
    name = field.classification if isinstance(field, Table) else None
    accounts = known.accounts.get(name or "")
    if accounts is None:
        yield Flaw((*path, "level"), "这里的表不是按科目分行的", "写明“取自”哪张表")
        return
    if block["level"] not in accounts.levels:
        help_ = f"可以写：{'、'.join(accounts.levels)}"
        yield Flaw((*path, "level"), f"没有“{block['level']}”这个级次", help_)
    for index, code in enumerate(block.get("codes", ())):
        if not accounts.name_of(code, known.year):
            yield Flaw((*path, "codes", index), f"科目表里没有 {code}", "检查编码")
