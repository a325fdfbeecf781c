"""Filings of all packs as workbooks and back, also after LibreOffice has saved them again.

PYTHONPATH=tests .venv/bin/python -m support.round_trips 200 文件夹    # a table of what came back
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generator.filing import source as sources
from generator.filing.source import Source
from generator.kept import library
from generator.packs import finding
from generator.packs.pack import Pack
from generator.workbooks import conversion, converting, remarks, yaml_text
from support import invented_trees
from support.examples import ROOT
from support.office import calc_all_as
from support.packs import pack_of

FILINGS = sorted(
    path
    for folder in ("inputs", "tests/filings")
    for path in (ROOT / folder).rglob("*.yaml")
    if not path.name.startswith("_")
)
KEYS = sorted(finding.list_available(library.installed()))
SAVED = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}
BATCH = 6  # so many that LibreOffice opens in one run
Tried = tuple[str, Pack, Source]  # a name, which is a file's too, and the filing


def list_filings() -> Iterator[Tried]:
    """Every filing that stands in the repository."""
    for path in FILINGS:
        source, faults = sources.load(path)
        assert source is not None, faults
        yield path.relative_to(ROOT).as_posix().replace("/", "_"), pack_of(path), source


def list_invented(count: int) -> Iterator[Tried]:
    """So many filings over all packs in turn."""
    for index in range(count):
        pack = finding.choose(library.installed(), *KEYS[index % len(KEYS)])
        tree = invented_trees.invent(pack, index)
        source, faults = sources.parse(yaml_text.write(tree).encode(), f"编{index}.yaml")
        assert source is not None, faults
        yield f"编{index}.yaml", pack, source


def write_book(tried: Tried, folder: Path) -> Path:
    """A filing as a workbook in a folder."""
    name, pack, source = tried
    path = folder / f"{Path(name).stem}.xlsx"
    laid = converting.lay(pack, source.data)
    path.write_bytes(converting.draw(pack, laid, remarks.find(source)))
    return path


def comes_back(source: Source, path: Path) -> str:
    """Nothing where a workbook says what a filing said, and its YAML too; else what differs."""
    read, noted, faults = conversion.load(path)
    if read is None:
        return f"读不成：{[(it.code, it.message, str(it.place)) for it in faults][:3]}"
    if not yaml_text.is_same(source.data, read.data):
        return f"树不同：{_first_difference(source.data, read.data)}"
    if remarks.find(source) != noted:
        return "备注不同"
    again, faults = sources.parse(converting.write_yaml(read, noted).encode(), "回.yaml")
    if again is None or not yaml_text.is_same(source.data, again.data):
        return "YAML 不同"
    return f"提示：{read.doubts[:2]}" if read.doubts else ""


def _first_difference(one: object, other: object, at: str = "") -> str:
    if isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other):
        pairs: list[tuple[object, object, object]] = [(key, one[key], other[key]) for key in one]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = [(number, *pair) for number, pair in enumerate(zip(one, other, strict=True))]
    else:
        return "" if one == other else f"{at}：{one!r:.200} / {other!r:.200}"
    found = (_first_difference(mine, its, f"{at}.{key}") for key, mine, its in pairs)
    return next(filter(None, found), "")


def try_all(every: list[Tried], folder: Path) -> Iterator[tuple[str, str, str]]:
    """A form, a filing's name, and what did not come back of it (nothing: everything did)."""
    for start in range(0, len(every), BATCH):
        block = every[start : start + BATCH]
        books = {tried[0]: write_book(tried, folder) for tried in block}
        for name, _, source in block:
            yield "", name, comes_back(source, books[name])
        for form, filter_ in SAVED.items():
            saved = calc_all_as(list(books.values()), form, filter_, folder / form)
            for name, _, source in block:
                yield form, name, comes_back(source, saved[books[name]])


def main(count: int, place: Path, begin: int = 0) -> None:
    """Try every filing of the repository, and so many invented; those before `begin` were tried."""
    place.mkdir(parents=True, exist_ok=True)
    every = [] if begin else [*list_filings()]
    every += [*list_invented(count)][begin:]
    done: Counter[tuple[str, bool]] = Counter()
    for form, name, wrong in try_all(every, place):
        done[form, not wrong] += 1
        if wrong:
            print(form or "当时", name, wrong, flush=True)
        if name == every[-1][0]:
            print(done, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
