"""A Word form as a program: compiled once, filled often; what is wrong with it has a paragraph."""

import re
import zipfile
from pathlib import Path

import docx
import pytest
from support import rendering
from support.examples import EXAMPLE, ROOT
from support.packs import example_pack

from generator.books import bases
from generator.books.books import Books
from generator.diagnostics import Fault, FormPlace
from generator.filing import schema, source
from generator.filling import document
from generator.filling.document import Form
from generator.filling.names import names
from generator.forms import template

BODY = "word/document.xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ONLY_NAMES = "表样里只能写名称、数式和短语，以及 for、if"


@pytest.fixture(scope="module")
def books() -> Books:
    read, _ = source.load(EXAMPLE)
    assert read is not None
    filing, _ = schema.validate(read, example_pack().rules)
    return bases.open_books(filing, example_pack())[0]


def saved(folder: Path, *paragraphs: str) -> Path:
    """A form of these paragraphs."""
    form = docx.Document()
    for text in paragraphs:
        form.add_paragraph(text)
    path = folder / "表样.docx"
    form.save(str(path))
    return path


def compiled(path: Path) -> tuple[Form | None, list[Fault]]:
    return rendering.compiled(path, example_pack().wording)


def filled(form: Form, books: Books) -> tuple[dict[str, str], list[Fault]]:
    """The text of every part of the form that has fields, or the faults that stopped it."""
    runs, faults = document.fill(form, names(books), books)
    return {part: run.xml.decode() for part, run in runs.items()}, faults


def place(paragraph: int, text: str, where: str = "") -> FormPlace:
    return FormPlace("表样.docx", BODY, paragraph, text, where)


# -- forms that are right ----------------------------------------------------------------------


def test_a_form_is_filled_with_the_names_it_is_given(tmp_path: Path, books: Books) -> None:
    form, faults = compiled(saved(tmp_path, "{{ 年度 }}年", "{{ 单位.称谓 }}"))
    assert (True, []) == (form is not None, faults)
    assert form is not None
    rendered, faults = filled(form, books)
    assert [] == faults
    assert (">2024年<" in rendered[BODY], ">部门<" in rendered[BODY]) == (True, True)


def test_a_compiled_form_is_filled_as_often_as_needed(tmp_path: Path, books: Books) -> None:
    form, _ = compiled(saved(tmp_path, "{{ 三公经费.合计 | 万元 }}"))
    assert form is not None
    assert filled(form, books) == filled(form, books)


def test_only_parts_with_fields_are_compiled_and_all_others_kept(tmp_path: Path) -> None:
    path = saved(tmp_path, "{{ 年度 }}")
    form, _ = compiled(path)
    assert form is not None
    with zipfile.ZipFile(path) as archive:
        assert {BODY, *form.fixed} == set(archive.namelist())
    assert [BODY] == list(form.programs)
    assert BODY not in form.fixed


def test_the_packs_own_form_compiles() -> None:
    form, faults = compiled(example_pack().form)
    assert [] == faults
    assert form is not None
    assert {BODY, "docProps/core.xml"} == set(form.programs)


def test_a_tag_that_word_split_over_runs_is_read_as_one(tmp_path: Path, books: Books) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ 三公经费", ".合计 |", " 万元 }", "}"):
        paragraph.add_run(piece)
    path = tmp_path / "表样.docx"
    document.save(str(path))
    form, _ = compiled(path)
    assert form is not None
    rendered, faults = filled(form, books)
    assert ([], True) == (faults, "2.26" in rendered[BODY])


# -- forms that cannot be compiled -------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        pytest.param("{{ 年度 | 大写 }}", "没有“大写”这种数式或短语", id="unknown filter"),
        pytest.param("{{ 年度 | upper }}", "没有“upper”这种数式或短语", id="a filter of Jinja's"),
        pytest.param("{{ 年度 }", "花括号里的写法不对", id="half a brace"),
        pytest.param("{{ 三公经费.合计 ｜ 万元 }}", "花括号里的写法不对", id="full-width bar"),
        pytest.param("{{ 支出决算表［201］.合计 | 万元 }}", "花括号里的写法不对", id="brackets"),
        pytest.param(
            "{%p endfor %}", "{% %} 没有配对（for 与 endfor、if 与 endif）", id="endfor alone"
        ),
        pytest.param(
            "{% if 支出决算表.有数 %}甲{% endfor %}",
            "{% %} 没有配对（for 与 endfor、if 与 endif）",
            id="if closed by endfor",
        ),
        pytest.param("{{ 1/0 }}", ONLY_NAMES, id="arithmetic"),
        pytest.param("{{ none }}", ONLY_NAMES, id="a constant"),
        pytest.param("{{ '甲' }}", ONLY_NAMES, id="a text"),
        pytest.param("{{ not 支出决算表.有数 }}", ONLY_NAMES, id="a truth value"),
        pytest.param("{{ 年度 or 上年度 }}", ONLY_NAMES, id="one name or another"),
        pytest.param("{% if 三公经费.合计 == 0 %}甲{% endif %}", ONLY_NAMES, id="a comparison"),
        pytest.param("{{ 年度 if 支出决算表.有数 }}", ONLY_NAMES, id="if inside braces"),
        pytest.param("{{ 单位.名称.upper() }}", ONLY_NAMES, id="a method"),
        pytest.param("{{ 支出决算表.类级.append(3) }}", ONLY_NAMES, id="changing a list"),
        pytest.param("{{ range(3) }}", ONLY_NAMES, id="a global of Jinja's"),
        pytest.param("{% set 甲 = 年度 %}", ONLY_NAMES, id="a name of the form's own"),
        pytest.param("{% include 'x' %}", ONLY_NAMES, id="another form"),
        pytest.param("{% macro 印() %}甲{% endmacro %}{{ 印() }}", ONLY_NAMES, id="a macro"),
    ],
)
def test_a_broken_form_is_refused(broken: str, message: str, tmp_path: Path) -> None:
    form, faults = compiled(saved(tmp_path, "甲", broken))
    assert (None, [("D502", message)]) == (form, [(f.code, f.message) for f in faults])


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("{{ 单位.__class__ }}", id="class of a name"),
        pytest.param("{{ 单位._books }}", id="a private attribute"),
        pytest.param("{{ 单位.__class__.__init__.__globals__ }}", id="globals of a module"),
        pytest.param("{{ 单位.名称.__class__.__mro__ }}", id="all classes"),
        pytest.param("{% if 单位.__class__ %}甲{% endif %}", id="in a condition"),
        pytest.param("{% for 行 in 单位.__class__ %}甲{% endfor %}", id="in a loop"),
        pytest.param("{{ 单位.__class__ | 万元 }}", id="before a style"),
    ],
)
def test_a_form_runs_no_program(broken: str, tmp_path: Path) -> None:
    form, [fault] = compiled(saved(tmp_path, "甲", broken))
    expected = (None, "D505", "表样里不能运行程序", place(2, broken))
    assert expected == (form, fault.code, fault.message, fault.place)


@pytest.mark.parametrize(
    "broken",
    [
        "{{ 年度 | 大写 }}",
        "共{{ 年度 }}{{ 三公经费.合计 ｜ 万元 }}",
        "{% endfor %}",
        "共{{ 单位.名称.upper() }}",
    ],
)
def test_the_fault_stands_at_its_paragraph(broken: str, tmp_path: Path) -> None:
    _, [fault] = compiled(saved(tmp_path, "甲", "乙{{ 年度 }}", broken, "丁{{ 年度 }}"))
    assert place(3, broken) == fault.place


def test_a_loop_without_its_end_is_refused(tmp_path: Path) -> None:
    form, [fault] = compiled(
        saved(tmp_path, "甲", "{%p for 行 in 支出决算表.类级 %}", "{{ 行.编码 }}")
    )
    message = "{% %} 没有配对（for 与 endfor、if 与 endif）"
    assert (None, "D502", message) == (form, fault.code, fault.message)


def test_every_broken_part_is_reported(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{{ 年度 | 大写 }}")
    document.sections[0].header.paragraphs[0].text = "{{ 年度 | 小写 }}"
    path = tmp_path / "表样.docx"
    document.save(str(path))
    _, faults = compiled(path)
    expected = {
        (BODY, "没有“大写”这种数式或短语"),
        ("word/header1.xml", "没有“小写”这种数式或短语"),
    }
    assert expected == {(f.place.part, f.message) for f in faults if isinstance(f.place, FormPlace)}


def test_a_form_whose_xml_is_damaged_is_refused(tmp_path: Path) -> None:
    whole = saved(tmp_path, "{{ 年度 }}")
    damaged = tmp_path / "损坏.docx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:-9] if name == BODY else old.read(name))
    form, [fault] = compiled(damaged)
    assert (None, "D501", "表样内容损坏") == (form, fault.code, fault.message)


# -- forms that cannot be filled ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "code", "message"),
    [
        pytest.param("{{ 部门 }}", "D503", "没有“部门”这个名称", id="unknown name"),
        pytest.param("{{ 单位.全称 }}", "D503", "“单位”里没有“全称”", id="unknown field"),
        pytest.param(
            "{{ 支出决算表.合计.项目 | 万元 }}",
            "D503",
            "“支出决算表”里没有“项目”这一栏",
            id="unknown column",
        ),
        pytest.param(
            "{{ 三公经费.合计 }}",
            "D504",
            "数要经过数式或短语才能印出，如 {{ 数 | 万元 }}",
            id="a figure without a filter",
        ),
        pytest.param(
            "{{ 支出决算 | 万元 }}", "D503", "没有“支出决算”这个名称", id="unknown before a style"
        ),
        pytest.param(
            "{{ 支出决算 | 较上年决算数 }}",
            "D503",
            "没有“支出决算”这个名称",
            id="unknown before a phrase",
        ),
    ],
)
def test_a_form_that_asks_for_what_is_not_there_is_refused_at_its_paragraph(
    broken: str, code: str, message: str, tmp_path: Path, books: Books
) -> None:
    form, faults = compiled(saved(tmp_path, "甲", "乙{{ 年度 }}", broken, "丁"))
    assert [] == faults
    assert form is not None
    rendered, [fault] = filled(form, books)
    assert {} == rendered
    stands = place(3, broken, "封面和目录，第3段")
    assert (code, message, stands) == (fault.code, fault.message, fault.place)


def test_a_fault_in_a_table_stands_at_the_paragraph_of_its_cell(
    tmp_path: Path, books: Books
) -> None:
    document = docx.Document()
    document.add_paragraph("甲")
    table = document.add_table(rows=2, cols=2)
    table.cell(1, 1).text = "{{ 部门 }}"
    path = tmp_path / "表样.docx"
    document.save(str(path))
    form, _ = compiled(path)
    assert form is not None
    _, [fault] = filled(form, books)
    assert place(5, "{{ 部门 }}", "封面和目录：第2行 {{ 部门 }}") == fault.place


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(
            ["甲", "{%p for 行 in 支出决算表.类级 %}", "{{ 行.编码 }}", "{%p endfor %}"],
            5,
            id="after a loop",
        ),
        pytest.param(
            ["{%p if 支出决算表.有数 %}", "甲", "{%p else %}", "乙", "{%p endif %}"],
            6,
            id="after a condition",
        ),
        pytest.param(["{%p if 支出决算表.有数 %}", "{%p endif %}"], 3, id="after two tags alone"),
    ],
)
def test_paragraphs_are_counted_as_in_the_word_file(
    paragraphs: list[str], expected: int, tmp_path: Path, books: Books
) -> None:
    form, _ = compiled(saved(tmp_path, *paragraphs, "{{ 部门 }}"))
    assert form is not None
    _, [fault] = filled(form, books)
    assert place(expected, "{{ 部门 }}", f"封面和目录，第{expected}段") == fault.place


def test_a_fault_in_a_tag_stands_at_the_tags_own_paragraph(tmp_path: Path, books: Books) -> None:
    tag = "{%p for 行 in 支出决算 %}"
    form, _ = compiled(saved(tmp_path, "甲", "乙", tag, "{{ 行.编码 }}", "{%p endfor %}"))
    assert form is not None
    _, [fault] = filled(form, books)
    assert isinstance(fault.place, FormPlace)
    assert ("没有“支出决算”这个名称", 3) == (fault.message, fault.place.paragraph)


def test_every_line_of_a_prepared_part_has_its_paragraph() -> None:
    body = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    texts = ("{{ 年度 }}", "{%p if 甲 %}", "{{ 年度 }}", "{%p endif %}")
    xml = "".join(body.format(text) for text in texts)
    text, places = template.prepare(f'<w:body xmlns:w="{WORD}">{xml}</w:body>'.encode())
    assert ([0, 1, 2, 3, 4], len(places)) == (sorted(set(places)), len(text.split("\n")))


@pytest.mark.parametrize(
    ("broken", "help_"),
    [
        ("{{ 支出决算 | 万元 }}", "是否应为“支出决算表”？"),
        ("{{ 支出决算 }}", "是否应为“支出决算表”？"),
    ],
)
def test_a_near_table_is_suggested(broken: str, help_: str, tmp_path: Path, books: Books) -> None:
    form, _ = compiled(saved(tmp_path, broken))
    assert form is not None
    _, [fault] = filled(form, books)
    assert help_ == fault.help


def test_a_near_name_is_suggested(tmp_path: Path, books: Books) -> None:
    form, _ = compiled(saved(tmp_path, "{{ 三公经费.公务接待 | 万元 }}"))
    assert form is not None
    _, [fault] = filled(form, books)
    assert ("“三公经费”里没有“公务接待”", "是否应为“公务接待费”？") == (fault.message, fault.help)


def test_a_place_reads_as_file_and_paragraph() -> None:
    assert "表样.docx:第5段" == str(place(5, "{{ 部门 }}"))
    there = place(5, "{{ 部门 }}", "二、政府采购情况，第1段")
    assert "表样.docx:二、政府采购情况，第1段（全文第5段）" == str(there)


def test_no_form_of_the_project_carries_a_macro_or_an_attached_template() -> None:
    forms = sorted((ROOT / "templates").rglob("*.docx"))
    assert [] != forms
    for form in forms:
        with zipfile.ZipFile(form) as archive:
            assert [] == [name for name in archive.namelist() if "vba" in name.lower()]


def test_a_break_in_the_paragraph_of_a_tag_stays_on_its_side() -> None:
    run, page = "<w:r><w:t>{}</w:t></w:r>", '<w:r><w:br w:type="page"/></w:r>'
    style = '<w:pPr><w:pStyle w:val="a"/>{}</w:pPr>'
    opening = f"<w:p>{style.format('')}{page}{run.format('{%p if 甲 %}')}</w:p>"
    ending = f"<w:p>{style.format('<w:sectPr/>')}{run.format('{%p endif %}')}</w:p>"
    body = f"{opening}<w:p>{run.format('乙')}</w:p>{ending}"
    text, places = template.prepare(f'<w:body xmlns:w="{WORD}">{body}</w:body>'.encode())
    kinds = re.findall(r"\{%.*?%\}|<w:br|<w:sectPr|乙", text)
    assert ["<w:br", "{% if 甲 %}", "乙", "{% endif %}", "<w:sectPr"] == kinds
    assert ([0, 1, 2, 3, 3], 2) == ([*places[1:]], text.count('<w:pStyle w:val="a"'))


def test_what_only_looks_like_a_paragraph_of_word_has_none() -> None:
    xml = f'<w:p xmlns:w="{WORD}"><w:r><w:t>甲</w:t></w:r><x xmlns:w="urn:x"><w:p/></x></w:p>'
    assert {0, 1} == set(template.prepare(xml.encode())[1])
