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
SIDE_BY_SIDE = ROOT / "templates" / "final-accounts" / "2024" / "fujian" / "preview.png"
MAX_BYTES = 60_000
_SHADES = 16
_LINE, _GAP = b"\x90", b"\xff" * 10
# What the pages say that are shown beside each other: a table, a text, a self-assessment.
_SHOWN = (
    "一、收入支出决算总表收入支出决算总表",
    "二、财政拨款收入支出决算总体情况说明",
    "绩效自评公开表（2024年度）项目名称城市信息化专项资金（数字福州建设提升咨询服务）",
)


class Crop(NamedTuple):
    """A part of a page in pixels, at so many to the inch."""

    left: int
    top: int
    width: int
    height: int
    density: int


def make(folder: Path) -> None:
    """Make all of them from the example's export and filing."""
    export = final_accounts(stated_by(WORKED)).write(folder / "126决算.xls")
    book, documents = folder / "填报.xlsx", folder / "成文"
    run("new", "部门决算", "2024", "福建", "--取数", export, "-o", book)
    run("build", WORKED, "-o", documents)
    sheets = calc_as(book, "pdf", "calc_pdf_Export", folder)
    [document] = documents.rglob("*.docx")
    _draw(sheets, "取数·支出取数文件", Crop(60, 65, 1040, 230, 100), BOOK)
    made = to_pdf(document, folder)
    _draw(made, "三、支出决算表支出决算表", Crop(110, 95, 830, 540, 90), DOCUMENT)
    _draw_pages(made)


def _draw_pages(pdf: Path) -> None:
    """Whole pages beside each other."""
    whole = [_look(pdf, it, Crop(0, 0, 455, 643, 55)) for it in _SHOWN]
    rows = [_GAP.join(it) for it in zip(*map(_frame, whole), strict=True)]
    SIDE_BY_SIDE.write_bytes(_as_png(rows))


def _draw(pdf: Path, said: str, crop: Crop, target: Path) -> None:
    """A part of the page that says some words, as a picture in few shades of grey."""
    target.write_bytes(_as_png(_look(pdf, said, crop)))


def _look(pdf: Path, said: str, crop: Crop) -> list[bytes]:
    """The rows of pixels of a part of the last page that says some words."""
    page = max(n for n, text in enumerate(pdf_pages(pdf), 1) if said in text)
    size = ["-x", crop.left, "-y", crop.top, "-W", crop.width, "-H", crop.height]
    command = ["pdftoppm", "-gray", "-r", crop.density, "-f", page, "-l", page, *size, pdf]
    done = subprocess.run([*map(str, command)], capture_output=True, check=True)
    _, wide, _, pixels = done.stdout.split(b"\n", 3)
    width, height = map(int, wide.split())
    return [pixels[row * width : (row + 1) * width] for row in range(height)]


def _frame(rows: list[bytes]) -> list[bytes]:
    """A page with a line around it."""
    edge = _LINE * (len(rows[0]) + 2)
    return [edge, *(_LINE + row + _LINE for row in rows), edge]


def _as_png(rows: list[bytes]) -> bytes:
    width, height = len(rows[0]), len(rows)
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
