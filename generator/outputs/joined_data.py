"""The open data of many documents in one place: their files, one after the other."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generator.diagnostics import Fault, Place
from generator.kept import reading
from generator.outputs import data_folder, data_text
from generator.outputs.data_folder import GrowingData, UnfitDataError
from generator.outputs.data_package import DATA_FILE, PACKAGE_FILE, OpenTerms
from generator.outputs.published_data import FOLDER
from generator.word import output

_MOST = 256 * 1024 * 1024
_TITLE = "公开数据"


class JoinedData(NamedTuple):
    """Why data were not put together; else the documents of which nothing was there to be put."""

    faults: tuple[Fault, ...] = ()
    bare: tuple[Path, ...] = ()


def join(documents: Iterable[Path], folder: Path, left_out: Sequence[str]) -> JoinedData:
    """Write the data of published documents, by their folders, together; else why not.

    `left_out` documents were not published. One is read at a time. Where none has any, what stood
    there stays.
    """
    if foreign := data_folder.find_foreign(folder):
        return JoinedData((foreign,))
    bare: list[Path] = []
    try:
        with data_folder.open_data(folder) as growing:
            growing.title = _TITLE
            growing.left_out += left_out
            for document in documents:
                if not _take(document, growing):
                    bare.append(document)
            growing.left_out += (it.name for it in bare)
            if not growing.documents:
                raise data_folder.UnfinishedError
    except data_folder.UnfinishedError:
        return JoinedData((), tuple(bare))
    except UnfitDataError as error:
        return JoinedData((error.fault,))
    except OSError as error:
        return JoinedData((output.explain_unwritten(error, folder),))
    return JoinedData((), tuple(bare))


def _take(document: Path, growing: GrowingData) -> bool:
    """Whether a document has data; where not, nobody knows by which form it is to be read."""
    rows, package = (document / FOLDER / name for name in (DATA_FILE, PACKAGE_FILE))
    if not rows.is_file():
        return False
    growing.add(_read_rows(rows), str(document))
    growing.terms += _read_terms(package)
    return True


def _refuse(file: Path) -> UnfitDataError:
    message = "各份一起的数据没有写：这个文件不是本系统写的样子了"
    help_ = "把它所在的文件夹移走，再公开一次"
    return UnfitDataError(Fault("W702", message, Place(str(file), 1, 1), help=help_))


def _read_rows(file: Path) -> bytes:
    whole, head = reading.read(file, _MOST), data_text.head()
    if not whole.startswith(head):
        raise _refuse(file)
    return whole.removeprefix(head)


def _read_terms(package: Path) -> list[OpenTerms]:
    """On what terms a document's data may be used."""
    try:
        said = json.loads(reading.read(package, _MOST))
        kinds = (("licenses", "licence"), ("sources", "source"))
        return [OpenTerms(**{kind: _name(it)}) for key, kind in kinds for it in said.get(key, ())]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _refuse(package) from error


def _name(said: Mapping[str, Any]) -> dict[str, str]:
    return {"title": str(said["title"]), "address": str(said.get("path", ""))}
