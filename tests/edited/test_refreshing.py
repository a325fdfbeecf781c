"""A document edited by hand and its corrected filing: the figures follow, the edits stay."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from support import amendments, hand_edits, last_day, office, ooxml
from support.examples import BUDGET, OF_EVERY_PACK
from support.hand_edits import NUMBER, Done, Editor

from generator import cli, pipeline
from generator.edited import agreement, publishing, refreshing
from generator.edited.expected import FIGURES
from generator.edited.merging import Fate, ReportLine
from generator.filling.marks import Mark
from generator.filling.prints import Printed
from generator.pipeline import Outcome
from generator.word import archive, opc, output

SPENT = "第三部分 2024年度部门决算情况说明 › 一、收入支出决算总体情况说明 › （三）支出决算情况说明"

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What was generated before the correction."""
    path = tmp_path_factory.mktemp("before") / "126.yaml"
    path.write_text(last_day.original(), "utf-8")
    return pipeline.produce(path)


@dataclass
class Case:
    """One document through a correction: what was generated, what is due, what came out."""

    was: Outcome
    due: Outcome
    done: Done
    edited: bytes
    document: bytes
    entries: tuple[ReportLine, ...]

    def __post_init__(self) -> None:
        self.root = Document(BytesIO(self.document)).element
        self.paragraphs = list(self.root.body.iter(qn("w:p")))
        self.texts = [shown(p) for p in self.paragraphs]
        own = [c for c in comments(self.document) if c.get(qn("w:author")) == "gongkai"]
        self.own = {c.get(qn("w:id")): shown(c) for c in own}
        self.old, self.new = texts(self.was.document), texts(self.due.document)

    def holding(self, text: str) -> Any:
        """The one paragraph with a text of an edit."""
        found = [p for p in self.paragraphs if text in shown(p)]
        assert len(found) == 1, (text, len(found))
        return found[0]

    def remarks(self, paragraph: Any) -> str:
        """What comments of this program say at a paragraph."""
        numbers = {a.get(qn("w:id")) for a in paragraph.iter(qn("w:commentRangeStart"))}
        return "".join(text for number, text in self.own.items() if number in numbers)


def shown(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def texts(document: bytes) -> list[str]:
    return [shown(p) for p in Document(BytesIO(document)).element.body.iter(qn("w:p"))]


def comments(document: bytes) -> list[Any]:
    part = Document(BytesIO(document)).part
    found = [rel.target_part for rel in part.rels.values() if rel.reltype.endswith("/comments")]
    return list(found[0].element) if found else []


def refreshed(was: Outcome, edited: bytes, done: Done, filing: Path) -> Case:
    path = filing.with_name("改过.docx")
    path.write_bytes(edited)
    due = pipeline.produce(filing)
    result = refreshing.refresh(path, filing)
    assert () == result.faults
    return Case(was, due, done, edited, result.document, result.entries)


def drawn(seed: int, before: Outcome, folder: Path, save: Callable[[bytes], bytes] = bytes) -> Case:
    """One to three last_day, and up to eight edits, saved by a program."""
    chance = Random(seed)
    filing = folder / "126.yaml"
    filing.write_text(last_day.corrected(chance), "utf-8")
    editor = Editor(before.document, chance)
    edited = save(editor.work(chance.randint(1, 8)))
    return refreshed(before, edited, editor.done, filing)


# -- what must hold for any edits and any correction -------------------------------------------


def no_edit_is_lost(case: Case) -> None:
    done = case.done
    for mark in (*done.written.values(), *done.inserted, *done.retyped.values()):
        case.holding(mark)
    for colour, number in done.coloured.items():
        if gone(case, case.old[number - 1]):
            continue
        coloured = [c for c in case.root.iter(qn("w:color")) if c.get(qn("w:val")) == colour]
        assert coloured
        assert all(shown(c.getparent().getparent()) for c in coloured)
    drawings = case.root.iter(qn("w:drawing"))
    assert done.pictures == sum(next(it.iter(CHART), None) is None for it in drawings)
    others = [shown(c) for c in comments(case.document) if c.get(qn("w:author")) != "gongkai"]
    assert sorted(done.comments) == sorted(others)
    for number in done.deleted:
        assert left_over(case, number) <= 0


def gone(case: Case, text: str) -> bool:
    """Whether a paragraph without written edits was taken out because it is no longer due."""
    out = [entry.text for entry in case.entries if entry.what.startswith("删去")]
    return any(start.rstrip("…") in text for start in out)


def left_over(case: Case, number: int) -> int:
    """How many more paragraphs there are than are due with the text that a deleted one had."""
    text = case.old[number - 1]
    return case.texts.count(text) - case.new.count(text) if text else 0


def nothing_untouched_is_left_behind(case: Case) -> None:
    """What stands and is not due was written by hand; what is due and does not stand, too."""
    due, stands = (Counter(filter(str.strip, found)) for found in (case.new, case.texts))
    done = case.done
    marks = {*done.written.values(), *done.inserted, *done.retyped.values()}
    not_due = [t for t in (stands - due).elements() if not any(mark in t for mark in marks)]
    assert Counter() == Counter(not_due) - Counter(kept_for_its_edits(case))
    changed = len(done.written) + len(done.retyped) + len(done.deleted)
    assert (due - stands).total() <= changed


def kept_for_its_edits(case: Case) -> list[str]:
    """The texts of rows and tables that are no longer due and of which a remark says so."""
    found: list[str] = []
    for paragraph in case.paragraphs:
        if "现在不再生成这一处" in case.remarks(paragraph):
            rows = list(paragraph.iterancestors(qn("w:tr")))
            tables = list(paragraph.iterancestors(qn("w:tbl")))
            whole = bool(tables) and paragraph is next(tables[0].iter(qn("w:p")))
            kept = tables[0] if whole else rows[0] if rows else paragraph
            found += [shown(p) for p in kept.iter(qn("w:p"))]
    return found


def no_stale_figure_is_unreported(case: Case) -> None:
    now = printed_of(case.due)
    marks = {**case.done.written, **case.done.retyped}
    for item in case.was.printed:
        if item.paragraph not in marks or item.mark.aspect not in FIGURES:
            continue
        due = {text for text in now[item.mark] if NUMBER.search(text)}
        if not due or item.text in now[item.mark] or renumbered(case, item):
            continue
        paragraph = case.holding(marks[item.paragraph])
        stands, said = NUMBER.findall(shown(paragraph)), case.remarks(paragraph)
        assert any(text in stands or text in said for text in due), (item, due, shown(paragraph))
    for mark, figure in case.done.inserted.items():
        moved = [now[p.mark] for p in case.was.printed if p.text == figure]
        if moved and "." in figure and all(text and figure not in text for text in moved):
            assert figure in case.remarks(case.holding(mark))


def printed_of(outcome: Outcome) -> dict[Mark, set[str]]:
    """What is printed of each mark: a form may print one figure in 元 and in 万元."""
    texts: dict[Mark, set[str]] = defaultdict(set)
    for item in outcome.printed:
        texts[item.mark].add(item.text)
    return texts


def renumbered(case: Case, item: Printed) -> bool:
    """Whether an address counts records of which there are more or fewer now."""
    counted = re.match(r"(.+)\[\d{1,2}\]", item.mark.address)
    if counted is None:
        return False
    lists = [
        {p.mark.address for p in outcome.printed if p.mark.address.startswith(f"{counted[1]}[")}
        for outcome in (case.was, case.due)
    ]
    return lists[0] != lists[1]


@pytest.mark.parametrize("seed", range(4))
def test_any_edits_and_any_correction(seed: int, before: Outcome, tmp_path: Path) -> None:
    holds(drawn(seed, before, tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 300))
def test_many_edits_and_corrections(seed: int, before: Outcome, tmp_path: Path) -> None:
    holds(drawn(seed, before, tmp_path))


def drawn_of(example: Path, seed: int, folder: Path) -> Case:
    """The same of any example: whatever corrections leave it without an error."""
    chance, was = Random(seed), pipeline.produce(example)
    path, data = folder / f"{example.stem}.yaml", amendments.load(example)
    editor = Editor(was.document, chance)
    edited = editor.work(chance.randint(1, 8))
    corrected = amendments.corrected_without_error(data, seed * 1000, path)
    return refreshed(was, edited, editor.done, corrected)


@pytest.mark.parametrize("example", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_edits_and_a_correction_of_a_document_of_every_pack(example: Path, tmp_path: Path) -> None:
    holds(drawn_of(example, 1, tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
@pytest.mark.parametrize("example", OF_EVERY_PACK, ids=lambda path: path.stem)
def test_many_edits_and_corrections_of_documents_of_every_pack(
    example: Path, seed: int, tmp_path: Path
) -> None:
    holds(drawn_of(example, seed, tmp_path))


def holds(case: Case) -> None:
    no_edit_is_lost(case)
    nothing_untouched_is_left_behind(case)
    no_stale_figure_is_unreported(case)
    found = slips(case.document)
    assert set() == (found and found - slips(case.edited))


def slips(document: bytes) -> set[str]:
    """What is wrong with a document's structure, wherever it stands."""
    return {re.sub(r"\[\d+\]", "", message) for message in ooxml.lint(document)}


# -- saved by another program ------------------------------------------------------------------


def resaved(document: bytes, folder: Path) -> bytes:
    """The document as LibreOffice saves it after opening it."""
    (saved,) = office.settled([(document, office.SAVE)], folder)
    return saved


@pytest.mark.office
@pytest.mark.parametrize("seed", range(300, 306))
def test_any_edits_that_libreoffice_saved(seed: int, before: Outcome, tmp_path: Path) -> None:
    """It writes every part anew: other runs, other names of styles, other identifiers."""
    holds(drawn(seed, before, tmp_path, lambda edited: resaved(edited, tmp_path)))


@pytest.mark.office
def test_what_is_saved_anew_is_valid_and_libreoffice_shows_the_remarks(
    desk: "Desk", tmp_path: Path
) -> None:
    desk.write("2. 项目支出3279.44万元。", "2. 项目支出3333.33万元。")
    desk.correct(last_day.move_a_project, last_day.add_a_row, last_day.add_a_review)
    desk.refresh()
    assert [] == office.validate(desk.edited)
    again = resaved(desk.edited.read_bytes(), tmp_path)
    assert desk.own_comments() == [shown(c) for c in comments(again)]


@pytest.mark.office
def test_libreoffice_keeps_what_a_document_carries(desk: "Desk", tmp_path: Path) -> None:
    desk.edited.write_bytes(resaved(desk.edited.read_bytes(), tmp_path))
    result = refreshing.refresh(desk.edited, desk.filing)
    assert ((), ()) == (result.faults, result.entries)
    clean = desk.folder / "公开.docx"
    clean.write_bytes(publishing.publish(desk.edited, anyway=True).document)
    assert ["R812"] == [f.code for f in refreshing.refresh(clean, desk.filing).faults]
    assert agreement.verify(clean, desk.filing).findings == ()


# -- one thing at a time -----------------------------------------------------------------------


@dataclass
class Desk:
    """A folder with the document as generated and a filing to be corrected."""

    folder: Path
    before: Outcome

    def __post_init__(self) -> None:
        self.edited = self.folder / "改过.docx"
        self.filing = self.folder / "126.yaml"
        self.edited.write_bytes(self.before.document)
        self.filing.write_text(last_day.original(), "utf-8")

    def write(self, old: str, new: str) -> None:
        """Change a text in the one paragraph outside tables that holds it."""
        document = Document(str(self.edited))
        (paragraph,) = [p for p in document.paragraphs if old in p.text]
        paragraph.runs[0].text = paragraph.text.replace(old, new)
        document.save(str(self.edited))

    def correct(self, *changes: last_day.Correction, seed: int = 1) -> None:
        for change in changes:
            text = change(self.filing.read_text("utf-8"), Random(seed))
            self.filing.write_text(text, "utf-8")

    def refresh(self, base: Path | None = None) -> refreshing.Refreshed:
        """The refreshed document takes the place of the edited one."""
        result = refreshing.refresh(self.edited, self.filing, base)
        if result.document:
            self.edited.write_bytes(result.document)
        return result

    def text(self) -> str:
        return "\n".join(texts(self.edited.read_bytes()))

    def own_comments(self) -> list[str]:
        found = comments(self.edited.read_bytes())
        return [shown(c) for c in found if c.get(qn("w:author")) == "gongkai"]


@pytest.fixture
def desk(tmp_path: Path, before: Outcome) -> Desk:
    return Desk(tmp_path, before)


@pytest.mark.parametrize("third", range(3))
def test_an_untouched_document_becomes_the_new_one(third: int, desk: Desk) -> None:
    """Rows, merged cells, paragraphs and whole tables come and go as in the new document."""
    desk.correct(*last_day.CORRECTIONS[third::3])
    result = desk.refresh()
    new = pipeline.produce(desk.filing).document
    assert ooxml.paragraphs(new) == ooxml.paragraphs(result.document)
    assert ooxml.tables(new) == ooxml.tables(result.document)
    assert [] == ooxml.lint(result.document)
    assert {Fate.UPDATED} == {entry.fate for entry in result.entries}


def test_the_report_names_what_became_of_what_and_where(desk: Desk) -> None:
    desk.write("2. 项目支出3279.44万元。", "2. 项目支出合计3279.44万元。")
    desk.write("8. 其他收入0.00", "8. 其他收入（无）0.00")
    desk.correct(last_day.move_a_project)
    entries = desk.refresh().entries
    due = [p for p in texts(pipeline.produce(desk.filing).document) if p.startswith("2. 项目支出")]
    (updated,) = [e for e in entries if "项目支出合计" in e.text]
    assert (Fate.UPDATED, f"{SPENT}，第3段") == (updated.fate, updated.where)
    assert updated.what.startswith("3279.44→")
    assert due[0].replace("支出", "支出合计") in desk.text()
    (kept,) = [e for e in entries if "（无）" in e.text]
    assert (Fate.KEPT, "人工改过的文字") == (kept.fate, kept.what)


def test_a_remark_stays_until_it_is_seen_to(desk: Desk) -> None:
    desk.write("2. 项目支出3279.44万元。", "2. 项目支出3333.33万元。")
    desk.correct(last_day.move_a_project)
    assert Fate.PENDING in {entry.fate for entry in desk.refresh().entries}
    (remark,) = desk.own_comments()
    assert "3333.33" in remark
    desk.correct(last_day.word_a_duty)
    desk.refresh()
    assert [remark] == desk.own_comments()
    desk.correct(last_day.move_a_project, seed=2)
    desk.refresh()
    (other,) = desk.own_comments()
    assert other != remark
    desk.correct(last_day.move_a_project, seed=3)
    due = [p for p in texts(pipeline.produce(desk.filing).document) if p.startswith("2. 项目支出")]
    desk.write("2. 项目支出3333.33万元。", due[0])
    desk.refresh()
    assert [] == desk.own_comments()


def test_what_somebody_added_by_hand_already_is_not_added_again(desk: Desk) -> None:
    desk.correct(last_day.add_a_duty)
    (due,) = [p for p in texts(pipeline.produce(desk.filing).document) if "日常监测" in p]
    document = Document(str(desk.edited))
    (paragraph,) = [p for p in document.paragraphs if "交办的其他工作" in p.text]
    paragraph.insert_paragraph_before(due)
    document.save(str(desk.edited))
    desk.refresh()
    assert 1 == texts(desk.edited.read_bytes()).count(due)


def test_refreshing_again_with_the_same_filing_changes_nothing(desk: Desk) -> None:
    desk.write("2. 项目支出3279.44万元。", "2. 项目支出合计3279.44万元。")
    desk.correct(last_day.move_a_project, last_day.add_a_review)
    once = desk.refresh().document
    again = desk.refresh()
    assert once == again.document
    assert {Fate.KEPT} == {entry.fate for entry in again.entries}


def test_a_picture_keeps_the_paragraph_that_is_no_longer_due(desk: Desk) -> None:
    document = Document(str(desk.edited))
    (paragraph,) = [p for p in document.paragraphs if "管好智慧城市综合管理服务总平台" in p.text]
    paragraph.add_run().add_picture(BytesIO(hand_edits.png()))
    document.save(str(desk.edited))
    desk.correct(last_day.drop_a_duty)
    result = desk.refresh()
    assert "管好智慧城市综合管理服务总平台" in desk.text()
    assert Fate.PENDING in {entry.fate for entry in result.entries}


def test_what_was_written_in_a_row_that_goes_stays(desk: Desk) -> None:
    document = Document(str(desk.edited))
    cells = [c for t in document.tables for r in t.rows for c in r.cells if c.text == "提租补贴"]
    cells[0].paragraphs[0].runs[0].text = "提租补贴（老职工）"
    document.save(str(desk.edited))
    desk.correct(last_day.lose_a_row)
    result = desk.refresh()
    assert "提租补贴（老职工）" in desk.text()
    (pending,) = {
        e.where for e in result.entries if e.fate is Fate.PENDING if "收入决算表" in e.where
    }
    table = "第二部分 2024年度部门决算表 › 二、收入决算表"
    assert f"{table}：第18行 2210202 提租补贴（老职工），支出功能分类科目编码" == pending


def merges(document: Any, table: int) -> list[tuple[str, str]]:
    """The text of each cell of a table's rows that is merged downward, and how."""
    cells = document.tables[table]._tbl.iter(qn("w:tc"))
    found = [(shown(cell), cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")) for cell in cells]
    return [
        (text, merge.get(qn("w:val"), "continue")) for text, merge in found if merge is not None
    ]


def test_cells_merged_by_hand_stay_so_when_a_row_comes(desk: Desk) -> None:
    document = Document(str(desk.edited))
    rows = document.tables[2].rows
    rows[8].cells[3].merge(rows[9].cells[3])
    document.save(str(desk.edited))
    before = merges(document, 2)
    desk.correct(last_day.add_a_row)
    desk.refresh()
    assert before == merges(Document(str(desk.edited)), 2)
    assert ("科技条件与服务科技条件专项", "restart") in before


def test_a_merge_moves_with_its_text_though_no_row_comes_or_goes(desk: Desk) -> None:
    """A text in a cell that continues another is not to be seen in Word."""
    text = desk.filing.read_text("utf-8")
    moved = text.replace("一级: 产出指标, 二级: 时效指标", "一级: 成本指标, 二级: 时效指标", 1)
    assert text != moved
    desk.filing.write_text(moved, "utf-8")
    result = desk.refresh()
    new = pipeline.produce(desk.filing).document
    assert ooxml.tables(new) == ooxml.tables(result.document)


def test_the_base_may_be_named(desk: Desk) -> None:
    """As a filing, as a document, and as a document that carries nothing."""
    old_filing, old, clean = (desk.folder / name for name in ("旧.yaml", "旧.docx", "清样.docx"))
    old_filing.write_text(last_day.original(), "utf-8")
    old.write_bytes(desk.before.document)
    clean.write_bytes(publishing.publish(old, anyway=True).document)
    desk.write("2. 项目支出3279.44万元。", "2. 项目支出合计3279.44万元。")
    desk.edited.write_bytes(publishing.publish(desk.edited, anyway=True).document)
    desk.correct(last_day.move_a_project)
    assert ["R812"] == [fault.code for fault in desk.refresh().faults]
    results = {refreshing.refresh(desk.edited, desk.filing, b) for b in (old_filing, old, clean)}
    assert 1 == len({(result.document, result.entries) for result in results})
    assert "项目支出合计" in "".join(e.text for e in results.pop().entries)


def test_a_document_with_macros_becomes_a_plain_one(desk: Desk) -> None:
    """Word does not open a .docx that says it has macros."""
    parts = archive.read(desk.before.document)
    main, kind = "word/document.xml", "http://schemas.microsoft.com/office/2006/relationships"
    plain = opc.content_type(parts, main)
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    parts |= {"word/vbaProject.bin": b"x"}
    opc.relate(parts, main, f"{kind}/vbaProject", "word/vbaProject.bin")
    opc.undeclare(parts, main)
    opc.declare(parts, main, macro)
    desk.edited.write_bytes(archive.pack(parts))
    desk.correct(last_day.word_a_duty)
    done = desk.refresh()
    left = archive.read(done.document)
    assert (plain, False) == (opc.content_type(left, main), "word/vbaProject.bin" in left)
    assert [] == [link for link in opc.relations(left, main) if "vbaProject" in link.kind]
    assert ["去掉宏，存成普通的 Word 文档"] == [e.what for e in done.entries if e.text == "宏"]


def test_another_units_filing_is_refused(desk: Desk) -> None:
    desk.filing.write_bytes(BUDGET.read_bytes())
    assert ["R813"] == [fault.code for fault in desk.refresh().faults]


def test_a_base_of_another_unit_is_refused(desk: Desk) -> None:
    """Nothing would be as it was generated, so that everything would seem written by hand."""
    other = desk.folder / "别的.docx"
    other.write_bytes(pipeline.produce(BUDGET).document)
    assert ["R813"] == [fault.code for fault in desk.refresh(BUDGET).faults]
    assert ["R813"] == [fault.code for fault in desk.refresh(other).faults]
    base = desk.folder / "旧.yaml"
    base.write_text(last_day.original(), "utf-8")
    desk.filing.write_bytes(BUDGET.read_bytes())
    (fault,) = desk.refresh(base).faults
    assert ("R813", str(base)) == (fault.code, fault.place.file)


def test_a_unit_that_was_renamed_may_be_refreshed_from_its_base(desk: Desk) -> None:
    base = desk.folder / "旧.yaml"
    base.write_text(last_day.original(), "utf-8")
    renamed = last_day.original().replace(
        "名称: 福州市“智慧福州”管理服务中心,", "名称: 福州市智慧中心,"
    )
    desk.filing.write_text(renamed, "utf-8")
    assert ["R813"] == [fault.code for fault in desk.refresh().faults]
    assert () == desk.refresh(base).faults
    assert "福州市智慧中心" in desk.text()
    assert agreement.verify(desk.edited, desk.filing).true


def test_a_filing_with_errors_is_refused_with_its_faults(desk: Desk) -> None:
    text = desk.filing.read_text("utf-8").replace("服务: 30887496.30", "服务:")
    desk.filing.write_text(text, "utf-8")
    result = desk.refresh()
    assert (b"", True) == (result.document, bool(result.faults))
    desk.filing.write_text(last_day.original(), "utf-8")
    assert ["F101"] == [fault.code for fault in desk.refresh(desk.folder / "无.yaml").faults]


@pytest.mark.parametrize("part", ["[Content_Types].xml", "word/_rels/document.xml.rels"])
def test_a_package_that_is_damaged_is_refused(part: str, desk: Desk) -> None:
    parts = archive.read(desk.edited.read_bytes())
    parts[part] = parts[part][:-9]
    packed = {name: archive.deflate(data) for name, data in parts.items()}
    desk.edited.write_bytes(archive.write(packed))
    assert ["R811"] == [fault.code for fault in desk.refresh().faults]


def test_the_new_document_counts_as_edited_by_hand(desk: Desk) -> None:
    assert not output.is_hand_edited(desk.edited)
    desk.refresh()
    assert output.is_hand_edited(desk.edited)


def test_a_copy_for_publication_is_the_same_document(desk: Desk) -> None:
    clean = publishing.publish(desk.edited, anyway=True)
    assert "底稿" in clean.removed
    before, after = (archive.read(raw) for raw in (desk.before.document, clean.document))
    left = {n for n in before if n in after and before[n] != after[n]}
    assert {"[Content_Types].xml", "word/_rels/document.xml.rels"} == left
    assert {n for n in before if "customXml" in n} == set(before) - set(after)


# -- the commands ------------------------------------------------------------------------------


def test_the_command_writes_and_tells(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write("2. 项目支出3279.44万元。", "2. 项目支出合计3333.33万元。")
    desk.correct(last_day.move_a_project)
    new = desk.folder / "新.docx"
    before = desk.edited.read_bytes()
    assert 0 == cli.main(["refresh", str(desk.edited), str(desk.filing), "-o", str(new)])
    out = capsys.readouterr().out
    assert re.search(r"^更新 .+：[\d.]+→[\d.]+", out, re.MULTILINE)
    assert re.search(rf"^待定 {SPENT}，第\d段：.*应为", out, re.MULTILINE)
    assert re.search(r"更新 \d+ 处，保留 0 处，待定 1 处", out)
    assert before == desk.edited.read_bytes()
    assert "项目支出合计3333.33" in "".join(texts(new.read_bytes()))


def test_the_command_gives_json(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.correct(last_day.word_a_duty)
    new = str(desk.folder / "新.docx")
    call = ["refresh", str(desk.edited), str(desk.filing), "-o", new, "--format", "json"]
    assert 0 == cli.main(call)
    content = json.loads(capsys.readouterr().out)
    assert ["版本", "文档", "填报文件", "写到", "修订稿", "记录", "问题"] == list(content)
    assert [("更新", "第一部分 部门概况 › 一、部门主要职责，第3段")] == [
        (e["类别"], e["位置"]) for e in content["记录"]
    ]


def test_the_command_writes_nothing_when_it_refuses(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.filing.write_bytes(BUDGET.read_bytes())
    new = desk.folder / "新.docx"
    assert 1 == cli.main(["refresh", str(desk.edited), str(desk.filing), "-o", str(new)])
    assert "R813" in capsys.readouterr().err
    assert not new.exists()


@pytest.mark.parametrize("command", ["refresh", "publish"])
def test_no_other_file_is_overwritten(
    command: str, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "别的.docx"
    taken.write_bytes(b"somebody's")
    extra = [str(desk.filing)] if command == "refresh" else ["--仍要公开"]
    for target, holds in ((taken, b"somebody's"), (desk.edited, desk.before.document)):
        assert 1 == cli.main([command, str(desk.edited), *extra, "-o", str(target)])
        assert (holds, True) == (target.read_bytes(), "已经被占用" in capsys.readouterr().err)


def test_what_is_written_is_named_as_a_document(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """`build` takes a folder after -o: a file without an ending would be lost among others."""
    for name in (desk.folder, desk.folder / "output"):
        call = ["refresh", str(desk.edited), str(desk.filing), "-o", str(name)]
        assert 1 == cli.main(call)
        assert "-o 写文件名" in capsys.readouterr().err
    assert not (desk.folder / "output").exists()
