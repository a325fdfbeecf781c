"""What a form prints although a filing withholds it: such filings have no document of this form.

Nothing is filled. With what a filing withholds taken as stated, the form's conditions say which of
its prints may still be carried out; that is told to who keeps the form, and refused to who files.
"""

from collections.abc import Iterator, Mapping

from generator.addresses import Steps, parse
from generator.diagnostics import Fault, FormPlace, Severity
from generator.filling.program import Program
from generator.forms.form_prints import (
    FormPrint,
    belongs,
    list_prints,
    list_reached,
    write_address,
)
from generator.packs.pack import Pack

_MAX_NAMED = 3


def check(pack: Pack, programs: Mapping[str, Program], file: str) -> list[Fault]:
    """One for each thing that the form cannot withhold, where it is printed first; only told."""
    return [
        Fault(
            "D540", f"写明“{name}”的单位用不了这个表样：{told}", place, Severity.WARNING, help=_HELP
        )
        for name, (told, place) in _find(pack, programs, file)
    ]


_HELP = (
    "写成 {%p if 不公开.… %} 按规定不公开（依据）{%p else %} 原来的内容 {%p endif %}，几处都要写"
)


def list_open(pack: Pack, programs: Mapping[str, Program]) -> dict[str, str]:
    """The texts by which a filing withholds something, of those that the form does not heed.

    Each with what it prints all the same.
    """
    return {name: told for name, (told, _) in _find(pack, programs, "")}


def _find(
    pack: Pack, programs: Mapping[str, Program], file: str
) -> Iterator[tuple[str, tuple[str, FormPlace]]]:
    root = pack.definitions.root
    seen = {it.steps for program in programs.values() for it in list_prints(program, root)}
    for check_ in pack.checks:
        if check_["kind"] != "withheld":
            continue
        name, hidden = check_["stated"], tuple(map(parse, check_["withheld"]))
        told = list(_find_printed(pack, programs, parse(name), hidden))
        if told:
            part, first = told[0]
            names = "、".join(dict.fromkeys(write_address(it.steps) for _, it in told[:_MAX_NAMED]))
            more = f" 等 {len(told)} 处" if len(told) > _MAX_NAMED else ""
            yield name, (f"还印着 {names}{more}", FormPlace(file, part, first.paragraph, ""))
        elif parse(name) not in seen:
            yield name, ("没有印不公开的依据", FormPlace(file, "", 0, ""))


def _find_printed(
    pack: Pack, programs: Mapping[str, Program], stated: Steps, hidden: tuple[Steps, ...]
) -> Iterator[tuple[str, FormPrint]]:
    """What is withheld and may be printed all the same, with its part."""
    for part, program in programs.items():
        for it in list_reached(program, pack.definitions.root, stated):
            if any(belongs(it.steps, of) for of in hidden):
                yield part, it
