"""What `publish` makes of a document, audited and held against its filing as it stands."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, OF_EVERY_PACK, OTHER_REGION, PAIR, TEXT_FIRST
from support.public_documents import open_word, public
from support.reading_back import MAIN, produced

from generator.audits import audit
from generator.edited import agreement
from generator.edited.findings import State
from generator.kept import library
from generator.outputs import document, page, workbook
from generator.outputs.public_blocks import PublicDocument
from generator.word import archive

Draw = Callable[[PublicDocument], bytes]
FORMATS: dict[str, Draw] = {".html": lambda it: page.render(it).encode(), ".xlsx": workbook.draw}


def put(folder: Path, made: PublicDocument, suffix: str) -> Path:
    path = folder / f"公开{suffix}"
    path.write_bytes(FORMATS[suffix](made))
    return path


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_of_what_was_published_nothing_is_told(filing: Path, suffix: str, tmp_path: Path) -> None:
    made = audit.audit(put(tmp_path, public(filing), suffix), library.current())
    pack = produced(filing).pack
    assert pack is not None
    assert ((), "", pack.key[::2]) == (made.findings, made.why, (made.key or ("", "", ""))[::2])
    assert (audit.CLEAR, True) == (made.verdict, made.checked > 200)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("filing", [EXAMPLE, BUDGET, *OTHER_REGION], ids=lambda path: path.stem)
def test_what_was_published_says_what_its_filing_says(
    filing: Path, suffix: str, tmp_path: Path
) -> None:
    held = agreement.verify(put(tmp_path, public(filing), suffix), filing)
    rest = [it.why for it in held.findings]
    assert len(rest) == (suffix == ".xlsx")  # its text stands in no sheet
    assert held.true == (suffix == ".html")


@pytest.mark.parametrize("suffix", FORMATS)
def test_of_charts_that_were_published_only_that_they_were_not_looked_at_is_told(
    suffix: str, tmp_path: Path
) -> None:
    held = agreement.verify(put(tmp_path, public(TEXT_FIRST), suffix), TEXT_FIRST)
    assert {State.UNKNOWN} == {it.state for it in held.findings}
    rest = [it.why for it in held.findings if not it.why.startswith(("图", "这个文件里没有的"))]
    assert [] == rest


def test_another_figure_below_a_chart_of_a_page_is_told(tmp_path: Path) -> None:
    page_ = put(tmp_path, public(TEXT_FIRST), ".html")
    page_.write_text(page_.read_text("utf-8").replace('right">685.42<', 'right">658.42<'), "utf-8")
    found = agreement.verify(page_, TEXT_FIRST).findings
    assert ["658.42、719.93"] == [it.printed for it in found if it.state is State.ADDED]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_wrong_figure_in_it_is_found(suffix: str, tmp_path: Path) -> None:
    parts = archive.read(produced(EXAMPLE).document)
    parts[MAIN] = parts[MAIN].replace(b">508.68<", b">580.68<", 1)
    made = document.read(open_word(archive.pack(parts)))
    found = audit.audit(put(tmp_path, made, suffix), library.current()).findings
    assert {it.code for it in found} in ({"A812"}, {"A811"}, {"A811", "A812"})


def test_a_sheet_less_is_a_table_that_is_missing(tmp_path: Path) -> None:
    whole = public(PAIR[1])
    last = [it for it in whole.blocks if hasattr(it, "grid")][-1]
    less = replace(whole, blocks=tuple(it for it in whole.blocks if it is not last))
    found = audit.audit(put(tmp_path, less, ".xlsx"), library.current()).findings
    assert ["A831"] == [it.code for it in found]
    assert "机关运行经费预算表" in found[0].message


def test_tables_of_a_region_that_is_not_known_are_not_judged(tmp_path: Path) -> None:
    parts = archive.read(produced(BUDGET).document)
    for old, new in (("收支预算总表", "收支总表"), ("收入预算总表", "收入总表")):
        parts[MAIN] = parts[MAIN].replace(old.encode(), new.encode())
    made = document.read(open_word(archive.pack(parts)))
    found = audit.audit(put(tmp_path, made, ".xlsx"), library.current())
    assert (True, audit.UNSETTLED) == (found.strange, found.verdict)
