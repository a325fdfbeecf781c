"""The structural lint: a tiny whole document is clean, and each thing broken in it is named."""

import warnings
import zipfile
from collections.abc import Mapping
from io import BytesIO

from support.ooxml import lint, paragraphs, tables

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:mc="{MC}"'
LAST_DAY = (2024, 12, 31, 0, 0, 0)

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>
  <w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:link w:val="Strong"/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="7"/>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
"""
BODY = """
<w:p><w:pPr><w:pStyle w:val="Title"/><w:numPr><w:numId w:val="1"/></w:numPr>
  <w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr>
  <w:bookmarkStart w:id="0" w:name="top"/><w:bookmarkEnd w:id="0"/>
  <w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>本年收入</w:t><w:tab/><w:t>3658.44</w:t>
    <w:br/><w:t>万元</w:t></w:r></w:p>
<w:p><w:hyperlink w:anchor="top"><w:r><w:t>第</w:t></w:r></w:hyperlink>
  <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE</w:instrText></w:r>
  <w:r><w:instrText>REF top \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
  <w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
  <w:r><w:t>页</w:t></w:r></w:p>
"""
TABLE = """
<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>
  <w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>
  <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>
      <w:p><w:r><w:t>科目</w:t></w:r></w:p></w:tc>
    <w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>
      <w:p><w:r><w:t>支出</w:t></w:r></w:p></w:tc></w:tr>
  <w:tr><w:trPr><w:gridAfter w:val="1"/></w:trPr>
    <w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>hidden</w:t></w:r></w:p></w:tc>
    <w:tc><w:p><w:r><w:t>1.00</w:t></w:r></w:p><w:p><w:r><w:t>2.00</w:t></w:r></w:p></w:tc></w:tr>
</w:tbl><w:p/>
"""
CELL = "<w:tc><w:p/></w:tc>"


def relationships(*lines: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def relationship(name: str, kind: str, target: str, mode: str = "Internal") -> str:
    kind = f"{R}/{kind}"
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}" TargetMode="{mode}"/>'


def content_types(*more: str) -> str:
    override = '<Override PartName="/word/{0}.xml" ContentType="' + TYPES + '.{1}+xml"/>'
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{RELS_TYPE}"/>'
        + override.format("document", "document.main")
        + override.format("styles", "styles")
        + override.format("numbering", "numbering")
        + "".join(more)
        + "</Types>"
    )


DOCUMENT_LINKS = (
    relationship("rId1", "styles", "styles.xml"),
    relationship("rId2", "numbering", "/word/numbering.xml"),
)


def element(name: str, inside: str) -> str:
    return f"<w:{name} {NAMESPACES}>{inside}</w:{name}>"


def whole_parts(body: str = BODY + TABLE) -> dict[str, str]:
    """The parts of the smallest document that has one of everything."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(relationship("rId1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relationships(*DOCUMENT_LINKS),
        "word/document.xml": element("document", element("body", body)),
        "word/styles.xml": element("styles", STYLES),
        "word/numbering.xml": element("numbering", NUMBERING),
    }


def packed(parts: Mapping[str, str], date: tuple[int, int, int, int, int, int]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, date), text)
    return stream.getvalue()


def docx(body: str = BODY + TABLE, **changed: str) -> bytes:
    """A whole document; `styles="…"` and the like replace what stands inside word/styles.xml."""
    inside = {f"word/{name}.xml": element(name, text) for name, text in changed.items()}
    return with_parts({**whole_parts(body), **inside})


def with_parts(parts: Mapping[str, str]) -> bytes:
    return packed({**whole_parts(), **parts}, (1980, 1, 1, 0, 0, 0))


def with_link(line: str) -> bytes:
    return with_parts({"word/_rels/document.xml.rels": relationships(*DOCUMENT_LINKS, line)})


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def text(words: str) -> str:
    return paragraph(f"<w:r><w:t>{words}</w:t></w:r>")


def field_marks(*kinds: str) -> str:
    return paragraph("".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds))


def table(*rows: str, columns: int = 1) -> str:
    grid = "<w:gridCol/>" * columns
    inside = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl><w:p/>"


def the_fault(document: bytes) -> str:
    """The one message about a document; more or fewer is a failure."""
    (message,) = lint(document)
    return message


# The whole document


def test_a_whole_document_is_clean() -> None:
    assert lint(docx()) == []


def test_paragraphs_are_read_in_order_with_cells_tabs_and_breaks() -> None:
    cells = ["科目", "支出", "hidden", "1.00", "2.00"]
    assert paragraphs(docx()) == ["本年收入\t3658.44\n万元", "第1页", *cells, ""]


def test_a_text_box_is_a_paragraph_of_its_own_and_its_fallback_is_not_read_twice() -> None:
    box = "<w:txbxContent>" + text("框内") + "</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    inside = f"<w:r><w:t>框外</w:t><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    assert paragraphs(docx(paragraph(inside))) == ["框外", "框内"]


def test_inserted_text_is_read_and_deleted_text_is_not() -> None:
    inserted = '<w:ins w:id="1"><w:r><w:t>新</w:t></w:r></w:ins>'
    deleted = '<w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    assert paragraphs(docx(paragraph(inserted + deleted))) == ["新"]


def test_tables_give_logical_cells_and_nothing_where_a_merge_continues() -> None:
    assert tables(docx()) == [[["科目", "支出"], ["", "1.00\n2.00"]]]


def test_tables_leave_nested_tables_out() -> None:
    inner = table(f"<w:tc>{text('内')}</w:tc>")
    outer = table(f"<w:tc>{text('外')}{inner}</w:tc>")
    assert tables(docx(outer)) == [[["外\n"]]]


def test_tables_see_rows_and_cells_inside_content_controls() -> None:
    cell = f"<w:sdt><w:sdtContent><w:tc>{text('甲')}</w:tc></w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{cell}</w:tr></w:sdtContent></w:sdt>"
    body = f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{row}</w:tbl><w:p/>"
    assert lint(docx(body)) == []
    assert tables(docx(body)) == [[["甲"]]]


# The archive


def test_bytes_that_are_no_archive_are_reported() -> None:
    assert "not a readable zip archive" in the_fault(b"not a document")


def test_a_damaged_entry_is_reported() -> None:
    assert "not a readable zip archive" in the_fault(docx().replace("页".encode(), b"xyz"))


def test_an_entry_with_todays_date_is_reported() -> None:
    messages = lint(packed(whole_parts(), LAST_DAY))
    assert len(messages) == len(whole_parts())
    assert all("not 1980-01-01" in message for message in messages)


def test_two_entries_of_one_name_are_reported() -> None:
    stream = BytesIO(docx())
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        styles = archive.read("word/styles.xml")
        archive.writestr(zipfile.ZipInfo("word/styles.xml"), styles)
    assert the_fault(stream.getvalue()) == "word/styles.xml: duplicate zip entry name"


def test_two_entries_that_differ_only_in_case_are_reported() -> None:
    twin = {"word/STYLES.xml": element("styles", STYLES)}
    assert the_fault(with_parts(twin)) == "word/STYLES.xml: duplicate zip entry name"


def test_xml_that_is_not_well_formed_is_reported_with_its_part() -> None:
    parts = {**whole_parts(TABLE), "word/numbering.xml": "<w:numbering>"}
    assert the_fault(with_parts(parts)).startswith("word/numbering.xml: not well-formed XML")


# Content types and relationships


def test_a_part_without_content_type_is_reported() -> None:
    assert the_fault(with_parts({"word/extra.xml": "<x/>"})) == "word/extra.xml: no content type"


def test_a_document_without_content_types_is_reported() -> None:
    parts = {name: part for name, part in whole_parts().items() if "Content" not in name}
    assert the_fault(packed(parts, (1980, 1, 1, 0, 0, 0))).startswith(
        "[Content_Types].xml: missing"
    )


def test_a_content_type_for_a_part_that_is_not_there_is_reported() -> None:
    gone = '<Override PartName="/word/gone.xml" ContentType="text/xml"/>'
    message = the_fault(with_parts({"[Content_Types].xml": content_types(gone)}))
    assert message.endswith("content type for /word/gone.xml, a missing part")


def test_a_relationship_to_a_missing_part_is_reported() -> None:
    message = the_fault(with_link(relationship("rId9", "image", "media/seal.png")))
    assert message.endswith("rId9: relationship target missing: word/media/seal.png")


def test_a_reference_to_a_relationship_that_is_not_there_is_reported() -> None:
    link = paragraph('<w:hyperlink r:id="rId9"/>')
    assert "no relationship 'rId9'" in the_fault(docx(link))


def test_an_ordinary_link_to_the_web_is_clean() -> None:
    web = relationship("rId9", "hyperlink", "https://www.fuzhou.gov.cn/", "External")
    assert lint(with_link(web)) == []


def test_a_link_to_a_file_is_reported_as_external() -> None:
    message = the_fault(with_link(relationship("rId9", "hyperlink", "file:///c:/x", "External")))
    assert message.endswith("rId9: external hyperlink: file:///c:/x")


def test_an_image_fetched_from_outside_is_reported_as_external() -> None:
    message = the_fault(with_link(relationship("rId9", "image", "https://x.cn/a.png", "External")))
    assert message.endswith("rId9: external image: https://x.cn/a.png")


def test_an_attached_template_is_reported_as_external_and_as_template() -> None:
    outside = relationship("rId9", "attachedTemplate", "file:///c:/x.dotm", "External")
    external, template = lint(with_link(outside))
    assert "external attachedTemplate" in external
    assert "attached template file:///c:/x.dotm" in template


def test_a_setting_that_attaches_a_template_is_reported() -> None:
    assert "attached template" in the_fault(docx(styles=STYLES + "<w:attachedTemplate/>"))


def test_a_macro_part_is_reported() -> None:
    binary = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    parts = {"word/vbaProject.bin": "x", "[Content_Types].xml": content_types(binary)}
    assert the_fault(with_parts(parts)) == "word/vbaProject.bin: macro part"


def test_a_macro_enabled_document_type_is_reported() -> None:
    enabled = '<Default Extension="docm" ContentType="application/x.macroEnabled.main+xml"/>'
    message = the_fault(with_parts({"[Content_Types].xml": content_types(enabled)}))
    assert message.endswith("macro-enabled content type")


def test_an_embedded_thumbnail_is_reported_as_part_and_as_relationship() -> None:
    jpeg = '<Default Extension="jpeg" ContentType="image/jpeg"/>'
    parts = {"docProps/thumbnail.jpeg": "x", "[Content_Types].xml": content_types(jpeg)}
    assert the_fault(with_parts(parts)) == "docProps/thumbnail.jpeg: embedded thumbnail"
    link = relationship("rId9", "metadata/thumbnail", "styles.xml")
    assert "rId9: embedded thumbnail" in the_fault(with_link(link))


# Tables


def test_a_cell_without_a_paragraph_is_reported_with_its_place() -> None:
    message = the_fault(docx(table("<w:tc><w:tcPr/></w:tc>")))
    place = "word/document.xml /w:document/w:body/w:tbl/w:tr/w:tc"
    assert message == f"{place}: cell without a paragraph"


def test_a_cell_that_ends_in_a_table_is_reported() -> None:
    inner = table(CELL).removesuffix("<w:p/>")
    message = the_fault(docx(table(f"<w:tc><w:p/>{inner}</w:tc>")))
    assert message.endswith("/w:tc: cell ends in a table")


def test_a_row_without_cells_is_reported() -> None:
    assert "row without cells" in the_fault(docx(table("", columns=0)))


def test_a_table_without_rows_is_reported() -> None:
    assert "table without rows" in the_fault(docx(table()))


def test_a_row_with_a_cell_too_few_is_reported() -> None:
    message = the_fault(docx(table(CELL + CELL, CELL, columns=2)))
    assert message.endswith("/w:tr[2]: row of 1 columns in a grid of 2")


def test_a_row_with_a_span_too_wide_is_reported() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr><w:p/></w:tc>'
    assert "row of 3 columns in a grid of 2" in the_fault(docx(table(wide, columns=2)))


def test_a_span_that_is_no_number_puts_the_row_off_its_grid() -> None:
    odd = '<w:tc><w:tcPr><w:gridSpan w:val="two"/></w:tcPr><w:p/></w:tc>'
    assert "row of 0 columns in a grid of 1" in the_fault(docx(table(odd)))


def test_columns_skipped_before_and_after_a_row_count() -> None:
    skipped = '<w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>'
    assert lint(docx(table(skipped + CELL, columns=3))) == []
    assert "row of 3 columns in a grid of 4" in the_fault(docx(table(skipped + CELL, columns=4)))


CONTINUED = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
STARTED = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc>'


def test_a_merge_may_run_over_several_rows() -> None:
    assert lint(docx(table(STARTED, CONTINUED, CONTINUED, STARTED, CONTINUED))) == []


def test_a_merge_that_continues_in_the_first_row_is_reported() -> None:
    message = the_fault(docx(table(CONTINUED, CONTINUED)))
    assert message.endswith("/w:tr[1]/w:tc: vMerge continues nothing in the row above")


def test_a_merge_that_was_interrupted_is_reported() -> None:
    assert "/w:tr[3]/" in the_fault(docx(table(STARTED, CELL, CONTINUED)))


def test_a_merge_that_continues_in_another_column_is_reported() -> None:
    rows = (STARTED + CELL, CELL + CONTINUED)
    assert "/w:tr[2]/w:tc[2]: vMerge" in the_fault(docx(table(*rows, columns=2)))


# Styles and numbering


def test_an_unknown_paragraph_style_is_reported() -> None:
    body = paragraph('<w:pPr><w:pStyle w:val="Lost"/></w:pPr>')
    assert the_fault(docx(body)).endswith("/w:pStyle: unknown paragraph style 'Lost'")


def test_an_unknown_character_style_is_reported() -> None:
    body = paragraph('<w:r><w:rPr><w:rStyle w:val="Lost"/></w:rPr></w:r>')
    assert "unknown character style 'Lost'" in the_fault(docx(body))


def test_an_unknown_table_style_is_reported() -> None:
    body = table(CELL).replace(
        "<w:tblGrid>", '<w:tblPr><w:tblStyle w:val="Lost"/></w:tblPr><w:tblGrid>'
    )
    assert "unknown table style 'Lost'" in the_fault(docx(body))


def test_a_style_of_the_wrong_kind_is_reported() -> None:
    body = paragraph('<w:pPr><w:pStyle w:val="Strong"/></w:pPr>')
    assert "unknown paragraph style 'Strong'" in the_fault(docx(body))


def test_styles_that_lean_on_unknown_styles_are_reported() -> None:
    for name in ("basedOn", "next", "link"):
        style = f'<w:style w:styleId="New"><w:{name} w:val="Lost"/></w:style>'
        message = the_fault(docx(styles=STYLES + style))
        assert message.endswith(f"/w:{name}: unknown style 'Lost'")


def test_an_unknown_list_is_reported() -> None:
    body = paragraph('<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>')
    assert "unknown numbering '5'" in the_fault(docx(body))


def test_list_zero_means_no_list_and_is_clean() -> None:
    body = paragraph('<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>')
    assert lint(docx(body)) == []


def test_a_list_of_unknown_pattern_is_reported() -> None:
    lists = NUMBERING + '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    assert "unknown numbering '8'" in the_fault(docx(numbering=lists))


# Bookmarks and fields


def bookmark(number: int, name: str) -> str:
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return start + f'<w:bookmarkEnd w:id="{number}"/>'


def test_two_bookmarks_of_one_name_are_reported_whatever_their_case() -> None:
    body = paragraph(bookmark(1, "Total") + bookmark(2, "total"))
    assert "/w:bookmarkStart[2]: duplicate bookmark name total" in the_fault(docx(body))


def test_two_bookmarks_of_one_number_are_reported() -> None:
    body = paragraph(bookmark(1, "a") + bookmark(1, "b"))
    start, end = lint(docx(body))
    assert start.endswith("/w:bookmarkStart[2]: duplicate bookmark id")
    assert end.endswith("/w:bookmarkEnd[2]: duplicate bookmark id")


def test_a_bookmark_that_does_not_end_is_reported() -> None:
    body = paragraph('<w:bookmarkStart w:id="1" w:name="a"/>')
    assert "bookmarkStart without bookmarkEnd" in the_fault(docx(body))


def test_a_bookmark_that_does_not_begin_is_reported() -> None:
    body = paragraph('<w:bookmarkEnd w:id="1"/>')
    assert "bookmarkEnd without bookmarkStart" in the_fault(docx(body))


def test_a_link_to_a_missing_bookmark_is_reported() -> None:
    assert "no bookmark 'lost'" in the_fault(docx(paragraph('<w:hyperlink w:anchor="lost"/>')))


def test_a_page_reference_to_a_missing_bookmark_is_reported_though_its_text_is_split() -> None:
    assert "no bookmark 'bottom'" in the_fault(docx(BODY.replace("REF top", "REF bottom")))


def test_a_simple_field_that_refers_to_a_missing_bookmark_is_reported() -> None:
    for instruction in (" PAGEREF lost \\h ", "REF lost", 'hyperlink \\l "lost"'):
        field = f"<w:fldSimple w:instr='{instruction}'/>"
        assert "no bookmark 'lost'" in the_fault(docx(paragraph(field)))


def test_fields_may_stand_inside_fields() -> None:
    inner = ("begin", "separate", "end")
    assert lint(docx(field_marks("begin", *inner, "separate", *inner, "end"))) == []
    assert lint(docx(field_marks("begin", "end"))) == []


def test_a_field_that_does_not_end_is_reported() -> None:
    assert "field without end" in the_fault(docx(field_marks("begin", "separate")))


def test_a_field_that_ends_without_beginning_is_reported() -> None:
    assert "field 'end' after 'nothing'" in the_fault(docx(field_marks("end")))
    assert "field 'separate' after 'nothing'" in the_fault(docx(field_marks("separate")))


def test_a_field_separated_twice_is_reported() -> None:
    marks = field_marks("begin", "separate", "separate", "end")
    assert "field 'separate' after 'separate'" in lint(docx(marks))[0]


# Text


def test_text_loose_in_a_paragraph_is_reported() -> None:
    assert "/w:p: loose text '万元'" in the_fault(docx("<w:p>万元</w:p>"))


def test_text_loose_behind_a_run_is_reported() -> None:
    assert "/w:p: loose text '万元'" in the_fault(docx("<w:p><w:r/>万元</w:p>"))


def test_text_of_a_property_in_another_namespace_is_clean() -> None:
    body = paragraph("<w:r><wp:posOffset>1200</wp:posOffset></w:r>")
    assert lint(docx(body)) == []


def test_what_a_form_left_over_is_reported() -> None:
    for mark in ("{{", "}}", "{%", "%}", "{#", "#}", "None", "nan", "NaN", "undefined"):
        message = the_fault(docx(text(f"合计{mark}万元")))
        assert f"leftover '{mark}' in '合计{mark}万元'" in message


def test_a_mark_split_over_runs_is_reported() -> None:
    assert "leftover '{{'" in the_fault(docx(paragraph("<w:r><w:t>{</w:t><w:t>{</w:t></w:r>")))


def test_words_that_only_contain_a_leftover_are_clean() -> None:
    assert lint(docx(text("finance, Nonesuch, nano"))) == []


def test_a_mark_left_in_an_attribute_is_reported() -> None:
    body = paragraph('<w:r><wp:docPr descr="{{ 单位 }}"/></w:r>')
    assert "/wp:docPr: leftover mark in attribute '{{ 单位 }}'" in the_fault(docx(body))


def core_properties(title: str) -> dict[str, str]:
    core = '<Override PartName="/docProps/core.xml" ContentType="application/xml"/>'
    return {
        "docProps/core.xml": f"<core><title>{title}</title></core>",
        "[Content_Types].xml": content_types(core),
    }


def test_a_leftover_in_the_title_property_is_reported() -> None:
    assert lint(with_parts(core_properties("部门决算"))) == []
    message = the_fault(with_parts(core_properties("None")))
    assert message == "docProps/core.xml /core/title: leftover 'None' in 'None'"


def test_control_characters_are_reported_by_number() -> None:
    for code in (0x7F, 0x85, 0x200B, 0x202E, 0xFEFF, 0xFFFD, 0x2028):
        message = the_fault(docx(text(f"合计&#x{code:X};万元")))
        assert message.endswith(f"/w:t: control character U+{code:04X}")


def test_a_raw_tab_or_line_feed_in_a_run_is_reported() -> None:
    assert "control character U+0009, U+000A" in the_fault(docx(text("合计&#9;万&#10;元")))


def test_a_control_character_in_the_title_property_is_reported() -> None:
    assert "U+200B" in the_fault(with_parts(core_properties("部门&#x200B;决算")))
