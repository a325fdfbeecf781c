"""What a published document gives next year's filing: its unit, its lists, and its words.

Figures are not taken over: they are next year's base, which the new filing names.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generator.addresses import Steps, show
from generator.corrections.rolling import StartError
from generator.corrections.starting import link
from generator.filing.yaml_tree import Node
from generator.kept import library
from generator.packs.addressing import AddressError, locate
from generator.packs.definitions import FIGURES, Table
from generator.packs.pack import Pack
from generator.published import printed_bases, reading, recognition
from generator.published.originals import Originals
from generator.published.printed_bases import ReadBase
from generator.published.readings import ReadWords
from generator.vocabulary import KIND_PARAGRAPHS, KIND_TEXT, REASONS, UNIT, UNIT_NAME

_SHOWN = 20


class DocumentStart(NamedTuple):
    """What a new filing states from the beginning, as a tree like a filing's, and remarks."""

    stated: Mapping[str, Node]
    remarks: tuple[str, ...]


def find_region(path: Path) -> str | None:
    """The region of whose form a document is; None where that is not known."""
    document, _ = reading.read(path)
    known = recognition.recognize(document, library.current())[0] if document else None
    return known.pack.key[2] if known and not known.strange else None


def read(last: Path, new: Path, pack: Pack) -> DocumentStart:
    """What a filing of a pack's year takes over from last year's document.

    A `StartError` where that cannot be read, or is another document.
    """
    found, reason = printed_bases.open_document(last, str(last), pack)
    if found is None:
        raise StartError(f"{last}：{reason}")
    _check(found, last, pack)
    originals = Originals(found.document)
    tree: dict[str, Any] = {}
    for words in found.said.readings.words:
        text = originals.restore(words).strip()
        for at in _place(words, pack) if text else ():
            _put(tree, at, text, pack)
    tree.setdefault(UNIT, {})[UNIT_NAME] = _name_unit(found, originals)
    stated = _settle(tree, pack.rules)
    for file in pack.base_files.values():
        if (file.kind, file.years) == (pack.key[0], -1):
            stated[file.key] = link(last, new)
    gaps = [f"未读出：{it.place}：{it.what}" for it in found.gaps]
    more = [f"另有 {len(gaps) - _SHOWN} 处未读出"] if len(gaps) > _SHOWN else []
    note = [found.recognized.note] if found.recognized.note else []
    return DocumentStart(stated, (*note, *gaps[:_SHOWN], *more))


def _check(found: ReadBase, last: Path, pack: Pack) -> None:
    kind, year, region = pack.key
    wanted = (kind, int(year) - 1, region)
    said = found.recognized
    if (said.pack.key[0], said.year, said.pack.key[2]) != wanted:
        is_of = f"{said.pack.key[0]} {said.year} {said.pack.key[2]}"
        raise StartError(f"{last} 是 {is_of}，应是 {' '.join(map(str, wanted))}")


def _name_unit(found: ReadBase, originals: Originals) -> str:
    """The unit's name as the document mostly writes it; on a cover it may be spaced out."""
    said = (it for it in found.said.readings.words if it.path == (UNIT, UNIT_NAME))
    names = Counter(map(originals.restore, said)).most_common(1)
    return names[0][0] if names else ""


# -- where words belong --------------------------------------------------------------------------


def _place(words: ReadWords, pack: Pack) -> Iterator[Steps]:
    """Where in a filing words belong; nowhere where they follow from something else."""
    steps = (*words.steps, *words.path[1:]) if words.steps else words.path
    if not all(isinstance(it, str) for it in steps):
        return
    at = tuple(map(str, steps))
    if _is_figure(at, pack):
        section = words.section or _name_reasons(pack)
        if pack.rules.get(section, {}).get("addresses") == KIND_TEXT:
            yield (section, show(_shorten(at, pack)))
    elif _rule_at(at, pack.rules) is not None:
        yield at


def _name_reasons(pack: Pack) -> str:
    """The section of all reasons; nothing where they stand in several, by their bases."""
    return REASONS if set(pack.reasons.values()) == {REASONS} else ""


def _is_figure(at: Steps, pack: Pack) -> bool:
    try:
        found, owner = locate(pack.definitions.root, at)
    except (AddressError, IndexError):
        return False
    return isinstance(found, FIGURES) or (isinstance(found, Table) and len(at) > len(owner))


def _shorten(at: Steps, pack: Pack) -> Steps:
    """An address without the total column that a row implies."""
    found, owner = locate(pack.definitions.root, at)
    implied = isinstance(found, Table) and at[len(owner) + 1 :] == (found.total,)
    return at[:-1] if implied else at


def _rule_at(at: Steps, rules: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The rule of a text at an address; None where none can stand."""
    rule: Mapping[str, Any] = {"type": "dict", "schema": rules}
    for step in at:
        if rule.get("type") == "list" and step.isdecimal():
            rule = rule["schema"]
        elif rule.get("type") == "dict" and step in rule["schema"]:
            rule = rule["schema"][step]
        elif not (rule.get("kind") == KIND_PARAGRAPHS and step.isdecimal()):
            return None
    return rule if rule.get("kind") in (KIND_PARAGRAPHS, KIND_TEXT) or "allowed" in rule else None


def _put(tree: dict[str, Any], at: Steps, text: str, pack: Pack) -> None:
    """Put a text where it belongs, unless something stands there; lists are kept by number."""
    rule = _rule_at(at, pack.rules)
    if rule is not None and "allowed" in rule and text not in rule["allowed"]:
        return
    for step in at[:-1]:
        tree = tree.setdefault(step, {})
        if not isinstance(tree, dict):
            return
    tree.setdefault(at[-1], text)


def _settle(tree: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Node]:
    """The tree with lists in the place of what was put by number."""
    return {name: _settle_node(tree[name], rule) for name, rule in rules.items() if name in tree}


def _settle_node(node: Any, rule: Mapping[str, Any]) -> Node:
    if rule.get("type") == "list":
        fields = rule["schema"]["schema"]
        return list(_settle_items([node[it] for it in sorted(node, key=int)], fields))
    if rule.get("kind") == KIND_PARAGRAPHS:
        texts = [node] if isinstance(node, str) else [node[it] for it in sorted(node, key=int)]
        return [line.strip() for it in texts for line in it.split("\n") if line.strip()]
    if rule.get("type") == "dict":
        return dict(_settle(node, rule["schema"]))
    return "".join(node.split("\n")) if isinstance(node, str) else dict(node)


def _settle_items(items: Sequence[Mapping[str, Any]], fields: Mapping[str, Any]) -> Iterator[Node]:
    """The items of a list; what must be said, and is not, stands in a cell above that goes on."""
    lines = [it for it, rule in fields.items() if rule.get("required") and _is_line(rule)]
    above: Mapping[str, Any] = {}
    for item in items:
        above = {**{name: above[name] for name in lines if name in above}, **item}
        yield _settle(above, fields)


def _is_line(rule: Mapping[str, Any]) -> bool:
    return rule.get("kind") == KIND_TEXT
