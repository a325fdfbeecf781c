"""A server that is killed, at any moment: what was saved is whole, what was typed is kept."""

import http.client
import re
import signal
import subprocess
import sys
import threading
import time
from html import unescape
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from support.examples import EXAMPLE
from support.workbench import FORM, lay_out


class Served:
    """A workbench in a process of its own, and a visitor who has come in."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-u", "-m", "generator", "serve", str(folder), "--no-browser"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        first = self.process.stdout.readline().strip().removeprefix("工作台：http://")
        self.host, _, path = first.partition("/")
        link = http.client.HTTPConnection(self.host, timeout=60)
        link.request("GET", f"/{path}")
        self.cookie = str(link.getresponse().headers["Set-Cookie"]).partition(";")[0]
        link.close()
        found = re.search(r'href="(/units/\w+)"', self.ask("/")[1])
        assert found is not None
        self.unit = found[1]

    def ask(self, path: str, **fields: str) -> tuple[int, str]:
        link = http.client.HTTPConnection(self.host, timeout=60)
        headers = {"Cookie": self.cookie, "Origin": f"http://{self.host}", "Content-Type": FORM}
        method, body = ("POST", urlencode(fields)) if fields else ("GET", None)
        try:
            link.request(method, path, body, headers)
            answer = link.getresponse()
            return answer.status, answer.read().decode("utf-8")
        finally:
            link.close()

    def begin(self) -> tuple[dict[str, str], str]:
        """What a window has when it opens the editor: its hidden fields, its text."""
        _, page = self.ask(f"{self.unit}/text")
        held = dict(re.findall(r'name="(word|base|window)" value="([^"]*)"', page))
        shown = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)
        assert shown is not None
        return held, unescape(shown[1])

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()


def test_what_was_typed_before_the_server_was_killed_is_there_again(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    served = Served(folder)
    held, text = served.begin()
    typed = f"{text}\n# 写到这里\n"
    assert 200 == served.ask(f"{served.unit}/draft", text=typed, **held)[0]
    served.kill()
    again = Served(folder)
    try:
        assert typed == again.begin()[1].replace("\r\n", "\n")
    finally:
        again.kill()
    assert EXAMPLE.read_bytes() == (folder / EXAMPLE.name).read_bytes()


def test_a_server_that_is_killed_while_it_saves_leaves_the_old_or_the_new_file_whole(
    tmp_path: Path,
) -> None:
    folder, rng = lay_out(tmp_path), Random(1)
    path = folder / EXAMPLE.name
    for number in range(5):
        served = Served(folder)
        held, _ = served.begin()
        before = path.read_text("utf-8")
        after = f"{EXAMPLE.read_text('utf-8')}\n# 第{number}次\n"
        save = threading.Thread(target=save_and_see, args=(served, {**held, "text": after}))
        save.start()
        time.sleep(rng.random() / 20)
        served.kill()
        save.join()
        found = path.read_text("utf-8")
        assert found in (before, after)
        assert [EXAMPLE.name] == [it.name for it in folder.iterdir() if it.suffix == ".yaml"]


def save_and_see(served: Served, fields: dict[str, str]) -> None:
    try:
        served.ask(f"{served.unit}/text", **fields)
    except (OSError, http.client.HTTPException):
        return  # it was killed
