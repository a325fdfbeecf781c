"""What a page shows of charts as words: their texts, and the numbers along their axes.

A format that knows no charts (PDF, a web page) has them as lines of their own, in any order.
"""

import re
from collections.abc import Iterable

from generator.edited.expected import Expected
from generator.edited.findings import Finding, State
from generator.word import chart_spots
from generator.word.drawn_charts import DrawnChart

# What is left of a line of a chart: whole numbers of an axis.
_AXIS = re.compile("[-0-9,]*")


def leave_out(findings: Iterable[Finding], expected: Expected) -> list[Finding]:
    """The findings without lines that say nothing but what the charts of the document show.

    That those were not looked at is said of them as a whole.
    """
    words = _list_words(expected.charts)
    if not words:
        return list(findings)
    return [it for it in findings if not (it.state is State.ADDED and _is_of(it.text, words))]


def _list_words(charts: Iterable[DrawnChart]) -> list[str]:
    """Every text of the charts, the longest first, without blanks."""
    texts = [it.text for chart in charts for it in chart.texts]
    texts += [chart_spots.name_category(it) for it in texts]
    return sorted({"".join(it.split()) for it in texts} - {""}, key=len, reverse=True)


def _is_of(text: str, words: Iterable[str]) -> bool:
    """Whether a line is made of the texts of charts and of whole numbers alone."""
    left = "".join(text.split()).replace("…", "")
    for word in words:
        left = left.replace(word, "")
    return _AXIS.fullmatch(left) is not None
