"""A readable listing of a .docx: every paragraph and cell with its style, part by part.

For forms (a change of form can be reviewed) and for finished documents (golden texts).
Run as a program, it writes the golden listings anew: `make golden`.
"""

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GOLDEN = Path(__file__).parents[1] / "golden"


def listing(docx: bytes) -> str:
    """The listing of the parts that people read: body, headers, footers, properties."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        names = sorted(n for n in archive.namelist() if n.endswith(".xml") and _read(n))
        lines = [line for n in names for line in _part(n, etree.fromstring(archive.read(n)))]
    return "\n".join(lines) + "\n"


def _read(name: str) -> bool:
    return name.startswith(("word/document", "word/header", "word/footer", "docProps/core"))


def _part(name: str, root: Any) -> Iterator[str]:
    yield f"=== {name}"
    if name.startswith("docProps"):
        yield from (f"{etree.QName(node).localname}: {node.text or ''}" for node in root)
        return
    body = root.find(f"{W}body")
    yield from _blocks(root if body is None else body, "")


def _blocks(parent: Any, indent: str) -> Iterator[str]:
    for block in parent:
        if block.tag == f"{W}p":
            yield f"{indent}{_paragraph(block)}"
        elif block.tag == f"{W}tbl":
            yield from _table(block, indent)
        elif block.tag == f"{W}sectPr":
            yield f"{indent}{_section(block)}"


def _paragraph(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    label = "" if style is None else str(style.get(f"{W}val"))
    end = "" if section is None else f" {_section(section)}"
    return f"[{label}] {_text(paragraph)}{end}".rstrip()


def _text(paragraph: Any) -> str:
    pieces = {f"{W}tab": "→", f"{W}br": "↵"}
    text = ""
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}instrText"):
        if node.tag == f"{W}instrText":
            text += f"⟨{(node.text or '').strip()}⟩"
        elif node.getparent().tag == f"{W}r":
            text += pieces.get(node.tag, node.text or "")
    return text


def _section(section: Any) -> str:
    size = section.find(f"{W}pgSz")
    turned = size is not None and size.get(f"{W}orient") == "landscape"
    number = section.find(f"{W}pgNumType")
    start = "" if number is None else f" 页码从{number.get(f'{W}start')}起"
    return f"--- 节：{'横向' if turned else '纵向'}{start}"


def _table(table: Any, indent: str) -> Iterator[str]:
    style = table.find(f"{W}tblPr/{W}tblStyle")
    yield f"{indent}<表 {'' if style is None else style.get(f'{W}val')}>"
    for row in table.iterfind(f"{W}tr"):
        header = row.find(f"{W}trPr/{W}tblHeader") is not None
        cells = " | ".join(_cell(cell) for cell in row.iterfind(f"{W}tc"))
        yield f"{indent}{'#' if header else ' '} {cells}"
    yield f"{indent}</表>"


def _cell(cell: Any) -> str:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    width = "" if span is None else f"⟷{span.get(f'{W}val')} "
    down = "" if merge is None else "↓ " if merge.get(f"{W}val") == "restart" else "⁝ "
    return width + down + " ¶ ".join(_text(p) for p in cell.iterfind(f"{W}p"))


def golden_listings() -> dict[str, str]:
    """Every golden listing as it is now, by its file's name."""
    from generator import pipeline
    from generator.kept import fingerprints
    from generator.packs import finding

    root = fingerprints.home()
    made = {}
    for key, path in finding.available(root).items():
        form = path.parent / "document.docx"
        made[f"form-{'-'.join(key)}.txt"] = listing(form.read_bytes())
    for filing in sorted((root / "inputs").rglob("*.yaml")):
        outcome = pipeline.produce(filing)
        assert not outcome.failed, [f"{fault.place}: {fault.message}" for fault in outcome.faults]
        made[f"document-{outcome.name}.txt"] = listing(outcome.document)
    return made


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for stale in GOLDEN.glob("*.txt"):
        stale.unlink()
    for file_name, content in golden_listings().items():
        (GOLDEN / file_name).write_text(content, encoding="utf-8")
        sys.stdout.write(f"{file_name}\n")
