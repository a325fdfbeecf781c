"""The page of a long work: it shows how far it is, stops it, and leads to what came of it."""

import time

from support.workbench import Visit, folder, inside

from generator.workbench.job_process import JobStep, Tell, Work
from generator.workbench.jobs import LongJob

__all__ = ["folder", "inside"]
PART = {"hx-request": "true"}
SOON = 20


def wait(tell: Tell) -> None:
    tell(JobStep("第 <1> 份", 1, 3))
    time.sleep(60)


def finish(tell: Tell) -> None:
    tell(JobStep("第 1 份", 1, 1))


def begun(inside: Visit, work: Work) -> LongJob:
    job = inside.bench.jobs.start("公开", "甲", "/help?job={job}", work)
    assert job is not None
    return job


def test_how_far_a_work_is_stands_on_its_page(inside: Visit) -> None:
    job = begun(inside, wait)
    while not job.lines:
        time.sleep(0.05)
    page = inside.get(f"/jobs/{job.id}")
    assert ("正在做：1 / 3" in page, "第 &lt;1&gt; 份" in page) == (True, True)
    part = inside.client.get(f"/jobs/{job.id}", headers=PART).text
    assert ("<html" in part, 'hx-trigger="load delay:1s"' in part) == (False, True)
    status, _ = inside.change(f"/jobs/{job.id}")
    assert (200, True) == (status, inside.bench.jobs.wait(job, SOON))
    assert "已停下" in inside.get(f"/jobs/{job.id}")
    inside.bench.jobs.end()


def test_a_work_that_is_done_leads_to_its_result(inside: Visit) -> None:
    job = begun(inside, finish)
    assert inside.bench.jobs.wait(job, SOON)
    whole = inside.client.get(f"/jobs/{job.id}", follow_redirects=False)
    part = inside.client.get(f"/jobs/{job.id}", headers=PART)
    assert (303, job.way) == (whole.status_code, whole.headers["location"])
    assert (200, job.way) == (part.status_code, part.headers["hx-redirect"])


def test_a_work_that_is_not_known_is_said_to_be_gone(inside: Visit) -> None:
    assert 404 == inside.client.get("/jobs/0").status_code
    assert 404 == inside.change("/jobs/0")[0]
