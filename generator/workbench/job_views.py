"""Long work on its page: how far it is, the way to stop it, then the way to its result."""

from starlette.requests import Request
from starlette.responses import Response

from generator.workbench import answers, jobs
from generator.workbench.bench import Bench
from generator.workbench.jobs import LongJob

FULL = ("同时要做的太多", "等前面的做完，再来一次；没有改动任何文件")
_GONE = ("没有这件事，或者工作台重新打开过", "已经做完的文件还在；没有做完的，重新做一次")


def show_job(bench: Bench, request: Request) -> Response:
    """How far a work is; one that is done leads to its result."""
    job = bench.jobs.find(str(request.path_params["job"]))
    if job is None:
        return answers.refuse(404, *_GONE)
    is_part = "hx-request" in request.headers
    if job.state == jobs.DONE:
        return answers.send_on(job.way) if is_part else answers.go(job.way)
    return bench.show("job_state.html" if is_part else "job.html", job=job)


def stop_job(bench: Bench, request: Request) -> Response:
    """Have it end."""
    job = bench.jobs.find(str(request.path_params["job"]))
    if job is None:
        return answers.refuse(404, *_GONE)
    bench.jobs.stop(job)
    return answers.go(f"/jobs/{job.id}")


def follow(job: LongJob | None) -> Response:
    """The page of a work that was to begin."""
    return answers.refuse(503, *FULL) if job is None else answers.go(f"/jobs/{job.id}")
