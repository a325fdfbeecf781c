"""What a .pdf lacks is told, and what it claims in XMP is no more than it has."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from support import pdfs
from support.pdfs import Page

from generator.outputs import made_pdf, xmp
from generator.outputs.xmp import Claim
from generator.word import ooxml

COLOURS, TAGS = "没有输出色彩的说明（OutputIntent）", "没有标签，读屏软件读不出表格和标题"
CLAIMS = [
    Claim("PDF/A", "part", "2"),
    Claim("PDF/A", "conformance", "B"),
    Claim("PDF/UA", "part", "1"),
]


def element(kind: str, *below: Any, **more: Any) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), K=Array(below), **more)


TABLE = element("Table", element("TR", element("TH"), element("TD")))
FIGURE = element("Figure", Alt=String("图"))


def tagged(*elements: Dictionary, **changed: Any) -> bytes:
    """A file that lacks nothing but what the elements lack, or what is changed at its root."""
    with pikepdf.open(BytesIO(pdfs.make(Page().text(90, 90, "甲")))) as made:
        for it in made.objects:
            if isinstance(it, Dictionary) and it.get("/Type") == "/FontDescriptor":
                it.FontFile3 = made.make_stream(b"")
        for font in [it for it in made.objects if isinstance(it, Dictionary)]:
            for below in font.get("/DescendantFonts", ()):
                below.FontDescriptor.FontFile3 = made.make_stream(b"")
        profile = made.make_stream(bytes(128), N=3)
        made.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFA1, DestOutputProfile=profile)])
        made.Root.Lang, made.docinfo["/Title"] = String("zh-CN"), "标题"
        made.Root.MarkInfo = Dictionary(Marked=True)
        made.Root.StructTreeRoot = Dictionary(K=Array([element("Document", *elements)]))
        made.Root.Metadata = made.make_stream(xmp.write({}, "zh-CN", CLAIMS))
        for name, value in changed.items():
            if value is None:
                del made.Root[f"/{name}"]
            else:
                made.Root[f"/{name}"] = value
        out = BytesIO()
        made.save(out)
    return out.getvalue()


def told(raw: bytes) -> list[tuple[str, int]]:
    return [(it.what, it.number) for it in made_pdf.find_lacks(raw)]


def claimed(raw: bytes) -> list[Claim]:
    """What a file claims once it is finished."""
    with pikepdf.open(BytesIO(made_pdf.finish(raw, "名称").raw)) as read:
        return xmp.read_claims(read.Root.Metadata.read_bytes())


@pytest.mark.parametrize(
    ("raw", "lacks", "standards"),
    [
        (tagged(TABLE, FIGURE), [], {"PDF/A", "PDF/UA"}),
        (tagged(element("Table", element("TD")), TABLE), [("表没有标出表头", 1)], {"PDF/A"}),
        (tagged(element("Figure"), element("Figure")), [("图没有替代文字", 2)], {"PDF/A"}),
        (tagged(element("Figure", ActualText=String("图"))), [], {"PDF/A", "PDF/UA"}),
        (tagged(element("P", Lang=String("en-US"))), [("文字标成了别的语言", 1)], {"PDF/A"}),
        (tagged(OutputIntents=None), [(COLOURS, 1)], {"PDF/UA"}),
        (tagged(StructTreeRoot=None), [(TAGS, 1)], {"PDF/A"}),
        (tagged(MarkInfo=None), [(TAGS, 1)], {"PDF/A"}),
    ],
    ids=["nothing", "a header", "alternatives", "text", "language", "colours", "tags", "marked"],
)  # fmt: skip
def test_what_is_lacking_is_told_and_not_claimed(
    raw: bytes, lacks: list[tuple[str, int]], standards: set[str]
) -> None:
    assert lacks == told(raw)
    assert standards == {it.standard for it in claimed(raw)}


def test_of_a_file_that_anybody_made_all_is_told() -> None:
    lacks = dict(told(pdfs.make(Page().text(90, 90, "甲"))))
    assert {"没有标题", "没有标明是中文", COLOURS, TAGS} < set(lacks)
    assert [2] == [number for what, number in lacks.items() if "STSong-Light" in what]


@pytest.mark.parametrize(
    "changed",
    [
        {"MarkInfo": Array([])},
        {"StructTreeRoot": Name("/Odd")},
        {"StructTreeRoot": Dictionary(K=Dictionary(K=Array([3, None, String("x")])))},
        {"OutputIntents": Dictionary()},
        {"Lang": Name("/zh")},
    ],
)
def test_a_file_of_an_odd_shape_is_told_of_too(changed: dict[str, Any]) -> None:
    assert isinstance(told(tagged(**changed)), list)


def test_what_is_no_file_is_told() -> None:
    assert [("结构读不出来", 1)] == told(b"%PDF-1.7 cut")


def test_a_tree_that_goes_in_circles_ends() -> None:
    with pikepdf.open(BytesIO(tagged(TABLE))) as made:
        root = made.make_indirect(made.Root.StructTreeRoot)
        root.K = Array([root, root])
        made.Root.StructTreeRoot = root
        out = BytesIO()
        made.save(out)
    assert isinstance(told(out.getvalue()), list)


@pytest.mark.parametrize(
    ("texts", "said"),
    [(["甲", "乙"], ["甲", "乙"]), (["甲"], ["", ""]), (["甲", ""], ["甲", ""])],
    ids=["each its own", "not as many", "one has none"],
)
def test_figures_say_what_the_document_has_them_say(texts: list[str], said: list[str]) -> None:
    raw = tagged(element("Figure"), element("Figure"))
    with pikepdf.open(BytesIO(made_pdf.finish(raw, "", texts).raw)) as read:
        figures = read.Root.StructTreeRoot.K[0].K
        assert said == [str(it.get("/Alt", "")) for it in figures]


def test_a_file_without_a_title_is_called_by_its_name() -> None:
    raw = made_pdf.finish(pdfs.make(Page().text(90, 90, "甲")), "名称").raw
    with pikepdf.open(BytesIO(raw)) as read:
        assert "名称" == str(read.docinfo["/Title"])
        assert (
            '<rdf:li xml:lang="x-default">名称</rdf:li>' in read.Root.Metadata.read_bytes().decode()
        )


# -- XMP -------------------------------------------------------------------------------------------


def test_what_is_written_is_xml_whatever_the_title() -> None:
    raw = xmp.write({"/Title": "甲<乙>&“丙”", "/Author": "a&b"}, "zh-CN", CLAIMS)
    root = ooxml.parse(raw)
    texts = [it.text for it in root.iter() if (it.text or "").strip()]
    assert {"甲<乙>&“丙”", "a&b", "zh-CN", "PDF/UA identification"} < set(texts)
    assert CLAIMS == xmp.read_claims(raw)


@pytest.mark.parametrize(
    "text",
    [
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
        "<pdfuaid:part>1</pdfuaid:part>",
        '<rdf:Description pdfaid:part="2" pdfaid:conformance="B" pdfuaid:part="1"/>',
    ],
    ids=["elements", "attributes"],
)
def test_claims_are_read_in_either_spelling(text: str) -> None:
    assert CLAIMS == xmp.read_claims(text.encode())


def test_what_is_not_claimed_needs_no_schema() -> None:
    assert b"pdfaExtension" not in xmp.write({}, "zh-CN", CLAIMS[:2])


def test_an_array_that_holds_itself_is_read_to_its_end() -> None:
    with pikepdf.open(BytesIO(tagged(TABLE))) as made:
        around = made.make_indirect(Array([]))
        around.append(around)
        made.Root.StructTreeRoot.K = around
        out = BytesIO()
        made.save(out)
    assert isinstance(made_pdf.find_lacks(out.getvalue()), tuple)
