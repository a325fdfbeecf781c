"""`gongkai verify`: whether a finished document still agrees with its filing."""

from pathlib import Path
from typing import NamedTuple

from generator.commands.faults import complain_of
from generator.commands.options import formats, take
from generator.exits import FAULTY, FINE
from generator.reporting import console


class VerifyOptions(NamedTuple):
    """What may be typed after `verify`."""

    document: str = take(metavar="文档", help="成文：.docx、.pdf、.html、.xlsx 等")
    filing: str = take(metavar="填报文件", help="这份文档的填报文件（.yaml）")
    format: str = take("--format", **formats("json"))


def verify(options: VerifyOptions) -> int:
    """Say which figures of a finished document no longer agree with its filing."""
    from generator.edited import agreement
    from generator.reporting import documents

    verified = agreement.verify(Path(options.document), Path(options.filing))
    if options.format == "json":
        console.say(documents.verified_json(verified), utf8=True)
    elif verified.faults:
        complain_of(verified.faults, verified.source)
    else:
        console.say(documents.verified_text(verified))
    return FINE if verified.true else FAULTY
