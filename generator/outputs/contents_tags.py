"""A 目录 among the tags of a .pdf as programs tag one: TOC, in it a TOCI for each entry, a link.

LibreOffice does so of what it takes for a 目录. Where a document's was freed (`free_contents`), its
entries are paragraphs like others, each with a link over it all and one more over its number.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.published.blocks import squeeze

_BY, _KIDS, _ABOVE, _ANNOTS = "/StructParent", "/K", "/P", "/Annots"


class TaggedEntry(NamedTuple):
    """An entry: the element of its paragraph, and the links over it, one for each of its lines."""

    paragraph: Any
    links: list[Any]

    @property
    def text(self) -> str:
        """What its links say, where they all say the same, without blanks."""
        said = {squeeze(str(it.get("/Contents", ""))) for it in self.links}
        return said.pop() if len(said) == 1 else ""


def find(pdf: Any, library: Any, lines: Sequence[str]) -> list[TaggedEntry]:
    """The entries that say these lines, each right after the other; none where they do not."""
    linked = _list_linked(pdf, library) if lines else {}
    wanted = list(map(squeeze, lines))
    parents = {it.paragraph[_ABOVE].objgen: it.paragraph[_ABOVE] for it in linked.values()}
    for parent in parents.values():
        kids = [linked.get(it) for it in _list_names(parent, library)]
        texts = [it.text if it else "" for it in kids]
        for at in range(len(kids) - len(wanted) + 1):
            if texts[at : at + len(wanted)] == wanted:
                return [it for it in kids[at : at + len(wanted)] if it]
    return []


def tag(pdf: Any, library: Any, entries: Sequence[TaggedEntry]) -> None:
    """Let these entries be a 目录, and nothing in them be a link but they themselves."""

    def make(kind: Any, above: Any, first: Any, kids: list[Any]) -> Any:
        said = {"/Type": library.Name.StructElem, "/S": kind, _ABOVE: above, "/Pg": first["/Pg"]}
        return pdf.make_indirect(library.Dictionary({**said, _KIDS: library.Array(kids)}))

    first = entries[0].paragraph
    parent = first[_ABOVE]
    contents = make(library.Name.TOC, parent, first, [])
    for it in entries:
        item = make(library.Name.TOCI, contents, it.paragraph, [it.paragraph])
        it.paragraph[_ABOVE] = item
        contents[_KIDS].append(item)
    at = _list_names(parent, library).index(first.objgen)
    kids = list(parent[_KIDS])
    parent[_KIDS] = library.Array([*kids[:at], contents, *kids[at + len(entries) :]])
    for page in pdf.pages:
        _drop_inner(page.obj, library, [link for it in entries for link in it.links])


def _list_linked(pdf: Any, library: Any) -> Mapping[Any, TaggedEntry]:
    """By their names, the paragraphs that have links in them which the tags know of."""
    found: dict[Any, TaggedEntry] = {}
    known = dict(_list_known(pdf, library))
    for page in pdf.pages:
        for it in page.obj.get(_ANNOTS, ()):
            element = known.get(int(it.get(_BY, -1)))
            paragraph = element.get(_ABOVE) if element is not None else None
            if paragraph is not None and _ABOVE in paragraph and "/Pg" in paragraph:
                found.setdefault(paragraph.objgen, TaggedEntry(paragraph, [])).links.append(it)
    return found


def _list_known(pdf: Any, library: Any) -> Iterator[tuple[int, Any]]:
    """The elements that stand for one link each, by the numbers that links refer to them by."""
    root = pdf.Root.get("/StructTreeRoot")
    numbers = list(root.get("/ParentTree", {}).get("/Nums", ())) if root is not None else []
    for number, element in zip(numbers[::2], numbers[1::2], strict=False):
        if isinstance(element, library.Dictionary):
            yield int(number), element


def _list_names(parent: Any, library: Any) -> list[Any]:
    """The names of what is right below an element, in order; None for what has none."""
    kids = parent.get(_KIDS)
    listed = kids if isinstance(kids, library.Array) else ()
    return [it.objgen if isinstance(it, library.Dictionary) else None for it in listed]


def _drop_inner(page: Any, library: Any, links: Sequence[Any]) -> None:
    """Take out of a page the links that the tags do not know of, within those that they do.

    Those that stay come in the order of the entries.
    """
    there = {it.objgen: it for it in page.get(_ANNOTS, ())}
    own = [it for it in links if it.objgen in there]
    kept = [it for name, it in there.items() if name not in {one.objgen for one in own}]
    kept = [it for it in kept if _BY in it or not any(_covers(one, it) for one in own)]
    if own:
        page[_ANNOTS] = library.Array([*own, *kept])


def _covers(link: Any, other: Any) -> bool:
    """Whether a link lies over all of another."""
    left, bottom, right, top = map(float, link.Rect)
    inner = [*map(float, other.Rect)]
    within = left - 1 <= inner[0] and bottom - 1 <= inner[1]
    return within and inner[2] <= right + 1 and inner[3] <= top + 1
