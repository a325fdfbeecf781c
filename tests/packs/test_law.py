"""The law in the engine's terms: what is kept of it is what its files say."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from support.packs import HOME

from generator.kept import fingerprints, own_folder
from generator.packs import finding, law, reading
from generator.packs.law import Law

PACKS = sorted(finding.list_available(HOME).values())
FUJIAN = "templates/final-accounts/2024/fujian/pack.yaml"


@pytest.fixture(autouse=True)
def _(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept yet."""
    monkeypatch.setenv(own_folder.FOLDER, str(tmp_path / "kept"))


def refuse(*_: object) -> Law:
    raise AssertionError("translated once more")


def copied(root: Path) -> tuple[Path, tuple[Path, ...]]:
    """A pack that may be changed: its pack.yaml, and the folders of its law."""
    shutil.copytree(HOME / "schemas", root / "schemas")
    shutil.copytree((HOME / FUJIAN).parent, (root / FUJIAN).parent)
    return root / FUJIAN, reading.find_files(root / FUJIAN, root).laws


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: "-".join(path.parts[-4:-1]))
def test_what_is_kept_is_what_the_files_say(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = reading.find_files(pack, HOME).laws
    made = law.read(pack, folders)
    monkeypatch.setattr(law, "_translate", refuse)
    assert made == law.read(pack, folders)


@pytest.mark.parametrize("name", ["pack.yaml", "input.yaml", "tables.yaml", "checks.yaml"])
def test_a_file_that_changed_is_translated_anew(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack, folders = copied(tmp_path)
    law.read(pack, folders)
    file = pack if name == "pack.yaml" else folders[0] / name
    file.write_text(file.read_text("utf-8") + "\n# 注释\n", "utf-8")
    monkeypatch.setattr(law, "_translate", refuse)
    with pytest.raises(AssertionError, match="once more"):
        law.read(pack, folders)


def test_what_changed_while_it_was_read_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack, folders = copied(tmp_path)
    file, translate = folders[0] / "input.yaml", law._translate
    before, made = file.read_text("utf-8"), list[Law]()

    def change_meanwhile(pack: Path, folders: Sequence[Path]) -> Law:
        file.write_text(before.replace("必填: 是", "必填: 否"), "utf-8")
        made.append(translate(pack, folders))
        return made[-1]

    monkeypatch.setattr(law, "_translate", change_meanwhile)
    assert made == [law.read(pack, folders)]
    file.write_text(before, "utf-8")
    monkeypatch.setattr(law, "_translate", translate)
    assert made != [law.read(pack, folders)]


def test_a_pack_that_serves_others_than_when_packs_were_listed_is_another(tmp_path: Path) -> None:
    """By then its filings were handed to it: what it makes of them is due the next time."""
    pack, _ = copied(tmp_path)
    before = fingerprints.of_file(str(pack))
    assert [pack] == list(finding.list_available(tmp_path).values())
    pack.write_text(pack.read_text("utf-8").replace("地区: 福建", "地区: 厦门"), "utf-8")
    folder = pack.parent.relative_to(tmp_path).as_posix()
    assert before == dict(fingerprints.list_pack(str(tmp_path), folder))[FUJIAN]
