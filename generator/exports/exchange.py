"""A filing that is to draw on another export than it names: in the place of those like it."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Place
from generator.exports import finding, record_files
from generator.filing.source import Source
from generator.filing.yaml_tree import Path_
from generator.packs.pack import Pack
from generator.packs.reading import read_record_forms
from generator.packs.record_forms import RecordForm
from generator.vocabulary import EXPORTS


def put_in(source: Source, export: str, pack: Pack) -> Source:
    """The same filing with another export, or folder of exports, to draw on.

    Of several that it names, those are left out that hold the like of it: tables of single
    records, or figures of accounts.
    """
    said = source.data.get(EXPORTS)
    if not isinstance(said, list):
        return source.drawing_from(export)
    forms = tuple(read_record_forms(pack))
    wanted = _holds_records(export, source, forms)
    kept: list[tuple[str, Place]] = []
    for index, name in enumerate(said):
        place = source.place((EXPORTS, index))
        way = os.path.join(os.path.dirname(place.file), str(name))
        if isinstance(name, str) and _holds_records(way, source, forms) is not wanted:
            kept.append((name, place))
    return _name_each(source, [(os.path.basename(export), Place(export, 1, 1)), *kept])


def _holds_records(path: str, source: Source, forms: Sequence[RecordForm]) -> bool:
    """Whether a file, or what a folder holds of a unit, is tables of single records alone."""
    paths: Sequence[str] = (path,)
    if os.path.isdir(path):
        files = record_files.list_files(path, finding.owner_of(source), False)
        paths = files.own or files.others
    looked = [record_files.look_into(it, tuple(forms)) for it in paths if Path(it).exists()]
    return any(it.tables for it in looked) and not any(it.says_whose for it in looked)


def _name_each(source: Source, names: Sequence[tuple[str, Place]]) -> Source:
    places: dict[Path_, Place] = {(EXPORTS, index): place for index, (_, place) in enumerate(names)}
    data = {**source.data, EXPORTS: [name for name, _ in names]}
    return replace(source, data=data, values={**source.values, **places})
