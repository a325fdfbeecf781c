"""The commands by name: a call imports the one that it calls and no other."""

import subprocess
import sys

import pytest
from support.examples import ROOT

PROGRAM = """
import sys
from generator import cli
cli.main(sys.argv[1:])
print(*sorted(name for name in sys.modules if name.startswith("generator.commands.")), *(
    name for name in ("dataclasses", "inspect") if name in sys.modules))
"""
ALWAYS = ["catalogue", "options", "parser"]


def imported(*arguments: str) -> list[str]:
    """The modules of commands that a call imports, and those that take a start its time."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [name.rpartition(".")[2] for name in ended.stdout.splitlines()[-1].split()]


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["biuld"], []])
def test_names_and_help_of_all_commands_are_known_without_any(arguments: list[str]) -> None:
    assert ALWAYS == imported(*arguments)


@pytest.mark.parametrize(
    ("command", "shared"),
    [
        ("check", {"filings"}),
        ("diff", {"faults"}),
        ("template", {"template_check", "template_next"}),
    ],
)
def test_a_command_is_imported_when_it_is_called(command: str, shared: set[str]) -> None:
    own = {name for name in imported(command) if name not in ("dataclasses", "inspect")}
    assert {command, *shared, *ALWAYS} == own
