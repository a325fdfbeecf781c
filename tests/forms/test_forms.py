"""What the Word forms share is one thing, kept the same in every form."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from support.packs import PACK_FILES

FORMS = [path.with_name("document.docx") for path in PACK_FILES]
TYPOGRAPHY = ("word/styles.xml", "word/settings.xml", "word/header1.xml", "word/footer1.xml")


STYLE_ID = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId"


def list_typography(form: Path, part: str) -> Iterator[tuple[str, bytes]]:
    """Everything that a part says, by its style's identifier or its kind."""
    with zipfile.ZipFile(form) as archive:
        root = etree.fromstring(archive.read(part))
    for node in root:
        yield node.get(STYLE_ID, str(node.tag)), etree.tostring(node, method="c14n")


@pytest.mark.parametrize("part", TYPOGRAPHY)
def test_every_form_has_the_same_typography(part: str) -> None:
    """A style may be in one form alone, but it looks the same wherever it is."""
    said: dict[str, bytes] = {}
    for form in FORMS:
        for name, xml in list_typography(form, part):
            assert said.setdefault(name, xml) == xml


@pytest.mark.parametrize("form", FORMS, ids=lambda path: "-".join(path.parts[-4:-1]))
def test_every_field_stands_in_one_run(form: Path) -> None:
    with zipfile.ZipFile(form) as archive:
        xml = archive.read("word/document.xml").decode()
    texts = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)
    assert [] == [
        t for t in texts if t.count("{{") + t.count("{%") != t.count("}}") + t.count("%}")
    ]


@pytest.mark.parametrize("form", FORMS, ids=lambda path: "-".join(path.parts[-4:-1]))
def test_a_form_is_led_by_styles(form: Path) -> None:
    with zipfile.ZipFile(form) as archive:
        xml = archive.read("word/document.xml").decode()
    direct = re.findall(r"<w:(?:rFonts|sz|szCs|color|spacing|tblBorders|tcBorders)\b", xml)
    assert ([], True) == (direct, len(xml) < 700_000)
