"""An empty filing: whole, explained, and to be filled."""

import re

import pytest
from support.packs import HOME, PACK_FILES, named

from generator.corrections import blank
from generator.filing import schema, source
from generator.kept import fingerprints
from generator.packs import finding, reading
from generator.packs.pack import KEYS, Pack


@pytest.fixture(params=PACK_FILES, ids=named)
def pack(request: pytest.FixtureRequest) -> Pack:
    return reading.read(request.param, HOME)


def codes(text: str, pack: Pack) -> set[str]:
    """The codes of what is wrong with the shape and the values of a filing."""
    read, faults = source.parse(text.encode(), "x.yaml")
    assert read is not None, faults
    return {fault.code for fault in schema.validate(read, pack.rules)[1]}


def test_all_that_is_wrong_with_it_is_that_it_is_empty(pack: Pack) -> None:
    assert {"S204"} == codes(blank.write_filing(pack), pack)


def test_what_may_be_left_out_is_right_too_once_it_is_no_comment(pack: Pack) -> None:
    text = blank.write_filing(pack)
    for _ in range(4):  # as deep as the rules go
        text = re.sub(r"(?m)^( *)# (?!yaml|表名|编码|没有|\d)", r"\1", text)
    assert {"S204"} == codes(text, pack)


def test_an_item_of_a_list_begins_with_a_field(pack: Pack) -> None:
    assert "- #" not in blank.write_filing(pack)


def test_every_section_and_every_explanation_stands_in_it(pack: Pack) -> None:
    text = blank.write_filing(pack)
    lines = text.split("\n")
    assert set(pack.rules) == {
        line.removeprefix("# ").partition(":")[0]
        for line in lines
        if re.match(r"(?:# )?[^\s#\-]+:", line)
    } - {"# yaml-language-server"}
    told = {rule["meaning"] for rule in pack.rules.values() if "meaning" in rule}
    head = {pack.rules[key]["meaning"] for key in (*KEYS, "金额单位")}
    assert set() == {words for words in told - head if words not in text}


def test_it_says_which_pack_it_is_for(pack: Pack) -> None:
    read, _ = source.parse(blank.write_filing(pack).encode(), "x.yaml")
    assert read is not None
    assert pack is finding.find(read, fingerprints.home())[0]
