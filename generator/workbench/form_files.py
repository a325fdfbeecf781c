"""The filing that a form edits: its text, typed and not yet saved or as the file has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.diagnostics import Fault, Place
from generator.exits import RefusedError
from generator.filing import source as sources
from generator.filing.source import Source
from generator.filing.yaml_tree import Node
from generator.kept import reading
from generator.packs import workbook_layout
from generator.packs.pack import Pack
from generator.workbench import form_faults, keeping, texts
from generator.workbench.keeping import Draft
from generator.workbench.texts import FileText
from generator.workbooks import conversion, planning, rewriting
from generator.workbooks.planning import SheetPlan


@dataclass(frozen=True)
class Typing:
    """A filing as it is typed now: the file, the draft if there is one, what the text says."""

    filing: Path
    file: FileText
    draft: Draft | None
    source: Source
    pack: Pack
    sheets: tuple[SheetPlan, ...]

    @property
    def content(self) -> bytes:
        """What the file would hold if it were saved now."""
        return self.file.encode(self.source.text)

    @property
    def base(self) -> str:
        """What a change has to begin from."""
        return self.draft.base if self.draft else self.file.digest

    @property
    def common(self) -> str:
        """The text that whatever is typed began from; "" where the file has changed since."""
        return self.file.text if self.base == self.file.digest else ""

    @property
    def drafted(self) -> bool:
        """Whether something is typed and not saved."""
        return self.draft is not None and self.draft.text != self.file.text

    @cached_property
    def marked(self) -> Mapping[int, int]:
        """For each line that is marked to be looked at the number of its sheet."""
        return form_faults.find_marked(self.source, self.sheets)

    def rewrite(self, wanted: Mapping[str, Node]) -> str | Fault:
        """The text that says another tree."""
        try:
            return rewriting.rewrite(self.source, wanted)
        except RefusedError as error:
            place = Place(str(self.filing), 1, 1)
            return Fault("F107", str(error), place, help="到“文本”页里改")


def load(filing: Path) -> Typing | Fault:
    """A filing to be filled in by fields, or why that cannot be."""
    file = texts.load(filing)
    if isinstance(file, Fault):
        return file
    draft = keeping.find_draft(filing)
    text = draft.text if draft else file.text
    content = file.encode(text)
    source, faults = sources.parse(content, str(filing))
    if source is None:
        return faults[0]
    with reading.instead(filing, content):
        pack, faults = conversion.find_pack(filing)
    if pack is None:
        return faults[0]
    sheets = planning.plan(pack, workbook_layout.read(pack.files))
    return Typing(filing, file, draft, source, pack, tuple(sheets))
