"""Finished documents: where each figure stands, what was altered since, texts kept whole."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from support import rendering
from support.examples import EXAMPLE, Edit
from support.ooxml import lint, paragraphs

from generator import pipeline
from generator.addresses import parse
from generator.books import bases
from generator.diagnostics import Fault, FormPlace, Severity
from generator.filing import schema, source
from generator.filling import astray, document
from generator.filling.document import Filled, Form
from generator.filling.marks import Aspect, Mark
from generator.filling.prints import Printed, Prints
from generator.kept import library
from generator.packs import finding
from generator.pipeline import Outcome
from generator.word import archive

TOTAL = parse("收入支出决算总表.本年收入合计")
ROW = parse("一般公共预算财政拨款支出决算表[2010350].小计")

BODY = "word/document.xml"


def shown(docx_bytes: bytes) -> list[str]:
    """The text runs of every paragraph, without breaks and tabs."""
    return [text.replace("\n", "").replace("\t", "") for text in paragraphs(docx_bytes)]


def replaced(docx_bytes: bytes, old: str, new: str) -> bytes:
    """The same container with one text of the body changed at its first place."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx_bytes)) as before,
        zipfile.ZipFile(changed, "w") as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            if name == BODY:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            after.writestr(name, data)
    return changed.getvalue()


# -- where figures stand -----------------------------------------------------------------------


def test_every_printed_figure_stands_at_its_place(example: Outcome) -> None:
    texts = shown(example.document)
    found = [
        texts[item.paragraph - 1][item.offset : item.offset + len(item.text)]
        for item in example.printed
    ]
    assert [item.text for item in example.printed] == found


def test_every_printed_figure_is_in_the_body(example: Outcome) -> None:
    assert {BODY} == {item.part for item in example.printed}


def test_figures_are_listed_in_the_order_they_are_read(example: Outcome) -> None:
    places = [(item.paragraph, item.offset) for item in example.printed]
    assert sorted(places) == places


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "2024年度收入3658.44万元，比上年决算数减少637.16万元，下降14.83%，具体情况如下：",
            [
                (Mark(Aspect.VALUE, TOTAL), "3658.44", 8),
                (
                    Mark(Aspect.DIFFERENCE, TOTAL, "上年数"),
                    "637.16",
                    26,
                ),
                (Mark(Aspect.RATE, TOTAL, "上年数"), "14.83%", 37),
            ],
        ),
        (
            "（一）2010350-事业运行 508.68万元，较上年决算数增加17.03万元，增长3.46%。"
            "主要原因是人员支出增加。",
            [
                (
                    Mark(Aspect.VALUE, ROW),
                    "508.68",
                    16,
                ),
                (
                    Mark(
                        Aspect.DIFFERENCE,
                        ROW,
                        "上年数",
                    ),
                    "17.03",
                    33,
                ),
                (
                    Mark(Aspect.RATE, ROW, "上年数"),
                    "3.46%",
                    43,
                ),
                (
                    Mark(
                        Aspect.REASON,
                        ROW,
                        "上年数",
                    ),
                    "人员支出增加",
                    54,
                ),
            ],
        ),
    ],
)
def test_a_sentence_knows_its_figures_with_their_offsets(
    sentence: str, expected: list[tuple[Mark, str, int]], example: Outcome
) -> None:
    number = paragraphs(example.document).index(sentence) + 1
    found = [item for item in example.printed if item.paragraph == number]
    assert expected == [(item.mark, item.text, item.offset) for item in found]


def test_the_same_figure_is_the_same_text_wherever_it_is_printed(example: Outcome) -> None:
    texts: dict[tuple[str, str], set[str]] = {}
    for item in example.printed:
        if item.mark.aspect is Aspect.VALUE:
            texts.setdefault((item.mark.address, item.mark.base), set()).add(item.text)
    zeros = {"0", "0.00"}
    assert [] == [key for key, found in texts.items() if len(found) > 1 and found != zeros]


def test_no_mark_is_left_in_the_document(example: Outcome) -> None:
    with zipfile.ZipFile(io.BytesIO(example.document)) as archive:
        for name in archive.namelist():
            assert not set(b"\x01\x02\x03\x1f") & set(archive.read(name)), name


def test_the_document_opens_in_python_docx_with_the_units_properties(example: Outcome) -> None:
    properties = docx.Document(io.BytesIO(example.document)).core_properties
    assert ("福州市“智慧福州”管理服务中心", "福州市“智慧福州”管理服务中心2024年度部门决算") == (
        properties.author,
        properties.title,
    )


# -- sealing -----------------------------------------------------------------------------------


def test_the_finished_bytes_depend_on_the_content_alone() -> None:
    form = Form("表样.docx", Path("表样.docx"), {}, {})
    one = document.seal(form, Filled({"b.xml": b"<b/>", "a.xml": b"<a/>"}))
    other = document.seal(form, Filled({"a.xml": b"<a/>", "b.xml": b"<b/>"}))
    assert one == other


# -- reading back ------------------------------------------------------------------------------


def test_an_untouched_document_reads_back(example: Outcome) -> None:
    assert [] == document.read_back(example.document, example.printed, "成文.docx")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(">3658.44<", ">3658.45<", id="another digit"),
        pytest.param(">3658.44<", "><", id="deleted"),
        pytest.param("14.83%", "14.38%", id="transposed"),
        pytest.param("人员支出增加", "人员支出减少", id="another reason"),
        pytest.param("2024年度收入3658.44", "2024年度收入 3658.44", id="a blank before it"),
    ],
)
def test_an_altered_figure_is_found(old: str, new: str, example: Outcome) -> None:
    altered = replaced(example.document, old, new)
    faults = document.read_back(altered, example.printed, "成文.docx")
    assert {"D506"} == {fault.code for fault in faults}


def told(
    read: Callable[[bytes, Prints, str], list[Fault]],
    docx: bytes,
    printed: Prints,
) -> object:
    """What is told of figures in a document, or what stops that."""
    try:
        return read(docx, printed, "成文.docx")
    except (ValueError, LookupError) as error:
        return type(error), str(error)


NEXT_DIGITS = bytes.maketrans(b"0123456789", b"1234567890")
FIGURES = re.compile(rb"(?<=>)[0-9.]+(?=</w:t>)")
DAMAGES: dict[str, Callable[[bytes, re.Match[bytes], re.Match[bytes]], bytes]] = {
    "another digit": lambda xml, one, _: splice(xml, one, one[0].translate(NEXT_DIGITS)),
    "deleted": lambda xml, one, _: splice(xml, one, b""),
    "two swapped": lambda xml, one, two: splice(splice(xml, two, one[0]), one, two[0]),
    "in another cell": lambda xml, one, two: splice(splice(xml, two, two[0] + one[0]), one, b""),
    "hidden": lambda xml, one, _: splice(xml, one, b"</w:t><!--" + one[0] + b"--><w:t>"),
    "in a namespace of its own": lambda xml, one, _: splice(
        xml, one, b'</w:t><x:t xmlns:x="urn:x">' + one[0] + b"</x:t><w:t>"
    ),
    "in a paragraph in it": lambda xml, one, _: splice(
        xml, one, one[0] + b"</w:t><w:p/></w:r><w:r><w:t>"
    ),
    "its run twice": lambda xml, one, _: splice(xml, one, one[0] + b"</w:t><w:t>" + one[0]),
    "its text not ended": lambda xml, one, _: splice(xml, one, one[0] + b"<w:x>"),
    "in signs by number": lambda xml, one, _: splice(xml, one, b"&#%d;" % one[0][0] + one[0][1:]),
    "the rest cut off": lambda xml, one, _: xml[: one.end()],
    "a row ended twice": lambda xml, one, _: (
        xml[: one.end()] + xml[one.end() :].replace(b"</w:tr>", b"</w:tr></w:tr>", 1)
    ),
}
HARMLESS = ("its run twice", "in signs by number")  # the figure stands where it should


def splice(xml: bytes, at: re.Match[bytes], text: bytes) -> bytes:
    return xml[: at.start()] + text + xml[at.end() :]


@pytest.mark.parametrize("damage", DAMAGES)
def test_whatever_happened_to_a_document_is_told_as_from_its_tree(
    damage: str, example: Outcome
) -> None:
    parts = archive.read(example.document)
    figures = list(FIGURES.finditer(parts[BODY]))
    seen = set()
    for at in range(0, len(figures) - 1, len(figures) // 3):
        xml = DAMAGES[damage](parts[BODY], figures[at], figures[at + 1])
        docx = archive.pack({**parts, BODY: xml})
        expected = told(astray.find, docx, example.printed)
        assert expected == told(document.read_back, docx, example.printed)
        seen.add(bool(expected))
    assert (damage not in HARMLESS) == any(seen)


def test_a_damaged_container_is_told_as_by_its_tree(example: Outcome) -> None:
    raw = example.document
    for at in range(0, len(raw), len(raw) // 60):
        docx = raw[:at] + bytes([raw[at] ^ 0x15]) + raw[at + 1 :]
        expected = told(astray.find, docx, example.printed)
        assert expected == told(document.read_back, docx, example.printed)


def test_figures_that_a_document_has_no_place_for_are_told(example: Outcome) -> None:
    last = len(shown(example.document))
    [item, *_] = example.printed
    for odd in (
        item._replace(paragraph=0),
        item._replace(paragraph=last + 1, offset=0, text=""),
        item._replace(paragraph=last + 1),
        item._replace(offset=400),
    ):
        expected = told(astray.find, example.document, Prints.of([odd]))
        assert expected == told(document.read_back, example.document, Prints.of([odd]))
        assert expected


def test_an_altered_figure_is_named_with_its_place(example: Outcome) -> None:
    altered = replaced(example.document, "下降14.83%", "下降14.38%")
    [fault] = document.read_back(altered, example.printed, "成文.docx")
    text = "2024年度收入3658.44万元，比上年决算数减少637.16万元，下降14.38%，具体情况如下："
    number = paragraphs(altered).index(text) + 1
    expected = "成文里找不到 收入支出决算总表.本年收入合计 的“14.83%”"
    where = (
        "第三部分 2024年度部门决算情况说明 › 一、收入支出决算总体情况说明"
        " › （二）收入决算情况说明，第1段"
    )
    place = FormPlace("成文.docx", BODY, number, text, where)
    assert (expected, place) == (fault.message, fault.place)


@pytest.mark.parametrize("text", ["5", ""])
def test_a_document_that_lost_its_end_misses_its_figures(text: str, example: Outcome) -> None:
    beyond = Printed(Mark(Aspect.VALUE, parse("甲")), text, BODY, 10**6, 0)
    [fault] = document.read_back(example.document, Prints.of([beyond]), "成文.docx")
    assert f"成文里找不到 甲 的“{text}”" == fault.message


# -- texts that would break a careless filler --------------------------------------------------

HOSTILE = {
    "ampersand": "R&D投入与A&amp;B",
    "angle brackets": "A<B>与C>D",
    "a closing tag": "先</w:p></w:tc>后",
    "tags and a comment": "<w:t>甲</w:t><!-- 乙 -->",
    "a section of characters": "]]><![CDATA[甲]]>",
    "tags of the form": "{{ 单位.名称 }}与{% raw %}",
    "paragraph tags of the form": "{%p endfor %}{#注#}",
    "backslashes": r"\a\f\n\\x01 C:\temp",
    "rare characters": "𠮷野家㐂龘𪚥",
    "other scripts and signs": "é Ω ㎡ № ☑ 😀 e\u0301",
    "quotation marks": """“引”‘号’"双"'单'""",
    "blanks": "中  文　全角",
    "entities": "&lt;&#60;&#x3c;&nbsp;",
    "very long": "甲" * 19990 + "完",
}
FIRST_DUTY = "    - 落实上级关于智慧城市的法规政策，拟订全市建设规划、技术规范和年度计划。\n"


def quoted(text: str) -> str:
    """The text as YAML takes it, whatever is in it."""
    return "'" + text.replace("'", "''") + "'"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The paragraphs of a document whose filing has every hostile text among the duties."""
    duties = "".join(f"    - {quoted(text)}\n" for text in HOSTILE.values())
    text = EXAMPLE.read_text("utf-8")
    assert 1 == text.count(FIRST_DUTY)
    path = tmp_path_factory.mktemp("hostile") / "126.yaml"
    path.write_text(text.replace(FIRST_DUTY, duties + FIRST_DUTY), "utf-8")
    outcome = pipeline.produce(path)
    assert [] == [fault for fault in outcome.faults if fault.severity is Severity.ERROR]
    return paragraphs(outcome.document)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_of_the_filing_comes_out_whole(name: str, hostile: list[str]) -> None:
    ordinals = [*"一二三四五六七八九十", "十一", "十二", "十三", "十四"]
    number = list(HOSTILE).index(name)
    assert 1 == hostile.count(f"（{ordinals[number]}）{HOSTILE[name]}")


def test_what_follows_hostile_texts_is_still_there(hostile: list[str], example: Outcome) -> None:
    assert len(HOSTILE) + len(paragraphs(example.document)) == len(hostile)


@pytest.mark.parametrize("text", ["R&D</w:p>", "{{ x }}𠮷"])
def test_a_reason_comes_out_whole_and_where_it_is_said_to_stand(text: str, edited: Edit) -> None:
    outcome = pipeline.produce(
        edited(("    2010350: 人员支出增加", f"    2010350: {quoted(text)}"))
    )
    [item] = [item for item in outcome.printed if item.text == text]
    found = shown(outcome.document)[item.paragraph - 1]
    assert text == found[item.offset : item.offset + len(text)]
    assert found.endswith(f"主要原因是{text}。")


def test_a_hostile_name_in_a_table_comes_out_whole(edited: Edit) -> None:
    name = "福州市市民卡综合数据交换中心"
    path = edited((f"名称: {name}", "名称: '中心</w:t></w:tc>&<甲>'"))
    outcome = pipeline.produce(path)
    assert "中心</w:t></w:tc>&<甲>" in paragraphs(outcome.document)
    assert [] == lint(outcome.document)


# -- drafts ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def draft() -> Outcome:
    return pipeline.produce(EXAMPLE, draft=True)


def test_a_draft_says_so_on_every_page_and_in_its_name(draft: Outcome) -> None:
    with zipfile.ZipFile(io.BytesIO(draft.document)) as archive:
        headers = [n for n in archive.namelist() if n.startswith("word/header")]
        assert [] != headers
        for header in headers:
            assert 'string="草稿"' in archive.read(header).decode()
    assert "福州市“智慧福州”管理服务中心2024年度部门决算（草稿）" == draft.name


def test_every_section_of_a_draft_has_the_header_with_the_word(draft: Outcome) -> None:
    sections = docx.Document(io.BytesIO(draft.document)).sections
    assert [] == [s for s in sections if "草稿" not in s.header.part.blob.decode()]


def test_a_draft_has_the_text_of_the_document(draft: Outcome, example: Outcome) -> None:
    assert paragraphs(example.document) == paragraphs(draft.document)
    assert [] == lint(draft.document)


def test_a_draft_of_a_filing_that_does_not_say_what_it_calls_itself(tmp_path: Path) -> None:
    filing = tmp_path / "新填.yaml"
    filing.write_text(EXAMPLE.read_text("utf-8").replace(", 称谓: 部门", ""), "utf-8")
    made = pipeline.produce(filing, draft=True)
    assert ["S202"] == [it.code for it in made.faults if it.severity is Severity.ERROR][:1]
    assert "D508" not in {it.code for it in made.faults}
    assert made.name.endswith("2024年度【待填】决算（草稿）")


def test_a_document_that_is_no_draft_does_not_say_so(example: Outcome) -> None:
    with zipfile.ZipFile(io.BytesIO(example.document)) as archive:
        assert [] == [n for n in archive.namelist() if "草稿" in archive.read(n).decode()]


def test_a_small_form_is_filled_sealed_and_read_back(tmp_path: Path) -> None:
    read, _ = source.load(EXAMPLE)
    assert read is not None
    pack, _ = finding.find(read, library.installed())
    assert pack is not None
    written = docx.Document()
    written.add_paragraph("共{{ 年度 }}年")
    path = tmp_path / "表样.docx"
    written.save(str(path))
    form, _ = rendering.compiled(path, pack.wording)
    assert form is not None
    filing, _ = schema.validate(read, pack.rules)
    assert filing is not None
    books, _ = bases.open_books(filing, pack)
    filled = document.place(document.fill(form, {"年度": "2024"}, books)[0])
    sealed = document.seal(form, filled)
    assert (["共2024年"], []) == (
        paragraphs(sealed),
        document.read_back(sealed, filled.printed, "成文.docx"),
    )
