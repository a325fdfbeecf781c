"""What first stands below a title: sentences and plain tables of what the law wants to be printed.

The form keeper writes the region's own sentences in their place.
"""

from collections.abc import Iterable, Iterator, Sequence

from generator import vocabulary as term
from generator.addresses import Steps, parse
from generator.layouts import fields
from generator.layouts.pieces import BODY, TAG, LaidLine, Piece, tagged
from generator.layouts.tags import Tags, own
from generator.packs import sums
from generator.packs.addressing import locate
from generator.packs.definitions import Table
from generator.packs.layout import LaidItem

_ROW, _WORD = "行", "词"
_REASONED = "，主要原因是"


def lay_item(tags: Tags, item: LaidItem) -> Iterator[Piece]:
    """What an item of a layout makes, or that the unit withholds it."""
    if item.text:
        yield LaidLine(item.text, BODY)
        return
    if item.compares:
        for label, address in item.compares.items():
            yield LaidLine(_compare(tags, label, parse(address), item), BODY)
        return
    if item.by_account:
        yield from _each_account(tags, parse(item.by_account), item)
        return
    for group in fields.group(tags, map(parse, item.shows)):
        yield from withhold(tags, group, fields.lay(tags, group, item.numbered))


def lay_glossary() -> Iterator[Piece]:
    """The terms that the pack explains, one after another."""
    yield LaidLine(tagged(f"for {_WORD} in {term.GLOSSARY}"), TAG)
    numbered = f"{{{{ loop.index | {term.FILTER_ORDINAL} }}}}、"
    words = f"{{{{ {_WORD}.{term.NAME} }}}}：{{{{ {_WORD}.{term.DEFINITION} }}}}"
    yield LaidLine(numbered + words, BODY)
    yield LaidLine(tagged("endfor"), TAG)


# -- what a unit may withhold --------------------------------------------------------------------


def withhold(tags: Tags, shown: Sequence[Steps], pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces; where a unit withholds any of it, why it does so in their place."""
    names = _find_withholding(tags, shown)
    for name in names:
        yield LaidLine(tagged(f"if {name}"), TAG)
        yield LaidLine(f"按规定不公开（{{{{ {name} }}}}）。", BODY)
        yield LaidLine(tagged("else"), TAG)
    yield from pieces
    for _ in names:
        yield LaidLine(tagged("endif"), TAG)


def _find_withholding(tags: Tags, shown: Sequence[Steps]) -> list[str]:
    """The texts by which a filing withholds what is shown, wholly or in part."""
    return [
        check["stated"]
        for check in tags.pack.checks
        if check["kind"] == "withheld"
        and any(_touches(own(steps), parse(of)) for of in check["withheld"] for steps in shown)
    ]


def _touches(steps: Steps, hidden: Steps) -> bool:
    return sums.belongs(steps, hidden) or sums.belongs(hidden, steps)


# -- sentences -----------------------------------------------------------------------------------


def _compare(tags: Tags, label: str, steps: Steps, item: LaidItem) -> str:
    """A sentence that says what a figure is, how it stands to bases, and why it moved."""
    name = tags.name(steps)
    said = [f"{label}{tags.figure(steps, tags.amounts.name)}{tags.unit}"]
    for base in item.bases:
        phrase = tags.phrase_for(base)
        said += [f"，{{{{ {name} | {phrase} }}}}"] if phrase else []
    if item.reasoned:
        said.append(f'{{{{ {name} | {term.FILTER_REASON}("{_REASONED}", "") }}}}')
    return "".join((f"{{{{ {term.FISCAL_YEAR} }}}}年度", *said, term.REASON_END))


def _each_account(tags: Tags, steps: Steps, item: LaidItem) -> Iterator[Piece]:
    """A sentence for every lowest account of a table."""
    table, _ = locate(tags.pack.definitions.root, steps)
    assert isinstance(table, Table)
    levels = tags.pack.classifications[table.classification or ""].levels
    lowest = max(levels, key=lambda level: levels[level])
    after = term.AND_PRIOR_YEAR if term.PRIOR_YEAR in item.bases else ""
    rows = f"{tags.name(steps)}.{lowest}{term.LEVEL_SUFFIX}{after}"
    figure = f"{_ROW}.{table.total}"
    said = f"{{{{ {_ROW}.{term.CODE} }}}}-{{{{ {_ROW}.{term.NAME} }}}} "
    said += f"{{{{ {figure} | {tags.amounts.name} }}}}{tags.unit}"
    phrases = list(filter(None, map(tags.phrase_for, item.bases)))
    said += "".join(f"，{{{{ {figure} | {it} }}}}" for it in phrases) + term.REASON_END
    if item.reasoned:
        said += f'{{{{ {figure} | {term.FILTER_REASON}("{_REASONED[1:]}") }}}}'
    if item.note:
        said += f'{{{{ {figure} | {term.FILTER_NOTE}("{item.note}", "{item.note}：") }}}}'
    yield LaidLine(tagged(f"for {_ROW} in {rows}"), TAG)
    yield LaidLine(f"（{{{{ loop.index | {term.FILTER_ORDINAL} }}}}）{said}", BODY)
    yield LaidLine(tagged("endfor"), TAG)
