"""The documents that faults are planted in: ours of every pack, those of invented units, printed.

Printed by LibreOffice in two situations: with all the fonts of the system, and with no other
Chinese font than a sans-serif one, which stands for 宋体, 仿宋 and all others.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks import fleet
from generator import pipeline
from generator.published import reading
from generator.published.blocks import ReadDocument
from generator.published.recognition import Recognized
from support import office
from support.examples import FILINGS, ROOT, WORKED
from support.published_faults import read_as
from support.reading_back import DEPARTMENT, blocks_of

OWN = {f"{it.parent.name}/{it.stem}": it for it in (*FILINGS, WORKED, DEPARTMENT)}
INVENTED, SEED = "编的单位/", 16
NAMES = (*OWN, *(f"{INVENTED}{number}" for number in range(40)))
WORD, PRINTED, REPLACED = "docx", "pdf", "pdf-黑体"
FORMS = (WORD, PRINTED, REPLACED)
_KEPT = ROOT / ".cache" / "audited"
_AT_ONCE = 8  # so many are printed in one run
_SANS = """<?xml version="1.0"?>
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <selectfont><rejectfont><glob>*Serif*CJK*</glob></rejectfont></selectfont>
  <selectfont><rejectfont><pattern>
    <patelt name="family"><string>Liberation Serif</string></patelt>
  </pattern></rejectfont></selectfont>
  <cachedir>{folder}/fonts</cachedir>
</fontconfig>
"""


@dataclass(frozen=True)
class Audited:
    """A document to plant faults in."""

    name: str
    form: str
    document: ReadDocument

    @property
    def found(self) -> Recognized:
        """As what it is recognised."""
        return read_as(self.document)


@cache
def filing_of(name: str) -> Path:
    """The filing that a document is made of."""
    if name in OWN:
        return OWN[name]
    unit = fleet.unit(SEED, int(name.removeprefix(INVENTED)))
    path = _KEPT / "filings" / name / unit.file
    if not path.exists() or path.read_text("utf-8") != unit.text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(unit.text, "utf-8")
    return path


@cache
def _make(name: str) -> bytes:
    """A document as it was made."""
    return pipeline.produce(filing_of(name)).document


def collect(forms: Sequence[str], begins: Sequence[str] = ("",)) -> Iterator[Audited]:
    """The documents in each of some forms; their names begin with one of these texts."""
    names = [it for it in NAMES if it.startswith(tuple(begins))]
    words = {name: _make(name) for name in names}
    for form in forms:
        paths = _print_all(words, form) if form != WORD else {}
        for name, document in words.items():
            read = blocks_of(document) if form == WORD else _read(paths[name])
            yield Audited(name, form, read)


def take_turns(forms: Sequence[str], begins: Sequence[str] = ("",)) -> Iterator[Audited]:
    """The same, but that each document is printed in one situation alone, in turns."""
    names = [it for it in NAMES if it.startswith(tuple(begins))]
    if WORD in forms:
        yield from collect([WORD], begins)
    for first, form in enumerate((PRINTED, REPLACED)):
        if form in forms:
            words = {name: _make(name) for name in names[first::2]}
            paths = _print_all(words, form)
            yield from (Audited(name, form, _read(paths[name])) for name in words)


def _read(path: Path) -> ReadDocument:
    document, faults = reading.read(path)
    assert document is not None, faults
    return document


def _print_all(words: Mapping[str, bytes], form: str) -> Mapping[str, Path]:
    """Documents printed, each kept under what it is made of."""
    folder = _KEPT / form
    folder.mkdir(parents=True, exist_ok=True)
    paths = {
        name: folder / f"{hashlib.sha256(it).hexdigest()[:16]}.pdf" for name, it in words.items()
    }
    due = [name for name, it in paths.items() if not it.exists()]
    environment = _hide_fonts(folder) if form == REPLACED else {}
    for at in range(0, len(due), _AT_ONCE):
        some = due[at : at + _AT_ONCE]
        with tempfile.TemporaryDirectory() as scratch:
            sources = []
            for name in some:
                source = Path(scratch) / f"{paths[name].stem}.docx"
                source.write_bytes(words[name])
                sources.append(source)
            for made in office.to_pdfs(sources, Path(scratch), environment):
                os.replace(made, folder / made.name)
    return paths


def _hide_fonts(folder: Path) -> Mapping[str, str]:
    path = folder / "fonts.conf"
    path.write_text(_SANS.format(folder=folder), "utf-8")
    return {"FONTCONFIG_FILE": str(path)}
