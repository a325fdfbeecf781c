"""Addresses: the steps of a path through a pack's definitions, shown to people and parsed.

`表[2010350].栏` and `表.2010350.栏` are the same address: the steps ("表", "2010350", "栏").
An address stays steps until somebody reads it.
"""

import re
from functools import lru_cache

Steps = tuple[str, ...]

_STEP = re.compile(r"\[([^\[\]]+)\]|([^.\[\]]+)")
# An account code, alone or with the account's name beside it: `2010350 科目名称`.
CODE = re.compile(r"([0-9]{3,9})(?:[ 　]+([^\s][^\t\n]*))?")


def is_code(step: str) -> bool:
    """Whether a step of an address is an account code or a number in a list."""
    return step.isdecimal() and step.isascii()


@lru_cache(maxsize=16384)
def show(steps: Steps) -> str:
    """An address as people read it; account codes stand in brackets."""
    text = ""
    for step in steps:
        text += f"[{step}]" if is_code(step) else f".{step}" if text else step
    return text


@lru_cache(maxsize=4096)
def parse(text: str) -> Steps:
    """The steps of an address as people write it; a code's name beside it is left out."""
    found = parts(text)
    codes = (CODE.fullmatch(step) for step in found)
    return tuple(code[1] if code else step for code, step in zip(codes, found, strict=True))


def parts(text: str) -> tuple[str, ...]:
    """The steps of an address with the names that stand beside its codes."""
    return tuple(match[1] or match[2] for match in _STEP.finditer(text))
