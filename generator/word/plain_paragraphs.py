"""The texts of some paragraphs of a part, read without a tree where it is written plainly.

A plain part is a row of paragraphs, none in another, and of what stands between them. Much of it is
there many times, and an element that is well-formed in one place is so in all: each different one
is judged once, and around them the frame, in which a mark stands for each. What is written in any
other way, or is no XML at all, is not plain: a tree will tell.
"""

import re
from collections.abc import Collection, Mapping
from pyexpat import ExpatError, ParserCreate

from generator.word import ooxml

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MOST = 10_000_000  # bytes; libxml2, which reads trees, has limits for what is in larger parts
# What was judged, by the root of its part: the same names mean the same in all that have it.
_KEPT: dict[bytes, dict[bytes, bytes]] = {}
_MOST_KEPT, _MOST_ROOTS = 1 << 13, 16
_ROOT = re.compile(
    rb'(?:<\?xml version="1\.0" encoding="UTF-8"(?: standalone="(?:yes|no)")?\?>\s*)?'
    rb"<(w:\w+) [^<>]*>"
)
_BEGINNING, _END = re.compile(rb"<w:p(?=[\s/>])"), b"</w:p>"
_EMPTY = re.compile(rb"[^<>]*/>")
# An element of nothing but empty ones, as a row or cell has before what stands in it.
_FLAT = re.compile(rb"<(w:\w+)>(?:<w:[^<>]*/>)*</\1>")
_MARK = b"<a/>"  # no less than an element: what is broken in front of it stays broken
_TEXT = re.compile(rb'<w:t(?: xml:space="preserve")?>([^<]*)</w:t>')
_ANY_TEXT = re.compile(rb"<w:t(?=[\s>])")
# Names of namespaces that libxml2, too, takes for addresses.
_ADDRESS = re.compile(r"http://[\w.-]+(?:/[\w.-]*)*|urn:[\w.:-]+", re.ASCII)
_ENTITY = re.compile(rb"&(?:amp|lt|gt|quot|apos|#34|#39);")


class NotPlainError(ValueError):
    """A part whose texts only a tree can tell."""


def read_texts(xml: bytes, numbers: Collection[int]) -> Mapping[int, str]:
    """The texts of paragraphs by their numbers (from 1), as far as there are so many."""
    root = _ROOT.match(xml)
    if root is None or len(xml) > _MOST:
        raise NotPlainError
    head, *rows = _BEGINNING.split(xml[root.end() :])
    left = _judge_rows(root[0], root[1], set(rows))
    frame = _MARK.join((head, *[left[row] for row in rows]))
    if b"xmlns" in frame:  # names that mean something else in a part of it
        raise NotPlainError
    _judge(root[0] + frame)
    asked = {number: rows[number - 1] for number in numbers if 0 < number <= len(rows)}
    texts = {row: _read_text(_part(row)[0]) for row in set(asked.values())}
    return {number: texts[row] for number, row in asked.items()}


def _judge_rows(root: bytes, name: bytes, rows: set[bytes]) -> Mapping[bytes, bytes]:
    """What a frame has of each row; those that were met before, in any document, are kept."""
    kept = _KEPT.get(root, {})
    new = rows.difference(kept)
    if len(kept) + len(new) > _MOST_KEPT:  # what this document has, the next will have, too
        kept = {row: kept[row] for row in rows.difference(new)}
    parted = {row: _part(row) for row in new}
    gaps = {gap for _, gap in parted.values()}
    flat = {it[0] for gap in gaps for it in _FLAT.finditer(gap)}
    # Each is cut at its first end: none can make good what another lacks.
    elements = {b"<w:p" + paragraph for paragraph, _ in parted.values()} | flat
    _judge(b"".join((root, *elements, _MARK, b"</", name, b">")))
    framed = {gap: _FLAT.sub(_MARK, gap) for gap in gaps}
    kept.update({row: framed[gap] for row, (_, gap) in parted.items()})
    if len(_KEPT) > _MOST_ROOTS:
        _KEPT.clear()
    _KEPT[root] = kept
    return kept


def _part(row: bytes) -> tuple[bytes, bytes]:
    """The rest of a paragraph that has begun, and what follows up to the next one."""
    inner, end, after = row.partition(_END)
    if end:
        return inner + end, after
    empty = _EMPTY.match(row)
    if empty is None:
        raise NotPlainError
    return empty[0], row[empty.end() :]


def _judge(xml: bytes) -> None:
    """Refuse what is no XML, what only looks like elements, and other names for those of Word."""
    parser, spaces = ParserCreate(namespace_separator=" "), list[tuple[str | None, str]]()
    parser.StartNamespaceDeclHandler = lambda prefix, name: spaces.append((prefix, name))
    parser.CommentHandler = parser.StartCdataSectionHandler = _refuse
    parser.ProcessingInstructionHandler = _refuse
    try:
        parser.Parse(xml, True)
    except ExpatError as error:
        raise NotPlainError from error
    named = [it for it in spaces if it[0] == "w" or it[1] == _WORD]
    if named != [("w", _WORD)] or not all(_ADDRESS.fullmatch(name) for _, name in spaces):
        raise NotPlainError


def _refuse(*_: str) -> None:
    raise NotPlainError


def _read_text(paragraph: bytes) -> str:
    found = _TEXT.findall(paragraph)
    raw = b"".join(found)
    if len(found) != len(_ANY_TEXT.findall(paragraph)) or b"\r" in raw:
        raise NotPlainError
    if len(_ENTITY.findall(raw)) != raw.count(b"&"):
        raise NotPlainError
    return ooxml.unescape(raw.decode()).replace("\n", " ")
