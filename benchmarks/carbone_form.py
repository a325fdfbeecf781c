"""Our form as a Carbone form: {d.path}, repetition by [i] and [i+1], showBegin … showEnd."""

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks import rows
from benchmarks.foreign_form import TAG, Token

# An empty text that marks where a repeated section begins or where the next one would.
EDGE = "_"
_NEXT_RUN = "</w:t></w:r><w:r><w:t>"


def convert(xml: str, tokens: Iterator[Token]) -> str:
    """A part of the form with every tag in Carbone's language."""
    paths: list[str] = []
    return rows.moved(TAG.sub(lambda _: _tag(next(tokens), paths), xml))


def _here(paths: list[str], name: str) -> str:
    return ".".join(["d", *(f"{path}[i]" for path in paths), name])


def _tag(token: Token, paths: list[str]) -> str:
    if token.kind == "field":
        return f"{{{_here(paths, token.name)}}}"
    if token.loop:
        if token.kind == "open":
            paths.append(token.name)
            edge = f"{{{_here(paths, EDGE)}}}"
            return rows.alone("", edge) if token.element == "tr" else edge
        outer = paths[:-1]
        paths.pop()
        return f"{{{_here(outer, f'{token.name}[i+1]')}.{EDGE}}}"
    shown = f"{{{_here(paths, token.name)}:ifEQ(true):showBegin}}"
    hidden = f"{{{_here(paths, token.before or token.name)}:ifEQ(true):showEnd}}"
    opening = "" if token.kind == "close" else shown
    closing = "" if token.kind == "open" else hidden
    if token.element == "tr":
        return rows.alone(closing, opening)
    # Within a line what ends and what begins in one run would hide what the next one shows.
    within = token.kind == "turn" and not token.element
    return (_NEXT_RUN if within else "").join((closing, opening))


def data(tree: Any) -> Any:
    """The numbered data as Carbone's conditions want them: each branch true or false."""
    if not isinstance(tree, Mapping):
        return tree
    made: dict[str, Any] = {}
    for name, value in tree.items():
        if name.startswith("F"):
            made[name] = bool(value)
            for branch in value:
                made |= data(branch)
        elif isinstance(value, list):
            made[name] = [data(item) for item in value]
        else:
            made[name] = value
    return made
