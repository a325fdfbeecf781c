"""Packs that change while a server is at work: nothing that was made of the old ones is shown."""

import os
import shutil
from pathlib import Path

import pytest
from support.examples import EXAMPLE
from support.workbench import Visit, folder, visit

from generator.kept import library
from generator.workbench import app, keeping

__all__ = ["folder"]
PHRASES = "templates/final-accounts/2024/fujian/phrases.yaml"
TOLD = "表样库改过了"


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder of packs of one's own, which is used."""
    root = tmp_path / "表样库"
    for top in library.FOLDERS:
        shutil.copytree(library.installed() / top, root / top)
    library.use(root)
    return root


@pytest.fixture
def inside(folder: Path, packs: Path) -> Visit:
    return visit(folder)


def list_pages(inside: Visit) -> list[str]:
    """The addresses of all pages that show what is made of packs, and need no more than a unit."""
    unit = inside.name()
    paths = [it.replace("{unit}", unit) for it in app.SHOWN if it not in app.OF_NO_PACK]
    return [it for it in paths if "{" not in it and not it.endswith(("/note", "/redline"))]


def test_no_page_shows_what_was_made_of_packs_that_changed(packs: Path, inside: Visit) -> None:
    pages = list_pages(inside)
    assert {200} == {inside.client.get(it).status_code for it in pages}
    path = packs / PHRASES
    path.write_text(path.read_text("utf-8") + "\n# 另一句\n", "utf-8")
    answers = [inside.client.get(it) for it in pages]
    assert {(503, True)} == {(it.status_code, TOLD in it.text) for it in answers}
    assert "表样库" not in inside.get("/help")


def test_a_file_that_came_or_went_changes_packs(packs: Path, inside: Visit) -> None:
    assert not inside.bench.packs.have_changed()
    shutil.rmtree(packs / "schemas" / "final-accounts" / "2024" / "fujian")
    assert inside.bench.packs.have_changed()
    (packs / "另放的.txt").write_text("x", "utf-8")
    assert not visit(inside.folder).bench.packs.have_changed()


def test_what_is_written_again_as_it_was_changes_nothing(packs: Path, inside: Visit) -> None:
    path = packs / PHRASES
    path.write_bytes(path.read_bytes())
    os.utime(path, (1, 1))
    assert TOLD not in inside.get("/")


def test_what_is_typed_meanwhile_is_kept(packs: Path, inside: Visit) -> None:
    unit, filing = f"/units/{inside.name()}", inside.folder / EXAMPLE.name
    base = inside.field(inside.get(f"{unit}/text"), "base")
    (packs / PHRASES).write_text("", "utf-8")
    status, page = inside.change(f"{unit}/draft", text="草稿", base=base, window="packs")
    assert (503, True) == (status, TOLD in page)
    draft = keeping.find_draft(filing)
    assert draft is not None
    assert "草稿" == draft.text
    assert 503 == inside.change(f"{unit}/text", text="保存的", base=base, window="packs")[0]
    assert "保存的" == filing.read_text("utf-8")
    filing.write_text("别人写的", "utf-8")
    status, page = inside.change(f"{unit}/text", text="我写的", base=base, window="other")
    assert (409, True) == (status, "我写的" in page)
