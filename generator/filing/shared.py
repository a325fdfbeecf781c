"""What the units of a folder have in common: `_共用.yaml` supplies what a filing does not state.

A filing's own statement goes first, and a key that it leaves empty is stated as empty. Mappings
are merged key by key; lists are not merged. Every place stays where the text stands. Shared are
words and settings: what says how much, or who the unit is, stands in each unit's own filing.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator import vocabulary as term
from generator.diagnostics import Fault, Place
from generator.filing import source as sources
from generator.filing.filing import Filing
from generator.filing.kinds import Stated
from generator.filing.source import Source
from generator.filing.values import Rules
from generator.filing.yaml_tree import Node, Path_
from generator.frozen import replace
from generator.kept import noted

Section = dict[str, Node]
Places = Mapping[Path_, Place]
IDENTITY = ((term.UNIT, term.UNIT_NAME), (term.UNIT, term.UNIT_CODE))


def load(path: Path) -> tuple[Source | None, list[Fault]]:
    """Read a filing with what its folder shares; a fault of either keeps it from being read."""
    if path.name == term.SHARED_FILE:
        message = "这是几个单位共用的内容，不是一个单位的填报文件"
        return None, [Fault("L414", message, Place(str(path), 1, 1), help="换成单位的填报文件")]
    own, faults = sources.load(path)
    beside = path.parent / term.SHARED_FILE
    if not noted.is_there(beside):
        return (own and replace(own, sought=(str(beside),))), faults
    common, found = sources.load(beside)
    if own is None or common is None:
        return None, [*faults, *found]
    return merge(own, common), []


def read_unparsed(path: Path) -> Source | None:
    """The bare text of a filing that could not be read, and of what its folder shares."""
    beside = path.parent / term.SHARED_FILE
    common = sources.read_unparsed(beside) if beside != path and noted.is_there(beside) else None
    own = sources.read_unparsed(path)
    if common is None:
        return own
    return replace(own or Source(str(path), ""), others=(common,))


def merge(own: Source, common: Source) -> Source:
    """A filing with the keys that only the shared file states, each at its place there."""
    lent: set[Path_] = set()
    data = _merge(own.data, common.data, (), lent)
    keys, values = (_pick(places, lent, True) for places in (common.keys, common.values))
    keys, values = {**own.keys, **keys}, {**own.values, **values}
    doubts = (*own.doubts, *common.doubts)
    return replace(own, data=data, keys=keys, values=values, others=(common,), doubts=doubts)


def _pick(places: Places, tops: set[Path_], under: bool) -> Places:
    """The places whose path is one of some paths or leads on from it, or else all the others."""
    return {
        path: place
        for path, place in places.items()
        if any(path[:size] in tops for size in range(1, len(path) + 1)) is under
    }


def _merge(own: Section, common: Section, path: Path_, lent: set[Path_]) -> Section:
    merged = dict(own)
    for key, value in common.items():
        here = (*path, key)
        if key not in own:
            merged[key] = value
            lent.add(here)
        elif isinstance(own[key], dict) and isinstance(value, dict):
            merged[key] = _merge(own[key], value, here, lent)
    return merged


def shared_by(source: Source) -> Source | None:
    """The shared file that a filing draws on; None if it draws on none."""
    common = (it for it in source.others if Path(it.file).name == term.SHARED_FILE)
    return next(common, None)


# -- what each unit states itself ---------------------------------------------------------------


def refuse(source: Source, rules: Rules, files: Collection[str]) -> tuple[Source, list[Fault]]:
    """A filing without what no shared file may supply, and the faults of such things."""
    common = shared_by(source)
    refused = list(_find_misplaced(common.data, rules, (), set(files))) if common else []
    if common is None or not refused:
        return source, []
    gone = {path for path, _ in refused if source.key_place(path).file == common.file}
    data = source.data
    for path in gone:
        data = _drop(data, path)
    keys, values = (_pick(places, gone, False) for places in (source.keys, source.values))
    return replace(source, data=data, keys=keys, values=values), list(_tell(common, refused))


def shareable(path: Path_, rule: Rules) -> bool:
    """Whether a shared file may supply a field: it neither names the unit nor says how much."""
    return not why_not(path, rule, set())


def why_not(path: Path_, rule: Rules, files: set[str]) -> str:
    """Why each unit states a field itself; nothing where a shared file may supply it."""
    if path in IDENTITY:
        return "说明是哪个单位"
    if "files" in rule or (len(path) == 1 and path[0] in files):
        return "指向单位自己的文件"
    if path[-1] == term.AMOUNT_UNIT and len(path) > 1:
        return "会改变各单位已填金额的大小"
    if _says_how_much(rule):
        return "是各单位自己的数"
    return ""


def _says_how_much(rule: Rules) -> bool:
    if rule.get("type") == "list":
        return any(_holds_figures(inner) for inner in rule["schema"]["schema"].values())
    return rule.get("addresses") == term.KIND_YUAN or rule.get("kind") in term.FIGURE_KINDS


def _holds_figures(rule: Rules) -> bool:
    if rule.get("type") == "dict":
        return any(_holds_figures(inner) for inner in rule["schema"].values())
    return "code" in rule or _says_how_much(rule)


def _find_misplaced(
    node: Node, rules: Rules, path: Path_, files: set[str]
) -> Iterator[tuple[Path_, str]]:
    """What no shared file may supply, each with the reason."""
    for name, value in node.items() if isinstance(node, dict) else ():
        here, rule = (*path, name), rules.get(name)
        if rule is None:  # what no filing may state is told with the filing
            continue
        reason = why_not(here, rule, files)
        if reason:
            yield here, reason
        elif rule.get("type") == "dict":
            yield from _find_misplaced(value, rule["schema"], here, files)


def _drop(data: Section, path: Path_) -> Section:
    """A tree without what stands at a path, and without a mapping that held nothing else."""
    key, *rest = (str(step) for step in path)
    inner = _drop(data[key], tuple(rest)) if rest else {}
    if inner:
        return {**data, key: inner}
    return {name: value for name, value in data.items() if name != key}


def _tell(common: Source, refused: list[tuple[Path_, str]]) -> Iterator[Fault]:
    """One fault for each section and reason, with the other lines of it."""
    sections: dict[tuple[Any, str], list[Path_]] = {}
    for path, reason in refused:
        sections.setdefault((path[0], reason), []).append(path)
    for (_, reason), paths in sections.items():
        name = ".".join(str(step) for step in paths[0])
        others = tuple((common.key_place(path), "") for path in paths[1:])
        message = f"“{name}”{'等' if others else ''}{reason}，不能几个单位共用"
        help_ = "在这里删去，写到各单位自己的填报文件里"
        yield Fault("L414", message, common.key_place(paths[0]), related=others, help=help_)


def put_own_first(filing: Filing) -> Filing:
    """A filing whose own words about figures stand before those that it shares."""
    common = shared_by(filing.source)
    if common is None:
        return filing

    def from_elsewhere(item: Stated) -> bool:
        return filing.key_place_of(item).file == common.file

    data = {
        name: tuple(sorted(value, key=from_elsewhere))
        if isinstance(value, tuple) and value and isinstance(value[0], Stated)
        else value
        for name, value in filing.data.items()
    }
    return replace(filing, data=data)
