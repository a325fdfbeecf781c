"""What a source states under a pack's rules: its values, and every fault in the officer's words.

Most filings are in order, so each is read at once; only what has another shape than the rules give
it is handed to Cerberus, which judges the structure (`shape_faults`).
"""

from generator.diagnostics import Fault, FormPlace, Place
from generator.filing.filing import Filing
from generator.filing.shape import reader_of
from generator.filing.source import Source
from generator.filing.values import Rules, TreeReading
from generator.vocabulary import AMOUNT_UNIT, YUAN


def validate(source: Source, rules: Rules) -> tuple[Filing, list[Fault]]:
    """The filing that a source states under a pack's input rules, and what is wrong with it."""
    reading = TreeReading(source)
    unit = source.data.get(AMOUNT_UNIT)
    data = reader_of(rules)(source.data, (), str(unit or YUAN), reading)
    faults = _explain(reading, rules) if reading.misshapen else []
    told = {fault.place for fault in faults}
    faults += [fault for fault in reading.faults if fault.place not in told]
    return Filing(source, data), _sort([*source.doubts, *faults], source)


def _explain(reading: TreeReading, rules: Rules) -> list[Fault]:
    from generator.filing import shape_faults  # only where something is wrong

    told = list(shape_faults.explain(reading.source, rules, reading.misshapen))
    if not told:  # what was refused must never go on in silence
        raise AssertionError(f"no fault at {reading.misshapen}")
    return told


def _sort(faults: list[Fault], source: Source) -> list[Fault]:
    """Faults as they stand in the file, the sheets of a workbook one after another."""
    sheets = list(dict.fromkeys(it.sheet for it in source.keys.values())) if faults else []
    order = {sheet: number for number, sheet in enumerate(sheets)}

    def key(fault: Fault) -> tuple[int, Place | FormPlace]:
        place = fault.place
        return (order.get(place.sheet, 0) if isinstance(place, Place) else 0, place)

    return sorted(faults, key=key)
