"""What the commands for form keepers do: which names a form may use, what is wrong with it."""

from argparse import Namespace
from pathlib import Path

from generator import report
from generator.exits import FAULTY, FINE
from generator.report import refuse


def form_fields(options: Namespace) -> int:
    """List every name that a pack's form may use."""
    from generator import packs, pipeline

    pack = packs.choose(packs.home(), options.kind, options.year, options.region)
    if isinstance(pack, str):
        return refuse(pack)
    report.tell_fields(pipeline.form_fields(pack))
    return FINE


def form_check(options: Namespace) -> int:
    """Say everything that is wrong with a form; its pack lies beside it unless it is named."""
    from generator import compiling, packs
    from generator.diagnostics import has_errors

    form = Path(options.form)
    if options.kind and options.year:
        pack = packs.choose(packs.home(), options.kind, options.year, options.region)
    else:
        pack = packs.beside(form)
    if isinstance(pack, str):
        return refuse(pack)
    faults = compiling.judge(form, pack)
    if faults:
        report.complain(report.faults_text(faults))
    report.say(f"{form}：{len(faults)} 处要改" if faults else f"{form}：检查通过")
    return FAULTY if has_errors(faults) else FINE
