"""What is found in files that were dropped, and what a filing of them would be: nothing is kept.

It runs in a process of its own: documents take seconds, and whoever wrote them is not known.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from generator.consolidation import department
from generator.corrections.rolling import StartError
from generator.diagnostics import Fault
from generator.exits import RefusedError
from generator.filing import shared
from generator.kept import library
from generator.packs import finding
from generator.packs.pack import Key, Pack
from generator.vocabulary import UNIT, UNIT_CODE, UNIT_NAME, WORKBOOK_SUFFIX
from generator.workbench import import_folder
from generator.workbench.job_process import JobStep, Tell
from generator.workbooks import beginning, drawn_cells, offered
from generator.workbooks.drawn_cells import DrawnCell
from generator.workbooks.offered import Offered

TEXT_SUFFIX = ".yaml"
SUFFIXES = (TEXT_SUFFIX, WORKBOOK_SUFFIX)
OF_EXPORTS, MOST_FILINGS = "L", 200


class ImportChoice(NamedTuple):
    """What was chosen: for which filing (None: as the files say), in which form, from which filing
    of last year's that stands in the folder ("": none), for which unit ("": as the files say).
    """

    key: Key | None = None
    suffix: str = TEXT_SUFFIX
    last: str = ""
    unit: str = ""


class Examined(NamedTuple):
    """What was found in files, and what a filing made of them would have from which cell."""

    choice: ImportChoice
    files: tuple[Offered, ...]
    unit: str = ""
    code: str = ""
    cells: tuple[DrawnCell, ...] = ()
    remarks: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    refused: str = ""
    standing: tuple[Offered, ...] = ()  # the filings of the folder, as many as are looked at

    @property
    def own(self) -> Offered | None:
        """A file that is such a filing itself."""
        return next(
            (it for it in self.files if it.kind == offered.FILING and it.key == self.choice.key),
            None,
        )

    @property
    def last(self) -> Path | None:
        """The filing of last year's that stands and was chosen."""
        return Path(self.choice.last) if self.choice.last else None


class Ingredients(NamedTuple):
    """What a filing is made of."""

    last: Path | None
    exports: tuple[Path, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """All of it."""
        return (*self.exports, *([self.last] if self.last else []))


def examine(tell: Tell, folder: Path, choice: ImportChoice, filings: Sequence[Path]) -> Examined:
    """Look into every file of a folder, then make a filing of them in a folder below; `filings`
    are those that stand.
    """
    root, paths = library.current(), import_folder.list_kept(folder)
    standing = tuple(offered.look(it, root) for it in filings[:MOST_FILINGS])
    usual = [it.key for it in standing if it.key is not None]
    files = []
    for number, path in enumerate(paths):
        tell(JobStep(f"正在看 {path.name}", number, len(paths)))
        files.append(offered.look(path, root))
    key = choice.key or offered.choose_key(files, root, usual)
    if key is None:
        key = next((it.key for it in files if it.kind == offered.FILING), None)
    choice = choice._replace(key=key)
    found = Examined(choice, tuple(files), standing=standing)
    if key is None or found.own is not None:
        return found
    tell(JobStep("照这些文件试做一份", len(paths), len(paths)))
    return _try_out(found, folder / "试" / f"新填报{choice.suffix}")


def find_ingredients(found: Examined) -> Ingredients:
    """What of some files goes into a filing; a filing that was chosen goes before their own."""
    key = found.choice.key
    assert key is not None
    leading = [it.path for it in found.files if it.leads_to(key)]
    exports = tuple(it.path for it in found.files if it.is_drawn_on and key in it.votes)
    return Ingredients(found.last or next(iter(leading), None), exports)


def begin(target: Path, of: Ingredients, choice: ImportChoice) -> tuple[str, ...]:
    """Write the filing; remarks on it. A `StartError` or `RefusedError` where that cannot be."""
    assert choice.key is not None
    pack = finding.choose(library.current(), *choice.key)
    known = {UNIT_NAME: choice.unit} if choice.unit else {}
    return beginning.start(of.last, target, pack, of.exports, known).remarks


def _try_out(found: Examined, target: Path) -> Examined:
    choice = found.choice
    of = find_ingredients(found)
    if not of.files:
        return found._replace(refused="没有用得上的文件；从空白开始的，下面直接新建")
    try:
        remarks = begin(target, of, choice)
    except (StartError, RefusedError) as error:
        return found._replace(refused=_shorten(str(error), target.parent.parent))
    told = tuple(_shorten(it, target.parent.parent) for it in remarks)
    assert choice.key is not None
    pack = finding.choose(library.current(), *choice.key)
    return _read(found._replace(remarks=told), target, pack)


def _read(found: Examined, target: Path, pack: Pack) -> Examined:
    source, faults = shared.load(target)
    if source is None:
        return found._replace(faults=tuple(faults))
    filing, faults = department.read_alone(source, pack)
    stated = filing.source.data.get(UNIT)
    unit = stated if isinstance(stated, dict) else {}
    return found._replace(
        unit=str(unit.get(UNIT_NAME) or ""),
        code=str(unit.get(UNIT_CODE) or "") or next((it.code for it in found.files if it.code), ""),
        cells=tuple(drawn_cells.list_cells(filing.source)),
        faults=tuple(it for it in faults if it.code.startswith(OF_EXPORTS)),
    )


def _shorten(said: str, folder: Path) -> str:
    """What is said without the ways to where files lie for the time being."""
    for way in (f"{folder}/试/../", f"{folder}/试/", f"{folder}/"):
        said = said.replace(way, "")
    return said
