"""A pack: the law, the wording and the form of one document kind, year and region."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.addresses import Steps
from generator.frozen import Frozen, field
from generator.packs.adding import Consolidation
from generator.packs.classification import Classification
from generator.packs.definitions import Definitions
from generator.packs.reasons import list_reasons
from generator.packs.sums import Sums
from generator.packs.wording import Wording
from generator.vocabulary import (
    CONTROL_TOTALS,
    DIFFERENCE,
    DOCUMENT_KIND,
    FISCAL_YEAR,
    KIND_TEXT,
    KIND_YUAN,
    REGION,
)

if TYPE_CHECKING:
    from generator.packs.charts import Chart

Key = tuple[str, str, str]
KEYS = (DOCUMENT_KIND, FISCAL_YEAR, REGION)


def key_of(data: Mapping[str, Any]) -> Key:
    """What a filing or a pack says of its document kind, year and region."""
    kind, year, region = (str(data[key]) for key in KEYS)
    return kind, year, region


def list_places(files: Iterable[Path], root: Path) -> list[Path]:
    """The folders that a pack's files lie in, and the file that lies beside all packs."""
    beside = root / "templates"
    places = (file if file.parent == beside else file.parent for file in files)
    return list(dict.fromkeys(places))


class BaseFile(NamedTuple):
    """A base that another filing can supply: the key that names it, and how to read it here."""

    key: str
    kind: str
    years: int
    lists: Mapping[str, Mapping[str, Any]]
    codes: Mapping[str, str]


class OwnBase(NamedTuple):
    """A base that is in the filing itself: which of its lists and sections stand for others."""

    lists: Mapping[str, Mapping[str, Any]]
    sections: Mapping[str, str]


class Overview(NamedTuple):
    """What a bureau sees first: figures by what they are called, and how a movement is judged.

    A movement against `base` beyond `limit` (a fraction) stands out. `parts` are what is drawn of a
    unit, picture by picture.
    """

    base: str = ""
    limit: Decimal = Decimal(1)
    figures: Mapping[str, Steps] = MappingProxyType({})
    parts: Mapping[str, Mapping[str, Steps]] = MappingProxyType({})


class Pack(Frozen):
    """One document kind of one year and region."""

    key: Key
    file_name: str
    rules: Mapping[str, Any]
    definitions: Definitions
    checks: tuple[Mapping[str, Any], ...]
    wording: Wording
    classifications: Mapping[str, Classification]
    form: Path
    root: Path
    base_files: Mapping[str, BaseFile]
    example: Path
    wordings: Mapping[str, Mapping[str, str]]
    glossary: tuple[Mapping[str, str], ...] = ()
    files: tuple[Path, ...] = ()  # all that it was read from; the form is apart
    consolidation: Consolidation = field(default_factory=Consolidation)
    overview: Overview = field(default_factory=Overview)
    # What the law wants published: titles, with what has to stand in tables under each.
    contents: Mapping[str, tuple[Steps, ...]] = field(default_factory=dict)
    own_bases: Mapping[str, OwnBase] = field(default_factory=dict)
    # What the region's form does not print of it, with the reasons.
    dropped: Mapping[Steps, str] = field(default_factory=dict)
    # Whether the year's official form was seen; else it is the year before's, as it stood.
    form_seen: bool = True
    charts: "Mapping[str, Chart]" = field(default_factory=dict)
    # On what terms open data may be used, and where they come from: `licence`, `source`.
    open_data: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    # There is one of each; what is kept of packs is found by which it is.
    __eq__, __hash__ = object.__eq__, object.__hash__

    @property
    def made_of(self) -> tuple[str, ...]:
        """The folders that the pack was read from, and the file that lies beside all packs."""
        return tuple(map(str, list_places(self.files, self.root)))

    @property
    def bases(self) -> tuple[str, ...]:
        """Every base that a filing may state (control totals are none)."""
        return tuple(name for name in self._addressed(KIND_YUAN) if name != CONTROL_TOTALS)

    @property
    def note_sections(self) -> tuple[str, ...]:
        """The sections of a filing that state words for addresses."""
        return self._addressed(KIND_TEXT)

    @property
    def reasons(self) -> dict[str, str]:
        """For each base the section that gives the reasons of movements from it."""
        return list_reasons(self.rules)

    def _addressed(self, kind: str) -> tuple[str, ...]:
        return tuple(name for name, it in self.rules.items() if it.get("addresses") == kind)

    def levels(self, disclosed: Mapping[str, str]) -> dict[str, Mapping[str, int]]:
        """For each table of accounts, how long a code is on each of its levels.

        Levels below the one that `disclosed` names for a table print as that one.
        """
        tables = self.classifications.items()
        return {name: table.clamp(disclosed.get(name, "")) for name, table in tables}

    @cached_property
    def sums(self) -> Sums:
        """What adds up where a reader sees it; amounts print as differences do."""
        return Sums(self.checks, self.wording.style_of(DIFFERENCE), self.dropped)

    @property
    def own_files(self) -> tuple[str, ...]:
        """The keys that name further files of a unit."""
        return tuple(file.key for file in self.base_files.values())
