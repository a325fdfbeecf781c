"""`gongkai data`: filings as open data, whole or not at all, valid as a data package."""

import csv
import errno
import hashlib
import io
import json
import os
import shutil
from pathlib import Path
from typing import Any

import frictionless
import pytest
from support.calls import files, run
from support.examples import BUDGET, EXAMPLE, PAIR, ROOT, SHANGHAI, Edit

from generator.kept import library
from generator.outputs import data_text
from generator.packs import finding, pack_yaml

DATA, PACKAGE = "公开数据.csv", "datapackage.json"


def read(folder: Path) -> list[dict[str, str]]:
    text = (folder / DATA).read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def described(folder: Path) -> dict[str, Any]:
    told = json.loads((folder / PACKAGE).read_text("utf-8"))
    assert isinstance(told, dict)
    return told


def test_filings_become_one_valid_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("data", EXAMPLE, BUDGET, SHANGHAI, "-o", tmp_path) == 0
    assert files(tmp_path) == sorted([DATA, PACKAGE])
    rows = read(tmp_path)
    units = list(dict.fromkeys(row["单位名称"] for row in rows))
    assert f"（3 份，{len(rows)} 行）" in capsys.readouterr().out
    assert [it[:3] for it in units] == ["福州市", "闽清县", "上海市"]
    told = described(tmp_path)
    assert told["title"] == "2024年度部门决算、2025年度部门预算公开数据"
    report = frictionless.validate(str(tmp_path / PACKAGE))
    assert report.valid, report.flatten(["type", "note"])[:5]


def test_the_description_names_every_column_and_the_digest(tmp_path: Path) -> None:
    run("data", BUDGET, "-o", tmp_path)
    raw = (tmp_path / DATA).read_bytes()
    (resource,) = described(tmp_path)["resources"]
    assert raw.startswith(b"\xef\xbb\xbf")
    assert (resource["bytes"], resource["hash"]) == (
        len(raw),
        f"sha256:{hashlib.sha256(raw).hexdigest()}",
    )
    fields = resource["schema"]["fields"]
    assert [it["name"] for it in fields] == [it.title for it in data_text.COLUMNS]
    assert list(read(tmp_path)[0]) == [it["name"] for it in fields]
    assert all(it["description"] for it in fields)


def test_a_changed_figure_makes_the_package_invalid(tmp_path: Path) -> None:
    run("data", BUDGET, "-o", tmp_path)
    raw = (tmp_path / DATA).read_bytes()
    (tmp_path / DATA).write_bytes(raw + raw.splitlines(keepends=True)[-1])
    assert not frictionless.validate(str(tmp_path / PACKAGE)).valid


def test_a_bad_filing_is_told_and_the_rest_is_written(
    edited: Edit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = edited(("服务: 30887496.30", "服务:"))
    assert run("data", bad, BUDGET, "-o", tmp_path / "数据") == 1
    told = capsys.readouterr()
    assert ("S204" in told.err, f"没有收进来的 1 份：{bad}" in told.out) == (True, True)
    assert {row["单位名称"][:3] for row in read(tmp_path / "数据")} == {"闽清县"}
    assert "另有 1 份没有收进来" in str(described(tmp_path / "数据")["description"])


def test_nothing_is_written_of_bad_filings_alone(edited: Edit, tmp_path: Path) -> None:
    bad = edited(("服务: 30887496.30", "服务:"))
    assert run("data", bad, "-o", tmp_path / "数据") == 1
    assert files(tmp_path / "数据") == []


def test_a_run_that_is_stopped_leaves_the_data_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("data", BUDGET, "-o", tmp_path)
    before = {it.name: it.read_bytes() for it in tmp_path.iterdir()}
    from generator.units import work

    made = work.make

    def stop(path: str, options: work.Options) -> object:
        if Path(path) == EXAMPLE:
            raise KeyboardInterrupt
        return made(path, options)

    monkeypatch.setattr(work, "make", stop)
    assert run("data", BUDGET, EXAMPLE, "-o", tmp_path) == 1
    assert {it.name: it.read_bytes() for it in tmp_path.iterdir()} == before


def test_what_describes_it_cannot_be_written_and_the_figures_stay_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from generator.kept import writing

    run("data", BUDGET, "-o", tmp_path)
    before = {it.name: it.read_bytes() for it in tmp_path.iterdir()}
    write = writing.write

    def fail(path: Path, content: bytes, **how: bool) -> None:
        if path.name == PACKAGE:
            raise OSError(errno.ENOSPC, "full")
        write(path, content, **how)

    monkeypatch.setattr(writing, "write", fail)
    assert run("data", EXAMPLE, "-o", tmp_path) == 1
    assert "W702" in capsys.readouterr().err
    assert {it.name: it.read_bytes() for it in tmp_path.iterdir()} == before


@pytest.mark.parametrize("first", [True, False])
def test_figures_that_cannot_take_their_place_leave_what_describes_them(
    first: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not first:
        run("data", BUDGET, "-o", tmp_path)
    before = {it.name: it.read_bytes() for it in tmp_path.iterdir()}
    replace = os.replace

    def fail(source: Path, target: Path) -> None:
        if Path(target).name == DATA:
            raise PermissionError("Excel has it")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail)
    assert run("data", EXAMPLE, "-o", tmp_path) == 1
    assert {it.name: it.read_bytes() for it in tmp_path.iterdir()} == before


def test_the_same_unit_twice_is_no_data(
    edited: Edit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twin = tmp_path / "又一份.yaml"
    twin.write_bytes(BUDGET.read_bytes())
    assert run("data", BUDGET, twin, "-o", tmp_path / "数据") == 1
    told = capsys.readouterr().err
    assert ("W704" in told, "又一份.yaml" in told, str(BUDGET) in told) == (True, True, True)
    assert files(tmp_path / "数据") == []


def test_a_department_and_its_own_unit_are_two(tmp_path: Path) -> None:
    assert run("data", *PAIR, "-o", tmp_path) == 0
    rows = read(tmp_path)
    whose = [tuple(row[it] for it in ("单位名称", "文种", "称谓")) for row in rows]
    name = "上海市普陀区商务委员会"
    assert list(dict.fromkeys(whose)) == [(name, "部门预算", "部门"), (name, "部门预算", "单位")]
    report = frictionless.validate(str(tmp_path / PACKAGE))
    assert report.valid, report.flatten(["type", "note"])[:5]


def test_data_of_before_departments_were_told_from_units_are_replaced(tmp_path: Path) -> None:
    run("data", BUDGET, "-o", tmp_path)
    due = {it.name: it.read_bytes() for it in tmp_path.iterdir()}
    (tmp_path / DATA).write_bytes(data_text.former_head() + b"1\r\n")
    assert run("data", BUDGET, "-o", tmp_path) == 0
    assert {it.name: it.read_bytes() for it in tmp_path.iterdir()} == due


def test_the_same_filings_give_the_same_bytes_in_any_number_of_processes(tmp_path: Path) -> None:
    one, two = tmp_path / "一", tmp_path / "二"
    run("data", BUDGET, SHANGHAI, "-o", one)
    run("data", BUDGET, SHANGHAI, "-o", two, "--jobs", "2")
    run("data", BUDGET, SHANGHAI, "-o", one)
    assert {it.name: it.read_bytes() for it in one.iterdir()} == {
        it.name: it.read_bytes() for it in two.iterdir()
    }


def test_what_programs_read_is_json_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("data", BUDGET, "-o", tmp_path, "--format", "json") == 0
    told = capsys.readouterr()
    assert json.loads(told.out)
    assert "已生成" in told.err


@pytest.mark.parametrize("name", [DATA, PACKAGE])
def test_files_of_others_are_left_alone(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("别人的\n", "utf-8")
    assert run("data", BUDGET, "-o", tmp_path) == 1
    assert "不是本系统写的，没有覆盖" in capsys.readouterr().err
    assert files(tmp_path) == [name]
    assert (tmp_path / name).read_text("utf-8") == "别人的\n"


def test_a_name_of_a_file_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("data", BUDGET, "-o", tmp_path / "数据.csv") == 2
    assert "-o 后面写文件夹" in capsys.readouterr().err
    assert files(tmp_path) == []


def test_a_file_is_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").write_text("", "utf-8")
    assert run("data", BUDGET, "-o", tmp_path / "a") == 1
    assert "W702" in capsys.readouterr().err


TERMS = (
    "开放数据:\n"
    "  许可: {称为: CC BY 4.0, 网址: https://creativecommons.org/licenses/by/4.0/}\n"
    "  来源: {称为: 某县财政局}\n"
)


def test_the_package_says_on_what_terms_the_pack_lets_data_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("templates", "schemas", "inputs"):
        shutil.copytree(ROOT / folder, tmp_path / "root" / folder)
    file = tmp_path / "root/templates/budget/2025/fujian/pack.yaml"
    file.write_text(file.read_text("utf-8") + TERMS, "utf-8")
    monkeypatch.setattr(library, "current", lambda: tmp_path / "root")
    assert run("data", BUDGET, "-o", tmp_path / "数据", "--jobs", "1") == 0
    told = described(tmp_path / "数据")
    assert told["licenses"] == [
        {"title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
    ]
    assert told["sources"] == [{"title": "某县财政局"}]
    assert frictionless.validate(str(tmp_path / "数据" / PACKAGE)).valid
    assert finding.choose(tmp_path / "root", "部门预算", "2025", "福建").open_data
    assert pack_yaml.load(file)["开放数据"]


def test_a_package_without_terms_says_none(tmp_path: Path) -> None:
    run("data", BUDGET, "-o", tmp_path)
    assert not {"licenses", "sources"} & set(described(tmp_path))
