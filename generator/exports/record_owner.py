"""Whether a table of one record is the unit's: what it says of the unit, and of whose it is."""

from collections.abc import Iterator

from generator.diagnostics import Fault, Place
from generator.exports import labels
from generator.exports.record_desk import OWNER, WHOSE, FoundRecord
from generator.filing.source import Source
from generator.filing.yaml_tree import Node
from generator.vocabulary import UNIT, UNIT_NAME

_HELP = "换成这个单位的表；确是这个单位的，改正表上写的"


def check(record: FoundRecord, source: Source) -> Iterator[Fault]:
    """What a table says of its unit and its filing says otherwise."""
    for path, (said, place) in record.values.items():
        if path[0] == OWNER:
            own = source.at(path[1:])
            if isinstance(own, str) and labels.plain(own) != labels.plain(said.text):
                message = f"{record.form.name}：表上是“{said.text}”，这个单位是“{own}”"
                yield Fault(WHOSE, message, place, help=_HELP)
    yield from _check_whose(record, source)


def _check_whose(record: FoundRecord, source: Source) -> Iterator[Fault]:
    """A table that names others alone, none of whom the filing names either."""
    own = source.at((UNIT, UNIT_NAME))
    told = [*_find_whose(record)]
    if not told or not isinstance(own, str):
        return
    names = {labels.plain(name) for _, name, _ in told}
    ours = any(labels.plain(own) in it for it in names)  # a part of it, or it among several
    if ours or not names.isdisjoint(_list_texts(source.data)):
        return
    said = "，".join(f"{label}是“{name}”" for label, name, _ in told)
    message = f"{record.form.name}：表上的{said}，不是这个单位（{own}）"
    help_ = f"{_HELP}，或在填报文件里写这一条的{told[0][0]}"
    yield Fault(WHOSE, message, told[0][2], help=help_)


def _find_whose(record: FoundRecord) -> Iterator[tuple[str, str, Place]]:
    """What stands beside the labels that say whose a table is: label, name, cell."""
    for label in record.form.whose:
        field = record.form.beside.get(label)
        if field and field.path in record.values:
            said, place = record.values[field.path]
            yield label, said.text, place


def _list_texts(node: Node) -> Iterator[str]:
    """Every text that a filing states, as names are compared."""
    if isinstance(node, str):
        yield labels.plain(node)
    elif isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from _list_texts(inner)
