"""Whether documents can be called as a pack says: their name is filled like a form's text."""

from collections.abc import Collection, Iterator

from generator import vocabulary as term
from generator.addresses import parse, show
from generator.diagnostics import did_you_mean
from generator.filing.values import Rules
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import Band, Text
from generator.packs.grammar import Flaw
from generator.packs.selections import Surroundings
from generator.packs.wording import cut
from generator.word.output import say_unfit

_KEY = "文件名"
_BRACES = frozenset("{}｛｝")
_LIKE = f"如 {{{{ {term.UNIT}.{term.NAME} }}}}"


def find_in_file_name(name: str, wordings: Rules, known: Surroundings) -> Iterator[Flaw]:
    """What is wrong with the name of the documents."""
    words = {f"{term.WORDING}.{word}" for own in wordings.values() for word in own}
    pieces = cut(name)
    wrong = [_find_braces(pieces), *(_find_in_field(it, words, known) for it in pieces[1::2])]
    left = "某".join(pieces[::2])
    for message, help_ in (*wrong, (say_unfit(left), "改正这里写的")):
        if message:
            yield Flaw(("file_name",), f"“{_KEY}”：{message}", help_)
            return


def _find_braces(pieces: Collection[str]) -> tuple[str, str]:
    lone = any(_BRACES & {*it} for it in pieces)
    return ("花括号里的写法不对", f"只写 {{{{ 名称 }}}}，{_LIKE}") if lone else ("", "")


def _find_in_field(name: str, words: Collection[str], known: Surroundings) -> tuple[str, str]:
    """What is wrong with a name between braces, and what to write; or nothing."""
    if "|" in name:
        return f"“{name}”：这里不用数式和短语", f"只写文字的名称，{_LIKE}"
    if name in (*term.YEARS, *words):
        return "", ""
    steps = parse(name)
    if show(steps) != name or not all(it.isidentifier() for it in steps):
        return f"“{name}”的写法不对", f"只写文字的名称，{_LIKE}"
    try:
        found, _ = locate(known.root, steps)
    except AddressError as error:
        near = did_you_mean(name, (*term.YEARS, *words))
        return f"没有“{name}”这个名称：{error.message}", error.help or near or _LIKE
    if isinstance(found, Band) or (isinstance(found, Text) and not found.paragraphs):
        return "", ""
    return f"“{name}”不是一项文字，不能用作文件名", f"只写文字的名称，{_LIKE}"
