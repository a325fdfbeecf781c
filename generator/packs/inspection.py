"""What inspectors tick off in a document, item by item, as the pack's region has it.

The last folder of a law that has a 检查清单.yaml says all of it: an inspector's form is one whole.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from generator.packs import inspection_words, pack_yaml
from generator.packs.pack import Pack
from generator.packs.reading import INSPECTION_FILE, list_beside


class InspectionItem(NamedTuple):
    """What is ticked off under a name: what stands below headings with one of these `titles`.

    With `part` it is a part of the document that has no heading, or takes what no other does; one
    that is `whole` is a table, below a heading that ends with its title. `approved` says when that
    is approved whose being published in time is ticked off here.
    """

    name: str
    titles: tuple[str, ...] = ()
    part: str = ""
    whole: bool = False
    approved: str = ""


@cache  # a batch asks it for every document
def read(pack: Pack) -> tuple[InspectionItem, ...]:
    """The items of a pack, in order, each of the published tables by its title."""
    files = list_beside(pack.files, INSPECTION_FILE)
    said = inspection_words.read(pack_yaml.load(files[-1]))["items"] if files else {}
    return tuple(it for name, of in said.items() for it in _read_item(name, of, pack))


def _read_item(name: str, said: dict[str, list[str] | str], pack: Pack) -> Iterator[InspectionItem]:
    part = str(said.get("part", ""))
    if part != inspection_words.TABLES:
        approved = str(said.get("approved", ""))
        yield InspectionItem(name, tuple(said.get("titles", ())), part, approved=approved)
        return
    for title, listed in pack.contents.items():
        if listed:  # what follows the year in a heading begins with its sign
            yield InspectionItem(title.removeprefix("年"), (title,), whole=True)
