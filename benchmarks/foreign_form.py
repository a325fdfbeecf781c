"""Our form in other engines' languages: as many fields, loops and conditions, the texts ready-made.

Every field becomes a numbered name whose value is the text it prints; every loop and every branch
of a condition becomes a named section. The data come out of Jinja itself: a template made of the
form's own tags, in their order, prints them as JSON.
"""

import re
from dataclasses import dataclass, field
from html import unescape

# A tag of the form: a field, or a statement with the element it takes away (p, tr, or nothing).
TAG = re.compile(r"\{\{ *(?P<field>.+?) *\}\}|\{%(?P<element>p|tr)? *(?P<statement>.+?) *%\}")
FILTER = "json"


@dataclass(frozen=True)
class Token:
    """One tag of the form, numbered."""

    kind: str  # field, open, turn (else, elif), close
    name: str
    loop: bool = False
    element: str = ""
    before: str = ""  # what a turn closes


@dataclass
class _Block:
    name: str
    loop: bool
    conditions: list[str] = field(default_factory=list)

    @property
    def section(self) -> str:
        return self.name if self.loop else f"{self.name}_{len(self.conditions) - 1}"


@dataclass
class Reading:
    """A form's tags in order, and the Jinja template that prints their data as JSON."""

    tokens: list[Token] = field(default_factory=list)
    template: list[str] = field(default_factory=list)
    blocks: list[_Block] = field(default_factory=list)

    @property
    def json_template(self) -> str:
        """The template of the data."""
        return "{" + "".join(self.template) + '"_": ""}'


def read(xml: str) -> Reading:
    """The tags of a form's main part."""
    reading = Reading()
    for number, match in enumerate(TAG.finditer(xml), start=1):
        if match["field"]:
            name = f"t{number}"
            reading.tokens.append(Token("field", name))
            expression = unescape(match["field"])
            reading.template.append(f'"{name}": {{{{ {expression} | {FILTER} }}}}, ')
        else:
            _statement(reading, number, unescape(match["statement"]), match["element"] or "")
    return reading


def _statement(reading: Reading, number: int, statement: str, element: str) -> None:
    word, _, rest = statement.partition(" ")
    if word in ("for", "if"):
        block = _Block(f"{'L' if word == 'for' else 'F'}{number}", word == "for")
        reading.blocks.append(block)
        if block.loop:
            reading.template.append(f'"{block.name}": [{{% {statement} %}}{{')
        else:
            _branch(reading, block, rest)
        reading.tokens.append(Token("open", block.section, block.loop, element))
    elif word in ("elif", "else"):
        block = reading.blocks[-1]
        before = block.section
        reading.template.append(_END_BRANCH)
        _branch(reading, block, rest)
        reading.tokens.append(Token("turn", block.section, False, element, before))
    else:
        block = reading.blocks.pop()
        reading.template.append(_END_LOOP if block.loop else _END_BRANCH)
        reading.tokens.append(Token("close", block.section, block.loop, element))


_END_BRANCH = '"_": ""}{% endif %}], '
_END_LOOP = '"_": ""}{% if not loop.last %},{% endif %}{% endfor %}], '


def _branch(reading: Reading, block: _Block, condition: str) -> None:
    """A branch holds when its own condition does and none of those before it."""
    earlier = [f"not ({c})" for c in block.conditions]
    holds = " and ".join([*earlier, *([f"({condition})"] if condition else [])])
    block.conditions.append(condition)
    reading.template.append(f'"{block.section}": [{{% if {holds} %}}{{')
