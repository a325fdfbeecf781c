"""Edits that take something out: for good, by a revision, or only out of sight."""

from collections.abc import Iterator, Mapping
from typing import Any

from support.edits import elements
from support.edits.draft import Change, Draft, Edit, Origin
from support.edits.elements import W
from support.edits.figures import AMOUNT, FIGURE, always, replace, spots

_BY = 'w:id="9001" w:author="张三" w:date="2024-01-01T00:00:00Z"'


def edits(origin: Origin) -> Iterator[Edit]:
    """Every removal."""
    yield from _of_texts(origin)
    for paragraph in origin.sentences:
        if FIGURE.search(elements.words(paragraph)):
            yield from _each(origin, "段", PARAGRAPHS, paragraph, origin.near[paragraph])
    for rows in origin.tables:
        table = rows[0].getparent()
        yield from _each(origin, "表", TABLES, table, origin.near[table])
        for row in rows:
            if FIGURE.search(elements.words(row)) and not _merges(row):
                yield from _each(origin, "行", ROWS, row, origin.near[table])
            for cell in elements.cells(row):
                if FIGURE.fullmatch(elements.words(cell)):
                    yield from _each(origin, "格", CELLS, cell, origin.near[table])


def _each(
    origin: Origin, what: str, changes: Mapping[str, Change], node: Any, near: tuple[str, ...]
) -> Iterator[Edit]:
    for kind, change in changes.items():
        name = kind.replace("…", what)
        yield Edit(name, origin.path(node), change, near, elements.words(node)[:40])


def _merges(row: Any) -> bool:
    return any(True for _ in row.iter(f"{W}vMerge"))


def _of_texts(origin: Origin) -> Iterator[Edit]:
    for text, match in spots(origin, FIGURE):
        yield replace(origin, "删去：一个数", text, match, always(""))
    for text, match in spots(origin, AMOUNT):
        for kind, change in RUNS.items():
            yield Edit(kind, origin.path(text.node), _within(match.span(), change), text.near)


def _within(span: tuple[int, int], change: Change) -> Change:
    """The change made to the run of a part of a text alone."""

    def within(copy: Draft, text: Any) -> None:
        change(copy, elements.cut(text, *span)[1])

    return within


# -- by a revision -----------------------------------------------------------------------------


def delete_run(copy: Draft, run: Any) -> None:
    """The run deleted by a revision."""
    mark = elements.xml(f"<w:del {_BY}/>")
    run.addprevious(mark)
    mark.append(run)
    for text in run.findall(f"{W}t"):
        text.tag = f"{W}delText"


def _replace_run(copy: Draft, run: Any) -> None:
    other = "7" + (elements.words(run)[1:] or "7")
    other = f"8{other[1:]}" if other == elements.words(run) else other
    run.addnext(elements.xml(f"<w:ins {_BY}>{elements.run(other)}</w:ins>"))
    delete_run(copy, run)


def _move_run(copy: Draft, run: Any) -> None:
    mark = elements.xml(f"<w:moveFrom {_BY}/>")
    run.addprevious(mark)
    mark.append(run)


def _delete_paragraph(copy: Draft, paragraph: Any) -> None:
    properties = paragraph.find(f"{W}pPr")
    elements.state(properties, f"<w:rPr><w:del {_BY}/></w:rPr>")
    _delete_words(copy, paragraph)


def _delete_words(copy: Draft, node: Any) -> None:
    for run in list(node.iter(f"{W}r")):
        delete_run(copy, run)


def _delete_row(copy: Draft, row: Any) -> None:
    _mark(f"<w:del {_BY}/>")(copy, row)
    for paragraph in row.iter(f"{W}p"):
        _delete_words(copy, paragraph)


def _delete_table(copy: Draft, table: Any) -> None:
    for row in table.iter(f"{W}tr"):
        _delete_row(copy, row)


# -- for good ----------------------------------------------------------------------------------


def _remove(copy: Draft, node: Any) -> None:
    node.getparent().remove(node)


def _empty(copy: Draft, node: Any) -> None:
    for run in list(node.iter(f"{W}r")):
        run.getparent().remove(run)


# -- out of sight ------------------------------------------------------------------------------


def _looking(look: str) -> Change:
    """Every run with a look."""

    def change(copy: Draft, node: Any) -> None:
        runs = [node] if node.tag == f"{W}r" else list(node.iter(f"{W}r"))
        for run in runs:
            elements.state(elements.properties(run, "rPr"), look)

    return change


def _hidden_style(copy: Draft, kind: str, *, inherited: bool) -> None:
    """A hidden style, by itself or by the one that it is based on."""

    def style(name: str, inner: str) -> str:
        head = f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{name}">'
        return f'{head}<w:name w:val="{name}"/>{inner}</w:style>'

    hidden = "<w:rPr><w:vanish/></w:rPr>"
    styles = style("Hid", hidden)
    if inherited:
        styles = style("Above", hidden) + style("Hid", '<w:basedOn w:val="Above"/>')
    copy.write("word/styles.xml", "</w:styles>", styles)


def _style_run(*, inherited: bool) -> Change:
    def change(copy: Draft, run: Any) -> None:
        _hidden_style(copy, "character", inherited=inherited)
        elements.properties(run, "rPr").insert(0, elements.xml('<w:rStyle w:val="Hid"/>'))

    return change


def _style_paragraph(*, inherited: bool) -> Change:
    def change(copy: Draft, paragraph: Any) -> None:
        _hidden_style(copy, "paragraph", inherited=inherited)
        paragraph.find(f"{W}pPr/{W}pStyle").set(f"{W}val", "Hid")

    return change


def _mark(look: str) -> Change:
    """A mark in the properties of a row or cell."""

    def change(copy: Draft, node: Any) -> None:
        holder = (
            elements.properties(node, "trPr") if node.tag == f"{W}tr" else node.find(f"{W}tcPr")
        )
        elements.state(holder, look)

    return change


HIDING: dict[str, Change] = {
    "隐藏：…（w:vanish）": _looking("<w:vanish/>"),
    "划去：…": _looking("<w:strike/>"),
    "划去：…（双线）": _looking("<w:dstrike/>"),
    "看不清：…（白字）": _looking('<w:color w:val="FFFFFF"/>'),
    "看不清：…（一磅）": _looking('<w:sz w:val="2"/>'),
}
RUNS: dict[str, Change] = {
    "修订删去：一个数": delete_run,
    "修订改成：另一个数": _replace_run,
    "修订移走：一个数": _move_run,
    "隐藏：一个数（字符样式）": _style_run(inherited=False),
    "隐藏：一个数（字符样式的上级）": _style_run(inherited=True),
    **{kind.replace("…", "一个数"): change for kind, change in HIDING.items()},
}
PARAGRAPHS: dict[str, Change] = {
    "修订删去：…": _delete_paragraph,
    "修订删去：…里的字": _delete_words,
    "删去：…": _remove,
    "隐藏：…（段落样式）": _style_paragraph(inherited=False),
    "隐藏：…（段落样式的上级）": _style_paragraph(inherited=True),
    **HIDING,
}
ROWS: dict[str, Change] = {
    "修订删去：…": _delete_row,
    "修订删去：…（只在 trPr）": _mark(f"<w:del {_BY}/>"),
    "修订删去：…里的字": _delete_words,
    "删去：…": _remove,
    "隐藏：…（w:hidden）": _mark("<w:hidden/>"),
    "看不清：…（行高一缇）": _mark('<w:trHeight w:val="1" w:hRule="exact"/>'),
    **HIDING,
}
CELLS: dict[str, Change] = {
    "修订删去：…（w:cellDel）": _mark(f"<w:cellDel {_BY}/>"),
    "隐藏：…（并入上格）": _mark("<w:vMerge/>"),
    "修订删去：…里的字": _delete_words,
    "删去：…里的字": _empty,
    **HIDING,
}
TABLES: dict[str, Change] = {"修订删去：…": _delete_table, "删去：…": _remove}
