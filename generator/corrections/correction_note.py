"""The Word 更正说明 of a correction: what stood there before, what stands there now, in tables.

The parts are written whole, in fixed order: the same correction gives the same bytes.
"""

from collections.abc import Iterable, Iterator
from html import escape

from generator.compare.words import Segment, Step
from generator.corrections import changelist
from generator.corrections.changelist import Entry, Section
from generator.corrections.dossier import Dossier
from generator.corrections.passages import Passage
from generator.corrections.revision import Revision
from generator.vocabulary import DRAFT
from generator.word import archive
from generator.word.output import PROPERTIES, PROPERTIES_PART

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TITLE, NOTHING = "更正说明", "（无）"
# Widths in twentieths of a point; together the text width of an A4 page with these margins.
WIDTHS = (680, 3320, 2300, 1272, 1272)
COLUMNS = ("序号", "项目", "栏目", "更正前", "更正后")


def document(revision: Revision) -> bytes:
    """The note as a .docx, for a new filing without errors."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT_RELATIONS,
        "word/_rels/document.xml.rels": _RELATIONS,
        "word/document.xml": _document(revision),
        "word/styles.xml": _STYLES,
        "docProps/core.xml": _core(revision),
        PROPERTIES_PART: PROPERTIES,
    }
    return archive.write({name: archive.deflate(xml.encode()) for name, xml in parts.items()})


# -- content -----------------------------------------------------------------------------------


def _document(of: Revision) -> str:
    section = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1531" '
        'w:bottom="1984" w:left="1531" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
    )
    body = "".join(_body(of))
    return f"{_HEAD}<w:document {_W}><w:body>{body}{section}</w:body></w:document>"


def _body(of: Revision) -> Iterator[str]:
    unit, name = of.new.filing.unit_name, _name(of.new)
    tables, sentences = changelist.tables(of.passages), changelist.sentences(of.passages)
    yield _paragraph("Title", _run(f"关于《{name}》的{TITLE}"))
    intro = f"{unit}公开的《{_name(of.old)}》中，"
    count = f"表格有{sum(len(t.entries) for t in tables)}处、文字有{len(sentences)}处需要更正。"
    yield _paragraph("Body", _run(f"{intro}{count}现将更正前后的内容说明如下，以更正后的为准。"))
    number = 0
    if tables:
        yield _paragraph("Heading1", _run("一、表格的更正"))
    for table in tables:
        yield _paragraph("Heading2", _run(f"{table.title}（单位与原表相同）"))
        yield _table(table, number)
        number += len(table.entries)
    if sentences:
        yield _paragraph("Heading1", _run(f"{'二' if tables else '一'}、文字的更正"))
    for at, item in enumerate(sentences, start=1):
        yield from _sentence(at, item)
    yield _paragraph("Sign", _run(unit))
    yield _paragraph("Sign", _run("　　　　年　　月　　日"))


def _name(of: Dossier) -> str:
    """A document's name; that a draft of it was compared is not the reader's concern."""
    return of.outcome.name.removesuffix(f"（{DRAFT}）")


def _sentence(number: int, item: Passage) -> Iterator[str]:
    yield _paragraph("Place", _run(f"（{number}）{item.spot.where}"))
    for label, spot, step in (
        ("更正前：", item.old, Step.GONE),
        ("更正后：", item.new, Step.CAME),
    ):
        shown = item.segments or (Segment(Step.STAYED, spot.text if spot else NOTHING),)
        yield _paragraph("Body", _run(label, "w:b") + "".join(_marked(shown, step)))


def _marked(segments: Iterable[Segment], step: Step) -> Iterator[str]:
    """One side of a changed text; its own words are bold and underlined."""
    for part in segments:
        if part.step is Step.STAYED:
            yield _run(part.text)
        elif part.step is step:
            yield _run(part.text, "w:b", 'w:u w:val="single"')


def _table(section: Section, before: int) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    rows = "".join(
        _row(_cells(entry, number))
        for number, entry in enumerate(section.entries, start=before + 1)
    )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Changes"/><w:tblW w:w="0" w:type="auto"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{_row(COLUMNS, head=True)}{rows}</w:tbl>"
    )


def _cells(entry: Entry, number: int) -> tuple[str, ...]:
    if entry.row:
        return str(number), f"{entry.kind}：{entry.old or entry.new}", "", "", ""
    return str(number), entry.label, entry.column, entry.old or NOTHING, entry.new or NOTHING


def _row(texts: Iterable[str], *, head: bool = False) -> str:
    mark = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else _WHOLE
    cells = "".join(_cell(text, at, head) for at, text in enumerate(texts))
    return f"<w:tr>{mark}{cells}</w:tr>"


_WHOLE = "<w:trPr><w:cantSplit/></w:trPr>"


def _cell(text: str, at: int, head: bool) -> str:
    style = "CellHead" if head else "Cell" if at in (1, 2) else "CellNumber"
    width = f'<w:tcPr><w:tcW w:w="{WIDTHS[at]}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
    return f"<w:tc>{width}{_paragraph(style, _run(text))}</w:tc>"


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, *marks: str) -> str:
    properties = "".join(f"<{mark}/>" for mark in marks)
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


# -- parts that no correction changes ----------------------------------------------------------


def _core(of: Revision) -> str:
    title = escape(f"关于《{_name(of.new)}》的{TITLE}", quote=False)
    creator = escape(of.new.filing.unit_name, quote=False)
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
    "</Types>"
)
_ROOT_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'
    "</Relationships>"
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)


def _style(name: str, label: str, font: str, size: int, properties: str) -> str:
    """A paragraph style: a Chinese font, its size in half points, what its paragraphs do."""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}">'
        f'<w:name w:val="{label}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr>"
        f'<w:rPr><w:rFonts w:eastAsia="{font}"/><w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


_LINE = '<w:spacing w:line="560" w:lineRule="exact"/>'
_KEEP = "<w:keepNext/><w:keepLines/>"
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_STYLES = (
    f"{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" '
    'w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="60" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Changes"><w:name w:val="更正表"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>'
    "</w:style>"
    + _style(
        "Title", "更正标题", "方正小标宋简体", 44,
        '<w:spacing w:after="400" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>',
    )
    + _style("Heading1", "更正标题一", "黑体", 32,
             f'{_KEEP}{_LINE}{_INDENT}<w:outlineLvl w:val="0"/>')
    + _style("Heading2", "更正标题二", "楷体_GB2312", 32,
             f'{_KEEP}{_LINE}{_INDENT}<w:outlineLvl w:val="1"/>')
    + _style("Body", "更正正文", "仿宋_GB2312", 32, f'{_LINE}{_INDENT}<w:jc w:val="both"/>')
    + _style("Place", "更正位置", "楷体_GB2312", 32, f"{_KEEP}{_LINE}{_INDENT}")
    + _style("CellHead", "更正表头", "黑体", 21, '<w:keepNext/><w:jc w:val="center"/>')
    + _style("Cell", "更正表文字", "宋体", 21, "")
    + _style("CellNumber", "更正表数字", "宋体", 21, '<w:jc w:val="center"/>')
    + _style("Sign", "更正落款", "仿宋_GB2312", 32,
             f'<w:keepLines/>{_LINE}<w:ind w:right="640"/><w:jc w:val="right"/>')
    + "</w:styles>"
)  # fmt: skip
