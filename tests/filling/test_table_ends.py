"""The last four rows of a table stay on one page, whatever its form says."""

import re

import pytest
from support.examples import EXAMPLE
from support.wordml import par

from generator import pipeline
from generator.filling import table_ends
from generator.word import archive, ooxml
from generator.word.ooxml import W

STYLED = '<w:p><w:pPr><w:pStyle w:val="a"/><w:jc w:val="right"/></w:pPr>'


def row(name: str, *beginnings: str) -> str:
    cells = [
        f"<w:tc>{it}<w:r><w:t>{name}</w:t></w:r></w:p></w:tc>" for it in beginnings or (STYLED,)
    ]
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*names: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(map(row, names))}</w:tbl>"


def keep(*pieces: bytes) -> bytes:
    """What becomes of a part that is made of pieces, with a print between each two."""
    whole = list(pieces)
    ends = [at for at in range(0, len(pieces), 2) if table_ends.TABLE_END in pieces[at]]
    table_ends.keep_together(whole, ends)
    return b"".join(whole)


def kept(xml: str) -> str:
    """The names of the rows that are kept with the next one."""
    done = keep(xml.encode()).decode()
    rows = re.findall(r"<w:tr>.*?</w:tr>", done)
    return "".join(re.findall(r"<w:t>(.)", it)[0] for it in rows if "<w:keepNext/>" in it)


@pytest.mark.parametrize(
    ("names", "expected"),
    [("", ""), ("1", ""), ("12", "1"), ("1234", "123"), ("12345", "234"), ("123456789", "678")],
)
def test_the_rows_before_the_last_are_kept_with_it(names: str, expected: str) -> None:
    assert expected == kept(f"{par('')}{table(*names)}{par('')}")


def test_each_table_has_its_own() -> None:
    assert "12acde" == kept(
        table(*"123") + table("x") + par("") + table(*"ab") + table(*"cd", "e", "f")
    )


def test_a_table_in_a_cell_does_no_harm() -> None:
    inner = row("i", f"{STYLED}</w:p>{table(*'jk')}<w:p>")
    xml = f"<w:tbl>{row('a')}{row('b')}{inner}{row('c')}</w:tbl>"
    assert b"i" in ooxml.bytes_of(ooxml.parse(keep(wordml_root(xml))))


def wordml_root(xml: str) -> bytes:
    return f'<w:body xmlns:w="{W[1:-1]}">{xml}</w:body>'.encode()


@pytest.mark.parametrize(
    ("beginning", "expected"),
    [
        ("<w:p>", "<w:p><w:pPr><w:keepNext/></w:pPr>"),
        ('<w:p w:rsidR="1">', '<w:p w:rsidR="1"><w:pPr><w:keepNext/></w:pPr>'),
        ("<w:p><w:pPr/>", "<w:p><w:pPr><w:keepNext/></w:pPr>"),
        ("<w:p><w:pPr><w:jc/></w:pPr>", "<w:p><w:pPr><w:keepNext/><w:jc/></w:pPr>"),
        (STYLED, STYLED.replace("<w:jc", "<w:keepNext/><w:jc")),
        ("<w:p><w:pPr><w:keepNext/></w:pPr>", "<w:p><w:pPr><w:keepNext/></w:pPr>"),
        ('<w:p><w:pPr><w:keepNext w:val="0"/></w:pPr>',) * 2,
    ],
)
def test_all_paragraphs_of_a_row_say_it_once(beginning: str, expected: str) -> None:
    xml, done = (
        f"<w:tbl>{row('1', it, it)}{row('2')}</w:tbl>".encode() for it in (beginning, expected)
    )
    assert done == keep(xml)


def test_a_part_without_tables_stays_as_it_is() -> None:
    assert b"<w:body/>" == keep(b"<w:body/>")


BEGINNINGS = ("<w:p>", '<w:p w:rsidR="1">', "<w:p><w:pPr/>", STYLED, "<w:p><w:pPr><w:jc/></w:pPr>")


def test_where_prints_and_choices_stand_in_a_form_makes_no_difference() -> None:
    """Not even in a paragraph's beginning: before any tag, in an attribute, in a text."""
    rows = "".join(row(name, *BEGINNINGS) for name in "1234")
    xml = f"{table(*'ab')}<w:tbl><w:tblPr/>{rows}</w:tbl>{table(*'cdefgh')}{par('')}".encode()
    places = [it.start() for it in re.finditer(rb'<|(?<=")1|(?<=<w:t>)', xml)]
    done = keep(xml)
    for at, first in enumerate(places):
        for second in (first, *places[at + 1 : at + 12]):
            assert done == keep(xml[:first], b"", xml[first:second], b"", xml[second:])


def test_what_led_to_one_end_of_a_table_is_not_taken_for_what_leads_to_another() -> None:
    """Rows that end alike stand in many documents, in one as often as not, in any order."""
    begin, end = b"<w:tbl><w:tblPr/>", b"</w:tbl>"
    rows = [row(name, *beginnings).encode() for name in "12" for beginnings in ((), ("<w:p>",))]
    for number in (*range(1, 7), *range(6, 0, -1)):
        for turn in range(4):
            chosen = [rows[(turn + at * (turn + 1)) % 4] for at in range(number)]
            pieces = [begin, *[it for one in chosen for it in (b"", one)], b"", end]
            assert keep(b"".join(pieces)) == keep(*pieces) == keep(*pieces)


def test_a_text_that_prints_stays_where_it_is() -> None:
    before, after = (f"{table('1')}<w:tbl>{row('2')}{row('3')}".encode(), row("4").encode())
    cut = before.index(b"2</w:t>")
    pieces = [before[:cut], b"<2>", before[cut:], b"", after + b"</w:tbl>"]
    done = [keep(*pieces), keep(*pieces[:1], b"", *pieces[2:])]
    assert done[0] == done[1].replace(b"2</w:t>", b"<2>2</w:t>")
    assert 2 == done[0].count(b"<w:keepNext/>")


def test_every_table_of_a_finished_document_ends_so() -> None:
    parts = archive.read(pipeline.produce(EXAMPLE).document)
    tables = [
        [*it.iter(f"{W}tr")] for it in ooxml.parse(parts["word/document.xml"]).iter(f"{W}tbl")
    ]
    long = [rows for rows in tables if len(rows) > table_ends.LEAST]
    assert long
    for rows in long:
        assert [True] * 3 == [
            all(it.find(f"{W}pPr/{W}keepNext") is not None for it in one.iter(f"{W}p"))
            for one in rows[-4:-1]
        ]
