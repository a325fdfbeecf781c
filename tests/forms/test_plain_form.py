"""A form that docxtpl fills: what it says is what was given, and what it cannot say is refused."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from support import ooxml
from support.examples import ROOT

from generator.exits import RefusedError
from generator.forms import form_package, plain_form
from generator.word import archive, output

FORM = ROOT / "templates" / "corrections" / "更正说明.docx"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form of two lines."""
    made: Any = docx.Document()
    made.add_paragraph("关于{{ 事 }}")
    made.add_paragraph("{% for 句 in 各句 %}{{ 句.文字 }}{% endfor %}")
    path = tmp_path / "表样.docx"
    made.save(path)
    return path


def names(*texts: str) -> Mapping[str, object]:
    return {"事": "某事", "各句": [{"文字": text} for text in texts]}


def lines(document: bytes) -> list[str]:
    return ooxml.paragraphs(document)


def refused(form: Path, *wanted: str, **given: object) -> str:
    with pytest.raises(RefusedError) as caught:
        plain_form.fill(form, given or names("甲"), "", wanted)
    return str(caught.value)


def test_names_are_printed_where_the_form_has_them(form: Path) -> None:
    assert ["关于某事", "甲乙"] == lines(plain_form.fill(form, names("甲", "乙"), "某馆", ["甲"]))


def test_the_first_paragraph_is_the_title_and_nothing_else_is_known(form: Path) -> None:
    filled: Any = docx.Document(io.BytesIO(plain_form.fill(form, names("甲"), "某馆", [])))
    assert ("关于某事", "某馆") == (filled.core_properties.title, filled.core_properties.author)


def test_a_title_is_as_long_as_a_property_may_be(form: Path) -> None:
    given = {**names("甲"), "事": "长" * 300}
    filled: Any = docx.Document(io.BytesIO(plain_form.fill(form, given, "馆" * 300, [])))
    properties = filled.core_properties
    assert (255, 255) == (len(properties.title), len(properties.author))


def test_the_document_names_its_producer(form: Path) -> None:
    assert output.is_own(archive.read(plain_form.fill(form, names("甲"), "", [])))


def test_the_same_names_give_the_same_bytes(form: Path) -> None:
    made = [plain_form.fill(form, names("甲"), "某馆", ["甲"]) for _ in range(2)]
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as container:
        assert {ooxml.FIXED_DATE} == {entry.date_time for entry in container.infolist()}


@pytest.mark.parametrize(
    "text",
    ["<w:p/> & ]]> \"'", "{{ 7 * 7 }}", "{% if %}", "{# 注 #}", "&lt;b&gt;", "一\t二", "{{ 事 }}"],
)
def test_any_text_is_text(form: Path, text: str) -> None:
    filled: Any = docx.Document(io.BytesIO(plain_form.fill(form, names(text), "", [text])))
    assert text == filled.paragraphs[1].text


def test_a_name_that_nobody_gave_is_refused(form: Path) -> None:
    assert "表样.docx 里有填不出的名称" in refused(form, 事="某事")


def test_a_form_runs_no_program(form: Path) -> None:
    made: Any = docx.Document()
    made.add_paragraph("{{ 事.__class__ }}")
    made.save(form)
    assert "表样.docx 里有填不出的名称" in refused(form)


def test_a_text_that_the_document_lacks_is_missed(form: Path) -> None:
    assert "成文里找不到“丙”" == refused(form, "甲", "丙")


def test_braces_of_the_form_do_not_stay(form: Path) -> None:
    made: Any = docx.Document()
    made.add_paragraph("{_{ 事 }_}")
    made.save(form)
    assert "成文里还留着表样的花括号" == refused(form)


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04"])
def test_a_form_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "坏.docx"
    if content is not None:
        path.write_bytes(content)
    assert "表样 坏.docx 读不出来" == refused(path)


# -- the form of the 更正说明 ------------------------------------------------------------------


def test_the_form_of_the_note_is_kept_like_any_form() -> None:
    package, faults = form_package.unpack(FORM, FORM.name)
    assert package is not None
    # It is never drafted, so that no header has to carry a watermark.
    assert ["D530"] == [fault.code for fault in (*faults, *form_package.check(package))]


def test_every_run_of_the_form_of_the_note_is_styled_by_name() -> None:
    document: Any = docx.Document(str(FORM))
    runs = document.element.body.xpath(".//w:rPr/*")
    paragraphs = document.element.body.xpath(".//w:pPr/*")
    assert ({"rStyle"}, {"pStyle"}) == tuple(
        {node.tag.rpartition("}")[2] for node in found} for found in (runs, paragraphs)
    )
