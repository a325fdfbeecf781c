"""`gongkai convert`: a filing in YAML as a workbook, or the reverse."""

from pathlib import Path
from typing import NamedTuple

from generator.commands.options import take
from generator.exits import FAULTY, FINE, RefusedError
from generator.filing import marked
from generator.reporting import console


class ConvertOptions(NamedTuple):
    """What may be typed after `convert`."""

    filing: str = take(
        metavar="填报文件", help="填报文件（.yaml），或填报簿（.xlsx；也可以是 .xls、.ods）"
    )
    target: str = take(metavar="新文件", help="写到哪里：.xlsx 是填报簿，.yaml 是填报文件")
    overwrite: bool = take("--overwrite", action="store_true", help="已经有了的，覆盖它")


def convert(options: ConvertOptions) -> int:
    """Write a filing in its other form; one that cannot be read is told, and nothing is written."""
    from generator.corrections import starting
    from generator.workbooks import conversion

    source, target = Path(options.filing), Path(options.target)
    starting.refuse_name(target, "第二个")
    if marked.is_workbook(source) == marked.is_workbook(target):
        raise RefusedError("两个文件要一个是填报簿（.xlsx），一个是填报文件（.yaml）")
    content, faults = conversion.convert(source)
    if faults:
        console.complain(console.faults_text(faults))
    if content is None:
        return FAULTY
    starting.put(target, content, overwrite=options.overwrite)
    console.say(f"已生成 {target}")
    return FINE
