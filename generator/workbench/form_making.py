"""What the fields of a form make of the filing, and whether nobody else has changed the same."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from generator.corrections import reviewing
from generator.diagnostics import Fault
from generator.filing import sheet_map
from generator.filing import source as sources
from generator.filing.yaml_tree import Node, Path_
from generator.packs.pack import Pack
from generator.workbench import form_faults, form_state, form_values
from generator.workbench.form_entries import Entries
from generator.workbench.form_files import Typing
from generator.workbooks.planning import SheetPlan

REVIEWED = "reviewed"


class FormMade(NamedTuple):
    """What a form's fields make of a filing: its text, and which field each value is from.

    `crossed`: somebody else has changed the same sections meanwhile.
    """

    text: str
    placed: Mapping[Path_, str]
    crossed: bool
    tree: Mapping[str, Node]


def list_sections(plan: SheetPlan) -> tuple[str, ...]:
    """The sections of a filing that a sheet edits."""
    if plan.shape == sheet_map.FORM:
        named = (str(it.path[0]) for it in plan.fields)
        return tuple(dict.fromkeys((*named, *plan.beside)))
    return plan.beside if plan.shape == sheet_map.BY_ADDRESS else (str(plan.path[0]),)


def carry_out(typing: Typing, number: int, fields: Mapping[str, str]) -> FormMade | Fault | None:
    """What the fields make of the filing; None where it has no such sheet."""
    if not 0 < number <= len(typing.sheets):
        return None
    plan, tree = typing.sheets[number - 1], typing.source.data
    sections, window = list_sections(plan), fields.get("window", "")
    form = form_state.find(window)
    if form is None:
        form = form_state.keep(window, tree, sections)
        form.last = fields.get("seen", "")
    entries = Entries(form.tree, plan, typing.pack.rules)
    wanted = _join(tree, entries.take(fields), sections, typing.pack)
    text = typing.rewrite(wanted)
    if isinstance(text, Fault):
        return text
    text = _take_marks(typing, text, number, entries.reworded, whole=REVIEWED in fields)
    crossed = form.last != form_state.sign(tree, sections)
    return FormMade(text, entries.placed, crossed, wanted)


def _join(
    tree: Mapping[str, Node], made: Mapping[str, Node], sections: Sequence[str], pack: Pack
) -> dict[str, Node]:
    """A tree with some sections as a form made them."""
    wanted: dict[str, Any] = {key: it for key, it in tree.items()}
    for name in sections:
        if name in made:
            form_values.put_node(wanted, (name,), made[name], pack.rules)
        else:
            wanted.pop(name, None)
    return wanted


def remember(window: str, tree: Mapping[str, Node]) -> None:
    form = form_state.find(window)
    if form is not None:
        form.last = form_state.sign(tree, form.sections)


def _take_marks(
    typing: Typing, text: str, number: int, reworded: Collection[Path_], *, whole: bool
) -> str:
    """The text without the marks of words that were written anew, or of a sheet looked through."""
    if not typing.marked or not (whole or reworded):
        return text
    source, _ = sources.parse(text.encode("utf-8", "replace"), typing.source.file)
    if source is None:
        return text
    if whole:
        marked = form_faults.find_marked(source, typing.sheets)
        return reviewing.take_away(text, [line for line, it in marked.items() if it == number])
    lines = {source.key_place(path).line for path in reworded}
    return reviewing.take_away(text, lines | {source.place(path).line for path in reworded})
