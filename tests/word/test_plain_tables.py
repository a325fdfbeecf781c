"""Tables of nothing but text are read in one go, and never otherwise than cell by cell."""

from pathlib import Path
from typing import Any

import pytest
from support.examples import OF_EVERY_PACK
from support.reading_back import produced

from generator.word import ooxml, plain_tables, seen, word_file
from generator.word.ooxml import W
from generator.word.plain_tables import PlainStyle
from generator.word.seen import Seen
from generator.word.word_file import WordFile


def opened(filing: Path) -> WordFile:
    read = word_file.read(produced(filing).document, "a.docx")
    assert isinstance(read, WordFile)
    return read


def closely(document: WordFile, monkeypatch: pytest.MonkeyPatch) -> Seen:
    with monkeypatch.context() as patch:
        patch.setattr(plain_tables, "read", lambda *_: None)
        return seen.read(document)


def told(seen_: Seen) -> Any:
    """All of it but the elements of what stands aside, which every reading makes anew."""
    asides = [(it.kind, it.text._replace(element=None)) for it in seen_.asides]
    return seen_.lines, asides, seen_.unread, seen_.looked


def is_plain(rows: str) -> bool:
    table = ooxml.parse(f'<w:tbl xmlns:w="{W[1:-1]}">{rows}</w:tbl>'.encode())
    return plain_tables.read(table, {}, lambda _: PlainStyle("", entry=False)) is not None


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_what_is_seen_is_the_same(filing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = opened(filing)
    assert told(closely(document, monkeypatch)) == told(seen.read(document))


def test_most_tables_that_we_print_are_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = list[bool]()
    read = plain_tables.read

    def watched(*given: Any) -> Any:
        rows = read(*given)
        plain.append(rows is not None)
        return rows

    monkeypatch.setattr(plain_tables, "read", watched)
    for filing in OF_EVERY_PACK:
        seen.read(opened(filing))
    assert plain.count(True) > 5 * plain.count(False)


CELL = "<w:tr><w:tc><w:tcPr>{}</w:tcPr><w:p><w:pPr>{}</w:pPr>{}</w:p></w:tc></w:tr>"
RUN = "<w:r><w:t>1,234.50</w:t></w:r>"


def test_a_cell_of_text_is_plain() -> None:
    assert is_plain(CELL.format('<w:tcW w:w="900" w:type="dxa"/>', '<w:pStyle w:val="A"/>', RUN))


@pytest.mark.parametrize(
    "cell",
    [
        ('<w:tcW w:w="90" w:type="dxa"/>', "", RUN),
        ("<w:cellDel/>", "", RUN),
        ('<w:shd w:val="clear" w:fill="000000"/>', "", RUN),
        ("<w:hMerge/>", "", RUN),
        ("<w:vMerge/>", "", RUN),
        ("", "<w:rPr><w:vanish/></w:rPr>", RUN),
        ("", '<w:ind w:left="20000"/>', RUN),
        ("", '<w:numPr><w:numId w:val="1"/></w:numPr>', RUN),
        ("", "", RUN.replace("<w:t>", "<w:rPr><w:vanish/></w:rPr><w:t>")),
        ("", "", f"<w:ins>{RUN}</w:ins>"),
        ("", "", f"<w:del>{RUN}</w:del>"),
        ("", "", RUN.replace("<w:t>", "<w:tab/><w:t>")),
        ("", "", RUN.replace("1,", "1\u00ad")),
        ("", "", "<w:t>1</w:t>"),
        ("", "", "<w:r><w:drawing/></w:r>"),
        ("", "", "<w:r><w:fldChar/></w:r>"),
    ],
)
def test_anything_else_is_looked_at_closer(cell: tuple[str, str, str]) -> None:
    assert not is_plain(CELL.format(*cell))


def in_document(*rows: str) -> WordFile:
    body = f"<w:body><w:tbl>{''.join(rows)}</w:tbl></w:body>"
    root = ooxml.parse(f'<w:document xmlns:w="{W[1:-1]}">{body}</w:document>'.encode())
    return WordFile("a.docx", {}, "word/document.xml", root)


def test_rows_that_are_written_alike_are_read_each_with_its_own_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inner = ("1", "&lt;t&gt;", "&amp;lt;", "1\n2", "1&#13;2", " ", "３\u200b", '"', "&amp;#60;")
    rows = [CELL.format("", "", RUN.replace("1,234.50", it)) for it in inner]
    broken = RUN.replace("1,234.50", "一</w:t><w:br/><w:t>二</w:t><w:t/><w:t> ")
    document = in_document(*rows, *[CELL.format("", "", it) for it in (broken, broken, "")])
    read = seen.read(document)
    assert closely(document, monkeypatch).lines == read.lines
    assert ["1", "<t>", "&lt;", "1 2", "1 2", "３", '"', "&#60;", "一\n二 ", "一\n二 "] == [
        text.text for line in read.lines for text in line.texts
    ]


@pytest.mark.parametrize("text", ['<w:t w:val="1">1</w:t>', "<w:t>1<w:jc/>2</w:t>"])
def test_a_text_that_is_written_otherwise_is_looked_at_closer(text: str) -> None:
    row = CELL.format("", "", RUN)
    assert is_plain(row * 2)
    assert not is_plain(row + CELL.format("", "", f"<w:r>{text}</w:r>"))


def test_a_break_in_a_cell_is_plain() -> None:
    assert is_plain(CELL.format("", "", "<w:r><w:t>1</w:t><w:br/><w:t>2</w:t></w:r>"))


def test_a_flat_row_a_control_and_a_table_in_a_cell_are_looked_at_closer() -> None:
    row = CELL.format("", "", RUN)
    flat = '<w:trPr><w:trHeight w:val="20" w:hRule="exact"/></w:trPr>'
    assert not is_plain(row.replace("<w:tr>", f"<w:tr>{flat}"))
    assert not is_plain(f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>")
    assert not is_plain(row.replace("<w:p>", f"<w:tbl>{row}</w:tbl><w:p>"))
