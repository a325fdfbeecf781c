"""The redline of two finished documents: the new one, with tracked changes against the old one.

Accepting all of them gives the new document, rejecting all of them the old one (ECMA-376 part 1
§17.13.5). What is not text stays as the new document has it: styles, sections, properties.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from generator.compare.thresholds import LONGEST
from generator.diagnostics import Fault, FormPlace, Severity, has_errors
from generator.redlines import margins
from generator.redlines.basis import Basis, Parts, Pen, fit, links
from generator.redlines.blocks import weave
from generator.redlines.charts import settle
from generator.redlines.margins import Margin
from generator.redlines.pieces import UnmarkableError
from generator.word import archive, ooxml, opc
from generator.word.ooxml import W, XmlError
from generator.word.word_file import excerpt

# What is numbered in the same row as tracked changes.
_NUMBERED = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart")
_FORMATTING = ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx")
# The code of what differs and could not be marked.
UNMARKED = "X806"
_OPEN = "在 Word 里打开上一版，另存为“Word 文档（.docx）”后再试"
_SEE_BOTH = "打开两份看一看；这一处不同要另外说明"


class Marked(NamedTuple):
    """A part as it stands in the redline, nothing where no change is marked; with what is told."""

    xml: bytes | None = None
    faults: tuple[Fault, ...] = ()


def redline(
    old: Parts, new: Parts, file: str, *, formats: bool
) -> tuple[bytes | None, list[Fault]]:
    """The redline's bytes; none where no change is marked, or where something is in the way.

    `file` is what faults call the old document; `formats` tells whether another formatting is a
    change as well. Differences that could not be marked are told, and stop nothing.
    """
    versions = _Versions(old, new, file, formats)
    try:
        marked = dict(versions.mark())
    except (KeyError, XmlError):
        return None, [versions.tell("X801", "不是完好的 Word 文件（.docx）", _OPEN)]
    faults = list(dict.fromkeys(fault for part in marked.values() for fault in part.faults))
    changed = {name: part.xml for name, part in marked.items() if part.xml is not None}
    if has_errors(faults) or not changed:
        return None, faults
    return archive.pack({**new, **changed}), faults


class _Versions(NamedTuple):
    old: Parts
    new: Parts
    file: str
    formats: bool

    def mark(self) -> Iterator[tuple[str, Marked]]:
        """Every part that may have changed: the main part, then headers and footers."""
        old, new = opc.main_part(self.old), opc.main_part(self.new)
        left, right = ooxml.parse(self.old[old]), ooxml.parse(self.new[new])
        charts = [self._tell_chart(it) for it in settle(self.old, self.new, left, right)]
        marked = self._mark((old, left), (new, right), "")
        yield new, marked._replace(faults=(*marked.faults, *charts))
        by_part: dict[str, list[Margin]] = {}
        for margin in margins.pair(self.old, self.new):
            by_part.setdefault(margin.new, []).append(margin)
        for name, olds in by_part.items():
            yield name, self._mark_margin(olds) if name else self._tell_gone(olds)

    def _mark(self, old: tuple[str, Any], new: tuple[str, Any], where: str) -> Marked:
        """One part's redline, if anything in it changed, or what is in the way of it."""
        (before, left), (after, right) = old, new
        # Held here, so that a paragraph can still be found when it has been moved.
        paragraphs = [ooxml.paragraphs(root) for root in (left, right)]
        try:
            _refuse_revisions(left)
            _take_out_formatting(left, right)
            fit(left, self.old, self.new)
            first = _first_number(right)
            pen = Pen(first)
            by = Basis(pen, self.formats, links(self.old, before), links(self.new, after))
            weave(_body(left), _body(right), by)
        except UnmarkableError as error:
            return Marked(None, (self._place(error, paragraphs, before, where),))
        long = tuple(self._tell_long(text) for text in pen.long)
        return Marked(ooxml.bytes_of(right) if pen.number > first else None, long)

    # -- headers and footers ---------------------------------------------------------------------

    def _mark_margin(self, olds: Sequence[Margin]) -> Marked:
        """A header or footer against the one that stood there, the first of several."""
        margin = olds[0]
        right = ooxml.parse(self.new[margin.new])
        draft = margins.list_draft_marks(right)
        bare = margins.read(self.new, margin.new)
        right[:] = [node for node in right if node not in draft]
        left = margins.read(self.old, margin.old, right)
        if not margin.old and margins.is_blank(bare):
            return Marked()
        said = margins.say(left)
        others = [o for o in olds[1:] if margins.say(margins.read(self.old, o.old, right)) != said]
        marked = self._mark((margin.old, left), (margin.new, right), f"的{margin.name}里，")
        faults = [self._soften(fault, margin) for fault in marked.faults]
        faults += [self._tell_other(other, right) for other in others]
        if marked.xml is None or not draft:
            return marked._replace(faults=tuple(faults))
        right.extend(draft)
        return Marked(ooxml.bytes_of(right), tuple(faults))

    def _soften(self, fault: Fault, margin: Margin) -> Fault:
        """What cannot be marked in a header is told: it is no reason to write no redline."""
        if fault.code != "X803" or fault.message.endswith(_UNDECIDED):
            return fault
        message = f"{margin.name}里有图片之类的不同，修订稿里没有标出"
        return self.tell(UNMARKED, message, _SEE_BOTH, Severity.WARNING)

    def _tell_gone(self, olds: Sequence[Margin]) -> Marked:
        """Headers and footers that only the old version has."""
        roots = [(margin, margins.read(self.old, margin.old)) for margin in olds]
        gone = [(margin, root) for margin, root in roots if not margins.is_blank(root)]
        return Marked(None, tuple(self._tell_other(margin, root) for margin, root in gone))

    def _tell_other(self, margin: Margin, like: Any) -> Fault:
        said = excerpt(margins.say(margins.read(self.old, margin.old, like))) or "（只有图片）"
        message = f"上一版有的地方{margin.name}是“{said}”，这一版不是，修订稿里没有标出"
        return self.tell(UNMARKED, message, _SEE_BOTH, Severity.WARNING)

    # -- what is told ----------------------------------------------------------------------------

    def tell(
        self, code: str, message: str, help_: str = "", severity: Severity = Severity.ERROR
    ) -> Fault:
        """A fault of the old document as a whole."""
        return Fault(code, message, FormPlace(self.file, "", 0, ""), severity, help=help_)

    def _tell_chart(self, what: str) -> Fault:
        message = f"{what}；修订稿里是这一版的图，没有标出改动"
        return self.tell(UNMARKED, message, _SEE_BOTH, Severity.WARNING)

    def _tell_long(self, text: str) -> Fault:
        message = f"有一段长 {len(text)} 字，超过 {LONGEST} 字，没有逐词比较，整段标了改动"
        notes = (f"这一段：{excerpt(text)}",)
        place = FormPlace(self.file, "", 0, "")
        return Fault(UNMARKED, message, place, Severity.WARNING, notes, help=_SEE_BOTH)

    def _place(
        self, error: UnmarkableError, paragraphs: list[list[Any]], part: str, where: str
    ) -> Fault:
        tag = f"{W}p"
        nodes = (error.node, *error.node.iterancestors())
        holder = next((node for node in nodes if node.tag == tag), None)
        number = next((side.index(holder) + 1 for side in paragraphs if holder in side), 0)
        text = "" if holder is None else ooxml.shown_text(holder)[:200]
        at, help_ = FormPlace(self.file, part, number, text), _SEE_BOTH
        if str(error) == _UNDECIDED:
            help_ = "在 Word 里把上一版的修订逐处接受或拒绝，另存后再试"
        return Fault("X803", f"上一版{where}{error}", at, help=help_)


_UNDECIDED = "还有没接受也没拒绝的修订"


def _find(root: Any, *names: str) -> list[Any]:
    return list(root.iter(*(f"{W}{name}" for name in names)))


def _first_number(root: Any) -> int:
    """The first number that no mark of a part has yet."""
    numbers = (node.get(f"{W}id", "") for node in _find(root, *_NUMBERED))
    return max((0, *(ooxml.whole_number(number) or 0 for number in numbers))) + 1


def _body(root: Any) -> Any:
    body = root.find(f"{W}body")
    return root if body is None else body


def _refuse_revisions(root: Any) -> None:
    """Nobody knows which of two versions was published while changes in it are undecided."""
    for node in _find(root, *ooxml.REVISIONS):
        raise UnmarkableError(_UNDECIDED, node)


def _take_out_formatting(*roots: Any) -> None:
    """A change of formatting that is undecided counts as made."""
    for root in roots:
        for node in _find(root, *(f"{name}Change" for name in _FORMATTING)):
            node.getparent().remove(node)
