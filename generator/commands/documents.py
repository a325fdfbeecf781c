"""What the commands about finished documents do: verify, refresh, publish."""

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Fault, Place
from generator.reporting import console
from generator.reporting.exits import FAULTY, FINE

if TYPE_CHECKING:
    from generator.filing.source import Source


def verify(options: Namespace) -> int:
    """Say which figures of a finished document no longer agree with its filing."""
    from generator.edited import agreement
    from generator.reporting import documents

    verified = agreement.verify(Path(options.document), Path(options.filing))
    if options.format == "json":
        console.say(documents.verified_json(verified), utf8=True)
    elif verified.faults:
        _complain(verified.faults, verified.source)
    else:
        console.say(documents.verified_text(verified))
    return FINE if verified.true else FAULTY


def refresh(options: Namespace) -> int:
    """Bring an edited document up to its corrected filing, keeping what was done by hand."""
    from dataclasses import replace

    from generator.edited import refreshing
    from generator.reporting import documents

    base = Path(options.base) if options.base else None
    done = refreshing.refresh(Path(options.document), Path(options.filing), base)
    fault = _written(options.output, done.document, options.document) if done.document else None
    if fault is not None:
        done = replace(done, faults=(*done.faults, fault))
    if options.format == "json":
        written = None if done.faults else options.output
        names = (options.document, options.filing, written)
        console.say(documents.refreshed_json(done, *names), utf8=True)
    elif done.faults:
        _complain(done.faults, done.source)
    else:
        console.say(documents.refreshed_text(done))
        console.say(f"已生成 {options.output}")
    return FAULTY if done.faults else FINE


def publish(options: Namespace) -> int:
    """Write a copy of a document without what it carries for a later refresh."""
    from generator.edited import refreshing

    done = refreshing.publish(Path(options.document))
    fault = done.fault or _written(options.output, done.document, options.document)
    if fault is not None:
        _complain((fault,))
        return FAULTY
    console.say(f"已生成 {options.output}（{'已去掉底稿' if done.carried else '文档没有带底稿'}）")
    if done.comments:
        console.complain(f"提示：文中还有 {done.comments} 条批注，公开前请处理")
    return FINE


def _complain(faults: tuple[Fault, ...], source: "Source | None" = None) -> None:
    """Tell of faults with the lines that they stand in."""
    from generator.pipeline import Outcome
    from generator.units import work

    console.complain(console.faults_text(faults, work.texts(Outcome("", faults, source))))


def _written(name: str, document: bytes, edited: str) -> Fault | None:
    """Write a document under a new name, or over the very one that it was made of."""
    from generator.word import output

    target, place = Path(name), Place(name, 1, 1)
    if target.suffix.lower() != output.SUFFIX:
        help_ = f"-o 写文件名，如 {target / '新.docx' if os.path.isdir(target) else f'{name}.docx'}"
        return Fault("W702", f"这个名称不是 Word 文档的：{target}", place, help=help_)
    if os.path.exists(target) and not target.samefile(edited):
        help_ = "换一个文件名；要写回原来的文档，-o 就写它"
        return Fault("W702", f"这个名称已经被占用：{target}", place, help=help_)
    return output.write(target, document, place)
