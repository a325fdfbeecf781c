"""A PDF that was exported by hand: word for word the document, with the pages of its headings."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from support.pdfs import Page, make

from generator.diagnostics import FormPlace
from generator.edited import agreement
from generator.edited.agreement import SettledLines
from generator.outputs import officers_pdf
from generator.outputs.officers_pdf import OfficersPdf
from generator.pipeline import Outcome
from generator.published import word_blocks
from generator.published.blocks import ReadBlock, ReadDocument, ReadParagraph, ReadTable
from generator.word import pagination, word_file
from generator.word.word_file import WordFile

PARAGRAPHS_A_PAGE = 20
SENTENCE = "2. 项目支出3279.44万元。"
Change = Callable[[str], str]


@pytest.fixture
def opened(example: Outcome) -> WordFile:
    found = word_file.read(example.document, "成文.docx")
    assert isinstance(found, WordFile)
    return found


def exported(opened: WordFile, change: Change = str, pages: bool = True) -> ReadDocument:
    """What a program prints of a document: the same blocks, so many to a page, its 目录 filled."""
    read = word_blocks.read(opened)
    at = {id(it): 1 + n // PARAGRAPHS_A_PAGE for n, it in enumerate(read.blocks)}
    starts = {it.text: at[id(it)] for it in read.paragraphs if not it.entry}
    blocks = [_print(it, at[id(it)], starts if pages else {}, change) for it in read.blocks]
    count = max(at.values())
    numbers = {page: str(page) for page in range(1, count + 1)}
    kept = [it for it in blocks if not isinstance(it, ReadParagraph) or it.text]
    return replace(
        read, file="导出.pdf", kind=".pdf", blocks=tuple(kept), pages=count, numbers=numbers
    )


def _print(it: ReadBlock, page: int, starts: Mapping[str, int], change: Change) -> ReadBlock:
    place = FormPlace("导出.pdf", "", 0, "", "", page)
    if isinstance(it, ReadTable):
        rows = tuple(
            tuple(cell._replace(text=change(cell.text), place=place) for cell in row)
            for row in it.rows
        )
        return replace(it, rows=rows, place=place, pages=(page,))
    title = it.text.split("\t")[0].rstrip("\ufffc. ") if it.entry else ""
    shown = f"{title}…{starts[title]}" if title in starts else title or it.text
    return it._replace(text=change(shown), place=place, page=page)


def look(
    opened: WordFile, change: Change = str, anyway: bool = False, pages: bool = True
) -> OfficersPdf:
    read = exported(opened, change, pages)
    return officers_pdf.judge(b"%PDF-", read, opened, "成文", anyway=anyway)


def told(looked: OfficersPdf) -> list[tuple[str, str]]:
    return [(fault.code, fault.message) for fault in looked.faults]


def test_one_that_says_the_same_is_taken_and_gives_the_pages_of_the_contents(
    opened: WordFile,
) -> None:
    looked = look(opened)
    assert ([], True) == (told(looked), looked.held.numbers > 1000)
    paged = word_file.read(looked.document, "")
    assert isinstance(paged, WordFile)
    shown = [field.shown for _, field in pagination.list_entries(paged.root)]
    assert (True, True) == (all(map(str.isdecimal, shown)), shown == sorted(shown, key=int))


@pytest.mark.parametrize(
    ("old", "new", "told_of"),
    [
        ("3279.44", "3297.44", ("R814", "PDF 与文档核对：不一致")),
        (SENTENCE, "", ("R814", "PDF 与文档核对：找不到")),
        ("下降", "增长", ("R814", "PDF 与文档核对：不一致")),
    ],
)
def test_another_figure_or_a_lost_one_stops_it_even_when_waved_on(
    opened: WordFile, old: str, new: str, told_of: tuple[str, str]
) -> None:
    looked = look(opened, lambda text: text.replace(old, new), anyway=True)
    code, message = told_of
    assert (b"", True) == (
        looked.content,
        any(it == code and text.startswith(message) for it, text in told(looked)),
    )


def test_other_words_without_a_figure_are_told_too(opened: WordFile) -> None:
    read = word_blocks.read(opened)
    sentence = next(
        it.text
        for it in read.paragraphs
        if len(it.text) > 60 and not any(map(str.isdigit, it.text))
    )
    other = sentence[:20] + "另外" + sentence[22:]
    changed = look(opened, lambda text: text.replace(sentence, other))
    assert [("R815", "PDF 与文档核对：未能核对 1 处")] == told(changed)
    assert look(opened, lambda text: text.replace(sentence, other), anyway=True).content
    lost = look(opened, lambda text: text.replace(sentence, ""), anyway=True)
    assert ("R814", "PDF 与文档核对：找不到 1 处") in told(lost)


def test_what_was_held_is_counted_and_not_what_is_due(opened: WordFile) -> None:
    whole = look(opened).held
    assert (0, True) == (whole.open_, whole.pages > 1)
    sentence = next(
        it.text
        for it in word_blocks.read(opened).paragraphs
        if len(it.text) > 60 and sum(map(str.isdigit, it.text)) > 4
    )
    other = sentence[:-10] + "另外" + sentence[-10:]
    less = look(opened, lambda text: text.replace(sentence, other), anyway=True).held
    assert (1, whole.texts - 1) == (less.open_, less.texts)
    assert less.numbers < whole.numbers


@pytest.mark.parametrize(
    ("held", "told_of"),
    [(SettledLines(0, 0), "R814"), (SettledLines(0, 9), "R815"), (SettledLines(1, 9), "")],
)
def test_that_nothing_was_held_is_never_fine(
    opened: WordFile, monkeypatch: pytest.MonkeyPatch, held: SettledLines, told_of: str
) -> None:
    monkeypatch.setattr(agreement, "_count_settled", lambda proof: held)
    assert [told_of] * bool(told_of) == [code for code, _ in told(look(opened))]


def test_what_is_in_it_and_not_shown_is_told(opened: WordFile, tmp_path: Path) -> None:
    path = tmp_path / "导出.pdf"
    path.write_bytes(make(Page().text(60, 60, "甲").text(60, 90, "底稿", mode=3)))
    found = told(officers_pdf.check(path, opened, "成文", anyway=False))
    assert [("R815", "PDF 里还有 2 个隐藏的字")] == found


def test_what_no_page_shows_is_taken_out_before_it_is_held(
    opened: WordFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "导出.pdf"
    path.write_bytes(make(Page().text(60, 60, "甲")))
    seen: list[bytes] = []

    def judge(raw: bytes, *_: object, **__: object) -> OfficersPdf:
        seen.append(raw)
        return OfficersPdf((), raw)

    monkeypatch.setattr(officers_pdf, "judge", judge)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Author"] = "张三"
        pdf.save(path)
    looked = officers_pdf.check(path, opened, "成文", anyway=False)
    assert ([looked.content], ("作者“张三”",)) == (seen, looked.removed)
    assert path.read_bytes() != looked.content


def test_a_stop_that_found_no_room_at_a_lines_end_is_no_difference(opened: WordFile) -> None:
    read = exported(
        opened, lambda text: text.replace("支出、", "支出", 1) if len(text) > 60 else text
    )
    within = officers_pdf.judge(b"%PDF-", read, opened, "成文", anyway=False)
    blocks = tuple(_filled_line(it) for it in read.blocks)
    hung = officers_pdf.judge(b"%PDF-", replace(read, blocks=blocks), opened, "成文", anyway=False)
    assert (["R815"], []) == ([it.code for it in within.faults], told(hung))


def _filled_line(it: ReadBlock) -> ReadBlock:
    """A paragraph of which a full line ends where the first “支出” does."""
    if not isinstance(it, ReadParagraph) or "支出" not in it.text:
        return it
    return it._replace(line_ends=(it.text.index("支出") + 2,))


def test_a_contents_without_pages_is_told(opened: WordFile) -> None:
    assert [("R815", "PDF 的目录没有页码")] == told(look(opened, pages=False))


def test_a_contents_that_names_other_pages_is_told(opened: WordFile) -> None:
    wrong = "九、其他重要事项说明…"
    looked = look(opened, lambda text: text.replace(wrong, f"{wrong}1"))
    assert [("R815", "PDF 的目录里有 1 处页码与实际不符")] == told(looked)


def test_another_documents_pdf_is_refused(opened: WordFile) -> None:
    looked = look(opened, lambda text: text.replace("2024年度", "2023年度"), anyway=True)
    assert (b"", ["R813"]) == (looked.content, [code for code, _ in told(looked)])


@pytest.mark.parametrize("raw", [b"PK", b"%PDF-1.7", b""])
def test_what_is_no_pdf_is_refused(opened: WordFile, tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "导出.pdf"
    path.write_bytes(raw)
    assert ["R811"] == [code for code, _ in told(officers_pdf.check(path, opened, "", anyway=True))]


def test_what_it_lacks_is_named(opened: WordFile) -> None:
    lacks = officers_pdf.name_lacks(make(Page().text(60, 60, "甲")))
    assert {"PDF/UA：没有标题", "PDF/UA：没有标明是中文"} < {*lacks}
    assert any("没有标签" in it for it in lacks)
