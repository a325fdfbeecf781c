"""A 目录 among the tags of a .pdf: made of links that say its lines, of nothing else."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from support import contents, pdfs, printing

from generator.outputs import made_pdf

LINES = ("一、职责\t2", "二、机构\t13")


def linked(*entries: str) -> bytes:
    return contents.linked([printing.page("目录")], entries)


def kinds(element: Any) -> Any:
    """What an element is, with what is in it."""
    kids = element.get("/K", ())
    if isinstance(kids, pikepdf.Dictionary):
        kids = [kids]
    return str(element.S), *(kinds(it) for it in kids if "/S" in dict_of(it))


def dict_of(kid: Any) -> Any:
    return kid if isinstance(kid, pikepdf.Dictionary) else {}


def finish(raw: bytes, lines: Sequence[str]) -> Any:
    return pikepdf.open(BytesIO(made_pdf.finish(raw, "标题", (), lines).raw))


ENTRY = ("/P", ("/Link",))


def test_its_entries_are_items_of_it_where_they_stood() -> None:
    with finish(linked("附件\t1", *LINES, "注"), ["一、职责2", "二、机构13"]) as pdf:
        whole = pdf.Root.StructTreeRoot.K
        items = (("/TOCI", ENTRY), ("/TOCI", ENTRY))
        assert ("/Document", ENTRY, ("/TOC", *items), ENTRY) == kinds(whole)
        contents_ = whole.K[1]
        above = [
            contents_.P.S,
            *(it.P.S for it in contents_.K),
            *(it.K[0].P.S for it in contents_.K),
        ]
        assert ["/Document", "/TOC", "/TOC", "/TOCI", "/TOCI"] == [str(it) for it in above]


def test_links_within_an_entry_go_that_no_tag_knows_of_and_no_others() -> None:
    with finish(linked("附件\t1", *LINES), LINES) as pdf:
        said = [str(it.Contents) for it in pdf.pages[0].obj.Annots]
        assert [*LINES, "1", "附件\t1"] == said
        numbers = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
        for it in pdf.pages[0].obj.Annots:
            if "/StructParent" in it:
                assert it.objgen == numbers[int(it.StructParent)].K[0].Obj.objgen


@pytest.mark.parametrize(
    "lines",
    [
        ("一、职责3", "二、机构13"),
        ("二、机构13", "一、职责2"),
        ("一、职责2", "二、机构13", "三、决算20"),
        (),
    ],
    ids=["another number", "another order", "one more", "none"],
)
def test_links_that_do_not_say_its_lines_are_none(lines: Sequence[str]) -> None:
    raw = linked(*LINES)
    assert not made_pdf.links_lines(raw, lines)
    with finish(raw, lines) as pdf:
        assert ("/Document", ENTRY, ENTRY) == kinds(pdf.Root.StructTreeRoot.K)


def test_lines_that_something_stands_between_are_none() -> None:
    assert not made_pdf.links_lines(linked(LINES[0], "附件", LINES[1]), LINES)


def test_a_pdf_without_tags_has_none() -> None:
    assert not made_pdf.links_lines(pdfs.make(printing.page("目录")), LINES)
