"""Where a number comes from and where it is printed: from a printed text, an address or a line."""

import re
from collections.abc import Sequence
from decimal import Decimal

from generator import addresses
from generator.addresses import Steps, show
from generator.compare import tokens
from generator.compare.tokens import FIGURE
from generator.corrections import every_address, line_tracing
from generator.corrections.dossier import Dossier
from generator.corrections.findings import Findings, Trace, gather, use
from generator.corrections.making import making
from generator.figures.book import Figure
from generator.filling.marks import CHANGES, Aspect
from generator.filling.prints import Printed
from generator.packs.addressing import AddressError
from generator.vocabulary import KIND_RATIO

HUNDRED = Decimal(100)

_NUMBER = re.compile(rf"({FIGURE.pattern})\s?(%|％|元|万元)?")
_LINE = re.compile(r"(?P<file>.*?)[:：](?P<line>[0-9]{1,7})")


def trace(of: Dossier, question: str) -> Findings:
    """What a printed number, an address or a line (file:line) of the filing stands for."""
    asked = question.strip()
    number, line = _NUMBER.fullmatch(asked), _LINE.fullmatch(asked)
    if number:
        return _of_number(of, asked, tokens.value(number[1]), _percent(asked))
    if line:
        return line_tracing.of_line(of, asked, line["file"], int(line["line"]))
    return _of_address(of, asked)


# -- from a printed number ---------------------------------------------------------------------


def _of_number(of: Dossier, asked: str, number: Decimal, percent: bool) -> Findings:
    found = [
        item
        for item in of.printed
        if _value(item) == number and (not percent or _percent(item.text))
    ]
    if found:
        return Findings(asked, tuple(gather(of, found)))
    every = (_figure(of, steps) for steps in every_address.every(of.books.now))
    exact = [figure.steps for figure in every if _exact(figure, percent) == number]
    if not exact:
        return Findings(asked, missing=f"成文里没有印“{asked}”，也没有哪个数恰好是它")
    return _of_steps(of, asked, exact, "")


def _exact(figure: Figure, percent: bool) -> Decimal | None:
    """A figure's value as a question may state it; a percentage is that of a share only."""
    if percent:
        return figure.value * HUNDRED if figure.kind == KIND_RATIO else None
    return figure.value


def _value(item: Printed) -> Decimal | None:
    match = _NUMBER.fullmatch(item.text)
    return tokens.value(match[1]) if match else None


def _percent(text: str) -> bool:
    return text.endswith(("%", "％"))


def _figure(of: Dossier, steps: Steps) -> Figure:
    return of.books.now.figure(steps)


# -- from an address ---------------------------------------------------------------------------


def _of_address(of: Dossier, asked: str) -> Findings:
    steps = addresses.parse(asked)
    base = steps[0] if len(steps) > 1 and steps[0] in of.books.bases else ""
    steps = steps[1:] if base else steps
    try:
        if not steps:
            raise AddressError(f"“{asked}”不是数、地址或行号")
        steps = of.books.now.canonical(steps)
        _figure(of, steps)
        return _of_steps(of, asked, [steps], base)
    except AddressError as error:
        help_ = f"（{error.help}）" if error.help else ""
        return Findings(asked, missing=f"{error.message}{help_}")


def _of_steps(of: Dossier, asked: str, wanted: Sequence[Steps], base: str) -> Findings:
    """The traces of addresses, each printed or not; a base prints only in comparisons."""
    if base:
        return Findings(asked, tuple(_on_base(of, steps, base) for steps in wanted))
    printed = [p for p in of.printed if p.mark.steps in set(wanted)]
    traces, told = list(gather(of, printed)), {p.mark.steps for p in printed}
    for steps in wanted:
        if steps not in told:
            made = (making(of, "", steps),)
            traces.append(Trace((show(steps),), Aspect.VALUE, "", made, ()))
    return Findings(asked, tuple(traces))


def _on_base(of: Dossier, steps: Steps, base: str) -> Trace:
    """A base's figure, with the comparisons that it is printed in."""
    if of.books.bases[base] is None:
        raise AddressError(f"填报文件写的是“{base}”没有可比的数")
    printed = [p for p in of.printed if (p.mark.steps, p.mark.base) == (steps, base)]
    uses = tuple(use(of, p) for p in printed if p.mark.aspect in CHANGES)
    return Trace((show(steps),), Aspect.VALUE, base, (making(of, base, steps),), uses)
