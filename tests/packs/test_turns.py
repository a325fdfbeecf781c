"""The words that tell a direction are known from the wordings of a pack, not to the engine."""

from generator import vocabulary as term
from generator.packs.turns import list_turns
from generator.packs.wording import read_phrases


def test_the_words_that_tell_a_direction_are_what_the_wordings_differ_by() -> None:
    raw = {case: "平" for case in term.FAMILIES[term.CHANGE]}
    raw |= {"增加": "比上年增加{{ 差额 }}万元，增长{{ 幅度 }}"}
    raw |= {"减少": "比上年减少{{ 差额 }}万元，下降{{ 幅度 }}"}
    phrase = read_phrases({"比": {"类": "变动", "对": "上年数", **raw}})["比"]
    turned = [[pair for pair in piece if pair[0] != pair[1]] for piece in list_turns(phrase)]
    assert [[("增加", "减少")], [], [("增长", "下降")], [], []] == turned


def test_wordings_of_other_fields_tell_no_direction() -> None:
    raw = {case: "平" for case in term.FAMILIES[term.CHANGE]}
    raw |= {"增加": "增加{{ 差额 }}万元", "减少": "下降{{ 幅度 }}"}
    assert () == list_turns(read_phrases({"比": {"类": "变动", "对": "上年数", **raw}})["比"])
