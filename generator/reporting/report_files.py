"""What was found, in files to be sent back: a page for each unit, one of all, or the data."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.reporting import console, placing
from generator.reporting.results_html import as_html
from generator.reporting.results_json import ResultsJson
from generator.units.result import Result
from generator.units.summary import Tally

ALL = "检查报告.html"


def write(results: Sequence[Result], output: str, *, html: bool) -> bool:
    """Write what was found into a file, or a folder of pages; whether all of it is written."""
    files = dict(
        _list_reports(results, Path(output)) if html else _list_data(results, Path(output))
    )
    done, written = _put(files)
    if done:
        console.say(f"已写 {done} 个文件：{output}" if done > 1 else f"已写 {output}")
    return written


def write_pages(results: Sequence[Result], folder: Path) -> tuple[Mapping[str, Path], bool]:
    """Write a page for each filing that has faults or charts: where, and whether all could be."""
    pages = list_pages(results, folder)
    of = {result.file: result for result in results}
    _, written = _put({path: as_html([of[file]]) for file, path in pages.items()})
    return pages, written


def list_pages(results: Sequence[Result], target: Path) -> Mapping[str, Path]:
    """By filing, where its page lies in a folder of pages; nowhere if all are on one page."""
    if target.suffix.lower() == placing.HTML:
        return {}
    names = placing.name_pages([result.file for result in results], ALL)
    return {
        result.file: target / names[result.file]
        for result in results
        if result.faults or result.charts
    }


def _put(files: Mapping[Path, str]) -> tuple[int, bool]:
    """Write files, telling of those that could not be: how many were, and whether all."""
    faults = [fault for path, text in files.items() if (fault := placing.put(path, text))]
    if faults:
        console.complain(console.faults_text(faults))
    return len(files) - len(faults), not faults


def _list_reports(results: Sequence[Result], target: Path) -> Iterator[tuple[Path, str]]:
    """One page of all filings; in a folder, besides, a page for each with faults or charts."""
    if target.suffix.lower() == placing.HTML:
        yield target, as_html(results)
        return
    yield target / ALL, as_html(results)
    of = {result.file: result for result in results}
    for file, path in list_pages(results, target).items():
        yield path, as_html([of[file]])


def _list_data(results: Sequence[Result], target: Path) -> Iterator[tuple[Path, str]]:
    data, tally = ResultsJson(), Tally(len(results))
    pieces = []
    for result in results:
        tally.add(result)
        pieces.append(data.next(result))
    yield target, "".join([*pieces, data.end(tally.counts())])
