"""How the folder is looked at: pages wait for nothing long, what is known is told, and kept."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.examples import EXAMPLE
from support.workbench import Visit, folder, inside, visit

from generator.kept import library
from generator.units import batch, scheduling, work
from generator.units.batch import Job
from generator.units.result import Result
from generator.workbench.rounds import THREADS, Round

__all__ = ["folder", "inside"]
NAME = "福州市“智慧福州”管理服务中心"


def add(folder: Path, *names: str) -> None:
    """Units of their own beside the example."""
    text = EXAMPLE.read_text("utf-8")
    for name in names:
        own = text.replace(NAME, f"第{name}中心").replace('"126"', f'"{name}"')
        (folder / f"{name}.yaml").write_text(own, "utf-8")


def stages(page: str) -> list[str]:
    return re.findall('<tr data-stage="(.*?)"', page)


class Held:
    """Checks that wait until they are let go; what was checked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.going, self.done = threading.Semaphore(0), list[str]()
        make = work.make

        def wait(path: str, options: work.Options) -> Result:
            assert self.going.acquire(timeout=60)
            self.done.append(path)
            return make(path, options)

        monkeypatch.setattr(work, "make", wait)

    def let_go(self, count: int = 1) -> None:
        for _ in range(count):
            self.going.release()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    made = Held(monkeypatch)
    yield made
    made.let_go(1000)  # whatever waits still is not to be waited for


def come_in(folder: Path) -> Visit:
    """A visitor whose pages wait for nothing."""
    outside = visit(folder, admitted=False)
    outside.bench.surveyor.patience = 0
    outside.client.get(outside.bench.gate.first_address)
    return outside


def end(inside: Visit) -> None:
    going = inside.bench.surveyor.round
    assert going is None or going.wait(60)


def wait_for(inside: Visit, words: str) -> str:
    """The overview as soon as it says something."""
    for _ in range(3000):
        if words in (page := inside.get("/")):
            return page
        threading.Event().wait(0.02)
    raise AssertionError(words)


def test_units_are_shown_at_once_and_one_after_the_other_as_they_are_checked(
    folder: Path, held: Held
) -> None:
    add(folder, "127", "128")
    inside = come_in(folder)
    page = wait_for(inside, "正在检查：0 / 3")
    assert ["待检查"] * 3 == stages(page)
    assert 'hx-trigger="every 2s"' in page
    held.let_go()
    page = wait_for(inside, "正在检查：1 / 3")
    assert (1, 2) == (stages(page).count("无错误"), stages(page).count("待检查"))
    held.let_go(9)
    end(inside)
    page = wait_for(inside, 'id="build-all"')
    assert ["无错误"] * 3 == stages(page)
    assert 'hx-trigger="every' not in page


def test_what_is_stopped_says_so_and_goes_on_where_it_was(folder: Path, held: Held) -> None:
    add(folder, "127", "128")
    inside = come_in(folder)
    wait_for(inside, "正在检查：0 / 3")
    inside.change("/stop")
    held.let_go()
    end(inside)
    page = inside.get("/")
    assert ("已停下，还有 2 份没有检查" in page, 2) == (True, stages(page).count("待检查"))
    assert inside.get("/") == page  # nothing is begun by itself
    held.let_go(9)
    inside.change("/go-on")
    wait_for(inside, 'id="build-all"')
    assert ["无错误"] * 3 == stages(inside.get("/"))
    assert 3 == len(held.done)


def test_only_what_changes_is_sent_while_it_goes_on(inside: Visit) -> None:
    answer = inside.client.get("/", headers={"hx-request": "true"})
    assert ('id="units"' in answer.text, "<html" in answer.text) == (True, False)


def test_what_the_record_of_builds_knows_is_told_before_anything_is_checked(
    folder: Path, held: Held
) -> None:
    held.let_go()
    list(batch.run([folder / EXAMPLE.name], Job(folder=folder / "output", jobs=1)))
    inside = come_in(folder)
    page = wait_for(inside, "正在检查：0 / 1")
    assert (["待检查"], True) == (stages(page), NAME in page)
    held.let_go()
    assert ["已生成"] == stages(wait_for(inside, 'id="build-all"'))


def test_what_was_found_is_known_at_the_next_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(folder, *map(str, range(127, 142)))
    before = visit(folder).get("/")

    def refuse(path: str, options: work.Options) -> Result:
        raise AssertionError(path)

    monkeypatch.setattr(work, "make", refuse)
    monkeypatch.setattr(work, "_count_cores", lambda: 1)
    after = visit(folder).get("/")
    assert 16 == len(stages(before))
    assert re.findall("<tr data.*", before) == re.findall("<tr data.*", after)


def test_many_are_checked_in_processes_of_their_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(folder, *map(str, range(127, 152)))
    monkeypatch.setattr(work, "_count_cores", lambda: 2)
    counted, in_processes = list[int](), scheduling.in_processes

    def note(function: Any, items: Any, count: int, *ended: Any) -> Iterator[Result]:
        counted.append(count)
        yield from in_processes(function, items, count, *ended)

    monkeypatch.setattr(scheduling, "in_processes", note)
    assert ["无错误"] * 26 == stages(visit(folder).get("/"))
    assert [2] == counted


def test_all_documents_are_made_and_the_overview_says_how_far(folder: Path, held: Held) -> None:
    inside = come_in(folder)
    held.let_go()
    end(inside)
    inside.change("/build-all")
    page = wait_for(inside, "正在生成文档：0 / 1")
    assert 'action="/stop"' in page
    held.let_go()
    end(inside)
    # Until it has been looked at anew, which a page does not wait for, it shows what was known.
    assert ["已生成"] == stages(wait_for(inside, '<tr data-stage="已生成"'))
    wait_for(inside, 'id="build-all"')
    assert 1 == len(list(folder.glob("output/*/*.docx")))


def test_with_the_server_a_round_ends_after_what_it_is_at(folder: Path, held: Held) -> None:
    add(folder, "127", "128")
    inside = come_in(folder)
    wait_for(inside, "正在检查：0 / 3")
    held.let_go()
    inside.bench.end()
    assert (None, 1) == (inside.bench.surveyor.round, len(held.done))
    assert [] == [it.name for it in threading.enumerate() if it.name.startswith(THREADS)]


def test_a_round_uses_the_packs_of_who_began_it(tmp_path: Path) -> None:
    library.use(tmp_path)
    seen = list[Path]()
    going = Round("试")
    going.begin(lambda _: seen.append(library.current()))
    assert going.wait(60)
    assert [tmp_path] == seen
