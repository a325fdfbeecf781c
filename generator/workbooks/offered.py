"""Files that somebody offers for a filing: what each is, and which filing they are meant for.

Each is told by its content: a filing, a published document, an export, tables of single records.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.exports import doubting, export_folders, finding, recognising, record_files
from generator.filing import marked, shared
from generator.packs import finding as packs
from generator.packs.pack import KEYS, Key
from generator.packs.reading import read_exports, read_record_forms
from generator.published import reading, recognition
from generator.spreadsheets.cells import Worksheet
from generator.vocabulary import FILING_SUFFIXES, UNIT, UNIT_CODE, UNIT_NAME

FILING, DOCUMENT, EXPORT, RECORDS, STRANGE = (
    "填报文件",
    "公开的文档",
    "导出的表",
    "单个项目的表",
    "认不出",
)
_DOCUMENTS = (".docx", ".docm", ".pdf", ".html", ".htm", ".xhtml")
_SURE = 1000  # more than any number of sheets


class Offered(NamedTuple):
    """A file that is offered: what it is, what of it is known, or why it is not known.

    `key` is what a filing or document says of itself. `sheets` are the names of sheets, each with
    the forms that it may be, by the packs that know it; `votes` how many of them a pack knows.
    """

    path: Path
    kind: str
    key: Key | None = None
    like: tuple[str, str] = ("", "")  # the kind and year of one whose region is not known
    unit: str = ""
    code: str = ""
    sheets: tuple[tuple[str, Mapping[Key, str]], ...] = ()
    votes: Mapping[Key, int] = {}
    note: str = ""

    @property
    def is_drawn_on(self) -> bool:
        """Whether a filing draws figures or records from it."""
        return self.kind in (EXPORT, RECORDS)

    def leads_to(self, key: Key) -> bool:
        """Whether it is of the year before a filing of that key."""
        kind, year, region = key
        before = str(int(year) - 1)
        return self.like == (kind, before) or self.key == (kind, before, region)


def look(path: Path, root: Path) -> Offered:
    """What a file is; it is opened only by the readers that bound what they read."""
    if path.suffix.lower() in FILING_SUFFIXES or marked.is_marked(path):
        return _look_at_filing(path)
    if path.suffix.lower() in export_folders.SUFFIXES:
        found = _look_at_sheets(path, root)
        return found if found.kind != STRANGE else _look_at_document(path, root, found)
    if path.suffix.lower() in _DOCUMENTS:
        strange = Offered(path, STRANGE)
        found = _look_at_document(path, root, strange)
        return found if found.kind != STRANGE else _look_at_records(path, root, found)
    return Offered(path, STRANGE, note="这种文件用不上；要的是导出的表、公开的文档、填报文件")


def choose_key(files: Sequence[Offered], root: Path, usual: Collection[Key] = ()) -> Key | None:
    """Which filing files are meant for; of several that fit alike, of the region and kind that are
    `usual`, the latest. None where nothing tells.
    """
    votes = Counter[Key]()
    for key in packs.list_available(root):
        votes[key] = sum(it.votes.get(key, 0) + _SURE * it.leads_to(key) for it in files)
    if not any(votes.values()):
        return None
    near = Counter((kind, region) for kind, _, region in usual)
    return max(votes, key=lambda it: (votes[it], near[it[0], it[2]], it[1], it))


def list_units(files: Iterable[Offered]) -> list[str]:
    """The names of units that files say they are of, each once."""
    return list(dict.fromkeys(it.unit for it in files if it.unit))


# -- filings ---------------------------------------------------------------------------------------


def _look_at_filing(path: Path) -> Offered:
    source, faults = shared.load(path)
    if source is None:
        return Offered(path, STRANGE, note=faults[0].message)
    key = tuple(source.data.get(name) for name in KEYS)
    if not all(isinstance(it, str) for it in key):
        return Offered(path, STRANGE, note=f"没有写{'、'.join(KEYS)}，不是填报文件")
    stated = source.data.get(UNIT)
    unit = stated if isinstance(stated, dict) else {}
    kind, year, region = map(str, key)
    named, code = (str(unit.get(it) or "") for it in (UNIT_NAME, UNIT_CODE))
    return Offered(path, FILING, (kind, year, region), unit=named, code=code)


# -- documents -------------------------------------------------------------------------------------


def _look_at_document(path: Path, root: Path, strange: Offered) -> Offered:
    document, faults = reading.read(path, path.name)
    if document is None:
        return strange._replace(note=strange.note or faults[0].message)
    known, reason = recognition.recognize(document, root)
    if known is None:
        return strange._replace(note=strange.note or reason)
    kind, _, region = known.pack.key
    year = str(known.year)
    if known.strange:
        note = f"像是 {kind} {year}，认不出是哪个地区的；选出地区"
        return Offered(path, DOCUMENT, like=(kind, year), note=note)
    return Offered(path, DOCUMENT, (kind, year, region), note=known.note)


# -- exports, records ------------------------------------------------------------------------------


def _look_at_sheets(path: Path, root: Path) -> Offered:
    book, faults = finding.read_book(str(path))
    if book is None:
        return Offered(path, STRANGE, note=faults[0].message)
    marks = [(sheet, recognising.read_marks(sheet)) for sheet in book.sheets if sheet.cells]
    fitting: list[dict[Key, str]] = [{} for _ in marks]
    votes = Counter[Key]()
    for key in packs.list_available(root):
        forms = read_exports(packs.choose(root, *key))
        found = [recognising.recognise(*it, forms) for it in marks]
        for own, (_, said), of in zip(fitting, marks, recognising.settle(found), strict=True):
            if of and not doubting.find_other_year(said, int(key[1])):
                own[key] = "、".join(it.name for it in of)
                votes[key] += 1
    if not votes:
        return _look_at_records(path, root, Offered(path, STRANGE, note="没有认得的表"))
    sheets = tuple(
        (_name_sheet(sheet, path), own) for (sheet, _), own in zip(marks, fitting, strict=True)
    )
    units = list(dict.fromkeys(finding.list_units(str(path))))
    codes = list(dict.fromkeys(code for _, said in marks for code in said.codes))
    return Offered(
        path,
        EXPORT,
        unit=units[0] if len(units) == 1 else "",
        code=codes[0] if len(codes) == 1 else "",
        sheets=sheets,
        votes=dict(votes),
        note=f"里面有 {len(units)} 个单位的表，只取所选单位的" if len(units) > 1 else "",
    )


def _look_at_records(path: Path, root: Path, strange: Offered) -> Offered:
    sheets: dict[str, dict[Key, str]] = {}
    votes = Counter[Key]()
    for key in packs.list_available(root):
        forms = tuple(read_record_forms(packs.choose(root, *key)))
        for table in record_files.look_into(str(path), forms).tables if forms else ():
            sheets.setdefault(table.sheet.name, {})[key] = table.form.into
            votes[key] += 1
    if not sheets:
        return strange
    return Offered(path, RECORDS, sheets=tuple(sheets.items()), votes=dict(votes))


def _name_sheet(sheet: Worksheet, path: Path) -> str:
    return sheet.name or path.stem


def name_sheets(offered: Offered, key: Key) -> Iterator[tuple[str, str]]:
    """The sheets of a file with the forms that they are in a pack; nothing for one it knows none
    of.
    """
    return ((name, forms.get(key, "")) for name, forms in offered.sheets)
