"""Texts in records: one that goes on in the next record says there how it is kept."""

from generator.spreadsheets.biff import Texts


def test_a_text_may_go_on_in_another_width() -> None:
    texts = Texts([b"\x04\x00\x00ab", b"\x01" + "合计".encode("utf-16-le") + b"\x01\x00\x00c"])
    assert ["ab合计", "c"] == [texts.read(), texts.read()]
