"""A part of a document that is written plainly, and what may become of it."""

import re

from hypothesis import strategies as st

from generator.word import ooxml

WORD = ooxml.W[1:-1]
CELL = (
    '<w:tc><w:tcPr><w:tcW w:w="810" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>\n'
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
)
PART = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{WORD}" '
    'xmlns:r="urn:r"><w:body>\n'
    '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t xml:space="preserve">2024 &amp; &#34;乙'
    '</w:t></w:r></w:p><w:p/><w:p w:rsidR="1"/><w:p w:rsidR="2"><w:r><w:t>甲</w:t></w:r><w:r>'
    '<w:tab/></w:r><w:r><w:t/></w:r><w:r><w:t xml:space="preserve">12.00</w:t></w:r></w:p>'
    '<w:tbl><w:tblPr><w:tblW w:w="0"/></w:tblPr><w:tr><w:trPr><w:cantSplit/></w:trPr>'
    f"{CELL.format('0.00')}{CELL.format('0.00')}</w:tr><w:tr>{CELL.format('3.5')}</w:tr></w:tbl>"
    '<w:p><w:hyperlink r:id="1"><w:r><w:t>丙\n丁</w:t></w:r></w:hyperlink><w:r><w:drawing>'
    '<wp:inline xmlns:wp="urn:wp"><wp:x a="1"/></wp:inline></w:drawing></w:r></w:p>\n'
    "<w:sectPr/></w:body></w:document>"
).encode()
SHOWN = ['2024 & "乙', "", "", "甲12.00", "0.00", "0.00", "3.5", "丙 丁"]

# What may come into a part: pieces of what it is made of, of what only looks like it, and of
# what is no XML.
BITS = [
    *(
        "<",
        ">",
        '"',
        "'",
        "&",
        "/",
        "=",
        ":",
        "!",
        "?",
        " ",
        "\n",
        "\r",
        "\t",
        "\0",
        "甲",
        "\uffff",
    ),
    *("<w:p>", "</w:p>", "<w:p/>", "<w:p ", "<w:p\n>", "</w:p >", "<w:r>", "</w:r>", "<w:x/>"),
    *(
        "<w:t>",
        "</w:t>",
        "</w:t >",
        "<w:t/>",
        "<w:t >",
        '<w:t xml:space="preserve"/>',
        "<w:t>9</w:t>",
    ),
    *("<w:tc>", "</w:tc>", "<w:tcPr>", "</w:tcPr>", "<w:tcPr></w:tcPr>", "<a/>", "w:", "a:b:c"),
    *("<!--", "-->", "<!-- x -->", "<![CDATA[", "]]>", "<![CDATA[<w:t>1</w:t>]]>", "<?x y?>"),
    *("<w:pé/>", "<w:té>", ' xmlns=""', ' xml:id="a"', ' xml:id="1 2"'),
    *("&amp;", "&lt;", "&nbsp;", "&#13;", "&#10;", "&#128;", "&#0;", "&#x41;", "<!DOCTYPE a>"),
    *(' xmlns:w="urn:q"', ' xmlns="urn:q"', f' xmlns="{WORD}"', f' xmlns:r="{WORD}"'),
    *(' xmlns:q="urn:r" q:id="1"', 'w:val="1" w:val="2"', '<w:x y="">', "<x:p>", "<x:t>1</x:t>"),
    *('<w:r xmlns:w="urn:z"><w:t>5</w:t></w:r>', f'<q:t xmlns:q="{WORD}">7</q:t>'),
    "<w:txbxContent><w:p><w:r><w:t>n</w:t></w:r></w:p></w:txbxContent>",
    # What stands between texts, whole and torn: what one lacks, another may have too many of.
    *(
        "</w:r><w:r>",
        "</w:r></w:p><w:p><w:r>",
        "<w:p><w:r><w:t>",
        "</w:t></w:r></w:p>",
        "</w:t><w:t>",
    ),
    *(
        "<w:tc><w:p><w:r>",
        "</w:r></w:p></w:tc>",
        "</w:body></w:document>",
        "<w:document>",
        "<w:body>",
    ),
    *('<w:x a="<w:t>1</w:t>"/>', '<w:x a=">"/>', '<w:x a="', '"/>', '<w:r xmlns:w="urn:z">', "]]"),
]
BORDERS = [at for at in range(len(PART)) if PART[at : at + 1] in b"<>"]
TAG = re.compile(rb"<[^<>]*>")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The part with one to three changes: something put in, taken out, said again, replaced."""
    xml = PART
    place = st.sampled_from(BORDERS).flatmap(lambda at: st.sampled_from([at, at + 1]))
    bit = st.sampled_from(BITS).map(str.encode)
    for _ in range(draw(st.integers(1, 3))):
        start, end = sorted((draw(place), draw(place)))
        ways = ["in", "out", "again", "around", "other", "moved", "swapped", "named"]
        changed = draw(st.sampled_from(ways))
        if changed == "in":
            xml = xml[:start] + draw(bit) + xml[start:]
        elif changed == "out":
            xml = xml[:start] + xml[min(end, start + draw(st.integers(1, 60))) :]
        elif changed == "again":
            xml = xml[:end] + xml[start:end][:200] + xml[end:]
        elif changed == "around":
            xml = xml[:start] + draw(bit) + xml[start:end] + draw(bit) + xml[end:]
        elif changed == "other":
            xml = xml.replace(draw(bit), draw(bit), draw(st.sampled_from([1, -1])))
        else:
            xml = draw(disordered(xml, changed))
    return xml


@st.composite
def disordered(draw: st.DrawFn, xml: bytes, way: str) -> bytes:
    """The same tags, but for one that stands elsewhere, or in another's place, or is named so."""
    tags = [match.span() for match in TAG.finditer(xml)]
    if len(tags) < 2:
        return xml
    (a, b), (c, d) = sorted((draw(st.sampled_from(tags)), draw(st.sampled_from(tags))))
    one, between, other = xml[a:b], xml[b:c], xml[c:d]
    if (a, b) == (c, d):
        return xml[:a] + xml[b:]
    if way == "moved":
        return xml[:a] + between + other + one + xml[d:]
    if way == "swapped":
        return xml[:a] + other + between + one + xml[d:]
    name = re.search(rb"[\w:]+", one)
    return xml[:c] + re.sub(rb"[\w:]+", name[0] if name else b"x", other, count=1) + xml[d:]
