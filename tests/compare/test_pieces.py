"""Texts cut into whole numbers and the words between them."""

from hypothesis import given
from hypothesis import strategies as st

from generator.compare import pieces
from generator.compare.thresholds import LONGEST


def cut(text: str) -> list[str]:
    return [piece.text for piece in pieces.cut(text)]


def numbers(text: str) -> list[str]:
    return [piece.text for piece in pieces.cut(text) if piece.number]


def test_a_sentence_is_cut_at_its_numbers_and_punctuation() -> None:
    text = "2024年度收入3658.44万元，比上年减少637.16万元。"
    expected = ["2024", "年度收入", "3658.44", "万元，", "比上年减少", "637.16", "万元。"]
    assert expected == cut(text)


def test_a_number_is_whole_with_its_sign_commas_and_percent_sign() -> None:
    assert ["1,234.56", "-3.20", "14.83%"] == numbers("由1,234.56到-3.20，下降14.83%")


def test_what_hangs_on_letters_or_a_point_is_no_number() -> None:
    assert ["2010350"] == numbers("2010350-事业运行、APP2、e1.5")


def test_an_ordinal_is_a_piece_of_its_own() -> None:
    assert ["（八）", "购房补贴，", "九、", "其他"] == cut("（八）购房补贴，九、其他")
    assert [True, False, True, False] == [p.ordinal for p in pieces.cut("（八）购房补贴，九、其他")]


@given(st.text())
def test_the_pieces_are_the_text(text: str) -> None:
    assert text == pieces.text_of(pieces.cut(text))


@given(st.text(), st.text())
def test_the_words_tell_texts_apart(one: str, other: str) -> None:
    assert (one == other) == (pieces.words(one) == pieces.words(other))


def test_only_numbers_are_made_equal_in_a_skeleton() -> None:
    one, other = pieces.words("增加3.20万元"), pieces.words("增加14万元")
    assert (
        pieces.skeleton(one)
        == pieces.skeleton(other)
        != pieces.skeleton(pieces.words("减少3.20万元"))
    )


def test_sentences_end_where_they_end() -> None:
    line = pieces.cut("甲1，乙。丙；丁")
    found = [pieces.text_of(line[part]) for part in pieces.sentences([p.word for p in line])]
    assert ["甲1，乙。", "丙；", "丁"] == found


def test_a_text_that_nobody_reads_is_one_piece() -> None:
    text = "1,2 " * LONGEST
    assert [text] == [piece.text for piece in pieces.cut(text)]


@given(st.text(alphabet="1，,.．%-年（一）。甲", max_size=20) | st.text())
def test_the_words_are_those_of_the_pieces(text: str) -> None:
    assert tuple(piece.word for piece in pieces.cut(text)) == pieces.words(text)
