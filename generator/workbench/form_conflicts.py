"""What two have written into the same section, value by value: one chooses, and nothing is lost."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from generator.diagnostics import Fault
from generator.filing import source as sources
from generator.filing.yaml_tree import Node, Path_
from generator.kept import fingerprints
from generator.vocabulary import KIND_YUAN
from generator.workbench import (
    answers,
    form_faults,
    form_files,
    form_merging,
    form_state,
    form_told,
    keeping,
    text_views,
    texts,
)
from generator.workbench.bench import Bench, find_filing, read_change
from generator.workbench.form_files import Typing
from generator.workbench.form_making import FormMade
from generator.workbench.form_merging import MergedTree, NotHeld, SidesDiffer, SideValue
from generator.workbench.form_views import read_number
from generator.workbench.keeping import Draft
from generator.workbench.texts import FileText
from generator.workbooks import tree_paths
from generator.workbooks.planning import SheetPlan

_TEXTS = ("own", "theirs", "common")
_KEPT = ("window", "next", "aside", "lost")  # what the page says again when it is sent
_EMPTY = "（空着）"


class Clash(NamedTuple):
    """Two texts of a filing that are to become one: one's own and the other, the fingerprint of the
    file as it is now, and the text that both began from ("": not known).
    """

    own: str
    theirs: str
    base: str
    common: str


class ShownChoice(NamedTuple):
    """A value that the sides have otherwise, as the page shows it."""

    of: SidesDiffer
    sheet: str
    label: str
    unit: str
    own: str
    theirs: str
    common: str


def show(
    bench: Bench, typing: Typing, number: int, fields: Mapping[str, str], made: FormMade
) -> Response:
    """What stands in the fields beside what somebody else wrote; it is kept as a draft."""
    form = form_state.find(fields.get("window", ""))
    began = fields.get("base", typing.base)
    since = began if made.crossed else typing.base
    common = _find_text(typing, since, form.common if form else "")
    if made.crossed:
        clash = Clash(made.text, typing.source.text, typing.base, common)
    else:
        clash = Clash(made.text, typing.file.text, typing.file.digest, common)
    draft = Draft(made.text, began, secrets.token_hex(8))  # what is typed from here on is new
    is_kept = keeping.keep_draft(typing.filing, draft)
    said = {
        "window": draft.window,
        "next": fields.get("next", ""),
        "aside": "1" if made.crossed and typing.drafted else "",
        "lost": "" if is_kept else "1",
    }
    return _show(bench, typing, number, clash, said)


def _find_text(typing: Typing, digest: str, remembered: str = "") -> str:
    """The text that the file had under a fingerprint: what is remembered, if it is that, or a
    version that is kept; "" where there is none.
    """
    if fingerprints.of_bytes(typing.file.encode(remembered)) == digest:
        return remembered
    filing = typing.filing
    content = keeping.find_content(filing, digest)
    found = texts.decode(content, filing) if content is not None else None
    return found.text if isinstance(found, FileText) else ""


def _show(
    bench: Bench, typing: Typing, number: int, clash: Clash, said: Mapping[str, str]
) -> Response:
    merged = _merge(clash, typing.filing, said)
    if merged is None or not _can_be_chosen(merged):
        draft = Draft(clash.own, clash.base, said.get("window", ""))
        return text_views.show_both(bench, typing.filing, draft)
    shown = list(_show_each(merged, clash, typing))
    return bench.show_unit(
        "conflict_fields.html",
        "form",
        typing.filing,
        "",
        409,
        number=number,
        crossed=[it for it in shown if it.of.is_crossed],
        settled=[it for it in shown if not it.of.is_crossed],
        clash=clash._replace(**{it: answers.keep_whole(getattr(clash, it)) for it in _TEXTS}),
        lacking="chosen" in said,
        **{it: said.get(it, "") for it in _KEPT},
    )


def _can_be_chosen(merged: MergedTree) -> bool:
    """Whether the sides differ in values alone, each with a place of its own."""
    return bool(merged.differences) and all(it.at.path for it in merged.differences)


def _merge(clash: Clash, filing: Path, picks: Mapping[str, str]) -> MergedTree | None:
    """The two as one, as far as it is chosen; None where one is no filing that can be read."""
    read = [sources.parse(it.encode("utf-8", "replace"), str(filing))[0] for it in clash[:2]]
    own, theirs = read
    if own is None or theirs is None:
        return None
    common, _ = sources.parse(clash.common.encode("utf-8", "replace"), str(filing))
    began = common.data if common is not None and clash.common else None
    return form_merging.merge(own.data, theirs.data, began, picks)


def _show_each(merged: MergedTree, clash: Clash, typing: Typing) -> Iterator[ShownChoice]:
    for it in merged.differences:
        path, words, unit = it.at
        sheet = form_faults.find_sheet(path, typing.sheets)
        title = typing.sheets[sheet - 1].title if sheet else ""
        words = words[1:] if len(words) > 1 and words[0] == title else words
        unit = unit if _is_amount(path, typing.sheets) else ""
        held = (_say(side) for side in (it.own, it.theirs, it.common))
        yield ShownChoice(it, title, " › ".join(words), unit, *held)


def _is_amount(path: Path_, sheets: tuple[SheetPlan, ...]) -> bool:
    kind = tree_paths.generalize(path)
    fields = ((plan, it) for plan in sheets for it in plan.fields)
    return any(
        it.rule.get("kind") == KIND_YUAN
        and kind == ((*plan.path, -1, *it.path) if plan.path else it.path)
        for plan, it in fields
    )


def _say(held: SideValue) -> str:
    """A value in words; of several, what each is called, and a line each."""
    if isinstance(held, NotHeld):
        return held.value
    leaves = list(tree_paths.list_leaves(held, ()))
    lines = (_say_leaf(path, node) for path, node in leaves)
    return "\n".join(lines)


def _say_leaf(path: Path_, node: Node) -> str:
    called = ".".join(str(step) for step in path if isinstance(step, str))
    said = node if isinstance(node, str) and node else _EMPTY
    return f"{called}：{said}" if called else said


def settle(bench: Bench, request: Request) -> Response:
    """Save what was chosen, if the file is still the one that was shown beside."""
    filing, number, fields = find_filing(bench, request), read_number(request), read_change(request)
    clash = Clash(*(fields.get(it, "").replace("\r\n", "\n") for it in Clash._fields))
    if filing is None:
        return bench.show("gone.html", 409, text=answers.keep_whole(clash.own))
    typing = form_files.load(filing)
    if isinstance(typing, Fault):
        return form_told.refuse(bench, filing, typing, clash.own)
    merged = _merge(clash, filing, fields)
    if merged is None or not all(it.side for it in merged.differences):
        return _show(bench, typing, number, clash, {**fields, "chosen": "1"})
    return _save(bench, typing, number, clash, merged, fields)


def _save(
    bench: Bench,
    typing: Typing,
    number: int,
    clash: Clash,
    merged: MergedTree,
    fields: Mapping[str, str],
) -> Response:
    """Write what was chosen into the other's text; what was typed and not chosen is a version."""
    filing, window = typing.filing, fields.get("window", "")
    text = _rewrite(clash, typing, merged)
    if isinstance(text, Fault):
        return form_told.refuse(bench, filing, text, clash.own)
    if not keeping.keep_typed(filing, Draft(clash.own, clash.base, window)):
        return answers.refuse(409, "没有保存", "刚才写的留不成以前的版本；腾出磁盘空间再试")
    draft = Draft(text, clash.base, window)
    saved = texts.save(filing, draft)
    if isinstance(saved, Fault):
        return form_told.refuse(bench, filing, saved, text)
    if saved is None:
        return _show_again(bench, typing, number, draft, clash, fields)
    return form_told.go_on(bench, typing, number, fields)


def _rewrite(clash: Clash, typing: Typing, merged: MergedTree) -> str | Fault:
    """What was chosen, written into the other's text."""
    source, _ = sources.parse(clash.theirs.encode("utf-8", "replace"), str(typing.filing))
    return replace(typing, source=source).rewrite(merged.tree) if source else clash.own


def _show_again(
    bench: Bench,
    typing: Typing,
    number: int,
    draft: Draft,
    clash: Clash,
    fields: Mapping[str, str],
) -> Response:
    """The file was changed once more meanwhile: what was chosen beside what it holds now."""
    now = texts.load(typing.filing)
    if isinstance(now, Fault):
        return form_told.refuse(bench, typing.filing, now, draft.text)
    is_kept = keeping.keep_draft(typing.filing, draft)
    # A draft of another window is not what the file was changed from.
    common = _find_text(typing, draft.base, clash.theirs)
    said = {"window": draft.window, "next": fields.get("next", ""), "lost": "" if is_kept else "1"}
    again = Clash(draft.text, now.text, now.digest, common)
    return _show(bench, typing, number, again, said)
