"""The fields of a first form: what is written for a figure or a text at an address."""

from typing import NamedTuple

from generator import vocabulary as term
from generator.addresses import Steps, is_code, show
from generator.forms import form_styles
from generator.money import Style
from generator.packs.definitions import Band, Field, Text
from generator.packs.figure_rules import FIRST, kind_of
from generator.packs.pack import Pack

_WAN = 10000


class Tags(NamedTuple):
    """Writes fields for a pack; `scope` says under which names of loops lists are at hand.

    An address goes through a list by its first record, which a loop's own name stands for.
    """

    pack: Pack
    scope: tuple[tuple[Steps, str], ...] = ()

    def inside(self, listed: Steps, variable: str) -> "Tags":
        """The same within a loop over a list."""
        return self._replace(scope=(((*listed, FIRST), variable), *self.scope))

    def name(self, steps: Steps) -> str:
        """An address as the form names it."""
        for owner, variable in self.scope:
            if steps[: len(owner)] == owner:
                return show((variable, *steps[len(owner) :]))
        return show(steps)

    def text(self, steps: Steps) -> str:
        """A field that prints words."""
        return f"{{{{ {self.name(steps)} }}}}"

    def figure(self, steps: Steps, style: str = "") -> str:
        """A field that prints a figure in a style, or in the one that its kind has."""
        return f"{{{{ {self.name(steps)} | {self.style_for(steps, style)} }}}}"

    def value(self, steps: Steps, field: Field) -> str:
        """A field that prints what is at an address, of a line of words or a figure."""
        return self.text(steps) if isinstance(field, Text | Band) else self.figure(steps)

    def style_for(self, steps: Steps, wanted: str = "") -> str:
        """The number style of a figure: the wanted one for amounts, else what fits its kind."""
        kind = self.kind(steps)
        if kind == term.KIND_YUAN:
            return wanted if wanted in self.pack.wording.styles else self.amounts.name
        fitting = form_styles.list_fitting(self.pack.wording.styles.values(), kind)
        return (fitting or [self.amounts])[0].name

    @property
    def amounts(self) -> Style:
        """How amounts print where nothing else is said."""
        return self.pack.wording.style_of(term.DIFFERENCE)

    @property
    def unit(self) -> str:
        """The unit in which amounts print."""
        return term.WAN_YUAN if self.amounts.scale == _WAN else term.YUAN

    def unit_of(self, steps: Steps, field: Field) -> str:
        """In what a figure is said to be; counts, scores and words are in nothing."""
        if isinstance(field, Text | Band):
            return ""
        if self.kind(steps) == term.KIND_RATIO:
            style = self.pack.wording.styles[self.style_for(steps)]
            return "" if style.suffix else "%"
        return self.unit if self.kind(steps) == term.KIND_YUAN else ""

    def kind(self, steps: Steps) -> str:
        """The kind of the figure at an address."""
        return kind_of(self.pack.definitions.root, steps)

    def phrase_for(self, base: str) -> str:
        """The first phrase of the pack that compares a figure with a base; empty for none."""
        phrases = self.pack.wording.phrases.values()
        fitting = (it for it in phrases if it.family in (term.CHANGE, term.COMPLETION))
        return next((it.name for it in fitting if it.base == base), "")


def own(steps: Steps) -> Steps:
    """An address without the numbers of records, as checks write it."""
    return tuple(step for step in steps if not is_code(step))
