"""The unit of work: light enough to be sent, and never stopped by a bug of ours."""

import os
import pickle
from pathlib import Path

import pytest
from support.examples import BUDGET, EXAMPLE, ONLY_TOLD, ROOT, Edit

from generator import pipeline
from generator.diagnostics import Fault, Place
from generator.kept import environment, fingerprints
from generator.packs import finding
from generator.pipeline import Outcome
from generator.units import batch, guarding, work
from generator.units.batch import Job
from generator.units.result import Result
from generator.units.work import Options


def test_what_comes_of_a_filing_can_be_sent(example: Outcome) -> None:
    done = work.make(str(EXAMPLE), Options())
    assert done == pickle.loads(pickle.dumps(done))
    assert (example.faults, example.document) == (done.faults, done.document)
    assert ("2024", example.name) == (done.folder, done.name)


def test_a_check_sends_no_document() -> None:
    done = work.make(str(EXAMPLE), Options(document=False))
    assert b"" == done.document


def test_it_says_what_the_document_was_made_from() -> None:
    done = work.make(str(EXAMPLE), Options())
    own, shared = str(EXAMPLE), str(EXAMPLE.with_name("_共用.yaml"))
    assert {own: fingerprints.of_file(own), shared: None} == done.drawn
    assert done.packs == (
        "schemas/classification",
        "schemas/final-accounts/2024/fujian",
        "schemas/final-accounts/2024/national",
        "templates/final-accounts/2024/fujian",
        "templates/glossary.yaml",
    )
    assert [] == [name for name in done.packs if not (ROOT / name).exists()]


def test_another_filing_and_its_pack_are_among_it(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8")
    path, budget = tmp_path / "126.yaml", tmp_path / "预算.yaml"
    budget.write_text(BUDGET.read_text("utf-8"), "utf-8")
    path.write_text(text + "年初预算文件: 预算.yaml\n", "utf-8")
    outcome = pipeline.produce(path)
    # That budget is another unit's, so it is refused, and what is refused is not recorded.
    assert {"L411"} <= {fault.code for fault in outcome.faults}
    assert str(budget) not in outcome.drawn


def test_the_lines_that_faults_stand_in_come_along(edited: Edit) -> None:
    path = edited(("服务: 30887496.30", "服务:"))
    done = work.make(str(path), Options())
    lines = path.read_text("utf-8").split("\n")
    number = next(number for number, line in enumerate(lines) if line == "  服务:")
    assert [(number + 1, [str(path)])] == [
        (place.line, list(done.texts))
        for fault in done.faults
        for place in [fault.place]
        if isinstance(place, Place) and fault.code != ONLY_TOLD
    ]
    kept = done.texts[str(path)].split("\n")
    told = {f.place.line - 1 for f in done.faults if isinstance(f.place, Place)}
    told |= {place.line - 1 for f in done.faults for place, _ in f.related}
    assert {n: lines[n] for n in told} == {n: line for n, line in enumerate(kept) if line}
    assert len(lines) == len(kept)


def test_the_unit_is_told_as_far_as_it_can_be_read(tmp_path: Path) -> None:
    names = []
    for section in (
        "单位: {名称: 甲馆}",
        "单位: 甲",
        "单位: {名称: }",
        "单位: {名称: [甲]}",
        "甲: 1",
    ):
        path = tmp_path / "a.yaml"
        path.write_text(section, "utf-8")
        names.append(work.make(str(path), Options()).unit)
    assert ["甲馆", "", "", "", ""] == names


# -- a bug of ours ------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [ZeroDivisionError("甲\n乙"), MemoryError(), RecursionError("x")])
def test_an_unforeseen_error_is_a_fault_of_its_unit(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(finding, "find", fail)
    (fault,) = work.make(str(EXAMPLE), Options()).faults
    assert ("W706", "程序出错，这个单位没有生成") == (fault.code, fault.message)
    assert Place(str(EXAMPLE), 1, 1) == fault.place
    version, where = fault.notes
    assert f"程序 {environment.description()['程序'][:12]}，Python" in version
    said = " ".join(str(error).split())
    assert where.startswith("出错的地方：pipeline.py 第 ")
    assert where.endswith(f" 行，{type(error).__name__}：{said}")


def test_what_an_error_says_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("甲" * 10_000)

    monkeypatch.setattr(pipeline, "produce", fail)
    (fault,) = work.make(str(EXAMPLE), Options()).faults
    assert len("".join(fault.notes)) < 2 * guarding.MAX_REMARK


def test_a_bug_in_one_unit_does_not_stop_the_others(
    edited: Edit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong, real = edited(), pipeline.produce

    def fail(path: Path, **options: object) -> Outcome:
        if path == wrong:
            raise KeyError("甲")
        return real(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "produce", fail)
    results = list(batch.run([wrong, EXAMPLE], Job(tmp_path / "output")))
    assert [True, False] == [result.failed for result in results]
    assert [False, True] == [result.written is not None for result in results]


def test_a_filing_whose_process_ended_has_a_fault_that_says_so() -> None:
    done = work.report_lost("甲.yaml")
    assert isinstance(done, Result)
    (fault,) = done.faults
    assert isinstance(fault, Fault)
    assert ("W706", Place("甲.yaml", 1, 1)) == (fault.code, fault.place)
    assert "进程中途结束" in fault.message


# -- what is needed before any filing is read ---------------------------------------------------


def test_the_engine_and_its_libraries_are_described() -> None:
    described = environment.description()
    assert {"程序", "Python", "zlib", "gongkai", "jinja2", "markupsafe", "lxml"} <= set(described)
    assert not {"pytest", "mypy", "distributed"} & set(described)


def test_the_versions_are_those_of_the_distributions() -> None:
    from importlib import metadata

    described = environment.description()
    names = set(described) - {"程序", "Python", "zlib"}
    assert {name: metadata.version(name) for name in names} == {n: described[n] for n in names}


def test_what_is_no_plain_file_has_no_fingerprint(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    paths = [tmp_path, tmp_path / "没有", tmp_path / "pipe", "a\0b", "/dev/zero"]
    assert [None] * 5 == [fingerprints.of_file(str(path)) for path in paths]


def test_a_file_beyond_bounds_has_no_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    known = fingerprints.of_file(str(tmp_path / "a"))
    assert fingerprints.of_bytes(b"12345") == known
    monkeypatch.setattr(fingerprints, "MAX_BYTES", 4)
    assert fingerprints.of_file(str(tmp_path / "a")) is None


def test_packs_are_told_apart_by_name_and_by_content(tmp_path: Path) -> None:
    def of(home: str, roots: tuple[str, ...], files: dict[str, str]) -> str:
        for name, text in files.items():
            path = tmp_path / home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return fingerprints.of_packs(tmp_path / home, roots)

    files = {"a/x": "1", "a/b/y": "2", "ab/x": "3", "c": "4"}
    joined = {roots: of("1", roots, files) for roots in (("a",), ("ab",), ("a", "c"))}
    assert 3 == len(set(joined.values()))
    assert joined[("a",)] == of("2", ("a",), {"a/b/y": "2", "a/x": "1", "b": "9"})
    assert joined[("a",)] != of("3", ("a",), {"a/x": "2", "a/b/y": "1"})
    assert joined[("a",)] == of("1", ("a", "a/b", "没有"), {})


@pytest.mark.parametrize("name", [os.fsdecode(b"\xff"), "\ud800"])
def test_a_file_whose_name_is_no_text_has_a_fingerprint_as_well(name: str) -> None:
    one = {fingerprints.of_files([(it, "1")]) for it in (name, "a", f"{name}a")}
    assert 3 == len(one)


@pytest.mark.parametrize("leads_to", ["away", "nowhere"])
def test_what_was_seen_first_is_all_that_there_is_now(leads_to: str, tmp_path: Path) -> None:
    """Nobody follows a link out of the packs; one that leads nowhere is a file all the same."""
    packs, away = tmp_path / "root" / "templates", tmp_path / "away"
    for folder in (packs / "a", away):
        folder.mkdir(parents=True)
        (folder / "x").write_text("1", "utf-8")
    (packs / "link").symlink_to(tmp_path / leads_to, target_is_directory=True)
    seen = fingerprints.list_pack(str(packs.parent), "templates")
    assert fingerprints.read_pack_files(packs.parent) == dict(seen)
    links = [] if leads_to == "away" else ["templates/link"]
    assert ["templates/a/x", *links] == sorted(dict(seen))


def test_what_a_process_knows_of_packs_is_what_it_saw_first(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "x").write_text("1")
    whole = fingerprints.of_packs(tmp_path, ("a",))
    (tmp_path / "a" / "b" / "x").write_text("2")
    (tmp_path / "a" / "b" / "y").write_text("3")
    assert whole == fingerprints.of_packs(tmp_path, ("a/b",))
    fingerprints.of_packs.cache_clear()
    fingerprints.list_pack.cache_clear()
    assert whole != fingerprints.of_packs(tmp_path, ("a/b",))


# -- how many processes -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "items", "wanted"),
    [(1, 1000, 1), (3, 1000, 3), (2, 2, 8), (1, 0, 8), (1, 1, None), (1, 0, None)],
)
def test_so_many_processes_are_taken_as_are_wanted_and_needed(
    expected: int, items: int, wanted: int | None
) -> None:
    assert expected == work.count_processes(items, wanted)


def test_all_processors_are_taken_when_it_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    counts = [work.count_processes(items, None) for items in (2, 24, 60, 1000)]
    assert [1, 2, 5, 8] == counts
