"""成文: the Word documents of a filing are made and handed over."""

from starlette.requests import Request
from starlette.responses import Response

from generator.reporting import results_html
from generator.workbench import answers, documents, steps
from generator.workbench.bench import Bench, find_filing, read_change, tell_gone


def show_document(bench: Bench, request: Request) -> Response:
    """What stands, and what can be made."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    result, _ = bench.surveyor.find(filing, bench.today())
    return bench.show_unit(
        "document.html",
        "document",
        filing,
        result.unit,
        result=result,
        made=None,
        subjects=[],
        line_of=steps.line_of,
        documents=documents.list_documents(bench.desk, filing),
    )


def make_document(bench: Bench, request: Request) -> Response:
    """Make it, as `gongkai build` does, and tell what came of it."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    made = bench.surveyor.build(filing, draft=bool(read_change(request).get("draft")))
    return bench.show_unit(
        "document.html",
        "document",
        filing,
        made.unit,
        200 if made.written else 409,
        result=made,
        made=made,
        subjects=list(results_html.list_subjects(made)),
        line_of=steps.line_of,
        documents=documents.list_documents(bench.desk, filing),
    )


def send_document(bench: Bench, request: Request) -> Response:
    """A document that stands, to be saved."""
    filing, wanted = find_filing(bench, request), str(request.path_params["document"])
    found = documents.list_documents(bench.desk, filing) if filing else []
    document = next((it for it in found if it.id == wanted), None)
    content = document.read() if document else None
    if document is None or content is None:
        return answers.refuse(404, "没有这份文档", "回到成文，重新生成")
    return answers.hand_over(content, document.name)
