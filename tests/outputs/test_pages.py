"""HTML pages: what is printed is escaped and fit for a page, and no field may be missing."""

import pytest
from jinja2 import UndefinedError

from generator.outputs import pages
from generator.reporting import results_html
from generator.units.result import Result


def results(name: str) -> str:
    return results_html.as_html([Result(name)])


def test_a_text_is_escaped_and_freed_of_what_no_page_may_hold() -> None:
    assert '<th scope="row">&lt;b&gt;\ufffd甲\ufffd</th>' in results("<b>\udcff甲\u202e")


def test_a_page_ends_with_its_last_line() -> None:
    assert results("").endswith("</tbody></table>\n</body>\n</html>\n")


def test_a_field_that_nobody_gave_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        pages.render("overview.html", rows=[], counts=[], faulty="")
