"""The unit of work: one filing, a pure function of its path and a few options.

It writes nothing and is the same in this process, in another or on another machine. Whatever
goes wrong in it that nobody foresaw becomes a fault of this one unit.
"""

import os
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.charts.shown import ShownChart
from generator.diagnostics import Fault, Place
from generator.exits import RefusedError
from generator.frozen import Frozen, replace
from generator.kept import fingerprints, library, noted
from generator.kept.noted import Noted
from generator.units import guarding
from generator.units.result import Identity, Result
from generator.vocabulary import (
    REVIEW,
    SEEN,
    SHARED_FILE,
    UNIT_CODE,
    UNIT_NAME,
    UNIT_TYPE,
    UNIT_WORD,
    YEARS_FORM,
)

if TYPE_CHECKING:
    from generator.filing.control_file import Exported
    from generator.filing.source import Source
    from generator.packs.pack import Pack
    from generator.pipeline import Outcome

# A process takes about as long to start as a dozen filings take.
WORTH_A_PROCESS = 12


class SchedulingError(RefusedError):
    """Why the work cannot be handed out, in the words to show."""


class Options(Frozen):
    """How every filing of a run is to be done."""

    draft: bool = False
    document: bool = True
    # A file of control totals, with its fingerprint, so that a changed file is read again.
    exported: str = ""
    exported_fingerprint: str = ""
    # The folder of forms and rules, which another process or machine cannot tell by itself.
    packs: str = ""
    # What else is made of each filing that has a document: a module's function, so that another
    # process finds it.
    extract: "Callable[[Outcome], bytes] | None" = None


PLAINLY = Options()


def make(path: str, options: Options) -> Result:
    """What becomes of one filing."""
    started = time.perf_counter()

    def carry_out() -> Result:
        # First what would else come at the end of a long chain of imports: Python takes its stack
        # in pieces, and where one ends among the calls that compile a pattern, each takes another.
        import generator.filing.plain_yaml  # noqa: F401
        from generator import pipeline

        if options.packs not in ("", str(library.current())):
            library.use(Path(options.packs))
        totals = read_totals(options)
        outcome = pipeline.produce(Path(path), draft=options.draft, exported=totals)
        made = options.extract(outcome) if options.extract and outcome.document else b""
        result = as_result(outcome, options, time.perf_counter() - started)
        other = _find_other(totals, options, outcome.read)
        return replace(result, extracted=made, drawn={**result.drawn, **other})

    def give_up(fault: Fault) -> Result:
        return Result(path, (fault,), seconds=time.perf_counter() - started)

    return guarding.guard(path, carry_out, give_up)


def count_processes(items: int, wanted: int | None) -> int:
    """How many processes to take: as many as are wanted, else as pay; 1 is this one alone."""
    if wanted is not None:
        return max(1, min(wanted, items))
    return max(1, min(_count_cores(), items // WORTH_A_PROCESS))


def _count_cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # what this process may use, not what the machine has
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def report_lost(path: str) -> Result:
    """What becomes of a filing whose process ended before it was done."""
    return _report_ended(path, "处理它的进程中途结束", "多半是内存不足，或进程被人结束")


def report_late(path: str) -> Result:
    """What becomes of a filing that was being done for so long that its process was ended."""
    return _report_ended(path, "时间太长，已经停下", "填报文件很大，或有程序没有想到的写法")


def _report_ended(path: str, what: str, why: str) -> Result:
    message, notes = f"程序出错，这个单位没有生成：{what}", (*guarding.tell_versions(), why)
    fault = Fault("W706", message, Place(path, 1, 1), notes=notes, help=guarding.REPORT_IT)
    return Result(path, (fault,))


@cache
def read_totals(options: Options) -> "Exported | None":
    """The control totals that nobody typed, if a file of them is named; read once a process."""
    if not options.exported:
        return None
    from generator.filing import control_file

    return control_file.load(Path(options.exported))[0]


def _find_other(totals: "Exported | None", options: Options, read: Noted) -> dict[str, str]:
    """The file of control totals, unsettled, where what was `read` is not what the run records."""
    known = {**totals.read, **read} if totals else {}
    found = fingerprints.of_read(options.exported, known) if totals else ""
    return {} if found == options.exported_fingerprint else {options.exported: noted.UNSETTLED}


def as_result(outcome: "Outcome", options: Options = PLAINLY, seconds: float = 0) -> Result:
    """An outcome without what only its making needed."""
    from generator.units import overview

    files, packs = _separate((outcome.file, *outcome.drawn))
    return Result(
        outcome.file,
        outcome.faults,
        _text_of(outcome.unit.get(UNIT_NAME)),
        texts_of(outcome),
        outcome.folder,
        outcome.name,
        outcome.document if options.document else b"",
        overview.list_figures(outcome.pack, outcome.books),
        {file: fingerprints.of_read(file, outcome.read) for file in files},
        packs,
        fingerprint_exports(outcome.source, outcome.read),
        fingerprint_drawn(outcome.source),
        _besides(outcome.source),
        outcome.source.text.count(f"# {REVIEW}") if outcome.source else 0,
        seconds,
        identity=_identify(outcome),
        charts=_list_charts(outcome),
        of_pack=_tell_unseen(outcome.pack) if outcome.pack else "",
        pack_fingerprint=fingerprints.of_packs(library.current(), packs),
    )


def _list_charts(outcome: "Outcome") -> tuple[ShownChart, ...]:
    """What the charts of a document show; forms without charts ask for nothing here."""
    if outcome.pack is None or not outcome.pack.charts or outcome.failed:
        return ()
    from generator.filling import shown_charts

    return shown_charts.list_shown(outcome.pack, outcome.books)


def _identify(outcome: "Outcome") -> Identity:
    stated = (outcome.unit.get(name) for name in (UNIT_CODE, UNIT_TYPE, UNIT_WORD))
    return Identity(*map(_text_of, (*stated, *outcome.key)))


def fingerprint_exports(source: "Source | None", read: Noted) -> dict[str, str | None]:
    """The fingerprints of all exports that were looked at for a filing, as they were `read`."""
    exports = source.all_exports if source else ()
    return {file: fingerprints.of_read(file, read) for file in exports}


def fingerprint_drawn(source: "Source | None") -> str:
    """The fingerprint of all that exports gave a filing; "" where they gave nothing."""
    drawn = sorted(source.list_drawn()) if source else []
    return fingerprints.of_bytes(repr(drawn).encode()) if drawn else ""


def _tell_unseen(pack: "Pack") -> str:
    """That the official form of a pack's year was not seen, and who can say that it was."""
    if pack.form_seen:
        return ""
    from generator.packs.reading import show_file

    file = show_file(pack.form.with_name(library.PACK_FILE), pack.root)
    return (
        f"{' '.join(pack.key)}：未见当年正式表样，照上年或别的地区\n"
        f"  = 建议：表样管理人照{YEARS_FORM}核对以后，在 {file} 里写“{YEARS_FORM}: {SEEN}”"
    )


def _text_of(node: object) -> str:
    return node if isinstance(node, str) else ""


def _separate(drawn: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files of people, and apart from them what belongs to the packs, from their root on."""
    root = library.current()
    tops = [root / folder for folder in library.FOLDERS]
    names = dict.fromkeys(drawn)
    packs = {name for name in names if any(map(Path(name).is_relative_to, tops))}
    roots = sorted(Path(name).relative_to(root).as_posix() for name in packs)
    return tuple(name for name in names if name not in packs), tuple(roots)


def texts_of(outcome: "Outcome") -> dict[str, str]:
    """The texts that faults and their related lines stand in: those lines, the others empty."""
    held: dict[str, str] = {}
    lines: dict[str, set[int]] = {}
    places = (p for f in outcome.faults for p in (f.place, *(place for place, _ in f.related)))
    for place in places:
        if isinstance(place, Place) and not place.sheet and outcome.source is not None:
            holding = outcome.source.find_holding(place)
            if holding is not None:
                held[holding.file] = holding.text
                lines.setdefault(holding.file, set()).add(place.line)
    return {file: _keep_lines(text, lines[file]) for file, text in held.items()}


def _keep_lines(text: str, lines: set[int]) -> str:
    numbered = enumerate(text.split("\n"), start=1)
    return "\n".join(line if number in lines else "" for number, line in numbered)


def _besides(source: "Source | None") -> str:
    """What a filing was read together with: what its folder shares, the units that it sums up."""
    from generator.filing import shared

    if source is None or not source.others:
        return ""
    common = shared.shared_by(source)
    members = len(source.others) - (common is not None)
    parts = [SHARED_FILE] if common is not None else []
    return f"，连同 {'、'.join([*parts, *([f'{members} 个单位'] if members else [])])}"
