"""Whether charts refer to what there is: figures, rows, columns, bases, number styles, fields."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator import vocabulary as term
from generator.addresses import Steps, parse, show
from generator.diagnostics import Fault, did_you_mean
from generator.filing.values import Rules
from generator.filing.yaml_tree import Path_
from generator.packs import chart_words, figure_rules
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import Table
from generator.packs.demanding import find_in_base
from generator.packs.grammar import Flaw
from generator.packs.selections import Surroundings
from generator.packs.sheets import Sheet
from generator.packs.wording import cut

_Said = Mapping[str, Any]
# Under which a chart has what its number style says, while it is judged.
_STYLE = "of style"


def judge(sheets: Iterable[Sheet], styles: Rules, known: Surroundings) -> Iterator[Fault]:
    """The faults of what the charts of a pack refer to."""
    for sheet in sheets:
        yield from sheet.refer(find_in_charts(sheet.data, styles, known))


def list_series(sheets: Iterable[Sheet]) -> list[Rules]:
    """What the charts of a pack say of their series; it may name bases."""
    charts = [chart for sheet in sheets for chart in sheet.data.values()]
    return [it for chart in charts for it in chart.get("series", {}).values()]


def find_in_charts(charts: Rules, styles: Rules, known: Surroundings) -> Iterator[Flaw]:
    """Everything that charts refer to and is not there, or that a chart cannot show."""
    if term.CHARTS in known.root.fields:
        yield Flaw((), f"规则里已经有“{term.CHARTS}”，表样里分不清", "规则里的另起名称")
    titles = Counter(said["title"] for said in charts.values())
    for name, said in charts.items():
        path: Path_ = (name,)
        if not name.isidentifier():
            yield Flaw(path, f"“{name}”不能写在表样里", "名称只用汉字、字母、数字", True)
        if titles[said["title"]] > 1:
            yield Flaw((*path, "title"), "两幅图的标题一样，核对时分不清", "写成不同的标题")
        yield from _find_in_style(said, styles, path)
        yield from _find_in_series(said, known, path)
        yield from _find_in_words(said, path)
        styled = {**said, _STYLE: styles.get(said["style"], {})}
        yield from (_find_in_rows if "rows" in said else _find_in_items)(styled, known, path)


def _find_in_style(said: _Said, styles: Rules, path: Path_) -> Iterator[Flaw]:
    style = styles.get(said["style"])
    if style is None:
        help_ = did_you_mean(said["style"], styles) or f"可以写：{'、'.join(styles)}"
        yield Flaw((*path, "style"), f"没有“{said['style']}”这种数式", help_)
    elif style.get("trim") and style.get("grouped"):
        message = f"“{said['style']}”既去尾零又分千位，图里写不出来"
        yield Flaw((*path, "style"), message, "换一种数式")


def _find_in_series(said: _Said, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    series = said.get("series", {})
    if said["kind"] in chart_words.ROUND and len(series) > 1:
        yield Flaw((*path, "series"), f"“{said['kind']}”只画一个系列", "留一个，或者换一种类型")
    if said["kind"] not in chart_words.ROUND and "share" in said:
        yield Flaw((*path, "share"), "只有饼、环写占比", "删去", True)
    for name, own in series.items():
        at = (*path, "series", name)
        yield from find_in_base(own, known, at)
        if "rows" not in said and "column" in own:
            yield Flaw((*at, "column"), "有“各行”才写“栏”", "删去", True)
        yield from _find_in_fields(own.get("shown", ""), term.YEARS, (*at, "shown"))


# -- what is drawn -------------------------------------------------------------------------------


def _find_in_items(said: _Said, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    names = list(said.get("series", {}))
    for item, own in said["items"].items():
        at = (*path, "items", item)
        if isinstance(own, str):
            yield from _find_in_figure(own, known, at, said)
            continue
        if "figure" in own:
            yield from _find_in_figure(own["figure"], known, (*at, "figure"), said)
        if "figures" in own:
            yield from _find_in_figures(own["figures"], names, known, (*at, "figures"), said)
        if "share" in own:
            yield from _find_in_figure(own["share"], known, (*at, "share"), said, share=True)
    shared = [isinstance(own, dict) and "share" in own for own in said["items"].values()]
    if any(shared) and not all(shared):
        yield Flaw((*path, "items"), "有的项写了占比，有的没有", "各项都写，或者都不写", True)


def _find_in_figures(
    figures: Rules, names: Collection[str], known: Surroundings, path: Path_, said: _Said
) -> Iterator[Flaw]:
    """A figure for each series."""
    for name, address in figures.items():
        if name not in names:
            help_ = did_you_mean(name, names)
            yield Flaw((*path, name), f"没有“{name}”这个系列", help_, True)
        yield from _find_in_figure(address, known, (*path, name), said)
    lacking = [it for it in names if it not in figures]
    if lacking:
        yield Flaw(path, f"缺少“{'、'.join(lacking)}”", "各系列都要写", True)


def _find_in_figure(
    address: str, known: Surroundings, path: Path_, said: _Said, share: bool = False
) -> Iterator[Flaw]:
    try:
        full = figure_rules.resolve(known.root, (), parse(address))
        kind = figure_rules.kind_of(known.root, full)
    except AddressError as error:
        yield Flaw(path, error.message, error.help)
        return
    yield from _find_in_kind(address, kind, path, said, share)


def _find_in_kind(name: str, kind: str, path: Path_, said: _Said, share: bool) -> Iterator[Flaw]:
    if share and kind != term.KIND_RATIO:
        yield Flaw(path, f"“{name}”不是占比", "写用“占比”算出的数")
    elif share and said["kind"] not in chart_words.ROUND:
        yield Flaw(path, "只有饼、环写占比", "删去", True)
    elif not share and kind == term.KIND_RATIO and said["kind"] in chart_words.ROUND:
        yield Flaw(path, f"“{name}”是比率，饼和环画的是数", "写这个数的地址，比率写在“占比”")
    elif not share and _is_unfit(Decimal(said[_STYLE].get("scale", 1)), kind):
        yield Flaw(path, f"“{name}”用“{said['style']}”印不对", "换一种数式，或者画别的数")


def _is_unfit(scale: Decimal, kind: str) -> bool:
    """Whether a number style is for figures of another kind: for money, or for percentages."""
    return (scale > 1 and kind != term.KIND_YUAN) or (scale < 1 and kind != term.KIND_RATIO)


def _find_in_rows(said: _Said, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    *owner, listed = parse(said["rows"])
    at = (*path, "rows")
    try:
        table = locate(known.root, tuple(owner))[0] if owner else None
    except AddressError as error:
        yield Flaw(at, error.message, error.help)
        return
    accounts = known.accounts.get(table.classification or "") if isinstance(table, Table) else None
    if accounts is None or not isinstance(table, Table):
        yield Flaw(at, f"“{said['rows']}”不是一张表的各行", "表名后面写级次，如 表名.类级")
        return
    levels = [term.ALL_ROWS, *(f"{level}{term.LEVEL_SUFFIX}" for level in accounts.levels)]
    if listed not in levels:
        yield Flaw(at, f"“{show(tuple(owner))}”没有“{listed}”", f"可以写：{'、'.join(levels)}")
    columns = {(*path, "share"): said["share"]} if "share" in said else {}
    for name, own in said.get("series", {}).items():
        columns |= {(*path, "series", name, "column"): own["column"]} if "column" in own else {}
    for where, column in columns.items():
        if column not in table.columns:
            help_ = did_you_mean(column, table.columns) or f"可以写：{'、'.join(table.columns)}"
            yield Flaw(where, f"这张表没有“{column}”这一栏", help_)
            continue
        cell: Steps = (*owner, term.TOTAL_ROW, column)
        kind = figure_rules.kind_of(known.root, cell)
        yield from _find_in_kind(column, kind, where, said, where[-1] == "share")


# -- words -----------------------------------------------------------------------------------------


def _find_in_words(said: _Said, path: Path_) -> Iterator[Flaw]:
    years = term.YEARS
    yield from _find_in_fields(said["title"], years, (*path, "title"))
    yield from _find_in_fields(said["nothing"], years, (*path, "nothing"))
    alt, whole = (*path, "alt"), (chart_words.TITLE, chart_words.POINTS, *years)
    yield from _find_in_fields(said["alt"], whole, alt, (chart_words.POINTS,))
    series = list(said.get("series", {}))
    figures = series if len(series) > 1 else [chart_words.VALUE]
    items = said.get("items", {}).values()
    shared = "share" in said or any(isinstance(it, dict) and "share" in it for it in items)
    needed = (chart_words.NAME, *figures, *([chart_words.SHARE] if shared else []))
    yield from _find_in_fields(said["each"], (*needed, *years), (*path, "each"), needed)


def _find_in_fields(
    text: str, allowed: Collection[str], path: Path_, needed: Collection[str] = ()
) -> Iterator[Flaw]:
    """Fields that stand for nothing here, and such as must stand there once."""
    pieces = cut(text)
    if any(set("{}") & set(piece) for piece in pieces[::2]):
        yield Flaw(path, "花括号里的写法不对", "写成 {{ 名称 }}")
        return
    for field in pieces[1::2]:
        if field not in allowed:
            help_ = did_you_mean(field, allowed) or f"可以写：{'、'.join(allowed)}"
            yield Flaw(path, f"这里不写 {{{{ {field} }}}}", help_)
    for field in needed:
        if pieces[1::2].count(field) != 1:
            yield Flaw(path, f"应写一次 {{{{ {field} }}}}")
