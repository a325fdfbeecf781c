"""A finished document open for one edit: where its texts and tables stand, and copies to edit.

Raw zip and XML only: nothing here is the engine's, so that it has no blind spot of the engine's.
"""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any, NamedTuple

from lxml import etree

from support.edits.elements import OFFICE, W, runs, style, words

MAIN, RELS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
HEADINGS = ("Heading1", "Heading2", "Heading2NewPage", "Heading3", "AnnexHeading")
FRONT = "封面和目录"

Path = tuple[int, ...]


class Draft:
    """A copy of a document for one edit."""

    def __init__(self, parts: Mapping[str, bytes], root: Any, chance: Random) -> None:
        self.parts, self.root, self.chance = dict(parts), root, chance

    def find(self, path: Path) -> Any:
        """The element that the same way leads to in the document."""
        node = self.root
        for step in path:
            node = node[step]
        return node

    def add(self, name: str, xml: str, kind: str, content_type: str) -> str:
        """Add a part of word/ beside the main one; the id that leads to it."""
        link = f"rIdEdit{len(self.parts)}"
        relation = f'<Relationship Id="{link}" Type="{OFFICE}/{kind}" Target="{name}"/>'
        override = f'<Override PartName="/word/{name}" ContentType="{content_type}"/>'
        self.parts[f"word/{name}"] = xml.encode()
        self.write(RELS, "</Relationships>", relation)
        self.write(TYPES, "</Types>", override)
        return link

    def write(self, part: str, before: str, text: str) -> None:
        """Put a text before the last place of another in a part."""
        head, mark, tail = self.parts[part].decode().rpartition(before)
        assert mark, (part, before)
        self.parts[part] = f"{head}{text}{mark}{tail}".encode()

    def pack(self) -> bytes:
        """The file."""
        self.parts[MAIN] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return stream.getvalue()


Change = Callable[[Draft, Any], None]


class Edit(NamedTuple):
    """One edit: its class, the way to an element, what is done to it, the words near it.

    One of `near` is in the place that a finding names; none means that it says nothing of it.
    """

    kind: str
    path: Path
    change: Change
    near: tuple[str, ...]
    note: str = ""


class Text(NamedTuple):
    """One w:t of the body: its words, whether in a table, the heading that it stands under."""

    node: Any
    words: str
    table: bool
    near: tuple[str, ...]


@dataclass(frozen=True)
class Origin:
    """A finished document as it was printed."""

    name: str
    parts: Mapping[str, bytes]

    @cached_property
    def root(self) -> Any:
        """The main part's XML."""
        return etree.fromstring(self.parts[MAIN])

    @property
    def body(self) -> Any:
        """The main part's body."""
        return self.root[0]

    def draft(self, seed: str) -> Draft:
        """A copy to edit, with its own chance."""
        return Draft(self.parts, deepcopy(self.root), Random(seed))

    @cached_property
    def _paths(self) -> dict[Any, Path]:
        return {self.root: ()}

    def path(self, node: Any) -> Path:
        """The way to an element."""
        if node not in self._paths:
            parent = node.getparent()
            self._paths[node] = (*self.path(parent), parent.index(node))
        return self._paths[node]

    @cached_property
    def near(self) -> Mapping[Any, tuple[str, ...]]:
        """The heading above each block of the body; a heading itself has none."""
        found: dict[Any, tuple[str, ...]] = {}
        last = FRONT
        for block in self.body:
            if block.tag == f"{W}p" and style(block) in HEADINGS:
                last, found[block] = words(block), ()
            else:
                found[block] = (last,)
        return found

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the body, in order."""
        return tuple(self._texts())

    def _texts(self) -> Iterator[Text]:
        for block in self.body:
            for node in block.iter(f"{W}t"):
                if node.text:
                    yield Text(node, node.text, block.tag == f"{W}tbl", self.near[block])

    @cached_property
    def tables(self) -> tuple[tuple[Any, ...], ...]:
        """The rows of each table."""
        return tuple(tuple(table.iter(f"{W}tr")) for table in self.body.iter(f"{W}tbl"))

    def near_row(self, row: Any) -> tuple[str, ...]:
        """The heading above a row's table."""
        return self.near[row.getparent()]

    @cached_property
    def sentences(self) -> tuple[Any, ...]:
        """The paragraphs of the body's prose: those of one run with a full stop."""
        blocks = (block for block in self.body if block.tag == f"{W}p" and len(runs(block)) == 1)
        return tuple(block for block in blocks if style(block) == "GKBody")


def read(name: str, raw: bytes) -> Origin:
    """The document of a file."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return Origin(name, {each: archive.read(each) for each in archive.namelist()})
