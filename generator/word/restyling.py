"""Styles by name: programs that save a document rename the identifiers."""

import copy
from collections.abc import Iterable
from typing import Any

from generator.word import ooxml, opc, styles
from generator.word.ooxml import W
from generator.word.word_file import WordFile


class Styles:
    """The styles of an edited document, and what those of a new one are called there."""

    def __init__(self, edited: WordFile, new: WordFile) -> None:
        self.edited = edited
        self.root = styles.read(edited.parts, edited.main)
        self.source = styles.read(new.parts, new.main)
        self.names = styles.names(self.source)
        self.identifiers = {name: key for key, name in styles.names(self.root).items()}
        self.added = False

    def translate(self, element: Any) -> None:
        """Make an element from the new document name the edited document's styles."""
        self._translate(element, styles.REFERENCES)

    def _translate(self, element: Any, references: Iterable[str]) -> None:
        for reference in list(element.iter(*(f"{W}{name}" for name in references))):
            style = self._identifier(reference.get(f"{W}val", ""))
            if style:
                reference.set(f"{W}val", style)
            else:
                reference.getparent().remove(reference)

    def _identifier(self, style: str) -> str:
        name = self.names.get(style)
        if name is None or self.root is None:
            return ""
        if name not in self.identifiers:
            self._bring(style, name)
        return self.identifiers[name]

    def _bring(self, style: str, name: tuple[str, str]) -> None:
        """Copy a style that the edited document does not have, with those it is based on."""
        taken = set(self.identifiers.values())
        identifier = style if style not in taken else f"{style}Gongkai"
        self.identifiers[name] = identifier
        (definition,) = [s for s in self.source.iter(f"{W}style") if s.get(f"{W}styleId") == style]
        brought = copy.deepcopy(definition)
        brought.set(f"{W}styleId", identifier)
        brought.attrib.pop(f"{W}default", None)
        self._translate(brought, ("basedOn", "next", "link"))
        self.root.append(brought)
        self.added = True

    def store(self) -> None:
        """Write the styles back if any was added."""
        if self.added:
            name = opc.find_target(self.edited.parts, self.edited.main, opc.STYLES)
            self.edited.parts[name] = ooxml.bytes_of(self.root)
