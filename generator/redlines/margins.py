"""The headers and footers of two versions: which is which, and what each of them says."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

from generator.redlines.basis import Parts
from generator.vocabulary import DRAFT
from generator.word import blocks, ooxml, opc
from generator.word.ooxml import R, W
from generator.word.outline import FOOTER, HEADER

_PICTURES = ("drawing", "pict", "object")
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"

# Of a section: the parts by what they are for, as `("header", "default")`.
_Section = dict[tuple[str, str], str]


class Margin(NamedTuple):
    """A header or footer: its part in each version, nothing where that version has none."""

    name: str  # what a reader calls it
    old: str
    new: str


def pair(old: Parts, new: Parts) -> list[Margin]:
    """The headers and footers by where they stand: section, page, top or bottom."""
    left, right = _sections(old), _sections(new)
    found: dict[Margin, None] = {}
    # Programs cut a document into sections of their own: the last one goes on.
    for one, other in zip_longest(left, right):
        before, after = one or left[-1], other or right[-1]
        for key in dict.fromkeys((*after, *before)):
            name = HEADER if key[0] == "header" else FOOTER
            found[Margin(name, before.get(key, ""), after.get(key, ""))] = None
    return list(found)


def _sections(parts: Parts) -> list[_Section]:
    """The headers and footers of each section, those that it has from the one before too."""
    main = opc.main_part(parts)
    targets = {link.id: link.target for link in opc.relations(parts, main) if not link.external}
    sections: list[_Section] = [{}]
    for section in ooxml.parse(parts[main]).iter(f"{W}sectPr"):
        own: _Section = {
            (kind, str(reference.get(f"{W}type", "default"))): target
            for kind in ("header", "footer")
            for reference in section.iterchildren(f"{W}{kind}Reference")
            if (target := targets.get(reference.get(f"{R}id"), "")) in parts
        }
        sections.append({**sections[-1], **own})
    return sections[1:] or sections


def read(parts: Parts, name: str, like: Any = None) -> Any:
    """A header or footer without the mark of a draft; an empty one, like another, for none."""
    if not name:
        return ooxml.word(ooxml.local_name(like), ooxml.word("p"))
    root = ooxml.parse(parts[name])
    for mark in list_draft_marks(root):
        mark.getparent().remove(mark)
    return root


def list_draft_marks(root: Any) -> list[Any]:
    """The paragraphs that say across the page that a document is a draft, and nothing else."""
    paths = (path for path in root.iter(_TEXT_PATH) if path.get("string") == DRAFT)
    holders = dict.fromkeys(next(path.iterancestors(f"{W}p"), None) for path in paths)
    return [p for p in holders if p is not None and not ooxml.shown_text(p)]


def say(root: Any) -> str:
    """What a header or footer says, page numbers aside."""
    return " ".join(filter(None, (p.text.strip() for p in blocks.paragraphs(blocks.read(root)))))


def is_blank(root: Any) -> bool:
    """Whether a header or footer shows nothing but, perhaps, page numbers."""
    return not say(root) and not any(True for _ in _pictures(root))


def _pictures(root: Any) -> Iterator[Any]:
    return iter(root.iter(*(f"{W}{name}" for name in _PICTURES)))
