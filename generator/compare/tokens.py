"""A text in its units: figures, which are whole in every notation, words, blanks, single signs."""

import re
from collections.abc import Sequence
from decimal import Decimal

from generator.compare.thresholds import LONGEST

_D = "[0-9０-９]"
# A figure with its sign, separators, decimals and percent sign: `-1,234.56`, `７.36%`, `－7．36％`.
# What hangs on a letter or a point is none (APP2). A full-width comma is a stop as well: it
# separates thousands only where decimals follow. Documents that were issued carry fingerprints of
# what is cut here (`pieces`): in what forms print, another cut would make all of them look edited.
FIGURE = (  # as text: to compile it costs as much as some stages take
    rf"(?<![0-9０-９A-Za-z.．])[-−－]?{_D}+"
    rf"(?:(?:,{_D}{{3}})+|(?<!{_D}{{4}})(?:，{_D}{{3}})+(?=[.．]{_D}))?"
    rf"(?:[.．]{_D}+)?[%％‰]?"
)
_TOKEN = rf"(?s:{FIGURE}|[A-Za-z][0-9A-Za-z]*|{_D}+|\s+|.)"  # no document needs it
_TO_PLAIN = str.maketrans("－−．", "--.", ",，%％‰")


def tokens(text: str, figures: Sequence[tuple[int, int]] = ()) -> list[str]:
    """A text in units of change; what stands at the given spans is one figure, whatever it is."""
    units, end = list[str](), 0
    for start, stop in sorted(figures):
        if end <= start < stop:
            units += [*re.findall(_TOKEN, text[end:start]), text[start:stop]]
            end = stop
    return units + re.findall(_TOKEN, text[end:])


def strip_figures(text: str) -> str:
    """A text's words; a text that is too long to be taken apart, as it is."""
    return text if len(text) > LONGEST else re.sub(FIGURE, "", text)


def value(figure: str) -> Decimal:
    """The number that a figure is, in whatever notation; of a percentage, the number before it."""
    return Decimal(figure.translate(_TO_PLAIN))
