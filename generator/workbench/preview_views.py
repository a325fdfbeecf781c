"""预览: the document as it would be made now; its figures answer where they come from."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from generator.corrections import findings, tracing
from generator.corrections.dossier import Dossier
from generator.corrections.findings import Findings
from generator.corrections.passages import Passage
from generator.diagnostics import Fault
from generator.kept import reading
from generator.outputs import page, pages
from generator.outputs.pages import RenderedPart
from generator.word import archive, opc
from generator.workbench import preview_rows, preview_weaving
from generator.workbench.bench import Bench, find_filing, tell_gone
from generator.workbench.correction_bases import EarlierFiling
from generator.workbench.preview_rows import ShownChange
from generator.workbench.preview_shelf import OpenFiling, ReadPaper

_AGED = "填报改过了，这个数可能不在原来的地方；刷新预览再点"
MOST_CHANGES, _MAX_QUESTION, _WITHOUT = 200, 200, "none"


class WovenDocument(NamedTuple):
    """The body of a document as HTML, and what reads otherwise than in an earlier one."""

    paper: RenderedPart
    changes: Sequence[ShownChange]


def show_preview(bench: Bench, request: Request) -> Response:
    """The document, with what reads otherwise than in the one before marked."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    opened = bench.previews.open(bench.surveyor, filing, bench.today())
    if opened.of is None:
        return _tell_none(bench, filing)
    paper = bench.previews.read(opened)
    if isinstance(paper, Fault):
        return _tell_none(bench, filing)
    earlier = bench.previews.list_earlier(bench.desk, filing, read_filing(filing))
    against = choose(earlier, request.query_params.get("against", ""))
    changes: Sequence[Passage] = ()
    if against is not None:
        changes = bench.previews.list_changes(bench.surveyor, opened, against)
    of, way, named = opened.of, f"{_way(bench, opened)}/", against.id if against else ""
    woven = bench.previews.weave(opened, named, lambda: _weave(of, paper, way, changes))
    return _show(
        bench,
        "preview.html",
        opened,
        earlier=earlier,
        against=named,
        changes=woven.changes[:MOST_CHANGES],
        more=len(woven.changes[MOST_CHANGES:]),
        sign=opened.mark,
        paper=woven.paper,
    )


def _weave(of: Dossier, paper: ReadPaper, way: str, changes: Sequence[Passage]) -> WovenDocument:
    weaving = preview_weaving.Weaving(of, paper.body, way, changes)
    shown = preview_rows.list_changes(changes, weaving.changed, paper.body.part)
    laid = page.lay_out(paper.public, weaving)
    return WovenDocument(pages.render_part("workbench/preview_paper.html", **laid), tuple(shown))


def ask(bench: Bench, request: Request) -> Response:
    """Where a figure comes from that somebody clicked, or asked for in words."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    opened = bench.previews.open(bench.surveyor, filing, bench.today())
    if opened.of is None:
        return _tell_none(bench, filing)
    found = _find(opened, opened.of, request)
    if found is None:
        return _show_trace(bench, request, opened, None, _AGED)
    return _show_trace(bench, request, opened, found, found.missing)


def _find(opened: OpenFiling, of: Dossier, request: Request) -> Findings | None:
    """What is asked for; None where the document is not the one any more that was asked about."""
    sign, number = request.path_params.get("sign"), request.path_params.get("number", "")
    if sign is None:
        return tracing.trace(of, request.query_params.get("q", "")[:_MAX_QUESTION])
    printed = of.outcome.printed
    if sign != opened.mark or not number.isdecimal() or int(number[:9]) >= len(printed):
        return None
    return findings.gather_alike(of, printed[int(number)])


def _show_trace(
    bench: Bench, request: Request, opened: OpenFiling, found: Findings | None, said: str
) -> Response:
    assert opened.of is not None
    part = main_part(opened.of)
    numbers = preview_weaving.number_figures(opened.of, part)
    number = request.path_params.get("number", "")
    part_alone = "hx-request" in request.headers
    name = "trace.html" if part_alone else "trace_page.html"
    return _show(
        bench,
        name,
        opened,
        part=part_alone,
        said=said,
        found=found,
        back=f"f{number}" if number.isdecimal() else "",
        traces=list(preview_rows.list_traces(found, str(opened.filing), numbers, part))
        if found
        else [],
    )


def _show(bench: Bench, name: str, opened: OpenFiling, **fields: Any) -> Response:
    assert opened.of is not None
    told = {"drafted": opened.of.drafted, "typed": opened.content is not None}
    unit = opened.of.filing.unit_name
    return bench.show_unit(name, "preview", opened.filing, unit, **told, **fields)


def _way(bench: Bench, opened: OpenFiling) -> str:
    return f"/units/{bench.desk.name(opened.filing)}/preview/{opened.mark}"


def _tell_none(bench: Bench, filing: Path) -> Response:
    result, _ = bench.surveyor.find(filing, bench.today())
    return bench.show_unit("no_preview.html", "preview", filing, result.unit)


def main_part(of: Dossier) -> str:
    """The name of the part of a document that holds its body."""
    return opc.main_part(archive.read(of.outcome.document))


def read_filing(filing: Path) -> bytes:
    """What the file of a filing holds; nothing where it cannot be read."""
    try:
        return reading.read(filing, archive.MAX_TOTAL)
    except OSError:
        return b""


def choose(earlier: Sequence[EarlierFiling], wanted: str) -> EarlierFiling | None:
    """The one that is wanted, else the first; none where somebody wants none."""
    if wanted == _WITHOUT or not earlier:
        return None
    return next((it for it in earlier if it.id == wanted), earlier[0])
