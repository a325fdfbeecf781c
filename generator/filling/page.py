"""What is carried out of a form's program, as it grows; what says why it was stopped."""

from collections.abc import Callable

from generator.books.books import Books
from generator.filling.lookup import Names
from generator.filling.places import PlannedBlock, Says
from generator.filling.program import FormError
from generator.packs.addressing import AddressError
from generator.packs.wording import PhraseError


class Page:
    """What was carried out so far.

    Each block's own XML, the texts of its prints (an empty one ends the block), and what those of
    them say that go through a filter.
    """

    __slots__ = ("blocks", "books", "ends", "fixed", "known", "rounds", "said", "texts")

    def __init__(self, books: Books) -> None:
        self.books, self.known = books, books.now.known.get
        self.blocks: list[PlannedBlock] = []
        self.fixed: list[bytes] = []
        self.texts: list[str] = []
        self.said: list[Says] = []
        self.ends: list[int] = []  # which of `fixed` end tables
        self.rounds = 0  # of all loops


Step = Callable[[Names, Page], None]  # carries out instructions, or a phrase
FAULTS = (LookupError, ValueError, TypeError)


def form_error(error: Exception, paragraph: int) -> FormError:
    """Whatever of `FAULTS` stopped a form, with the paragraph of the form that it stands in."""
    if isinstance(error, PhraseError):
        return FormError("D504", str(error), paragraph)
    if isinstance(error, AddressError):
        return FormError("D503", error.message, paragraph, error.help)
    return FormError("D504", "这里的名称或写法用得不对", paragraph)
