"""What the fields of a form make of the filing, and whether nobody else has changed the same."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from generator.diagnostics import Fault
from generator.filing import sheet_map
from generator.filing.yaml_tree import Node, Path_
from generator.packs.pack import Pack
from generator.workbench import form_state, form_values
from generator.workbench.form_entries import Entries
from generator.workbench.form_files import Typing
from generator.workbooks.planning import SheetPlan


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
