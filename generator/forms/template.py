"""A Word form made into a program: prepared by docxtpl, read in the forms' language, measured.

Heavy to import and slow to run, so only `compiling` calls it, once per form.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from docxtpl import DocxTemplate

from generator.diagnostics import Fault, FormPlace
from generator.filling.document import SAVE_AGAIN, form_fault
from generator.filling.program import Block, Fixed, FormError, Instruction, Print, Program
from generator.forms import dialect
from generator.forms.dialect import Environment
from generator.word import ooxml, opc
from generator.word.ooxml import W, XmlError
from generator.word.opc import Parts

PARAGRAPH = "\n<w:p"
_BESIDE = [f"{opc.OFFICE}/{kind}" for kind in ("header", "footer", "footnotes", "endnotes")]
_CUSTOM = f"{opc.OFFICE}/custom-properties"
_PARAGRAPH_START = re.compile(r"<w:p(?=[ />])")
_BREAKS = (f"{W}br", f"{W}sectPr")
_TAG_ALONE = re.compile(r"\{%p .*%\}")
_NUMBER = "n"
_NUMBERED = re.compile(f'<w:p {_NUMBER}="([0-9]+)"')
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

Programs = dict[str, Program]


def filled_parts(parts: Mapping[str, bytes]) -> list[str]:
    """The parts of a form that may carry fields, in the order in which they stand in the file."""
    main, properties = opc.main_part(parts), opc.targets(parts, "", opc.CORE, _CUSTOM)
    wanted = {main, *properties, *opc.targets(parts, main, *_BESIDE)}
    return [name for name in parts if name in wanted]


# Puts a paragraph of its own before one; None where it leaves that as it is.
Draw = Callable[[Any], Any]


def _draw_nothing(paragraph: Any) -> None:
    """Leave a paragraph as it is."""


def compile_parts(
    parts: Parts, env: Environment, file: str, draw: Draw = _draw_nothing
) -> tuple[Programs, list[Fault]]:
    """The program of every part with fields, or what is wrong, each fault with its paragraph.

    `draw` is asked for every paragraph of the main part.
    """
    programs: Programs = {}
    faults: list[Fault] = []
    main = opc.main_part(parts)
    for name in filled_parts(parts):
        try:
            program = _program(parts[name], env, draw if name == main else _draw_nothing)
        except XmlError:
            place = FormPlace(file, name, 0, "")
            faults.append(Fault("D501", "表样内容损坏", place, help=SAVE_AGAIN))
        except FormError as error:
            faults.append(form_fault(error, file, name, parts[name]))
        else:
            programs |= {name: program} if program else {}
    return programs, faults


def _program(xml: bytes, env: Environment, draw: Draw) -> Program:
    """The program of a part, its places paragraphs of the part; nothing for one without fields."""
    prepared, places = prepare(xml, draw)
    if "{{" not in prepared and "{%" not in prepared:
        return ()
    try:
        program = dialect.compile_text(env, prepared)
    except FormError as error:
        error.line = places[error.line - 1] if 0 < error.line <= len(places) else 0
        raise
    return measure(program, places)


def prepare(xml: bytes, draw: Draw = _draw_nothing) -> tuple[str, tuple[int, ...]]:
    """A part as Jinja source, and for each of its lines the paragraph of the Word file it is.

    docxtpl's own preparation takes out the paragraphs and rows that hold nothing but a tag; each
    tag left over stands on a line of its own, under the number of the paragraph it stood in.
    """
    root = ooxml.parse(xml)
    numbers = iter(_number_paragraphs(root, draw))
    text = ooxml.text_of(root)
    # In a damaged form the same prefix may stand for something else, and that is no paragraph.
    numbered = _PARAGRAPH_START.sub(lambda _: f'<w:p {_NUMBER}="{next(numbers, 0)}"', text)
    patched = DocxTemplate(io.BytesIO()).patch_xml(numbered)
    head, *paragraphs = _NUMBERED.split(patched)
    lines, places = _with_tags_apart(_DECLARATION + head, 0)
    for number, paragraph in zip(paragraphs[::2], paragraphs[1::2], strict=True):
        more, at = _with_tags_apart(paragraph, int(number))
        lines += PARAGRAPH + more
        places += at
    return lines, tuple(places)


def _number_paragraphs(root: Any, draw: Draw) -> list[int]:
    """The number of each paragraph, when all that gets one of its own has it.

    Charts have one, and the breaks in a tag's paragraph: LibreOffice moves the break of a section
    or page into the paragraph before it, which the tag takes with it; it stays on its side of it.
    """
    numbers = {paragraph: n for n, paragraph in enumerate(root.iter(f"{W}p"), start=1)}
    if any(True for _ in root.iter(*_BREAKS)):
        for paragraph, number in list(numbers.items()):
            if _TAG_ALONE.fullmatch(ooxml.shown_text(paragraph).strip()):
                # What follows a paragraph is counted on from it: a tag's is the next.
                numbers |= {own: number - before for own, before in _move_breaks(paragraph)}
    for paragraph, number in list(numbers.items()):
        own = draw(paragraph)
        numbers |= {} if own is None else {own: number}
    return [numbers[paragraph] for paragraph in root.iter(f"{W}p")]


def _move_breaks(paragraph: Any) -> Iterator[tuple[Any, bool]]:
    """The new paragraphs before (true) and after one that holds a tag, with the breaks it had."""
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    nodes = list(paragraph.iter(f"{W}br", f"{W}t"))
    words = [at for at, node in enumerate(nodes) if node.tag == f"{W}t" and node.text]
    for before in (True, False):
        breaks = [
            node
            for at, node in enumerate(nodes)
            if node.get(f"{W}type") == "page" and (at < words[0]) == before
        ]
        if breaks or (section is not None and not before):
            own = ooxml.word("p", *(ooxml.word("r", node) for node in breaks))
            style = paragraph.find(f"{W}pPr")
            if style is not None:
                own.insert(0, ooxml.copy_of(style))
            if section is not None and before:
                own[0].remove(own.find(f"{W}pPr/{W}sectPr"))
            (paragraph.addprevious if before else paragraph.addnext)(own)
            yield own, before
    if section is not None:
        section.getparent().remove(section)


def _with_tags_apart(text: str, number: int) -> tuple[str, list[int]]:
    """A paragraph's text with the tags that follow it on lines of their own, numbered on."""
    own, end, rest = text.partition("</w:p>")
    if not end:
        own, end, rest = "", "", text
    tags = rest.split("{%")
    after = "".join(f"\n{{%{tag}" for tag in tags[1:])
    return own + end + tags[0] + after, list(range(number, number + len(tags)))


# -- measuring ---------------------------------------------------------------------------------


class ShownTexts(NamedTuple):
    """What a paragraph begins with in a kind of part, and what a text in it."""

    start: str
    run: re.Pattern[str]


_WORDS = ShownTexts(PARAGRAPH, re.compile(r"<w:t(?: [^>]*[^/>])?>|</w:t>"))
# In a chart and its sheet every text stands on a line of its own.
CHART_TEXTS = ShownTexts("\n", re.compile(r"<(?:c:v|a:t|v|t)(?: [^>]*[^/>])?>|</(?:c:v|a:t|v|t)>"))


def measure(
    program: Program,
    places: Sequence[int] | None = None,
    shown: bool = False,
    of: ShownTexts = _WORDS,
) -> Program:
    """The program with how far each text moves the place, and which prints a reader sees.

    Lines become the paragraphs that `places` says, if it is given; `shown` says whether a text run
    is open where the program begins.
    """
    measured: list[Instruction] = []
    for it in program:
        if isinstance(it, Block):
            block, shown = _measure_block(it, places, shown, of)
            measured.append(block)
        else:
            body = measure(it.body, places, shown, of)
            otherwise = measure(it.otherwise, places, shown, of)
            place = _place(it.paragraph, places)
            measured.append(it._replace(paragraph=place, body=body, otherwise=otherwise))
    return tuple(measured)


def _measure_block(
    block: Block, places: Sequence[int] | None, shown: bool, of: ShownTexts
) -> tuple[Block, bool]:
    """A block with its texts measured; whether a text run is open at its end."""
    texts, prints = list[Fixed](), list[Print]()
    for fixed, it in zip(block.texts, (*block.prints, None), strict=True):
        paragraphs, tail, shown = _extent(fixed.xml.decode(), shown, of)
        texts.append(Fixed(fixed.xml, paragraphs, tail))
        if it is not None:
            prints.append(it._replace(paragraph=_place(it.paragraph, places), shown=shown))
    return Block(tuple(texts), tuple(prints)), shown


def _place(line: int, places: Sequence[int] | None) -> int:
    return line if places is None else places[line - 1]


def _extent(xml: str, shown: bool, of: ShownTexts) -> tuple[int, int, bool]:
    """How many paragraphs begin in a text, how many characters it shows after the last of these
    began (in all, if none does), and whether a text run is open at its end.
    """
    _, began, last = xml.rpartition(of.start)
    length = end = 0
    shown = shown and not began
    for tag in of.run.finditer(last):
        if shown:
            length += len(unescape(last[end : tag.start()]))
        shown, end = not tag.group().startswith("</"), tag.end()
    if shown:
        length += len(unescape(last[end:]))
    return xml.count(of.start), length, shown
