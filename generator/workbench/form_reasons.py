"""What a filing states for addresses: the reasons that are due, with both figures, and the rest."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator import addresses
from generator.addresses import Steps
from generator.corrections import due
from generator.corrections.due import Ahead, Due
from generator.filing import shared
from generator.filing.yaml_tree import Node, Path_
from generator.filling.marks import Aspect
from generator.kept import reading
from generator.money import as_text
from generator.packs.pack import Pack
from generator.pipeline import Outcome
from generator.vocabulary import KIND_TEXT, PRIOR_YEAR, REASONS
from generator.workbooks import tree_paths

_NOTED = (Aspect.NOTE, Aspect.NO_NOTE)
NOTHING_AHEAD = Ahead((), {}, ())


class StatedAt(NamedTuple):
    """Something that is stated for an address, or is due: its path, and why it is asked for."""

    path: Path_
    label: str
    asked: Due | None = None

    @property
    def due(self) -> bool:
        """Whether it has to be stated."""
        return self.asked is not None and self.asked.missing


def look_ahead(filing: Path, content: bytes, outcome: Outcome, pack: Pack) -> Ahead:
    """What the figures show of reasons and of figures that are to be compared with."""
    with reading.instead(filing, content):
        ahead = due.look_from(outcome, _read_old(filing, outcome, pack))
    return ahead._replace(owed=(*ahead.owed, *dict.fromkeys(_list_notes(outcome))))


def _list_notes(outcome: Outcome) -> Iterator[Due]:
    """The words that are printed of a figure, or are missing, whatever it moved by."""
    for mark in (it.mark for it in outcome.printed if it.mark.aspect in _NOTED):
        if outcome.books is not None and mark.base:
            book = outcome.books.now
            figure, address = book.figure(mark.steps), addresses.show(book.short(mark.steps))
            now = "" if figure.value.is_nan() else as_text(figure.value, figure.kind)
            yield Due(mark.base, address, now, "", mark.aspect is Aspect.NO_NOTE)


def _read_old(filing: Path, outcome: Outcome, pack: Pack) -> Mapping[Steps, str]:
    """The reasons that last year's filing gives, by their addresses."""
    base = pack.base_files.get(PRIOR_YEAR)
    named = outcome.filing.data.get(base.key) if base and outcome.filing else None
    path = filing.parent / str(named)
    if not named or path.suffix not in (".yaml", ".yml"):
        return due.NOTHING_SAID
    source, _ = shared.load(path)
    stated = source.data.get(REASONS) if source else None
    return {steps: text for steps, _, text in _flatten(stated, (), ())}


def list_stated(
    section: str, kind: str, tree: Mapping[str, Node], ahead: Ahead
) -> Iterator[StatedAt]:
    """All that a section states, or owes, each address once."""
    owed = {addresses.parse(it.address): it for it in ahead.rows if it.section == section}
    for steps, path, _ in _flatten(tree.get(section), (), ()):
        yield StatedAt((section, *path), addresses.show(steps), owed.pop(steps, None))
    for it in owed.values():
        if it.missing or kind == KIND_TEXT:
            yield StatedAt((section, it.address), it.address, it)


def _flatten(node: Node, steps: Steps, path: Path_) -> Iterator[tuple[Steps, Path_, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _flatten(value, (*steps, *addresses.parse(key)), (*path, key))
    elif path and tree_paths.is_text(node):
        yield steps, path, node or ""
