"""A program is data: it is kept as plain data, and nothing else is taken for one."""

import json
from pathlib import Path
from typing import Any

import pytest
from support.examples import ROOT

from generator.filling import phrases, program
from generator.filling.program import (
    And,
    Block,
    Choice,
    Fixed,
    Loop,
    Name,
    Not,
    Or,
    Print,
    Program,
)
from generator.forms import dialect, template
from generator.packs import finding, reading
from generator.word import archive

PACKS = sorted(finding.available(ROOT).values())
HERE = Block(
    (Fixed(b"<w:p>", 1, 0), Fixed("年".encode(), 0, 1)), (Print(1, ("年度",), shown=True),)
)
EVERY = (
    HERE,
    Loop(2, "行", ("表", "全部"), Not(Name(("行", ("表", "键"), "有数"))), (HERE,), ()),
    Choice(3, And(Name(("甲",)), Or(Name(("乙",)), Name(("丙",)))), (HERE,), (HERE, HERE)),
    Block((Fixed(b""),) * 2, (Print(0, ("甲",), "附言", ("说明", "：")),)),
)


def kept(made: Program) -> Any:
    """A program as JSON gives it back."""
    return json.loads(json.dumps(program.plain(made)))


def test_a_program_comes_back_as_it_was() -> None:
    assert program.read(kept(EVERY)) == EVERY


@pytest.mark.parametrize("path", PACKS, ids=lambda path: "-".join(path.parts[-4:-1]))
def test_the_program_of_every_form_comes_back_as_it_was(path: Path) -> None:
    pack = reading.read(path, ROOT)
    environment = dialect.environment(phrases.filters(pack.wording))
    parts = archive.read(pack.form.read_bytes())
    programs, faults = template.compile_parts(parts, environment, "表样.docx")
    assert ([], programs) == (faults, {n: program.read(kept(it)) for n, it in programs.items()})


TEXT, PRINT, NAME = ["", 0, 0], [1, ["甲"], "", [], True], ["Name", ["甲"]]


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        "Block",
        [None],
        [["Block"]],
        [["Block", [], []]],
        [["Block", [TEXT], [PRINT]]],
        [["Block", [["", 0]], []]],
        [["Block", [[0, 0, 0]], []]],
        [["Block", [TEXT, TEXT], [[1, [], "", [], True]]]],
        [["Block", [TEXT, TEXT], [[1, ["甲", 1], "", [], True]]]],
        [["Block", [TEXT, TEXT], [[1, [["甲"]], "", [], True]]]],
        [["Block", [TEXT, TEXT], [[1, ["甲"], None, [], True]]]],
        [["Block", [TEXT, TEXT], [[1, ["甲"], "元", [1], True]]]],
        [["Block", [TEXT, TEXT], [[1, ["甲"], "元", [], 1]]]],
        [["Print", 1, ["甲"], "", [], True]],
        [["Loop", 1, "行", ["表"], None, []]],
        [["Loop", 1, "行", ["表"], ["表"], [], []]],
        [["Loop", 1, "行", "表", None, [], []]],
        [["Choice", 1, None, [], []]],
        [["Choice", 1, ["Not"], [], []]],
        [["Choice", 1, ["And", NAME], [], []]],
        [["Choice", 1, ["Xor", NAME, NAME], [], []]],
        [["Choice", 1, NAME, [], [["Block", [], []]]]],
    ],
    ids=str,
)
def test_what_is_no_program_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="not a program"):
        program.read(data)
