"""Whether the folders that a pack names as its law are there, one after the other, each once."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator import vocabulary as term
from generator.diagnostics import ALIKE, Fault, Place, Severity, did_you_mean, nearest
from generator.filing.yaml_tree import Path_
from generator.packs import pack_yaml
from generator.packs.grammar import Flaw
from generator.packs.law import LAW_FILES, TABLES_FILE, list_folders
from generator.packs.reading import ASIDE, list_in_law, show_file
from generator.packs.sheets import REFERENCES, Sheet

_LISTS = "清单"  # what tables.yaml cannot be without, and only the first folder has


def find_in_chain(pack: Sheet, root: Path) -> list[Fault]:
    """What is wrong with the folders of the law, at the place in pack.yaml that names them.

    That one is another year's is only remarked: years are copied, so that none changes another.
    """
    data = pack.tree.root if isinstance(pack.tree.root, dict) else {}
    law, faults = data.get(term.PACK_LAW), list[Fault]()
    names = list_folders(law)
    for index, name in enumerate(names):
        path: Path_ = (term.PACK_LAW, index) if isinstance(law, list) else (term.PACK_LAW,)
        if not isinstance(name, str):
            continue  # told with the other words of pack.yaml
        wrong = _judge_name(name, names[:index], root)
        if wrong:
            faults.append(pack.fault(Flaw(path, *wrong), REFERENCES))
            continue
        if index == 0 and (fuller := _find_fuller(name, names[1:], root)):
            message = f"“{name}”不能写在最前面：清单、表的底子在“{fuller}”里"
            help_ = "“规则”先写全国的，后写各地的"
            faults.append(pack.fault(Flaw(path, message, help_), REFERENCES))
        faults += _find_strange(root / "schemas" / name, root)
        if of := _find_other_year(name, data.get(term.FISCAL_YEAR)):
            help_ = "把上一年的整个复制一份，不引用别的年度"
            flaw = Flaw(path, f"“{name}”是 {of} 年度的规则", help_)
            faults.append(pack.fault(flaw, REFERENCES, Severity.WARNING))
    return faults


def _find_fuller(first: str, others: list[object], root: Path) -> str:
    """A later folder that has the lists of entries which the first one is without, if any.

    Where the first one has but misspelt them, that is told at the word.
    """
    files = {str(it): root / "schemas" / str(it) / TABLES_FILE for it in (first, *others)}
    loaded = {it: pack_yaml.load(file) for it, file in files.items() if os.path.isfile(file)}
    full = [it for it, raw in loaded.items() if isinstance(raw, dict) and _LISTS in raw]
    if not full or first in full or nearest(_LISTS, loaded.get(first) or (), ALIKE):
        return ""
    return full[0]


def _find_other_year(name: str, year: object) -> str:
    """The year that a folder is of, if that is another than the pack's; else nothing."""
    years = (it for it in name.split("/") if len(it) == 4 and it.isdecimal())
    return next((it for it in years if it != year), "")


def _judge_name(name: str, before: list[object], root: Path) -> tuple[str, str] | None:
    """What is wrong with the name of a folder, and what to write instead."""
    schemas, parts = root / "schemas", PurePosixPath(name).parts
    if ".." in parts or "\\" in name or "/".join(parts) != name or name.startswith("/"):
        return f"“{name}”不是 schemas 里的文件夹", "写 文种/年度/地区，中间用“/”，前后没有“/”"
    if not any(os.path.isfile(schemas / name / file) for file in (*LAW_FILES, *ASIDE)):
        if os.path.isdir(schemas / name) and not any(
            map(os.path.isdir, (schemas / name).iterdir())
        ):
            files = "、".join(LAW_FILES)
            return f"schemas/{name} 里还没有 {files}", "至少放一个，只写这里自己的"
        return f"schemas 里没有“{name}”这套规则", _advise(name, _list_laws(schemas))
    for other in before:
        there = schemas / str(other)
        if other != name and os.path.isdir(there) and os.path.samefile(there, schemas / name):
            return f"“{name}”就是前面的“{other}”", "删去一处"
    return None


def _advise(name: str, laws: list[str]) -> str:
    """What to do about a folder that is not there: it is misspelt, or still to be made."""
    own = name.rpartition("/")[2]  # what goes before is alike in all of a year's
    alike = nearest(own, {it.rpartition("/")[2] for it in laws}, ALIKE)
    near = did_you_mean(name, [it for it in laws if it.rpartition("/")[2] == alike])
    if near:
        return near
    files = "、".join(LAW_FILES)
    return f"现有：{'、'.join(laws)}；新的一层，先建这个文件夹，放 {files} 中用得到的"


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
