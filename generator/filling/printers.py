"""What carries out the blocks of a form: small functions, made once for each form.

Of a row or a record the address and the texts are known before its names are asked one by one:
what is stated prints at once, and a figure that was computed before is found by its address.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal

from generator.addresses import Steps
from generator.figures.entries import NOTHING
from generator.filling import prints
from generator.filling.cells import FigureView, Named, RowOfList, at_hand, steps_of
from generator.filling.finders import Finders
from generator.filling.lookup import Names, link_path, rest_of
from generator.filling.numbers import Number, chinese_ordinal, ordinal
from generator.filling.page import FAULTS, Page, Step, form_error
from generator.filling.places import PlannedBlock
from generator.filling.program import Block, Filter, NamePath, Print
from generator.filling.table_ends import TABLE_END


def link_block(block: Block, filters: Mapping[str, Filter]) -> Step:
    """What carries out a block."""
    numbers = {name for name, it in filters.items() if isinstance(it, Number)}
    planned = PlannedBlock(block, numbers)
    carry = _link_prints(planned, filters) if block.prints else _link_fixed(planned)
    ends = [at for at, text in enumerate(block.texts) if TABLE_END in text.xml]

    def end(names: Names, page: Page) -> None:
        page.ends += [len(page.fixed) + at for at in ends]
        carry(names, page)

    return end if ends else carry


def _link_prints(planned: PlannedBlock, filters: Mapping[str, Filter]) -> Step:
    """What carries out a block that prints: for one owner after another."""
    block = planned.block
    fixed = tuple([it.xml for it in block.texts])
    groups = _group_prints(block.prints, filters)
    find = Finders(block.prints, filters)

    def carry(names: Names, page: Page) -> None:
        texts, said, books, known = page.texts, page.said, page.books, page.known
        begun = len(texts)
        try:
            for name, words, figures, phrases in groups:
                owner: Any = names.get(name) if name else names
                named, is_listed = isinstance(owner, Named), type(owner) is RowOfList
                stated, steps = (owner._stated, owner._steps) if named else at_hand(owner)
                for word in words:
                    text = stated.get(word)
                    texts.append(text if type(text) is str else find[len(texts) - begun](names))
                for number, rests in _print_sums(figures, owner, page) if is_listed else figures:
                    kept = number.kept
                    for rest in rests:
                        address = steps + rest
                        figure = known(address) or find[len(texts) - begun](names, books, address)
                        text = kept.get(figure.value)
                        texts.append(number.show(figure) if text is None else text)
                        said.append(figure)
                for phrase in phrases:
                    phrase(names, page)
        except FAULTS as error:
            raise form_error(error, block.prints[len(texts) - begun].paragraph) from error
        texts.append("")
        page.blocks.append(planned)
        page.fixed += fixed

    return carry


def _print_sums(figures: "Sequence[_Styled]", row: RowOfList, page: Page) -> "Sequence[_Styled]":
    """Print figures of a row that are sums of entries, without making them.

    What is left begins with the first that are something else, or may print otherwise.
    """
    texts, said, sums = page.texts, page.said, row.sums
    steps: Steps = row._steps
    code = steps[-1]
    for at, (number, rests) in enumerate(figures):
        asked, kept = sums.asked.get(id(rests)), number.kept
        columns = asked[1] if asked else sums.list(rests)
        if not columns:
            return figures[at:]
        for column, rest in columns:
            value = column.get(code, NOTHING).value
            text = kept.get(value)
            if text is None and (text := number.show_value(value)) is None:
                return [(number, rests[rests.index(rest) :]), *figures[at + 1 :]]
            texts.append(text)
            said.append(steps + rest)
    return ()


def _link_fixed(planned: PlannedBlock) -> Step:
    """What carries out a block that prints nothing: many are such, between two choices."""
    xml = planned.block.texts[0].xml

    def carry(_: Names, page: Page) -> None:
        page.texts.append("")
        page.blocks.append(planned)
        page.fixed.append(xml)

    return carry


# An owner (empty for the names themselves), its texts, then its figures as number styles print
# them, then its phrases. Little is touched for a print: memory that was not in use lately is slow.
_Styled = tuple[Number, Sequence[Steps]]
_Group = tuple[str, Sequence[Any], Sequence[_Styled], Sequence[Step]]


def _group_prints(prints: Sequence[Print], filters: Mapping[str, Filter]) -> list[_Group]:
    """The prints of a block in order; neighbours of one owner are together."""
    groups: list[tuple[str, list[Any], list[tuple[Number, Steps]], list[Step]]] = []
    before: str | None = None
    last = 0
    for it in prints:
        kind, linked = _link_print(it, filters[it.filter] if it.filter else None)
        owner = str(it.path[0]) if it.filter or len(it.path) > 1 else ""
        if owner != before or kind < last:
            groups.append((owner, [], [], []))
        groups[-1][kind].append(linked)
        before, last = owner, kind
    return [
        (owner, tuple(words), tuple(_group_figures(figures)), tuple(phrases))
        for owner, words, figures, phrases in groups
    ]


def _group_figures(figures: Sequence[tuple[Number, Steps]]) -> Iterator[_Styled]:
    for number, same in groupby(figures, itemgetter(0)):
        yield number, tuple([rest for _, rest in same])


def _link_print(it: Print, used: Filter | None) -> tuple[Literal[1, 2, 3], Any]:
    """A print, and where it stands in a group."""
    if used is None:
        return 1, it.path[-1] if len(it.path) <= 2 else None
    if isinstance(used, Number) and not it.arguments:
        return 2, (used, rest_of(it.path))
    if used is ordinal and not it.arguments:
        return 3, _link_ordinal(it.path)
    return 3, _link_phrase(it, used)


def _link_ordinal(path: NamePath) -> Step:
    find = link_path(path)

    def carry(names: Names, page: Page) -> None:
        page.texts.append(chinese_ordinal(find(names)))
        page.said.append(())

    return carry


def _link_phrase(it: Print, used: Filter) -> Step:
    owner, rest, find, arguments = (
        str(it.path[0]),
        rest_of(it.path),
        link_path(it.path),
        it.arguments,
    )

    def carry(names: Names, page: Page) -> None:
        steps = steps_of(names.get(owner)) + rest
        known = page.known(steps)
        pieces = used(FigureView(page.books, steps) if known else find(names), *arguments)
        page.texts.append(prints.join(pieces))
        page.said.append(pieces)

    return carry
