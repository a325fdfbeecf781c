"""Small Word files made of text, for tests of what is done with whole ones."""

import re
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
DOCUMENT = "word/document.xml"
_ENTRY = re.compile(rb'PAGEREF[^<]*</w:instrText></w:r>.{0,200}?"separate"/></w:r>', re.DOTALL)


def relations(**targets: str) -> str:
    """The relationships of a part: each leads to a target, by the kind that it is called by."""
    links = (
        f'<Relationship Id="rId{n}" Type="{R}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items(), start=1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(links)}</Relationships>'


def run(text: str, look: str = "") -> str:
    """A run; `look` is what its properties hold."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def par(text: str = "", *runs: str, look: str = "") -> str:
    """A paragraph of a text and more runs; `look` is what its properties hold."""
    properties = f"<w:pPr>{look}</w:pPr>" if look else ""
    return f"<w:p>{properties}{run(text) if text else ''}{''.join(runs)}</w:p>"


def cell(*blocks: str, span: int = 1, merge: str = "") -> str:
    """A cell; `merge` is restart or continue."""
    look = f'<w:tcW w:w="{900 * span}" w:type="dxa"/>'
    look += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    look += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{''.join(blocks)}</w:tc>"


def row(*cells: str) -> str:
    """A row of cells, each a cell or the text of one."""
    return f"<w:tr>{''.join(c if c.startswith('<w:tc>') else cell(par(c)) for c in cells)}</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    """A table of rows."""
    grid = '<w:gridCol w:w="900"/>' * columns
    look = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def parts(*blocks: str, **others: str) -> dict[str, bytes]:
    """The parts of a Word file with these blocks; `others` are by their names in word/."""
    body = f"<w:body>{''.join(blocks)}<w:sectPr/></w:body>"
    made = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(officeDocument=DOCUMENT),
        "word/_rels/document.xml.rels": relations(**{name: f"{name}.xml" for name in others}),
        DOCUMENT: f'<w:document xmlns:w="{W}" xmlns:r="{R}">{body}</w:document>',
    }
    made |= {f"word/{name}.xml": text for name, text in others.items()}
    return {name: text.encode() for name, text in made.items()}


def fill_pages(xml: bytes) -> bytes:
    """A generated main part whose 目录 shows a page number in every entry."""
    return _ENTRY.sub(lambda found: found[0] + b"<w:r><w:t>7</w:t></w:r>", xml)
