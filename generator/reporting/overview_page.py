"""总览: all units of a bureau on one page, those that need it first.

The page stands alone: its style is in it, nothing is fetched, nothing runs. Whatever comes from a
filing goes through `page.text`.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from generator.diagnostics import Severity
from generator.reporting import page
from generator.units.result import FAULTY, STATES, KeyFigure, Result

TITLE = "公开文档总览"
UNREAD = "（未读出）"
# Of a figure whose movement is not explained.
NO_REASON = "C306"
HOW_TO = (
    "金额单位为万元；括号里是与上年相比的增减。增减超过表样所定幅度的数用【】标出，请核对。"
    "有错误的单位排在前面，没有生成文档；详情用 gongkai check 填报文件 查看。"
)
STYLE = """
body { max-width: none; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.outlying { background: #ffe08a; font-weight: 600; }
.summary td, .summary th { font-size: .875rem; line-height: 1.4; }
"""


@dataclass(frozen=True, slots=True)
class Row:
    """What the page keeps of one filing: so little that thousands fit."""

    file: str
    unit: str
    state: str
    errors: int
    warnings: int
    reasons: int
    figures: tuple[KeyFigure, ...]
    document: Path | None

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Its place on the page: errors first, then what stands out, then warnings."""
        outlying = sum(figure.outlying for figure in self.figures)
        return self.state != FAULTY, -outlying, -self.warnings


def row(result: Result) -> Row:
    """What the page keeps of a result."""
    return Row(
        result.file,
        result.unit,
        result.state,
        result.count(Severity.ERROR),
        result.warnings,
        sum(fault.code == NO_REASON for fault in result.faults),
        result.figures,
        result.written,
    )


def as_page(rows: Iterable[Row], folder: Path) -> str:
    """The page as it lies in a folder, from where its links lead to the documents."""
    ordered = sorted(rows, key=lambda row: row.rank)
    labels = list(dict.fromkeys(figure.label for row in ordered for figure in row.figures))
    return page.whole(TITLE, STYLE, _body(ordered, labels, folder))


def _body(rows: Sequence[Row], labels: Sequence[str], folder: Path) -> Iterator[str]:
    counts = (f"{sum(row.state == state for row in rows)} 个{state}" for state in STATES)
    yield f'<h1>{TITLE}</h1>\n<p class="total">共 {len(rows)} 个填报文件：{"，".join(counts)}</p>'
    yield f"<p>{HOW_TO}</p>"
    names = ("单位", "填报文件", "结论", "错误", "提示", "缺原因", *labels)
    heads = "".join(f'<th scope="col">{page.text(name)}</th>' for name in names)
    yield f'<table class="summary"><thead><tr>{heads}</tr></thead>\n<tbody>'
    for row in rows:
        yield _row(row, labels, folder)
    yield "</tbody></table>"


def _row(row: Row, labels: Sequence[str], folder: Path) -> str:
    style = "verdict faulty" if row.state == FAULTY else "verdict"
    own = {figure.label: figure for figure in row.figures}
    counts = (row.errors, row.warnings, row.reasons)
    cells = [
        f'<th scope="row">{_linked(row, folder)}</th>',
        f"<td>{page.text(row.file)}</td>",
        f'<td class="{style}">{row.state}</td>',
        *(f'<td class="number">{count or ""}</td>' for count in counts),
        *(_figure(own.get(label)) for label in labels),
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _linked(row: Row, folder: Path) -> str:
    name = page.text(row.unit) or UNREAD
    if row.document is None:
        return name
    try:
        way = os.path.relpath(row.document, folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return name
    return f'<a href="{page.text(quote(way, errors="surrogateescape"))}">{name}</a>'


def _figure(figure: KeyFigure | None) -> str:
    if figure is None:
        return "<td></td>"
    movement = f"（{page.text(figure.movement)}）" if figure.movement else ""
    value = page.text(figure.value) + movement
    if figure.outlying:
        return f'<td class="number outlying">【{value}】</td>'
    return f'<td class="number">{value}</td>'
