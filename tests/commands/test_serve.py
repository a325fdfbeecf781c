"""`gongkai serve`: refused in Chinese, bound to this machine, and at nobody else's start."""

import builtins
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.calls import run
from support.examples import EXAMPLE, ROOT

from generator import exits
from generator.workbench import server


@pytest.mark.parametrize("port", ["80", "70000", "x", ""])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exits.WRONG_CALL == run("serve", "--port", port)
    assert "错误：--port 后面要写 1024 到 65535 的整数" in capsys.readouterr().err


def test_a_folder_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert exits.WRONG_CALL == run("serve", EXAMPLE)
    assert "错误：没有这个文件夹" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert exits.WRONG_CALL == run("serve", tmp_path, "--port", port)
    assert f"错误：端口 {port} 已经有程序在用" in capsys.readouterr().err


def test_without_its_libraries_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = builtins.__import__

    def lack(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith(("starlette", "uvicorn")):
            raise ModuleNotFoundError(name=name)
        return found(name, *rest, **named)

    for name in [it for it in sys.modules if it.startswith("generator.workbench")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", lack)
    assert exits.WRONG_CALL == run("serve", tmp_path)
    assert 'pip install "gongkai[workbench]"' in capsys.readouterr().err


def test_it_listens_to_this_machine_alone() -> None:
    with server.listen(0) as listening:
        assert "127.0.0.1" == listening.getsockname()[0]


def test_no_other_command_imports_anything_of_it() -> None:
    program = (
        "import sys; from generator import cli; cli.main(sys.argv[1:]); "
        "print(*(name for name in sys.modules if name.split('.')[0] in "
        "('starlette', 'uvicorn', 'anyio') or 'workbench' in name))"
    )
    command = [sys.executable, "-c", program, "check", str(EXAMPLE)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "" == ended.stdout.splitlines()[-1]
