"""A year's filing begun: from last year's or empty, drawing on exports or not, in either form."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.addresses import Steps
from generator.corrections import blank, document_start, drawn_start, due, starting
from generator.corrections.rolling import Rolled, StartError
from generator.corrections.starting import Forms, Reader
from generator.filing import marked
from generator.filing import source as sources
from generator.filing.source import Source
from generator.filing.yaml_tree import Node
from generator.packs.pack import Pack
from generator.published import lending
from generator.workbooks import blank as books
from generator.workbooks import conversion, converting, remarks
from generator.workbooks.blank import Beginning


class BegunFiling(NamedTuple):
    """What is to be known of a filing that was begun; `rolled` where it follows from a filing."""

    remarks: tuple[str, ...]
    rolled: Rolled | None = None


def find_region(last: str | None) -> str | None:
    """The region of last year's filing, or of last year's document."""
    if last is not None and lending.is_document(Path(last)):
        return document_start.find_region(Path(last))
    return starting.region_of(last)


def start(
    last: Path | None,
    target: Path,
    pack: Pack,
    exports: Sequence[Path],
    known: Mapping[str, str] = blank.NOTHING_KNOWN,
) -> BegunFiling:
    """Write a year's filing from whatever there is: last year's, its published document, neither.

    What is `known` of its unit serves where there is neither.
    """
    if last is None:
        begin(target, pack, exports, known)
        return BegunFiling(())
    if not lending.is_document(last):
        rolled = go_on(last, target, pack, exports)
        return BegunFiling(rolled.remarks, rolled)
    starting.refuse_existing(target)
    begun = document_start.read(last, target, pack)
    begin(target, pack, exports, stated=begun.stated)
    return BegunFiling(begun.remarks)


def begin(
    target: Path,
    pack: Pack,
    exports: Sequence[Path],
    known: Mapping[str, str] = blank.NOTHING_KNOWN,
    stated: Mapping[str, Node] = blank.NOTHING_STATED,
) -> None:
    """Write an empty filing but for what is `known` of its unit, and `stated` from the beginning.

    What exports have is left out.
    """
    text = blank.write_filing(pack, known, stated)
    if exports:
        text = drawn_start.shorten(text, exports, target, pack)
    if not marked.is_workbook(target):
        starting.write(target, text)
        return
    begun = Beginning({**_keep_stated(_parse(text, str(target)).data), **stated})
    starting.put(target, books.write(pack, begun))
    if exports:
        _show_ahead(target, pack, begun, due.NOTHING_SAID)


def go_on(last: Path, target: Path, pack: Pack, exports: Sequence[Path]) -> Rolled:
    """Write the filing that follows from last year's; what an export has is left out."""
    begun = _Rolling(target, pack, exports)
    rolled = starting.roll(last, target, pack, Forms(_reader(last), begun.make))
    if exports and not marked.is_workbook(target):
        drawn_start.add_reasons(target, begun.old)
    elif exports:
        _show_ahead(target, pack, begun.begun, begun.old)
    return rolled


class _Rolling:
    """How a filing is made of its text; then also what it began with, and last year's reasons."""

    def __init__(self, target: Path, pack: Pack, exports: Sequence[Path]) -> None:
        self.target, self.pack, self.exports = target, pack, exports
        self.begun, self.old = books.EMPTY, due.NOTHING_SAID

    def make(self, rolled: Rolled, last: Source) -> bytes:
        """The bytes of the filing."""
        if self.exports:
            text, self.old = drawn_start.draw_on(rolled.text, self.exports, self.target, self.pack)
            rolled = rolled._replace(text=text)
        if not marked.is_workbook(self.target):
            return starting.TEXTS.make(rolled, last)
        source = _parse(rolled.text, last.file)
        self.begun = Beginning(source.data, last.data, remarks.find(source))
        return books.write(self.pack, self.begun)


def _reader(last: Path) -> Reader:
    return read_as_text if marked.is_workbook(last) else starting.TEXTS.read


def _show_ahead(target: Path, pack: Pack, begun: Beginning, old: Mapping[Steps, str]) -> None:
    """Write a workbook anew, with what its exports hold and the reasons that it owes."""
    ahead = due.look_ahead(target, old)
    content = books.write(pack, begun._replace(owed=ahead.rows, drawn=ahead.drawn))
    starting.put(target, content, overwrite=True)


def _keep_stated(node: Node) -> dict[str, Node]:
    """What of an empty filing is filled all the same."""
    if not isinstance(node, dict):
        return {}
    inner = {key: _keep_stated(it) if isinstance(it, dict) else it for key, it in node.items()}
    return {key: it for key, it in inner.items() if it and not _is_empty(it)}


def _is_empty(node: Node) -> bool:
    """Whether it is a list of which entries wait to be filled."""
    return isinstance(node, list) and not all(isinstance(it, str) for it in node)


def read_as_text(path: Path) -> Source | None:
    """A workbook as if it had been typed in YAML; None where it cannot be read."""
    source, noted, _ = conversion.load(path)
    if source is None:
        return None
    return _parse(converting.write_yaml(source, noted), str(path))


def _parse(text: str, file: str) -> Source:
    source, faults = sources.parse(text.encode(), file)
    if source is None:
        raise StartError(f"{file}：{faults[0].message}")
    return source
