"""Whether what stands beside the tables refers to what there is: pack, bases, members."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from generator import vocabulary as term
from generator.addresses import parse
from generator.diagnostics import did_you_mean, offer_near
from generator.filing.values import Rules
from generator.filing.yaml_tree import Path_
from generator.packs import figure_rules
from generator.packs.addressing import AddressError
from generator.packs.demanding import find_in_base, find_nowhere
from generator.packs.file_naming import find_in_file_name
from generator.packs.grammar import Flaw
from generator.packs.selections import (
    FROM,
    Surroundings,
    find_in_selection,
    find_in_value,
    find_misnamed,
)
from generator.packs.unit_words import say_other_suffix
from generator.packs.wording import read_style

# -- pack.yaml -----------------------------------------------------------------------------------


def find_in_pack(
    pack: Rules, phrases: Rules, terms: Collection[str], known: Surroundings
) -> Iterator[Flaw]:
    """Everything that pack.yaml refers to and is not there."""
    for key in (term.DOCUMENT_KIND, term.FISCAL_YEAR):
        allowed = known.rules[key].get("allowed")
        if allowed and pack[key] not in allowed:
            yield Flaw((key,), f"规则的“{key}”不能是“{pack[key]}”", f"可以写：{'、'.join(allowed)}")
    yield from find_in_file_name(pack["file_name"], pack["wordings"], known)
    yield from _find_in_wordings(pack["wordings"], known)
    yield from _find_in_styles(pack, phrases)
    for index, name in enumerate(pack.get("glossary", ())):
        if name not in terms:
            help_ = did_you_mean(name, terms)
            yield Flaw(("glossary", index), f"glossary.yaml 里没有“{name}”", help_)
    yield from _find_in_overview(pack.get("overview", {}), known)
    for address in pack.get("dropped", {}):
        yield from find_nowhere(address, known, ("dropped", address))


def _find_in_styles(pack: Rules, phrases: Rules) -> Iterator[Flaw]:
    styles = pack["styles"]
    for part, style in pack["phrase_styles"].items():
        if style not in styles:
            help_ = did_you_mean(style, styles) or f"可以写：{'、'.join(styles)}"
            yield Flaw(("phrase_styles", part), f"没有“{style}”这种数式", help_)
    for name in styles:
        if name in phrases or name in (term.FILTER_ORDINAL, term.FILTER_REASON, term.FILTER_NOTE):
            message = f"“{name}”已经是短语或程序的写法"
            yield Flaw(("styles", name), message, "另起名称", True)
    for name, entry in styles.items():
        wrong = say_other_suffix(read_style(name, entry))
        if wrong:
            yield Flaw(("styles", name), f"数式“{name}”{wrong}", "改正“除以”或“后缀”", True)


def _find_in_wordings(wordings: Rules, known: Surroundings) -> Iterator[Flaw]:
    """Every way in which a unit calls itself has its words, the same ones."""
    ways = known.rules[term.UNIT]["schema"][term.UNIT_WORD]["allowed"]
    for name in wordings:
        if name not in ways:
            yield Flaw(
                ("wordings", name),
                f"“{term.UNIT_WORD}”不会是“{name}”",
                f"可以写：{'、'.join(ways)}",
                True,
            )
    for name in ways:
        if name not in wordings:
            yield Flaw(("wordings",), f"缺少“{name}”", f"补上“{name}”", True)
    words = dict.fromkeys(word for own in wordings.values() for word in own)
    for name, own in wordings.items():
        for word in words:
            if word not in own:
                yield Flaw(("wordings", name), f"“{name}”缺少“{word}”", f"补上“{word}”", True)


def _find_in_overview(overview: Rules, known: Surroundings) -> Iterator[Flaw]:
    yield from find_in_base(overview, known, ("overview",))
    groups: dict[tuple[str, ...], Rules] = {("figures",): overview.get("figures", {})}
    groups |= {("parts", title): group for title, group in overview.get("parts", {}).items()}
    for way, group in groups.items():
        for label, address in group.items():
            try:
                steps = figure_rules.resolve(known.root, (), parse(address))
                figure_rules.rule_at(known.root, steps)
            except AddressError as error:
                yield Flaw(("overview", *way, label), error.message, error.help)


def find_in_contents(contents: Rules, known: Surroundings) -> Iterator[Flaw]:
    """The definitions that stand in the tables under each title."""
    for title, names in contents.items():
        for index, name in enumerate(names or ()):
            for flaw in find_nowhere(name, known, ("contents", title, index)):
                help_ = f"“{title}:”后面写 tables.yaml 里的表名，不是标题"
                near = offer_near(name, known.root.fields)
                message = f"没有“{name}”这张表，也没有这一节"
                yield flaw._replace(message=message, help=f"{help_}；{near}".rstrip("；"))


# -- bases and members -----------------------------------------------------------------------------


def find_in_bases(bases: Rules, known: Surroundings) -> Iterator[Flaw]:
    """What a base from another filing refers to in this pack."""
    for name, said in bases.items():
        path: Path_ = ("bases", name)
        for flaw in find_in_base({"base": name}, known, ()):
            yield flaw._replace(path=path, at_key=True)
        file = said.get("file")
        if file is not None and known.rules.get(file, {}).get("kind") != term.KIND_TEXT:
            help_ = did_you_mean(file, known.rules)
            yield Flaw((*path, "file"), f"input.yaml 里没有“{file}”这一项文字", help_)
        yield from _find_in_own(said, known, path)
        for own, lent in said.get("lists", {}).items():
            yield from _find_in_lent(own, lent, known, (*path, "lists", own))
        for old, new in said.get("codes", {}).items():
            if not any(it.name_of(new, known.year) for it in known.accounts.values()):
                yield Flaw((*path, "codes", old), f"科目表里没有 {new}", "检查编码")


def _find_in_own(said: Rules, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    """A section that stands for another has all its figures."""
    for name, other in said.get("sections", {}).items():
        if name == other:
            yield Flaw((*path, "sections", name), *_say_itself(name))
        figures, theirs = (_figures_of(known.rules.get(it, {})) for it in (name, other))
        for wrong in (it for it, of in ((name, figures), (other, theirs)) if not of):
            at_key = wrong == name
            help_ = did_you_mean(wrong, known.rules)
            message = f"input.yaml 里没有“{wrong}”这样分项填数的一节"
            yield Flaw((*path, "sections", name), message, help_, at_key)
        lacking = sorted(figures - theirs) if theirs else []
        if lacking:
            message = f"“{other}”没有“{'、'.join(lacking)}”，代替不了“{name}”"
            yield Flaw((*path, "sections", name), message, "两节的数要叫一样的名称")


def _say_itself(name: str) -> tuple[str, str]:
    """That figures stand for themselves: nothing would ever differ from such a base."""
    return f"“{name}”就是它自己，和基数总是一样", "写填报里填基数的那一处"


def _figures_of(rule: Rules, name: str = "") -> set[str]:
    """The figures of a section by their names, those of its parts after these."""
    if rule.get("kind") in term.FIGURE_KINDS:
        return {name}
    parts = rule.get("schema", {}) if rule.get("type") == "dict" else {}
    owner = f"{name}." if name else ""
    return {it for part, inner in parts.items() for it in _figures_of(inner, f"{owner}{part}")}


def _find_in_lent(own: str, lent: Rules, known: Surroundings, path: Path_) -> Iterator[Flaw]:
    """Which of our values the other filing's are; lists may share one set of names."""
    if own not in known.definitions.lists:
        help_ = did_you_mean(own, known.definitions.lists)
        yield Flaw(path, f"没有“{own}”这张清单", help_, True)
        return
    for dimension, names in lent.items():
        if dimension == FROM:
            continue
        if dimension not in known.dimensions(own):
            yield from find_in_selection({FROM: own, dimension: []}, set(), known, path)
            continue
        if isinstance(names, str):  # what every entry of that list is
            yield from find_in_value(own, dimension, names, known, (*path, dimension))
            continue
        for other, value in names.items():
            if value is not None and not known.has_value(dimension, value):
                at = (*path, dimension, other)
                yield from find_in_value(own, dimension, value, known, at)


def find_in_lent_lists(
    lists: Mapping[str, Rules], other: Surroundings, known: Surroundings, path: Path_
) -> Iterator[Flaw]:
    """What a base takes from a pack of another kind, held against one such pack.

    Or from the pack itself, whose lists have their own names.
    """
    of = "" if other is known else "那种文档里"
    for own, lent in lists.items():
        here = (*path, own)
        flaws = list(_find_in_their_names(lent, other, of, here))
        if other is known and {**lent} == {FROM: own}:
            flaws.append(Flaw((*here, FROM), *_say_itself(own)))
        yield from flaws
        if not flaws and own in known.definitions.lists:
            yield from _find_unnamed(own, lent, other, known, here)
            yield from find_misnamed(lent[FROM], own, known) if other is known else ()


def _find_in_their_names(lent: Rules, other: Surroundings, of: str, path: Path_) -> Iterator[Flaw]:
    for flaw in find_in_selection({FROM: lent[FROM]}, set(), other, path):
        yield flaw._replace(message=f"{of}{flaw.message}")
        return
    for dimension, names in lent.items():
        if dimension == FROM or isinstance(names, str):
            continue
        for value in names:
            if not other.has_value(dimension, value):
                at = (*path, dimension, value)
                for flaw in find_in_value(lent[FROM], dimension, value, other, at):
                    yield flaw._replace(message=f"{of}{flaw.message}", at_key=True)


def _find_unnamed(
    own: str, lent: Rules, other: Surroundings, known: Surroundings, path: Path_
) -> Iterator[Flaw]:
    """Values of theirs that are none of ours and for which no name of ours is given."""
    shared = (it for it in other.dimensions(lent[FROM]) if not isinstance(lent.get(it), str))
    for dimension in shared:
        for value in other.values(lent[FROM], dimension) or ():
            named = value in lent.get(dimension, {})
            if not named and value not in (known.values(own, dimension) or (value,)):
                message = f"没有写“{lent[FROM]}”的“{dimension}”“{value}”在这里叫什么"
                yield Flaw(path, message, "写明对应的名称；这里没有的空着", True)


def find_idle_bases(known: Surroundings, said: Sequence[Rules], taken: Rules) -> Iterator[Flaw]:
    """Bases that a filing may state and that nothing compares with (paths of input.yaml).

    `said` is all that may name a base: phrases, demands, the overview; `taken` the bases that
    another filing supplies.
    """
    named = {it.get(word) for it in said for word in ("base", term.PHRASE_BASE)} | set(taken)
    for name, rule in known.rules.items():
        stated = rule.get("addresses") == term.KIND_YUAN and name != term.CONTROL_TOTALS
        if stated and name not in named:
            help_ = did_you_mean(name, (term.CONTROL_TOTALS, *map(str, named)))
            yield Flaw((name,), f"没有哪里与“{name}”比较", help_, True)
