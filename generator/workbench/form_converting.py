"""A workbook turned into a filing of text, once and on request, to be filled in by fields."""

import os
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from generator.corrections import starting
from generator.exits import RefusedError
from generator.filing import marked
from generator.workbench import answers
from generator.workbench.bench import Bench, find_filing, tell_gone
from generator.workbooks import conversion

_ASIDE = "_"  # files whose names begin so are no filings


def convert(bench: Bench, request: Request) -> Response:
    """Write the filing's text beside it, as `gongkai convert` does; the workbook is set aside."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    if not marked.is_workbook(filing):
        return answers.refuse(409, "这份填报已经是 YAML", "直接逐项填")
    target, aside = filing.with_suffix(".yaml"), filing.with_name(_ASIDE + filing.name)
    if aside.exists():
        return answers.refuse(409, "没有转", f"已经有 {aside.name}；先把它移走")
    content, faults = conversion.convert(filing)
    if content is None:
        return answers.refuse(409, "没有转", f"{faults[0].message}；改好再转")
    return _put(bench, filing, target, aside, content)


def _put(bench: Bench, filing: Path, target: Path, aside: Path, content: bytes) -> Response:
    try:
        starting.put(target, content)
        os.rename(filing, aside)
    except RefusedError as error:
        return answers.refuse(409, "没有转", str(error))
    except OSError:
        return answers.refuse(
            409, f"{filing.name} 改不了名", f"已写出 {target.name}；在文件夹里把填报簿移走"
        )
    bench.surveyor.forget()
    return answers.go(f"/units/{bench.desk.name(target)}/form")
