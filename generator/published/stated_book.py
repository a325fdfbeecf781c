"""The figures that a document states as a book, which answers to every address as a filing's does.

It is the base that a published document makes for the next year: exact as far as it was printed.
"""

from collections.abc import Mapping

from generator.addresses import Steps, is_code
from generator.figures.book import Book
from generator.figures.sparse import StatedLedger
from generator.filing.kinds import Amount
from generator.packs.addressing import leaf_sizes, locate
from generator.packs.definitions import Records
from generator.published.bounds import ONE
from generator.published.stated import StatedFigures


def open_book(stated: StatedFigures) -> Book:
    """A document's figures as a book; what was printed in 万元 is known to its rounding alone."""
    root, amounts = stated.pack.definitions.root, dict[Steps, Amount]()
    for steps in stated.read:
        number = stated.usual(stated.same.get(steps, steps)).number
        amounts[steps] = Amount(number.value, steps, wan=number.step > ONE)
    listed = frozenset(steps[:size] for steps in amounts for size in range(1, len(steps)))
    sizes = {name: it.leaf_size for name, it in stated.pack.classifications.items()}
    ledger = StatedLedger(amounts, listed, leaf_sizes(root, sizes), _count_records(stated))
    return Book(root, ledger)


def _count_records(stated: StatedFigures) -> Mapping[Steps, int]:
    """How many records each list holds of which the document states figures."""
    root = stated.pack.definitions.root
    lists = {
        steps[:at]
        for steps in stated.read
        for at in range(1, len(steps))
        if is_code(steps[at]) and isinstance(locate(root, steps[:at])[0], Records)
    }
    return {steps: stated.count(steps) for steps in lists}
