"""Whether the folders that a pack names as its law are there, one after the other, each once."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator import vocabulary as term
from generator.diagnostics import Fault, Place, Severity, did_you_mean
from generator.filing.yaml_tree import Path_
from generator.packs import pack_words
from generator.packs.grammar import Flaw
from generator.packs.reading import ASIDE, LAW_FILES, list_in_law, show_file
from generator.packs.sheets import REFERENCES, Sheet


def find_in_chain(pack: Sheet, root: Path) -> list[Fault]:
    """What is wrong with the folders of the law, at the place in pack.yaml that names them.

    That one is another year's is only remarked: years are copied, so that none changes another.
    """
    data = pack.tree.root if isinstance(pack.tree.root, dict) else {}
    law, faults = data.get(pack_words.LAW), list[Fault]()
    names = pack_words.list_folders(law)
    for index, name in enumerate(names):
        path: Path_ = (pack_words.LAW, index) if isinstance(law, list) else (pack_words.LAW,)
        if not isinstance(name, str):
            continue  # told with the other words of pack.yaml
        wrong = _judge_name(name, names[:index], root)
        if wrong:
            faults.append(pack.fault(Flaw(path, *wrong), REFERENCES))
            continue
        faults += _find_strange(root / "schemas" / name, root)
        if of := _find_other_year(name, data.get(term.FISCAL_YEAR)):
            help_ = "把上一年的整个复制一份，不引用别的年度"
            flaw = Flaw(path, f"“{name}”是 {of} 年度的规则", help_)
            faults.append(pack.fault(flaw, REFERENCES, Severity.WARNING))
    return faults


def _find_other_year(name: str, year: object) -> str:
    """The year that a folder is of, if that is another than the pack's; else nothing."""
    years = (it for it in name.split("/") if len(it) == 4 and it.isdecimal())
    return next((it for it in years if it != year), "")


def _judge_name(name: str, before: list[object], root: Path) -> tuple[str, str] | None:
    """What is wrong with the name of a folder, and what to write instead."""
    schemas, parts = root / "schemas", PurePosixPath(name).parts
    if ".." in parts or "\\" in name or "/".join(parts) != name or name.startswith("/"):
        return f"“{name}”不是 schemas 里的文件夹", "写 文种/年度/地区，中间用“/”，前后没有“/”"
    if not any(os.path.isfile(schemas / name / file) for file in LAW_FILES):
        if os.path.isdir(schemas / name) and not any(
            map(os.path.isdir, (schemas / name).iterdir())
        ):
            files = "、".join(LAW_FILES)
            return f"schemas/{name} 里还没有 {files}", "至少放一个，只写这里自己的"
        laws = _list_laws(schemas)
        help_ = did_you_mean(name, laws) or f"现有：{'、'.join(laws)}"
        return f"schemas 里没有“{name}”这套规则", help_
    for other in before:
        there = schemas / str(other)
        if other != name and os.path.isdir(there) and os.path.samefile(there, schemas / name):
            return f"“{name}”就是前面的“{other}”", "删去一处"
    return None


def _list_laws(schemas: Path) -> list[str]:
    files = (file for name in LAW_FILES for file in schemas.rglob(name))
    return sorted({it.parent.relative_to(schemas).as_posix() for it in files if it.is_file()})


def _find_strange(folder: Path, root: Path) -> Iterator[Fault]:
    """Files that nobody would read, since they are not called as the law's are."""
    for file in list_in_law(folder):
        if file.name not in (*LAW_FILES, *ASIDE):
            help_ = did_you_mean(file.name, LAW_FILES) or f"可以叫：{'、'.join(LAW_FILES)}"
            place = Place(show_file(file, root), 1, 1)
            yield Fault(REFERENCES, f"“{file.name}”不是规则的文件名，不会读", place, help=help_)
