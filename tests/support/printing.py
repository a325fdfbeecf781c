"""Documents printed without LibreOffice: what it would give is drawn by hand."""

from collections.abc import Sequence

import pytest

from generator.outputs import font_choice, office
from generator.outputs.office import EngineSetup, Unmade
from generator.word import archive
from support import pdfs, wordml
from support.pdfs import Page
from support.wordml import par, run

ENGINE = "LibreOffice 24.2"
FULL = [f"第{n}行的字，一行一行写满。" for n in range(1, 20)]
ENTRY = '<w:fldSimple w:instr=" PAGEREF _Toc1 \\h "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def page(*texts: str) -> Page:
    """A page of some lines from its top."""
    drawn = Page()
    for number, text in enumerate(texts):
        drawn.text(90, 100 + 30 * number, text)
    return drawn


def document(*texts: str, entry: str = "") -> bytes:
    """A small .docx in 仿宋_GB2312; `entry` is that of its 目录."""
    font = '<w:rFonts w:eastAsia="仿宋_GB2312"/>'
    body = "".join(par("", run(text, font)) for text in texts)
    return archive.pack(wordml.parts(par("", entry) + body if entry else body))


class FakeEngine:
    """LibreOffice as if it were there: it gives these results in order, and keeps what it got."""

    def __init__(self, *results: bytes | Unmade) -> None:
        self.results = list(results)
        self.got: list[bytes] = []

    def __call__(
        self,
        documents: Sequence[bytes],
        setup: EngineSetup,
        processes: int = 1,
        stop: object = None,
    ) -> list[bytes | Unmade]:
        self.got += documents
        return [self.results.pop(0) for _ in documents]

    def start(self, patch: pytest.MonkeyPatch, at_hand: frozenset[str] | None = None) -> None:
        """Let it stand for LibreOffice; with it come the fonts that are installed."""
        patch.setattr(office, "lay_out", self)
        patch.setattr(office, "version", lambda: ENGINE)
        patch.setattr(font_choice, "list_installed", lambda: at_hand)


def print_pages(*pages: Page) -> FakeEngine:
    """An engine that gives one document of these pages, as often as it is asked."""
    return FakeEngine(*[pdfs.make(*pages)] * 3)
