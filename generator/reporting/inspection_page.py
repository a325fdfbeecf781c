"""What inspectors tick off, as pages that stand alone, with the places cut out of the document."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.audits.audit import Audit
from generator.audits.found import AuditFinding, excerpt, spot
from generator.audits.publication import HeldAgainst
from generator.outputs import pages
from generator.published.blocks import ReadPlace
from generator.published.pdf_pictures import Picture
from generator.reporting import absent_units, audit_text, inspection_rows


class ShownPicture(NamedTuple):
    """A picture as a page holds it; where the places are in it, in per cent of its sides."""

    data: str
    where: str
    width: int
    height: int
    boxes: tuple[tuple[float, float, float, float], ...]


def as_html(audits: Sequence[Audit], held: HeldAgainst | None = None) -> str:
    """The page of one document; what lists of units say besides stands in the overview."""
    [audit] = audits
    return pages.render(
        "inspection.html",
        audit=audit,
        rows=inspection_rows.list_rows(audit),
        unjudged=inspection_rows.why_unjudged(audit),
        heads=inspection_rows.HEADS,
        title=inspection_rows.TITLE,
        say=audit_text,
        spot=spot,
        excerpt=excerpt,
        picture=lambda finding: list(list_pictures(finding, audit.pictures)),
        pictured=True,
    )


def as_overview(
    audits: Sequence[Audit], names: Mapping[str, str], held: HeldAgainst | None = None
) -> str:
    """The page of several documents: what each item is in each, leading to their own pages."""
    return pages.render(
        "inspections.html",
        groups=inspection_rows.group(audits),
        names=names,
        cells=inspection_rows.list_cells,
        unjudged=inspection_rows.why_unjudged,
        title=f"{inspection_rows.TITLE}总览",
        say=audit_text,
        told=audit_text.overview(audits),
        audits=audits,
        absent=absent_units.list_rows(held),
        absent_heads=absent_units.HEADS,
    )


def list_pictures(
    finding: AuditFinding, pictures: Mapping[ReadPlace, Picture]
) -> Iterator[ShownPicture]:
    """The pictures of a finding: its place, then those of its figures; what shows several, once."""
    alike: dict[bytes, list[ReadPlace]] = {}
    for place in dict.fromkeys((finding.place, *(it.place for it in finding.figures))):
        if place in pictures:
            alike.setdefault(pictures[place].png, []).append(place)
    for png, places in alike.items():
        boxes = tuple(_box(pictures[it].mark) for it in places)
        data, it = b64encode(png).decode("ascii"), pictures[places[0]]
        yield ShownPicture(data, spot(places[0]), it.width, it.height, boxes)


def _box(mark: Sequence[int]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (side / 10 for side in mark)
    return left, top, right - left, bottom - top
