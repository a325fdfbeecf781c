"""`gongkai template check`: everything that is wrong with a form, its rules, its example."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.options import KIND, REGION, YEAR, choose_pack, take
from generator.exits import FAULTY, FINE, RefusedError
from generator.kept import library
from generator.reporting import console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.diagnostics import Fault
    from generator.packs.pack import Pack


class FormOptions(NamedTuple):
    """What may be typed after `template check`; a form's pack lies beside it unless named."""

    form: str = take(metavar="表样", help="document.docx，或者它所在的文件夹、规则的文件夹")
    kind: str | None = take(**KIND, nargs="?")
    year: str | None = take(**YEAR, nargs="?")
    region: str | None = take(**REGION)


def check(options: FormOptions) -> int:
    """Say everything that is wrong with a form; of a pack's folder, with its rules first.

    Of a folder of rules, whatever is wrong with the packs that use it.
    """
    from dataclasses import replace

    from generator import pipeline
    from generator.diagnostics import Fault, has_errors
    from generator.forms import compiling
    from generator.packs import finding, judging

    form, found = Path(options.form), list[Fault]()
    using = finding.list_using(form)
    if using:
        return max([check(options._replace(form=str(it.parent))) for it in using])
    _refuse_nothing(form)
    if os.path.isdir(form):
        found = judging.check(form)
        if has_errors(found):
            return _tell_faults(form, found)
        form = form / library.FORM_FILE
    if options.kind and options.year:
        pack = choose_pack(options.kind, options.year, options.region)
    else:
        pack = finding.find_beside(form)
    faults, tried = [*found, *compiling.judge(form, pack)], pack.example.is_file()
    if tried and not has_errors(faults):
        faults += [_show(it, pack) for it in pipeline.try_form(replace(pack, form=form))]
    return _tell_faults(form, faults, _say_of_example(pack, faults))


def _say_of_example(pack: "Pack", faults: "Sequence[Fault]") -> str:
    """What is said of a pack's example behind all else: there is none, or it is at fault."""
    from generator.diagnostics import Severity
    from generator.packs.reading import show_file

    if not pack.example.is_file():
        return f"（没有示例 {pack.example}，没有试填）"
    shown = show_file(pack.example, pack.root)
    errors = [it for it in faults if it.severity is Severity.ERROR]
    own = bool(errors) and all(getattr(it.place, "file", "") == shown for it in errors)
    return f"，都在示例 {shown} 里；表样没有错" if own else ""


def _refuse_nothing(form: Path) -> None:
    """Refuse a folder that is none, or that is one of rules which no pack uses."""
    from generator.packs.law import LAW_FILES

    if not form.suffix and not os.path.lexists(form):
        raise RefusedError(f"没有“{form}”这个文件夹")
    rules = any(os.path.isfile(form / name) for name in LAW_FILES)
    if rules and not os.path.isfile(form / library.PACK_FILE):
        raise RefusedError(f"没有表样用到“{form}”：把它写进 pack.yaml 的“规则”再检查")


def _tell_faults(checked: Path, faults: "Sequence[Fault]", remark: str = "") -> int:
    from generator.diagnostics import Severity, has_errors

    if faults:
        console.complain(console.faults_text(faults))
    errors = sum(fault.severity is Severity.ERROR for fault in faults)
    counted = ((errors, "处要改"), (len(faults) - errors, "条提示"))
    said = "，".join(f"{count} {word}" for count, word in counted if count)
    result = said if errors else f"检查通过{f'（{said}）' if said else ''}"
    console.say(f"{checked}：{result}{remark}")
    return FAULTY if has_errors(faults) else FINE


def _show(fault: "Fault", pack: "Pack") -> "Fault":
    """A fault of a pack's example, which is named as the pack's other files are."""
    from dataclasses import replace

    from generator.diagnostics import Place
    from generator.packs.reading import show_file

    own, shown = str(pack.example), show_file(pack.example, pack.root)
    if not isinstance(fault.place, Place) or fault.place.file != own:
        return fault
    related = tuple((it._replace(file=shown), said) for it, said in fault.related)
    return replace(fault, place=fault.place._replace(file=shown), related=related)
