"""HTML pages: what is printed is escaped and fit for a page, and no field may be missing."""

import pytest
from jinja2 import UndefinedError

from generator.reporting import pages


def overview(labels: list[str]) -> str:
    return pages.render("overview.html", rows=[], labels=labels, counts=[], faulty="")


def test_a_text_is_escaped_and_freed_of_what_no_page_may_hold() -> None:
    assert '<th scope="col">&lt;b&gt;\ufffd甲\ufffd</th>' in overview(["<b>\udcff甲\u202e"])


def test_a_page_ends_with_its_last_line() -> None:
    assert overview([]).endswith("</tbody></table>\n</body>\n</html>\n")


def test_a_field_that_nobody_gave_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        pages.render("overview.html", rows=[], counts=[], faulty="")
