"""Paragraph marks: none goes before a table or at the end of a cell."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from generator.redlines.marks import Sides, Slot, settle


@dataclass(frozen=True)
class Bit:
    """A paragraph that says a word, or (in capitals) a table; § ends a section."""

    text: str

    @property
    def table(self) -> bool:
        return self.text.isupper()

    @property
    def section(self) -> bool:
        return self.text.endswith("§")


def bits(line: str) -> list[Sides[Bit]]:
    """Pairs in one line: `a` stays, `-a` goes, `+a` comes, `a/b` becomes b."""
    made = []
    for word in line.split():
        old, _, new = word.partition("/")
        name = word.lstrip("+-")
        if word[0] in "+-":
            pair = Sides(Bit(name), None) if word[0] == "-" else Sides(None, Bit(name))
        else:
            pair = Sides(Bit(old), Bit(new or old))
        made.append(pair)
    return made


def settled(line: str) -> str:
    """The places of the redline in one line: content, then, where it is another's, the mark.

    A paragraph grows where it becomes another of more letters.
    """
    slots = place(line)
    return " ".join(
        told(slot.content) + (f"¶{told(slot.mark)}" if slot.mark != slot.content else "")
        for slot in slots
    )


def place(line: str) -> list[Slot[Bit]]:
    return settle(
        bits(line),
        lambda a, b: a.text == b.text,
        lambda pair: bool(pair.old and pair.new and len(pair.old.text) < len(pair.new.text)),
    )


def told(pair: Sides[Bit]) -> str:
    if pair.old and pair.new:
        return pair.old.text if pair.old == pair.new else f"{pair.old.text}/{pair.new.text}"
    return f"-{pair.old.text}" if pair.old else f"+{pair.new.text}" if pair.new else ""


def test_a_paragraph_between_paragraphs_goes_with_its_own_mark() -> None:
    assert "a -b c" == settled("a -b c")


def test_a_paragraph_that_goes_before_a_table_keeps_its_mark_for_the_one_before_it() -> None:
    assert "a¶-a -b¶b/a T" == settled("a -b T")


def test_a_paragraph_that_comes_before_a_table_gets_the_mark_of_the_one_before_it() -> None:
    assert "a¶+a +b¶a/b T" == settled("a +b T")


def test_the_last_paragraph_of_a_cell_keeps_its_mark() -> None:
    assert "a¶-a -b -c¶c/a" == settled("a -b -c")
    assert "a¶+a +b +c¶a/c" == settled("a +b +c")


def test_what_goes_and_comes_at_an_end_is_one_changed_paragraph() -> None:
    assert "a -b d/c T" == settled("a -b -d +c T")


def test_a_table_that_goes_with_its_heading_leaves_the_next_heading_on_its_place() -> None:
    # The heading h and subtitle s of table T go; those of table U, which say the same, are lent.
    assert "K h¶-h -s¶s/h -T -h s U" == settled("K -h -s -T h s U")


def test_a_table_that_comes_with_its_heading_does_so_too() -> None:
    assert "K h¶+h +s¶h/s +T +h s U" == settled("K +h +s +T h s U")


def test_the_paragraph_may_be_lent_by_those_before_the_table() -> None:
    assert "K h¶-h -s¶s/h -T -h s U" == settled("K h s -T -h -s U")


def test_a_section_never_moves() -> None:
    assert "a§ -b T" == settled("a§ -b T")
    assert "K -h -T a§ s U" == settled("K -h -T a§ s U")


def test_where_nothing_can_be_lent_a_paragraph_goes_with_its_own_mark() -> None:
    assert "K -h -T h U" == settled("K -h -T h U")


def test_a_paragraph_that_comes_after_one_that_grows_gets_its_mark() -> None:
    assert "a/ab¶+ab +c¶a/c d" == settled("a/ab +c d")
    assert "a/ab¶+ab +c +d¶a/d -e f" == settled("a/ab +c +d -e f")
    assert "a/ab -c +d e" == settled("a/ab -c +d e")
    assert "a/b +c d" == settled("a/b +c d")


def test_one_that_ends_a_section_does_not() -> None:
    assert "a§/ab§ +c d" == settled("a§/ab§ +c d")
    assert "a/ab +c§ d" == settled("a/ab +c§ d")


words = st.sampled_from(["a", "b", "-a", "+b", "-T", "+T", "T", "a/b", "c/cd", "c§"])


@given(st.lists(words, min_size=1, max_size=10).map(" ".join))
def test_each_version_keeps_its_paragraphs_in_order_and_as_many_marks(line: str) -> None:
    before, slots = bits(line), place(line)
    for side in ("old", "new"):
        expected = [getattr(pair, side) for pair in before if getattr(pair, side)]
        contents = [getattr(slot.content, side) for slot in slots]
        marks = [getattr(slot.mark, side) for slot in slots]
        assert expected == [block for block in contents if block]
        assert expected == [block for block in marks if block]


@given(st.lists(st.sampled_from(["a", "b", "-a", "+b"]), max_size=8).map(lambda w: ["c", *w]))
def test_the_last_mark_before_a_table_stays_in_both_versions(line: list[str]) -> None:
    slots = place(" ".join([*line, "T"]))
    assert slots[-2].mark.stays
