"""Web pages as blocks: what a reader sees, and what only a browser knows is named."""

from pathlib import Path

import pytest
from support.published import gaps_of, rows_of, tables_of, texts_of

from generator.published import html_blocks, html_tree, reading
from generator.published.blocks import ReadDocument


def read(body: str, head: str = "") -> ReadDocument:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return html_blocks.read("公开.html", page.encode())


def test_paragraphs_and_headings_are_read_in_order() -> None:
    document = read("<h1>第一部分</h1><div>收入<b>12.00</b>\n 万元。<p>支出3.00万元。</div>结余")
    assert ["第一部分", "收入12.00 万元。", "支出3.00万元。", "结余"] == texts_of(document)
    assert [1, 0, 0, 0] == [it.level for it in document.paragraphs]
    assert "公开.html:第一部分（全文第3段）" == str([*document.paragraphs][2].place)


def test_where_no_headings_are_marked_their_numbers_tell() -> None:
    assert [1, 2, 0] == [it.level for it in read("<p>第一部分 概况<p>一、职责<p>负责。").paragraphs]


def test_the_cells_of_a_table_stand_in_their_columns() -> None:
    table = (
        "<table><caption>收入表</caption><thead><tr><th rowspan=2>项目<th colspan=2>预算数</tr>"
        "<tr><th>合计<th>其中</tr></thead><tr><td>教育<td>12.00<td></table>"
    )
    document = read(table)
    [found] = document.tables
    assert ["项目×2×1|预算数×1×2", "合计|其中", "教育|12.00|"] == rows_of(found)
    assert [1, 2] == [cell.column for cell in found.rows[1]]
    assert (2, 3, ["收入表"]) == (found.heads, found.width, texts_of(document))
    assert "第1张表 第3行 教育" in str(found.rows[2][1].place)


def test_a_table_that_only_arranges_the_page_is_none() -> None:
    inner = "<table><tr><td>教育<td>12.00</table>"
    document = read(f"<table><tr><td>菜单<td>标题{inner}</table>")
    assert (["菜单", "标题"], [["教育|12.00"]]) == (texts_of(document), tables_of(document))


def test_paragraphs_and_line_ends_in_a_cell_stay_apart() -> None:
    [table] = read("<table><tr><td><p>12.00</p><p>3.00</p><td>一<br>二</table>").tables
    assert [["12.00", "3.00"], ["一", "二"]] == [it.text.split("\n") for it in table.rows[0]]


def test_lines_of_the_contents_are_known_by_where_they_lead() -> None:
    document = read('<p><a href="#一">一、职责</a><p>见<a href="#二">附表</a>。<p>二、机构……………… 3')
    assert [True, False, True] == [it.entry for it in document.paragraphs]


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none">12.00</p>',
        '<span style="VISIBILITY:hidden">12.00</span>',
        '<font style="mso-hide:all">12.00</font>',
        '<p style="font-size:0">12.00</p>',
        "<p hidden>12.00</p>",
        "<script>document.write(12.00)</script>",
        "<!-- 12.00 -->",
        "<template>12.00</template>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert ["收入", "支出"] == texts_of(read(f"<p>收入</p>{hidden}<p>支出"))


@pytest.mark.parametrize(
    ("body", "gap"),
    [
        ('<img src="a.png">', "图片"),
        ("<svg><text>12.00</text></svg>", "图片"),
        ('<iframe src="a.html"></iframe>', "嵌入的内容"),
        ('<input value="12.00">', "可以填写的格"),
        ("<ol><li>收入</ol>", "自动编号"),
        ("<s>12.00</s>", "划去的字“12.00”"),
        ('<span style="text-decoration: underline line-through">12.00</span>', "划去的字"),
        ('<font color="#FFFFFF">12.00</font>', "看不清的白字“12.00”"),
        ('<span style="color:rgb(255, 255, 255)">12.00</span>', "看不清的白字"),
        ("<script>write()</script>", "脚本"),
    ],
)
def test_what_cannot_be_counted_on_is_a_gap(body: str, gap: str) -> None:
    [found] = gaps_of(read(f"<p>收入</p>{body}"))
    assert gap in found


def test_white_signs_on_a_ground_of_their_own_can_be_read() -> None:
    assert [] == gaps_of(read('<td bgcolor="#003366"><font color="white">12.00</font></td>'))


@pytest.mark.parametrize(
    ("style", "told"),
    [
        (".a { display: none }", True),
        ("p.a, .b { visibility: hidden }", True),
        (".b { display: none }", False),
        ("p::after { content: '元' }", True),
        ("div.c::after { content: '元' }", False),
        ("body { font-size: 0.9em; display: block } /* p {display:none} */", False),
        ("@media print { p { display: none } }", True),
    ],
)
def test_styles_that_hide_or_add_text_are_told_where_they_may_meet_any(
    style: str, told: bool
) -> None:
    document = read('<p class="a">12.00</p>', f"<style>{style}</style>")
    assert told == bool(gaps_of(document))


@pytest.mark.parametrize("style", ["a" * 300_000, "/*" * 200_000, "{" * 300_000])
def test_styles_of_any_length_are_looked_through(style: str) -> None:
    assert ["12.00"] == texts_of(read("<p>12.00</p>", f"<style>{style}</style>"))


@pytest.mark.parametrize("run", ["…", ".", " ", ". "])
def test_dots_and_blanks_of_any_length_are_read(run: str) -> None:
    text = f"签字{run * 100_000}日期"
    assert [" ".join(text.split())] == [
        " ".join(it.split()) for it in texts_of(read(f"<p>{text}</p>"))
    ]


def test_styles_and_scripts_from_elsewhere_are_told() -> None:
    head = '<link rel="stylesheet" href="a.css"><script src="a.js"></script>'
    assert ["脚本，", "网页之"] == [it.split("：")[1][:3] for it in gaps_of(read("收入", head))]


def test_heads_and_feet_stand_aside() -> None:
    document = read('<div title="header"><p>草稿</div><p>收入</p><footer>主办单位</footer>')
    assert (["收入"], ["草稿", "主办单位"]) == (
        texts_of(document),
        [it.text for it in document.beside],
    )


def test_a_page_is_known_by_its_content_in_either_encoding(tmp_path: Path) -> None:
    path = tmp_path / "公开.xls"  # as accounting systems write their exports
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        path.write_text("<html><meta charset=gb2312><table><tr><td>教育</table>", encoding)
        document, faults = reading.read(path)
        assert ([], [["教育"]]) == (faults, tables_of(document) if document else None)


def test_a_page_that_goes_too_deep_is_refused_and_not_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "公开.html"
    path.write_text("<html><body>" + "<div>" * 100_000 + "12.00", "utf-8")
    document, [fault] = reading.read(path)
    assert (None, "R811") == (document, fault.code)


def test_a_page_in_no_known_encoding_is_refused() -> None:
    with pytest.raises(html_tree.HtmlError):
        html_blocks.read("公开.html", b"<html><body>\xff\xff\xff")


def test_cells_that_claim_too_much_are_bounded() -> None:
    rows = '<tr><td rowspan="99999" colspan="99999">甲<td rowspan=0 colspan="x">乙</tr>' * 3
    [table] = read(f"<table>{rows}</table>").tables
    assert table.width < 1000
    assert all(cell.row + cell.rows <= 3 for cell in table.cells)
