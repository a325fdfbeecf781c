"""The words by which a phrase tells up from down, as its own wordings have them."""

from collections.abc import Sequence

from generator import vocabulary as term
from generator.compare.opcodes import opcodes
from generator.packs.wording import Phrase, cut

Turn = tuple[str, str]  # what a wording says of up, and what it says of down: a text if both agree


def list_turns(phrase: Phrase) -> Sequence[Sequence[Turn]]:
    """The wordings of up and of down side by side, in pieces as `cut` makes them.

    Where the two say different things stand the words by which the phrase tells one direction from
    the other. Nothing for a phrase that tells of no direction, or in two ways that do not compare.
    """
    up, down = (cut(phrase.cases.get(case, "")) for case in (term.UP, term.DOWN))
    if up[1::2] != down[1::2] or not {term.UP, term.DOWN} <= {*phrase.cases}:
        return ()
    return [
        [(a[i:k], b[j:m]) for _, i, k, j, m in opcodes(a, b)] for a, b in zip(up, down, strict=True)
    ]
