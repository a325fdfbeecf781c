"""Tables that are filled in for one record each: how one is told, and where its fields stand.

`取数.yaml` says it: which label stands left of a field, which above it, and which head a column.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.filing.values import Rules
from generator.packs.definitions import Field, Record, Records, Share, Table
from generator.packs.export_words import UNTAKEN
from generator.vocabulary import KIND_PARAGRAPHS, KIND_TEXT

INTO = "into"  # which a description has that is of such a table
FieldPath = tuple[str, ...]


class RecordField(NamedTuple):
    """A field of a record: the path to it, of which kind it is, whether it must be there."""

    path: FieldPath
    kind: str
    required: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it holds words."""
        return self.kind in (KIND_TEXT, KIND_PARAGRAPHS)


Labelled = Mapping[str, RecordField]


class FormGrid(NamedTuple):
    """Rows and columns with labels: the fields of each row, by the columns' labels.

    None is what is not taken. `sums` are rows that are the sum of others, `shares` columns that
    the law makes of two others: a part of a whole.
    """

    rows: Mapping[str, Mapping[str, RecordField | None]]
    columns: tuple[str, ...]
    sums: Mapping[str, tuple[str, ...]]
    shares: Mapping[str, tuple[str, str]]


class FormLines(NamedTuple):
    """Rows below a head, each a record of the list `into`; a field that is `carried` may be left
    out where it is that of the row above.
    """

    into: str
    columns: Labelled
    carried: tuple[str, ...]


class RecordForm(NamedTuple):
    """A table for one record of the list `into`, or for the section of that name (`is_listed`).

    Records are told apart by the field `key`; `before` is what stands before the title. `sums`
    follow from fields. What `owner` labels must be what the filing says at these paths; what the
    first of `whose` labels says of which unit of many a table is. `unit` is the unit of money where
    a table says none.
    """

    name: str
    into: str
    titles: tuple[str, ...]
    is_listed: bool
    key: str
    before: RecordField | None
    beside: Labelled
    below: Labelled
    grid: FormGrid
    lines: FormLines
    sums: Mapping[str, tuple[FieldPath, ...]]
    owner: Mapping[str, FieldPath]
    whose: tuple[str, ...]
    unit: str
    aside: tuple[str, ...]
    unseen: bool

    def __hash__(self) -> int:
        """By what it is called: mappings have none."""
        return hash((self.name, self.titles))

    @property
    def fields(self) -> Iterator[RecordField]:
        """Every field that the record itself may have."""
        yield from (self.before,) if self.before else ()
        yield from self.beside.values()
        yield from self.below.values()
        for row in self.grid.rows.values():
            yield from (it for it in row.values() if it)


def read(raw: Rules, rules: Rules, law: Mapping[str, Field]) -> list[RecordForm]:
    """The tables for records that 取数.yaml describes, in its order; of what the law makes of
    their fields.
    """
    return [_read_form(name, said, rules, law) for name, said in raw.items() if INTO in said]


def fields_of(rules: Rules, name: str) -> Rules | None:
    """The fields of a list's records, or of a section; None where there is no such."""
    return _inside(rules.get(name, {}))


def find_rule(fields: Rules, path: FieldPath) -> Rules | None:
    """The rule of a field of a record; None where there is none, or it is no single value."""
    inner: Rules | None = fields
    for step in path[:-1]:
        inner = None if inner is None else _inside(inner.get(step, {}))
    found = (inner or {}).get(path[-1])
    return found if found and "kind" in found else None


def _inside(rule: Rules) -> Rules | None:
    if rule.get("type") == "list":
        rule = rule["schema"]
    found: Rules | None = rule.get("schema") if rule.get("type") == "dict" else None
    return found


def split(path: str) -> FieldPath:
    """The steps of a path as it is written: `甲.乙`."""
    return tuple(path.split("."))


def _read_form(name: str, said: Rules, rules: Rules, law: Mapping[str, Field]) -> RecordForm:
    fields = fields_of(rules, said[INTO]) or {}
    lines = said.get("lines", {})
    of_line = fields_of(fields, lines.get(INTO, "")) or {}
    aside = tuple(said.get("aside", ()))
    titles = said["titles"]
    return RecordForm(
        name,
        said[INTO],
        (titles,) if isinstance(titles, str) else tuple(titles),
        rules[said[INTO]].get("type") == "list",
        said.get("key", ""),
        _field(said["before"], fields) if "before" in said else None,
        _labelled(said.get("beside", {}), fields),
        _labelled(said.get("below", {}), fields),
        _read_grid(said.get("grid", {}), fields, law.get(said[INTO])),
        FormLines(
            lines.get(INTO, ""),
            _labelled(lines.get("columns", {}), of_line),
            tuple(lines.get("carried", ())),
        ),
        {label: tuple(map(split, of)) for label, of in said.get("sums", {}).items()},
        {label: split(of) for label, of in said.get("owner", {}).items()},
        tuple(said.get("whose", ())),
        said.get("unit", ""),
        aside,
        said.get("unseen", False),
    )


def _read_grid(said: Rules, fields: Rules, of: Field | None) -> FormGrid:
    columns, cells = said.get("columns", {}), said.get("cells", {})
    sums = {label: tuple(of) for label, of in said.get("sums", {}).items()}
    rows: dict[str, dict[str, RecordField | None]] = {}
    for row, path in said.get("rows", {}).items():
        rows[row] = {}
        for label, name in columns.items():
            own = cells.get(f"{row}.{label}", UNTAKEN)
            taken = own if own != UNTAKEN else f"{path}.{name}"
            if UNTAKEN in (path, name) and own == UNTAKEN:
                rows[row][label] = None
            else:
                rows[row][label] = _field(taken, fields)
    return FormGrid(rows, tuple(columns), sums, dict(_find_shares(columns, of)))


def _find_shares(
    columns: Mapping[str, str], of: Field | None
) -> Iterator[tuple[str, tuple[str, str]]]:
    """The columns that are not taken because the law makes them of two others."""
    record = of.item if isinstance(of, Records) else of
    fields = record.fields.values() if isinstance(record, Record) else ()
    rules = (rule for it in fields if isinstance(it, Table) for rule in it.columns.items())
    named = {label if name == UNTAKEN else name: label for label, name in columns.items()}
    for name, share in rules:
        if not isinstance(share, Share) or columns.get(name) != UNTAKEN:
            continue
        if share.part in named and share.whole in named:
            yield name, (named[share.part], named[share.whole])


def _labelled(said: Mapping[str, str], fields: Rules) -> dict[str, RecordField]:
    return {label: _field(path, fields) for label, path in said.items()}


def _field(path: str, fields: Rules) -> RecordField:
    steps = split(path)
    rule = find_rule(fields, steps) or {}
    return RecordField(steps, str(rule.get("kind", "")), bool(rule.get("required")))
