"""The forms' dialect is docxtpl's: plain docxtpl prints the same text from the same form."""

import io
from pathlib import Path

import pytest
from conftest import ROOT
from docxtpl import DocxTemplate
from ooxml import paragraphs

from generator import bases, packs, phrases, pipeline, schema, source
from generator.forms import dialect

FILINGS = [*sorted(ROOT.glob("inputs/*/*.yaml")), *sorted(ROOT.glob("tests/filings/*.yaml"))]


@pytest.mark.parametrize("filing", FILINGS, ids=lambda path: path.stem)
def test_plain_docxtpl_renders_the_same_text(filing: Path) -> None:
    read, _ = source.load(filing)
    assert read is not None
    pack, _ = packs.find(read, packs.home())
    assert pack is not None
    checked, _ = schema.validate(read, pack.rules)
    books, _ = bases.open_books(checked, pack)
    environment = dialect.environment(phrases.filters(pack.wording))
    form = DocxTemplate(str(pack.form))
    names = packs.form_names(pack, books)
    form.render(names, jinja_env=environment, autoescape=True)
    saved = io.BytesIO()
    form.save(saved)
    assert paragraphs(saved.getvalue()) == paragraphs(pipeline.produce(filing).document)
