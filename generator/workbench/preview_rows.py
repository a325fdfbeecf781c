"""What a trace and a change look like on a page: rows, with the ways to what they speak of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.compare.words import Segment, Status
from generator.corrections.findings import Findings, Trace, Use
from generator.corrections.passages import Passage
from generator.reporting import trace_rows, traces
from generator.reporting.trace_rows import MadeRow

_NEAR = 12  # signs that are shown of what stayed, at either end


class ShownUse(NamedTuple):
    """A place where a figure is printed: its anchor in the preview, empty where it has none."""

    where: str
    before: str
    text: str
    after: str
    anchor: str


class ShownMaking(NamedTuple):
    """A row of how a figure is made, and the line of the filing that says so (0: another file)."""

    row: MadeRow
    line: int


class ShownTrace(NamedTuple):
    """A quantity: its addresses, which side of it, how it is made, where it is printed."""

    names: Sequence[str]
    side: str
    rows: Sequence[ShownMaking]
    uses: Sequence[ShownUse]
    more: int


class ShownChange(NamedTuple):
    """A place that reads otherwise: its text in pieces, what stayed shortened; its anchor."""

    where: str
    pieces: Sequence[Segment]
    anchor: str


def list_traces(
    found: Findings, file: str, numbers: Mapping[tuple[int, int], int], part: str
) -> Iterator[ShownTrace]:
    """What was found, as rows; `numbers` are those of the figures of a `part` of the document."""
    for trace in found.traces[: traces.MAX_TRACES]:
        made = (row for making in trace.makings for row in trace_rows.list_rows(making))
        uses = [_show_use(it, numbers, part) for it in trace.uses[: traces.MAX_USES]]
        yield ShownTrace(
            trace.addresses[: traces.MAX_ADDRESSES],
            _side(trace),
            [ShownMaking(row, line_in(row.place, file)) for row in made],
            uses,
            len(trace.uses) - len(uses),
        )


def _side(trace: Trace) -> str:
    return f"对{trace.base}的{traces.SIDES.get(trace.aspect, '数')}" if trace.base else ""


def _show_use(use: Use, numbers: Mapping[tuple[int, int], int], part: str) -> ShownUse:
    number = numbers.get((use.spot.paragraph, use.offset)) if use.spot.part == part else None
    before, after = ("", "") if use.spot.cell is not None else traces.around(use)
    return ShownUse(use.spot.where, before, use.text, after, "" if number is None else f"f{number}")


def line_in(place: str, file: str) -> int:
    """The line of a file that a place names; 0 for a cell, or a place in another file."""
    named, _, line = place.rpartition(":")
    return int(line) if named == file and line.isdecimal() else 0


def list_changes(
    passages: Sequence[Passage], anchors: Mapping[int, int], part: str
) -> Iterator[ShownChange]:
    """The places that read otherwise, as far as something is seen there."""
    for it in passages:
        if it.blank:
            continue
        here = it.new is not None and it.new.part == part
        number = anchors.get(it.new.paragraph) if here and it.new else None
        anchor = "" if number is None else f"c{number}"
        yield ShownChange(it.spot.where, [*_list_pieces(it)], anchor)


def _list_pieces(passage: Passage) -> Iterator[Segment]:
    """What went and what came, between the nearest words that stayed."""
    step = Status.CAME if passage.old is None else Status.GONE
    for it in passage.segments or (Segment(step, passage.spot.text),):
        long = it.step is Status.STAYED and len(it.text) > 2 * _NEAR
        yield it._replace(text=f"{it.text[:_NEAR]}…{it.text[-_NEAR:]}") if long else it
