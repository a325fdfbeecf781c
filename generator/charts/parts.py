"""Where a chart's parts stand in a document's package, and what the package says of them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from generator.word import archive, ooxml, opc
from generator.word.archive import Packed

CHART_KIND, WORKBOOK_KIND = f"{opc.OFFICE}/chart", f"{opc.OFFICE}/package"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# A sheet is named by its workbook's part and, behind this, its own.
INSIDE, SHEET = "!", "xl/worksheets/sheet1.xml"
# No other program calls its parts so.
_CHARTS, _WORKBOOKS = "word/charts/gongkai", "word/embeddings/gongkai"


def relation(number: int) -> str:
    """The identifier of the relationship that leads from the document to its n-th chart."""
    return f"rIdChart{number}"


def chart_part(number: int) -> str:
    """The part of a document's n-th chart."""
    return f"{_CHARTS}{number}.xml"


def workbook_part(number: int) -> str:
    """The workbook behind a document's n-th chart."""
    return f"{_WORKBOOKS}{number}.xlsx"


def sheet_part(number: int) -> str:
    """The sheet in the workbook behind a document's n-th chart, as programs name it."""
    return f"{workbook_part(number)}{INSIDE}{SHEET}"


def declare(fixed: Mapping[str, Packed], main: str, present: Sequence[int]) -> dict[str, Packed]:
    """The fixed parts of a form with what its package says of the charts that are there."""
    if not present:
        return dict(fixed)
    changing = (opc.TYPES_PART, opc.relations_part(main))
    before = tuple((name, fixed[name]) for name in changing if name in fixed)
    return {**fixed, **_make_frame(before, main, tuple(present))}


@lru_cache(maxsize=32)
def _make_frame(
    before: tuple[tuple[str, Packed], ...], main: str, present: tuple[int, ...]
) -> dict[str, Packed]:
    """The parts of a package that change because there are charts: once per set of them."""
    parts = {name: archive.inflate(part) for name, part in before}
    for number in present:
        declare_chart(parts, number)
        opc.relate(parts, main, CHART_KIND, chart_part(number), relation(number))
    return {name: archive.deflate(data) for name, data in parts.items()}


def declare_chart(parts: opc.Parts, number: int) -> None:
    """State what a chart and its workbook are, and that the one leads to the other."""
    chart, workbook = chart_part(number), workbook_part(number)
    opc.declare(parts, chart, _CHART_TYPE)
    opc.declare(parts, workbook, WORKBOOK_TYPE)
    parts.pop(opc.relations_part(chart), None)
    opc.relate(parts, chart, WORKBOOK_KIND, workbook)


def is_of_chart(part: str) -> bool:
    """Whether a part is a chart of ours, or the sheet in its workbook."""
    return part.startswith((_CHARTS, _WORKBOOKS))


def is_inside(part: str) -> bool:
    """Whether a part is one of a workbook's, as programs name it."""
    return INSIDE in part


def outer_part(part: str) -> str:
    """The part of the document's package that a part is or is inside of."""
    return part.partition(INSIDE)[0]


def _open_up(part: str, package: Mapping[str, bytes]) -> bytes:
    """What a part holds, where it is inside another's too."""
    outer, inside, inner = part.partition(INSIDE)
    return archive.read(package[outer], {inner})[inner] if inside else package[outer]


def is_present(xml: bytes, number: int) -> bool:
    """Whether a filled document holds its n-th chart: no text of a unit's can say so."""
    return f'r:id="{relation(number)}"'.encode() in xml


def read_texts(part: str, package: Mapping[str, bytes]) -> list[str]:
    """Every text in a chart's part or sheet that stands on a line of its own, in order."""
    root = ooxml.parse(_open_up(part, package))
    nodes = (it for it in root.iter("{*}v", "{*}t") if isinstance(it.tag, str))
    return [node.text or "" for node in nodes]
