"""Many documents: what was done stays when a run is ended, and the next one goes on from there."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

import pytest

from generator.diagnostics import Fault, Place
from generator.outputs import folder, inventory, printing, rounds
from generator.outputs.making import How, Made, MadeContent, PublishItem

HOW = How(("html",))
MADE_FROM = {"来源": "文档"}
TOLD = {"去掉": ["底稿", "最后修改者“张三”"]}


def items(tmp_path: Path) -> list[PublishItem]:
    return [PublishItem(tmp_path / f"{name}.docx", tmp_path / "公开" / name) for name in "甲乙丙"]


@pytest.fixture(autouse=True)
def made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every document is made at once, unless it stands already."""

    def hand_out(wanted: list[PublishItem], how: How, jobs: int | None) -> Iterator[Made]:
        for it in wanted:
            files = {f"{it.name}.html": MadeContent("html", it.name.encode())}
            standing = folder.look(it.folder).holds(MADE_FROM)
            yield Made(it, standing=standing, files=files, made_from=MADE_FROM, told=TOLD)

    monkeypatch.setattr(rounds, "_hand_out", hand_out)


def test_what_was_done_before_a_run_was_ended_is_not_done_again(tmp_path: Path) -> None:
    wanted, told = items(tmp_path), iter((False, False, True))
    with pytest.raises(KeyboardInterrupt):
        list(rounds.publish_all(wanted, HOW, stopped=lambda: next(told)))
    assert {"甲", "乙"} == {it.name for it in (tmp_path / "公开").iterdir()}
    again = [it.state for it in rounds.publish_all(wanted, HOW)]
    assert [rounds.UNCHANGED, rounds.UNCHANGED, rounds.PUBLISHED] == again


def test_a_document_whose_folder_is_somebody_elses_stops_nothing_else(tmp_path: Path) -> None:
    wanted = items(tmp_path)
    (tmp_path / "公开").mkdir()
    (tmp_path / "公开" / "乙").write_bytes(b"x")
    done = list(rounds.publish_all(wanted, HOW))
    assert [rounds.PUBLISHED, rounds.REFUSED, rounds.PUBLISHED] == [it.state for it in done]
    assert [False, True, False] == [it.failed for it in done]
    assert b"x" == (tmp_path / "公开" / "乙").read_bytes()


def test_what_was_written_is_not_kept(tmp_path: Path) -> None:
    (done, *_) = rounds.publish_all(items(tmp_path), HOW)
    assert ({}, ("html",)) == (done.made.files, done.formats)
    assert (done.item.folder / inventory.NAME).is_file()


def test_names_that_were_taken_out_are_told_and_do_not_stand_in_the_list(tmp_path: Path) -> None:
    (done, *_) = rounds.publish_all(items(tmp_path), HOW)
    listed = (done.item.folder / inventory.NAME).read_text("utf-8")
    assert ("张三" in str(done.made.told), "张三" in listed) == (True, False)
    assert '"最后修改者"' in listed


@pytest.mark.parametrize(
    ("documents", "size"), [(0, 1), (1, 1), (2, 1), (10, 5), (16, 8), (17, 5), (40, 7)]
)
def test_every_process_is_given_as_many_documents(documents: int, size: int) -> None:
    assert size == rounds._size_groups(documents)


def test_groups_are_printed_beside_each_other_and_come_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, stops = Event(), set[Event]()

    def print_group(group: Sequence[Made], how: How, stop: Event) -> Iterator[Made]:
        stops.add(stop)
        if group[0].item.name == "甲":
            assert second.wait(10)  # the next one is at work meanwhile
        second.set()
        yield from group

    monkeypatch.setattr(printing, "print_group", print_group)
    wanted = items(tmp_path)
    done = list(rounds.publish_all(wanted, HOW._replace(choice=("html", "pdf"), layout="引擎")))
    assert [it.name for it in wanted] == [it.item.name for it in done]
    assert [True] == [it.is_set() for it in stops]


def test_a_run_that_is_ended_lets_no_engine_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, stopped = Event(), list[bool]()

    def print_group(group: Sequence[Made], how: How, stop: Event) -> Iterator[Made]:
        if group[0].item.name == "甲":
            assert begun.wait(10)
        else:
            begun.set()
            stopped.append(stop.wait(10))
        yield from group

    monkeypatch.setattr(printing, "print_group", print_group)
    how = HOW._replace(choice=("html", "pdf"), layout="引擎")
    with pytest.raises(KeyboardInterrupt):
        list(rounds.publish_all(items(tmp_path), how, stopped=lambda: True))
    assert [True] == stopped


@pytest.mark.parametrize("name", ["甲\n乙", "甲\udcb5\udca5", "甲\x7f"])
def test_a_name_that_cannot_stand_in_a_list_is_told(tmp_path: Path, name: str) -> None:
    item = PublishItem(tmp_path / f"{name}.docx", tmp_path / name)
    (fault,) = rounds._make(item, HOW).faults
    assert "W703" == fault.code


def test_a_process_that_ended_costs_its_document_alone(tmp_path: Path) -> None:
    item = items(tmp_path)[0]
    for report in (rounds._report_lost, rounds._report_late):
        (fault,) = report(item).faults
        assert ("R811", Place(str(item.document), 1, 1)) == (fault.code, fault.place)
        assert isinstance(fault, Fault)
