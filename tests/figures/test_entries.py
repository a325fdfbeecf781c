"""What a selection takes of a list's entries: asked in groups, answered as entry by entry."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from support.properties import examples

from generator.figures.entries import NOTHING, UNKNOWN, Entry, Leaf, Selecting
from generator.filing.kinds import Amount
from generator.packs.definitions import Selection
from generator.vocabulary import MISSING_TEXT

CODES = (None, "", "201", "20103", "2010301", "2010302", "2080501")
FUNDS, NATURES = ("一般", "基金", MISSING_TEXT), ("基本支出", "项目支出")


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Entries of a list; where some belong may not be known."""
    amounts = st.decimals(-(10**6), 10**6, places=2)
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(CODES),
                st.sampled_from(FUNDS),
                st.sampled_from(NATURES),
                amounts,
                st.booleans(),
            ),
            max_size=8,
        )
    )
    return tuple(
        Entry("支出", code, {"资金": fund, "性质": nature}, Amount(value, ("支出", at), wan))
        for at, (code, fund, nature, value, wan) in enumerate(drawn)
    )


def some(values: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


WHERE = st.fixed_dictionaries(
    {},
    optional={
        "科目": some(("2", "201", "208")),
        "资金": some(FUNDS[:2]),
        "性质": some(NATURES),
    },
)


def added_up(listed: Sequence[Entry], selection: Selection, code: str) -> Leaf:
    """The sum of what a selection takes, each entry looked at by itself."""

    def takes(entry: Entry, besides: tuple[str, ...] = ()) -> bool:
        where = dict(selection.where)
        prefixes = where.pop("科目", ("",))
        known = (entry.code or "").startswith(prefixes) or (besides and entry.code == "")
        values = ((entry.coordinates[name], allowed) for name, allowed in where.items())
        return bool(known) and all(value in (*allowed, *besides) for value, allowed in values)

    doubtful = [it for it in listed if it.doubtful and takes(it, (MISSING_TEXT,))]
    if any(not takes(it) or (code and not it.code) for it in doubtful):
        return UNKNOWN
    taken = [it.amount for it in listed if takes(it) and (it.code or "").startswith(code)]
    value = sum((it.value for it in taken), Decimal(0))
    return Leaf(value, tuple(it.path for it in taken), any(it.wan for it in taken))


@examples(200)
@given(entries(), st.lists(WHERE, min_size=1, max_size=4))
def test_what_selections_take_is_what_each_takes_of_every_entry(
    listed: tuple[Entry, ...], wheres: list[dict[str, tuple[str, ...]]]
) -> None:
    lists, selections = Selecting({"支出": listed}), [Selection("支出", it) for it in wheres]
    asked = [(it, code) for it in selections for code in ("", "2", "201", "2010301")]
    expected = [str(added_up(listed, it, code)) for it, code in asked]
    assert expected == [str(lists.add_up(it, code)) for it, code in asked]


def test_a_selection_of_no_entries_is_nothing() -> None:
    assert NOTHING == Selecting({"支出": ()}).add_up(Selection("支出"), "201")
