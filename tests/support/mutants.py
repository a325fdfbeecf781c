"""Wrong copies of a filing: each differs from a right one as a slip of the hand would make it.

The slips are made in the data, not in the text: every typed figure is moved, misread, blanked;
every entry is moved, swapped, dropped; every reason goes missing. `judged` says what the engine
made of a mutant: an error, a warning that the right filing has not, or nothing.
"""

import copy
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from generator import pipeline
from generator.books import bases
from generator.books.books import Books
from generator.diagnostics import Fault, Severity
from generator.figures import statements
from generator.filing import schema
from generator.filing import source as sources
from generator.filing.filing import Filing
from generator.filing.yaml_tree import Path_
from generator.kept import library
from generator.packs import finding, reasons
from generator.packs.pack import Pack
from generator.pipeline import Outcome

CONTROLS, YEAR, CODE = "核对数", "年度", "科目"
UNIT_OF_MONEY, BASIC, PROJECT, FUND = "元", "基本支出", "项目支出", "资金"
FIGURE_KINDS = (UNIT_OF_MONEY, "数", "分")

CENT, DIME, UNIT = "差0.01", "差0.10", "差1.00"
DIGITS, WAN, TIMES_WAN = "相邻两位数字颠倒", "按万元写（÷10000）", "多写四位（×10000）"
BLANK, DROPPED_ENTRY, DROPPED_RECORD = "金额空着", "漏一条明细", "漏一条记录"
OTHER_CODE, TAKEN_CODE = "写到另一科目（表中没有的）", "写到另一科目（表中已有的）"
UNKNOWN_CODE, UNKNOWN_NAMED = "不存在的科目编码", "不存在的科目编码（带名称）"
OTHER_FUND, OTHER_NATURE = "写错资金", "基本支出、项目支出写反"
SHIFTED_YEAR, DROPPED_REASON, DROPPED_REMARK = "年度错一年", "漏写原因或用途", "漏写偏差原因"
DROPPED_FLAT_REASON = "漏写持平的数的原因"

# What a slip does to one figure and to nothing else.
OF_FIGURES = (CENT, DIME, UNIT, DIGITS, WAN, TIMES_WAN, BLANK)
# What is caught whether or not there are control totals.
ALWAYS_CAUGHT = (BLANK, UNKNOWN_CODE, SHIFTED_YEAR, DROPPED_REASON)

CAUGHT, TOLD, MISSED = "拦下", "提示", "未发现"
_STEPS = {CENT: Decimal("0.01"), DIME: Decimal("0.10"), UNIT: Decimal("1.00")}
_GONE = object()


@dataclass(frozen=True)
class Mutant:
    """One wrong copy: the slip, the path it was made at, and what it sets or takes out."""

    slip: str
    path: Path_
    edits: tuple[tuple[Path_, object], ...]

    @property
    def address(self) -> str:
        """The path without the numbers of lists: what is wrong, not in which line."""
        return ".".join(str(step) for step in self.path if isinstance(step, str))

    def of(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The data with the slip made in it."""
        made = dict(copy.deepcopy(data))
        for path, value in self.edits:
            node: Any = made
            for step in path[:-1]:
                node = node[step]
            if value is _GONE:
                del node[path[-1]]
            else:
                node[path[-1]] = value
        return made


@dataclass(frozen=True)
class Original:
    """A right filing: its data, its law, and the figures that its control totals cover."""

    name: str
    data: Mapping[str, Any]
    pack: Pack
    covered: frozenset[Path_]
    flat: frozenset[Path_]
    told: frozenset[tuple[str, tuple[str, ...]]] = field(default=frozenset())

    @property
    def controlled(self) -> bool:
        """Whether control totals are stated."""
        return CONTROLS in self.data


def original(path: Path, folder: Path, *, controlled: bool) -> Original:
    """A worked example as the mutants' origin, with or without its control totals."""
    source, _ = sources.load(path)
    assert source is not None
    pack, _ = finding.find(source, library.installed())
    assert pack is not None
    filing, _ = schema.validate(source, pack.rules)
    data = {k: v for k, v in source.data.items() if controlled or k != CONTROLS}
    name = f"{path.stem}{'' if controlled else '（无核对数）'}"
    right = _produced(data, folder / f"{name}.yaml")
    assert not right.failed
    books, _ = bases.open_books(filing, pack)
    told = frozenset(map(_rule, right.faults))
    return Original(
        name, data, pack, _covered(filing, books), _flat(filing, books, pack.rules), told
    )


def _covered(filing: Filing, books: Books) -> frozenset[Path_]:
    """The typed figures that a control total is the sum of."""
    stated, _ = statements.resolve(filing.data.get(CONTROLS, ()), filing, books.now)
    return frozenset(path for steps, _ in stated for path in books.now.figure(steps).paths)


def _flat(filing: Filing, books: Books, rules: Mapping[str, Any]) -> frozenset[Path_]:
    """The reasons of figures that are what the base is that they are compared with."""
    found: set[Path_] = set()
    for name, section in reasons.list_reasons(rules).items():
        stated, _ = statements.resolve(filing.data.get(section, ()), filing, books.now)
        base = books.bases.get(name)
        found |= {
            item.path
            for steps, item in stated
            if base and base.figure(steps).value == books.now.figure(steps).value
        }
    return frozenset(found)


def _rule(fault: Fault) -> tuple[str, tuple[str, ...]]:
    """What a fault is about, whatever its figures are."""
    return fault.code, fault.notes or (fault.message,)


def _produced(data: Mapping[str, Any], path: Path) -> Outcome:
    # Every JSON text is a YAML text, and is quickly made.
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return pipeline.produce(path)


def judged(mutant: Mutant, of: Original, folder: Path) -> str:
    """What the engine makes of a mutant: caught, told or missed."""
    outcome = _produced(mutant.of(of.data), folder / "mutant.yaml")
    if outcome.failed:
        return CAUGHT
    warnings = (fault for fault in outcome.faults if fault.severity is Severity.WARNING)
    return TOLD if any(_rule(fault) not in of.told for fault in warnings) else MISSED


def mutants(of: Original) -> Iterator[Mutant]:
    """Every mutant of a filing, in a fixed order."""
    leaves = [leaf for leaf in _leaves(of.data, of.pack.rules, ()) if leaf.kind in FIGURE_KINDS]
    for number, leaf in enumerate(leaves):
        yield from _of_figure(leaf, number)
    for spec in of.pack.definitions.lists.values():
        yield from _of_entries(of, spec.name, spec.classification)
    yield from _of_records(of.data, of.pack.rules, (), frozenset(of.pack.definitions.lists))
    yield from _of_words(of)
    # The year after has a form, too: there only last year's file tells (`test_next_year.py`).
    yield _set(SHIFTED_YEAR, (YEAR,), str(int(of.data[YEAR]) - 1))


def _set(slip: str, path: Path_, value: object) -> Mutant:
    return Mutant(slip, path, ((path, value),))


# -- figures -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Leaf:
    path: Path_
    kind: str
    text: str


def _leaves(node: Any, rules: Mapping[str, Any], path: Path_) -> Iterator[_Leaf]:
    """Every typed value that stands under a mapping's rules."""
    for name, value in node.items():
        yield from _under(value, rules[name], (*path, name))


def _under(value: Any, rule: Mapping[str, Any], path: Path_) -> Iterator[_Leaf]:
    if "addresses" in rule:
        yield from _addressed(value, rule["addresses"], path)
    elif rule.get("type") == "dict":
        yield from _leaves(value, rule["schema"], path)
    elif rule.get("type") == "list":
        for number, item in enumerate(value):
            yield from _leaves(item, rule["schema"]["schema"], (*path, number))
    elif isinstance(value, str):
        yield _Leaf(path, rule.get("kind", ""), value)


def _addressed(value: Any, kind: str, path: Path_) -> Iterator[_Leaf]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _addressed(inner, kind, (*path, key))
    else:
        yield _Leaf(path, kind, value)


def _of_figure(leaf: _Leaf, number: int) -> Iterator[Mutant]:
    """The slips of one figure; counts move by one, scores by one of the steps in turn."""
    value = Decimal(leaf.text)
    if leaf.kind == UNIT_OF_MONEY:
        for slip in _STEPS:
            yield _set(slip, leaf.path, _moved(value, _STEPS[slip], number))
        for slip, times in ((WAN, Decimal("0.0001")), (TIMES_WAN, Decimal(10000))):
            scaled = f"{(value * times).quantize(Decimal('0.01')):f}"
            if Decimal(scaled) != value:
                yield _set(slip, leaf.path, scaled)
        swapped = _swapped(leaf.text, number)
        if swapped:
            yield _set(DIGITS, leaf.path, swapped)
    elif leaf.kind == "分":
        slip = tuple(_STEPS)[number % len(_STEPS)]
        yield _set(slip, leaf.path, _moved(value, _STEPS[slip], number // len(_STEPS)))
    else:
        yield _set(UNIT, leaf.path, f"{value + 1}")
    yield _set(BLANK, leaf.path, "")


def _moved(value: Decimal, step: Decimal, number: int) -> str:
    """The value moved up or, every other time where it stays above zero, down."""
    down = number % 2 and value > step
    return f"{value - step if down else value + step:f}"


def _swapped(text: str, number: int) -> str | None:
    """The text with two neighbouring unequal digits swapped, in turn one place or another."""
    pairs = [
        index
        for index, (left, right) in enumerate(itertools.pairwise(text))
        if (left + right).isdecimal() and left != right and not (index == 0 and right == "0")
    ]
    if not pairs:
        return None
    at = pairs[number % len(pairs)]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


# -- entries and records -----------------------------------------------------------------------


def _of_entries(of: Original, name: str, classification: str) -> Iterator[Mutant]:
    entries: Sequence[Mapping[str, str]] = of.data.get(name, ())
    fields = of.pack.rules[name]["schema"]["schema"]
    taken = [entry[CODE] for entry in entries if CODE in entry]
    for number, entry in enumerate(entries):
        path = (name, number)
        yield Mutant(DROPPED_ENTRY, path, ((path, _GONE),))
        yield from _of_nature(path, entry)
        yield from _of_fund(path, entry, fields)
        if CODE in entry:
            yield from _of_code(of, path, entry[CODE], taken, classification)


def _of_nature(path: Path_, entry: Mapping[str, str]) -> Iterator[Mutant]:
    """The amounts of 基本支出 and 项目支出 in each other's place."""
    if BASIC in entry or PROJECT in entry:
        swap = {BASIC: PROJECT, PROJECT: BASIC}
        turned = {swap.get(key, key): value for key, value in entry.items()}
        yield Mutant(OTHER_NATURE, path, ((path, turned),))


def _of_fund(
    path: Path_, entry: Mapping[str, str], fields: Mapping[str, Mapping[str, Any]]
) -> Iterator[Mutant]:
    """The entry under each other fund: its 资金, or the fund that its amount stands under."""
    if FUND in entry:
        for fund in fields[FUND]["allowed"]:
            if fund != entry[FUND]:
                yield _set(OTHER_FUND, (*path, FUND), fund)
        return
    funds = [key for key in fields if fields[key].get("kind") == UNIT_OF_MONEY]
    own = [key for key in funds if key in entry]
    if BASIC in fields or len(own) != 1:
        return
    for fund in funds:
        if fund != own[0]:
            edits = (((*path, own[0]), _GONE), ((*path, fund), entry[own[0]]))
            yield Mutant(OTHER_FUND, path, edits)


def _of_code(
    of: Original, path: Path_, typed: str, taken: Sequence[str], classification: str
) -> Iterator[Mutant]:
    table, year = of.pack.classifications[classification], int(of.data[YEAR])
    own, _, name = typed.partition(" ")
    known = sorted(c for c in table.terms if len(c) == len(own) and table.name_of(c, year))
    used = {code.partition(" ")[0] for code in taken}
    after = [code for code in known if code > own and code not in used]
    if after:
        yield _set(OTHER_CODE, (*path, CODE), f"{after[0]} {table.name_of(after[0], year)}")
    others = [code for code in taken if code != typed]
    if others:
        yield _set(TAKEN_CODE, (*path, CODE), others[len(own + name) % len(others)])
    unknown = next(c for c in (f"{own[:-2]}{n}" for n in range(98, 9, -1)) if c not in known)
    yield _set(UNKNOWN_CODE, (*path, CODE), unknown)
    yield _set(UNKNOWN_NAMED, (*path, CODE), f"{unknown} {name}")


def _of_records(
    node: Mapping[str, Any], rules: Mapping[str, Any], path: Path_, entries: frozenset[str]
) -> Iterator[Mutant]:
    """Each record of a list left out, also of the lists within records."""
    for name, value in node.items():
        rule, here = rules[name], (*path, name)
        if rule.get("type") == "dict":
            yield from _of_records(value, rule["schema"], here, entries)
        elif rule.get("type") == "list" and name not in entries:
            for number, item in enumerate(value):
                if len(value) > 1:
                    yield Mutant(DROPPED_RECORD, (*here, number), (((*here, number), _GONE),))
                inner = rule["schema"]["schema"]
                yield from _of_records(item, inner, (*here, number), entries)


# -- words -------------------------------------------------------------------------------------

_EXPLANATIONS = ("说明", "其他用车说明")
_REMARK = "偏差原因"


def _of_words(of: Original) -> Iterator[Mutant]:
    """Each reason, use and explanation left out; each account of a base or a reason unknown."""
    for leaf in _leaves(of.data, of.pack.rules, ()):
        rule = of.pack.rules[str(leaf.path[0])]
        if rule.get("addresses") == "文" or leaf.path[-1] in _EXPLANATIONS:
            slip = DROPPED_FLAT_REASON if leaf.path in of.flat else DROPPED_REASON
            yield Mutant(slip, leaf.path, ((leaf.path, _GONE),))
        elif leaf.path[-1] == _REMARK:
            yield Mutant(DROPPED_REMARK, leaf.path, ((leaf.path, _GONE),))
        if "addresses" in rule and str(leaf.path[-1]).isdecimal():
            unknown = (*leaf.path[:-1], f"{str(leaf.path[-1])[:-2]}97")
            edits = ((leaf.path, _GONE), (unknown, leaf.text))
            yield Mutant(UNKNOWN_CODE, leaf.path, edits)


# -- what cannot be caught ---------------------------------------------------------------------

# By slip and address (both as patterns): what nothing tells of, though control totals are stated.
BEYOND: tuple[tuple[str, str, str], ...] = (
    ("*", "部门概况.*", "机构数、人数、总结的条数不由收支推算，别处没有可对的数"),
    ("*", "三公经费.*[组次辆]", "团组、购置的车辆、批次、人次来自台账，与金额没有固定的关系"),
    ("*", "国有资产.*用车", "预算里没有车辆保有量可对；决算与保有量不一致时有提示"),
    ("*", "国有资产.*设备", "设备的台数来自资产系统，与金额没有固定的关系"),
    ("*", "机关运行经费.支出", "有几个单位的部门，只知道不大于公用经费；差得小的印出来一样"),
    ("*", "绩效目标.*", "来自绩效系统，与项目支出不是同一口径"),
    ("*", "政府采购.*", "来自采购系统；没有核对数时只知道授予中小企业的不大于各类支出"),
    (
        "*",
        "项目支出绩效自评.资金.*",
        "来自绩效系统，与决算表不是同一口径；只知道执行数不大于预算数",
    ),
    ("*", "*绩效自评.*得分", "只知道得分不大于分值；总分由得分相加"),
    ("*", "部门整体支出绩效自评.资金.*", "绩效系统按万元登记，与决算数一般相等但不必相等"),
    (DROPPED_RECORD, "项目支出绩效自评", "有几个项目要自评，别处没有可对的数"),
    (DROPPED_RECORD, "项目绩效目标.指标", "绩效目标的指标没有分值，也就没有合计"),
    ("*", "项目绩效目标.财政拨款", "只知道各项目之和不大于项目支出"),
    ("*", "项目经费*", "只知道各项目之和不大于项目支出"),
    ("*", "上年数.*", "只填一个数、没有分项的，无从核对；写“上年文件”由上年的填报得出"),
    ("*", "上年执行数.*", "只填一个数、没有分项的，无从核对"),
    ("*", "全年预算数.*", "调整后的预算数别处不填；小于决算数时有提示"),
    ("写到另一科目*", "*.科目", "同一类的科目之间移动，合计不变；核对数写到科目才管得到"),
    (OTHER_FUND, "收入", "财政拨款的两种资金之间移动，合计不变；核对数写到各种资金才管得到"),
    (DROPPED_REMARK, "*", "指标是否完成由填报人判断，偏差原因可以不写"),
    (DROPPED_FLAT_REASON, "*", "与上年持平的数不要求写原因"),
)


def beyond(mutant: Mutant) -> str | None:
    """Why no rule can catch a mutant of this class, if the class is listed."""
    for slip, address, reason in BEYOND:
        if fnmatchcase(mutant.slip, slip) and fnmatchcase(mutant.address, address):
            return reason
    return None
