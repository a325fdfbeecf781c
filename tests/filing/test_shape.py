"""What reads a filing sees of its shape all that Cerberus sees, and nothing else."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import cerberus
from hypothesis import given
from hypothesis import strategies as st
from support.invented_trees import invent
from support.misshapen_trees import spoil
from support.packs import HOME, PACK_FILES
from support.properties import examples

from generator.diagnostics import Fault
from generator.filing import schema, shape, shape_faults
from generator.filing.source import Source, parse
from generator.filing.values import TreeReading
from generator.filing.yaml_tree import Path_
from generator.packs import reading
from generator.packs.pack import Pack
from generator.vocabulary import YUAN

SEEDS = st.integers(0, 10**9)


@cache
def pack_at(path: Path) -> Pack:
    """A pack, read once."""
    return reading.read(path, HOME)


def source_of(tree: dict[str, Any]) -> Source:
    """A filing of a tree; every JSON text is a YAML text."""
    source, _ = parse(json.dumps(tree, ensure_ascii=False, indent=1).encode(), "甲.yaml")
    assert source is not None
    return source


def misshapen(source: Source, pack: Pack) -> list[Path_]:
    """The paths at which its reader finds another shape than the pack's rules give."""
    told = TreeReading(source)
    shape.reader_of(pack.rules)(source.data, (), YUAN, told)
    return told.misshapen


def refused(found: Any) -> Iterator[Path_]:
    """The paths of all that Cerberus complains of."""
    for error in found:
        if error.is_group_error:
            yield from refused(error.child_errors)
        else:
            yield error.document_path


def judge_whole(source: Source, pack: Pack) -> list[Fault]:
    """What Cerberus says of a filing when it is handed all of it."""
    everything = [(key,) for key in {*source.data, *pack.rules}]
    return list(shape_faults.explain(source, pack.rules, everything))


@given(path=st.sampled_from(PACK_FILES), seed=SEEDS)
@examples(300)
def test_a_shape_is_refused_where_cerberus_refuses_it(path: Path, seed: int) -> None:
    pack = pack_at(path)
    source = source_of(spoil(invent(pack, seed), seed))
    validator = cerberus.Validator(shape_faults.cerberus_rules(pack.rules))
    validator.validate(source.data, normalize=False)
    assert sorted(map(str, refused(validator._errors))) == sorted(map(str, misshapen(source, pack)))


@given(path=st.sampled_from(PACK_FILES), seed=SEEDS)
@examples(200)
def test_a_part_is_told_of_as_if_the_whole_were_judged(path: Path, seed: int) -> None:
    pack = pack_at(path)
    source = source_of(spoil(invent(pack, seed), seed))
    told = list(shape_faults.explain(source, pack.rules, misshapen(source, pack)))
    assert judge_whole(source, pack) == told


def test_of_many_rows_the_wrong_one_alone_is_handed_to_cerberus() -> None:
    rules = {"收入": {"type": "list", "schema": {"type": "dict", "schema": {"数": {}}}}}
    source = source_of({"收入": [{"数": "1"}] * 3 + [{"另": "1"}] + [{"数": "1"}] * 3})
    told = TreeReading(source)
    shape.reader_of(rules)(source.data, (), YUAN, told)
    assert [("收入", 3, "另")] == told.misshapen
    handed, _ = shape_faults.cut_out(
        source.data, shape_faults.cerberus_rules(rules), told.misshapen
    )
    assert {"收入": {3: {"另": "1"}}} == handed


def test_rules_that_are_in_use_are_made_into_a_reader_once() -> None:
    rules: dict[str, Any] = {"数": {}}
    assert shape.reader_of(rules) is shape.reader_of(rules)


def test_rules_of_however_many_filings_are_never_mistaken_for_each_other() -> None:
    for number in range(250):
        name = f"第{number}"
        _, faults = schema.validate(source_of({name: "甲"}), {name: {}})
        assert [] == faults
