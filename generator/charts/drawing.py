"""A chart in a document, and the names that its programs ask for.

`filling.charts` answers to these names; `plots` and `sheet` print them.
"""

from html import escape

from generator.charts.looks import EMU_PER_MM, MOST_LEVEL
from generator.charts.parts import relation
from generator.money import Style
from generator.packs.charts import Chart
from generator.vocabulary import CHARTS
from generator.word.ooxml import R

NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_USUAL, _TURNED = 75, 115  # heights in mm: names that stand upright need more
_ID = 90000  # of drawings: far from those that a form itself has
# What the view of a chart answers to (`filling.charts`).
SOMETHING, ALT, HEIGHT, POINTS, COUNT = "有数", "替代文字", "高", "各点", "点数"
CROWDED, NEGATIVE, LAST = "密", "有负", "末行"
NAME, LEGEND, VALUE, KNOWN, MISSING = "名称", "图例", "数", "有", "缺"
COLOUR, INK, HATCHED, LABELLED, ROW = "颜色", "字色", "花", "显", "行"
# Filters: a figure as data (digits alone), as the chart's style prints it, a share as text.
DATA, TEXT, RATE_TEXT = "图数", "图字", "图比"


def path(chart: Chart, name: str) -> str:
    """How the text of a form asks a chart for something."""
    return f"{CHARTS}.{chart.name}.{name}"


def write_inline(chart: Chart, number: int, width: int) -> str:
    """The run of the document that holds a chart."""
    alt, height = path(chart, ALT), path(chart, HEIGHT)
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{{{{ {height} }}}}"/>'
        f'<wp:docPr id="{_ID + number}" name="{escape(chart.name)}" descr="{{{{ {alt} }}}}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{DRAWING}"><a:graphicData uri="{NAMESPACE}">'
        f'<c:chart xmlns:c="{NAMESPACE}" xmlns:r="{R[1:-1]}" r:id="{relation(number)}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def number_format(style: Style) -> str:
    """How programs write the numbers of a style, which are rounded already."""
    whole = "#,##0" if style.grouped else "0"
    plain = "General" if style.trim else whole + f".{'0' * style.decimals}" * bool(style.decimals)
    ending = f'"{style.suffix}"' if style.suffix else ""
    if style.zero is None:
        return plain + ending
    return f'{plain}{ending};-{plain}{ending};"{style.zero}"'


def axis_format(style: Style) -> str:
    """How programs write the numbers of an axis of a style: where they are small, with decimals, or
    steps of a half would read 0, 1, 1, 2."""
    return "[&lt;10]General;#,##0" if style.grouped else "General"


def height_of(chart: Chart, points: int, lying: bool) -> int:
    """How high (in EMU) a chart of so many points is: bars and legends need room for each."""
    if lying:
        return (30 + points * (6 * len(chart.series) + 5)) * EMU_PER_MM
    if chart.round:
        return max(_USUAL, 20 + points * 6) * EMU_PER_MM
    crowded = points * len(chart.series) > MOST_LEVEL
    return (_TURNED if crowded else _USUAL) * EMU_PER_MM
