"""Macros and controls in a document: what runs when somebody opens it."""

from collections.abc import Collection, Iterator, Mapping

from generator.word import opc

_MACROS = ("vbaProject", "wordVbaData", "keyMapCustomizations")
_RUNNING = (*_MACROS, "control", "activeXControlBinary")
_PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def find(parts: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Every part that runs, with the part that leads to it."""
    return list(dict.fromkeys(_list_parts(parts, _RUNNING)))


def _list_parts(parts: Mapping[str, bytes], kinds: Collection[str]) -> Iterator[tuple[str, str]]:
    for source in opc.sources(list(parts)):
        for link in opc.relations(parts, source):
            if link.kind.rpartition("/")[2] in kinds and not link.external:
                yield source, link.target


def take_out(parts: opc.Parts, main: str) -> bool:
    """Make a document with macros, or a template, a plain one; whether there were any macros.

    Word does not open a .docx that says it is anything else. Controls, which a plain document may
    have, stay where they are.
    """
    macros = list(_list_parts(parts, _MACROS))
    for source, name in macros:
        opc.drop(parts, name)
        if source in parts:  # not what has gone with another
            opc.unrelate(parts, source, name)
    if opc.content_type(parts, main) != _PLAIN:
        opc.undeclare(parts, main)
        opc.declare(parts, main, _PLAIN)
    return bool(macros)
