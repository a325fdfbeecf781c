"""A directory that is read without `zipfile` says what `zipfile` reads in it."""

import io
import zipfile
from collections.abc import Iterator

import pytest

from generator.word import archive, plain_directory
from generator.word.plain_directory import ListedPart

PARTS = {"[Content_Types].xml": b"<a/>", "word/a.xml": b"<b/>" * 9, "word/": b"", "b": b""}


def by_zipfile(raw: bytes) -> list[ListedPart] | None:
    """The same by `zipfile`; None for what it refuses."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            found = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, LookupError, OSError):
        return None
    return [
        ListedPart(
            *(it.orig_filename, it.flag_bits, it.compress_type, it.CRC),
            *(it.compress_size, it.file_size, it.header_offset),
        )
        for it in found
    ]


def mutate(raw: bytes) -> Iterator[bytes]:
    """A container with each bit of its directory changed, each byte gone, doubled or another."""
    start = raw.index(b"PK\x01\x02")
    for at in range(start, len(raw)):
        for byte in {*(raw[at] ^ 1 << bit for bit in range(8)), 0, 255}:
            yield raw[:at] + bytes([byte]) + raw[at + 1 :]
        yield raw[:at] + raw[at + 1 :]
        yield raw[:at] + raw[at : at + 1] + raw[at:]
        yield raw[:at]


def zipped(comment: bytes = b"", extra: bytes = b"", remark: bytes = b"", name: str = "a") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        info = zipfile.ZipInfo(name)
        info.extra, info.comment = extra, remark
        package.writestr(info, b"1")
        package.comment = comment
    return stream.getvalue()


def test_what_is_packed_here_is_plain() -> None:
    raw = archive.pack(PARTS)
    plain = plain_directory.read(raw)
    assert plain is not None
    assert plain == by_zipfile(raw)
    assert sorted(PARTS) == sorted(part.name for part in plain)


def test_what_is_taken_as_plain_is_what_zipfile_reads() -> None:
    taken = 0
    for raw in mutate(archive.pack(PARTS)):
        plain = plain_directory.read(raw)
        if plain is not None:
            taken += 1
            assert plain == by_zipfile(raw)
    assert taken > 500


@pytest.mark.parametrize(
    "raw",
    [
        zipped(comment=b"remark"),
        zipped(extra=b"\x99\x99\x00\x00"),
        zipped(remark=b"remark"),
        zipped(name="甲"),
        zipped(name="a\\b"),
        b"before" + zipped(),
        zipped() + b"behind",
        b"PK\x05\x06" + bytes(18),
        b"",
    ],
)
def test_what_has_other_readings_is_left_to_zipfile(raw: bytes) -> None:
    assert plain_directory.read(raw) is None
