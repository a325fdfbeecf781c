"""What the commands for form keepers do: which names a form may use, what is wrong with it."""

from argparse import Namespace
from pathlib import Path

from generator.kept import fingerprints
from generator.reporting import console
from generator.reporting.console import refuse
from generator.reporting.exits import FAULTY, FINE


def form_fields(options: Namespace) -> int:
    """List every name that a pack's form may use."""
    from generator import pipeline
    from generator.packs import finding

    pack = finding.choose(fingerprints.home(), options.kind, options.year, options.region)
    if isinstance(pack, str):
        return refuse(pack)
    console.tell_fields(pipeline.form_fields(pack))
    return FINE


def form_check(options: Namespace) -> int:
    """Say everything that is wrong with a form; its pack lies beside it unless it is named."""
    from generator.diagnostics import has_errors
    from generator.forms import compiling
    from generator.packs import finding

    form = Path(options.form)
    if options.kind and options.year:
        pack = finding.choose(fingerprints.home(), options.kind, options.year, options.region)
    else:
        pack = finding.beside(form)
    if isinstance(pack, str):
        return refuse(pack)
    faults = compiling.judge(form, pack)
    if faults:
        console.complain(console.faults_text(faults))
    console.say(f"{form}：{len(faults)} 处要改" if faults else f"{form}：检查通过")
    return FAULTY if has_errors(faults) else FINE
