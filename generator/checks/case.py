"""What a check looks at, and how it words a fault: the filing, its books, what was printed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.addresses import Steps, show
from generator.addresses import parse as parse_steps
from generator.books.books import Books
from generator.diagnostics import Fault, Severity
from generator.figures.book import Book, Figure, add_up
from generator.filing.filing import Filing
from generator.filing.kinds import Amount
from generator.filing.values import at
from generator.filling.prints import Prints
from generator.frozen import Frozen, field
from generator.money import as_text
from generator.packs.addressing import locate
from generator.packs.definitions import Records, Table
from generator.vocabulary import BASIS

Check = Mapping[str, Any]
MAX_LINES = 6


class Case(Frozen):
    """The filing and its books; names in a check are first looked up in the record `home`."""

    filing: Filing
    books: Books
    printed: Prints = Prints()
    home: Steps = ()
    # Texts that withhold what the form prints all the same, each with what that is.
    unwithheld: Mapping[str, str] = field(default_factory=dict)
    # What was found of the filing alone, for whoever asks next.
    known: dict[str, Any] = field(default_factory=dict, compare=False)

    def with_prints(self, printed: Prints, unwithheld: Mapping[str, str]) -> "Case":
        """The same, once the form is filled."""
        return Case(self.filing, self.books, printed, self.home, unwithheld, self.known)

    @property
    def book(self) -> Book:
        """This year's figures."""
        return self.books.now

    def figures(self, names: str | Sequence[str]) -> list[Figure]:
        """The figures that a check names, one or several to be added."""
        listed = [names] if isinstance(names, str) else names
        return [self.figure(name) for name in listed]

    def figure(self, name: str, book: Book | None = None) -> Figure:
        """The figure that a check names, in its home record or from the top; of a base if given."""
        source = book or self.books.now
        return source.figure(source.meant(self.home, name))

    def within(self, home: Steps) -> "Case":
        """The same, as it is seen from a record; what is made for every check is made plainly."""
        if home == self.home:
            return self
        return Case(self.filing, self.books, self.printed, home, self.unwithheld, self.known)

    def label(self, steps: Steps) -> str:
        """An address as an officer would write it."""
        return show(self.book.short(steps))

    def show(self, figures: Sequence[Figure]) -> str:
        """Figures that are added as an officer would write them, with their sum."""
        value = as_text(add_up(figures), figures[0].kind)
        return f"{'＋'.join(self.label(figure.steps) for figure in figures)} {value}"

    def table(self, name: str) -> Table:
        """The table that a check names."""
        found, _ = locate(self.book.root, (name,))
        assert isinstance(found, Table)
        return found

    def line(self, figure: Figure) -> int:
        """The first line that makes a figure."""
        return min((self.filing.source.place(path).line for path in figure.paths), default=0)

    def text(self, name: str) -> str:
        """What the filing states at an address, as it would be typed; of a list, how many."""
        stated = at(self.filing.data, parse_steps(name))
        if isinstance(stated, tuple):
            return str(len(stated))
        return f"{stated.value:f}" if isinstance(stated, Amount) else str(stated)

    def homes(self, path: str) -> Iterator[Steps]:
        """The address of every record of a list (and of the lists in its records), in order."""
        yield from self._homes((), parse_steps(path))

    def _homes(self, home: Steps, rest: Steps) -> Iterator[Steps]:
        if not rest:
            yield home
            return
        here = (*home, rest[0])
        found, _ = locate(self.book.root, here)
        if not isinstance(found, Records):
            yield from self._homes(here, rest[1:])
            return
        for number in range(1, (self.book.leaves.records(here) or 0) + 1):
            yield from self._homes((*here, str(number)), rest[1:])

    def fault(
        self,
        code: str,
        check: Check,
        message: str,
        *figures: Figure,
        help_: str,
        severity: Severity = Severity.ERROR,
    ) -> Fault:
        """A fault at the first line that makes the first figure, with the rule it breaks.

        A check may say that it is only to be told.
        """
        severity = Severity.WARNING if check.get("told") else severity
        source = self.filing.source
        # A few lines of every figure, so that each side of an identity is shown.
        few = [source.place(path) for figure in figures for path in figure.paths[:MAX_LINES]]
        place = few[0] if few else source.place(())
        related = tuple((other, "") for other in sorted(set(few) - {place}))
        return Fault(code, message, place, severity, (basis(check),), related, help_)


def basis(check: Check) -> str:
    """The rule behind a check, as a note."""
    return f"{BASIS}：{check[BASIS]}"
