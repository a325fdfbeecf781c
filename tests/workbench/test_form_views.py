"""A filing filled in by fields: all that is typed is kept, and nothing else is changed."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, OF_EVERY_PACK, WORKED
from support.sent_forms import read_form
from support.workbench import Visit, folder, inside, visit

from generator.filing import path_text
from generator.units import work
from generator.units.result import Result
from generator.workbench import form_entries, keeping

__all__ = ["folder", "inside"]
TEXT = EXAMPLE.read_text("utf-8")
SERVICES = form_entries.name_value(("政府采购", "服务"))
OLD, NEW = "服务: 30887496.30", "服务: 31887496.30"


def sheets(inside: Visit, file: str = EXAMPLE.name) -> dict[str, str]:
    """The addresses of the sheets by their titles."""
    page = inside.get(f"/units/{inside.name(file)}/form/1")
    found = re.findall(r'<a href="([^"]*/form/\d+)"[^>]*>([^<]*)', page)
    return {unescape(title).strip(): way for way, title in found}


def path_of(inside: Visit) -> Path:
    return inside.folder / EXAMPLE.name


def rows_of(fields: dict[str, str], name: str, label: str) -> list[str]:
    lead = f"{form_entries.ROW}{name}|"
    return [it for it in fields if it.startswith(lead) and it.endswith(f"|{label}")]


def draft_of(inside: Visit) -> str:
    draft = keeping.find_draft(path_of(inside))
    assert draft is not None
    return draft.text


@pytest.mark.parametrize("filing", OF_EVERY_PACK, ids=lambda it: it.stem)
def test_a_page_that_is_sent_as_it_came_changes_nothing(filing: Path, tmp_path: Path) -> None:
    place = tmp_path / "单位"
    place.mkdir()
    shutil.copy(filing, place)
    inside = visit(place)
    for way in sheets(inside, filing.name).values():
        status, page = inside.change(way, **read_form(inside.get(way)))
        assert (200, True) == (status, "已保存" in page)
    assert filing.read_bytes() == (place / filing.name).read_bytes()


def test_a_figure_is_saved_where_it_stands(inside: Visit) -> None:
    way = sheets(inside)["其他事项"]
    fields = read_form(inside.get(way))
    assert "30887496.30" == fields[SERVICES]
    status, page = inside.change(way, **{**fields, SERVICES: "31887496.30"})
    assert (200, True) == (status, "已保存" in page)
    assert TEXT.replace(OLD, NEW) == path_of(inside).read_text("utf-8")


def test_what_is_no_figure_stays_in_its_field_with_its_fault_beside(inside: Visit) -> None:
    way = sheets(inside)["其他事项"]
    fields = read_form(inside.get(way))
    status, beside = inside.change(f"{way}/draft", **{**fields, SERVICES: "12.3.4"})
    assert (200, True) == (status, "草稿已留下" in beside)
    assert f'data-at="{SERVICES}" data-weight="错误"' in beside
    assert TEXT == path_of(inside).read_text("utf-8")
    page = inside.get(way)
    assert ("12.3.4", True) == (read_form(page)[SERVICES], f'data-at="{SERVICES}"' in page)
    assert TEXT.replace(OLD, "服务: 12.3.4") == draft_of(inside)


def test_rows_are_added_moved_and_dropped(inside: Visit) -> None:
    way = sheets(inside)["收入"]
    fields = read_form(inside.get(way))
    name = path_text.show(("收入",))
    first, second, *_ = rows_of(fields, name, "科目")
    keys = [it.split("|")[2] for it in (first, second)]
    one, other = (
        {it: text for it, text in fields.items() if it.startswith(f"r|{name}|{key}|")}
        for key in keys
    )
    rest = {it: text for it, text in fields.items() if it not in one and it not in other}
    new = {f"r|{name}|n1|科目": "2299901 其他支出", f"r|{name}|n1|其他收入": "5.00"}
    blank = {it.replace("|n1|", "|n2|"): "" for it in new}
    assert 200 == inside.change(way, **{**other, **new, **blank, **rest})[0]
    lines = TEXT.split("\n")
    at = lines.index("收入:") + 1
    wanted = [lines[at + 1], "  - {科目: 2299901 其他支出, 其他收入: 5.00}", *lines[at + 2 :]]
    assert "\n".join([*lines[:at], *wanted]) == path_of(inside).read_text("utf-8")


def test_typing_again_on_the_same_page_adds_no_row_twice(inside: Visit) -> None:
    way = sheets(inside)["收入"]
    fields = read_form(inside.get(way))
    for text in ("1.00", "12.00", "123.00"):
        new = {"r|收入|n1|科目": "2299901 其他支出", "r|收入|n1|其他收入": text}
        assert "草稿已留下" in inside.change(f"{way}/draft", **fields, **new)[1]
    assert (1, 1) == (draft_of(inside).count("2299901"), draft_of(inside).count("其他收入: 123.00"))


def test_two_sheets_that_are_open_at_once_lose_nothing_of_each_other(inside: Visit) -> None:
    ways = sheets(inside)
    one, other = ways["其他事项"], ways["三公经费"]
    visits = form_entries.name_value(("三公经费", "接待人次"))
    left, right = read_form(inside.get(one)), read_form(inside.get(other))
    inside.change(f"{one}/draft", **{**left, SERVICES: "31887496.30"})
    inside.change(f"{other}/draft", **{**right, visits: "77"})
    inside.change(f"{one}/draft", **{**left, SERVICES: "32887496.30"})
    assert 200 == inside.change(other, **{**right, visits: "78"})[0]
    saved = path_of(inside).read_text("utf-8")
    assert ("服务: 32887496.30" in saved, "接待人次: 78" in saved) == (True, True)


def test_the_same_sheet_in_two_windows_is_not_written_over(inside: Visit) -> None:
    way = sheets(inside)["其他事项"]
    one, other = read_form(inside.get(way)), read_form(inside.get(way))
    assert 200 == inside.change(way, **{**one, SERVICES: "31887496.30"})[0]
    _, told = inside.change(f"{way}/draft", **{**other, SERVICES: "99.00"})
    assert ("别的窗口改过" in told, "data-lost" in told) == (True, True)
    status, both = inside.change(way, **{**other, SERVICES: "99.00"})
    assert (409, True, True) == (status, "31887496.30" in both, "服务: 99.00" in both)
    assert TEXT.replace(OLD, NEW) == path_of(inside).read_text("utf-8")


def test_a_file_that_others_changed_elsewhere_keeps_their_change(inside: Visit) -> None:
    way = sheets(inside)["其他事项"]
    fields = read_form(inside.get(way))
    path_of(inside).write_text(TEXT.replace("接待人次: ", "接待人次: 1"), "utf-8")
    assert 200 == inside.change(way, **{**fields, SERVICES: "31887496.30"})[0]
    wanted = TEXT.replace(OLD, NEW).replace("接待人次: ", "接待人次: 1")
    assert wanted == path_of(inside).read_text("utf-8")


def test_what_is_emptied_waits_where_it_must_be_and_is_gone_elsewhere(inside: Visit) -> None:
    way = sheets(inside)["其他事项"]
    fields = read_form(inside.get(way))
    cars = form_entries.name_value(("国有资产", "其他用车"))
    _, beside = inside.change(f"{way}/draft", **{**fields, SERVICES: "", cars: ""})
    assert f'data-at="{cars}"' in beside
    draft = draft_of(inside)
    assert (False, True) == ("服务: " in draft.replace("授予", ""), "其他用车:" in draft)


def test_texts_of_a_filing_are_no_markup(inside: Visit) -> None:
    evil = "<script>alert(1)</script>\"'"
    way = sheets(inside)["其他事项"]
    fields = read_form(inside.get(way))
    name = form_entries.name_value(("国有资产", "其他用车说明"))
    inside.change(way, **{**fields, name: evil})
    page = inside.get(way)
    assert ("<script>alert" in page, evil) == (False, read_form(page)[name])


def test_a_workbook_is_not_filled_in_by_fields(inside: Visit) -> None:
    from generator import cli

    book = inside.folder / "127.xlsx"
    assert 0 == cli.main(["convert", str(BUDGET), str(book)])
    assert "不能逐项填" in inside.get(f"/units/{inside.name(book.name)}/form")


def test_a_workbook_is_converted_once_and_set_aside(inside: Visit) -> None:
    from generator import cli

    book = inside.folder / "127.xlsx"
    assert 0 == cli.main(["convert", str(BUDGET), str(book)])
    content, name = book.read_bytes(), inside.name(book.name)
    status, page = inside.change(f"/units/{name}/convert")
    assert (200, True) == (status, 'id="fields"' in page)
    assert content == (inside.folder / "_127.xlsx").read_bytes()
    assert (True, False) == ((inside.folder / "127.yaml").exists(), book.exists())
    assert 404 == inside.change(f"/units/{name}/convert")[0]


def test_a_text_is_not_converted(inside: Visit) -> None:
    assert 409 == inside.change(f"/units/{inside.name()}/convert")[0]
    assert TEXT == path_of(inside).read_text("utf-8")


def test_a_conversion_overwrites_nothing(inside: Visit) -> None:
    from generator import cli

    book = inside.folder / "126.xlsx"
    assert 0 == cli.main(["convert", str(EXAMPLE), str(book)])
    assert 409 == inside.change(f"/units/{inside.name(book.name)}/convert")[0]
    assert (TEXT, True) == (path_of(inside).read_text("utf-8"), book.exists())


def test_undo_puts_the_version_before_back_and_keeps_what_was_typed(inside: Visit) -> None:
    way = sheets(inside)["其他事项"]
    inside.change(way, **{**read_form(inside.get(way)), SERVICES: "31887496.30"})
    fields = {**read_form(inside.get(way)), SERVICES: "5.00"}
    status, page = inside.change(f"{way}/undo", **fields)
    assert (200, True) == (status, "已退回上一版" in page)
    assert TEXT == path_of(inside).read_text("utf-8")
    kinds = [it.kind for it in keeping.list_versions(path_of(inside))]
    assert [keeping.SAVED, keeping.TYPED, keeping.SAVED] == kinds


@pytest.fixture
def begun(tmp_path: Path) -> Visit:
    """A folder with last year's filing and the one that goes on from it."""
    from generator import cli

    place = tmp_path / "单位"
    place.mkdir()
    shutil.copy(WORKED, place / "上年.yaml")
    call = ["new", "部门决算", "2025", "福建", "--from", str(place / "上年.yaml")]
    assert 0 == cli.main([*call, "-o", str(place / "今年.yaml")])
    return visit(place)


def test_last_years_figures_stand_beside(begun: Visit) -> None:
    ways = sheets(begun, "今年.yaml")
    served = begun.get(ways["其他事项"])
    assert f'name="{SERVICES}" aria-label="服务" value=""' in served
    assert 'data-before="30887496.30"' in served
    assert 'data-before="6393104.41"' in begun.get(ways["收入"])
    assert 'data-before="3236007.94"' in begun.get(ways["支出"])


def fill_costs(begun: Visit, way: str) -> str:
    """The page of a sheet after all that waits in it was filled in with 0, and one with more."""
    fields = read_form(begun.get(way))
    numbers = {it: "0" for it, text in fields.items() if it.startswith("f|三公经费") and not text}
    numbers.pop("f|三公经费 / 金额单位")
    cost = form_entries.name_value(("三公经费", "公务接待费"))
    assert 200 == begun.change(way, **{**fields, **numbers, cost: "5400.00"})[0]
    return begun.get(way)


def test_a_reason_stands_beside_its_figure(begun: Visit) -> None:
    way = sheets(begun, "今年.yaml")["三公经费"]
    page = fill_costs(begun, way)
    reason = form_entries.name_stated(("增减原因", "三公经费", "公务接待费"))
    assert "公务接待人数增加" == read_form(page)[reason]
    assert "本年 5400.00元，上年数 1800.00元" in page
    assert 200 == begun.change(way, **{**read_form(page), reason: "批次增加"})[0]
    assert "    公务接待费: 批次增加\n" in (begun.folder / "今年.yaml").read_text("utf-8")


def test_a_reason_that_is_due_is_asked_for_with_both_figures(begun: Visit) -> None:
    filing = begun.folder / "今年.yaml"
    text = filing.read_text("utf-8")
    filing.write_text(text[: text.index("# 十三、增减原因")], "utf-8")
    way = sheets(begun, filing.name)["三公经费"]
    page = fill_costs(begun, way)
    reason = form_entries.name_stated(("增减原因", "三公经费.公务接待费"))
    assert f'name="{reason}"' in page
    assert "本年 5400.00元，上年数 1800.00元；上年写的是“公务接待人数增加”" in page
    assert 200 == begun.change(way, **{**read_form(page), reason: "接待增加"})[0]
    assert "  三公经费.公务接待费: 接待增加" in filing.read_text("utf-8")
    assert "接待增加" == read_form(begun.get(way))[reason]


def test_what_need_not_be_is_taken_away_by_saying_so(begun: Visit) -> None:
    way = sheets(begun, "今年.yaml")["其他事项"]
    fields = read_form(begun.get(way))
    page = begun.get(way)
    assert f'name="gone|{SERVICES}"' in page
    assert 200 == begun.change(way, **{**fields, f"gone|{SERVICES}": "1"})[0]
    assert "\n  服务:" not in (begun.folder / "今年.yaml").read_text("utf-8")


def test_something_is_stated_for_any_address(inside: Visit) -> None:
    way = sheets(inside)["按地址"]
    fields = read_form(inside.get(way))
    new = {"s|增减原因|n1|where": "收入决算表.合计", "s|增减原因|n1|what": "项目增加"}
    assert 200 == inside.change(way, **fields, **new)[0]
    assert "  收入决算表.合计: 项目增加" in path_of(inside).read_text("utf-8")


def test_accounts_are_found_by_code_and_by_words(inside: Visit) -> None:
    way = f"/units/{inside.name()}/accounts"
    assert 'data-typed="2010350 事业运行"' in inside.get(f"{way}?table=功能分类&q=20103 事业")
    assert "30101 基本工资" in inside.get(f"{way}?table=经济分类&q=基本工资")
    for asked in ("table=功能分类&q=", "table=没有&q=2", "q=2", "table=功能分类&q=没有这样的"):
        assert "role=" not in inside.get(f"{way}?{asked}")


def test_a_field_that_no_sheet_has_changes_nothing(inside: Visit) -> None:
    way = sheets(inside)["其他事项"]
    odd = {
        "f|单位 / 名称": "别的单位",
        "r|收入|0|科目": "2299901",
        "t|支出": "1",
        "a|单位 / 名称": "别的",
        "a|": "x",
        "f|": "x",
        "s|单位|n|where": "名称",
        "s|单位|n|what": "别的",
        "gone|f|政府采购 / 服务": "1",
    }
    assert 200 == inside.change(way, **{**read_form(inside.get(way)), **odd})[0]
    assert TEXT == path_of(inside).read_text("utf-8")


def after_it(way: str) -> str:
    """The way to the section after another."""
    head, _, number = way.rpartition("/")
    return f"{head}/{int(number) + 1}"


def test_marks_go_with_the_words_that_are_written_anew_or_looked_through(begun: Visit) -> None:
    filing = begun.folder / "今年.yaml"
    way = sheets(begun, filing.name)["其他事项"]
    fields = read_form(begun.get(way))
    said = form_entries.name_value(("机关运行经费", "说明"))
    assert 200 == begun.change(way, **{**fields, said: "没有机关运行经费"})[0]
    text = filing.read_text("utf-8")
    assert "  说明: 没有机关运行经费\n" in text
    assert "  其他用车说明: 本部门无其他用车  # 请核对" in text
    page = begun.get(way)
    assert "都核对过了，保存，填下一节" in page
    status, onward = begun.change(way, **read_form(page), reviewed="1")
    assert (200, True) == (status, f'href="{after_it(way)}" aria-current' in onward)
    after = filing.read_text("utf-8")
    assert "  其他用车说明: 本部门无其他用车\n" in after
    assert text.count("# 请核对") - 1 == after.count("# 请核对")
    assert "都核对过了" not in begun.get(way)


def test_last_years_file_that_changes_is_read_anew(begun: Visit) -> None:
    way = sheets(begun, "今年.yaml")["其他事项"]
    assert 'data-before="30887496.30"' in begun.get(way)
    last = begun.folder / "上年.yaml"
    last.write_text(last.read_text("utf-8").replace("30887496.30", "30887400.00"), "utf-8")
    assert 'data-before="30887400.00"' in begun.get(way)


def test_the_hint_of_a_new_filing_goes_with_its_field(folder: Path) -> None:
    from generator import cli

    target = folder / "新.yaml"
    assert 0 == cli.main(["new", "部门决算", "2024", "福建", "-o", str(target)])
    text, inside = target.read_text("utf-8"), visit(folder)
    way = sheets(inside, target.name)["其他事项"]
    fields = read_form(inside.get(way))
    assert 200 == inside.change(way, **fields)[0]
    assert text == target.read_text("utf-8")
    inside.change(f"{way}/draft", **{**fields, SERVICES: "5.00"})
    assert 200 == inside.change(way, **{**fields, SERVICES: "5.00"})[0]
    after = target.read_text("utf-8")
    assert ("  # 服务:\n" in text, "  # 服务:\n" in after) == (True, False)
    assert ("  # 货物:\n" in after, "  服务: 5.00\n" in after) == (True, True)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every filing that is judged, again when it is again."""
    paths, make = list[str](), work.make

    def count(path: str, options: work.Options) -> Result:
        paths.append(path)
        return make(path, options)

    monkeypatch.setattr(work, "make", count)
    return paths


def test_a_draft_is_judged_once(inside: Visit, judged: list[str]) -> None:
    way = sheets(inside)["其他事项"]
    fields = {**read_form(inside.get(way)), SERVICES: "31887496.30"}
    inside.change(f"{way}/draft", **fields)
    judged.clear()
    for page in (way, f"/units/{inside.name()}/form", f"/units/{inside.name()}/text"):
        inside.get(page)
    assert [] == judged
    inside.change(f"{way}/draft", **{**fields, SERVICES: "12.3.4"})
    assert 1 == len(judged)


def test_a_draft_is_judged_anew_when_what_it_is_made_of_has_changed(
    begun: Visit, judged: list[str]
) -> None:
    way = sheets(begun, "今年.yaml")["其他事项"]
    begun.change(f"{way}/draft", **{**read_form(begun.get(way)), SERVICES: "31887496.30"})
    last = begun.folder / "上年.yaml"
    last.write_text(last.read_text("utf-8").replace("30887496.30", "30887400.00"), "utf-8")
    judged.clear()
    begun.get(way)
    assert 1 == len(judged)
