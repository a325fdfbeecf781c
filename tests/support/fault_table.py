"""How many planted faults an audit finds, class by class, and what it tells besides.

`PYTHONPATH=tests .venv/bin/python -m support.fault_table --help` says what may be asked for.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from unittest.mock import patch

from generator.audits import audit
from generator.audits.found import AuditFinding
from generator.diagnostics import FormPlace
from generator.published import tables
from generator.published.blocks import ReadDocument, ReadPlace, ReadTable
from generator.published.tables import TableForm, TableRead
from support import audited_documents, unseen
from support.audited_documents import FORMS, Audited
from support.figure_faults import FIGURES
from support.other_faults import OTHERS
from support.published_faults import Planted
from support.word_faults import WORDS

CLASSES: Mapping[str, Planted] = {**FIGURES, **WORDS, **OTHERS}
LEAST_FOUND, MOST_STRANGE = 95, 20  # hundredths
_AROUND = 24
# Findings about figures show them, and so their places.
_SUM = "A812"
FIGURES_TOLD = frozenset({f"A81{n}" for n in range(1, 9)})
# In a .pdf the row is a part of the way to a cell.
_CELL_OF_PDF = re.compile(r"(第\d+张表) 第\d+行")
Place = tuple[str, int, str, int]


@dataclass
class Tally:
    """Of one class: how many were planted and found, and what was told that is of none.

    `missed` and `told` say which, to look at.
    """

    planted: int = 0
    found: int = 0
    strange: int = 0
    missed: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.planted += other.planted
        self.found += other.found
        self.strange += other.strange
        self.missed += other.missed
        self.told += other.told

    @property
    def reached(self) -> bool:
        """Whether enough were found, and not too much else was told."""
        enough = 100 * self.found >= LEAST_FOUND * self.planted
        return enough and 100 * self.strange <= MOST_STRANGE * self.planted


def plant_all(
    document: ReadDocument, seeds: Iterable[int], only: Sequence[str] = (), salt: str = ""
) -> Iterator[tuple[str, int, ReadDocument]]:
    """The document with each fault, one at a time; those that it has no place for are left out."""
    for name in only or CLASSES:
        for seed in seeds:
            changed = CLASSES[name].plant(document, random.Random(f"{name}{seed}{salt}"))
            if changed is not None and changed != document:
                yield name, seed, changed


def judge(it: Audited, seeds: Sequence[int], only: Sequence[str] = ()) -> dict[str, Tally]:
    """What an audit makes of a document with each fault, and without any (the class “”)."""
    found = it.found
    with _each_table_read_once():
        clean = audit.judge(it.document, found).findings
        told = [f"{it.form} {it.name}：{one.message}" for one in clean]
        tallies = {"": Tally(1, 1, len(clean), [], told)}
        known = Counter(map(_mark, clean))
        filing = audited_documents.filing_of(it.name)
        for name, seed, changed in plant_all(it.document, seeds, only, f"{it.form}{it.name}"):
            if name in FIGURES and unseen.is_sound_elsewhere(filing, it.document, changed):
                continue
            strange = _less(audit.judge(changed, found).findings, known)
            tallies.setdefault(name, Tally()).add(_count(it, name, seed, changed, strange))
    return tallies


@contextmanager
def _each_table_read_once() -> Iterator[None]:
    """A table that no fault was planted in says what it said: most of the time goes there."""
    known = dict[tuple[int, ReadTable], TableRead]()
    really_read = tables.read

    def read(form: TableForm, table: ReadTable) -> TableRead:
        if (id(form), table) not in known:
            known[id(form), table] = really_read(form, table)
        return known[id(form), table]

    with patch.object(tables, "read", read):
        yield


def _less(findings: Iterable[AuditFinding], known: Counter[str]) -> list[AuditFinding]:
    """Findings that are not told of the clean document."""
    left = known.copy()
    told = []
    for it in findings:
        if left[_mark(it)] > 0:
            left[_mark(it)] -= 1
        else:
            told.append(it)
    return told


def _mark(it: AuditFinding) -> str:
    return f"{it.code} {it.message}"


def _count(
    it: Audited, name: str, seed: int, changed: ReadDocument, told: Sequence[AuditFinding]
) -> Tally:
    """A fault is found where what is told is of its class, and shows its place if it has one."""
    changes = _list_changes(it.document, changed)
    places = {place for place, _ in changes}
    own = [one for one in told if one.code in CLASSES[name].codes]
    own = [it for it in own if _is_there(it, places)]
    besides = CLASSES[name].besides
    strange = [one for one in told if one not in own and one.code not in besides]
    what = f"{it.form} {it.name} {name} {seed}：{_show(it.document, changed, changes)}"
    return Tally(
        1,
        bool(own),
        len(strange),
        [] if own else [what],
        [f"{what} => {one.code} {one.message}" for one in strange],
    )


def _is_there(it: AuditFinding, places: set[Place]) -> bool:
    """Whether what is told shows where the fault is.

    Of what does not add up that is the table: any of its parts may be wrong. A fault of another
    sort may be told at the other place that it disagrees with (the 目录, a note above a table).
    """
    if it.code not in FIGURES_TOLD or not places:
        return True
    there = set(_list_places(it))
    if it.code == _SUM:
        return not {_table_of(one) for one in places}.isdisjoint(map(_table_of, there))
    return not places.isdisjoint(there)


def _table_of(place: Place) -> Place:
    """Where a cell's table is, of a paragraph where it is itself."""
    part, paragraph, where, page = place
    of_pdf = _CELL_OF_PDF.match(where)
    table, row, _ = (of_pdf[1], "there", "") if of_pdf else where.partition("：")
    return (part, 0, table, 0) if row else (part, paragraph, where, page)


def _list_changes(old: ReadDocument, new: ReadDocument) -> list[tuple[Place, str]]:
    """The places of which the text is another, each with it."""
    before = Counter(_list_texts(old))
    return [(place, text) for place, text in _list_texts(new) if not before[place, text]]


def _list_texts(document: ReadDocument) -> Iterator[tuple[Place, str]]:
    for it in document.paragraphs:
        yield _at(it.place), it.text
    for table in document.tables:
        for cell in table.cells:
            yield _at(cell.place), cell.text


def _at(place: ReadPlace) -> Place:
    assert isinstance(place, FormPlace)
    return place.part, place.paragraph, place.where, place.page


def _list_places(it: AuditFinding) -> Iterator[Place]:
    for place in (it.place, *(one.place for one in it.figures)):
        if isinstance(place, FormPlace):
            yield _at(place)


def _show(old: ReadDocument, changed: ReadDocument, changes: Sequence[tuple[Place, str]]) -> str:
    """The first change: what stood there, what stands there, as far as they differ."""
    if not changes:
        return "删去"
    place, new = changes[0]
    gone = (text for at, text in _list_changes(changed, old) if at == place)
    was = next(gone, "")
    first = next((n for n, (a, b) in enumerate(zip(was, new, strict=False)) if a != b), 0)
    around = slice(max(first - _AROUND, 0), first + _AROUND)
    return f"{place[2]}：{was[around]} -> {new[around]}"


def tally_all(
    documents: Iterable[Audited],
    seeds: Sequence[int],
    only: Sequence[str],
    processes: int = 1,
    kept: Path | None = None,
) -> dict[str, Tally]:
    """All documents' tallies in one, class by class.

    In the file `kept` each document's tallies are written as soon as they are known; what stands
    there already is not counted anew.
    """
    known = _read_kept(kept)
    due = (it for it in documents if f"{it.form} {it.name}" not in known)
    for title, tallies in _judge_all(due, seeds, only, processes):
        known[title] = tallies
        if kept is not None:
            with kept.open("a", encoding="utf-8") as file:
                said = {name: asdict(tally) for name, tally in tallies.items()}
                print(json.dumps([title, said], ensure_ascii=False), file=file)
    whole: dict[str, Tally] = {"": Tally(), **{name: Tally() for name in only or CLASSES}}
    for tallies in known.values():
        for name, tally in tallies.items():
            whole[name].add(tally)
    return whole


def _read_kept(kept: Path | None) -> dict[str, dict[str, Tally]]:
    lines = kept.read_text("utf-8").splitlines() if kept is not None and kept.exists() else []
    known: dict[str, dict[str, Tally]] = {}
    for title, said in map(json.loads, lines):
        known.setdefault(title, {}).update({name: Tally(**it) for name, it in said.items()})
    return known


def _judge_all(
    documents: Iterable[Audited], seeds: Sequence[int], only: Sequence[str], processes: int
) -> Iterator[tuple[str, dict[str, Tally]]]:
    """Each document's form and name, with its tallies, in the order in which they are known."""
    if processes == 1:
        yield from ((f"{it.form} {it.name}", judge(it, seeds, only)) for it in documents)
        return
    with ProcessPoolExecutor(processes) as pool:
        waiting = dict[Future[dict[str, Tally]], str]()
        for it in documents:  # printing them takes long: what is known meanwhile is told
            waiting[pool.submit(judge, it, seeds, only)] = f"{it.form} {it.name}"
            for one in [one for one in waiting if one.done()]:
                yield waiting.pop(one), one.result()
        yield from ((waiting[one], one.result()) for one in as_completed(waiting))


def write(tallies: Mapping[str, Tally]) -> str:
    """The table in Markdown."""
    lines = ["| 类 | 种 | 找到 | | 多报 |", "|---|---:|---:|---:|---:|"]
    for name, it in tallies.items():
        if name and it.planted:
            share = f"{100 * it.found / it.planted:.1f}%"
            lines.append(f"| {name} | {it.planted} | {it.found} | {share} | {it.strange} |")
    clean = tallies[""]
    return "\n".join([*lines, "", f"没有种的 {clean.planted} 份：{clean.strange} 处"])


def main() -> None:
    parser = argparse.ArgumentParser(description="种错误，看审核找到几处")
    parser.add_argument("classes", nargs="*", metavar="类", help="不写是全部")
    parser.add_argument("--form", action="append", choices=FORMS, help="文档的形式，不写是全部")
    parser.add_argument("--document", action="append", help="文档名的开头，不写是全部")
    parser.add_argument("--seeds", type=int, default=1, help="每份文档每类种几处")
    parser.add_argument("--first", type=int, default=0, help="从第几个种子起")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--turns", action="store_true", help="每份只印一种字体的，轮着来")
    parser.add_argument("--kept", type=Path, help="数完一份就写在这个文件里，再运行时接着数")
    parser.add_argument("--missed", action="store_true", help="逐条列出没有找到的和多报的")
    asked = parser.parse_args()
    collect = audited_documents.take_turns if asked.turns else audited_documents.collect
    documents = collect(asked.form or FORMS, asked.document or [""])
    seeds = range(asked.first, asked.first + asked.seeds)
    tallies = tally_all(documents, seeds, asked.classes, asked.processes, asked.kept)
    print(write(tallies))
    if asked.missed:
        for it in tallies.values():
            print(*(f"没有找到 {one}" for one in it.missed), sep="\n")
            print(*(f"多报 {one}" for one in it.told), sep="\n")


if __name__ == "__main__":
    main()
