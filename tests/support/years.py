"""Years that follow each other: a home with their packs, a filing for the next one."""

import shutil
from functools import cache
from pathlib import Path

import pytest

from generator import pipeline
from generator.word import archive
from support.examples import EXAMPLE, ROOT


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A home of one's own with the packs of every year: tests change what they say."""
    for folder in ("schemas", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def without_bases(text: str) -> str:
    """The example without the section that states last year's figures."""
    head, rest = text.split("上年数:\n")
    return head + "全年预算数:" + rest.split("\n全年预算数:")[1]


def next_year(folder: Path, extra: str) -> Path:
    """A filing for 2025 that says the same as the 2024 example, with its bases replaced."""
    (folder / "2024").mkdir(exist_ok=True)
    shutil.copy(EXAMPLE, folder / "2024" / "126.yaml")
    text = without_bases(EXAMPLE.read_text("utf-8")).replace("年度: 2024", "年度: 2025")
    path = folder / "126.yaml"
    path.write_text(text + extra, "utf-8")
    return path


LAST_DOCUMENT = "去年公开.docx"
# What has moved in `document_year`, so that a document of it can be made.
_MOVED = {"5086823.81": "5186755.62", "1187515.32": "1287447.13"}
_REASONS = """
增减原因:
  收入支出决算总表: {收入总计: 项目增加}
  财政拨款收入支出决算总表: {收入总计: 项目增加}
  一般公共预算财政拨款支出决算表: {2010350: 人员增加}
"""


def document_year(folder: Path, extra: str = "", document: bytes = b"") -> Path:
    """A filing for 2025 on the published document of the 2024 example, in one folder."""
    (folder / LAST_DOCUMENT).write_bytes(document or last_document())
    text = without_bases(EXAMPLE.read_text("utf-8")).replace("年度: 2024", "年度: 2025")
    text = text.split("核对数:")[0] + _REASONS
    for old, new in _MOVED.items():
        text = text.replace(old, new)
    path = folder / "126.yaml"
    path.write_text(f"{text}\n上年文件: {LAST_DOCUMENT}\n{extra}", "utf-8")
    return path


@cache
def last_document() -> bytes:
    """The document of the 2024 example."""
    return pipeline.produce(EXAMPLE).document


def with_paragraph(document: bytes, text: str) -> bytes:
    """A document with a paragraph more, at its end."""
    parts = archive.read(document)
    added = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p><w:sectPr"
    head, mark, rest = parts["word/document.xml"].rpartition(b"<w:sectPr")
    assert mark
    return archive.pack({**parts, "word/document.xml": head + added.encode() + rest})
