"""The pages that show: every unit, what it lacks, its faults with their lines, the help."""

import re
import shutil
from pathlib import Path

import pytest
from support import rosters
from support.examples import EXAMPLE, WORKED
from support.workbench import Visit, folder, inside, visit

from generator.checks import explaining
from generator.reporting import console
from generator.units import work
from generator.units.result import Result
from generator.workbench import form_entries, help_pages

__all__ = ["folder", "inside"]
OLD, EMPTY = "服务: 30887496.30", "服务:"


def edit(inside: Visit, old: str, new: str) -> int:
    """Change the example by another program; the line that is changed."""
    path = inside.folder / EXAMPLE.name
    text = path.read_text("utf-8")
    assert 1 == text.count(old)
    path.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_an_empty_folder_says_how_to_begin(tmp_path: Path) -> None:
    assert 'href="/import"' in visit(tmp_path).get("/")


def test_the_overview_has_a_row_for_each_filing_and_each_unit_that_is_missing(
    folder: Path,
) -> None:
    rosters.write(folder, rosters.OWN, "127,甲中心,事业单位,,,,")
    shutil.copy(WORKED, folder / "_旧.yaml")
    page = visit(folder).get("/")
    assert ["未报", "无错误"] == re.findall('<tr data-stage="(.*?)"', page)
    assert "甲中心" in page


def test_the_overview_shows_what_another_program_just_wrote(inside: Visit) -> None:
    assert ["无错误"] == re.findall('<tr data-stage="(.*?)"', inside.get("/"))
    line = edit(inside, OLD, EMPTY)
    page = inside.get("/")
    assert ["填报中"] == re.findall('<tr data-stage="(.*?)"', page)
    assert f"第 {line} 行：“服务”待填" in page


def test_a_unit_shows_its_steps_and_what_is_missing_with_its_line(inside: Visit) -> None:
    line = edit(inside, OLD, EMPTY)
    page = inside.get(f"/units/{inside.name()}")
    assert ["现在做", "以后做", "以后做", "以后做"] == re.findall("<strong>(.*?)</strong>", page)
    assert f'/text#L{line}">第 {line} 行</a>' in page
    assert re.search(rf'/form/\d+#at-{line}-\d+">其他事项</a>', page)


def test_what_cannot_be_read_is_never_said_to_lack_nothing(inside: Visit) -> None:
    edit(inside, "金额单位: 元", "金额单位: [")
    page = inside.get(f"/units/{inside.name()}")
    assert ["现在做", "以后做", "以后做", "以后做"] == re.findall("<strong>(.*?)</strong>", page)
    assert ("改正以后才知道还缺什么" in page, "没有错误" in page) == (True, False)


def test_a_unit_with_an_error_is_to_be_checked(inside: Visit) -> None:
    edit(inside, "基本支出: 5086823.81}", "基本支出: 6086823.81}")
    page = inside.get(f"/units/{inside.name()}")
    states = re.findall("<strong>(.*?)</strong>", page)
    assert ["已完成", "现在做", "以后做", "以后做"] == states


def test_a_unit_that_is_complete_has_its_document_to_be_made(inside: Visit) -> None:
    page = inside.get(f"/units/{inside.name()}")
    assert ["已完成", "已完成", "现在做", "以后做"] == re.findall("<strong>(.*?)</strong>", page)


def test_every_fault_is_told_as_check_tells_it_and_leads_to_its_line(inside: Visit) -> None:
    line = edit(inside, OLD, "服务: 三千万")
    page = inside.get(f"/units/{inside.name()}/checks")
    result, _ = inside.bench.surveyor.find(inside.folder / EXAMPLE.name, inside.bench.today())
    told = re.findall(r'/help/(\w+)">(错误|提示) \w+</a>', page)
    assert sorted(told) == sorted((it.code, it.severity.value) for it in result.faults)
    assert ("S203", "错误") == told[0]  # errors first
    assert f'/text#L{line}" data-line="{line}"' in page
    assert "S203" in console.faults_text(result.faults, result.texts)


def test_a_fault_leads_to_its_field_unless_more_is_typed_than_is_saved(inside: Visit) -> None:
    edit(inside, OLD, "服务: 三千万")
    unit = f"/units/{inside.name()}"
    told = rf'href="({unit}/form/\d+)#(at-\d+-\d+)">填报：其他事项<'
    way, spot = re.findall(told, inside.get(f"{unit}/checks"))[0]
    name = form_entries.name_value(("政府采购", "服务"))
    assert re.search(
        rf'data-at="{name}"[^>]* data-spot="{spot}"'.replace("|", "[|]"), inside.get(way)
    )
    text = (inside.folder / EXAMPLE.name).read_text("utf-8")
    base = inside.field(inside.get(f"{unit}/text"), "base")
    inside.change(f"{unit}/draft", text="# 新的一行\n" + text, base=base, window="fields")
    assert "#at-" not in inside.get(f"{unit}/checks")


def test_a_unit_of_the_same_code_is_told_like_in_check(folder: Path) -> None:
    shutil.copy(EXAMPLE, folder / "127.yaml")
    inside = visit(folder)
    assert "代码与" in inside.get(f"/units/{inside.name('127.yaml')}/checks")


def test_what_the_folder_shares_is_seen_when_it_is_mended(inside: Visit) -> None:
    shared = inside.folder / "_共用.yaml"
    shared.write_text("文种: [", "utf-8")
    unit = f"/units/{inside.name()}"
    assert '"stage">有错误<' in inside.get(unit)
    assert ["有错误"] == re.findall('<tr data-stage="(.*?)"', inside.get("/"))
    shared.write_text("金额单位: 元\n", "utf-8")
    assert '"stage">无错误<' in inside.get(unit)
    assert ["无错误"] == re.findall('<tr data-stage="(.*?)"', inside.get("/"))


def test_an_error_that_was_mended_outside_the_folder_is_gone_from_the_units_pages(
    inside: Visit, tmp_path: Path
) -> None:
    path = inside.folder / EXAMPLE.name
    path.write_text(path.read_text("utf-8") + "\n上年文件: ../上年.yaml\n", "utf-8")
    unit = f"/units/{inside.name()}/checks"
    before = inside.get(unit)
    shutil.copy(EXAMPLE, tmp_path / "上年.yaml")
    assert before != inside.get(unit)


def test_what_has_not_changed_is_not_done_again_until_asked(
    inside: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    make = work.make

    def note(path: str, options: work.Options) -> Result:
        done.append(path)
        return make(path, options)

    monkeypatch.setattr(work, "make", note)
    for _ in range(3):
        inside.get("/")
    assert [] == done  # coming in has shown it once
    inside.change("/look-again")
    assert 1 == len(done)


def test_help_is_found_by_code_and_by_words(inside: Visit) -> None:
    assert f"{len(explaining.codes())} 条" in inside.get("/help")
    assert [("S203", "S203 不是金额")] == re.findall(
        '/help/(.*?)">(.*?)</a>', inside.get("/help?q=s203 不是金额")
    )
    assert "没有找到" in inside.get("/help?q=没有这样的话")


def test_only_the_list_is_sent_to_a_page_that_is_there_already(inside: Visit) -> None:
    answer = inside.client.get("/help?q=S203", headers={"hx-request": "true"})
    assert ("S203" in answer.text, "<html" in answer.text) == (True, False)


@pytest.mark.parametrize("code", explaining.codes())
def test_a_page_of_the_help_says_all_that_explain_says(code: str) -> None:
    page = help_pages.find_page(code.lower())
    assert page is not None
    shown = "".join((page.title, *(line for block in page.blocks for line in block.lines)))
    said = re.sub(r"^(#+ |- |```.*)", "", explaining.page(code) or "", flags=re.MULTILINE)
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", shown)


def test_a_code_that_there_is_not_is_told(inside: Visit) -> None:
    answer = inside.client.get("/help/Z999")
    assert (404, True) == (answer.status_code, "没有这个代码" in answer.text)
