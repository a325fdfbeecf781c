"""What audits found, in files of a folder: one for each document, and an overview of several."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from generator.audits.audit import Audit
from generator.audits.publication import HeldAgainst
from generator.diagnostics import Fault
from generator.reporting import (
    absent_units,
    audit_json,
    audit_page,
    audit_sheet,
    audit_text,
    console,
    inspection_page,
    inspection_rows,
    inspection_sheet,
    placing,
)

ALL = "审核总览"
REPORT, LIST = "报告", "清单"
Maker = Callable[[Sequence[Audit], HeldAgainst | None], str | bytes]


def _texts(say: Callable[[Audit], str]) -> Maker:
    def write(several: Sequence[Audit], held: HeldAgainst | None) -> str:
        last = [absent_units.as_text(held)] if held else []
        return "\n\n".join([*map(say, several), *last]) + "\n"

    return write


# By style and format: how files end, and what is in them.
_FORMS: Mapping[tuple[str, str], tuple[str, Maker]] = {
    (REPORT, "text"): (".txt", _texts(audit_text.as_text)),
    (REPORT, "json"): (".json", audit_json.as_json),
    (REPORT, "html"): (".html", audit_page.as_html),
    (REPORT, "xlsx"): (".xlsx", audit_sheet.as_workbook),
    (LIST, "text"): (".txt", _texts(inspection_rows.as_text)),
    (LIST, "json"): (".json", audit_json.as_json),
    (LIST, "html"): (".html", inspection_page.as_html),
    (LIST, "xlsx"): (".xlsx", inspection_sheet.as_workbook),
}


def make(
    style: str, form: str, audits: Sequence[Audit], held: HeldAgainst | None = None
) -> tuple[str, str | bytes]:
    """One file of a style and format: how its name ends, and what is in it.

    A list with pictures is of one document.
    """
    suffix, maker = _FORMS[style, form]
    return suffix, maker(audits, held)


class AuditFiles:
    """The files of a folder: each document's is written as soon as it is done."""

    def __init__(self, paths: Sequence[Path], folder: Path, style: str, form: str) -> None:
        self.folder, self.style, self.form = folder, style, form
        self.suffix, self.make = _FORMS[style, form]
        self.names = placing.name_pages(list(map(str, paths)), f"{ALL}.html")
        self.wrong: list[Fault] = []
        self.written = 0

    def put(self, audit: Audit) -> None:
        """Write what was found in a document."""
        self._write(self._name(audit), self.make([audit], None))

    def finish(self, audits: Sequence[Audit], held: HeldAgainst | None) -> bool:
        """Write the overview of several, and tell; whether everything could be written."""
        if len(audits) > 1:
            self._write(f"{ALL}{self.suffix}", self._overview(audits, held))
        if self.wrong:
            console.complain(console.faults_text(self.wrong))
        console.say(f"已写 {self.written} 个文件：{self.folder}")
        return not self.wrong

    def _overview(self, audits: Sequence[Audit], held: HeldAgainst | None) -> str | bytes:
        if (self.style, self.form) != (LIST, "html"):
            return self.make(audits, held)
        names = {it.file: self._name(it) for it in audits}
        return inspection_page.as_overview(audits, names, held)

    def _name(self, audit: Audit) -> str:
        return self.names[audit.file].removesuffix(placing.HTML) + self.suffix

    def _write(self, name: str, content: str | bytes) -> None:
        fault = placing.put(self.folder / name, content)
        self.written += fault is None
        self.wrong += [fault] if fault else []
