"""HTML pages that stand alone, made of the templates under `templates/pages/`.

A page's style is in it and nothing is fetched; what runs, if anything, is the page's own script
under its digest. Whatever comes from a filing is escaped,
and freed of what no page may hold, wherever a template prints it.
"""

import base64
import hashlib
import re
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup as Markup
from markupsafe import escape as escape

from generator.kept import library

# Characters that no page may hold, and those that would turn or hide the text around them.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


class Verbatim(str):
    """A text that comes back from a page, so that nothing of it may be replaced; it is escaped."""


class RenderedPart(Markup):
    """What a template has made: all in it is escaped and fit, for another one to print."""


def render(name: str, **fields: object) -> str:
    """The page of a template; a field that the template names and nobody gave is an error."""
    return _environment().get_template(name).render(fields)


def render_part(name: str, **fields: object) -> RenderedPart:
    """The same for a part of a page."""
    return RenderedPart(render(name, **fields))


def trust(html: str) -> Markup:
    """What is markup, and escaped within: a template prints it, less what no page may hold."""
    return Markup(html)


@cache
def digest(name: str) -> str:
    """What a page's policy calls the one script that may run in it, a file beside the templates."""
    script = hashlib.sha256(render(name).encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(script).decode('ascii')}"


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_fit,
        loader=FileSystemLoader(library.installed() / "templates" / "pages"),
        trim_blocks=True,
        keep_trailing_newline=True,
    )


def _fit(value: object) -> str:
    if isinstance(value, Verbatim | RenderedPart):
        return value
    fit = _UNFIT.sub("\ufffd", str(value))
    # What is markup, and escaped within, stays that.
    return type(value)(fit) if isinstance(value, str) else fit
