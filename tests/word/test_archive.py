"""The .docx container: refused unless it is whole, written so that only its content counts."""

import io
import tracemalloc
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.properties import examples

from generator.word import archive
from generator.word.archive import ArchiveError

Part = tuple[str, bytes]
quick = examples(100)


def zipped(*parts: Part, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A container as another program writes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        for name, data in parts:
            container.writestr(zipfile.ZipInfo(name), data, method)
    return stream.getvalue()


def written(parts: Sequence[Part]) -> bytes:
    """A container as we write it, its parts given in this order."""
    return archive.write({name: archive.deflate(data) for name, data in parts})


def infos(raw: bytes) -> list[zipfile.ZipInfo]:
    """What a second reader finds in a container's directory."""
    with zipfile.ZipFile(io.BytesIO(raw)) as container:
        return container.infolist()


# -- reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_container_of_another_program_is_read(method: int) -> None:
    raw = zipped(("word/document.xml", b"<w/>"), ("media/图.png", b"\0"), method=method)
    assert archive.read(raw) == {"word/document.xml": b"<w/>", "media/图.png": b"\0"}


def test_folders_are_no_parts() -> None:
    assert archive.read(zipped(("word/", b""), ("word/a.xml", b"1"))) == {"word/a.xml": b"1"}


WHOLE = zipped(("word/document.xml", b"<w>" * 50))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK",
        "文种: 部门决算\n".encode(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000),
        WHOLE[:-1],
        WHOLE[: len(WHOLE) // 2],
        WHOLE.replace(b"PK\x03\x04", b"PK\x03\x05"),
        WHOLE[:49] + b"\0\0\0" + WHOLE[52:],
    ],
    ids=["empty", "short", "text", "doc", "torn", "half", "no header", "damaged"],
)
def test_what_is_no_whole_container_is_refused(raw: bytes) -> None:
    with pytest.raises(ArchiveError, match="不是完好的 Word 文件"):
        archive.read(raw)


def test_a_wrong_checksum_is_refused() -> None:
    packed = archive.deflate(b"<w/>")
    raw = archive.write({"a.xml": archive.Packed(packed.deflated, packed.checksum ^ 1, 4)})
    with pytest.raises(ArchiveError, match="不是完好的 Word 文件"):
        archive.read(raw)


@pytest.mark.parametrize("name", ["/etc/x", "../x", "word/../../x", ".."])
def test_a_part_outside_the_container_is_refused(name: str) -> None:
    with pytest.raises(ArchiveError, match="有部件的名称不正常"):
        archive.read(zipped((name, b"1")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.raises(ArchiveError, match="有重名的部件"):
        archive.read(zipped(("a.xml", b"1"), ("b.xml", b"2"), ("a.xml", b"3")))


def test_a_part_that_unpacks_to_more_than_any_form_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 1000)
    with pytest.raises(ArchiveError, match="Word 文件太大"):
        archive.read(zipped(("a.xml", bytes(1001))))


def test_parts_that_unpack_to_more_than_any_form_together_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 1000)
    with pytest.raises(ArchiveError, match="Word 文件太大"):
        archive.read(zipped(("a.xml", bytes(501)), ("b.xml", bytes(500))))


def test_parts_up_to_the_largest_size_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 1000)
    raw = zipped(("a.xml", bytes(500)), ("b.xml", bytes(500)))
    assert set(archive.read(raw)) == {"a.xml", "b.xml"}


def test_a_part_that_hides_its_size_is_refused() -> None:
    packed = archive.deflate(bytes(10**6))
    raw = archive.write({"a.xml": archive.Packed(packed.deflated, packed.checksum, 10)})
    with pytest.raises(ArchiveError, match="不是完好的 Word 文件"):
        archive.read(raw)


def test_more_parts_than_any_form_has_are_refused() -> None:
    parts = [(f"{number}.xml", b"") for number in range(archive.MAX_PARTS + 1)]
    with pytest.raises(ArchiveError, match="Word 文件太大"):
        archive.read(zipped(*parts))


def test_as_many_parts_as_a_form_may_have_are_read() -> None:
    parts = [(f"{number}.xml", b"") for number in range(archive.MAX_PARTS)]
    assert len(archive.read(zipped(*parts))) == archive.MAX_PARTS


def test_a_part_behind_a_password_is_refused() -> None:
    encrypted = bytearray(zipped(("a.xml", b"1")))
    encrypted[6] |= 1
    encrypted[encrypted.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ArchiveError, match="不是完好的 Word 文件"):
        archive.read(bytes(encrypted))


def test_a_stored_part_that_hides_its_size_is_refused() -> None:
    raw = bytearray(zipped(("a.xml", b"12345"), method=zipfile.ZIP_STORED))
    for at in (22, raw.rindex(b"PK\x01\x02") + 24):
        raw[at] = 4
    with pytest.raises(ArchiveError, match="不是完好的 Word 文件"):
        archive.read(bytes(raw))


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_part_that_word_could_not_unpack_is_refused(method: int) -> None:
    with pytest.raises(ArchiveError, match="里面有部件设了密码，或者打包方式 Word 不用"):
        archive.read(zipped(("a.xml", b"1"), method=method))


def test_a_part_is_never_inflated_beyond_the_size_that_it_states() -> None:
    packed = archive.deflate(bytes(300 * 1024 * 1024))
    raw = archive.write({"a.xml": archive.Packed(packed.deflated, packed.checksum, 10)})
    tracemalloc.start()
    with pytest.raises(ArchiveError, match="不是完好的 Word 文件"):
        archive.read(raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 * 1024 * 1024


def test_two_parts_whose_names_differ_in_case_alone_are_refused() -> None:
    with pytest.raises(ArchiveError, match="有重名的部件"):
        archive.read(zipped(("word/a.xml", b"1"), ("Word/A.xml", b"2")))


def test_a_name_that_goes_on_where_it_seems_to_end_is_refused() -> None:
    raw = zipped(("a.xml_b", b"1")).replace(b"a.xml_b", b"a.xml\0b")
    with pytest.raises(ArchiveError, match="有部件的名称不正常"):
        archive.read(raw)


def test_a_part_that_its_own_header_calls_otherwise_is_refused() -> None:
    raw = zipped(("a.xml", b"1")).replace(b"a.xml", b"b.xml", 1)
    with pytest.raises(ArchiveError, match="不是完好的 Word 文件"):
        archive.read(raw)


def test_what_has_a_folder_is_not_packed_here_wherever_that_lies() -> None:
    raw = bytearray(zipped(("a/", b""), ("b", b"1")))
    assert not archive.is_packed_here(bytes(raw))
    raw[raw.index(b"PK\x03\x04")] = 0  # `read` never looks there
    assert {"b": b"1"} == archive.read(bytes(raw))
    assert not archive.is_packed_here(bytes(raw))


def test_a_directory_that_would_fill_memory_is_not_read() -> None:
    entry = zipped(("a", b""))
    start, end = entry.index(b"PK\x01\x02"), entry.index(b"PK\x05\x06")
    raw = entry[:start] + entry[start:end] * (archive.MAX_SIGNATURES + 1) + entry[end:]
    with pytest.raises(ArchiveError, match="Word 文件太大"):
        archive.read(raw)


# -- writing ------------------------------------------------------------------------------------

NAMES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)
PARTS = st.dictionaries(NAMES, st.binary(max_size=200), max_size=6)


@given(PARTS)
@quick
def test_what_is_written_is_read_as_it_was(parts: dict[str, bytes]) -> None:
    assert parts == archive.read(written(list(parts.items())))


@given(PARTS)
@quick
def test_what_is_written_a_second_reader_finds_whole(parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(written(list(parts.items())))) as container:
        assert container.testzip() is None
        assert parts == {name: container.read(name) for name in container.namelist()}


@given(PARTS.flatmap(lambda parts: st.permutations(list(parts.items()))))
@quick
def test_the_order_of_the_parts_changes_no_byte(parts: list[Part]) -> None:
    assert written(sorted(parts)) == written(parts)


@given(PARTS)
@quick
def test_what_is_read_and_written_again_has_the_same_bytes(parts: dict[str, bytes]) -> None:
    once = written(list(parts.items()))
    assert once == written(list(archive.read(once).items()))


@given(st.binary(max_size=500))
@quick
def test_a_part_is_unpacked_as_it_was(data: bytes) -> None:
    assert data == archive.inflate(archive.deflate(data))


def test_the_content_types_come_first_and_the_other_parts_by_name() -> None:
    names = ["word/b.xml", "_rels/.rels", "word/a.xml", "[Content_Types].xml", "图.xml"]
    raw = written([(name, b"1") for name in names])
    assert [info.filename for info in infos(raw)] == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/a.xml",
        "word/b.xml",
        "图.xml",
    ]


def test_every_part_is_dated_1980() -> None:
    raw = written([("a.xml", b"1"), ("b.xml", b"2")])
    assert {info.date_time for info in infos(raw)} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_of_the_host_is_written() -> None:
    (info,) = infos(written([("a.xml", b"1")]))
    traces = (info.create_system, info.external_attr, info.internal_attr, info.extra, info.comment)
    assert traces == (0, 0, 0, b"", b"")


@pytest.mark.parametrize(("expected", "name"), [(0, "a.xml"), (0x800, "图.xml")])
def test_only_a_chinese_name_is_marked_as_utf_8(expected: int, name: str) -> None:
    (info,) = infos(written([(name, b"1")]))
    assert expected == info.flag_bits


def test_a_container_has_exactly_these_bytes() -> None:
    # A compressed part of no bytes is 03 00 whoever compresses it.
    raw = archive.write({"a": archive.Packed(b"\x03\x00", 0, 0)})
    common = "1400 0000 0800 0000 2100 00000000 02000000 00000000 0100 0000"
    assert raw.hex() == "".join(
        [
            f"504b0304 {common} 61 0300",
            f"504b0102 1400 {common} 0000 0000 0000 00000000 00000000 61",
            "504b0506 0000 0000 0100 0100 2f000000 21000000 0000",
        ]
    ).replace(" ", "")


def test_an_empty_container_is_whole() -> None:
    assert infos(written([])) == []
