"""What a form keeper may write between braces: every name of a pack, its meaning, and a value."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator import vocabulary as term
from generator.addresses import Steps, show
from generator.books import bases
from generator.books.books import Books
from generator.filing import schema
from generator.filing import source as sources
from generator.filing.values import Rules
from generator.filling.cells import FigureView, figure_of
from generator.filling.names import names
from generator.forms.form_styles import CALLED, list_fitting
from generator.packs import definitions
from generator.packs.addressing import AddressError
from generator.packs.definitions import Band, Field, Record, Records, Table, Text
from generator.packs.pack import Pack

TEXT, PARAGRAPHS = "文字", "段落"
LIST = "清单"
TRUTH = "有无"


@dataclass(frozen=True, slots=True)
class FormField:
    """One name: how a form writes it, what kind of thing it is, what it means, and a value."""

    address: str
    kind: str
    meaning: str
    value: str = ""


def list_of_example(pack: Pack) -> list[FormField]:
    """Every name that the pack's form may use, with its value for the pack's example unit."""
    source, _ = sources.load(pack.example)
    if source is None:
        return []
    filing, _ = schema.validate(source, pack.rules)
    books, _ = bases.open_books(filing, pack)
    return list_fields(pack, books)


def list_fields(pack: Pack, books: Books) -> list[FormField]:
    """Every name of a pack, in the order of its definitions, with its value for one unit."""
    rules = {"schema": pack.rules, "type": "dict"}
    listed = list(_record(pack.definitions.root, (), rules, books))
    charts = pack.charts.items()
    listed += [FormField(f"{term.CHARTS}.{name}", term.CHARTS, it.title) for name, it in charts]
    return [*listed, FormField(term.GLOSSARY, LIST, "本表样解释的名词，每个有名称和释义")]


def list_uses(pack: Pack) -> list[tuple[str, str]]:
    """Each kind of name with how a form uses it, the pack's number styles and phrases with them."""
    wording = pack.wording
    uses = [
        (called, f"写 {{{{ 名称 | 数式 }}}}，数式用 {'、'.join(it.name for it in fitting)}")
        for kind, called in CALLED.items()
        if (fitting := list_fitting(wording.styles.values(), kind))
    ]
    uses += [
        (TEXT, "写 {{ 名称 }}"),
        (PARAGRAPHS, "写 {%p for 段 in 名称 %}、{{ 段 }}、{%p endfor %} 三段"),
        (LIST, "写 {%tr for 行 in 名称 %}、{%tr endfor %}，中间写 行.名称；[1] 是第一条，只作例子"),
        (TRUTH, "写在 {%p if 名称 %} 里"),
    ]
    if pack.charts:
        uses.append((term.CHARTS, "自成一段，写 {{ 名称 }}；有没有数可画写 {%p if 名称.有数 %}"))
    families: dict[str, list[str]] = {}
    for phrase in wording.phrases.values():
        against = f"，对{phrase.base}" if phrase.base else ""
        families.setdefault(f"{phrase.family}{against}", []).append(phrase.name)
    return [*uses, *((f"短语（{of}）", "、".join(names)) for of, names in families.items())]


def _record(record: Record, steps: Steps, rules: Rules, books: Books) -> Iterator[FormField]:
    inner = rules.get("schema", {})
    for name, field in record.fields.items():
        yield from _field(field, (*steps, name), inner.get(name, {}), books)


def _field(field: Field, steps: Steps, rules: Rules, books: Books) -> Iterator[FormField]:
    meaning = str(rules.get("meaning", ""))
    if isinstance(field, Record):
        yield from _record(field, steps, rules, books)
    elif isinstance(field, Records):
        yield FormField(show(steps), LIST, meaning or "逐条循环")
        yield FormField(f"{show(steps)}.{term.MORE_THAN_ONE}", TRUTH, "清单是不是不止一条")
        yield from _record(field.item, (*steps, "1"), rules.get("schema", {}), books)
    elif isinstance(field, Table):
        yield from _table(field, steps, books)
    elif isinstance(field, Text | Band):
        kind = PARAGRAPHS if isinstance(field, Text) and field.paragraphs else TEXT
        yield FormField(show(steps), kind, meaning or _meaning(field), _value(steps, books))
    else:
        yield _figure(steps, meaning or _meaning(field), books)


def _table(table: Table, steps: Steps, books: Books) -> Iterator[FormField]:
    if table.classification:
        known = list(books.levels[table.classification])
        levels = [f"{level}{term.LEVEL_SUFFIX}" for level in known]
        last = f"{levels[-1]}{term.AND_PRIOR_YEAR}"
        for listing in (term.ALL_ROWS, *levels, last):
            label, owner = f"{show(steps)}.{listing}", f"上级（如 行.{known[0]}.{term.NAME}）"
            meaning = f"有数的行，每行有{term.CODE}、{term.NAME}、各栏和{owner}"
            yield FormField(label, LIST, meaning)
    yield FormField(f"{show(steps)}.{term.HAS_MONEY}", TRUTH, "表中有没有数")
    yield FormField(
        f"{show(steps)}.{term.HAS_REMAINDER}", TRUTH, "印出的数有没有因四舍五入加不起来"
    )
    codes = sorted(books.now.codes(steps))[:1]
    for row in (*table.rows, *codes):
        for column, rule in table.columns.items():
            meaning = _meaning(table.rows.get(row, rule)) if row in table.rows else "按科目取数"
            yield _figure((*steps, row, column), meaning, books)


def _figure(steps: Steps, meaning: str, books: Books) -> FormField:
    try:
        figure = books.now.figure(steps)
    except (AddressError, LookupError):  # a record list without records has no first one
        return FormField(show(steps), "", meaning)
    return FormField(show(steps), CALLED[figure.kind], meaning, _number(figure.value, figure.kind))


def _number(value: Decimal, kind: str) -> str:
    if value.is_nan():
        return ""
    unit = "元" if kind == term.KIND_YUAN else ""
    return f"{value:.4f}" if kind == term.KIND_RATIO else f"{value:f}{unit}"


def _value(steps: Steps, books: Books) -> str:
    node: Any = names(books)
    try:
        for step in steps:
            node = node[step]
    except (AddressError, LookupError):
        return ""
    if isinstance(node, FigureView):
        return f"{figure_of(node).value:f}"
    return " / ".join(node) if isinstance(node, tuple) else str(node)


def _meaning(rule: object) -> str:
    """What a definition says, in words."""
    if isinstance(rule, definitions.Sum):
        added = "＋".join((*([f"各条{rule.items}"] if rule.items else []), *rule.plus))
        return "＝" + added + "".join(f"－{name}" for name in rule.minus)
    if isinstance(rule, definitions.Share):
        return f"＝{rule.part}÷{rule.whole}"
    if isinstance(rule, definitions.Count):
        return f"{rule.list}的条数"
    if isinstance(rule, Band):
        return f"按{rule.figure}分档"
    if isinstance(rule, definitions.Selection):
        chosen = "，".join(f"{name}为{'、'.join(values)}" for name, values in rule.where.items())
        return f"取自{rule.list or '明细'}" + (f"，{chosen}" if chosen else "")
    return "填报数" if isinstance(rule, definitions.Typed) else ""
