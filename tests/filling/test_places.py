"""Where printed figures stand: of whole blocks as of one print after the other."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from support.properties import examples

from generator.filling import places
from generator.filling.marks import Aspect, Mark
from generator.filling.places import PlannedBlock
from generator.filling.prints import Printed, Prints
from generator.filling.program import Block, Fixed, Print
from generator.vocabulary import MISSING_TEXT

NUMBERS = frozenset({"万元", "元"})
FIXED = st.builds(Fixed, st.just(b""), st.integers(0, 2), st.integers(0, 3))
PRINT = st.builds(
    Print,
    st.just(1),
    st.just(("甲",)),
    st.sampled_from(["", "万元", "元", "元", "比上年"]),
    st.sampled_from([(), (), (), ("为",)]),
    st.sampled_from([True, True, True, False]),
)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    prints = tuple(draw(st.lists(PRINT, max_size=5)))
    texts = draw(st.lists(FIXED, min_size=len(prints) + 1, max_size=len(prints) + 1))
    return Block(tuple(texts), prints)


def is_figure(it: Print) -> bool:
    return it.filter in NUMBERS and not it.arguments


def carried_out(block: Block, number: int) -> tuple[list[str], list[places.Says]]:
    """What a block may have printed, its last and empty text included, and what that says."""
    texts, said = list[str](), list[places.Says]()
    for at, it in enumerate(block.prints):
        name = f"{number}之{at}"
        texts.append("字" * (at + 1))
        if it.filter and is_figure(it):
            said.append((name,))
        elif it.filter:
            said.append([(None, "字"), ((Aspect.RATE, (name,), "上年数"), "字" * at)])
    return [*texts, ""], said


def read_one_by_one(
    blocks: Sequence[Block], texts: Sequence[str], said: Sequence[places.Says]
) -> list[tuple[object, str, int, int]]:
    """The places as they are defined: every text and every print moves them on."""
    found = list[tuple[object, str, int, int]]()
    paragraph = offset = 0
    rest, says = iter(texts), iter(said)
    for block in blocks:
        for (_, began, tail), it in zip(block.texts, (*block.prints, None), strict=True):
            paragraph, offset = paragraph + began, tail if began else offset + tail
            text = next(rest)
            if it is None:
                continue
            what = next(says) if it.filter else None
            if not it.shown:
                continue
            if what and is_figure(it):
                found.append((what, text, paragraph, offset))
            elif what:
                marked: Any = what[1]  # the first piece says nothing of a figure
                found.append((Mark(*marked[0]), marked[1], paragraph, offset + 1))
            offset += len(text)
    return found


@given(st.lists(blocks(), min_size=2, max_size=6))
@examples(1500)
def test_places_are_those_of_one_print_after_the_other(made: list[Block]) -> None:
    done = [carried_out(block, number) for number, block in enumerate(made)]
    texts = [text for own, _ in done for text in own]
    said = [it for _, own in done for it in own]
    placed = places.place([PlannedBlock(it, NUMBERS) for it in made], texts, said)
    says, others, shown, paragraphs, offsets = placed
    found = [*zip(says, shown, paragraphs, offsets, strict=True)]
    assert read_one_by_one(made, texts, said) == found
    assert [at for at, it in enumerate(says) if isinstance(it, Mark)] == others


def test_a_row_of_figures_is_placed_together() -> None:
    cell, end = Fixed(b"<w:p>", 1), Fixed(b"</w:p>")
    row = Block((cell, cell, end), (Print(1, ("甲",), "元", (), True),) * 2)
    sentence = Block((cell, Fixed(b""), end), row.prints)
    planned = [PlannedBlock(it, NUMBERS).standing is not None for it in (row, sentence)]
    assert [True, False] == planned


# -- all prints --------------------------------------------------------------------------------


MARKED = Printed(Mark(Aspect.RATE, ("甲",), "上年数"), "3.00%", "正文", 2, 1)
OWN = Printed(Mark(Aspect.VALUE, ("丙",)), "7", "正文", 2, 6)
GAP = Printed(Mark(Aspect.NO_VALUE, ("乙",)), MISSING_TEXT, "正文", 3, 0)
IN_COLUMNS = Prints(
    [("甲",), MARKED.mark, OWN.mark, ("乙",)],
    [1, 2],
    ["5", "3.00%", "7", MISSING_TEXT],
    ["正文"] * 4,
    [1, 2, 2, 3],
    [0, 1, 6, 0],
)
LISTED = [Printed(Mark(Aspect.VALUE, ("甲",)), "5", "正文", 1, 0), MARKED, OWN, GAP]


def test_prints_are_told_one_by_one() -> None:
    assert (LISTED, len(LISTED), GAP) == ([*IN_COLUMNS], len(IN_COLUMNS), IN_COLUMNS[-1])
    assert IN_COLUMNS == Prints.of(LISTED)
    assert Prints() == Prints.of([])


def test_prints_follow_others() -> None:
    both = Prints.of(LISTED[:1]) + IN_COLUMNS
    assert [LISTED[0], *LISTED] == [*both]
    assert [MARKED] == both.by_aspect[Aspect.RATE]
    assert IN_COLUMNS is IN_COLUMNS + Prints() is Prints() + IN_COLUMNS


def test_what_is_no_value_is_found_by_its_aspect() -> None:
    found = {aspect: items for aspect, items in IN_COLUMNS.by_aspect.items() if items}
    assert {Aspect.RATE: [MARKED], Aspect.NO_VALUE: [GAP]} == found


def test_a_value_is_printed_by_a_number_style_or_a_phrase() -> None:
    shown = [IN_COLUMNS.has((name,)) for name in "甲丙丁"]
    assert [True, True, False] == shown
