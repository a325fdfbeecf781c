"""What stands right before a tag, or at the left of its cell, and names another figure than it.

D551 the words name a neighbour of the figure that is printed, and not the figure
"""

import re
from collections.abc import Iterator

from generator.addresses import Steps
from generator.diagnostics import Fault, Severity
from generator.figures.book import Figure
from generator.forms.form_text import FormText, Tag
from generator.frozen import replace
from generator.packs.addressing import locate
from generator.packs.definitions import FIGURES, Record, Table
from generator.vocabulary import GRAND_TOTAL, SUBTOTAL, TOTAL_ROW
from generator.word.ooxml import W

_CLAUSE = re.compile("[，。；：、（）,;:()}]")
_SEVERAL = re.compile("各|分别")  # names that go before several figures
_SUMS = (TOTAL_ROW, SUBTOTAL, GRAND_TOTAL)
_SHORT = 2  # names of fewer signs stand within too many words


def check(text: FormText, tag: Tag, figure: Figure, root: Record, before: str) -> Iterator[Fault]:
    """What is wrong with the words before the print of a figure."""
    before, in_cell = _find_words(tag, before)
    own, others = _name_beside(figure.steps, root, in_cell)
    if not before or _SEVERAL.search(before) or _holds(before, own):
        return
    sums = _SUMS if in_cell else ()  # there they call a row, whatever is summed in its cells
    found = [it for it in others if it in before and it not in own and own not in it]
    found = [it for it in found if it not in sums]
    if found:
        named = max(found, key=len)
        message = f"“{tag.written}”印的是“{own}”，前面却是“{named}”"
        help_ = f"改成印“{named}”的字段，或改正前面的字"
        fault = text.fault("D551", tag.paragraph, message, help_)
        yield replace(fault, severity=Severity.WARNING)


def _holds(text: str, name: str) -> bool:
    """Whether a text has the signs of a name in their order: 甲乙总数 is also 甲总数."""
    signs = iter(text)
    return all(it in signs for it in name)


def _name_beside(steps: Steps, root: Record, in_cell: bool) -> tuple[str, list[str]]:
    """What a figure is called, and what the figures are called that it may be taken for.

    At the left of a cell a row is named, not a column.
    """
    found, owner = locate(root, steps)
    if isinstance(found, Table):
        row, column = steps[len(owner) :]
        names, own = (found.rows, row) if row in found.rows else (found.columns, column)
        if in_cell and row not in found.rows:
            return own, []
        return own, [it for it in names if it != own and len(it) >= _SHORT]
    home = locate(root, steps[:-1])[0] if len(steps) > 1 else root
    home = getattr(home, "item", home)
    fields = home.fields if isinstance(home, Record) else {}
    figures = [it for it, field in fields.items() if isinstance(field, FIGURES)]
    return steps[-1], [it for it in figures if it != steps[-1] and len(it) >= _SHORT]


def _find_words(tag: Tag, before: str) -> tuple[str, bool]:
    """The words of a clause before a tag; of one alone in its cell those of the cell at the left;
    and whether they are these.
    """
    clause = _CLAUSE.split(before)[-1].strip()
    if clause or tag.paragraph.untagged.strip():
        return clause, False
    cell = next(tag.paragraph.element.iterancestors(f"{W}tc"), None)
    left = cell.itersiblings(f"{W}tc", preceding=True) if cell is not None else ()
    texts = ("".join(it.text or "" for it in at.iter(f"{W}t")).strip() for at in left)
    return next((it for it in texts if it and "{" not in it and not it.isdecimal()), ""), True
