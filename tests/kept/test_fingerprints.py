"""Fingerprints: the same for the same content, another for any other; nothing for what is none."""

from pathlib import Path

from generator.kept import fingerprints


def test_what_is_not_there_or_no_plain_file_has_none(tmp_path: Path) -> None:
    assert [None, None, None] == [
        fingerprints.of_file(path) for path in (str(tmp_path / "没有"), str(tmp_path), "\0")
    ]


def test_a_file_has_the_fingerprint_of_its_content(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    path.write_bytes(b"1")
    assert fingerprints.of_bytes(b"1") == fingerprints.of_file(str(path))
