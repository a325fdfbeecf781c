"""A PDF that was exported by hand leaves without what no page shows, and shows the same."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from support.pdfs import Page, make

from generator.outputs import pdf_baggage
from generator.outputs.pdf_baggage import CleanPdf, UncleanError
from generator.published import pdf_process
from generator.published.pdf_file import PdfError

COVER = "某某局2024年度部门决算"
SECRET = "zhang-san"
Change = Callable[[Any], None]


def changed(change: Change, **how: Any) -> bytes:
    """A PDF of two pages with something that somebody put into it."""
    with pikepdf.open(BytesIO(make(Page().text(60, 60, "甲"), Page().text(60, 60, "乙")))) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, **how)
        return out.getvalue()


def shown(raw: bytes) -> list[Any]:
    """What stands on the pages, whatever is laid upon them."""
    return [getattr(it, "glyphs", it) for it in pdf_process.read(raw).pages]


def clean(change: Change) -> CleanPdf:
    return pdf_baggage.take_out(changed(change), COVER, ("决算",))


def all_of(raw: bytes) -> bytes:
    """Everything that a file holds, unpacked."""
    with pikepdf.open(BytesIO(raw)) as pdf:
        out = BytesIO()
        mode = pikepdf.ObjectStreamMode.disable
        decode = pikepdf.StreamDecodeLevel.generalized
        pdf.save(out, object_stream_mode=mode, compress_streams=False, stream_decode_level=decode)
        return out.getvalue()


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(SECRET))


def note(pdf: Any, kind: str, **more: Any) -> None:
    it = Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=[0, 0, 9, 9], **more)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(it)])


def add_properties(pdf: Any) -> None:
    pdf.docinfo["/Author"] = SECRET
    pdf.docinfo["/Company"] = SECRET
    pdf.docinfo["/Producer"] = "WPS"
    pdf.docinfo["/CreationDate"] = "D:20250101"


def add_xmp(pdf: Any) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["xmpMM:DocumentID"] = SECRET


def add_title(pdf: Any) -> None:
    pdf.docinfo["/Title"] = f"Microsoft Word - {SECRET}.docx"


def attach(pdf: Any) -> None:
    pdf.attachments["底稿.xlsx"] = SECRET.encode()


def pin(pdf: Any) -> None:
    attach(pdf)
    held = pdf.attachments["底稿.xlsx"].obj
    note(pdf, "/FileAttachment", FS=held)


def run_at_start(pdf: Any) -> None:
    pdf.Root.OpenAction = script()
    pdf.pages[1].obj.AA = Dictionary(O=script())
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=[String("a"), script()]))


def link_out(pdf: Any) -> None:
    address = String(f"http://10.0.0.1/{SECRET}")
    note(pdf, "/Link", A=Dictionary(S=Name.URI, URI=address), Contents=address)


def keep_private(pdf: Any) -> None:
    pdf.Root.PieceInfo = Dictionary(WPS=Dictionary(Private=String(SECRET)))
    pdf.pages[0].obj.PieceInfo = Dictionary(WPS=Dictionary(Private=String(SECRET)))
    pdf.pages[0].obj.Metadata = pdf.make_stream(SECRET.encode())


@pytest.mark.parametrize(
    ("change", "removed"),
    [
        (
            add_properties,
            [f"作者“{SECRET}”", f"自定义属性“{SECRET}”", "制作时间", "制作程序“WPS”"],
        ),
        (add_xmp, ["别的属性 1 处"]),
        (add_title, [f"标题“Microsoft Word - {SECRET}.docx”"]),
        (attach, ["附带的文件 1 处", "页面上看不到的部件 1 处"]),
        (pin, ["附带的文件 2 处", "页面上看不到的部件 1 处"]),
        (run_at_start, ["脚本 3 处"]),
        (link_out, ["外部链接 1 处"]),
        (keep_private, ["页面上看不到的部件 3 处"]),
    ],
)
def test_what_no_page_shows_goes_and_is_told(change: Change, removed: list[str]) -> None:
    before, done = changed(change), clean(change)
    assert removed == list(done.removed)
    assert (True, False) == tuple(SECRET.encode() in all_of(it) for it in (before, done.raw))
    assert shown(before) == shown(done.raw)


def test_what_is_the_documents_own_stays() -> None:
    def add(pdf: Any) -> None:
        pdf.docinfo["/Author"], pdf.docinfo["/Title"] = "某某局", "决算"
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
        within = Dictionary(S=Name.GoTo, D=Array([pdf.pages[1].obj, Name.Fit]))
        note(pdf, "/Link", A=within)
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=[String("a"), within.D]))

    done = clean(add)
    assert () == done.removed
    with pikepdf.open(BytesIO(done.raw)) as pdf:
        assert ["某某局", "决算"] == [str(pdf.docinfo[it]) for it in ("/Author", "/Title")]
        assert {"/OpenAction", "/Names"} < set(pdf.Root)
        assert Name.GoTo == pdf.pages[0].obj.Annots[0].A.S


def test_the_attributes_of_a_structure_element_are_no_action() -> None:
    def add(pdf: Any) -> None:
        owner = Dictionary(O=Name.Table, RowSpan=2)
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=pdf.make_indirect(Dictionary(S=Name.TD, A=owner)),
            )
        )

    with pikepdf.open(BytesIO(clean(add).raw)) as pdf:
        assert 2 == pdf.Root.StructTreeRoot.K.A.RowSpan


def test_what_was_there_in_an_earlier_state_of_the_file_is_not_in_it() -> None:
    old = make(Page().text(60, 60, "甲"))
    later = b"\n9 0 obj\n(" + SECRET.encode() + b")\nendobj\n"
    assert SECRET.encode() not in all_of(pdf_baggage.take_out(old + later, COVER, ("决算",)).raw)


def test_what_a_page_holds_and_does_not_draw_is_not_in_it() -> None:
    def leave(pdf: Any) -> None:
        form = {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 9, 9])}
        resources = pdf.pages[0].obj.Resources
        resources.XObject = Dictionary(Old=pdf.make_stream(SECRET.encode(), form))

    assert (True, False) == tuple(
        SECRET.encode() in all_of(it) for it in (changed(leave), clean(leave).raw)
    )


def test_a_lock_that_needs_no_password_goes_and_one_that_does_is_refused() -> None:
    free = changed(lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user=""))
    done = pdf_baggage.take_out(free, COVER, ("决算",))
    assert ("加密", False) == (done.removed[0], b"/Encrypt" in all_of(done.raw))
    locked = changed(lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(PdfError, match="打开密码"):
        pdf_baggage.take_out(locked, COVER, ("决算",))


def test_what_is_signed_is_refused() -> None:
    def sign(pdf: Any) -> None:
        value = pdf.make_indirect(Dictionary(Type=Name.Sig, ByteRange=[0, 1, 2, 3]))
        field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("签"), V=value))
        pdf.Root.AcroForm = Dictionary(Fields=[field])

    with pytest.raises(UncleanError, match="签名"):
        clean(sign)


def test_what_cannot_be_taken_out_is_refused() -> None:
    def hide(pdf: Any) -> None:
        held = pdf.make_indirect(Dictionary(Kind=String("a"), Inner=Dictionary(B=script())))
        pdf.pages[0].obj.Resources.Properties = Dictionary(MC0=held)

    with pytest.raises(UncleanError, match="JS"):
        clean(hide)


@pytest.mark.parametrize("how", [{"OFF": 1}, {"BaseState": 1}, {}])
def test_layers_that_are_not_shown_are_counted(how: dict[str, int]) -> None:
    def add(pdf: Any) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("底稿")))
        usual = Dictionary(OFF=[layer]) if "OFF" in how else Dictionary()
        if "BaseState" in how:
            usual.BaseState = Name.OFF
        pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=usual)

    assert len(how) == clean(add).layers


def test_what_only_looks_like_a_pdf_is_refused() -> None:
    with pytest.raises(PdfError):
        pdf_baggage.take_out(b"%PDF-1.7 nothing", COVER, ("决算",))


def test_again_it_is_the_same() -> None:
    once = clean(add_properties).raw
    assert once == clean(add_properties).raw
    again = pdf_baggage.take_out(once, COVER, ("决算",))
    assert ((), once) == (again.removed, again.raw)
