"""The packs, read when a test asks for them: while tests are collected only files are named."""

import shutil
from functools import cache
from pathlib import Path

from generator.filing import shared
from generator.kept import library
from generator.packs import finding
from generator.packs.pack import Pack
from support.examples import EXAMPLE

HOME = library.installed()
PACK_FILES = sorted((HOME / "templates").glob("*/*/*/pack.yaml"))
# Of each kind and region the first year's: what takes long is tried on these, others are copies.
FIRST_PACKS = [*{path.parts[-4::2]: path for path in reversed(PACK_FILES)}.values()]


def named(path: Path) -> str:
    """A pack's file as a test's name has it, such as final-accounts-2024-fujian."""
    return "-".join(path.parts[-4:-1])


def pack_named(kind: str, year: str, region: str = "福建") -> Pack:
    """The pack of a kind, year and region."""
    return finding.choose(HOME, kind, year, region)


@cache
def pack_of(filing: Path) -> Pack:
    """The pack of a filing."""
    read, _ = shared.load(filing)
    assert read is not None
    pack, _ = finding.find(read, HOME)
    assert pack is not None
    return pack


def example_pack() -> Pack:
    """The example's pack."""
    return pack_of(EXAMPLE)


def spoil(root: Path, *changes: tuple[str, str, str]) -> Path:
    """A root with copies of the packs' data in which texts of some files are replaced.

    Each text must stand in its file exactly once.
    """
    for path in [*(HOME / "schemas").rglob("*"), *(HOME / "templates").rglob("*")]:
        target = root / path.relative_to(HOME)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in (".yaml", ".docx"):
            shutil.copyfile(path, target)
    for name, old, new in changes:
        text = (root / name).read_text("utf-8")
        assert 1 == text.count(old), f"{old!r} stands {text.count(old)} times in {name}"
        (root / name).write_text(text.replace(old, new), "utf-8")
    return root
