"""预览: the document as it would be made, its figures with where they come from, its changes."""

import re
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from support.examples import EXAMPLE
from support.workbench import Visit, folder, inside, save_text

from generator import pipeline
from generator.corrections import dossier
from generator.corrections.dossier import Dossier
from generator.corrections.passages import Passage
from generator.workbench import keeping, preview_weaving
from generator.workbench.keeping import Draft
from generator.workbench.preview_weaving import BodyTexts

__all__ = ["folder", "inside"]
OLD, NEW = "服务: 30887496.30", "服务: 31887496.30"


def page_of(inside: Visit, rest: str = "") -> str:
    return inside.get(f"/units/{inside.name()}/preview{rest}")


def ways(page: str, text: str) -> list[str]:
    return re.findall(rf'<a class="figure"[^>]* href="([^"]+)">{re.escape(text)}</a>', page)


def test_a_figure_says_which_line_it_is_from_and_where_it_is_printed(inside: Visit) -> None:
    found = inside.get(ways(page_of(inside), "3088.75")[0])
    line = 1 + EXAMPLE.read_text("utf-8").partition(OLD)[0].count("\n")
    assert f"/units/{inside.name()}/text#L{line}" in found
    assert re.search(r'data-figure="f[0-9]+"', found)


def test_the_same_comes_as_a_part_of_the_page_where_a_script_asks(inside: Visit) -> None:
    way = ways(page_of(inside), "3088.75")[0]
    part = inside.client.get(way, headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert "怎样来的" in part


def test_a_figure_an_address_or_a_line_can_be_asked_for(inside: Visit) -> None:
    assert "怎样来的" in page_of(inside, "/ask?q=3088.75")
    assert "第 1 行" in page_of(inside, "/ask?q=:1")
    assert "成文里没有印" in page_of(inside, "/ask?q=987654321.01")


def test_a_figure_of_a_document_that_is_no_more_is_not_guessed(inside: Visit) -> None:
    way = ways(page_of(inside), "3088.75")[0]
    save_text(inside, OLD, NEW)
    assert "填报改过了" in inside.get(way)
    assert "填报改过了" in page_of(inside, f"/{way.split('/')[-2]}/99999999999999999999")


def test_a_figure_leads_on_while_other_files_of_the_folder_change(inside: Visit) -> None:
    save_text(inside, OLD, NEW)
    way = ways(page_of(inside), "5.76")[0]
    (inside.folder / "别的.txt").write_text("x", "utf-8")
    assert "怎样来的" in inside.get(way)


def test_what_was_saved_is_marked_against_what_stood_before(inside: Visit) -> None:
    assert "没有以前的版本可比" in page_of(inside)
    save_text(inside, OLD, NEW)
    shown = page_of(inside)
    assert re.search(r'<ins id="c0">3194.51</ins>|<del id="c0">3094.51</del>', shown)
    assert "<ins" not in page_of(inside, "?against=none").replace("<ins>加的</ins>", "")


def test_the_version_that_a_standing_document_was_made_from_comes_first(inside: Visit) -> None:
    assert 200 == inside.change(f"/units/{inside.name()}/document")[0]
    save_text(inside, OLD, NEW)
    save_text(inside, NEW, "服务: 32887496.30")
    options = re.findall(r'<option value="[^"]*" selected>(.*?)</option>', page_of(inside))
    assert 1 == len(options)
    assert options[0].startswith("生成 ")
    assert "3088.75</del>" in page_of(inside)


def test_what_is_typed_and_not_saved_is_previewed(inside: Visit) -> None:
    filing = inside.bench.desk.folder / EXAMPLE.name
    text = EXAMPLE.read_text("utf-8").replace(OLD, NEW)
    keeping.keep_draft(filing, Draft(text, "", "another window"))
    shown = page_of(inside)
    assert "还没有保存的草稿" in shown
    assert ways(shown, "3188.75")


def test_a_filing_with_gaps_is_previewed_as_a_draft(inside: Visit) -> None:
    save_text(inside, OLD, "服务:")
    shown = page_of(inside)
    assert "这是草稿" in shown
    assert "【待填】" in shown


def test_what_cannot_even_be_a_draft_says_where_to_begin(inside: Visit) -> None:
    (inside.folder / EXAMPLE.name).write_text("文种: 部门决算\n", "utf-8")
    assert "先照" in page_of(inside)


def test_no_text_of_a_filing_becomes_markup_in_a_preview(inside: Visit) -> None:
    save_text(inside, "福州市“智慧福州”管理服务中心", "<script>alert(1)</script>中心")
    shown = page_of(inside)
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_what_was_made_of_a_draft_is_not_made_again(
    inside: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, produce = list[Path](), pipeline.produce

    def count(path: Path, *given: Any, **named: Any) -> pipeline.Outcome:
        made.append(path)
        return produce(path, *given, **named)

    page_of(inside)
    monkeypatch.setattr(pipeline, "produce", count)
    typed = type_new(inside)
    assert (1, True) == (len(made), "3188.75" in page_of(inside))
    assert 1 == len(made)
    filing, surveyor = inside.folder / EXAMPLE.name, inside.bench.surveyor
    assert surveyor.find_made(filing, typed) is not None
    assert surveyor.find_made(filing, typed + b"#") is None
    (inside.folder / "_共用.yaml").write_text("地区: 福建\n", "utf-8")
    assert surveyor.find_made(filing, typed) is None


def type_new(inside: Visit) -> bytes:
    """Type another figure, and do not save it; what the file would hold."""
    way, content = f"/units/{inside.name()}", (inside.folder / EXAMPLE.name).read_bytes()
    typed = content.replace(OLD.encode(), NEW.encode())
    base = inside.field(inside.get(f"{way}/text"), "base")
    assert 200 == inside.change(f"{way}/draft", text=typed.decode(), base=base, window="v")[0]
    return typed


def test_a_page_that_nothing_has_changed_is_woven_once(
    inside: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    woven, weaving = list[str](), preview_weaving.Weaving

    def count(of: Dossier, body: BodyTexts, way: str, changes: Sequence[Passage]) -> object:
        woven.append(way)
        return weaving(of, body, way, changes)

    monkeypatch.setattr(preview_weaving, "Weaving", count)
    way = f"/units/{inside.name()}/preview"
    first, again = inside.get(way), inside.get(way)
    assert (first, 1) == (again, len(woven))
    save_text(inside, OLD, NEW)
    assert ("3188.75" in inside.get(way), 2) == (True, len(woven))
    assert "<ins" not in inside.get(f"{way}?against=none")
    assert ("<ins" in inside.get(way), 3) == (True, len(woven))


def count_openings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The filings that are opened from now on."""
    opened: list[Path] = []
    real = dossier.open_filing

    def open_it(path: Path, *given: Any, **how: Any) -> Any:
        opened.append(path)
        return real(path, *given, **how)

    monkeypatch.setattr(dossier, "open_filing", open_it)
    return opened


def test_what_a_filing_held_before_is_opened_once(
    inside: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_of(inside)
    opened = count_openings(monkeypatch)
    save_text(inside, OLD, NEW)
    assert "3088.75</del>" in page_of(inside)
    save_text(inside, NEW, "服务: 32887496.30")
    assert "3188.75</del>" in page_of(inside)
    assert 3 == len(opened)  # the first version, and each that was saved


def test_what_a_filing_held_before_is_opened_again_where_a_file_that_it_reads_has_changed(
    inside: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_of(inside)
    shared = inside.folder / "_共用.yaml"
    save_text(inside, OLD, NEW)
    page_of(inside)
    opened = count_openings(monkeypatch)
    save_text(inside, NEW, "服务: 32887496.30")
    shared.write_text("金额单位: 元\n", "utf-8")
    assert "3188.75</del>" in page_of(inside)
    assert 2 == len(opened)


def test_whoever_compares_does_not_keep_others_waiting_while_it_waits(inside: Visit) -> None:
    """What is kept is put there after the surveyor is free again; else two would wait for ever."""
    filing, bench = inside.folder / EXAMPLE.name, inside.bench
    save_text(inside, OLD, NEW)
    opened = bench.previews.open(bench.surveyor, filing, bench.today())
    earlier = bench.previews.list_earlier(bench.desk, filing, filing.read_bytes())[0]
    compare = Thread(target=bench.previews.list_changes, args=(bench.surveyor, opened, earlier))
    with bench.previews._lock:
        compare.start()
        compare.join(1)
        free = bench.surveyor._lock.acquire(timeout=10)
    assert free
    bench.surveyor._lock.release()
    compare.join(10)
    assert not compare.is_alive()
