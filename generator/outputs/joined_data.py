"""The open data of many documents in one place: their files, one after the other."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.diagnostics import Fault
from generator.kept import reading
from generator.outputs import data_folder, data_text
from generator.outputs.data_package import DATA_FILE, PACKAGE_FILE, OpenTerms
from generator.outputs.published_data import FOLDER
from generator.word import output

_MOST = 256 * 1024 * 1024
_TITLE = "公开数据"


def join(documents: Iterable[Path], folder: Path, left_out: int) -> Fault | None:
    """Write the data of published documents, by their folders, together; else why not.

    `left_out` documents were not published. One is read at a time. Where none has any, what stood
    there stays.
    """
    if foreign := data_folder.find_foreign(folder):
        return foreign
    terms: list[OpenTerms] = []
    try:
        with data_folder.open_data(folder) as growing:
            growing.left_out = left_out
            for document in documents:
                own = document / FOLDER
                if (own / DATA_FILE).is_file():
                    rows = reading.read(own / DATA_FILE, _MOST)
                    growing.add(rows.removeprefix(data_text.head()))
                    terms += _read_terms(own / PACKAGE_FILE)
                else:  # nobody knows by which form it is to be read
                    growing.left_out += 1
            if not growing.units:
                raise data_folder.UnfinishedError
        data_folder.describe(folder, growing.tell(), _TITLE, terms)
    except data_folder.UnfinishedError:
        return None
    except OSError as error:
        return output.explain_unwritten(error, folder)
    return None


def _read_terms(package: Path) -> Iterator[OpenTerms]:
    """On what terms a document's data may be used."""
    said = json.loads(reading.read(package, _MOST))
    for key, kind in (("licenses", "licence"), ("sources", "source")):
        yield from (OpenTerms(**{kind: _name(it)}) for it in said.get(key, ()))


def _name(said: Mapping[str, Any]) -> dict[str, str]:
    return {"title": str(said["title"]), "address": str(said.get("path", ""))}
