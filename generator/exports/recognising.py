"""Which sheet is which: by its form's number, else by its title; and whose it is."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from generator.exports import labels, sheet_years
from generator.exports.telling import NOT_READ, Teller
from generator.filing.legible import fold
from generator.packs.sheet_forms import SheetForm
from generator.spreadsheets.cells import Holds, Spot, Worksheet
from generator.vocabulary import AMOUNT_UNIT, WAN_YUAN, YUAN

TOP_ROWS = 12
CUT = 31  # so many characters of a sheet's name programs keep


class SheetMarks(NamedTuple):
    """What stands above a sheet's table: its texts, whose it is, in which unit of money, of which
    years.
    """

    texts: tuple[tuple[Spot, str], ...]
    names: tuple[tuple[Spot, str], ...]
    codes: tuple[str, ...]
    moneys: tuple[tuple[Spot, str], ...]
    years: tuple[tuple[Spot, list[int]], ...]


def read_marks(sheet: Worksheet) -> SheetMarks:
    """What stands in the first rows of a sheet."""
    top = [(spot, cell) for spot, cell in sheet.cells.items() if spot[0] <= TOP_ROWS]
    texts = tuple(
        (spot, cell.text)
        for spot, cell in sorted(top)
        if cell.holds is Holds.TEXT and cell.text.strip()
    )
    names = tuple(_find_said(texts, labels.read_unit, sheet))
    codes = tuple(text for _, text in _find_said(texts, labels.read_code, sheet))
    moneys = tuple((spot, it) for spot, text in texts if (it := labels.read_money(text)))
    return SheetMarks(texts, names, codes, moneys, tuple(sheet_years.find(texts, sheet)))


def _find_said(
    texts: Sequence[tuple[Spot, str]], read: Callable[[str], str | None], sheet: Worksheet
) -> Iterator[tuple[Spot, str]]:
    """What is said behind a label's colon, or in the next cell that is filled."""
    for (row, column), text in texts:
        said = read(text)
        if said == "":
            right = sorted(at for at in sheet.cells if at[0] == row and at[1] > column)
            said = next((it for at in right if (it := sheet.cells[at].text.strip())), "")
        if said and not labels.read_money(said):
            yield (row, column), said


def recognise(sheet: Worksheet, marks: SheetMarks, forms: Sequence[SheetForm]) -> list[SheetForm]:
    """The forms that a sheet may be: those of its number, else those of its title.

    Of several with one title it is the one of whose set the sheet has a number, were it an unknown
    one, or whose number stands before the sheet's name.
    """
    texts = [text for _, text in marks.texts]
    name = sheet.name or os.path.splitext(os.path.basename(sheet.file))[0]
    folded = "\n".join(map(fold, texts))
    titles = {made(text) for text in texts for made in (labels.title, labels.public_title)}
    numbered = [it for it in forms if _has_number(it, folded)] or [
        it for it in forms if _has_number(it, fold(name))
    ]
    if numbered:
        return numbered
    titled = [it for it in forms if not titles.isdisjoint(map(labels.title, it.titles))]
    of_set = [it for it in titled if re.search(rf"(?m)(?:^|\(){re.escape(it.set)}\d", folded)]
    coded = [it for it in forms if _begins_name(it, name)]
    both = [it for it in titled if it in coded]
    return of_set or both or titled or coded or [it for it in forms if _is_called(it, name)]


def settle(found: Sequence[Sequence[SheetForm]]) -> list[list[SheetForm]]:
    """The forms that sheets may be, of those with one title only the ones of the set that the
    other sheets are of; more than one where these do not tell.
    """
    sets = [{it.set for it in forms} for forms in found]
    sure = Counter(name for names in sets if len(names) == 1 for name in names)
    most = [max((sure[name] for name in names), default=0) for names in sets]
    return [
        [it for it in forms if sure[it.set] == of] for forms, of in zip(found, most, strict=True)
    ]


def _begins_name(form: SheetForm, name: str) -> bool:
    """Whether a sheet's name begins with a form's number."""
    behind = r"(?![0-9A-Za-z_.-])"
    return any(re.match(re.escape(it) + behind, name.strip()) for it in form.numbers)


def _has_number(form: SheetForm, texts: str) -> bool:
    """Whether a line of some texts is, or ends in brackets with, a form's number."""
    return any(_pattern_of(number).search(texts) for number in form.numbers)


@cache
def _pattern_of(number: str) -> re.Pattern[str]:
    bare = re.escape(fold(number).removesuffix("表"))
    return re.compile(rf"(?:^|\(){bare}(?:表|\)|$)", re.MULTILINE)


def _is_called(form: SheetForm, name: str) -> bool:
    """Whether a sheet's name, maybe numbered before and cut behind, is one of a form's titles."""
    bare = labels.title(re.sub(r"^[A-Za-z]*[\d._-]+\s*", "", name.strip()))
    titles = [labels.title(it) for it in form.titles]
    cut = len(name.strip()) >= CUT - 1
    return any(bare == it or (cut and len(bare) > 5 and it.startswith(bare)) for it in titles)


def is_of(marks: SheetMarks, name: str, code: str) -> bool | None:
    """Whether a sheet says that it is a unit's; None where it does not say whose it is."""
    if not marks.names and not marks.codes:
        return None
    wanted = {*map(labels.unit_name, (name, code, code + name, name + code))} - {""}
    said = {labels.unit_name(text) for _, text in marks.names}
    said |= {re.sub(r"[\[\]()【】_-]", "", it) for it in said}
    wanted |= {re.sub(r"[\[\]()【】_-]", "", it) for it in wanted}
    return bool(said & wanted) or fold(code) in map(fold, marks.codes)


def find_unit(marks: SheetMarks, teller: Teller) -> str:
    """The unit of money of a sheet; that it says none, or several, is told."""
    said = dict.fromkeys(text.removeprefix("人民币") for _, text in marks.moneys)
    unit = next(iter(said), teller.form.unit)
    if len(said) > 1:
        message = f"一张表上写了几种金额单位：{'、'.join(said)}"
        teller.refuse(NOT_READ, message, marks.moneys[-1][0], "留下一种")
    elif unit not in (YUAN, WAN_YUAN) and not any(labels.unit_behind(it) for _, it in marks.texts):
        where = marks.moneys[0][0] if said else (1, 1)
        what = f"金额单位是{unit}" if unit else "没有写金额单位"
        teller.refuse(NOT_READ, what, where, f"写明{AMOUNT_UNIT}是{YUAN}还是{WAN_YUAN}")
    return unit or YUAN
