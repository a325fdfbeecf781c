"""What is done to a .pdf that LibreOffice has made: its language, the words for its charts."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from generator.outputs import made_pdf


def printed(*elements: Dictionary) -> bytes:
    """A .pdf of one page with these structure elements."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    whole = Dictionary(
        Type=Name.StructElem, S=Name.Document, K=Array([pdf.make_indirect(it) for it in elements])
    )
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(whole))
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def element(kind: str, **more: str) -> Dictionary:
    return Dictionary(
        {"/Type": Name.StructElem, "/S": Name(kind)} | {f"/{k}": v for k, v in more.items()}
    )


def finished(raw: bytes, *charts: str) -> list[dict[str, str]]:
    """The elements of the finished file."""
    with pikepdf.open(BytesIO(made_pdf.finish(raw, "标题", charts).raw)) as pdf:
        return [
            {key: str(value) for key, value in it.items() if key in ("/Lang", "/Alt")}
            for it in pdf.Root.StructTreeRoot.K.K
        ]


def test_nothing_is_in_another_language_than_the_whole() -> None:
    assert [{}, {}] == finished(printed(element("/Span", Lang="en-US"), element("/P")))


def test_charts_are_put_into_words_in_their_order() -> None:
    raw = printed(element("/Figure"), element("/P"), element("/Figure"))
    assert [{"/Alt": "收入"}, {}, {"/Alt": "支出"}] == finished(raw, "收入", "支出")


def test_a_picture_that_has_words_keeps_them() -> None:
    raw = printed(element("/Figure", Alt="徽标"), element("/Figure"))
    assert [{"/Alt": "徽标"}, {"/Alt": "收入"}] == finished(raw, "甲", "收入")


@pytest.mark.parametrize("charts", [(), ("收入", "支出"), ("",)])
def test_where_it_is_not_sure_which_chart_is_which_nothing_is_said(charts: tuple[str, ...]) -> None:
    assert [{}] == finished(printed(element("/Figure")), *charts)


def test_what_elements_are_laid_out_alike_is_said_once() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    layouts = [Dictionary(O=Name.Layout, Width=n) for n in (4, 4, 5, 4)] + [
        Dictionary(O=Name.Table, ColSpan=2),
        Dictionary(O=Name.Table, ColSpan=2),
    ]
    one, other, another, last, spans, again = map(pdf.make_indirect, layouts)
    said = [one, other, another, Array([last, spans]), Array([again, 0])]
    cells = [Dictionary(Type=Name.StructElem, S=Name.TD, A=it) for it in said]
    whole = Dictionary(
        Type=Name.StructElem, S=Name.Document, K=Array([pdf.make_indirect(it) for it in cells])
    )
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(whole))
    out = BytesIO()
    pdf.save(out)
    with pikepdf.open(BytesIO(made_pdf.finish(out.getvalue(), "标题").raw)) as read:
        first, second, third, fourth, fifth = (it.A for it in read.Root.StructTreeRoot.K.K)
        assert [4, 4, 5, 4, 2] == [
            *(int(it.Width) for it in (first, second, third, fourth[0])), int(fifth[0].ColSpan)
        ]  # fmt: skip
        assert 1 == len({it.objgen for it in (first, second, fourth[0])})
        assert [2, 0] == [int(fourth[1].ColSpan), int(fifth[1])]
