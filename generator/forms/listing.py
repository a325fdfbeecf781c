"""A Word form as text that can be reviewed: what changed in it shows line by line.

Part by part, every paragraph with its style, its words, tags and fields, every table row by row;
what is formatted by hand stands in ‹ ›, in a table only where it is not what most rows or cells
have. Finished documents are listed the same way.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.forms.template import filled_parts
from generator.word import ooxml, opc, styles
from generator.word.ooxml import W

_StyleNames = Mapping[str, str]

_CELLS, _PARAGRAPHS = " │ ", " ¶ "
_MARKS = {
    "tab": "→",
    "br": "↵",
    "cr": "↵",
    "drawing": "⟨图⟩",
    "pict": "⟨图⟩",
    "footnoteReference": "⟨脚注⟩",
    "endnoteReference": "⟨尾注⟩",
    "commentReference": "⟨批注⟩",
    **dict.fromkeys(("rPr", "fldChar", "lastRenderedPageBreak"), ""),
}
_PAGE_BREAK = "⟨分页⟩"
_AS_BEFORE = "‹/›"
# What stands in the listing in a way of its own, and what Word writes of itself.
_STYLED, _SPANNING = ("pStyle", "rStyle", "tblStyle"), ("tcW", "gridSpan", "vMerge", "tblHeader")
_SECTION, _OWN = ("sectPr", "pgSz", "pgNumType"), ("rPr", "lang", "noProof")
_APART = frozenset(f"{W}{name}" for name in (*_STYLED, *_SPANNING, *_SECTION, *_OWN))
_WORDS = {
    "jc": "对齐", "ind": "缩进", "spacing": "间距", "keepNext": "与下段同页",
    "pageBreakBefore": "段前分页", "numPr": "编号", "outlineLvl": "大纲级别", "rFonts": "字体",
    "sz": "字号", "b": "加粗", "i": "倾斜", "u": "下划线", "color": "颜色", "shd": "底纹",
    "cantSplit": "不跨页", "trHeight": "行高", "vAlign": "竖向", "tcBorders": "边框",
    "tblBorders": "边框", "tblW": "表宽", "tblLayout": "列宽", "pgMar": "页边距", "cols": "分栏",
    "tblCaption": "供听读的名称", "type": "分节", "headerReference": "页眉",
    "footerReference": "页脚",
}  # fmt: skip


def write(parts: Mapping[str, bytes]) -> str:
    """The listing of what people read in a package: texts, headers, footers, notes, properties."""
    root = styles.read(parts, opc.main_part(parts))
    names = {key: name for key, (_, name) in styles.names(root).items()}
    filled = sorted(filled_parts(parts))
    return "\n".join(line for part in filled for line in _part(part, parts[part], names)) + "\n"


def _part(name: str, xml: bytes, names: _StyleNames) -> Iterator[str]:
    root = ooxml.parse(xml)
    yield f"=== {name}"
    if name.startswith("docProps"):
        yield from (f"{_local(node)}: {node.text or ''}" for node in root.iterchildren("*"))
    else:
        yield from _blocks(root, names)


def _blocks(parent: Any, names: _StyleNames) -> Iterator[str]:
    for block in _within(parent, "p", "tbl", "sectPr"):
        if block.tag == f"{W}p":
            yield _paragraph(block, names)
        elif block.tag == f"{W}tbl":
            yield from _table(block, names)
        else:
            yield _section(block)


def _within(parent: Any, *names: str) -> Iterator[Any]:
    """The nearest elements of these names, looked for through whatever is wrapped around them."""
    wanted = {f"{W}{name}" for name in names}
    for child in parent.iterchildren("*"):
        if child.tag in wanted:
            yield child
        else:
            yield from _within(child, *names)


def _paragraph(paragraph: Any, names: _StyleNames) -> str:
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    end = "" if section is None else f" {_section(section)}"
    label = f"[{_style(paragraph, f'{W}pPr/{W}pStyle', names)}]"
    shown = _by_hand(_formatting(paragraph, "pPr"))
    return f"{label}{shown} {_text(paragraph, names)}{end}".rstrip()


def _style(holder: Any, way: str, names: _StyleNames) -> str:
    """The name of the style that something has; its identifier with “?” where there is none."""
    named = holder.find(way)
    identifier = "" if named is None else _value(named)
    return names.get(identifier, f"{identifier}?") if identifier else ""


def _text(paragraph: Any, names: _StyleNames) -> str:
    """What a paragraph says; words that are formatted by hand between ‹how› and ‹/›."""
    text = before = ""
    for run in paragraph.iter(f"{W}r", f"{W}fldSimple"):
        if run.tag == f"{W}fldSimple":
            text += f"⟨{run.get(f'{W}instr', '').strip()}⟩"
            continue
        shown = "".join(map(_piece, run.iterchildren("*")))
        how = (_style(run, f"{W}rPr/{W}rStyle", names), _formatting(run, "rPr"))
        own = _by_hand(" ".join(filter(None, how))) if shown else before
        text += ("" if own == before else own or _AS_BEFORE) + shown
        before = own
    return text + (_AS_BEFORE if before else "")


def _piece(node: Any) -> str:
    name, said = _local(node), (node.text or "").replace("\n", " ").replace("\r", " ")
    if name in ("t", "delText"):
        return said
    if name == "instrText":
        return f"⟨{said.strip()}⟩"
    if name == "br" and node.get(f"{W}type") == "page":
        return _PAGE_BREAK
    return _MARKS.get(name, f"⟨{name}⟩")


def _section(section: Any) -> str:
    size, number = section.find(f"{W}pgSz"), section.find(f"{W}pgNumType")
    turned = size is not None and size.get(f"{W}orient") == "landscape"
    start = "" if number is None else f" 页码从{number.get(f'{W}start')}起"
    shown = _by_hand(_all(section))
    return f"--- 节：{'横向' if turned else '纵向'}{start}{shown}"


# -- tables ------------------------------------------------------------------------------------


def _table(table: Any, names: _StyleNames) -> Iterator[str]:
    rows = [(row, list(_within(row, "tc"))) for row in _within(table, "tr")]
    usual_row = _most(_formatting(row, "trPr") for row, _ in rows)
    usual_cell = _most(_formatting(cell, "tcPr") for _, cells in rows for cell in cells)
    columns = " ".join(c.get(f"{W}w", "?") for c in table.iterfind(f"{W}tblGrid/{W}gridCol"))
    own = {"": _formatting(table, "tblPr"), "列 ": columns, "行 ": usual_row, "格 ": usual_cell}
    shown = _by_hand("；".join(f"{label}{said}" for label, said in own.items() if said))
    yield f"<表 {_style(table, f'{W}tblPr/{W}tblStyle', names)}{shown}>"
    for row, cells in rows:
        header = row.find(f"{W}trPr/{W}tblHeader") is not None
        shown = _by_hand(_formatting(row, "trPr"), usual_row)
        texts = _CELLS.join(_cell(cell, usual_cell, names) for cell in cells)
        yield f"{'#' if header else ' '}{shown} {texts}"
    yield "</表>"


def _most(formattings: Iterable[str]) -> str:
    counted = Counter(formattings).most_common(1)
    return counted[0][0] if counted else ""


def _cell(cell: Any, usual: str, names: _StyleNames) -> str:
    span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
    width = "" if span is None else f"⟷{_value(span)} "
    down = "" if merge is None else "↓ " if _value(merge) == "restart" else "⁝ "
    shown = _by_hand(_formatting(cell, "tcPr"), usual)
    return f"{width}{down}{shown}{_PARAGRAPHS.join(_blocks(cell, names))}"


# -- what is formatted by hand -----------------------------------------------------------------


def _by_hand(formatting: str, usual: str = "") -> str:
    return "" if formatting == usual else f"‹{formatting}›"


def _formatting(holder: Any, name: str) -> str:
    properties = holder.find(f"{W}{name}")
    return "" if properties is None else _all(properties)


def _all(properties: Any) -> str:
    shown = (node for node in properties.iterchildren("*") if node.tag not in _APART)
    return " ".join(filter(None, map(_property, shown)))


def _property(node: Any) -> str:
    """A property in a word and what it is set to; nothing for a hint that sets nothing."""
    pairs = [(n.removeprefix(W), v) for n, v in node.attrib.items() if n.startswith(W)]
    values = [v if n == "val" else f"{n}={v}" for n, v in pairs if n != "hint"]
    values += map(_property, node.iterchildren("*"))
    word = _WORDS.get(_local(node), _local(node))
    if not values:
        return "" if pairs else word
    alone = [name for name, _ in pairs] == ["val"]
    return f"{word}={values[0]}" if alone else f"{word}({' '.join(values)})"


def _value(node: Any) -> str:
    return str(node.get(f"{W}val", ""))


def _local(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]
