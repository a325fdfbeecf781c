"""How a first form is laid out: titles, what stands below them, and the public tables.

Each folder of a law may say it in a layout.yaml; a later one's titles and tables replace an
earlier one's. Where none says anything, a table is laid out by its columns alone.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.packs import layout_words, pack_yaml
from generator.packs.reading import LAYOUT_FILE, list_beside


class LaidHead(NamedTuple):
    """A heading of a column, or of the columns `below` it; `holds` says what stands in one."""

    label: str
    holds: str = ""
    below: "tuple[LaidHead, ...]" = ()

    @property
    def leaves(self) -> "tuple[LaidHead, ...]":
        """The columns under it, itself if it is one."""
        return tuple(leaf for head in self.below for leaf in head.leaves) if self.below else (self,)


class LaidBlock(NamedTuple):
    """A part of a table with rows of its own: written out, accounts, or all that there are.

    `source` is the table or list that columns are of (empty: the only one under the title),
    `codes` the accounts that its rows are below of (none: all), `spread` over how many groups of
    columns they go; `indents` how many characters a row's words stand in; `total` the words of the
    total's row, `numbers` those of the columns.
    """

    heads: tuple[LaidHead, ...]
    title: str = ""
    source: str = ""
    rows: Mapping[str, str] = {}
    codes: tuple[str, ...] = ()
    level: str = ""
    numbered: bool = False
    spread: int = 1
    feet: Mapping[str, str] = {}
    indents: Mapping[str, str] = {}
    total: tuple[str, ...] = ()
    total_of: str = ""
    numbers: tuple[str, ...] = ()

    @property
    def leaves(self) -> tuple[LaidHead, ...]:
        """The columns, from left to right."""
        return tuple(leaf for head in self.heads for leaf in head.leaves)


class LaidTable(NamedTuple):
    """A public table: its number, its page, its number styles, its notes, its blocks.

    `wide` is None where the columns decide; `nothing` is said where there is no money, and then
    `blank` asks for an empty row.
    """

    blocks: tuple[LaidBlock, ...]
    number: str = ""
    wide: bool | None = None
    style: str = ""
    total_style: str = ""
    note: str = ""
    nothing: str = ""
    blank: bool = False


class LaidItem(NamedTuple):
    """What stands below a title: a text, addresses, sentences that compare, or account by account.

    Exactly one of `text`, `shows`, `compares` and `by_account` is there; `reasoned` sentences say
    why a figure moved.
    """

    text: str = ""
    shows: tuple[str, ...] = ()
    numbered: bool = False
    compares: Mapping[str, str] = {}
    by_account: str = ""
    bases: tuple[str, ...] = ()
    reasoned: bool = False
    note: str = ""


class LaidTitle(NamedTuple):
    """A title: its level, its words (empty: its name), what stands below it."""

    level: int = 2
    wording: str = ""
    below: tuple[LaidItem, ...] = ()


class Layout(NamedTuple):
    """All that a law says of how a first form is laid out."""

    cover: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    style: str = ""
    remainder: str = ""
    titles: Mapping[str, LaidTitle] = {}
    tables: Mapping[str, LaidTable] = {}


def read(files: Iterable[Path]) -> Layout:
    """The layout of a pack with these files; an empty one where there is none."""
    plain: dict[str, Any] = {}
    for file in list_beside(files, LAYOUT_FILE):
        said = layout_words.read_layout(pack_yaml.load(file))
        for name in ("titles", "tables"):
            said[name] = {**plain.get(name, {}), **said.get(name, {})}
        plain |= said
    plain["titles"] = {name: _title(it) for name, it in plain.get("titles", {}).items()}
    plain["tables"] = {name: _table(it) for name, it in plain.get("tables", {}).items()}
    return Layout(**_fixed(plain))


def _fixed(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(it) if isinstance(it, list) else it for name, it in said.items()}


def _title(said: Mapping[str, Any]) -> LaidTitle:
    below = [LaidItem(**_fixed(item)) for item in said.get("below", ())]
    return LaidTitle(**_fixed({**said, "below": below}))


def _table(said: Mapping[str, Any]) -> LaidTable:
    if "blocks" in said:
        return LaidTable(**_fixed({**said, "blocks": [*map(_block, said["blocks"])]}))
    own = {name: it for name, it in said.items() if name in LaidTable._fields}
    block = {name: it for name, it in said.items() if name in LaidBlock._fields}
    return LaidTable(**_fixed({**own, "blocks": [_block(block)]}))


def _block(said: Mapping[str, Any]) -> LaidBlock:
    spread = int(said.get("spread", 1))
    return LaidBlock(**_fixed({**said, "heads": read_heads(said["heads"]), "spread": spread}))


def read_heads(said: Any) -> tuple[LaidHead, ...]:
    """The headings that columns have, written as a tree or as a list of columns."""
    if not isinstance(said, Mapping):
        return tuple(LaidHead(name, name) for name in said)
    return tuple(
        LaidHead(label, it) if isinstance(it, str) else LaidHead(label, "", read_heads(it))
        for label, it in said.items()
    )
