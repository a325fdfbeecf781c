"""What a published Word document still carries of its making: drafts, revisions, hidden text."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.audits.found import AuditFinding
from generator.diagnostics import Fault, FormPlace, Severity
from generator.kept import reading
from generator.word import archive, unfinished, word_file
from generator.word.unfinished import Unready

# What is told of what shows that a document is not ready, and how much it weighs. What has not
# been filled in is told where it stands; pages of a 目录 are no matter of what a document says.
_TOLD: Mapping[Unready, Severity] = {
    Unready.DRAFTED: Severity.ERROR,
    Unready.REVISED: Severity.WARNING,
    Unready.COMMENTED: Severity.WARNING,
    Unready.HIDDEN: Severity.WARNING,
}


def find(path: Path) -> Iterator[AuditFinding]:
    """Each kind of what is left in a Word document, at the first place where it stands."""
    try:
        opened = word_file.read(reading.read(path, archive.MAX_TOTAL), str(path))
    except OSError:
        return  # it was read a moment ago; somebody took it away
    if isinstance(opened, Fault):
        return
    for it in unfinished.find(opened):
        if it.sign in _TOLD:
            who = f"（{it.who}）" if it.who else ""
            message = f"还有{it.sign.value} {it.number} 处{who}"
            place = FormPlace(str(path), opened.main, 0, "", it.where)
            why = "公开的文档不带草稿、修订、批注和隐藏的文字"
            yield AuditFinding("A834", "没有清稿", message, place, (), why, _TOLD[it.sign])
