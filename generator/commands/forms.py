"""What the commands for form keepers do: its names, its faults, its text."""

from argparse import Namespace
from pathlib import Path

from generator.diagnostics import Place
from generator.kept import fingerprints
from generator.reporting import console
from generator.reporting.console import refuse
from generator.reporting.exits import FAULTY, FINE

TEXT = ".txt"


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


def form_show(options: Namespace) -> int:
    """Print a form as text, or write it beside the form, where its changes are reviewed."""
    from generator.forms import form_package, listing
    from generator.word import output

    if options.output and not options.output.endswith(TEXT):
        return refuse(f"-o 后面要写文本文件（{TEXT}），不是“{options.output}”")
    package, faults = form_package.unpack(Path(options.form), options.form)
    if package is not None:
        text = listing.write(package.roots)
        if options.output:
            path = Path(options.output)
            fault = output.write(path, text.encode(), Place(str(path), 1, 1))
            faults = [fault] if fault else []
        else:
            console.say(text, utf8=True, end="")
    if faults:
        console.complain(console.faults_text(faults))
    return FAULTY if faults else FINE
