"""The text of a filing: saved only over what it began from; nothing that was typed is lost."""

import stat
from html import unescape
from pathlib import Path

import pytest
from support.examples import EXAMPLE
from support.workbench import Visit, folder, inside, visit

from generator.kept import writing
from generator.workbench import keeping, texts

__all__ = ["folder", "inside"]
OLD, NEW = "服务: 30887496.30", "服务: 31887496.30"
TEXT = EXAMPLE.read_text("utf-8")
CHANGED = TEXT.replace(OLD, NEW)


def path_of(inside: Visit) -> Path:
    return inside.folder / EXAMPLE.name


def editor(inside: Visit) -> str:
    return inside.get(f"/units/{inside.name()}/text")


def typed(page: str) -> str:
    return unescape(page.partition("<textarea")[2].partition(">\n")[2].partition("</textarea>")[0])


def save(inside: Visit, text: str, page: str = "", do: str = "text") -> tuple[int, str]:
    page = page or editor(inside)
    base, window = inside.field(page, "base"), inside.field(page, "window")
    sent = text.replace("\n", "\r\n")  # as browsers do
    return inside.change(f"/units/{inside.name()}/{do}", text=sent, base=base, window=window)


def test_the_editor_holds_the_text_and_a_save_writes_it(inside: Visit) -> None:
    page = editor(inside)
    assert TEXT == typed(page)
    status, after = save(inside, CHANGED, page)
    assert (200, True) == (status, "已保存" in after)
    assert CHANGED.encode() == path_of(inside).read_bytes()
    assert CHANGED == typed(editor(inside))


def test_a_save_without_a_change_leaves_the_file_alone(inside: Visit) -> None:
    before = path_of(inside).stat()
    assert 200 == save(inside, TEXT)[0]
    after = path_of(inside).stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_whoever_might_not_read_the_file_still_may_not(inside: Visit) -> None:
    path_of(inside).chmod(0o600)
    assert 200 == save(inside, CHANGED)[0]
    assert 0o600 == stat.S_IMODE(path_of(inside).stat().st_mode)


@pytest.mark.parametrize("lead", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_the_mark_at_the_beginning_stay(lead: bytes, inside: Visit) -> None:
    path_of(inside).write_bytes(lead + TEXT.replace("\n", "\r\n").encode())
    assert 200 == save(inside, CHANGED)[0]
    assert lead + CHANGED.replace("\n", "\r\n").encode() == path_of(inside).read_bytes()


@pytest.mark.parametrize(
    "odd", ["\u200b", "\t", "\x01", "\u3000", "\n\n", "</textarea>&amp;", "𠮷"]
)
def test_characters_that_pages_do_not_show_come_back_as_they_were(odd: str, inside: Visit) -> None:
    path_of(inside).write_text(f"{odd}{TEXT}", "utf-8", newline="\n")
    assert f"{odd}{TEXT}" == typed(editor(inside))


def test_a_file_that_changed_meanwhile_is_not_written_over(inside: Visit) -> None:
    page = editor(inside)
    theirs = TEXT.replace(OLD, "服务: 32887496.30")
    path_of(inside).write_text(theirs, "utf-8")
    status, both = save(inside, CHANGED, page)
    assert (409, theirs) == (status, path_of(inside).read_text("utf-8"))
    assert ("32887496.30" in both, "31887496.30" in both) == (True, True)
    assert CHANGED == typed(both)
    assert 200 == save(inside, CHANGED, both)[0]  # seen, and decided
    assert CHANGED == path_of(inside).read_text("utf-8")


def test_two_windows_never_overwrite_each_other(inside: Visit) -> None:
    one, other = editor(inside), editor(inside)
    assert 200 == save(inside, CHANGED, one)[0]
    assert 409 == save(inside, TEXT + "# 别的\n", other)[0]
    assert CHANGED == path_of(inside).read_text("utf-8")


def test_a_draft_outlives_the_server_and_is_told(inside: Visit) -> None:
    status, beside = save(inside, CHANGED + "半", do="draft")
    assert (200, True) == (status, "草稿已留下" in beside)
    assert TEXT == path_of(inside).read_text("utf-8")
    page = editor(visit(inside.folder))  # another server
    assert (CHANGED + "半", True) == (typed(page), "还没有保存" in page)


def test_a_draft_is_judged_as_if_it_were_saved(inside: Visit) -> None:
    _, beside = save(inside, TEXT.replace(OLD, "服务: 三千万"), do="draft")
    line = TEXT[: TEXT.index(OLD)].count("\n") + 1
    assert (f'data-line="{line}"' in beside, "S203" in beside) == (True, True)
    assert "S203" not in inside.get(f"/units/{inside.name()}/checks")


def test_a_draft_that_comes_after_its_window_has_saved_is_not_kept(inside: Visit) -> None:
    page = editor(inside)
    save(inside, CHANGED, page)
    assert "草稿留不下，请保存" in save(inside, TEXT + "# 早先\n", page, "draft")[1]
    after = editor(inside)
    assert (CHANGED, False) == (typed(after), "还没有保存" in after)


def test_a_draft_of_another_window_is_put_aside_and_not_lost(inside: Visit) -> None:
    one, other = editor(inside), editor(inside)
    save(inside, TEXT + "# 甲\n", one, "draft")
    save(inside, TEXT + "# 乙\n", other, "draft")
    page = editor(inside)
    assert TEXT + "# 乙\n" == typed(page)
    (version,) = {part.partition('"')[0] for part in page.split("?version=")[1:]}
    chosen = inside.get(f"/units/{inside.name()}/text?version={version}")
    assert TEXT + "# 甲\n" == typed(chosen)


def test_a_draft_that_is_given_up_stays_among_the_versions(inside: Visit) -> None:
    save(inside, TEXT + "# 甲\n", do="draft")
    status, page = save(inside, "", do="discard")
    assert (200, TEXT, True) == (status, typed(page), "丢弃的" in page)


def test_undo_puts_the_version_before_back_and_again_returns(inside: Visit) -> None:
    save(inside, CHANGED)
    assert 200 == save(inside, CHANGED, do="undo")[0]
    assert TEXT == path_of(inside).read_text("utf-8")
    assert 200 == save(inside, TEXT, do="undo")[0]
    assert CHANGED == path_of(inside).read_text("utf-8")


def test_what_was_typed_and_not_saved_is_a_version_when_it_is_undone_or_given_up(
    inside: Visit,
) -> None:
    save(inside, CHANGED)
    save(inside, CHANGED + "# 又写了\n", do="undo")
    save(inside, TEXT + "# 再写了\n", do="discard")
    kept = [keeping.find_version(path_of(inside), it.name) for it in typed_versions(inside)]
    assert [f"{TEXT}# 再写了\n".encode(), f"{CHANGED}# 又写了\n".encode()] == kept


def typed_versions(inside: Visit) -> list[keeping.Version]:
    return [it for it in keeping.list_versions(path_of(inside)) if it.kind == keeping.TYPED]


def test_nothing_is_saved_where_the_text_before_cannot_be_kept(
    inside: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "keep_version", lambda *_: False)
    status, told = save(inside, CHANGED)
    assert (409, CHANGED, True) == (status, typed(told), "以前的内容留不下来" in told)
    assert TEXT == path_of(inside).read_text("utf-8")


def test_without_a_version_before_nothing_is_undone(inside: Visit) -> None:
    assert 404 == save(inside, TEXT, do="undo")[0]


def test_what_was_typed_for_a_file_that_is_gone_is_shown_again(inside: Visit) -> None:
    page = editor(inside)
    path_of(inside).unlink()
    status, gone = save(inside, CHANGED, page)
    assert (409, CHANGED) == (status, typed(gone))


def test_what_cannot_be_written_is_told_and_shown_again(
    inside: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, filing = writing.write, path_of(inside)

    def refuse(path: Path, content: bytes, *, new: bool = False) -> None:
        if path == filing:
            raise PermissionError
        write(path, content, new=new)

    page = editor(inside)
    monkeypatch.setattr(writing, "write", refuse)
    status, told = save(inside, CHANGED, page)
    assert (409, CHANGED, True) == (status, typed(told), "没有写入的权限" in told)


def test_a_workbook_is_no_text(inside: Visit) -> None:
    from generator import cli

    book = inside.folder / "127.xlsx"
    assert 0 == cli.main(["convert", str(EXAMPLE), str(book)])
    assert "在 Excel 或 WPS 里改" in inside.get(f"/units/{inside.name(book.name)}/text")


def test_both_sides_are_shown_where_they_differ_and_next_to_it() -> None:
    lines = [str(number) for number in range(1, 21)]
    own = [*lines[:9], "另", *lines[10:]]
    pairs = list(texts.compare("\n".join(lines), "\n".join(own)))
    shown = [it and (it.number, it.same) for it in pairs]
    near = [(8, True), (9, True), (10, False), (11, True), (12, True)]
    assert [None, *near, None] == shown
    assert [(1, 1, "1", "另"), (2, 2, "2", "2"), (3, 3, "3", "3"), None] == [
        it and (it.number, it.own_number, it.theirs, it.own)
        for it in texts.compare("1\n2\n3\n4\n5", "另\n2\n3\n4\n5")
    ]
