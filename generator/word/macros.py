"""Macros and controls in a document: what runs when somebody opens it."""

from collections.abc import Iterator, Mapping

from generator.word import opc

_RUNNING = ("vbaProject", "wordVbaData", "control", "activeXControlBinary", "keyMapCustomizations")
_PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def find(parts: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Every part that runs, with the part that leads to it."""
    return list(dict.fromkeys(_list_running(parts)))


def _list_running(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for source in opc.sources(list(parts)):
        for link in opc.relations(parts, source):
            if link.kind.rpartition("/")[2] in _RUNNING and not link.external:
                yield source, link.target


def take_out(parts: opc.Parts, main: str) -> int:
    """Make a document that may run something, or a template, a plain one; how much ran."""
    running = find(parts)
    for source, name in running:
        opc.drop(parts, name)
        if source in parts:  # not what has gone with another
            opc.unrelate(parts, source, name)
    if opc.content_type(parts, main) != _PLAIN:
        opc.undeclare(parts, main)
        opc.declare(parts, main, _PLAIN)
    return len(running)
