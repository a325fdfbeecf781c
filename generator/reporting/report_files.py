"""What was found, in files to be sent back: a page for each unit, one of all, or the data."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.reporting import console, placing
from generator.reporting.results_html import as_html
from generator.reporting.results_json import ResultsJson
from generator.units.result import Result
from generator.units.summary import Tally

ALL = "检查报告.html"


def write(results: Sequence[Result], output: str, *, html: bool) -> bool:
    """Write what was found into a file, or a folder of pages; whether all of it is written."""
    files = dict(_list_pages(results, Path(output)) if html else _list_data(results, Path(output)))
    faults = [fault for path, text in files.items() if (fault := placing.put(path, text))]
    if faults:
        console.complain(console.faults_text(faults))
    done = len(files) - len(faults)
    if done:
        console.say(f"已写 {done} 个文件：{output}" if done > 1 else f"已写 {output}")
    return not faults


def _list_pages(results: Sequence[Result], target: Path) -> Iterator[tuple[Path, str]]:
    """One page of all filings; in a folder, besides, a page for each that something is said of."""
    if target.suffix.lower() == placing.HTML:
        yield target, as_html(results)
        return
    yield target / ALL, as_html(results)
    names = placing.name_pages([result.file for result in results], ALL)
    for result in results:
        if result.faults:
            yield target / names[result.file], as_html([result])


def _list_data(results: Sequence[Result], target: Path) -> Iterator[tuple[Path, str]]:
    data, tally = ResultsJson(), Tally(len(results))
    pieces = []
    for result in results:
        tally.add(result)
        pieces.append(data.next(result))
    yield target, "".join([*pieces, data.end(tally.counts())])
