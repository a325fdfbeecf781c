"""A .pdf is read by a process of its own: what it says is the same, what it takes is bounded."""

import sys
import zlib

import pytest
from support.pdfs import Page, make

from generator.published import pdf_file, pdf_process
from generator.published.pdf_file import PdfError

TOO_MUCH = "读它要的时间或者内存太多"


def test_it_tells_what_is_on_the_pages() -> None:
    raw = make(Page().table(60, 60, (100, 100), ("甲|1.00",)).unmapped(60, 200, 2), Page())
    assert pdf_file.read(raw) == pdf_process.read(raw)


def test_why_a_file_is_refused_is_told() -> None:
    with pytest.raises(PdfError, match="不是完好的 PDF 文件"):
        pdf_process.read(b"%PDF-1.7")


@pytest.mark.parametrize(
    "program",
    ["import time; time.sleep(9)", "import os; os.abort()", "raise SystemExit(1)", "print('{')"],
)
def test_one_that_takes_too_much_or_breaks_is_refused(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_process, "MAX_SECONDS", 1)
    monkeypatch.setattr(pdf_process, "_COMMAND", (sys.executable, "-c", program))
    with pytest.raises(PdfError, match=TOO_MUCH):
        pdf_process.read(make(Page()))


@pytest.mark.slow
def test_a_file_that_unfolds_to_gigabytes_takes_none_of_this_process() -> None:
    bomb = zlib.compress(b"0 0 m 1 1 l S\n" * 20_000_000, 9)
    head = f"6 0 obj\n<< /Filter /FlateDecode /Length {len(bomb)} >>\nstream\n".encode()
    before, after = make(Page()).split(b"6 0 obj\n")
    rest = after.split(b"endobj", 1)[1]
    with pytest.raises(PdfError, match=TOO_MUCH):
        pdf_process.read(before + head + bomb + b"\nendstream\nendobj" + rest)
