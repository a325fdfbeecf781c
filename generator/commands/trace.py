"""`gongkai trace`: where a number comes from and where it is printed."""

from pathlib import Path
from typing import NamedTuple

from generator.commands.faults import give_up
from generator.commands.options import formats, take
from generator.exits import FAULTY, FINE
from generator.reporting import console


class TraceOptions(NamedTuple):
    """What may be typed after `trace`."""

    filing: str = take(metavar="填报文件")
    question: str = take(metavar="数", help="印出的数、地址，或填报文件的行号（如 :45）")
    format: str = take("--format", **formats("json"))


def trace(options: TraceOptions) -> int:
    """Say where a number comes from and where it is printed."""
    from generator.corrections import dossier, tracing
    from generator.reporting import traces

    of, faults = dossier.open_filing(Path(options.filing))
    if of is None:
        return give_up(options.filing, faults)
    if of.drafted:
        console.complain(f"注意：{options.filing} 有错误，以下按草稿查")
    findings = tracing.trace(of, options.question)
    if options.format == "json":
        console.say(traces.as_json(findings), utf8=True)
    elif findings.missing:
        console.complain(findings.missing)
    else:
        console.say(traces.text(findings))
    return FAULTY if findings.missing else FINE
