"""The pages that are asked for besides what the console tells, made when all results are in."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from generator.filing import marked
from generator.reporting import console
from generator.units.result import Result
from generator.units.rolls import Rolls

if TYPE_CHECKING:
    from datetime import datetime

    from generator.reporting.overview_rows import UnitRow

EACH = "各单位"
WORKBOOK = ".xlsx"


def read_clock() -> "datetime":
    """What time it is: only pages and lists of units say, or ask, when they were made."""
    from datetime import datetime

    return datetime.now()


class Pages:
    """The pages that are asked for besides, made when all results are in.

    `output` is where what was found goes: a folder, a page or a file of data; None for nowhere.
    """

    def __init__(
        self, *, html: bool, overview: str | None, rolls: Rolls, output: str | None
    ) -> None:
        self.html, self.overview = html, overview
        self.output, self.rolls = output, rolls
        self.results: list[Result] = []

    def add(self, result: Result) -> None:
        """Keep of a result what the pages need."""
        if self.html or self.output is not None or self.overview:
            self.results.append(result)

    def finish(self) -> bool:
        """Print or write the pages; whether that could be done."""
        written = True
        if self.output is not None:
            written = self._write_reports(self.output)
        elif self.html:
            from generator.reporting import results_html

            console.say(results_html.as_html(self.results), utf8=True, end="")
        return self._finish_overview() and written

    def _write_reports(self, output: str) -> bool:
        if marked.is_workbook(output):
            from generator.workbooks import conversion

            conversion.write_annotated(self.results[0], Path(output))
            console.say(f"已写 {output}：有问题的格都着了色，写了批注")
            return True
        from generator.reporting import report_files

        return report_files.write(self.results, output, html=self.html)

    def _finish_overview(self) -> bool:
        if not self.overview:
            return True
        from generator.reporting import overview_page, placing

        path = Path(self.overview)
        pages, written = self._write_pages(path)
        rows = list(self._rows(pages))
        if path.suffix.lower() == WORKBOOK:
            from generator.reporting import overview_sheet

            fault = placing.put(path, overview_sheet.as_workbook(rows, path.parent, read_clock()))
        else:
            fault = placing.put(path, overview_page.as_page(rows, path.parent, read_clock()))
        console.complain(console.fault_text(fault) if fault else f"总览：{path}")
        return fault is None and written

    def _write_pages(self, path: Path) -> tuple[Mapping[str, Path], bool]:
        """Where each unit's own page lies: where they were asked for, else beside the overview."""
        from generator.reporting import report_files

        if self.html and self.output is not None:
            return report_files.list_pages(self.results, Path(self.output)), True
        folder = path.with_name(f"{path.stem}-{EACH}")
        return report_files.write_pages(self.results, folder)

    def _rows(self, pages: Mapping[str, Path]) -> "Iterator[UnitRow]":
        from generator.reporting import overview_rows

        today = read_clock().date()
        for result in self.results:
            listed, page = self.rolls.find(result), pages.get(result.file)
            yield overview_rows.keep(result, listed, today, page)
        for call in self.rolls.each():
            for due, unit in call.list_missing():
                yield overview_rows.keep_missing(due, unit, today)
