"""The workbench for tests: a folder with the example, a server's state, a visitor let in."""

import re
import shutil
import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from generator.workbench import app, server
from generator.workbench.bench import Bench
from generator.workbench.rounds import THREADS
from support.examples import EXAMPLE

PORT, TODAY = 8765, date(2025, 9, 1)
FORM = "application/x-www-form-urlencoded"
_opened: list[Bench] = []


@dataclass
class Visit:
    """A visitor of a bench, who has come in by the first address unless told otherwise."""

    bench: Bench
    client: TestClient
    folder: Path

    @property
    def origin(self) -> str:
        return self.bench.gate.origin

    def name(self, file: str = EXAMPLE.name) -> str:
        """What a filing is called in addresses."""
        return self.bench.desk.name(self.bench.desk.folder / file)

    def get(self, path: str) -> str:
        """A page that is there."""
        answer = self.client.get(path)
        assert 200 == answer.status_code, answer.text
        return str(answer.text)

    def change(self, path: str, **fields: str) -> tuple[int, str]:
        """A change as a page of the workbench sends it: the status, and the page that follows."""
        body = urlencode({"word": self.bench.gate.word, **fields})
        headers = {"origin": self.origin, "content-type": FORM}
        answer = self.client.post(path, content=body, headers=headers)
        return answer.status_code, str(answer.text)

    def send(self, path: str, *files: Path, **fields: str) -> tuple[int, str]:
        """Files as a page of the workbench sends them: the status, and the page that follows."""
        sent = [("files", (it.name, it.read_bytes())) for it in files]
        said = {"word": self.bench.gate.word, **fields}
        sent = sent or [("files", ("", b""))]  # as browsers send a field that nothing was put in
        answer = self.client.post(path, data=said, files=sent, headers={"origin": self.origin})
        return answer.status_code, str(answer.text)

    def wait(self) -> str:
        """The page that the last work which was begun leads to."""
        job = self.bench.jobs.list()[0]
        assert self.bench.jobs.wait(job, 300)
        assert "" == job.refused
        return job.way

    def field(self, page: str, name: str) -> str:
        """What a hidden field of a page holds."""
        return str(re.findall(rf'name="{name}" value="([^"]*)"', page)[0])


def save_text(inside: Visit, old: str, new: str) -> None:
    """What an officer does in 文本: replace a text of the example, and save."""
    way = f"/units/{inside.name()}/text"
    text = (inside.folder / EXAMPLE.name).read_text("utf-8").replace(old, new)
    base = inside.field(inside.get(way), "base")
    assert 200 == inside.change(way, text=text, base=base, window="w")[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


@pytest.fixture
def inside(folder: Path) -> "Visit":
    return visit(folder)


def lay_out(tmp_path: Path) -> Path:
    """A folder with the example in it."""
    folder = tmp_path / "单位"
    folder.mkdir()
    shutil.copy(EXAMPLE, folder)
    return folder


def end_all() -> None:
    """End every workbench that was opened; nothing of one is at work any more."""
    while _opened:
        _opened.pop().end()
    assert [] == [it.name for it in threading.enumerate() if it.name.startswith(THREADS)]


def visit(folder: Path, *, admitted: bool = True) -> Visit:
    """A visitor of the workbench of a folder."""
    bench = server.open_bench(folder, PORT, lambda: TODAY)
    _opened.append(bench)
    bench.surveyor.patience = None  # a page waits until all is known: always the same
    client = TestClient(
        app.make_app(bench), base_url=bench.gate.origin, raise_server_exceptions=False
    )
    if admitted:
        assert 200 == client.get(bench.gate.first_address).status_code
    return Visit(bench, client, folder)
