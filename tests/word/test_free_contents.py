"""A 目录 without the field around it: only one as programs make it, only in a copy."""

import pytest
from support import contents, wordml
from support.contents import END, STYLES, begin, link
from support.wordml import par, run

from generator.word import archive, free_contents, ooxml, word_file
from generator.word.ooxml import W
from generator.word.word_file import WordFile

ENTRIES = (link(1, "一、职责", "2"), link(2, "二、机构", "13"))
OWN = '<w:rStyle w:val="Hyperlink"/>'
SECTION = "<w:sectPr/>"


def opened(*blocks: str, **others: str) -> WordFile:
    headings = [contents.heading(number, title) for number, title in enumerate("甲乙", start=1)]
    parts = wordml.parts(*blocks, *headings, **({"styles": STYLES} | others))
    read = word_file.read(archive.pack(parts), "文档.docx")
    assert isinstance(read, WordFile)
    return read


def freed(*blocks: str) -> str:
    """The text of the main part with a free 目录; nothing where it is none that can be."""
    return free_contents.free(opened(*blocks)).get(wordml.DOCUMENT, b"").decode()


def test_the_field_goes_and_its_entries_stay_links_with_pages() -> None:
    main = freed(contents.contents(*ENTRIES))
    assert (0, 2, 2) == tuple(map(main.count, ("TOC \\o", "PAGEREF", "<w:hyperlink")))
    borders = [main.count(f'"{kind}"') for kind in ("begin", "separate", "end")]
    assert [2, 2, 2] == borders


def test_every_run_of_an_entry_bears_a_style_that_the_document_has_then() -> None:
    changed = free_contents.free(opened(contents.contents(*ENTRIES)))
    runs = ooxml.parse(changed[wordml.DOCUMENT]).findall(f".//{W}hyperlink/{W}r")
    borne = {style.get(f"{W}val") for run in runs for style in run.iter(f"{W}rStyle")}
    [style] = ooxml.parse(changed["word/styles.xml"])
    assert {style.get(f"{W}styleId")} == borne
    assert len(runs) == sum(1 for run in runs for _ in run.iter(f"{W}rStyle"))


def test_the_document_itself_stays_as_it_is() -> None:
    document = opened(contents.contents(*ENTRIES))
    parts, main = dict(document.parts), ooxml.bytes_of(document.root)
    assert free_contents.free(document)
    assert (parts, main) == (document.parts, ooxml.bytes_of(document.root))


def test_a_paragraph_that_only_ends_the_field_stays_one() -> None:
    first, second = ENTRIES
    ended = par("", END, look=SECTION)
    main = freed(par("", begin("TOC \\h"), first), par("", second), ended)
    assert "PAGEREF" in main
    assert '<w:fldSimple w:instr=" QUOTE "/>' in main


FIRST, SECOND = ENTRIES
OTHERS = {
    "no field": par("", FIRST) + par("", SECOND),
    "no entry": par("", begin("TOC \\h"), run("一、职责"), END),
    "no link": contents.contents(begin("PAGEREF _Toc1") + run("2") + END),
    "another link": contents.contents(FIRST.replace('anchor="_Toc1"', 'anchor="_Toc2"'), SECOND),
    "a look of its own": contents.contents(FIRST, link(2, "二、机构", "13", OWN)),
    "text beside a link": contents.contents(run("附：") + FIRST, SECOND),
    "two links in a line": contents.contents(FIRST + SECOND),
    "a line between": contents.contents(FIRST, run("附："), SECOND),
    "text after the last": contents.contents(FIRST, SECOND, run("附：")),
    "text before the first": contents.contents(run("附："), FIRST, SECOND),
    "more in a link": contents.contents(
        FIRST.replace("</w:hyperlink>", "<w:smartTag/></w:hyperlink>"), SECOND
    ),
    "two of them": contents.contents(FIRST) + contents.contents(SECOND),
    "no end": contents.contents(FIRST, SECOND).removesuffix(f"{END}</w:p>") + "</w:p>",
    "an entry elsewhere": contents.contents(FIRST) + par("", SECOND),
}  # fmt: skip


@pytest.mark.parametrize("blocks", OTHERS.values(), ids=OTHERS)
def test_one_that_is_not_as_programs_make_it_stays_as_it_is(blocks: str) -> None:
    assert "" == freed(blocks)


def test_a_document_without_styles_stays_as_it_is() -> None:
    parts = wordml.parts(contents.contents(*ENTRIES))
    read = word_file.read(archive.pack(parts), "文档.docx")
    assert isinstance(read, WordFile)
    assert {} == free_contents.free(read)


def test_its_lines_are_what_readers_see_of_them() -> None:
    document = opened(contents.contents(*ENTRIES))
    assert ["一、职责2", "二、机构13"] == free_contents.list_lines(document.root)
