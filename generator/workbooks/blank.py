"""A workbook to be filled: blank, or begun from last year's filing with its figures beside."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.corrections.due import Due
from generator.filing.yaml_tree import Node
from generator.packs.pack import KEYS, Pack
from generator.vocabulary import AMOUNT_UNIT, YUAN
from generator.workbooks import converting
from generator.workbooks.remarks import Remark

NOTHING: Mapping[str, Node] = {}


class Beginning(NamedTuple):
    """What a workbook begins with: what is stated already, and last year's filing beside it.

    `stated` is a filing's tree without or with the keys of its pack; `prior` is last year's, whose
    lists have their entries in the same order. What is `drawn` from an export, as a tree like a
    filing's, is shown and not filled; reasons that are `owed` have rows.
    """

    stated: Mapping[str, Node] = NOTHING
    prior: Mapping[str, Node] = NOTHING
    remarks: Sequence[Remark] = ()
    drawn: Mapping[str, Node] = NOTHING
    owed: Sequence[Due] = ()


EMPTY = Beginning()


def write(pack: Pack, begun: Beginning = EMPTY) -> bytes:
    """The bytes of a workbook to be filled for a pack; the same bytes for the same beginning."""
    fixed = {**dict(zip(KEYS, pack.key, strict=True)), AMOUNT_UNIT: YUAN}
    stated = {**begun.stated, **{k: v for k, v in fixed.items() if k not in begun.stated}}
    order = [name for name in pack.rules if name in stated]
    tree = {name: stated[name] for name in (*order, *(n for n in stated if n not in order))}
    laid = converting.lay(
        pack, tree, begun=True, prior=begun.prior, owed=begun.owed, drawn=begun.drawn
    )
    return converting.draw(pack, laid, begun.remarks)
