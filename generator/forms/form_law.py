"""A form held against its law: what it has to print and does not, unless the pack says why."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator import vocabulary as term
from generator.addresses import Steps, is_code, parse, show
from generator.compare import likeness
from generator.diagnostics import ALIKE, Fault, FormPlace, Place, Severity, nearest
from generator.filling.program import Program
from generator.forms import form_prints
from generator.forms.form_prints import ANY, Printing, belongs, read_title, write_address
from generator.kept.library import PACK_FILE
from generator.packs import pack_tree
from generator.packs.definitions import Field, Record, Records, Table, Text
from generator.packs.law import list_names
from generator.packs.pack import Pack
from generator.packs.reading import show_file
from generator.packs.wording import Wording

_MAX_NAMED = 6
_COVERED = "covered"  # the kind of check that wants every account with money printed
# What says how the filing is to be read, and is no content of the document.
_SETTINGS = frozenset((term.DOCUMENT_KIND, term.REGION, term.AMOUNT_UNIT, term.UNIT_CODE))


def check(form: Printing) -> list[Fault]:
    """What the law requires and the form does not print, and reasons that nothing needs."""
    missing = _find_missing(form)
    dropped = {steps for steps in missing if _is_dropped(steps, form.pack)}
    left = {steps: title for steps, title in missing.items() if steps not in dropped}
    return [*_tell(form, left), *_find_idle(form, missing)]


def list_missing(
    pack: Pack, programs: Mapping[str, Program], parts: Mapping[str, bytes]
) -> list[Steps]:
    """Every address, and title, that the law requires and the form does not print."""
    return list(_find_missing(form_prints.read(pack, programs, parts, "")))


def _find_missing(form: Printing) -> dict[Steps, str]:
    """Everything that is missing, with the title that it belongs under (none for a title itself).

    Of what belongs under a title that is not there, only the title.
    """
    there = {read_title(text) for spot in form.spots.values() for text in spot.headings}
    titles = {(title,): "" for title in form.pack.contents if title not in there}
    figures = _find_unprinted(form)
    return titles | {steps: title for steps, title in figures.items() if (title,) not in titles}


# -- figures and texts ---------------------------------------------------------------------------


class _Required(NamedTuple):
    """An address that has to be printed, and what will do: addresses with the level of a list."""

    steps: Steps
    will_do: tuple[tuple[Steps, str], ...]


def _find_unprinted(form: Printing) -> dict[Steps, str]:
    """The addresses that are not printed where they should be, with the title they belong under."""
    under: dict[str, list[tuple[Steps, str]]] = {}
    for title, listed in form.pack.contents.items():
        for of in listed:
            under.setdefault(of[0], []).append((of, title))
    printed = {title: set(_list_printed(form, title)) for title in ("", *form.pack.contents)}
    missing: dict[Steps, str] = {}
    for it in _list_required(form.pack):
        near = under.get(it.steps[0], ())
        title = next((title for of, title in near if belongs(it.steps, of)), "")
        if printed[title].isdisjoint(it.will_do):
            missing[it.steps] = title
    return missing


def _list_printed(form: Printing, title: str) -> Iterator[tuple[Steps, str]]:
    """What is printed, each with its level; under a title, only what stands in a table there."""
    for it in form.prints:
        if it.filter and not _prints_value(it.filter, form.pack.wording):
            continue
        spot = form.spots.get(it.paragraph)
        if not title or (spot and spot.cell and title in map(read_title, spot.headings)):
            yield it.steps, it.level
            yield it.steps, ""
            if any(map(is_code, it.steps)):
                yield tuple(ANY if is_code(step) else step for step in it.steps), ""


def _prints_value(name: str, wording: Wording) -> bool:
    """Whether a filter prints the figure itself, and not how it moved, or why."""
    phrase = wording.phrases.get(name)
    return name in wording.styles or (phrase is not None and phrase.family == term.PROPORTION)


def _list_required(pack: Pack) -> Iterator[_Required]:
    """Every figure and text of the law; of a table that has to be whole, every account besides."""
    for steps, field in _list_fields(pack.definitions.root, ()):
        if not isinstance(field, Text) or not is_setting(steps, pack):
            yield _Required(steps, ((steps, ""),))
    for check in pack.checks:
        if check["kind"] == _COVERED:
            yield from _list_accounts(pack, check)


def _list_accounts(pack: Pack, check: Mapping[str, Any]) -> Iterator[_Required]:
    name, level = check["table"], check["level"]
    table = pack.definitions.root.fields[name]
    assert isinstance(table, Table)
    accounts, year = pack.classifications[table.classification or ""], int(pack.key[1])
    size, levels = accounts.levels[level], (f"{level}{term.LEVEL_SUFFIX}", term.ALL_ROWS)
    codes = [it for it in accounts.terms if len(it) == size and accounts.name_of(it, year)]
    for column in list_names(check.get("columns", tuple(table.columns))):
        lists = tuple(((name, ANY, column), listed) for listed in levels)
        for steps in ((name, code, column) for code in codes):
            yield _Required(steps, ((steps, ""), *lists))


def is_setting(steps: Steps, pack: Pack) -> bool:
    """Whether a text says how the filing is to be read, and is no content of the document.

    Any record of a list is `ANY`.
    """
    return (
        steps[-1] in _SETTINGS or "allowed" in _rule_of(steps, pack) or steps[-1] in pack.own_files
    )


def _is_left_open(steps: Steps, pack: Pack) -> bool:
    """Whether this is a text that most filings do not state: a form may well be without it."""
    rule = _rule_of(steps, pack)
    return rule.get("kind") in (term.KIND_TEXT, term.KIND_PARAGRAPHS) and "required" not in rule


def _rule_of(steps: Steps, pack: Pack) -> Any:
    """What may be typed at an address; nothing for what is not typed."""
    rules: Any = {"schema": pack.rules}
    for step in steps:
        rules = rules.get("schema", {})
        rules = rules.get("schema", {}) if step == ANY else rules.get(step, {})
    return rules


def _list_fields(field: Field, steps: Steps) -> Iterator[tuple[Steps, Field]]:
    if isinstance(field, Record):
        for name, inner in field.fields.items():
            yield from _list_fields(inner, (*steps, name))
    elif isinstance(field, Records):
        yield from _list_fields(field.item, (*steps, ANY))
    elif isinstance(field, Table):
        rows = (*field.rows, *((ANY,) if field.classification else ()))
        yield from (((*steps, row, column), field) for row in rows for column in field.columns)
    else:
        yield steps, field


# -- telling -------------------------------------------------------------------------------------


def _is_dropped(steps: Steps, pack: Pack) -> bool:
    """Whether the pack says why this, or all that it belongs to, is not printed."""
    return any(belongs(steps, of) for of in pack.dropped)


def _tell(form: Printing, missing: Mapping[Steps, str]) -> Iterator[Fault]:
    """One fault for each title or definition with something missing."""
    groups: dict[tuple[str, str], list[Steps]] = {}
    for steps, title in missing.items():
        groups.setdefault((title, steps[0]), []).append(steps)
    for (title, name), group in groups.items():
        names = "、".join(map(write_address, group[:_MAX_NAMED]))
        more = f"等 {len(group)} 项" if len(group) > _MAX_NAMED else ""
        if name in form.pack.contents and group == [(name,)]:
            yield _tell_title(form, name)
            continue
        under = f"“{title}”下的公开表没有印" if title else "规则里有而表样没有印"
        place = _find_title(form, title) if title else _find_near(form, group[:_MAX_NAMED])
        where = "在这个标题下的表格里补上" if title else "在表样里补上"
        help_ = f"{where}；确实不印的，在 pack.yaml 的“{term.PACK_DROPPED}”里写明理由"
        optional = all(_is_left_open(steps, form.pack) for steps in group)
        severity = Severity.WARNING if optional else Severity.ERROR
        yield Fault("D538", f"{under}：{names}{more}", place, severity, help=help_)


def _tell_title(form: Printing, title: str) -> Fault:
    """That a title has no heading: some text may be meant to be one."""
    message = f"规则要求公开“{title}”，表样没有这个标题"
    reason = f"在 pack.yaml 的“{term.PACK_DROPPED}”里写“{title}: 理由”"
    help_ = f"加上这个标题，用标题样式；不公开的，{reason}"
    place = FormPlace(form.file, "", 0, "")
    plain = (it for it in form.spots.values() if it.ordinal and it.headings)
    for spot in (it for it in plain if read_title(it.text) == title):
        place = FormPlace(form.file, form.main, spot.paragraph, spot.text)
        return Fault("D538", message, place, help="这一段的字就是它，没有用标题样式；改用标题样式")
    headings = {read_title(it): it for spot in form.spots.values() for it in spot.headings}
    others = [it for it in headings if it and it not in form.pack.contents]
    if near := nearest(title, others, ALIKE):
        place = _find_title(form, near)
        help_ = f"这个标题是不是它？是的，改成“{title}”；不是的，{help_}"
    return Fault("D538", message, place, help=help_)


def _find_title(form: Printing, title: str) -> FormPlace:
    """The heading that says a title; the form as a whole where there is none."""
    for number, spot in form.spots.items():
        if spot.headings and read_title(spot.headings[-1]) == title:
            return FormPlace(form.file, form.main, number, spot.headings[-1])
    return FormPlace(form.file, "", 0, "")


def _find_near(form: Printing, group: Sequence[Steps]) -> FormPlace:
    """Where what stands nearest to an address is printed; the form as a whole where none is."""
    shared = {
        it: max(likeness.count_alike(it.steps, steps) for steps in group) for it in form.prints
    }
    most = max(shared.values(), default=0)
    for it in (it for it in form.prints if most and shared[it] == most):
        if spot := form.spots.get(it.paragraph):
            return FormPlace(form.file, form.main, it.paragraph, spot.text)
    return FormPlace(form.file, "", 0, "")


def _find_idle(form: Printing, missing: Collection[Steps]) -> Iterator[Fault]:
    """A reason for what is printed after all, or is no address at all, says what is not so."""
    for of in form.pack.dropped:
        if not any(belongs(steps, of) for steps in missing):
            message = f"pack.yaml 的“{term.PACK_DROPPED}”里有“{show(of)}”，表样并没有少印它"
            place = _place_reason(form.pack, of)
            yield Fault("D538", message, place, help="删去这一条，或改正名称")


def _place_reason(pack: Pack, of: Steps) -> Place:
    """Where pack.yaml says why an address is not printed."""
    file = pack.form.with_name(PACK_FILE)
    tree = pack_tree.read(file, show_file(file, pack.root))
    reasons = tree.root.get(term.PACK_DROPPED) if isinstance(tree.root, dict) else None
    written = [it for it in reasons if parse(it) == of] if isinstance(reasons, dict) else []
    return tree.place((term.PACK_DROPPED, *written), at_key=True)
