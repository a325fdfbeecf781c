"""The pictures of the README, from a workbook and a document that are made for them.

PYTHONPATH=tests .venv/bin/python -m support.pictures    # needs LibreOffice and poppler
"""

import struct
import subprocess
import tempfile
import zlib
from pathlib import Path
from typing import NamedTuple

from support.calls import run
from support.examples import ROOT, WORKED
from support.exports import final_accounts, stated_by
from support.office import calc_as, pdf_pages, to_pdf

BOOK, DOCUMENT = ROOT / "docs" / "填报簿.png", ROOT / "docs" / "成文.png"
MAX_BYTES = 60_000
_SHADES = 16


class Crop(NamedTuple):
    """A part of a page in pixels, at so many to the inch."""

    left: int
    top: int
    width: int
    height: int
    density: int


def make(folder: Path) -> None:
    """Make both from the example's export and filing."""
    export = final_accounts(stated_by(WORKED)).write(folder / "126决算.xls")
    book, documents = folder / "填报.xlsx", folder / "成文"
    run("new", "部门决算", "2024", "福建", "--取数", export, "-o", book)
    run("build", WORKED, "-o", documents)
    sheets = calc_as(book, "pdf", "calc_pdf_Export", folder)
    [document] = documents.rglob("*.docx")
    _draw(sheets, "取数·支出取数文件", Crop(60, 65, 1040, 230, 100), BOOK)
    _draw(
        to_pdf(document, folder), "三、支出决算表支出决算表", Crop(110, 95, 830, 540, 90), DOCUMENT
    )


def _draw(pdf: Path, begins: str, crop: Crop, target: Path) -> None:
    """A part of the page that begins with some words, as a picture in few shades of grey."""
    page = next(n for n, text in enumerate(pdf_pages(pdf), 1) if text.startswith(begins))
    size = ["-x", crop.left, "-y", crop.top, "-W", crop.width, "-H", crop.height]
    command = ["pdftoppm", "-gray", "-r", crop.density, "-f", page, "-l", page, *size, pdf]
    done = subprocess.run([*map(str, command)], capture_output=True, check=True)
    target.write_bytes(_as_png(done.stdout))


def _as_png(pgm: bytes) -> bytes:
    _, size, _, pixels = pgm.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = (pixels[row * width : (row + 1) * width] for row in range(height))
    packed = b"".join(b"\0" + _pack(row) for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(packed, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, content) for name, content in parts)


def _pack(row: bytes) -> bytes:
    """Two pixels in a byte."""
    shades = [round(value * (_SHADES - 1) / 255) for value in row] + [0] * (len(row) % 2)
    return bytes(a << 4 | b for a, b in zip(shades[::2], shades[1::2], strict=True))


def _part(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
