"""What audits found, in files of a folder: one for each document, and an overview of several."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from generator.audits.audit import Audit
from generator.reporting import audit_json, audit_page, audit_sheet, audit_text, console, placing

ALL = "审核总览"
Maker = Callable[[Sequence[Audit]], str | bytes]
_FORMS: Mapping[str, tuple[str, Maker]] = {
    "text": (".txt", lambda several: "\n\n".join(map(audit_text.as_text, several)) + "\n"),
    "json": (".json", audit_json.as_json),
    "html": (".html", audit_page.as_html),
    "xlsx": (".xlsx", audit_sheet.as_workbook),
}


def write(audits: Sequence[Audit], folder: Path, form: str) -> bool:
    """Write what was found in each document, and of several what was in all; whether all is."""
    suffix, make = _FORMS[form]
    names = placing.name_pages([it.file for it in audits], f"{ALL}.html")
    files = {names[it.file].removesuffix(placing.HTML): [it] for it in audits}
    if len(audits) > 1:
        files[ALL] = list(audits)
    faults = [placing.put(folder / f"{name}{suffix}", make(of)) for name, of in files.items()]
    wrong = [it for it in faults if it is not None]
    if wrong:
        console.complain(console.faults_text(wrong))
    console.say(f"已写 {len(files) - len(wrong)} 个文件：{folder}")
    return not wrong
