"""What the names in a Word form stand for, told from the pack alone.

The form's tags are read in the forms' own dialect, and their names are looked up in the very
objects that a form is filled from, over books in which every figure is zero.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator import vocabulary as term
from generator.addresses import Steps
from generator.books.books import Books, NameOf
from generator.diagnostics import Fault, did_you_mean
from generator.figures.book import Book
from generator.figures.entries import NOTHING, Leaf
from generator.figures.ledger import Leaves
from generator.filing import legible
from generator.filling.cells import FigureView, RowView
from generator.filling.charts import ChartView
from generator.filling.lookup import Names
from generator.filling.names import form_names
from generator.filling.program import FormError, Instruction
from generator.filling.records import ItemView, RecordsView, RecordView
from generator.filling.tables import TableView
from generator.forms import dialect
from generator.forms.form_text import CONTROL, FIELD, LEVELS, OPENERS, FormText, Tag
from generator.packs.addressing import AddressError
from generator.packs.definitions import Field, Record, Records, Selection, Text
from generator.packs.pack import Pack

UNKNOWN = object()  # what has been reported, or cannot be told without a filing
_LOOP_NUMBERS = ("index", "index0", "revindex", "revindex0", "length")
LOOP: Names = {"first": True, "last": True, **dict.fromkeys(_LOOP_NUMBERS, 1)}
_RECORDS = 9
_NUMBERS = tuple(str(number) for number in range(1, _RECORDS + 1))
# A code that stands for any, in every length that a table of accounts may have.
_ANY_CODE = frozenset("0" * size for size in range(1, 21))
# What a list can be asked besides its records.
_ASKED = (term.HAS_MONEY, term.MORE_THAN_ONE, term.HAS_REMAINDER)
_BLANK_IN_NAME, _QUOTED = re.compile(r"\w+(?:\s+\w+)+"), re.compile("\"[^\"]*\"|'[^']*'")
_CONTROL_WORDS = ("for", "if", *OPENERS)


# -- a pack's names over books of nothing ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Nothing(Leaves):
    """The leaves of books in which every figure is zero and every list has records."""

    def typed(self, steps: Steps) -> Leaf:
        """Every typed figure is zero."""
        return NOTHING

    def selected(self, steps: Steps, selection: Selection, code: str | None) -> Leaf:
        """Every selection is zero."""
        return NOTHING

    def codes(self, table: Steps, selections: Sequence[Selection]) -> set[str]:
        """One row on every level, under a code that stands for any."""
        return set(_ANY_CODE)

    def records(self, steps: Steps) -> int:
        """As many records as any form names by number."""
        return _RECORDS


def names_of(pack: Pack) -> Names:
    """Every top-level name of a pack, with an object that knows what may be asked of it."""
    root, year = pack.definitions.root, pack.key[1]
    texts = {**_texts(root), term.FISCAL_YEAR: year}
    texts[term.UNIT] = {**texts[term.UNIT], term.UNIT_WORD: next(iter(pack.wordings), "")}
    books = Books(
        Book(root, _Nothing()),
        dict.fromkeys(pack.bases),
        {section: {} for section in pack.note_sections},
        texts,
        pack.levels({}),
        _namer(pack, int(year)),
        sums=pack.sums,
        reasons=pack.reasons,
    )
    return form_names(pack, books)


def _namer(pack: Pack, year: int) -> NameOf:
    """What the dictionary calls a code; the code that stands for any is called something too."""

    def name_of(table: str, code: str) -> str | None:
        return pack.classifications[table].name_of(code, year) if code.strip("0") else term.NAME

    return name_of


def _texts(field: Field) -> Any:
    if isinstance(field, Record):
        return {name: _texts(inner) for name, inner in field.fields.items()}
    if isinstance(field, Records):
        return (_texts(field.item),) * _RECORDS
    return ("",) if isinstance(field, Text) and field.paragraphs else ""


def row_words(pack: Pack) -> list[str]:
    """The names that rows and tables have beside those of a pack."""
    tables = pack.classifications.values()
    levels = [f"{level}{term.LEVEL_SUFFIX}" for table in tables for level in table.levels]
    besides = (term.AND_PRIOR_YEAR, *(f"{term.AND_BASE}{base}" for base in pack.bases))
    asked = (*levels, term.ALL_ROWS, term.HAS_MONEY)
    listed = [f"{name}{base}" for name in asked for base in besides]
    uneven = [f"{level}{term.HAS_REMAINDER}" for level in ("", *levels)]
    owners = [level for table in tables for level in table.levels]
    own = [term.ALL_ROWS, term.HAS_MONEY, term.CODE, term.NAME, term.OWN_CODE]
    return [*levels, *listed, *uneven, *owners, *own]


# -- tags as instructions ---------------------------------------------------------------------


def compile_tags(text: FormText) -> dict[Tag, Instruction | Fault | None]:
    """What each tag tells to do (None: it goes on with or ends a block), or what is wrong."""
    found: dict[Tag, Instruction | Fault | None] = {}
    for tag in text.tags:
        if tag.mark not in (FIELD, CONTROL):
            continue
        try:
            _check_hidden(tag)
            alone = _with_end(tag)
            found[tag] = dialect.compile_tag(alone) if alone else None
        except FormError as error:
            found[tag] = _fault(text, tag, error)
    return found


def _fault(text: FormText, tag: Tag, error: FormError) -> Fault:
    if error.code == "D502":
        message = f"“{tag.written}”写得不对：{error.message}"
        return text.fault("D514", tag.paragraph, message, error.help or _find_blank(tag))
    return text.fault(error.code, tag.paragraph, error.message, error.help)


def _check_hidden(tag: Tag) -> None:
    hidden = legible.INVISIBLE.search(_QUOTED.sub("", tag.words))
    if hidden:
        help_ = "删去这个字段，重新一次打完"
        raise FormError("D502", f"里面有{legible.name_hidden(hidden[0])}", 0, help_)


def _find_blank(tag: Tag) -> str:
    """That a name of a field has a blank in it, if it has."""
    found = _BLANK_IN_NAME.search(_QUOTED.sub("", tag.words)) if tag.mark == FIELD else None
    return f"“{found[0]}”中间多了空格，去掉它" if found else ""


def _with_end(tag: Tag) -> str:
    """A tag as a text of its own, blocks with their end; nothing for what only ends a block."""
    if tag.level and (tag.mark == FIELD or tag.level not in LEVELS):
        help_ = "{% 后面只能紧跟 p、tr、tc"
        raise FormError("D502", f"这里不能写“{tag.level}”", 0, help_)
    if tag.mark == FIELD:
        return f"{{{{ {tag.words} }}}}"
    if tag.word not in _CONTROL_WORDS:
        near = "p、tr、tc 要紧跟在 {% 后面" if tag.word in LEVELS else ""
        joined = "".join(tag.words.split())  # “end for” is meant to be one word
        meant = f"是否应为“{joined}”？" if joined in _CONTROL_WORDS else ""
        help_ = near or meant or did_you_mean(tag.word, _CONTROL_WORDS)
        raise FormError("D502", f"开头只能是 {'、'.join(_CONTROL_WORDS)}", 0, help_)
    if tag.word in OPENERS and tag.word != "elif":
        if tag.words != tag.word:
            raise FormError("D502", f"“{tag.word}”后面不写别的", 0)
        return ""
    word = tag.word.removeprefix("el")
    return f"{{% {tag.words.removeprefix('el')} %}}{{% end{word} %}}"


# -- what objects answer ----------------------------------------------------------------------


def ask(owner: Any, name: str) -> Any:
    """What a form gets that asks an object for a name; a LookupError where there is none."""
    if isinstance(owner, str | int | list | tuple):
        raise LookupError(name)
    if isinstance(owner, RecordsView) and name not in (*_NUMBERS, *_ASKED):
        raise AddressError("")
    if isinstance(owner, ChartView) and name != term.HAS_MONEY:
        raise AddressError("", f"图只能问 {term.HAS_MONEY}")
    return owner[name]


def offer_record(owner: RecordsView, name: str, listed: str) -> str:
    """What to write for a name that is asked of a list and not of one of its records."""
    try:
        found = next(iter(owner))[name]
    except (LookupError, AddressError):
        return did_you_mean(name, _ASKED) or f"清单要逐条循环，或写明第几条，如 {listed}[1]"
    looped = f"用 for 逐条循环，里面写 行.{name}；只印一条的，写 {listed}[1].{name}"
    added = "要合计，在 tables.yaml 里用 各条之和 另起名称；"
    return added + looped if isinstance(found, FigureView) else looped


def what_is(value: object) -> str:
    """What kind of thing a name stands for, in words."""
    words = {
        str: "文字",
        bool: "一个判断",
        int: "序号",
        FigureView: "一个数",
        TableView: "一张表",
        RowView: "表的一行",
        RecordView: "一节",
        ItemView: "一条记录",
        ChartView: "一幅图",
    }
    return words.get(type(value), "一串内容")


def is_number(value: object) -> bool:
    """Whether this is the number of a round of a loop (figures are never plain integers)."""
    return isinstance(value, int) and not isinstance(value, bool)
