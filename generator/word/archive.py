"""The .docx container: read within bounds, written so that the bytes depend on nothing but content.

Parts that no filing changes are compressed once, with the form, and copied from then on.
"""

import io
import struct
import zlib
from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from generator.word import plain_directory
from generator.word.plain_directory import ListedPart

MAX_PARTS = 500
MAX_TOTAL = 64 * 1024 * 1024
LEVEL = 6

_HEADER = struct.Struct("<HHHHHLLLHH")
_DATE_1980 = 0x0021
_VERSION = 20
_STORED, _DEFLATED = 0, 8
_UTF8_NAMES = 0x800
_LOCAL = struct.Struct("<4s22xHH")
_ENCRYPTED = 1
_ENTRY = b"PK\x01\x02"
_MADE_BY, _WHERE, _END = (
    struct.pack("<H", _VERSION),
    struct.Struct("<HHHLL"),
    struct.Struct("<4sHHHHLLH"),
)
# More signatures of an entry than any document has: its directory would fill memory when read.
MAX_SIGNATURES = 20 * MAX_PARTS
# What zipfile and zlib raise for a damaged container: they have no error in common.
_OF_ANY = EOFError, OSError, ValueError, LookupError, ArithmeticError, RuntimeError
_DAMAGE = (zlib.error, struct.error, *_OF_ANY)
# How a file begins that is encrypted with a password, or of the format before .docx.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIRST = ("[Content_Types].xml", "_rels/.rels")


class ArchiveError(ValueError):
    """A file that is not a usable .docx container."""


class BulkyArchiveError(ArchiveError):
    """A container with more in it than any document has."""


class Packed(NamedTuple):
    """A part in its compressed form, ready to be copied into an archive."""

    deflated: bytes
    checksum: int
    size: int


def plain(part: Packed) -> list[Any]:
    """A packed part as data of JSON."""
    return [b64encode(part.deflated).decode(), part.checksum, part.size]


def read_plain(stored: object) -> Packed:
    """A packed part from such data; a `ValueError` where it is none."""
    match stored:
        case [str(deflated), int(checksum), int(size)]:
            return Packed(b64decode(deflated), checksum, size)
    raise ValueError(stored)


def deflate(data: bytes) -> Packed:
    """The compressed form of a part."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(packer.compress(data) + packer.flush(), zlib.crc32(data), len(data))


def read(raw: bytes, wanted: Collection[str] | None = None) -> dict[str, bytes]:
    """Every part of a container (or those wanted), refused when it is damaged or oddly made."""
    if raw.startswith(_COMPOUND):
        raise ArchiveError("不是完好的 Word 文件（.docx）：设了打开密码，或者是旧格式（.doc）")
    if raw.count(_ENTRY) > MAX_SIGNATURES:
        raise BulkyArchiveError("Word 文件太大")
    try:
        parts = _list_parts(raw)
        _check(parts)
        return {
            part.name: _unpack(raw, part)
            for part in parts
            if not part.name.endswith("/") and (wanted is None or part.name in wanted)
        }
    except ArchiveError:
        raise
    except _DAMAGE as error:
        raise ArchiveError("不是完好的 Word 文件（.docx）") from error


def _list_parts(raw: bytes) -> Sequence[ListedPart]:
    """What the directory of a container says, each name as it is written on every system."""
    plain = plain_directory.read(raw)
    if plain is not None:
        return plain
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            infos = package.infolist()
    except zipfile.BadZipFile as error:
        raise ValueError from error
    return [
        ListedPart(
            info.orig_filename,
            info.flag_bits,
            info.compress_type,
            info.CRC,
            info.compress_size,
            info.file_size,
            info.header_offset,
        )
        for info in infos
    ]


def _check(parts: Sequence[ListedPart]) -> None:
    names = [part.name for part in parts]
    if len(names) > MAX_PARTS or sum(part.size for part in parts) > MAX_TOTAL:
        raise BulkyArchiveError("Word 文件太大")
    if len({name.lower() for name in names}) != len(names):  # programs take no notice of case
        raise ArchiveError("Word 文件里有重名的部件")
    if any(_is_odd(name) for name in names):
        raise ArchiveError("Word 文件里有部件的名称不正常")


def _is_odd(name: str) -> bool:
    bad = bool(set(name) & set("\\:\0"))
    return not name or name.startswith("/") or bad or ".." in name.split("/")


def is_packed_here(raw: bytes) -> bool:
    """Whether a container that could be read is, byte for byte, what `write` makes of its parts."""
    listed = _list_parts(raw)
    if any(part.name.endswith("/") for part in listed):  # `read` took no notice of where they lie
        return False
    parts = {part.name: Packed(_packed(raw, part)[1], part.checksum, part.size) for part in listed}
    return write(parts) == raw


def _packed(raw: bytes, part: ListedPart) -> tuple[bytes, bytes]:
    """An entry's name as it stands before it, and the entry as it lies in the container."""
    mark, name, extra = _LOCAL.unpack_from(raw, part.offset)
    if mark != b"PK\x03\x04":
        raise ValueError(part.name)
    start = part.offset + _LOCAL.size
    begin = start + name + extra
    return raw[start : start + name], raw[begin : begin + part.packed]


def _unpack(raw: bytes, part: ListedPart) -> bytes:
    """The bytes of an entry, of which no more are ever made than its directory states."""
    name, packed = _packed(raw, part)
    in_utf8 = part.flags & _UTF8_NAMES or part.name.isascii()
    if name != part.name.encode("utf-8" if in_utf8 else "cp437"):
        raise ValueError(part.name)
    if part.flags & _ENCRYPTED or part.method not in (_STORED, _DEFLATED):
        raise ArchiveError(
            "不是完好的 Word 文件（.docx）：里面有部件设了密码，或者打包方式 Word 不用"
        )
    data = _inflate(packed, part.size) if part.method == _DEFLATED else packed
    if (len(data), zlib.crc32(data)) != (part.size, part.checksum):
        raise ValueError(part.name)
    return data


def _inflate(packed: bytes, size: int) -> bytes:
    """What is compressed, or one byte more than it should be: enough to see that it is not so."""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)


def write(parts: Mapping[str, Packed]) -> bytes:
    """The container of the parts: fixed order, fixed dates, no trace of the host."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name in sorted(parts, key=lambda name: (name not in _FIRST, name)):
        part, encoded = parts[name], name.encode()
        common = _common_header(encoded, part)
        body += (b"PK\x03\x04", common, encoded, part.deflated)
        directory += (_ENTRY, _MADE_BY, common, _WHERE.pack(0, 0, 0, 0, offset), encoded)
        offset += _LOCAL.size + len(encoded) + len(part.deflated)
    count, length = len(parts), sum(map(len, directory))
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, length, offset, 0)
    return b"".join([*body, *directory, end])


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The container of parts that are not compressed yet."""
    return write({name: deflate(data) for name, data in parts.items()})


def _common_header(name: bytes, part: Packed) -> bytes:
    flags = 0 if name.isascii() else _UTF8_NAMES
    packed, length = len(part.deflated), len(name)
    return _HEADER.pack(
        _VERSION, flags, _DEFLATED, 0, _DATE_1980, part.checksum, packed, part.size, length, 0
    )


def inflate(part: Packed) -> bytes:
    """The part's own bytes again."""
    return zlib.decompress(part.deflated, -zlib.MAX_WBITS)
