"""What `verify` makes of edited documents: drawn from a seed, held one by one against a filing."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from typing import NamedTuple

from generator import pipeline
from generator.edited import agreement, held
from generator.edited.expected import Expected, expect
from generator.edited.findings import Finding, State
from generator.word import word_file
from support.edits import (
    draft,
    exchanges,
    figures,
    harmless,
    insertions,
    moved,
    removals,
    seen,
    whole,
    wording,
)
from support.edits.draft import Edit, Origin

SEED = "2024"
Enumerate = Callable[[Origin], Iterator[Edit]]

HARMFUL: tuple[Enumerate, ...] = (
    figures.edits,
    wording.edits,
    exchanges.edits,
    removals.edits,
    insertions.edits,
)
# What is harmless, and what of it stays: the look, the sentences, the figures.
HARMLESS: tuple[tuple[Enumerate, Callable[[str], object]], ...] = (
    (harmless.edits, seen.squeezed),
    (whole.edits, seen.statements),
    (moved.moves, seen.sentences),
    (moved.notations, seen.figures),
    (moved.wordings, seen.figures),
)
# Of the classes that are not always listed, why.
BEYOND: Mapping[str, str] = {
    "比较对象：上年→预算": "与谁比不是数、单位、方向；“与上年持平”旁边没有数，只当作换了字",
    "对调：两张表": "两张不同的表对调，各表的栏名、行名、数都还在原来的次序里，当作移动",
}
WRONG = (State.DIFFERS.value, State.LOST.value)


class Verdict(NamedTuple):
    """What became of one edit: the states told, and whether a finding names its place.

    `placed` is None where nothing was told, or where the edit has no place to name.
    """

    filing: str
    kind: str
    note: str
    states: tuple[str, ...]
    placed: bool | None


@dataclass(frozen=True)
class Bench:
    """A filing's document, and what it is held against."""

    origin: Origin
    expected: Expected
    untouched: bytes
    shown: str


def set_up(filing: Path) -> Bench:
    """The document of a filing, printed once; an untouched one is told nothing of."""
    outcome = pipeline.produce(filing)
    assert not outcome.failed, filing
    origin = draft.read(filing.stem, outcome.document)
    untouched = origin.draft("").pack()
    shown = seen.seen(outcome.document)
    bench = Bench(origin, expect(outcome), untouched, shown)
    assert bench.shown == seen.seen(untouched)
    assert not hold(untouched, bench)
    return bench


def hold(raw: bytes, bench: Bench) -> tuple[Finding, ...]:
    """What is told of a document."""
    opened = word_file.read(raw, f"{bench.origin.name}.docx")
    assert isinstance(opened, word_file.WordFile), opened
    verified = agreement.hold(held.of_word(opened), bench.expected)
    assert not verified.faults, verified.faults
    return verified.findings


def sample(origin: Origin, edits: Iterable[Edit], most: int, every: int = 1) -> list[Edit]:
    """At most so many edits of each (or each so-manieth) class, drawn by the seed."""
    by_kind: defaultdict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_kind[edit.kind].append(edit)
    chance = {kind: Random(f"{SEED}/{origin.name}/{kind}") for kind in by_kind}
    return [
        edit
        for kind, found in list(by_kind.items())[::every]
        for edit in chance[kind].sample(found, min(most, len(found)))
    ]


def harmful(bench: Bench, most: int, every: int = 1) -> list[Verdict]:
    """What became of at most so many edits of each (or each so-manieth) class that mislead."""
    edits = chain.from_iterable(enumerate_(bench.origin) for enumerate_ in HARMFUL)
    return [_judge(bench, edit) for edit in sample(bench.origin, edits, most, every)]


def _judge(bench: Bench, edit: Edit) -> Verdict:
    raw = carry_out(bench, edit)
    assert bench.shown != seen.seen(raw), f"{edit.kind} changed nothing that shows: {edit.note}"
    return told(bench, edit, raw)


def carry_out(bench: Bench, edit: Edit) -> bytes:
    """The document after an edit."""
    copy = bench.origin.draft(f"{SEED}/{edit.kind}/{edit.path}/{edit.note}")
    edit.change(copy, copy.find(edit.path))
    raw = copy.pack()
    if "EDITS_FOLDER" in os.environ:
        name = f"{bench.origin.name}-{edit.kind}".replace("/", "／")
        Path(os.environ["EDITS_FOLDER"], f"{name}.docx").write_bytes(raw)
    return raw


def told(bench: Bench, edit: Edit, raw: bytes) -> Verdict:
    """What is told of a document after an edit."""
    findings = hold(raw, bench)
    states = tuple(finding.state.value for finding in findings)
    wheres = ["".join(finding.where.split()) for finding in findings]
    near = ["".join(words.split()) for words in edit.near]
    placed = any(words in where for words in near for where in wheres)
    return Verdict(
        bench.origin.name, edit.kind, edit.note, states, placed if near and wheres else None
    )


def unharmed(bench: Bench, most: int, every: int = 1) -> list[Verdict]:
    """What became of at most so many edits of each class that mislead nobody."""
    verdicts = []
    for enumerate_, staying in HARMLESS:
        stays = staying(bench.shown)
        for edit in sample(bench.origin, enumerate_(bench.origin), most, every):
            raw = carry_out(bench, edit)
            assert raw != bench.untouched, f"{edit.kind} changed nothing: {edit.note}"
            assert stays == staying(seen.seen(raw)), f"{edit.kind} is not harmless: {edit.note}"
            verdicts.append(told(bench, edit, raw))
    return verdicts
