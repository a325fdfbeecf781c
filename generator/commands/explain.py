"""`gongkai explain`: the page of a fault code."""

from typing import NamedTuple

from generator.commands.options import take
from generator.exits import FINE, RefusedError
from generator.reporting import console


class ExplainOptions(NamedTuple):
    """What may be typed after `explain`."""

    code: str = take(metavar="代码", help="错误里的代码，如 S203")


def explain(options: ExplainOptions) -> int:
    """Show the page of a fault code."""
    from generator.checks import explaining

    page = explaining.page(options.code)
    if page is None:
        raise RefusedError(f"没有“{options.code}”这个代码。{explaining.suggest(options.code)}")
    console.say(page)
    return FINE
