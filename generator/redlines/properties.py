"""A paragraph's properties in a redline: its mark goes, comes, or has another formatting."""

from typing import Any

from generator.redlines.pen import Comparison, Sides
from generator.word import ooxml
from generator.word.ooxml import W, word

# What a paragraph's properties hold besides its formatting, which a tracked change may not repeat.
_BESIDES = ("rPr", "sectPr", "pPrChange")


def properties(mark: Sides, by: Comparison) -> Any:
    """A paragraph's properties: those that its mark has in the new version, else in the old one.

    Whether the mark goes or comes, or stays with another formatting, stands in them too.
    """
    paragraph = mark.old if mark.new is None else mark.new
    own = paragraph.find(f"{W}pPr")
    made = word("pPr") if own is None else ooxml.copy_of(own)
    for change in made.findall(f"{W}pPrChange"):
        made.remove(change)
    if mark.new is None:
        _take_out(made, "sectPr")
        _end(made, by.pen.mark("del"))
    elif mark.old is None:
        _end(made, by.pen.mark("ins"))
    else:
        _note_change(made, _formatting(mark.old), _formatting(mark.new), by)
    return made if len(made) else None


def _take_out(properties: Any, *names: str) -> None:
    for name in names:
        for found in properties.findall(f"{W}{name}"):
            properties.remove(found)


def _end(properties: Any, mark: Any) -> None:
    """Say in a paragraph's properties that its mark goes or comes."""
    own = properties.find(f"{W}rPr")
    if own is None:
        own = word("rPr")
        section = properties.find(f"{W}sectPr")
        properties.insert(len(properties) - (section is not None), own)
    own.insert(0, mark)


def _formatting(paragraph: Any) -> Any:
    own = paragraph.find(f"{W}pPr")
    made = word("pPr") if own is None else ooxml.copy_of(own)
    _take_out(made, *_BESIDES)
    return made


def _note_change(properties: Any, old: Any, new: Any, by: Comparison) -> None:
    alike = _look(old) == _look(new) if by.formats else _style(old) == _style(new)
    if not alike:
        properties.append(by.pen.mark("pPrChange", old))


def _look(formatting: Any) -> list[bytes]:
    return [ooxml.serialize(node) for node in formatting]


def _style(formatting: Any) -> str:
    style = formatting.find(f"{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))
