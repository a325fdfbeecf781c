"""Pictures of what was found in a .pdf, cut out of its pages; of other documents there are none."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.audits.audit import Audit
from generator.diagnostics import FormPlace
from generator.kept import reading
from generator.published import pdf_process
from generator.published.blocks import ReadPlace
from generator.published.pdf_pictures import Picture, SoughtSpot
from generator.word import archive

_ROW = re.compile(r"第\d+张表 第\d+行 ?(.*)")
_MOST_OF_ONE = 4  # places of a finding


def take(audit: Audit) -> Mapping[ReadPlace, Picture]:
    """A picture of each place that a finding names, as far as it is found on its page."""
    places = list(dict.fromkeys(_list_places(audit)))
    if audit.kind != ".pdf" or not places:
        return {}
    try:
        raw = reading.read(Path(audit.file), archive.MAX_TOTAL)
    except OSError:
        return {}  # it was read a moment ago; somebody took it away
    taken = pdf_process.show(raw, [_spot(it) for it in places])
    return {place: it for place, it in zip(places, taken, strict=True) if it is not None}


def _list_places(audit: Audit) -> Iterator[FormPlace]:
    for finding in audit.findings:
        places = (finding.place, *(it.place for it in finding.figures[:_MOST_OF_ONE]))
        yield from (it for it in places if isinstance(it, FormPlace) and it.page)


def _spot(place: FormPlace) -> SoughtSpot:
    """What to look for: the text, and the label of its row where it is in a table."""
    row = _ROW.match(place.where)
    return SoughtSpot(place.page, place.text, row[1] if row else "")
