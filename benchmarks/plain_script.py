"""A plain docxtpl script for one document, as its user would run it; knows nothing of our engine.

    python plain_script.py form.docx figures.json output.docx [filing.yaml rules.json]

The figures come ready-made, each as the text it prints; the filters only look them up. With the
last two arguments it also reads and validates the filing, as the plain pipeline does.
"""

import json
import sys

from docxtpl import DocxTemplate
from jinja2 import Environment

_DIGITS = "零一二三四五六七八九"


class Row(dict):  # type: ignore[type-arg]
    """A record of JSON whose numeric keys answer to numbers."""

    def __missing__(self, name: object) -> object:
        return self[str(name)] if isinstance(name, int) else super().__getitem__(name)


def ordinal(number: int) -> str:
    """1 → 一, 23 → 二十三."""
    tens, units = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[units] if units else "")


class Lookup:
    """A filter that finds the text ready-made under its own name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, value: Row, *arguments: str) -> str:
        return str(value["|".join((self.name, *arguments))])


def environment(filters: list[str]) -> Environment:
    """A Jinja environment with these filters."""
    env = Environment(autoescape=True)
    env.filters |= {name: Lookup(name) for name in filters}
    env.filters["中文数字"] = ordinal
    return env


def validate(filing: str, rules: str) -> None:
    """Read and validate a filing."""
    import yaml
    from cerberus import Validator

    with open(filing, encoding="utf-8") as file:
        tree = yaml.safe_load(file)
    with open(rules, encoding="utf-8") as file:
        validator = Validator(json.load(file))
    if not validator.validate(tree, normalize=False):
        raise SystemExit(validator.errors)


def main(form: str, figures: str, output: str, *checked: str) -> None:
    """Fill the form."""
    if checked:
        validate(*checked)
    with open(figures, encoding="utf-8") as file:
        given = json.load(file, object_hook=Row)
    document = DocxTemplate(form)
    document.render(given["names"], jinja_env=environment(given["filters"]), autoescape=True)
    document.save(output)


if __name__ == "__main__":
    main(*sys.argv[1:])
