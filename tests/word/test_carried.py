"""What a document carries: enough to know its generated text again, and nothing to read."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from support import ooxml as look
from support.examples import OF_EVERY_PACK

from generator import pipeline
from generator.compare import pieces
from generator.pipeline import Outcome
from generator.word import archive, blocks, carried, encoding, ooxml
from generator.word.carried import CarriedError

MAIN = "word/document.xml"


def keys(found: tuple[blocks.BodyBlock, ...]) -> list[object]:
    return [block.key for block in found]


def carried_part(parts: dict[str, bytes]) -> str:
    (name,) = [n for n in parts if re.fullmatch(r"customXml/item\d+\.xml", n)]
    return name


def packed(parts: dict[str, bytes]) -> bytes:
    return archive.write({name: archive.deflate(part) for name, part in parts.items()})


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_it_is_the_text_as_generated(filing: Path) -> None:
    outcome = pipeline.produce(filing)
    parts = archive.read(outcome.document)
    found, of = carried.read(parts, MAIN)
    assert keys(blocks.read(ooxml.parse(parts[MAIN]))) == keys(found)
    assert pieces.fingerprint(outcome.name) == of


def test_nothing_can_be_read_in_it(example: Outcome) -> None:
    parts = archive.read(example.document)
    text = ooxml.parse(parts[carried_part(parts)]).text
    assert set() == {t for t in text.split() if not re.fullmatch(r"[PTRC/]|[#.~][\w-]{8}", t)}
    own = parts[carried_part(parts)].decode()
    assert not re.search("[一-鿿]", own)
    assert [] == [item.text for item in example.printed if len(item.text) > 3 and item.text in own]


def test_it_is_small(example: Outcome) -> None:
    parts = archive.read(example.document)
    own = archive.deflate(parts[carried_part(parts)])
    assert len(own.deflated) < len(example.document) / 3


def test_the_package_knows_of_it(example: Outcome) -> None:
    assert [] == look.lint(example.document)
    parts = archive.read(example.document)
    assert f'Target="../{carried_part(parts)}"' in parts["word/_rels/document.xml.rels"].decode()


def test_it_is_still_there_after_python_docx_saved_the_document(example: Outcome) -> None:
    document = docx.Document(io.BytesIO(example.document))
    document.paragraphs[60].add_run("改")
    stream = io.BytesIO()
    document.save(stream)
    before, after = archive.read(example.document), archive.read(stream.getvalue())
    assert keys(carried.read(before, MAIN)[0]) == keys(carried.read(after, MAIN)[0])


def test_it_can_be_taken_out_without_a_trace(example: Outcome) -> None:
    parts = archive.read(example.document)
    own = carried_part(parts)
    assert carried.take_out(parts, MAIN)
    assert [] == [name for name in parts if name.startswith("customXml")]
    assert [] == [name for name, part in parts.items() if own.encode() in part]
    assert [] == look.lint(packed(parts))
    assert not carried.take_out(parts, MAIN)


def test_it_replaces_what_was_carried_before(example: Outcome) -> None:
    parts = archive.read(example.document)
    carried.put(parts, MAIN, "P", "别的")
    assert ((pieces.fingerprint("别的"), 1),) == ((carried.read(parts, MAIN)[1], 1),)
    assert [carried_part(parts)] == [
        n for n in parts if n.startswith("customXml/item") and "P" not in n
    ]
    assert [] == look.lint(packed(parts))


DAMAGE: dict[str, Callable[[str], str]] = {
    "cut short": lambda text: re.sub(r" \S+</carried>", "</carried>", text),
    "another letter": lambda text: text.replace("P ", "R ", 1),
    "another version": lambda text: text.replace('version="1"', 'version="2"'),
    "no XML": lambda text: text[:-20],
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_not_used(damage: Callable[[str], str], example: Outcome) -> None:
    parts = archive.read(example.document)
    name = carried_part(parts)
    changed = damage(parts[name].decode())
    assert changed != parts[name].decode()
    parts[name] = changed.encode()
    with pytest.raises(CarriedError):
        carried.read(parts, MAIN)


@pytest.mark.parametrize("content", ["T R C P", "T R C " * 500 + "P", "P abc X"])
def test_a_structure_that_is_none_is_not_used(content: str, example: Outcome) -> None:
    parts = archive.read(example.document)
    carried.put(parts, MAIN, content, "名称")
    with pytest.raises(CarriedError):
        carried.read(parts, MAIN)


def test_page_numbers_of_the_contents_are_none_of_the_text(example: Outcome) -> None:
    xml = archive.read(example.document)[MAIN]
    field = re.compile(rb"(PAGEREF \S+ \\h </w:instrText></w:r><w:r>.*?</w:r><w:r>)<w:t/>")
    filled, count = field.subn(rb"\1<w:t>12</w:t>", xml)
    assert count > 10
    assert carried.encode_part(xml) == carried.encode_part(filled)
    for text in (xml, filled):
        assert carried.encode_part(xml) == encoding.encode(blocks.read(ooxml.parse(text)))


def test_what_is_no_plain_part_is_read_all_the_same() -> None:
    """A form may hold content controls and nested tables; they are read as `blocks` reads them."""
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>内1.00&amp;</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    cell = f"<w:tc><w:p/>{inner}<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙。</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tblPr/><w:tr>{cell}</w:tr></w:tbl>"
    controlled = f"<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt>"
    written = "<w:p><w:r><w:t>一>二</w:t></w:r><w:r><w:t><![CDATA[三<]]>四</w:t></w:r></w:p><w:p/>"
    last = "<w:p><w:r><w:t>尾</w:t></w:r></w:p>"
    for body in (table, controlled, f"{table}{last}{controlled}", written, f"<w:p/>{written}"):
        xml = f'<w:document xmlns:w="{ooxml.W[1:-1]}"><w:body>{body}</w:body></w:document>'
        part = xml.encode()
        assert carried.encode_part(part) == encoding.encode(blocks.read(ooxml.parse(part)))


def _field(*parts: str) -> str:
    """A paragraph with a field, of its texts and (in braces) its instruction and borders."""
    runs = []
    for part in parts:
        if part in ("begin", "separate", "end"):
            runs.append(f'<w:fldChar w:fldCharType="{part}"/>')
        elif part.startswith("{"):
            runs.append(f"<w:instrText>{part[1:-1]}</w:instrText>")
        else:
            runs.append(f"<w:t>{part}</w:t>")
    return f"<w:p>{''.join(f'<w:r>{run}</w:r>' for run in runs)}</w:p>"


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(
            ["甲", "begin", "{ PAGE }", "separate", "12", "end", "乙"], id="a page number"
        ),
        pytest.param(["begin", "{PAGEREF _a}", "separate", "1", "2", "end"], id="in two texts"),
        pytest.param(["begin", "{ PA}", "甲", "{GE }", "separate", "3", "end"], id="a torn name"),
        pytest.param(["begin", "{TOC}", "separate", "甲", "乙", "end", "丙"], id="another field"),
        pytest.param(["begin", "{TOC}", "separate", "甲", "{PAGE}", "2", "end"], id="a long name"),
        pytest.param(
            ["begin", "{DATE}", "separate", "3", "end", "begin", "{PAGE}"], id="not ended"
        ),
        pytest.param(
            ["begin", "{PAGE}", "begin", "{DATE}", "separate", "4", "end", "end"], id="one in it"
        ),
        pytest.param(
            ["begin", "{PA}", "begin", "end", "{GE}", "separate", "5", "end"], id="one in its name"
        ),
        pytest.param(
            ["begin", "{PAGE}", "separate", "begin", "separate", "end", "6", "end"],
            id="one before it",
        ),
        pytest.param(["begin", "{P&#65;GE}", "separate", "7", "end"], id="a name in other signs"),
    ],
)
def test_a_page_number_is_none_of_the_text(parts: list[str]) -> None:
    body = _field(*parts) + _field("甲", "begin", "{TOC}", "separate", "乙") + _field("丙")
    xml = f'<w:document xmlns:w="{ooxml.W[1:-1]}"><w:body>{body}</w:body></w:document>'.encode()
    assert encoding.encode(blocks.read(ooxml.parse(xml))) == carried.encode_part(xml)


CELL = "<w:tc><w:p><w:r><w:t>1.00</w:t></w:r></w:p></w:tc>"
CODE = "/></w:r><w:r><w:instrText>"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("<w:instrText>TIME", "<w:instrText\n>PAGE", id="a code after a line break"),
        pytest.param(f'"begin"{CODE}TIME', f"'begin'{CODE}PAGE", id="begun in other quotes"),
        pytest.param("<w:t>2", "<w:txbxContent\n><w:t>2</w:t></w:txbxContent><w:t>", id="text box"),
        pytest.param("<w:t>2", "<x:Fallback><w:t>2</w:t></x:Fallback><w:t>", id="for old programs"),
        pytest.param("<w:p/>", "<w:x><w:p/></w:x>", id="a paragraph in an unknown element"),
        pytest.param("<w:p/>", f"<w:x><w:tbl><w:tr>{CELL}</w:tr></w:tbl></w:x>", id="a table"),
        pytest.param("<w:p/>", "<w:tbl/>", id="a table of nothing"),
        pytest.param("<w:p/>", "<w:tr><w:tc><w:p/></w:tc></w:tr>", id="a row in no table"),
        pytest.param(CELL, f"<w:p/>{CELL}", id="a paragraph in no cell"),
        pytest.param("<w:t>2", "<w:tbl><w:tr><w:tc/></w:tr></w:tbl><w:t>", id="in a paragraph"),
        pytest.param("<w:body>", "<w:p/><w:body>", id="a paragraph before the body"),
        pytest.param("</w:body>", "</w:body><w:p/>", id="a paragraph after the body"),
        pytest.param("<w:t>2", "<w:body><w:tbl/></w:body><w:t>", id="a body in a paragraph"),
        pytest.param("w:body>", "w:x>", id="no body"),
        pytest.param("w:document", "w:tbl", id="another root"),
    ],
)
def test_what_stands_elsewhere_is_carried_as_a_tree_gives_it(old: str, new: str) -> None:
    other = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    fields = _field("begin", "{DATE}", "begin", "{TIME}", "separate", "2", "end", "end", "3")
    body = f"{_field('1')}<w:p/>{fields}<w:tbl><w:tr>{CELL}</w:tr></w:tbl>{_field('4')}<w:sectPr/>"
    names = f'xmlns:w="{ooxml.W[1:-1]}" xmlns:x="{other}"'
    xml = f"<w:document {names}><w:body>{body}</w:body></w:document>"
    assert old in xml
    part = xml.replace(old, new).encode()
    assert encoding.encode(blocks.read(ooxml.parse(part))) == carried.encode_part(part)
