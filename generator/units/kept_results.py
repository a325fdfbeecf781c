"""Results as plain data, so that what was found of a filing outlives the run that found it.

Documents and what charts show are left out: whoever asks for them makes them anew.
"""

from dataclasses import fields
from typing import Any

from generator.diagnostics import Fault, FormPlace, Place, Severity
from generator.units.result import Identity, KeyFigure, Result

_AS_THEY_ARE = [
    *("file", "unit", "folder", "name", "given", "besides", "marked", "seconds", "wanted"),
    *("of_pack", "recorded", "pack_fingerprint"),
]
_MAPS = ("texts", "drawn", "exports")


def as_data(result: Result) -> dict[str, Any]:
    """What JSON can keep of a result."""
    return {
        **{name: getattr(result, name) for name in _AS_THEY_ARE},
        **{name: dict(getattr(result, name)) for name in _MAPS},
        "packs": list(result.packs),
        "figures": [list(figure) for figure in result.figures],
        "identity": list(result.identity),
        "faults": [_tell(fault) for fault in result.faults],
    }


def from_data(data: dict[str, Any]) -> Result:
    """The result again; a `ValueError` or `TypeError` for what was no result."""
    if data.keys() - {field.name for field in fields(Result)}:
        raise ValueError("no result")
    return Result(
        **{name: data[name] for name in (*_AS_THEY_ARE, *_MAPS)},
        packs=tuple(data["packs"]),
        figures=tuple(KeyFigure(*figure) for figure in data["figures"]),
        identity=Identity(*data["identity"]),
        faults=tuple(_read(fault) for fault in data["faults"]),
    )


def _tell(fault: Fault) -> list[Any]:
    related = [[list(place), said] for place, said in fault.related]
    in_form = isinstance(fault.place, FormPlace)
    place = [in_form, *fault.place]
    weight = fault.severity.value
    return [fault.code, fault.message, place, weight, list(fault.notes), related, fault.help]


def _read(data: list[Any]) -> Fault:
    code, message, (in_form, *place), weight, notes, related, help_ = data
    return Fault(
        code,
        message,
        FormPlace(*place) if in_form else Place(*place),
        Severity(weight),
        tuple(notes),
        tuple((Place(*at), said) for at, said in related),
        help_,
    )
