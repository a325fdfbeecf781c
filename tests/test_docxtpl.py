"""The forms' dialect is docxtpl's: plain docxtpl prints the same text from the same form."""

import io

from conftest import EXAMPLE
from docxtpl import DocxTemplate
from ooxml import paragraphs

from generator import bases, marks, packs, phrases, schema, source
from generator.pipeline import Outcome
from generator.views import names


def test_plain_docxtpl_renders_the_same_text(example: Outcome) -> None:
    read, _ = source.load(EXAMPLE)
    assert read is not None
    pack, _ = packs.find(read, packs.home())
    assert pack is not None
    filing, _ = schema.validate(read, pack.rules)
    books, _ = bases.open_books(filing, pack)
    environment = phrases.environment(pack.wording, marks.plain)
    form = DocxTemplate(str(pack.form))
    form.render(names(books), jinja_env=environment, autoescape=True)
    saved = io.BytesIO()
    form.save(saved)
    assert paragraphs(saved.getvalue()) == paragraphs(example.document)
