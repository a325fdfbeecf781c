"""The charts of a Word document, ours or anybody's: what each shows, and the workbook behind it.

Only what a reader sees is told, not how it looks or what a program calls it.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from generator.word import ooxml, opc
from generator.word.ooxml import R, W, XmlError

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DOCUMENT_PROPERTIES, EXTENT = f"{_WP}docPr", f"{_WP}extent"
CHART_KIND, WORKBOOK_KIND = f"{opc.OFFICE}/chart", f"{opc.OFFICE}/package"
TITLE, SERIES, CATEGORY, VALUE, LABEL = "title", "series", "category", "value", "label"
_DRAWN = ("bar", "pie", "doughnut", "line", "area", "scatter", "radar", "bubble", "ofPie")
# What programs can write at a point besides its value and texts of its own.
_AUTOMATIC = ("showPercent", "showBubbleSize")


class ChartText(NamedTuple):
    """A text of a chart: what it is of, of which series and category (from 0; a title's are 0).

    `number` is that of its first piece among all texts of the part, from 1, as `Printed` counts.
    """

    role: str
    series: int
    category: int
    text: str
    number: int = 0


class DrawnChart(NamedTuple):
    """A chart: its part, the drawing and the paragraph that hold it, and all that it shows.

    `kind` says how it is drawn; `alt` is its alternative text; `automatic` what programs write at
    its points; `formats` how they write values there.
    """

    part: str
    drawing: Any
    paragraph: Any
    alt: str
    kind: str
    texts: tuple[ChartText, ...]
    automatic: tuple[str, ...]
    formats: tuple[str, ...]
    workbook: str  # its part; nothing where it has none

    @property
    def title(self) -> str:
        """What stands above it."""
        return next((it.text for it in self.texts if it.role == TITLE), "")

    def said(self) -> dict[tuple[str, int, int], ChartText]:
        """Every text by what it is of."""
        return {(it.role, it.series, it.category): it for it in self.texts}


def read(parts: Mapping[str, bytes], main: str, root: Any) -> list[DrawnChart]:
    """The charts of a document's body in order; one whose part is no XML is left out."""
    references = list(root.iter(f"{C}chart"))
    links = _list_links(parts, main) if references else {}
    known: dict[str, DrawnChart | None] = {}  # a part that several name is read once
    charts = []
    for reference in references:
        drawing = next(reference.iterancestors(f"{W}drawing"), None)
        part = links.get(reference.get(f"{R}id", ""), "")
        if drawing is not None and part in parts:
            charts.append(_place(_read_known(parts, part, known), drawing))
    return [it for it in charts if it is not None]


def _list_links(parts: Mapping[str, bytes], main: str) -> Mapping[str, str]:
    """The parts of charts by the names that the body calls them by."""
    return {it.id: it.target for it in opc.relations(parts, main) if it.kind == CHART_KIND}


def _read_known(
    parts: Mapping[str, bytes], part: str, known: dict[str, DrawnChart | None]
) -> DrawnChart | None:
    if part not in known:
        known[part] = None
        with suppress(XmlError):
            known[part] = read_part(parts, part)
    return known[part]


def _place(chart: DrawnChart | None, drawing: Any) -> DrawnChart | None:
    """A chart where a drawing places it."""
    described = next(drawing.iter(DOCUMENT_PROPERTIES), None)
    alt = "" if described is None else described.get("descr", "")
    paragraph = next(drawing.iterancestors(f"{W}p"), None)
    return chart and chart._replace(drawing=drawing, paragraph=paragraph, alt=alt)


def read_part(parts: Mapping[str, bytes], part: str) -> DrawnChart:
    """What a chart's part shows, wherever it stands; what is no XML is an `XmlError`."""
    root = ooxml.parse(parts[part])
    numbers = {node: n for n, node in enumerate(root.iter("{*}v", "{*}t"), start=1)}
    kinds = [it for name in _DRAWN for it in root.iter(f"{C}{name}Chart", f"{C}{name}3DChart")]
    said = (_name_kind(it) for it in kinds)
    automatic = dict.fromkeys(
        name for name in _AUTOMATIC for it in root.iter(C + name) if _is_on(it)
    )
    formats = [it.get("formatCode", "") for it in root.iterfind(f".//{C}dLbls/{C}numFmt")]
    formats += [it.text or "" for it in root.iter(f"{C}formatCode")]
    workbook = next(iter(opc.targets(parts, part, WORKBOOK_KIND)), "")
    return DrawnChart(
        part,
        None,
        None,
        "",
        "+".join(said),
        tuple(_texts(root, numbers)),
        tuple(automatic),
        tuple(dict.fromkeys(formats)),
        workbook if workbook in parts else "",
    )


def _name_kind(plot: Any) -> str:
    """How series are drawn: as lying bars, say."""
    name = plot.tag.removeprefix(C).replace("3D", "")
    way = plot.find(f"{C}barDir")
    return name if way is None else f"{name}-{way.get('val', 'col')}"


def _is_on(switch: Any) -> bool:
    return switch.get("val", "1") not in ("0", "false", "off")


def _texts(root: Any, numbers: Mapping[Any, int]) -> Iterator[ChartText]:
    title = root.find(f"{C}chart/{C}title")
    if title is not None:
        yield from _text(TITLE, 0, 0, title.iter(f"{_A}t", f"{C}v"), numbers)
    for n, series in enumerate(root.iter(f"{C}ser")):
        yield from _text(SERIES, n, 0, series.iterfind(f"{C}tx//{C}v"), numbers)
        for role, name in ((CATEGORY, "cat"), (VALUE, "val")):
            for point in series.iterfind(f"{C}{name}//{C}pt"):
                at = _index(point.get("idx", ""))
                yield from _text(role, n, at, point.iterfind(f"{C}v"), numbers)
        for label in series.iterfind(f"{C}dLbls/{C}dLbl"):
            index = label.find(f"{C}idx")
            at = _index("" if index is None else index.get("val", ""))
            yield from _text(LABEL, n, at, label.iterfind(f"{C}tx//{_A}t"), numbers)


def _index(text: str) -> int:
    return ooxml.whole_number(text) or 0


def _text(
    role: str, series: int, category: int, nodes: Iterator[Any], numbers: Mapping[Any, int]
) -> Iterator[ChartText]:
    """A text in one or more pieces; nothing where there is none."""
    pieces = list(nodes)
    if pieces:
        text = "".join(it.text or "" for it in pieces)
        yield ChartText(role, series, category, text, numbers.get(pieces[0], 0))
