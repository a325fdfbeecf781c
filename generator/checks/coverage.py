"""What only the filled form shows: rows it leaves out, reasons and bases it misses, idle words."""

from collections.abc import Iterator

from generator.addresses import Steps, parse, show
from generator.checks.case import Case, Check, basis
from generator.diagnostics import ALIKE, Fault, Severity, nearest
from generator.figures import statements
from generator.figures.book import Figure
from generator.filing import asking
from generator.filing.kinds import Stated
from generator.filling.marks import Aspect
from generator.money import MISSING, as_text
from generator.packs.addressing import AddressError
from generator.packs.law import list_names
from generator.vocabulary import DOWN, NOTHING_TO_COMPARE, PRIOR_YEAR, REASONS, UP

UNWITHHELD = "C341"


def withheld(check: Check, case: Case) -> Iterator[Fault]:
    """What the filing withholds is not printed by the form."""
    name = check["stated"]
    if name in case.unwithheld:
        message = f"表样不支持“{name}”：{case.unwithheld[name]}"
        place = case.filing.source.place(parse(name))
        help_ = "请告知表样管理人，改好以前不要公开"
        yield Fault(UNWITHHELD, message, place, notes=(basis(check),), help=help_)


def covered(check: Check, case: Case) -> Iterator[Fault]:
    """Every row of a view that has money is printed by the form, in all or in chosen columns."""
    name = check["table"]
    table = case.table(name)
    columns = list_names(check.get("columns", tuple(table.columns)))
    find = case.book.figure
    size = case.books.levels[table.classification or ""][check["level"]]
    for code in case.book.rows((name,), size):
        for column in columns:
            steps = (name, code, column)
            if not case.printed.has(steps) and _has_money(figure := find(steps)):
                label = f"{code} {case.books.name_of(table.classification or '', code) or ''}"
                message = f"{label.strip()} {as_text(figure.value, figure.kind)}，表样没有印这一行"
                help_ = "检查科目是否用对；确有此项支出时请联系表样管理人"
                yield case.fault("C305", check, message, figure, help_=help_)
                break


def _has_money(figure: Figure) -> bool:
    return not (figure.value.is_zero() or figure.value.is_nan())


def explained(check: Check, case: Case) -> Iterator[Fault]:
    """A reason is stated wherever the form prints one and the movement is not flat."""
    source, (base, section) = case.filing.source, _explains(check, case)
    marked = {steps for of, steps in _list_marked(case, Aspect.NO_REASON) if of == base}
    listed = sorted((it for it in marked if not _is_misnamed(case, section, it)), key=show)
    for number, steps in enumerate(listed):
        address = case.label(steps)
        help_ = asking.ask(source, section, address, "原因")
        if section not in source.data and not number and not source.in_cells:
            labels = [case.label(each) for each in listed]
            help_ = asking.ask_for_section(source, section, labels, "原因")
        notes = (_tell_movement(case.book.figure(steps), base, case), basis(check))
        place = asking.find_place(source, section, address)
        yield Fault("C306", f"缺{section}：{address}", place, notes=notes, help=help_)


def _explains(check: Check, case: Case) -> tuple[str, str]:
    """The base that a demand for reasons is about, and the section that gives them."""
    base = check.get("base", PRIOR_YEAR)
    return base, case.books.reasons.get(base, REASONS)


def _tell_movement(now: Figure, base: str, case: Case) -> str:
    """This year's figure and the one that it is compared with."""
    said, prior = f"本年 {as_text(now.value, now.kind)}", case.books.bases.get(base)
    before = prior.figure(now.steps).value if prior is not None else MISSING
    if before.is_nan():
        return said
    change = now.value - before
    way = UP if change > 0 else DOWN
    of = "上年" if base == PRIOR_YEAR else base
    return f"{said}，{of} {as_text(before, now.kind)}，{way} {as_text(abs(change), now.kind)}"


def direction(check: Check, case: Case) -> Iterator[Fault]:
    """A reason does not speak of the opposite movement (减少 under 增加); this is only told."""
    base, section = _explains(check, case)
    prior = case.books.bases.get(base)
    if prior is None:
        return
    for item in case.printed.by_aspect[Aspect.REASON]:
        if item.mark.base != base:
            continue
        steps = item.mark.steps
        change = case.book.figure(steps).value - prior.figure(steps).value
        if change.is_nan() or change.is_zero():
            continue
        moved, other = (UP, DOWN) if change > 0 else (DOWN, UP)
        if list_ways(item.text, check) == {other}:
            message = f"{case.label(steps)} 是{moved}，原因写的是“{item.text}”"
            place = case.filing.source.place(dict(_words(case, section))[steps].path)
            help_ = "原因与增减的方向一致"
            yield Fault("C312", message, place, Severity.WARNING, (basis(check),), help=help_)


def _moves(case: Case, section: str, steps: Steps) -> bool:
    """Whether it is known how a figure moved; else nobody knows what will be printed of it."""
    about = (base for base, reasons in case.books.reasons.items() if reasons == section)
    base = next(about, PRIOR_YEAR)
    if not _is_known(case, steps) or _has_hole(case, base, steps):
        return False
    return not any(it.mark[1:] == (steps, base) for it in case.printed.by_aspect[Aspect.NO_BASE])


def _has_hole(case: Case, base: str, steps: Steps) -> bool:
    """Whether a base leaves something to be filled in the table or section of a figure.

    Of one that is taken from somewhere else as a whole nothing can be told before that is right.
    """
    if base in case.books.open_bases:
        return True
    stated = case.filing.data.get(base, ())
    items = () if isinstance(stated, str) else stated
    return any(item.amount.missing and item.steps[0] == steps[0] for item in items)


def list_ways(text: str, check: Check) -> set[str]:
    """The directions that a text speaks of; a longer word hides the shorter ones within it."""
    words = [(word, way) for way in (UP, DOWN) for word in check[way]]
    words += [(word, "") for word in check.get("neither", ())]
    said = set()
    for word, way in sorted(words, key=lambda it: -len(it[0])):
        if word in text:
            text = text.replace(word, "\n")
            said.add(way)
    return said - {""}


def _words(case: Case, section: str) -> list[tuple[Steps, Stated]]:
    """What a section says of which figure; wrong addresses are told where it is read."""
    return statements.resolve(case.filing.data.get(section, ()), case.filing, case.book)[0]


def _is_known(case: Case, steps: Steps) -> bool:
    """Whether a figure has a value; what is missing is told where it is to be filled."""
    return not case.book.figure(steps).value.is_nan()


def _is_misnamed(case: Case, section: str, steps: Steps) -> bool:
    """Whether a section states something for an address that is most likely meant to be this."""
    stated = case.filing.data.get(section, ())
    items = () if isinstance(stated, str) else stated
    wrong = [show(item.steps) for item in items if not _resolves(case, item)]
    return bool(wrong) and nearest(case.label(steps), wrong, ALIKE) is not None


def _resolves(case: Case, item: Stated) -> bool:
    try:
        case.book.figure(case.book.canonical(item.steps))
    except AddressError:
        return False
    return True


def gaps(case: Case) -> Iterator[Fault]:
    """Whatever else is missing in the form: no document leaves with a gap in it."""
    gaps = [items for aspect, items in case.printed.by_aspect.items() if aspect.gap]
    missing = {item.mark.address for items in gaps for item in items}
    for address in sorted(missing):
        help_ = f"在填报文件里填上：{address}"
        yield Fault("C309", f"待填：{address}", case.filing.source.place(()), help=help_)


def missing_bases(case: Case) -> Iterator[Fault]:
    """What the form compares with and no base supplies."""
    source = case.filing.source
    missing = [
        (base, steps)
        for base, steps in _list_marked(case, Aspect.NO_BASE)
        if _is_known(case, steps)
        and not _has_hole(case, base, steps)
        and not _is_misnamed(case, base, steps)
    ]
    for base in sorted({base for base, _ in missing}):
        if base not in source.data:
            message = f"缺“{base}”：表样要与它比较"
            labels = [case.label(steps) for b, steps in missing if b == base]
            none = asking.show_whole(source, base, NOTHING_TO_COMPARE)
            none = f"：{none}" if source.in_cells else f"“{none}”"
            notes = (f"如：{'、'.join(labels[:3])}", f"没有可比的，只写一行{none}")
            own = case.books.own.get(base)
            block = asking.ask_for_section(source, base, labels, "金额")
            help_ = f"在{own}里填上金额" if own else block
            place = asking.find_place(source, base)
            yield Fault("C307", message, place, notes=notes, help=help_)
    for base, steps in missing:
        if base in source.data:
            label = case.label(steps)
            help_ = asking.ask(source, base, label, "金额")
            figure = case.book.figure(steps)
            this_year = f"本年 {as_text(figure.value, figure.kind)}"
            place = asking.find_place(source, base, label)
            yield Fault("C307", f"缺{base}：{label}", place, notes=(this_year,), help=help_)


def _list_marked(case: Case, aspect: Aspect) -> list[tuple[str, Steps]]:
    """The bases and addresses of one aspect of all that is printed, each once, in order."""
    found = {(it.mark.base, it.mark.steps) for it in case.printed.by_aspect[aspect]}
    return sorted(found, key=lambda at: (at[0], show(at[1])))


def missing_notes(case: Case) -> Iterator[Fault]:
    """What the form says of a figure in words that nobody stated."""
    source = case.filing.source
    missing = [
        (section, steps)
        for section, steps in _list_marked(case, Aspect.NO_NOTE)
        if (_is_known(case, steps) or any(map(str.isdecimal, steps)))
        and not _is_misnamed(case, section, steps)
    ]
    for number, (section, steps) in enumerate(missing):
        label = case.label(steps)
        help_ = asking.ask(source, section, label, "文字")
        if section not in source.data and not number and not source.in_cells:
            labels = [case.label(each) for name, each in missing if name == section]
            help_ = asking.ask_for_section(source, section, labels, "文字")
        place = asking.find_place(source, section, label)
        yield Fault("C310", f"缺{section}：{label}", place, help=help_)


def idle_words(case: Case) -> Iterator[Fault]:
    """Words that the form does not print: perhaps they stand under a wrong address."""
    sections, marked = case.books.reasons, _list_marked(case, Aspect.REASON)
    reasons = {(sections.get(base, REASONS), steps) for base, steps in marked}
    used = reasons | set(_list_marked(case, Aspect.NOTE))
    for section in case.books.notes:
        for steps, item in _words(case, section):
            if (section, steps) in used:
                continue
            place = case.filing.source.key_place(item.path)
            if place.file != case.filing.source.file:  # meant for some of those that share it
                continue
            if _moves(case, section, steps):
                label = show(case.book.short(steps))
                message = f"“{section}”里的“{label}”没有用上：表样这里不印"
                help_ = "删去，或检查写的是哪一项"
                yield Fault("C308", message, place, Severity.WARNING, help=help_)
