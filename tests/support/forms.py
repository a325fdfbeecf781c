"""Forms to lint: the pack's own, with other paragraphs or parts."""

import functools
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import Fault, FormPlace
from generator.forms import linting
from support.packs import example_pack

BODY, STYLES, TYPES = "word/document.xml", "word/styles.xml", "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Parts = Mapping[str, str | bytes]


@functools.cache
def own_parts() -> dict[str, bytes]:
    with zipfile.ZipFile(example_pack().form) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(name: str) -> str:
    return own_parts()[name].decode()


def saved(folder: Path, parts: Parts) -> Path:
    """The pack's own form with some parts replaced or added."""
    path = folder / "表样.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**own_parts(), **parts}.items():
            archive.writestr(name, data)
    return path


def body(*blocks: str) -> str:
    """The pack's own document with these paragraphs and tables, and its first section."""
    own = part(BODY)
    section = re.search("<w:sectPr.*?</w:sectPr>", own)
    assert section is not None
    start = own.index("<w:body>") + len("<w:body>")
    return own[:start] + "".join(blocks) + section[0] + "</w:body></w:document>"


def p(*runs: str) -> str:
    return "<w:p>" + "".join(map(r, runs)) + "</w:p>"


def r(text: str) -> str:
    return text if text.startswith("<") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str, heading: bool = False) -> str:
    properties = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' * heading}</w:trPr>"
    return f"<w:tr>{properties}{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in cells)}</w:tr>"


def table(*rows: str) -> str:
    name = '<w:tblPr><w:tblCaption w:val="表"/></w:tblPr>'
    return f"<w:tbl>{name}{''.join(rows)}</w:tbl>"


def linted(folder: Path, parts: Parts) -> list[Fault]:
    return linting.lint(saved(folder, parts), example_pack(), "表样.docx")


def said(faults: list[Fault]) -> list[tuple[str, int, str, str]]:
    """Each fault's code, paragraph, words and help."""
    return [
        (fault.code, fault.place.paragraph, fault.message, fault.help)
        for fault in faults
        if isinstance(fault.place, FormPlace)
    ]
