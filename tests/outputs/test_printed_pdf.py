"""Documents as PDF without LibreOffice: what is made of what it gives."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from support import contents, pdfs, printing, wordml
from support.printing import ENGINE, ENTRY, FULL, FakeEngine, page
from support.wordml import par, run

from generator.diagnostics import Fault
from generator.outputs import pdf
from generator.outputs.office import NOTHING, Unmade
from generator.outputs.pdf import PrintedPdf
from generator.word import archive, ooxml, pagination

MAIN = "word/document.xml"
TARGET = par("", '<w:bookmarkStart w:id="1" w:name="_Toc1"/>', run("一、收支"))


def print_all(*documents: tuple[str, bytes], strict: bool = False) -> list[PrintedPdf | Fault]:
    return list(pdf.print_all(documents, strict=strict))


def print_one(document: bytes) -> PrintedPdf:
    [done] = print_all(("文档.docx", document))
    assert isinstance(done, PrintedPdf)
    return done


def laid_out(*numbers: int, title: str = "一、收支", on: int = 1, **info: Any) -> bytes:
    """Pages that bear these numbers, with a bookmark to one of them (from 0)."""
    pages = [page(*FULL).text(290, 810, f"— {number} —") for number in numbers]
    with pikepdf.open(BytesIO(pdfs.make(*pages))) as made:
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(title, on, "Fit"))
        for name, value in info.items():
            made.docinfo[f"/{name}"] = value
        out = BytesIO()
        made.save(out)
    return out.getvalue()


def shown(document: bytes) -> list[str]:
    """The page numbers that a document's 目录 shows."""
    root = ooxml.parse(archive.read(document)[MAIN])
    return [field.shown for _, field in pagination.list_entries(root)]


def with_entry() -> bytes:
    """A document whose 目录 refers to a heading on page 1."""
    parts = dict(archive.read(printing.document(entry=ENTRY)))
    parts[MAIN] = parts[MAIN].replace(b"</w:body>", TARGET.encode() + b"</w:body>")
    return archive.pack(parts)


def handed(engine: FakeEngine) -> list[list[str]]:
    return [shown(it) for it in engine.got]


@pytest.mark.parametrize(
    ("results", "rounds"),
    [
        ([laid_out(7, 8), laid_out(7, 8)], [["1"], ["8"]]),
        ([laid_out(7, 8), laid_out(8, 9, on=0), laid_out(8, 9, on=0)], [["1"], ["8"]]),
        ([laid_out(0, 1)], [["1"]]),
    ],
    ids=["filled", "the same after all", "true already"],
)
def test_the_contents_are_filled_and_laid_out_again_only_where_they_were_not_true(
    results: Sequence[bytes], rounds: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = FakeEngine(*results)
    engine.start(monkeypatch)
    done = print_one(with_entry())
    assert rounds == handed(engine)
    assert ([rounds[-1]], ()) == ([shown(done.document)], done.faults)


# -- numbers that the engine finds ----------------------------------------------------------------

HEADINGS = "".join(map(contents.heading, (1, 2), ("一、职责", "二、机构")))


def listing(*shown: str) -> bytes:
    """A document whose 目录 shows these pages of 一、职责 and 二、机构."""
    links = map(contents.link, (1, 2), ("一、职责", "二、机构"), shown)
    blocks = contents.contents(*links) + HEADINGS
    return archive.pack(wordml.parts(blocks, styles=contents.STYLES))


def found(*drawn: str, said: Sequence[str] = (), on: str = "8") -> bytes:
    """Pages as LibreOffice lays out a free 目录: the lines that are drawn, and what links say.

    The first heading stands on the second page, which bears a number, the second on the third.
    """
    lines = [
        f"{title}……{number}" for title, number in zip(("一、职责", "二、机构"), drawn, strict=True)
    ]
    texts = (("目录", *lines), ("一、职责", *FULL), ("二、机构", *FULL))
    pages = [
        page(*it).text(290, 810, f"— {n} —") for it, n in zip(texts, ("7", on, "9"), strict=True)
    ]
    entries = said or [line.replace("……", "\t") for line in lines]
    return contents.linked(pages, entries, (("一、职责", 1), ("二、机构", 2)))


def tags(raw: bytes) -> list[str]:
    """The kinds of elements that a 目录 is made of, in a .pdf."""
    with pikepdf.open(BytesIO(raw)) as read:
        whole = read.Root.StructTreeRoot.K
        return [str(it.S) for top in whole.K for it in (top, *top.K)]


def is_free(document: bytes) -> bool:
    return b"TOC " not in archive.read(document)[MAIN]


def test_what_the_engine_finds_of_a_contents_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine(found("8", "9"))
    engine.start(monkeypatch)
    done = print_one(listing("", "3"))
    assert [True] == list(map(is_free, engine.got))
    assert (["8", "9"], False, ()) == (shown(done.document), is_free(done.document), done.faults)
    assert ["/TOC", "/TOCI", "/TOCI"] == tags(done.pdf)


def test_a_document_is_the_same_whether_the_engine_finds_its_pages_or_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = []
    for results in ([found("8", "9")], [found("8", "8"), found("8", "9")]):
        FakeEngine(*results).start(monkeypatch)
        made.append(print_one(listing("", "")).document)
    assert made[0] == made[1]
    FakeEngine(found("8", "9")).start(monkeypatch)
    assert made[0] == print_one(made[0]).document


WRONG = {
    "others are drawn": found("8", "8", said=("一、职责\t8", "二、机构\t9")),
    "longer ones are drawn": found("8", "91", said=("一、职责\t8", "二、机构\t9")),
    "links say others": found("8", "9", said=("一、职责\t8", "二、机构\t8")),
    "links say the numbers alone": found("8", "9", said=("8", "9")),
    "pages bear others": found("8", "9", on="6"),
}


@pytest.mark.parametrize("raw", WRONG.values(), ids=WRONG)
def test_where_it_is_not_sure_the_engine_is_told_and_lays_out_again(
    raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = FakeEngine(raw, raw)
    engine.start(monkeypatch)
    print_one(listing("", ""))
    assert [True, False] == list(map(is_free, engine.got))
    assert ["6" if raw == WRONG["pages bear others"] else "8", "9"] == shown(engine.got[-1])


def test_pages_that_change_with_every_attempt_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    FakeEngine(laid_out(7, 8), laid_out(7, 8, 9, on=2), laid_out(7, 8)).start(monkeypatch)
    [fault] = print_one(with_entry()).faults
    assert ("T903", "目录的页码没有填：填上页码后页数变了") == (fault.code, fault.message)


def test_a_heading_that_is_not_found_leaves_the_numbers_as_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    FakeEngine(laid_out(7, 8, title="别的")).start(monkeypatch)
    done = print_one(with_entry())
    assert ("T903", ["1"]) == (done.faults[0].code, shown(done.document))


def test_each_document_gets_what_became_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    FakeEngine(laid_out(1, 2), Unmade(NOTHING), laid_out(1, 2)).start(monkeypatch)
    good = printing.document("甲")
    done = print_all(("甲", good), ("乙", good), ("丙", b"PK"), ("丁", good))
    told = [it.code if isinstance(it, Fault) else it.name for it in done]
    assert ["甲", "T901", "R811", "丁"] == told


def test_a_document_without_a_text_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    printing.print_pages(page()).start(monkeypatch)
    assert print_one(printing.document("")).pdf.startswith(b"%PDF-")


def test_two_runs_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (
        laid_out(1, 2, CreationDate=f"D:2026112{day}", ModDate=f"D:2026112{day}", Author="某局")
        for day in (1, 2)
    )
    FakeEngine(one, other).start(monkeypatch)
    made = [print_one(printing.document("甲")).pdf for _ in range(2)]
    assert made[0] == made[1]
    with pikepdf.open(BytesIO(made[0])) as read:
        assert ["某局"] == [str(read.docinfo.get(it)) for it in ("/Author",)]
        assert not {"/CreationDate", "/ModDate"} & set(read.docinfo.keys())


def test_what_it_rests_on_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = printing.print_pages(page(*FULL))
    engine.start(monkeypatch, frozenset({"Noto Serif CJK SC"}))
    done = print_one(printing.document("甲"))
    assert ENGINE == done.engine
    assert ("STSong-Light", "Unknown") == done.fonts
    assert (("仿宋_GB2312", "Noto Serif CJK SC"),) == done.stand_ins
    assert "没有标签，读屏软件读不出表格和标题" in [it.what for it in done.lacks]
