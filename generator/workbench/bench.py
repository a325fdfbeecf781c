"""What every page of the workbench stands on: the gate, the folder, how its filings stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from generator.reporting import results_html
from generator.reporting.results_html import Fields
from generator.units.result import Result
from generator.workbench import answers
from generator.workbench.desk import Desk
from generator.workbench.gate import Gate
from generator.workbench.jobs import Jobs
from generator.workbench.packs_seen import SeenPacks
from generator.workbench.preview_shelf import PreviewShelf
from generator.workbench.survey import Surveyor
from generator.workbench.uploads import Upload

Change = Mapping[str, str]


@dataclass(frozen=True)
class Bench:
    """A server's own state; nothing of it outlives the server."""

    gate: Gate
    desk: Desk
    surveyor: Surveyor
    today: Callable[[], date]
    packs: SeenPacks
    previews: PreviewShelf = field(default_factory=PreviewShelf)
    jobs: Jobs = field(default_factory=Jobs)

    def show(self, name: str, status: int = 200, **fields: object) -> Response:
        """A page, with what every page of the workbench has."""
        common = {"word": self.gate.word, "unit": None, "here": ""}
        return answers.show(name, status, **common, **fields)

    def show_unit(
        self, name: str, here: str, filing: Path, title: str, status: int = 200, **fields: object
    ) -> Response:
        """A page of one filing; `here` is which of its pages, `title` what the unit is called."""
        unit = {
            "id": self.desk.name(filing),
            "title": title or self.desk.show(filing),
            "file": self.desk.show(filing),
        }
        common = {"word": self.gate.word, "unit": unit, "here": here}
        return answers.show(name, status, **common, **fields)

    def end(self) -> None:
        """Stop whatever is still at work; what is done stays."""
        self.jobs.end()
        self.surveyor.end()

    def list_subjects(self, result: Result) -> list[tuple[str, str, list[Fields]]]:
        """The faults of a result as pages list them; files are called as the folder's people do."""
        return list(results_html.list_subjects(result, self.desk.show))


def find_filing(bench: Bench, request: Request) -> Path | None:
    """The filing that a request means; None where none that is there now is called so."""
    return bench.desk.find(str(request.path_params["unit"]))


def tell_gone() -> Response:
    """That a filing is not there, or not any more."""
    return answers.refuse(404, "没有这份填报", "它可能已经改名或移走；回到概览看现在有哪些")


def read_change(request: Request) -> Change:
    """The fields of a change, which the guard has read and believes."""
    fields: Change = request.scope["fields"]
    return fields


def find_result(bench: Bench, request: Request) -> Any:
    """What a work of a unit gave; None where it is none of this unit's, or was forgotten."""
    job, unit = (str(request.path_params[name]) for name in ("job", "unit"))
    return bench.jobs.find_result(job, unit)


def read_uploads(request: Request) -> Sequence[Upload]:
    """The files that came with a change."""
    found: Sequence[Upload] = request.scope["uploads"]
    return found
