"""The numbers of Type 1 fonts: the same font in another file is the same to the last byte."""

import pytest

from generator.outputs import font_numbers

HEAD = b"%!PS-AdobeFont-1.0\n/UniqueID {} def\ncurrentfile eexec\n"
SECRET = b"\0\0\0\0dup /Private 13 dict\n/UniqueID {} def\n/Subrs 5 array" + bytes(range(256)) * 20
REST = b"0" * 512 + b"\ncleartomark"


def encipher(signs: bytes) -> bytes:
    """As the format says (Adobe Type 1 Font Format, 7.1)."""
    key, out = 55665, bytearray()
    for sign in signs:
        out.append(sign ^ (key >> 8))
        key = ((out[-1] + key) * 52845 + 22719) % 65536
    return bytes(out)


def font(shown: bytes, hidden: bytes | None = None) -> bytes:
    """A font that says these numbers, plainly and enciphered."""
    secret = SECRET.replace(b"{}", shown if hidden is None else hidden)
    return HEAD.replace(b"{}", shown) + encipher(secret) + REST


def renumbered(raw: bytes, number: int = 4100002) -> bytes:
    head, secret = (len(it) + len("4100002") - 2 for it in (HEAD, SECRET))
    return font_numbers.renumber(raw, head, secret, number=number)


@pytest.mark.parametrize("number", [b"4100000", b"4100002", b"4123456"])
def test_a_font_says_its_number_in_the_file_and_is_else_as_it_was(number: bytes) -> None:
    assert font(b"4100002") == renumbered(font(number))


OTHERS = {
    "none": font(b"       "),
    "none that is enciphered": font(b"4100000", b"       "),
    "of another length": font(b"410000 ", b"410000 "),
    "no font": b"",
}


@pytest.mark.parametrize("raw", OTHERS.values(), ids=OTHERS)
def test_a_font_that_does_not_say_its_number_so_stays_as_it_is(raw: bytes) -> None:
    assert raw == renumbered(raw)
