"""The forms' dialect is docxtpl's: plain docxtpl prints the same text from the same form."""

import io
from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from support.examples import FILINGS
from support.ooxml import paragraphs

from generator import pipeline
from generator.books import bases
from generator.filing import schema, source
from generator.filling import phrases
from generator.filling.names import form_names
from generator.forms import dialect
from generator.kept import library
from generator.packs import finding


@pytest.mark.parametrize("filing", FILINGS, ids=lambda path: path.stem)
def test_plain_docxtpl_renders_the_same_text(filing: Path) -> None:
    read, _ = source.load(filing)
    assert read is not None
    pack, _ = finding.find(read, library.installed())
    assert pack is not None
    checked, _ = schema.validate(read, pack.rules)
    books, _ = bases.open_books(checked, pack)
    environment = dialect.environment(phrases.filters(pack.wording))
    form = DocxTemplate(str(pack.form))
    names = form_names(pack, books)
    form.render(names, jinja_env=environment, autoescape=True)
    saved = io.BytesIO()
    form.save(saved)
    assert paragraphs(saved.getvalue()) == paragraphs(pipeline.produce(filing).document)
