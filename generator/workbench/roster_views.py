"""已公开: the day on which a unit published, written into the bureau's list of units."""

import threading
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from generator.diagnostics import Fault, Place
from generator.filing import legible, roster_dates
from generator.filing.roster import ListedUnit
from generator.kept import fingerprints, reading
from generator.word import output
from generator.workbench import answers, keeping
from generator.workbench.bench import Bench, find_filing, read_change, tell_gone

_writing = threading.Lock()


class ListedDay(NamedTuple):
    """What a list says of a unit: its file and line, the day; the digest that a change names.

    `base` is empty where this list is not to be written here.
    """

    file: str
    line: int
    day: date | None
    base: str


def tell_listed(bench: Bench, listed: ListedUnit | None) -> ListedDay | None:
    """What a unit's page says of its list; None where no list has it."""
    if listed is None:
        return None
    path, raw = Path(listed.place.file), _read(listed)
    ours = path.suffix.lower() == ".csv" and bench.desk.holds(path) and bool(raw)
    base = fingerprints.of_bytes(raw) if ours else ""
    return ListedDay(bench.desk.show(path), listed.place.line, listed.published, base)


def write_day(bench: Bench, request: Request) -> Response:
    """Write it, if the list is the one that was shown."""
    filing, fields = find_filing(bench, request), read_change(request)
    if filing is None:
        return tell_gone()
    day = None
    with suppress(ValueError):
        day = date.fromisoformat(fields.get("day", ""))
    _, listed = bench.surveyor.find(filing, bench.today())
    if day is None or day > bench.today() or listed is None:
        why = "单位名录里没有这个单位" if listed is None else "这不是到今天为止的一天"
        return answers.refuse(400, why, "没有改动；回到成文再来")
    told = tell_listed(bench, listed)
    with _writing:
        if told is None or not told.base or told.base != fields.get("base"):
            advice = "没有改动；回到成文看名录现在怎样写，再来一次"
            return answers.refuse(409, "名录在别处改过了", advice)
        fault = _write(listed, day)
    if fault is not None:
        return answers.refuse(409, fault.message, fault.help or "在 Excel 里写")
    return answers.go(f"/units/{bench.desk.name(filing)}/document")


def _write(listed: ListedUnit, day: date) -> Fault | None:
    path, raw = Path(listed.place.file), _read(listed)
    made = roster_dates.publish_on(raw, listed.place, day)
    if isinstance(made, Fault):
        return made
    if not keeping.keep_version(path, raw):
        return Fault("W703", "名录以前的内容留不下来，没有写", listed.place, help="腾出磁盘空间")
    return output.write(path, made, Place(str(path), 1, 1))


def _read(listed: ListedUnit) -> bytes:
    try:
        return reading.read(Path(listed.place.file), legible.MAX_BYTES)
    except OSError:
        return b""
