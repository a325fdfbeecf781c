"""Two trees of one filing put together: by what both began from, nothing chosen for a person."""

from generator.workbench.form_merging import ALL, OWN, THEIRS, NotHeld, merge

BEFORE = {"名称": "甲", "表": [{"科目": "1", "数": "10"}, {"科目": "2", "数": "20"}]}


def rows(*said: tuple[str, str]) -> dict[str, object]:
    return {"名称": "甲", "表": [{"科目": code, "数": text} for code, text in said]}


def test_what_one_side_changed_is_that_sides() -> None:
    own, theirs = rows(("1", "11"), ("2", "20")), rows(("1", "10"), ("2", "22"))
    merged = merge(own, theirs, BEFORE, {})
    assert rows(("1", "11"), ("2", "22")) == merged.tree
    assert [OWN, THEIRS] == [it.side for it in merged.differences]


def test_what_both_changed_is_nobodys_until_it_is_chosen() -> None:
    own, theirs = rows(("1", "11"), ("2", "20")), rows(("1", "12"), ("2", "20"))
    (crossed,) = merge(own, theirs, BEFORE, {}).differences
    assert ("", "11", "12", "10") == (crossed.side, crossed.own, crossed.theirs, crossed.common)
    assert (("表", "1", "数"), True) == (crossed.at.words, crossed.is_crossed)
    assert theirs == merge(own, theirs, BEFORE, {crossed.name: THEIRS}).tree
    assert own == merge(own, theirs, BEFORE, {crossed.name: OWN}).tree


def test_nothing_is_settled_where_it_is_not_known_what_both_began_from() -> None:
    own, theirs = rows(("1", "11"), ("2", "20")), rows(("1", "10"), ("2", "20"))
    (crossed,) = merge(own, theirs, None, {}).differences
    assert ("", NotHeld.UNKNOWN) == (crossed.side, crossed.common)


def test_rows_that_both_added_are_both_there() -> None:
    old = [("1", "10"), ("2", "20")]
    own, theirs = rows(*old, ("3", "30")), rows(("0", "5"), *old, ("4", "40"))
    merged = merge(own, theirs, BEFORE, {})
    assert rows(("0", "5"), *old, ("4", "40"), ("3", "30")) == merged.tree
    assert {NotHeld.ABSENT} == {it.common for it in merged.differences}


def test_a_row_that_one_side_took_away_and_the_other_changed_is_chosen() -> None:
    own, theirs = rows(("1", "10")), rows(("1", "10"), ("2", "21"))
    (crossed,) = merge(own, theirs, BEFORE, {}).differences
    assert ("", NotHeld.ABSENT) == (crossed.side, crossed.own)
    assert own == merge(own, theirs, BEFORE, {crossed.name: OWN}).tree
    assert theirs == merge(own, theirs, BEFORE, {ALL: THEIRS}).tree


def test_the_same_row_that_both_added_is_one() -> None:
    old = [("1", "10"), ("2", "20")]
    merged = merge(rows(*old, ("3", "30")), rows(*old, ("3", "33")), BEFORE, {ALL: OWN})
    assert rows(*old, ("3", "30")) == merged.tree
    assert [("表", "3", "数")] == [it.at.words for it in merged.differences]


def test_amounts_in_other_units_never_stand_in_one_section() -> None:
    before = {"费": {"金额单位": "元", "甲": "10000", "乙": "20000"}}
    own = {"费": {"金额单位": "万元", "甲": "1", "乙": "2"}}
    theirs = {"费": {"金额单位": "元", "甲": "10001", "乙": "20000"}}
    (crossed,) = merge(own, theirs, before, {}).differences
    assert ("", ("费",)) == (crossed.side, crossed.at.words)


def test_an_amount_knows_its_unit() -> None:
    own = {"费": {"金额单位": "万元", "甲": "1"}}
    theirs = {"费": {"金额单位": "万元", "甲": "2"}}
    (it,) = merge(own, theirs, None, {}).differences
    assert "万元" == it.at.unit
