"""Documents that filings name as bases: read once, and kept until something changes of it.

What is kept stands under a digest of the document, the program, the forms and how the base is
taken; of what is read, whether it is the document that is meant is asked each time.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from generator.books.printed import PrintedBase
from generator.diagnostics import Fault, Place, Severity
from generator.filing.filing import Filing
from generator.kept import environment, fingerprints, library, store
from generator.packs.pack import BaseFile, Pack
from generator.published import taken
from generator.published.signs import normalize
from generator.published.taken import TakenBase

_GROUP = "bases"
_READER = "pypdfium2"  # no part of what every document's bytes depend on
_CHECK = "检查文件名和所在的文件夹；没有上年公开的文档的，删去这一行，把数逐项写上"
_EXACT = "没有读出、前后不一致的数要用的，照文档核对以后写在“{base}”里"
_DOUBTFUL = "照文档核对{base}；数不对的，写在“{base}”里"
_OTHER_FORM = "那一年的表样与它不同的地方，照文档核对{base}"
_SHOWN = 20  # gaps that are listed


def read(
    base: str, file: BaseFile, filing: Filing, pack: Pack
) -> tuple[PrintedBase | None, list[Fault]]:
    """The base that a document makes; None with the fault that it makes none."""
    name, place = filing.data[file.key], filing.source.place((file.key,))
    path = Path(filing.source.file).parent / name
    found, reason = _find(path, name, file, pack)
    unfit = reason if found is None else _why_unfit(found, file, filing)
    if found is None or unfit:
        return None, [Fault("L411", f"{name}：{unfit}", place, help=_CHECK)]
    made = PrintedBase(name, found.ledger(pack), found.names, (str(path), *found.made_of))
    return made, _tell_unread(name, base, found, place)


def _find(path: Path, name: str, file: BaseFile, pack: Pack) -> tuple[TakenBase | None, str]:
    """What a document lends, kept or read; None with the reason."""
    key = _key(path, name, file, pack)
    if key and (kept := taken.from_data(store.load(_GROUP, key))) is not None:
        return kept, ""
    from generator.published import printed_bases  # heavy, and rarely needed again

    made, reason = printed_bases.take(path, name, file, pack)
    if made is not None and key and key == _key(path, name, file, pack):
        store.keep(_GROUP, key, taken.as_data(made))
    return made, reason


def _key(path: Path, name: str, file: BaseFile, pack: Pack) -> str:
    """All that the reading depends on; nothing for a file that cannot be read."""
    content = fingerprints.of_file(str(path))
    if content is None:
        return ""
    forms = fingerprints.of_packs(pack.root, library.FOLDERS)
    reader = environment.version_of(_READER)
    how = json.dumps([name, file, pack.key, str(pack.root)], ensure_ascii=False)
    parts = (content, environment.fingerprint(), reader, forms, how)
    return fingerprints.of_bytes("\0".join(parts).encode())


def _tell_unread(name: str, base: str, found: TakenBase, place: Place) -> list[Fault]:
    """What of a document is no figure of the base, and by which form it was read."""
    said = (*found.apart, *found.unread, *found.told)
    left = len(said) - _SHOWN
    notes: Sequence[str] = (*said[:_SHOWN], *([f"另有 {left} 处"] if left > 0 else ()))
    kinds = {"前后不一致": found.apart, "未读出": found.unread}
    unused = "、".join(f"{kind} {len(it)} 处" for kind, it in kinds.items() if it)
    unused = f"{unused}，其中的数不作{base}" if unused else ""
    also = "另有 " if unused else ""
    doubtful = f"{also}{len(found.told)} 处说法不一，数照用，请核对" if found.told else ""
    message = "；".join(filter(None, (found.note, unused, doubtful)))
    help_ = (_EXACT if unused else _DOUBTFUL if doubtful else _OTHER_FORM).format(base=base)
    told = Fault("L424", f"{name}：{message}", place, Severity.WARNING, tuple(notes), help=help_)
    return [told] if message else []


def _why_unfit(found: TakenBase, file: BaseFile, filing: Filing) -> str:
    """Why a document is not the one that the base means."""
    year = filing.year + file.years
    if (found.kind, found.year) != (file.kind, year):
        return f"应是 {year} 年度的{file.kind}，这是 {found.year} 年度的{found.kind}"
    if not found.unit:
        return "没有读出单位名称"
    same = normalize(found.unit) == normalize(filing.unit_name)
    return "" if same else f"是另一个单位的：{found.unit}"
