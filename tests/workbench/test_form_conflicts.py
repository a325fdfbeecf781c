"""What two have written into the same section is shown value by value, and chosen so."""

import re
from html import unescape

import pytest
from support.examples import EXAMPLE
from support.sent_forms import read_form
from support.workbench import Visit, folder, inside

from generator.workbench import form_entries, form_state, keeping

__all__ = ["folder", "inside"]
TEXT = EXAMPLE.read_text("utf-8")
SERVICES = form_entries.name_value(("政府采购", "服务"))
SMALL = form_entries.name_value(("政府采购", "授予小微企业"))
OLD = "服务: 30887496.30"


def way_of(inside: Visit, title: str = "其他事项") -> str:
    page = inside.get(f"/units/{inside.name()}/form/1")
    found = re.findall(r'<a href="([^"]*/form/\d+)"[^>]*>([^<]*)', page)
    return str({unescape(label).strip(): way for way, label in found}[title])


def write(inside: Visit, text: str) -> None:
    (inside.folder / EXAMPLE.name).write_text(text, "utf-8")


def text_of(inside: Visit) -> str:
    return (inside.folder / EXAMPLE.name).read_text("utf-8")


def sent(page: str) -> dict[str, str]:
    """The form of the page with both sides, as it comes: with what is chosen on it."""
    named = page.replace('<form method="post" action="/units/', '<form id="c" action="/units/')
    fields = {it: text for it, text in read_form(named, "c").items() if not re.match(r"c\d+$", it)}
    chosen = re.findall(r'name="(c\d+)" value="(\w+)"[^>]* checked', page)
    return {**fields, **dict(chosen)}


def list_shown(page: str) -> list[list[str]]:
    """The rows of the tables: what differs, and the sides, in plain words."""
    rows = re.findall(r'<tr><th scope="row".*?</tr>', page, re.DOTALL)
    cells = (re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL) for row in rows)
    return [[" ".join(unescape(re.sub(r"<[^>]*>", "", it)).split()) for it in row] for row in cells]


def clash(inside: Visit, **typed: str) -> str:
    """The page that says what another window has saved meanwhile."""
    way = way_of(inside)
    one, other = read_form(inside.get(way)), read_form(inside.get(way))
    assert 200 == inside.change(way, **{**one, SERVICES: "31887496.30"})[0]
    status, page = inside.change(way, **{**other, SERVICES: "99.00", **typed})
    assert 409 == status
    return page


def test_a_save_that_is_refused_shows_the_values_of_both_sides(inside: Visit) -> None:
    shown = [["其他事项 政府采购 › 服务 元", "99.00", "31887496.30", "30887496.30"]]
    page = clash(inside)
    assert shown == list_shown(page)
    assert ("您写的" in page, "文件里现在的" in page, "checked" in page) == (True, True, False)


def test_what_is_typed_is_not_said_to_be_kept_where_no_draft_can_be(
    inside: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "keep_draft", lambda *_, **__: False)
    page = clash(inside)
    assert (True, False) == ("草稿留不下" in page, "您写的已经留成草稿" in page)
    _, again = inside.change(f"{way_of(inside)}/settle", **sent(page))
    assert (True, False) == ("草稿留不下" in again, "您写的已经留成草稿" in again)


def test_nothing_is_saved_while_something_is_not_chosen(inside: Visit) -> None:
    page = clash(inside)
    before = text_of(inside)
    status, again = inside.change(f"{way_of(inside)}/settle", **sent(page))
    assert (409, True, before) == (status, "有没选的" in again, text_of(inside))
    assert list_shown(page) == list_shown(again)


def test_values_are_chosen_one_by_one(inside: Visit) -> None:
    page = clash(inside, **{SMALL: "5.00"})
    fields = sent(page)
    (crossed,) = {it for it in re.findall(r'name="(c\d+)"', page) if it not in fields}
    status, after = inside.change(f"{way_of(inside)}/settle", **fields, **{crossed: "theirs"})
    assert (200, True) == (status, "已保存" in after)
    small = re.search(r"授予小微企业: (\S+)", TEXT)
    assert small is not None
    wanted = TEXT.replace(OLD, "服务: 31887496.30").replace(small[0], "授予小微企业: 5.00")
    assert wanted == text_of(inside)


def test_all_of_one_side_is_chosen_at_once(inside: Visit) -> None:
    page = clash(inside)
    assert 200 == inside.change(f"{way_of(inside)}/settle", **sent(page), all="own")[0]
    assert TEXT.replace(OLD, "服务: 99.00") == text_of(inside)


def test_what_is_not_chosen_is_kept(inside: Visit) -> None:
    page = clash(inside)
    assert 200 == inside.change(f"{way_of(inside)}/settle", **sent(page), all="theirs")[0]
    assert TEXT.replace(OLD, "服务: 31887496.30") == text_of(inside)
    path = inside.folder / EXAMPLE.name
    held = [keeping.find_version(path, it.name) or b"" for it in keeping.list_versions(path)]
    assert 1 == sum("服务: 99.00" in it.decode() for it in held)
    assert keeping.find_draft(path) is None


def test_what_is_typed_stays_a_draft_until_it_is_settled(inside: Visit) -> None:
    clash(inside)
    fields = read_form(inside.get(way_of(inside)))
    assert "99.00" == fields[SERVICES]
    status, page = inside.change(way_of(inside), **fields)  # coming back does not write over it
    assert (409, True) == (status, "31887496.30" in page)


def test_a_file_that_is_changed_again_is_asked_about_again(inside: Visit) -> None:
    page = clash(inside)
    write(inside, TEXT.replace(OLD, "服务: 7.00"))
    status, again = inside.change(f"{way_of(inside)}/settle", **sent(page), all="own")
    (row,) = list_shown(again)
    assert (409, ["99.00", "7.00", "31887496.30"]) == (status, row[1:])
    assert 200 == inside.change(f"{way_of(inside)}/settle", **sent(again), all="own")[0]
    assert TEXT.replace(OLD, "服务: 99.00") == text_of(inside)


def test_a_draft_whose_file_was_changed_elsewhere_is_asked_about(inside: Visit) -> None:
    way = way_of(inside)
    fields = {**read_form(inside.get(way)), SERVICES: "99.00"}
    inside.change(f"{way}/draft", **fields)
    write(inside, TEXT.replace(OLD, "服务: 7.00"))
    status, page = inside.change(way, **fields)
    (row,) = list_shown(page)
    assert (409, ["99.00", "7.00", "30887496.30"]) == (status, row[1:])


def test_a_draft_of_another_window_is_the_other_side(inside: Visit) -> None:
    way = way_of(inside)
    one, other = read_form(inside.get(way)), read_form(inside.get(way))
    inside.change(f"{way}/draft", **{**one, SERVICES: "7.00"})
    status, page = inside.change(way, **{**other, SERVICES: "99.00"})
    (row,) = list_shown(page)
    assert (409, ["99.00", "7.00", "30887496.30"]) == (status, row[1:])
    assert ("别的窗口里写的" in page, "文件里现在的" in page) == (True, False)
    assert 200 == inside.change(f"{way}/settle", **sent(page), all="theirs")[0]
    assert TEXT.replace(OLD, "服务: 7.00") == text_of(inside)


def test_what_was_chosen_of_a_draft_stays_when_the_file_is_changed_again(inside: Visit) -> None:
    way = way_of(inside)
    one, other = read_form(inside.get(way)), read_form(inside.get(way))
    inside.change(f"{way}/draft", **{**one, SERVICES: "7.00"})
    _, page = inside.change(way, **{**other, SERVICES: "99.00"})
    write(inside, f"{TEXT}# 别处改过\n")
    status, again = inside.change(f"{way}/settle", **sent(page), all="theirs")
    (row,) = list_shown(again)
    assert (409, ["7.00", "30887496.30"], False) == (status, row[1:], "checked" in again)


def test_after_a_start_anew_what_both_began_from_is_a_version(inside: Visit) -> None:
    way = way_of(inside)
    one, other = read_form(inside.get(way)), read_form(inside.get(way))
    assert 200 == inside.change(way, **{**one, SERVICES: "31887496.30"})[0]
    form_state._open.clear()
    _, page = inside.change(way, **{**other, SERVICES: "99.00"})
    (row,) = list_shown(page)
    assert ["99.00", "31887496.30", "30887496.30"] == row[1:]


def test_without_what_both_began_from_nothing_is_said_of_it(inside: Visit) -> None:
    way = way_of(inside)
    fields = read_form(inside.get(way))
    write(inside, TEXT.replace(OLD, "服务: 7.00"))
    form_state._open.clear()
    _, page = inside.change(way, **{**fields, SERVICES: "99.00"})
    (row,) = list_shown(page)
    assert (["99.00", "7.00"], False) == (row[1:], "改以前的" in page)


def test_rows_of_two_windows_are_both_there_when_chosen(inside: Visit) -> None:
    way = way_of(inside, "收入")
    one, two = read_form(inside.get(way)), read_form(inside.get(way))
    new = {"r|收入|n1|科目": "2299901 其他支出", "r|收入|n1|其他收入": "5.00"}
    other = {"r|收入|n1|科目": "2010350 事业运行", "r|收入|n1|其他收入": "7.00"}
    assert 200 == inside.change(way, **one, **new)[0]
    status, page = inside.change(way, **two, **other)
    shown = [it[1:] for it in list_shown(page)]
    assert (409, 2) == (status, len(shown))
    assert 200 == inside.change(f"{way}/settle", **sent(page))[0]
    saved = text_of(inside)
    assert (1, 1) == (saved.count("其他收入: 5.00"), saved.count("其他收入: 7.00"))


def test_texts_of_both_sides_are_no_markup(inside: Visit) -> None:
    page = clash(inside, **{SERVICES: "<script>alert(1)</script>"})
    assert (False, True) == ("<script>alert" in page, "&lt;script&gt;alert" in page)


def test_where_the_unit_of_all_amounts_differs_the_texts_are_shown(inside: Visit) -> None:
    way = way_of(inside)
    fields = {**read_form(inside.get(way)), SERVICES: "99.00"}
    inside.change(f"{way}/draft", **fields)
    write(inside, "金额单位: 元\n" + TEXT)
    status, page = inside.change(way, **fields)
    assert (409, True) == (status, 'id="editor"' in page)
