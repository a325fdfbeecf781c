"""Long work: told of while it goes on, stopped when asked, and nothing of it left behind."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.exits import RefusedError
from generator.workbench import jobs as works
from generator.workbench.job_process import JobStep, Tell, Work
from generator.workbench.jobs import Jobs, LongJob

SOON = 20


def count(tell: Tell, total: int) -> int:
    for done in range(total):
        tell(JobStep(f"第 {done + 1} 份", done + 1, total))
    return total


def sleep(tell: Tell, mark: Path) -> None:
    tell(JobStep(str(os.getpid())))
    try:
        time.sleep(60)
    finally:
        mark.write_text("收拾了", "utf-8")


def never_end(tell: Tell) -> None:
    tell(JobStep(str(os.getpid())))
    while True:
        try:
            time.sleep(60)
        except KeyboardInterrupt:
            continue


def refuse(tell: Tell) -> None:
    raise RefusedError("没有这个地区")


def die(tell: Tell) -> None:
    os._exit(3)


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.end()


def begun(jobs: Jobs, subject: str, work: Work, *arguments: object) -> LongJob:
    job = jobs.start("试", subject, "/jobs/{job}", work, *arguments)
    assert job is not None
    return job


def first_line(job: LongJob) -> str:
    for _ in range(SOON * 20):
        if job.lines:
            return job.lines[0]
        time.sleep(0.05)
    raise AssertionError(job)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_work_tells_how_far_it_is_and_what_came_of_it(jobs: Jobs) -> None:
    job = begun(jobs, "甲", count, 3)
    assert jobs.wait(job, SOON)
    assert (works.DONE, 3, JobStep("第 3 份", 3, 3)) == (job.state, job.result, job.step)
    assert ["第 1 份", "第 2 份", "第 3 份"] == job.lines
    assert (job, f"/jobs/{job.id}") == (jobs.find(job.id), job.way)


def test_what_a_work_refuses_is_told(jobs: Jobs) -> None:
    job = begun(jobs, "甲", refuse)
    assert jobs.wait(job, SOON)
    assert (works.FAILED, "没有这个地区") == (job.state, job.refused)


def test_a_work_that_dies_is_told_and_the_next_one_begins(jobs: Jobs) -> None:
    job = begun(jobs, "甲", die)
    assert jobs.wait(job, SOON)
    assert (works.FAILED, True) == (job.state, "中途结束" in job.refused)
    after = begun(jobs, "甲", count, 1)
    assert jobs.wait(after, SOON)
    assert works.DONE == after.state


def test_a_work_that_is_stopped_ends_as_by_ctrl_c(jobs: Jobs, tmp_path: Path) -> None:
    mark = tmp_path / "收拾"
    job = begun(jobs, "甲", sleep, mark)
    process = int(first_line(job))
    jobs.stop(job)
    assert jobs.wait(job, SOON)
    assert (works.STOPPED, "", False) == (job.state, job.refused, is_alive(process))
    assert "收拾了" == mark.read_text("utf-8")


def test_a_work_that_will_not_end_is_ended(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    job = begun(jobs, "甲", never_end)
    process = int(first_line(job))
    jobs.stop(job)
    assert works.STOPPING == job.state
    assert jobs.wait(job, SOON)
    assert (works.STOPPED, False) == (job.state, is_alive(process))


def test_a_subject_has_one_work_at_a_time_and_the_server_some(jobs: Jobs, tmp_path: Path) -> None:
    first = begun(jobs, "甲", sleep, tmp_path / "一")
    assert first is begun(jobs, "甲", count, 1)
    others = [begun(jobs, it, sleep, tmp_path / it) for it in ("乙", "丙")]
    assert [works.AT_WORK, works.AT_WORK, works.WAITING] == [it.state for it in (first, *others)]
    jobs.stop(others[1])
    assert works.STOPPED == others[1].state
    assert first is begun(jobs, "甲", count, 1)
    assert others[1] is not begun(jobs, "丙", count, 1)


def test_too_many_works_are_not_taken(jobs: Jobs, tmp_path: Path) -> None:
    for number in range(works.MOST_AT_ONCE + works.MOST_WAITING):
        begun(jobs, str(number), sleep, tmp_path / "无")
    assert None is jobs.start("试", "又一个", "/", count, 1)


def test_only_the_last_works_are_known_and_folders_go_with_them(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(works, "MOST_KEPT", 2)
    folder = jobs.new_folder()
    first = jobs.start("试", "甲", "/", count, 1, folder=folder)
    assert first is not None
    assert jobs.wait(first, SOON)
    for _ in range(2):
        assert jobs.wait(begun(jobs, "甲", count, 1), SOON)
    assert (None, False, 2) == (jobs.find(first.id), folder.exists(), len(jobs.list()))


def test_nothing_is_left_when_the_server_ends(tmp_path: Path) -> None:
    jobs = Jobs()
    folder = jobs.new_folder()
    job = begun(jobs, "甲", sleep, tmp_path / "收拾")
    process = int(first_line(job))
    jobs.end()
    assert (False, False) == (is_alive(process), folder.exists())
    assert None is jobs.start("试", "乙", "/", count, 1)


def test_what_a_killed_server_left_is_removed_after_a_day(
    jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, young, strange = (
        tmp_path / it for it in ("gongkai-workbench-x", "gongkai-workbench-y", "z")
    )
    for folder in (old, young, strange):
        folder.mkdir()
        (folder / "公开.docx").write_bytes(b"x")
    for folder in (old, strange):
        os.utime(folder, (1, 1))
    kept = jobs.new_folder()
    assert {young, strange, kept.parent} == set(tmp_path.iterdir())


def test_a_work_ends_with_a_server_that_is_killed(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys, time; sys.path.insert(0, sys.argv[1]);"
        "from workbench import test_jobs as it; from generator.workbench.jobs import Jobs;"
        "jobs = Jobs(); job = it.begun(jobs, '甲', it.sleep, pathlib.Path(sys.argv[2]));"
        "print(it.first_line(job), flush=True); time.sleep(60)"
    )
    mark = tmp_path / "收拾"
    server = subprocess.Popen(
        [sys.executable, "-c", code, str(Path(__file__).parents[1]), str(mark)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    process = int(server.stdout.readline())
    server.kill()
    server.wait()
    for _ in range(SOON * 20):
        if mark.exists() and not is_alive(process):
            break
        time.sleep(0.05)
    server.stdout.close()
    assert (True, False) == (mark.exists(), is_alive(process))
