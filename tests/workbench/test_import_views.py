"""导入: what is dropped is recognised, shown, and made a filing of; nothing else is written."""

import re
from pathlib import Path

import pytest
from support import exports, records
from support.examples import EXAMPLE
from support.workbench import Visit, folder, inside

from generator.filing import shared
from generator.workbench import uploads
from generator.workbench.uploads import make_safe

__all__ = ["folder", "inside"]
KEY = "部门决算 2024 福建"
OLD_KEY = "部门决算 2025 福建"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    made = exports.final_accounts(exports.stated_by(EXAMPLE))
    return made.write(tmp_path / "来" / "126决算.xls")


def drop(inside: Visit, *files: Path, **fields: str) -> str:
    """The way to what was found in files."""
    status, page = inside.send("/import", *files, **fields)
    assert 200 == status, page
    return inside.wait()


def list_files(folder: Path) -> list[str]:
    return sorted(str(it.relative_to(folder)) for it in folder.rglob("*") if it.is_file())


def test_an_export_becomes_a_filing_that_draws_on_it(inside: Visit, export: Path) -> None:
    way = drop(inside, export, key=KEY)
    page = inside.get(way)
    assert "126决算.xls!Z07 一般公共预算财政拨款收入支出决算表(财决07表)!G13" in page
    assert ("5086823.81" in page, "11 张表" in page) == (True, True)
    assert [EXAMPLE.name] == list_files(inside.folder)
    status, _ = inside.change(f"{way}/make", name="智慧.yaml")
    assert 200 == status
    assert [EXAMPLE.name, "导入/126决算.xls", "智慧.yaml"] == list_files(inside.folder)
    source, _ = shared.load(inside.folder / "智慧.yaml")
    assert source is not None
    assert "导入/126决算.xls" == source.data["取数文件"]
    assert export.read_bytes() == (inside.folder / "导入" / export.name).read_bytes()


def test_which_filing_is_meant_is_chosen_before_and_can_be_changed(
    inside: Visit, export: Path
) -> None:
    way = drop(inside, export)
    page = inside.get(way)
    assert f"<option selected>{OLD_KEY}</option>" in page  # the latest of the folder's region
    status, _ = inside.change(f"{way}/choose", key=KEY)
    assert 200 == status
    page = inside.get(inside.wait())
    assert f"<option selected>{KEY}</option>" in page
    assert "这个单位的这一份已经有了" in page
    status, _ = inside.change(f"{way}/choose", key=KEY, without=export.name)
    assert (200, True) == (status, "没有文件，从空白开始" in inside.get(inside.wait()))


def test_a_filing_that_stands_is_rolled_into_the_year(inside: Visit, export: Path) -> None:
    way = drop(inside, export, key=OLD_KEY)
    last = re.findall(r'<option value="(\w+)">福州市', inside.get(way))[0]
    inside.change(f"{way}/choose", key=OLD_KEY, last=last, suffix=".xlsx")
    way = inside.wait()
    assert 'value="126-2025.xlsx"' in inside.get(way)
    status, page = inside.change(f"{way}/make", name="126-2025.xlsx")
    assert (200, True) == (status, "智慧福州" in page)
    assert ["126-2025.xlsx", EXAMPLE.name, "导入/126决算.xls"] == list_files(inside.folder)


def test_last_years_document_begins_the_next_filing(inside: Visit) -> None:
    inside.change(f"/units/{inside.name()}/document")
    (document,) = inside.folder.glob("output/*/*.docx")
    page = inside.get(way := drop(inside, document))
    assert f"公开的文档：{KEY}" in page
    assert f"<option selected>{OLD_KEY}</option>" in page
    inside.change(f"{way}/make", name="下一年.yaml")
    source, _ = shared.load(inside.folder / "下一年.yaml")
    assert source is not None
    assert (f"导入/{document.name}", "2025") == (source.data["上年文件"], source.data["年度"])


def test_a_filing_or_workbook_is_put_into_the_folder(inside: Visit, tmp_path: Path) -> None:
    other = tmp_path / "别的.yaml"
    other.write_bytes(EXAMPLE.read_bytes())
    way = drop(inside, other)
    assert "就是这份填报" not in inside.get(way)  # the next year's is meant first
    inside.change(f"{way}/choose", key=KEY)
    way = inside.wait()
    assert "就是这份填报，放进文件夹" in inside.get(way)
    assert 200 == inside.change(f"{way}/make", name="别的.yaml")[0]
    assert EXAMPLE.read_bytes() == (inside.folder / "别的.yaml").read_bytes()


def test_nothing_that_stands_is_written_over(inside: Visit, export: Path) -> None:
    (inside.folder / "导入").mkdir()
    (inside.folder / "导入" / export.name).write_bytes(b"another")
    way = drop(inside, export, key=KEY)
    before = list_files(inside.folder)
    status, page = inside.change(f"{way}/make", name=EXAMPLE.name)
    assert (409, True) == (status, f"{EXAMPLE.name} 已经有了，没有覆盖" in page)
    assert before == list_files(inside.folder)
    assert 200 == inside.change(f"{way}/make", name="新.yaml")[0]
    assert b"another" == (inside.folder / "导入" / export.name).read_bytes()
    assert export.read_bytes() == (inside.folder / "导入" / "126决算 (2).xls").read_bytes()


def test_what_is_of_no_use_is_told_and_kept_only_if_wished(
    inside: Visit, export: Path, tmp_path: Path
) -> None:
    strange, broken = tmp_path / "说明.txt", tmp_path / "坏的.xlsx"
    strange.write_text("说明", "utf-8")
    broken.write_bytes(b"PK\x03\x04broken")
    way = drop(inside, export, strange, broken, key=KEY)
    page = inside.get(way)
    assert 2 == page.count(">用不上</td>")
    inside.change(f"{way}/make", name="甲.yaml")
    assert ["导入/126决算.xls"] == [it for it in list_files(inside.folder) if "导入" in it]
    inside.change(f"{way}/make", name="乙.yaml", strange="1")
    kept = [it for it in list_files(inside.folder) if "导入" in it]
    assert ["导入/126决算.xls", "导入/坏的.xlsx", "导入/说明.txt"] == kept


def test_records_of_projects_are_drawn_too(inside: Visit, export: Path, tmp_path: Path) -> None:
    tables = tmp_path / "自评.xlsx"
    records.tables_of(EXAMPLE).write(tables)
    page = inside.get(drop(inside, export, tables, key=KEY))
    assert ("项目支出绩效自评（" in page, "自评.xlsx!整体!" in page) == (True, True)


def test_a_filing_begins_empty_where_there_is_no_file(inside: Visit) -> None:
    status, page = inside.send("/import")
    assert (409, True) == (status, "先选文件" in page)
    way = drop(inside, key=KEY, unit="某局")
    inside.change(f"{way}/make", name="某局")
    source, _ = shared.load(inside.folder / "某局.yaml")
    assert source is not None
    assert KEY.split() == [source.data[it] for it in ("文种", "年度", "地区")]


def test_what_is_gone_is_told(inside: Visit) -> None:
    assert 404 == inside.client.get("/import/0").status_code
    assert 404 == inside.change("/import/0/choose")[0]
    assert 404 == inside.change("/import/0/make")[0]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("126.xls", "126.xls"),
        ("../../etc/passwd", "passwd"),
        ("C:\\用户\\决算.xls", "决算.xls"),
        ("_共用.yaml", "共用.yaml"),
        ("..", "文件"),
        ("", "文件"),
        ("CON.xls", "文件.xls"),
        ("a<b>:\x00\u202e.xls", "a_b__.xls"),
        ("长" * 200 + ".docx", "长" * 48 + ".docx"),
    ],
)
def test_a_name_is_made_safe(sent: str, kept: str) -> None:
    assert kept == make_safe(sent)


def test_too_many_and_too_large_files_are_not_taken(
    inside: Visit, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_FILES", 2)
    status, page = inside.send("/import", export, export, export)
    assert (400, True) == (status, "一次最多 2 个文件" in page)
    monkeypatch.setattr(uploads, "MAX_TOTAL", 1000)
    assert 413 == inside.send("/import", export)[0]
    assert [] == inside.bench.jobs.list()
