"""The text that the runs of a paragraph show: breaks and tabs as such, fields by their results."""

from collections.abc import Callable, Mapping
from typing import Any

from generator.word import drawings, looks
from generator.word.looks import Look
from generator.word.ooxml import W
from generator.word.open_fields import OpenField, OpenFields
from generator.word.seen_text import PAGE, SOFT, Aside, Flag, SeenText, TextDraft, Unread, clean

STRUCK, FAINT, DRAWN, BUILT = "划去的字", "看不清的字", "符号字体的字", "公式"
# What Word writes over with other data of the file when it opens it.
BOUND = "打开时会自动改变的字"
# The look of what is shown, but cannot be read on paper or may be another tomorrow.
DIM = Look(hidden=False, struck=False, raised=None, faint=True, drawn=None)

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PLAIN_MATH = {f"{_MATH}{name}" for name in ("oMath", "oMathPara", "r", "rPr", "ctrlPr")}
_RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_GONE = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "sdtPr", "sdtEndPr")}
_TURNED = {f"{W}bdo", f"{W}dir"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_SIGNS["softHyphen"] = SOFT
_SIGNS |= dict.fromkeys(("dayShort", "monthShort", "yearShort"), "\ufffd")  # today's date
_SIGNS |= dict.fromkeys(("dayLong", "monthLong", "yearLong"), "\ufffd") | {"pgNum": PAGE}
_SIGN_OF = {f"{W}{name}": sign for name, sign in _SIGNS.items()}
_DRAWINGS = {f"{W}{name}" for name in ("drawing", "pict", "object")}
_BORDERS = {f"{W}fldChar", f"{W}instrText"}


class TextReader:
    """Reads paragraphs one after the other; `beside` is called with each text box."""

    def __init__(
        self, by_style: Mapping[str, Look], beside: Callable[[str, Any, Any], None]
    ) -> None:
        self.by_style, self.beside = by_style, beside
        self.asides: list[Aside] = []
        self.unread: list[Unread] = []
        self.draft: TextDraft | None = None
        self.fields = OpenFields()

    # -- paragraphs ----------------------------------------------------------------------------

    def open(self, element: Any, number: int, look: Look, entry: bool) -> None:
        """Begin a paragraph, or go on in one whose mark is deleted, and read it."""
        if self.draft is None:
            entry = entry or self.fields.list_headings
            self.draft = TextDraft(element, number, entry)
        self.draft.look = look
        self._read(element, self.draft)
        self.draft.entry = self.draft.entry or self.fields.list_headings

    def close(self, automatic: str = "") -> tuple[SeenText, ...]:
        """The text that was begun, if any, with the pattern of its automatic number."""
        draft, self.draft = self.draft, None
        if draft is None:
            return ()
        draft.automatic = automatic
        return (draft.text(),)

    # -- what stands in a paragraph ------------------------------------------------------------

    def _read(self, parent: Any, draft: TextDraft) -> None:
        """Go through the content of a paragraph, or of what groups a part of it."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, draft)
            elif not isinstance(tag, str) or tag in _GONE:
                continue
            elif tag == drawings.ALTERNATIVE:
                self._read(self._choose(child), draft)
            elif tag == f"{W}fldSimple":
                self.fields.begin(child.get(f"{W}instr", ""), draft.here, child)
                self._read(child, draft)
                self._end(self.fields.end(), child, draft)
            elif tag.startswith(_MATH):
                self._math(child, draft)
            elif tag.startswith(W):  # what is of another kind no program shows
                self._read_group(child, draft)

    def _choose(self, alternatives: Any) -> Any:
        """What is shown of alternative contents; that they differ is told."""
        said = {_said(one) for one in alternatives.iterchildren("*")}
        if len(said) > 1:
            self.unread.append(Unread(drawings.OTHER, alternatives))
        return drawings.choose(alternatives)

    def _read_group(self, group: Any, draft: TextDraft) -> None:
        start = draft.length
        self._read(group, draft)
        if start == draft.length:
            return
        if group.tag in _TURNED and group.get(f"{W}val") == "rtl":
            # Text that runs the other way: what is read is not what is seen.
            draft.flags.append(Flag(start, draft.length, FAINT))
        elif is_bound(group):
            draft.flags.append(Flag(start, draft.length, BOUND))

    def _run(self, run: Any, draft: TextDraft) -> None:
        properties = run.find(f"{W}rPr")
        look = draft.look if properties is None else self._look(properties, draft.look)
        if look.hidden:
            for node in run.iterchildren(*_BORDERS):
                self._pass(node, draft)
            return
        for node in run:
            self._node(node, draft, look)

    def _look(self, properties: Any, base: Look) -> Look:
        named = properties.find(f"{W}rStyle")
        style = None if named is None else self.by_style.get(named.get(f"{W}val", ""))
        look = looks.read(properties)
        if base is DIM:
            return base
        return look.over(base if style is None else style.over(base))

    def _node(self, node: Any, draft: TextDraft, look: Look) -> None:
        tag = node.tag
        if tag in _BORDERS:
            self._pass(node, draft)
        elif tag in _DRAWINGS:
            self._drawing(node)
        elif tag == drawings.ALTERNATIVE:
            for inner in self._choose(node):
                self._node(inner, draft, look)
        elif self.fields.show:
            self._shown(node, draft, look)

    def _shown(self, node: Any, draft: TextDraft, look: Look) -> None:
        tag = node.tag
        if tag == f"{W}t":
            text = clean(node.text or "")
            draft.add(text.translate(_RAISED) if look.raised else text, _why(look))
        elif tag in _SIGN_OF:
            draft.add(_SIGN_OF[tag], _why(look), seam=True)
        elif tag == f"{W}sym":
            draft.add(_symbol(node), _why(look), seam=True)
        elif tag == f"{W}ruby":
            for base in node.iterchildren(f"{W}rubyBase"):
                self._read(base, draft)
            above = "".join(text for one in node.iterchildren(f"{W}rt") for text in one.itertext())
            self._aside("拼音", drawings.as_content(above), node)

    def _math(self, node: Any, draft: TextDraft) -> None:
        if self.fields.show:
            text = "".join(inner.text or "" for inner in node.iter(f"{_MATH}t"))
            built = any(len(inner) and inner.tag not in _PLAIN_MATH for inner in node.iter())
            draft.add(text, BUILT if built else "", seam=True)

    # -- fields and drawings -------------------------------------------------------------------

    def _pass(self, node: Any, draft: TextDraft) -> None:
        ended = self.fields.pass_(node, draft.here)
        if ended is not None:
            self._end(ended, node, draft)

    def _end(self, ended: OpenField, node: Any, draft: TextDraft) -> None:
        """After a field: a sign stands for what a page number's shows."""
        if ended.shows_itself:
            self.unread.append(Unread(drawings.FIELD, node))
        start = ended.start
        if start is None or start[0] != id(draft):
            return
        shown = "".join(draft.pieces[start[1] :])
        if ended.is_page(shown):
            draft.replace(start, PAGE)
        elif shown and (ended.changes or (ended.computes and any(map(str.isnumeric, shown)))):
            draft.flags.append(Flag(start[2], draft.length, BOUND))

    def _drawing(self, node: Any) -> None:
        for kind, content in drawings.contents(node):
            if content is None:
                self.unread.append(Unread(kind, node))
            else:
                self._aside(kind, content, node)

    def _aside(self, kind: str, content: Any, anchor: Any) -> None:
        held = self.draft, self.fields
        self.draft, self.fields = None, OpenFields()
        self.beside(kind, content, anchor)
        self.draft, self.fields = held


def is_bound(control: Any) -> bool:
    """Whether a content control shows data of the file instead of what stands in it."""
    properties = control.find(f"{W}sdtPr") if control.tag == f"{W}sdt" else None
    return properties is not None and any(
        str(node.tag).endswith("}dataBinding") for node in properties
    )


def _said(content: Any) -> str:
    return "".join(node.text or "" for node in content.iter(f"{W}t"))


def is_just_read(look: Look) -> bool:
    """Whether letters of a look are read as they stand."""
    return not (look.hidden or look.raised or _why(look))


def _why(look: Look) -> str:
    if look.struck:
        return STRUCK
    return DRAWN if look.drawn else FAINT if look.unreadable else ""


def _symbol(node: Any) -> str:
    """A sign of a symbol font; digits, brackets and the minus stand where they do elsewhere."""
    code, font = node.get(f"{W}char", ""), node.get(f"{W}font", "").casefold()
    point = int(code, 16) if code and all(s in "0123456789abcdefABCDEF" for s in code[:6]) else 0
    if font == "symbol" and 0xF020 <= point < 0xF07F:
        point -= 0xF000
    return chr(point) if 0 < point < 0xD800 or 0xE000 <= point < 0x110000 else "\ufffd"
