"""`gongkai check`: what is wrong with filings, and nothing written."""

from generator.commands import filings
from generator.commands.filings import FilingsOptions


def check(options: FilingsOptions) -> int:
    """Check every filing and write nothing."""
    return filings.carry_out(options, options.job())
