"""A part along the pieces that made it: what is told is what is told of the part by itself."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import FILINGS
from support.plain_parts import BORDERS, PART, SHOWN, damaged
from support.properties import examples

from generator import pipeline
from generator.word import carried, plain_paragraphs

IN_TEXTS = ["甲", "12.00", "0.00", "3.5", "丙"]


@pytest.fixture(autouse=True)
def _known() -> None:
    plain_paragraphs.read(PART)  # the first part after a root is cut in any case


def cut(xml: bytes, places: Sequence[int]) -> list[bytes]:
    """A part in pieces: what stands between two places, each second piece being a text."""
    borders = [0, *sorted(places), len(xml)]
    pieces = [xml[a:b] for a, b in pairwise(borders)]
    return pieces if len(pieces) % 2 == 0 else [*pieces, b""]


def cut_at(*texts: str) -> list[bytes]:
    """The part with some of its texts as pieces."""
    places = [PART.index(it.encode()) for it in texts]
    return cut(
        PART,
        [
            at
            for it, begin in zip(texts, places, strict=True)
            for at in (begin, begin + len(it.encode()))
        ],
    )


def follow(xml: bytes, pieces: Sequence[bytes]) -> plain_paragraphs.PlainPart | None:
    return plain_paragraphs._follow(xml, pieces)


def test_along_its_texts_a_part_reads_as_it_does_by_itself() -> None:
    found = follow(PART, cut_at(*IN_TEXTS))
    assert found == plain_paragraphs._read(PART)
    assert found is not None
    assert SHOWN == [text.replace("\n", " ") for text in found.texts]


def test_pieces_may_end_between_tags_where_no_text_comes() -> None:
    between = PART.index(b"<w:tr>")
    places = [between, between, PART.index("甲".encode()), PART.index("甲".encode()) + 3]
    assert plain_paragraphs._read(PART) == follow(PART, cut(PART, places))


def test_a_text_may_have_no_sign_or_only_a_part_of_what_stands_there() -> None:
    at = PART.index(b"12.00")
    for places in ([at, at], [at + 1, at + 3], [at, at + 1, at + 2, at + 5]):
        assert plain_paragraphs._read(PART) == follow(PART, cut(PART, places))


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        pytest.param("<w:tab/>", "</w:r>", id="a tag"),
        pytest.param("<w:tr>", "<w:tc>", id="a tag that begins a row"),
        pytest.param("810", '"', id="an attribute"),
        pytest.param("\n<w:p>", "<w:p>", id="a blank between tags"),
    ],
)
def test_what_is_called_a_text_may_be_something_else(begin: str, end: str) -> None:
    at = PART.index(begin.encode())
    pieces = cut(PART, [at, PART.index(end.encode(), at + 1)])
    assert plain_paragraphs._read(PART) == follow(PART, pieces)


def test_a_text_with_tags_after_it_is_not_followed() -> None:
    at = PART.index(b"3.5</w:t>")
    assert follow(PART, cut(PART, [at, PART.index(b"</w:tbl>")])) is None


def test_pieces_of_another_part_tell_nothing() -> None:
    other = PART.replace(b"3.5", b"3.6")
    assert follow(other, cut_at(*IN_TEXTS)) is None
    assert "3.6" in plain_paragraphs.read(other, cut_at(*IN_TEXTS)).texts


@examples(6000)
@given(damaged(), st.data())
def test_however_a_part_is_damaged_and_cut_the_same_is_told(
    xml: bytes, data: st.DataObject
) -> None:
    plain_paragraphs.read(PART)
    borders = [at for at in BORDERS if at <= len(xml)]
    place = st.sampled_from(borders).flatmap(lambda at: st.sampled_from([at, at + 1]))
    places = data.draw(st.lists(place | st.integers(0, len(xml)), max_size=8))
    found = follow(xml, cut(xml, places))
    if found is not None:
        assert plain_paragraphs._read(xml) == found


def test_the_next_document_of_a_form_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read along its pieces, a document carries what it would carry if it were cut."""
    seen = list[tuple[bytes, Sequence[bytes]]]()
    encode = carried.encode_part

    def keep(xml: bytes, pieces: Sequence[bytes] = ()) -> str:
        seen.append((xml, pieces))
        return encode(xml, pieces)

    monkeypatch.setattr(carried, "encode_part", keep)
    for path in FILINGS:
        pipeline.produce(path)
    assert seen
    for xml, pieces in seen:
        assert plain_paragraphs._read(xml) == follow(xml, pieces)
