"""What stands beside a document's body: notes, headers, boxes, files, pictures; as XML."""

from typing import Any

from support.edits import elements
from support.edits.draft import Change, Draft
from support.edits.elements import NS, W

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OPEN = "application/vnd.openxmlformats-officedocument.drawingml"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def _box(words: str) -> str:
    return f"<w:txbxContent><w:p>{elements.run(words)}</w:p></w:txbxContent>"


def _vml(inner: str) -> str:
    shape = f'<v:shape {_VML} style="width:90pt;height:40pt">{inner}</v:shape>'
    return f"<w:pict>{shape}</w:pict>"


def _drawing(uri: str, inner: str) -> str:
    data = f'<a:graphicData uri="{uri}">{inner}</a:graphicData>'
    size = '<wp:extent cx="914400" cy="914400"/><wp:docPr id="78" name="图形"/>'
    return f"<w:drawing><wp:inline>{size}<a:graphic>{data}</a:graphic></wp:inline></w:drawing>"


def text_box(words: str) -> str:
    """A text box as Word writes one: DrawingML, and VML for older programs."""
    text = f"<wps:txbx>{_box(words)}</wps:txbx>"
    shape = f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/>{text}<wps:bodyPr/></wps:wsp>'
    choice = f'<mc:Choice Requires="wps">{_drawing(_SHAPES, shape)}</mc:Choice>'
    fallback = f"<mc:Fallback>{_vml(f'<v:textbox>{_box(words)}</v:textbox>')}</mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"


def vml_box(words: str) -> str:
    """A text box as older programs and WPS write one."""
    return f"<w:r>{_vml(f'<v:textbox>{_box(words)}</v:textbox>')}</w:r>"


def word_art(words: str) -> str:
    """A text drawn as a shape."""
    art = f'<v:textpath string="{words}"/>'
    return f"<w:r>{_vml(art)}</w:r>"


# -- notes -------------------------------------------------------------------------------------


def _note(copy: Draft, paragraph: Any, words: str, kind: str) -> None:
    """A note of a new part, with its mark at the end of a paragraph."""
    inner = f'<w:{kind} w:id="2"><w:p>{elements.run(words)}</w:p></w:{kind}>'
    xml = f'<w:{kind}s xmlns:w="{NS}">{inner}</w:{kind}s>'
    copy.add(f"{kind}s.xml", xml, f"{kind}s", f"{_WORD}.{kind}s+xml")
    mark = f'<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="2"/>'
    paragraph.append(elements.xml(f"<w:r>{mark}</w:r>"))


def footnote(copy: Draft, paragraph: Any, words: str) -> None:
    """A footnote."""
    _note(copy, paragraph, words, "footnote")


def endnote(copy: Draft, paragraph: Any, words: str) -> None:
    """An endnote."""
    _note(copy, paragraph, words, "endnote")


# -- headers and footers -----------------------------------------------------------------------


def header(copy: Draft, body: Any, words: str) -> None:
    """A paragraph of the header."""
    copy.write("word/header1.xml", "</w:hdr>", f"<w:p>{elements.run(words)}</w:p>")


def footer(copy: Draft, body: Any, words: str) -> None:
    """A paragraph of the footer."""
    copy.write("word/footer1.xml", "</w:ftr>", f"<w:p>{elements.run(words)}</w:p>")


def header_box(copy: Draft, body: Any, words: str) -> None:
    """A text box that hangs in the header."""
    copy.write("word/header1.xml", "</w:hdr>", f"<w:p>{vml_box(words)}</w:p>")


def watermark(copy: Draft, body: Any, words: str) -> None:
    """A text across each page."""
    copy.write("word/header1.xml", "</w:hdr>", f"<w:p>{word_art(words)}</w:p>")


def first_header(copy: Draft, body: Any, words: str) -> None:
    """A header of the first page, in a part of its own."""
    xml = f'<w:hdr xmlns:w="{NS}"><w:p>{elements.run(words)}</w:p></w:hdr>'
    link = copy.add("header9.xml", xml, "header", f"{_WORD}.header+xml")
    section = next(body.iter(f"{W}sectPr"))
    section.insert(0, elements.xml(f'<w:headerReference w:type="first" r:id="{link}"/>'))
    section.append(elements.xml("<w:titlePg/>"))


# -- files and pictures ------------------------------------------------------------------------


def _file(copy: Draft, paragraph: Any, name: str, content: str, content_type: str) -> None:
    link = copy.add(name, content, "aFChunk", content_type)
    paragraph.addnext(elements.xml(f'<w:altChunk r:id="{link}"/>'))


def html_file(copy: Draft, paragraph: Any, words: str) -> None:
    """A web page that Word takes in when it opens the document."""
    _file(copy, paragraph, "chunk.html", f"<html><body>{words}</body></html>", "text/html")


def text_file(copy: Draft, paragraph: Any, words: str) -> None:
    """A text file that Word takes in when it opens the document."""
    _file(copy, paragraph, "chunk.txt", words, "text/plain")


def _graphic(paragraph: Any, uri: str, inner: str) -> None:
    paragraph.append(elements.xml(f"<w:r>{_drawing(f'{_DRAWING}/{uri}', inner)}</w:r>"))


def _picture(copy: Draft, paragraph: Any) -> None:
    link = copy.add("picture.svg", "<svg/>", "image", "image/svg+xml")
    fill = f'<pic:blipFill><a:blip r:embed="{link}"/></pic:blipFill>'
    _graphic(paragraph, "picture", f"<pic:pic><pic:nvPicPr/>{fill}<pic:spPr/></pic:pic>")


def _chart(copy: Draft, paragraph: Any) -> None:
    space = f'xmlns:c="{_DRAWING}/chart"'
    xml = f"<c:chartSpace {space}><c:v>999.99</c:v></c:chartSpace>"
    link = copy.add("chart9.xml", xml, "chart", f"{_OPEN}.chart+xml")
    _graphic(paragraph, "chart", f'<c:chart {space} r:id="{link}"/>')


def _diagram(copy: Draft, paragraph: Any) -> None:
    space = f'xmlns:dgm="{_DRAWING}/diagram"'
    xml = f'<dgm:dataModel {space} xmlns:a="{_DRAWING}/main"><a:t>999.99</a:t></dgm:dataModel>'
    link = copy.add("data9.xml", xml, "diagramData", f"{_OPEN}.diagramData+xml")
    _graphic(paragraph, "diagram", f'<dgm:relIds {space} r:dm="{link}"/>')


def _object(copy: Draft, paragraph: Any) -> None:
    link = copy.add("sheet.bin", "xlsx", "oleObject", "application/vnd.ms-office")
    shape = f'<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="{link}"/>'
    paragraph.append(elements.xml(f"<w:r><w:object>{shape}</w:object></w:r>"))


UNREAD: dict[str, Change] = {
    "图片": _picture,
    "图表": _chart,
    "SmartArt": _diagram,
    "对象（Excel 表）": _object,
}


# -- numbers that Word counts ------------------------------------------------------------------


def numbering(copy: Draft, paragraph: Any, words: str) -> None:
    """A paragraph whose automatic number is a text."""
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="none"/><w:lvlText w:val="{words}"/></w:lvl>'
    xml = (
        f'<w:numbering xmlns:w="{NS}"><w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    copy.add("numbering.xml", xml, "numbering", f"{_WORD}.numbering+xml")
    look = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    elements.state(paragraph.find(f"{W}pPr"), look)
