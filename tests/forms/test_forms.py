"""What the Word forms share is one thing, kept the same in every form."""

import re
import zipfile
from pathlib import Path

import pytest
from support.packs import PACK_FILES

FORMS = [path.with_name("document.docx") for path in PACK_FILES]
TYPOGRAPHY = ("word/styles.xml", "word/settings.xml", "word/header1.xml", "word/footer1.xml")


@pytest.mark.parametrize("part", TYPOGRAPHY)
def test_every_form_of_a_region_has_the_same_typography(part: str) -> None:
    """Of one province, whose forms were made together; another region's keeper has styles too."""
    contents = set()
    for form in (it for it in FORMS if it.parent.name == "fujian"):
        with zipfile.ZipFile(form) as archive:
            contents.add(archive.read(part))
    assert 1 == len(contents)


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
