"""The texts of a preview: figures lead to where they come from, changes are marked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.compare.words import Status
from generator.corrections.dossier import Dossier
from generator.corrections.passages import Passage
from generator.filling.marks import Aspect
from generator.filling.prints import Printed
from generator.outputs.text_markup import WovenPart
from generator.published.blocks import ReadPlace, number_of

_WORDS = (Aspect.REASON, Aspect.NOTE)
CAME, WENT = "ins", "del"


class BodyTexts(NamedTuple):
    """The part of a document that holds its body, and the text of each paragraph there."""

    part: str
    texts: Sequence[str]


class _Stretch(NamedTuple):
    """A stretch of a paragraph's text: a figure by its number, or new text that `came`."""

    start: int
    end: int
    number: int = -1
    came: bool = False


class Weaving:
    """What every text of a document's body is woven of; `way` leads to a figure by its number."""

    def __init__(
        self, of: Dossier, body: BodyTexts, way: str, changes: Sequence[Passage] = ()
    ) -> None:
        self.way, part = way, body.part
        self.texts = dict(enumerate(body.texts, start=1))
        self.numbers = number_figures(of, part)
        self.stretches = dict[int, list[_Stretch]]()  # the figures first, then what came
        for (paragraph, offset), number in self.numbers.items():
            end = offset + len(of.outcome.printed[number].text)
            self.stretches.setdefault(paragraph, []).append(_Stretch(offset, end, number))
        self.went = dict[int, list[tuple[int, str]]]()
        self.changed = dict[int, int]()  # the number of a change by its paragraph
        for passage in changes:
            if passage.new is not None and passage.new.part == part:
                self._take_change(passage, passage.new.paragraph)

    def _take_change(self, passage: Passage, paragraph: int) -> None:
        self.changed[paragraph] = len(self.changed)
        if passage.old is None:
            end = len(self.texts.get(paragraph, ""))
            self.stretches.setdefault(paragraph, []).append(_Stretch(0, end, came=True))
        at = 0
        for step, text in passage.segments:
            if step is Status.GONE:
                self.went.setdefault(paragraph, []).append((at, text))
                continue
            if step is Status.CAME:
                end = at + len(text)
                self.stretches.setdefault(paragraph, []).append(_Stretch(at, end, came=True))
            at += len(text)

    def __call__(self, place: ReadPlace | None, at: int, text: str) -> Iterable[WovenPart]:
        """The pieces of a text that stands at a place, or that alone where nothing is known."""
        found = self._locate(number_of(place), at, text)
        if found is None:
            return (WovenPart(text),)
        paragraph, start = found
        bounds, stretches = (start, start + len(text)), self.stretches.get(paragraph, ())
        # Most cells hold one figure, or none.
        whole = not stretches or (len(stretches) == 1 and stretches[0][:2] == bounds)
        if whole and paragraph not in self.changed:
            return (self._piece(stretches, *bounds, text),)
        return self._cut(paragraph, start, text)

    def _locate(self, paragraph: int, at: int, text: str) -> tuple[int, int] | None:
        """The paragraph, and where in it a text begins; a cell goes on with the paragraphs after
        its first. None where it does not stand there to the letter.
        """
        whole = self.texts.get(paragraph)
        while whole is not None:
            clean = whole.strip()
            if at <= len(clean):
                start = whole.index(clean) + at
                return (paragraph, start) if whole.startswith(text, start) else None
            at, paragraph = at - len(clean) - 1, paragraph + 1
            whole = self.texts.get(paragraph)
        return None

    def _cut(self, paragraph: int, start: int, text: str) -> Iterator[WovenPart]:
        end, whole = start + len(text), self.texts[paragraph]
        stretches = self.stretches.get(paragraph, ())
        # What went from behind the last sign is shown with the text's last piece.
        last = end >= len(whole.rstrip())
        went = [it for it in self.went.get(paragraph, ()) if start <= it[0] < end + last]
        edges = {start, end, *(at for at, _ in went)}
        edges |= {edge for it in stretches for edge in (it.start, it.end)}
        cuts = sorted(edge for edge in edges if start <= edge <= end)
        marks = [f"c{self.changed[paragraph]}"] if paragraph in self.changed else []
        for at, to in zip(cuts, [*cuts[1:], end], strict=True):
            for gone in (it for place, it in went if place == at):
                yield WovenPart(gone, state=WENT, mark=marks.pop() if marks else "")
            if to > at:
                part = self._piece(stretches, at, to, text[at - start : to - start])
                marked = bool(part.state and marks)
                yield part._replace(mark=marks.pop()) if marked else part

    def _piece(self, stretches: Sequence[_Stretch], at: int, to: int, text: str) -> WovenPart:
        figure, state = None, ""
        for it in stretches:
            if it.start <= at and to <= it.end:
                state = CAME if it.came else state
                figure = it if figure is None and not it.came else figure
        if figure is None:
            return WovenPart(text, state=state)
        named = f"f{figure.number}" if figure.start == at else ""
        return WovenPart(text, f"{self.way}{figure.number}", named, state)


def number_figures(of: Dossier, part: str) -> Mapping[tuple[int, int], int]:
    """The figures that a part prints, each by its paragraph and where it begins there: its number
    among all prints of the document.
    """
    return {
        (it.paragraph, it.offset): number
        for number, it in enumerate(of.outcome.printed)
        if it.part == part and is_figure(it)
    }


def is_figure(printed: Printed) -> bool:
    """Whether a print is one that somebody can ask about: not words, and not nothing."""
    return bool(printed.text.strip()) and printed.mark.aspect not in _WORDS
