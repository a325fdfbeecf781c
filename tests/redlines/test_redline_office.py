"""Redlines before LibreOffice and the SDK validator: shown, valid, settled as they should be."""

import copy
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from support import amendments, redlines, settling
from support.amendments import Correction
from support.examples import EXAMPLE, OF_EVERY_PACK, TEXT_FIRST
from support.office import ACCEPT_ALL, REJECT_ALL, SAVE, pdf_pages, settled, to_pdf, validate
from support.redlines import packed
from support.wordml import par, parts, row, table

from generator.redlines import redline
from generator.word import archive

pytestmark = pytest.mark.office

# What is corrected together; each kind of correction once.
TOGETHER: tuple[tuple[Correction, ...], ...] = (
    (amendments.add_a_project, amendments.move_an_amount, amendments.move_a_base),
    (amendments.take_out_a_project, amendments.add_an_account, amendments.flatten_a_base),
    (amendments.add_an_indicator, amendments.take_out_a_paragraph, amendments.move_a_count),
    (amendments.take_out_an_indicator, amendments.add_a_paragraph, amendments.switch_a_note),
    (amendments.take_out_an_account, amendments.take_out_an_item, amendments.rewrite_a_sentence),
)
Versions = tuple[bytes, bytes, bytes]


def versions(example: Path, chosen: tuple[Correction, ...], folder: Path) -> Versions:
    """The old document, the corrected one, and the redline of the two."""
    data = amendments.load(example)
    made, chance = copy.deepcopy(data), random.Random(len(example.stem))
    for correction in chosen:
        correction(made, chance)
    return redlined(data, made, folder)


def redlined(data: amendments.Data, made: amendments.Data, folder: Path) -> Versions:
    old, new = (amendments.built(each, folder / "filing.yaml") for each in (data, made))
    both, faults = redline.redline(archive.read(old), archive.read(new), "", formats=True)
    assert [] == redlines.besides_charts(faults)
    return old, new, both or new


def as_office_has_it(docx: bytes) -> list[Any]:
    """The paragraphs and tables of a document that LibreOffice saved, its own habits left out.

    It fills a row that has no text with a joiner, begins a paragraph on a new page with a break,
    and an empty paragraph that ends a section is left only if it follows a table.
    """
    made: list[Any] = []
    for block in settling.shape(docx):
        if isinstance(block, list):
            made.append([[(shape, _texts(content)) for shape, content in row] for row in block])
        elif _text(block) or not (made and isinstance(made[-1], list)):
            made.append(_text(block))
    return made


def _text(paragraph: Any) -> str:
    return "".join(text for _, text in paragraph[1]).replace("\u200d", "").strip("\n\t")


def _texts(content: list[Any]) -> list[Any]:
    return [
        _text(block) if isinstance(block, tuple) else [[_texts(c) for _, c in r] for r in block]
        for block in content
    ]


def check(cases: Sequence[Versions], folder: Path) -> None:
    """Let LibreOffice accept and reject all changes."""
    steps = [
        step
        for old, new, both in cases
        for step in ((both, ACCEPT_ALL), (new, SAVE), (both, REJECT_ALL), (old, SAVE))
    ]
    saved = [as_office_has_it(document) for document in settled(steps, folder)]
    for at in range(0, len(saved), 4):
        accepted, expected_new, rejected, expected_old = saved[at : at + 4]
        assert expected_new == accepted
        assert expected_old == rejected


# Some of these corrections find nothing to correct in the filing with charts.
CORRECTED = [it for it in OF_EVERY_PACK if it != TEXT_FIRST]


@pytest.mark.parametrize("chosen", TOGETHER, ids=lambda chosen: chosen[0].__name__)
@pytest.mark.parametrize("example", CORRECTED, ids=lambda path: path.stem)
def test_libreoffice_accepts_and_rejects_as_we_do(
    example: Path, chosen: tuple[Correction, ...], tmp_path: Path
) -> None:
    old, new, both = versions(example, chosen, tmp_path)
    assert both != new
    check([(old, new, both)], tmp_path)


# Bodies of paragraphs, each before and after; a T is a table.
BODIES = (
    # A sentence grows, or is another, and a list follows it.
    ("没有收入|完", "没有收入，其中：|收入一|收入二|完"),
    ("无此项收入。|完", "此项收入3元：|利息收入|租金收入|完"),
    ("共有车辆|T|完", "共有车辆二辆|注：涉密信息不予公开|T|完"),
    # Two paragraphs grow, one at its end and the next at its beginning.
    ("共有车辆|领导用车|完", "共有车辆二辆|其中领导用车|完"),
    ("共有车辆|领导用车|完", "共有车辆二辆|注：涉密信息不予公开|其中领导用车|完"),
)


def test_libreoffice_joins_no_paragraphs_that_both_versions_have(tmp_path: Path) -> None:
    check([case for pair in BODIES for case in (of(*pair), of(*pair[::-1]))], tmp_path)


def of(before: str, after: str) -> Versions:
    old, new = (
        parts(*(table(row("甲", "1")) if text == "T" else par(text) for text in line.split("|")))
        for line in (before, after)
    )
    return packed(old), packed(new), redlines.redlined(old, new)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(500))
def test_libreoffice_does_so_for_any_correction(seed: int, tmp_path: Path) -> None:
    data = amendments.load(OF_EVERY_PACK[seed % len(OF_EVERY_PACK)])
    made, _ = amendments.corrected(data, seed)
    pair = (data, made) if seed % 3 else (made, data)
    check([redlined(*pair, tmp_path)], tmp_path)


@pytest.mark.parametrize("chosen", TOGETHER, ids=lambda chosen: chosen[0].__name__)
@pytest.mark.parametrize("example", CORRECTED, ids=lambda path: path.stem)
def test_a_redline_is_a_valid_word_document(
    example: Path, chosen: tuple[Correction, ...], tmp_path: Path
) -> None:
    path = tmp_path / "redline.docx"
    path.write_bytes(versions(example, chosen, tmp_path)[2])
    assert [] == validate(path)


def test_libreoffice_shows_what_went_beside_what_came(tmp_path: Path) -> None:
    data = amendments.load(EXAMPLE)
    made = copy.deepcopy(data)
    made["机关运行经费"]["支出"] = "12345.00"
    path = tmp_path / "redline.docx"
    path.write_bytes(redlined(data, made, tmp_path)[2])
    pages = "".join(pdf_pages(to_pdf(path, tmp_path)))
    assert re.search(r"机关运行经费支出0\.001\.23万元", pages)
