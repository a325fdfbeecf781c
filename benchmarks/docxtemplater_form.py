"""Our form as a docxtemplater form: {name}, {#section}…{/section}."""

import re
from collections.abc import Iterator

from benchmarks import rows
from benchmarks.foreign_form import TAG, Token

_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(?:(?!</?w:p[ >]).)*</w:p>", re.DOTALL)
_TURN = re.compile(r"(\{/\w+\})(\{#\w+\})")
_MARKUP = re.compile("<[^>]*>")


def convert(xml: str, tokens: Iterator[Token]) -> str:
    """A part of the form with every tag in docxtemplater's language.

    A paragraph with nothing but a tag goes by itself (their `paragraphLoop`).
    """
    tagged = TAG.sub(lambda _: _tag(next(tokens)), xml)
    return _PARAGRAPH.sub(_apart, rows.moved(tagged))


def _tag(token: Token) -> str:
    if token.kind == "field":
        return f"{{{token.name}}}"
    opened = f"{{-w:tr {token.name}}}" if token.element == "tr" else f"{{#{token.name}}}"
    opening = "" if token.kind == "close" else opened
    ended = {"open": "", "turn": token.before, "close": token.name}[token.kind]
    closing = f"{{/{ended}}}" if ended else ""
    return rows.alone(closing, opening) if token.element == "tr" else closing + opening


def _apart(paragraph: re.Match[str]) -> str:
    """Two tags alone in one paragraph, which would go with it: one paragraph each."""
    found = _TURN.fullmatch(_MARKUP.sub("", paragraph[0]).strip())
    if not found:
        return paragraph[0]
    return "".join(paragraph[0].replace(found[1] + found[2], tag) for tag in found.groups())
