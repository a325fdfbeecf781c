"""The whole of a first form, in the order of what the law wants published."""

from collections.abc import Iterator, Sequence

from generator import vocabulary as term
from generator.addresses import Steps, show
from generator.filling.numbers import chinese_ordinal
from generator.forms.form_prints import ANY
from generator.layouts import contents, tables
from generator.layouts.pieces import BODY, NEW_PAGE, LaidLine, LaidPage, Piece, TitleLine
from generator.layouts.tags import Tags
from generator.layouts.word_form import FormPlan
from generator.packs.layout import LaidItem, LaidTitle, Layout
from generator.packs.pack import Pack

_LEFT_OVER = "以下各项规则要求公开，请移到该写的段落里："


def plan(pack: Pack, layout: Layout, left: Sequence[Steps] = ()) -> FormPlan:
    """A first form of a pack; what is `left` by the layout stands at its end."""
    pieces = list(_lay(Tags(pack), layout))
    pieces += _lay_left(Tags(pack), left)
    name = f"{{{{ {term.UNIT}.{term.UNIT_NAME} }}}}"
    cover = layout.cover or (f"{{{{ {term.FISCAL_YEAR} }}}}年度", name, pack.key[0])
    subject = f"{{{{ {term.FISCAL_YEAR} }}}}年度{pack.key[0]}公开"
    properties = (("title", pack.file_name), ("subject", subject), ("author", name))
    return FormPlan(cover, properties, pieces)


def _lay(tags: Tags, layout: Layout) -> Iterator[Piece]:
    """Every title with its public table and what stands below it."""
    numbers, wide, first = [0, 0, 0], False, False
    for title, listed in tags.pack.contents.items():
        laid = layout.titles.get(title, LaidTitle())
        table = tables.lay_table(tags, layout, title, listed) if listed else None
        turned = table.wide if table else False
        if turned != wide:
            yield LaidPage(turned)
            wide = turned
        numbers[laid.level - 1] += 1
        numbers[laid.level :] = [0] * (len(numbers) - laid.level)
        fresh = laid.level == 2 and (first or table is not None)
        yield _title(title, laid, numbers[laid.level - 1], fresh)
        first = laid.level == 1
        if first and (laid.below or title == term.GLOSSARY):  # the title of a part has its own page
            yield LaidLine("", NEW_PAGE)
        if table:
            yield from contents.withhold(tags, listed, table.pieces)
        for item in laid.below:
            yield from contents.lay_item(tags, item)
        if title == term.GLOSSARY:
            yield from contents.lay_glossary()


_NUMBERS = {1: "第{}部分", 2: "{}、", 3: "（{}）"}


def _title(title: str, laid: LaidTitle, number: int, fresh: bool) -> TitleLine:
    ordinal = _NUMBERS[laid.level].format(chinese_ordinal(number))
    return TitleLine(laid.level, ordinal, laid.wording or title, fresh)


def _lay_left(tags: Tags, left: Sequence[Steps]) -> Iterator[Piece]:
    """What no title has: what a list holds goes with the whole list."""
    whole = [steps[: steps.index(ANY)] if ANY in steps else steps for steps in left]
    shown = list(dict.fromkeys(whole))
    if shown:
        yield LaidLine(_LEFT_OVER, BODY)
        yield from contents.lay_item(tags, LaidItem(shows=tuple(map(show, shown))))
