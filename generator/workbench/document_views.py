"""成文: the Word documents of a filing are made and handed over."""

from starlette.requests import Request
from starlette.responses import Response

from generator.exits import RefusedError
from generator.outputs import formats, office
from generator.workbench import answers, documents, public_folders, roster_views, steps
from generator.workbench.bench import Bench, find_filing, read_change, tell_gone

_NO_ENGINE = (
    "没有找到 LibreOffice，这里印不成 PDF：装上它（免费，www.libreoffice.org）再来，"
    "或者在 WPS、Word 里打开文档导出 PDF，公开时选那个文件"
)


def show_document(bench: Bench, request: Request) -> Response:
    """What stands, and what can be made."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    result, listed = bench.surveyor.find(filing, bench.today())
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
        folders=list(public_folders.list_folders(bench.desk, filing)),
        formats=formats.FORMATS,
        no_layout=_explain_layout(),
        listed=roster_views.tell_listed(bench, listed),
        today=bench.today(),
    )


def make_document(bench: Bench, request: Request) -> Response:
    """Make it, as `gongkai build` does, and tell what came of it."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    made = bench.surveyor.build(filing, draft=bool(read_change(request).get("draft")))
    _, listed = bench.surveyor.find(filing, bench.today())
    return bench.show_unit(
        "document.html",
        "document",
        filing,
        made.unit,
        200 if made.written else 409,
        result=made,
        made=made,
        subjects=bench.list_subjects(made),
        line_of=steps.line_of,
        documents=documents.list_documents(bench.desk, filing),
        folders=list(public_folders.list_folders(bench.desk, filing)),
        formats=formats.FORMATS,
        no_layout=_explain_layout(),
        listed=roster_views.tell_listed(bench, listed),
        today=bench.today(),
    )


def _explain_layout() -> str:
    """Why nothing can be laid out here, and what to do; empty where something can."""
    try:
        office.find()
    except RefusedError:
        return _NO_ENGINE
    return ""


def send_document(bench: Bench, request: Request) -> Response:
    """A document that stands, to be saved."""
    filing, wanted = find_filing(bench, request), str(request.path_params["document"])
    found = documents.list_documents(bench.desk, filing) if filing else []
    document = next((it for it in found if it.id == wanted), None)
    content = document.read() if document else None
    if document is None or content is None:
        return answers.refuse(404, "没有这份文档", "回到成文，重新生成")
    return answers.hand_over(content, document.name)
