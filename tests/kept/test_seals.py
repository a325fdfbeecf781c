"""A seal is the user's own: the same for the same text, and nobody else's."""

import stat
from pathlib import Path

import pytest

from generator.kept import own_folder, seals


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder, empty."""
    monkeypatch.setenv(own_folder.FOLDER, str(tmp_path / "kept"))
    return tmp_path / "kept"


def forget() -> None:
    """What another process would do: look for the secret anew."""
    seals._secret.cache_clear()


def test_the_same_text_has_the_same_seal_in_every_process() -> None:
    first = seals.seal("甲")
    forget()
    assert (64, first, False) == (len(first), seals.seal("甲"), first == seals.seal("乙"))


def test_another_user_has_other_seals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = seals.seal("甲")
    monkeypatch.setenv(own_folder.FOLDER, str(tmp_path / "another"))
    assert "" != seals.seal("甲") != first


def test_the_secret_is_for_nobody_else_to_read(kept: Path) -> None:
    seals.seal("甲")
    assert 0o700 == stat.S_IMODE((kept / "seals").stat().st_mode)


def test_without_a_folder_of_ones_own_nothing_is_sealed(kept: Path) -> None:
    kept.mkdir()
    kept.chmod(0o777)
    assert ("", []) == (seals.seal("甲"), list(kept.iterdir()))


@pytest.mark.parametrize("other", ["", "00", "zz" * 32, "甲" * 64, "a" * 65])
def test_a_spoilt_secret_is_made_anew(other: str, kept: Path) -> None:
    first = seals.seal("甲")
    [secret] = (kept / "seals").iterdir()
    secret.write_text(other, "utf-8")
    forget()
    second = seals.seal("甲")
    forget()
    assert (64, second, False) == (len(second), seals.seal("甲"), first == second)
