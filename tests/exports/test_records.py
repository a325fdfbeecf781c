"""What a filing need not state because a table of its own holds it: 绩效自评表 and their like."""

from decimal import Decimal
from pathlib import Path

import pytest
from support import office, records
from support.examples import BUDGET, EXAMPLE, WORKED, codes
from support.exports import MadeExport, MadeSheet, Value, final_accounts, stated_by, without
from support.exports import drawing as draw_on
from support.records import GOALS, PROJECTS, WHOLE
from support.wrong_records import by_name, read, typed

from generator import pipeline
from generator.diagnostics import Fault, Place
from generator.exports import drawing, record_files
from generator.filing import shared
from generator.filing.source import Source
from generator.kept import library
from generator.packs import finding
from generator.packs.pack import Pack
from generator.spreadsheets.cells import Area, Holds, NumberLook, SheetCell


def put(folder: Path, filing: Path, how: str) -> str:
    """The tables of a filing in a folder, in one of the ways that units keep them."""
    made = records.tables_of(filing)
    if how.startswith("自评/"):
        records.write_each(made, folder / "自评", how.removeprefix("自评/"))
        return "自评/"
    if how.endswith(".docx"):
        (folder / how).write_bytes(records.as_word(made))
    else:
        made.write(folder / how)
    return how


@pytest.mark.parametrize("how", ["自评.xlsx", "自评.xls", "自评.docx", "自评/.xlsx", "自评/.docx"])
@pytest.mark.parametrize("filing", [EXAMPLE, WORKED, BUDGET], ids=["test", "worked", "budget"])
def test_the_document_is_that_of_the_typed_filing(tmp_path: Path, filing: Path, how: str) -> None:
    said = put(tmp_path, filing, how)
    made = pipeline.produce(draw_on(filing, tmp_path / filing.name, said, PROJECTS, WHOLE, GOALS))
    typed = pipeline.produce(filing)
    assert codes(typed) == codes(made)
    assert typed.document == made.document != b""


# -- one cell --------------------------------------------------------------------------------------


def made() -> MadeExport:
    return records.tables_of(EXAMPLE).copy()


def changed(text: str, value: Value, down: int = 0, right: int = 0) -> MadeExport:
    """The tables with another value in the first one, beside or below some text of it."""
    export = made()
    sheet = export.sheets["表1"]
    row, column = sheet.find(text)
    sheet.cells[row + down, column + right] = value
    return export


def value_at(export: MadeExport, *path: str | int) -> object:
    """What the first project states at a path."""
    found, _ = read(export)
    name = found_name()
    return found.get((PROJECTS, name, *path))


def found_name() -> str:
    return str(records.stated(EXAMPLE)[PROJECTS][0]["名称"])


def told(export: MadeExport) -> list[tuple[str, str]]:
    return [(it.code, it.place.spot) for it in read(export)[1] if isinstance(it.place, Place)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (SheetCell(Holds.NUMBER, "0.95", look=NumberLook("0%")), "95%"),
        (SheetCell(Holds.NUMBER, "95", look=NumberLook('"≥"0"%"')), "≥95%"),
        (SheetCell(Holds.DATE, "2024-12-01", look=NumberLook('yyyy"年"m"月"')), "2024年12月"),
        (SheetCell(Holds.NUMBER, "98.63000000000001", computed=True), Decimal("98.63")),
        ("≥９５％", "≥９５％"),
        ("2024年\n12月", "2024年12月"),
        ("项目通过\n验收", "项目通过验收"),
    ],
)
def test_a_target_is_what_the_cell_shows(cell: Value, text: object) -> None:
    export = changed("年度指标值", cell, down=1)
    assert text == value_at(export, "指标", 0, "指标值")
    assert [] == told(export)


@pytest.mark.parametrize(
    "cell",
    [
        SheetCell(Holds.DATE, "2024-12-01", look=NumberLook("?")),
        SheetCell(Holds.DATE, "2024-03-05", look=NumberLook('m"月"d"日"')),
        SheetCell(Holds.NUMBER, "0.3333333333333333", computed=True),
        SheetCell(Holds.UNCOMPUTED, "", computed=True),
        SheetCell(Holds.ERROR, "#REF!"),
        "12\n34",
        "12\u200b个",
    ],
)
def test_a_target_that_nobody_can_be_sure_of_is_told(cell: Value) -> None:
    assert [("L463", "表1!E13")] == told(changed("年度指标值", cell, down=1))


@pytest.mark.parametrize(
    "cell", ["约10", 9.375, SheetCell(Holds.NUMBER, "7.5", look=NumberLook("0"))]
)
def test_a_score_that_is_not_sure_is_told(cell: Value) -> None:
    assert ("L463", "表1!G13") in told(changed("指标分值", cell, down=1))


def test_a_score_may_be_followed_by_its_unit() -> None:
    assert Decimal(15) == value_at(changed("指标分值", "15.00分", down=1), "指标", 0, "分值")


def test_an_amount_is_what_is_stored_to_the_last_digit() -> None:
    cell = SheetCell(Holds.NUMBER, "42.651234", look=NumberLook("0.00"))
    export = changed("其中：当年财政拨款", cell, right=3)
    export.sheets["表1"].cells[6, 5] = cell
    found = value_at(export, "资金", "当年财政拨款", "全年预算数")
    assert (Decimal("426512.34"), []) == (found, told(export))


def test_amounts_in_yuan_are_taken_as_they_are() -> None:
    export = made()
    sheet = export.sheets["表1"]
    sheet.cells[sheet.find("项目\n资金\n(万元)")] = "项目\n资金\n(元)"
    for spot, value in list(sheet.cells.items()):
        if 6 <= spot[0] <= 9 and 4 <= spot[1] <= 6 and isinstance(value, float):
            sheet.cells[spot] = value * 10000
    assert (typed(), []) == read(export)


def test_a_table_without_its_unit_of_money_is_told() -> None:
    assert [("L462", "表1!A1")] == told(changed("项目\n资金\n(万元)", "项目资金"))


def test_two_units_of_money_are_told() -> None:
    assert ("L462", "表1!D5") in told(changed("年初预算数", "年初预算数（元）"))


# -- rows ------------------------------------------------------------------------------------------


def test_levels_that_are_no_longer_merged_go_on() -> None:
    export = made()
    for sheet in export.sheets.values():
        sheet.merged = []
    assert (typed(), []) == read(export)


def test_a_blank_level_below_a_merged_one_that_ended_is_told() -> None:
    export = made()
    sheet = export.sheets["整体"]
    (tall,) = [it for it in sheet.merged if it.left == 2 and it.top == 16]
    sheet.merged.remove(tall)
    sheet.merged.append(tall._replace(bottom=tall.bottom - 1))
    assert [("L463", f"整体!D{tall.bottom}")] == told(export)


def test_a_blank_level_in_a_table_with_merged_ones_is_told() -> None:
    export = made()
    del export.sheets["表1"].cells[14, 3]
    assert [("L463", "表1!D14")] == told(export)


def test_the_only_blank_cell_of_a_column_is_told() -> None:
    export = made()
    del export.sheets["表2"].cells[14, 9]
    assert [("L463", "表2!I12")] == told(export)


def test_a_score_of_several_rows_is_told() -> None:
    export = made()
    sheet = export.sheets["整体"]
    sheet.merged.append(Area(16, 8, 17, 8))
    del sheet.cells[17, 8]
    assert {"整体!H16", "整体!D17"} <= {spot for _, spot in told(export)}


def test_a_column_of_ones_own_is_told_and_nothing_taken_from_it() -> None:
    export = made()
    sheet = export.sheets["表1"]
    sheet.put(12, 10, "备注")
    sheet.put(13, 10, "另见附件")
    assert (typed(), [("L462", "表1!J12")]) == (read(export)[0], told(export))


# -- whose, and which ------------------------------------------------------------------------------


def test_another_years_table_is_told() -> None:
    assert [("L465", "表1!A2")] == told(changed("（2024年度）", "（2023年度）"))


def test_another_units_table_is_told() -> None:
    export = made()
    export.sheets["整体"].put(4, 3, "另一个单位")
    assert [("L465", "整体!C4")] == told(export)


@pytest.mark.parametrize(
    ("department", "unit", "expected"),
    [
        ("福州市审计局", "福州市审计局", [("L465", "表1!G4")]),
        ("", "福州市审计局", [("L463", "表1!A4"), ("L465", "表1!G4")]),
        (None, "福州市审计局", []),  # of a subordinate
        ("福州市大数据局", None, []),
        ("福州市审计局", '福州市"智慧福州"管理服务中心（本级）', []),
        ("福州市审计局", "福州市市民卡综合数据交换中心", []),  # which the filing names
    ],
)
def test_a_table_of_nobody_that_the_filing_names_is_a_strangers(
    department: str | None, unit: str | None, expected: list[tuple[str, str]]
) -> None:
    export = made()
    for column, name in ((3, department), (7, unit)):
        if name is not None:
            export.sheets["表1"].cells[4, column] = name
    assert expected == told(export)


@pytest.mark.parametrize("rate", ["50.00", "50.00%", 50, 0.5, SheetCell(Holds.NUMBER, "0.5")])
def test_a_rate_that_the_money_beside_it_does_not_make_is_told(rate: Value) -> None:
    export = changed("年度资金总额", rate, right=6)
    assert [("L464", "表1!H6")] == told(export)
    [fault] = read(export)[1]
    assert "按表里的金额是 100.00%" in fault.message


@pytest.mark.parametrize("rate", ["100", "100%", 1, 100.0, "—", "见附件"])
def test_a_rate_that_the_money_makes_is_none(rate: Value) -> None:
    assert [] == told(changed("年度资金总额", rate, right=6))


def test_two_tables_of_one_project_are_told() -> None:
    export = made()
    export.sheets["又一张"] = export.copy().sheets["表1"]
    export.sheets["又一张"].name = "又一张"
    assert (typed(), [("L465", "又一张!A1")]) == (read(export)[0], told(export))


def test_an_empty_table_is_told_and_left_out() -> None:
    export = made()
    empty = export.copy().sheets["表1"]
    labels = (
        "项目",
        "主管",
        "实施",
        "预期",
        "实际",
        "年",
        "全年",
        "其中",
        "　",
        "总分",
        "绩效",
        "（",
    )
    heads = ("一级", "二级", "三级", "指标分值", "自评得分", "偏差", "执行率", "得分", "分值")
    empty.cells = {
        it: value
        for it, value in empty.cells.items()
        if isinstance(value, str) and it[0] < 13 and value.startswith((*labels, *heads, "（"))
        and it not in ((3, 3), (4, 3), (4, 7), (11, 2), (11, 6))
    }  # fmt: skip
    empty.name = "空表"
    export.sheets["空表"] = empty
    assert (typed(), ["L463"]) == (read(export)[0], [code for code, _ in told(export)])


def drawn(folder: Path, filing: str, how: str = "自评.xlsx") -> tuple[Source, list[Fault]]:
    """A filing that draws on the example's tables."""
    said = put(folder, EXAMPLE, how)
    path = folder / "126.yaml"
    text = without(EXAMPLE.read_text("utf-8"), PROJECTS, WHOLE)
    path.write_text(f"取数文件: {said}\n{text}{filing}", "utf-8")
    return draw(path)


def draw(path: Path) -> tuple[Source, list[Fault]]:
    source, _ = shared.load(path)
    assert source is not None
    return drawing.draw(source, pack())


def pack() -> Pack:
    return finding.choose(library.current(), "部门决算", "2024", "福建")


def test_what_the_filing_states_goes_first_and_is_told(tmp_path: Path) -> None:
    own = f"{PROJECTS}:\n  - 名称: {found_name()}\n    执行率得分: 9\n"
    own += "    资金: {当年财政拨款: {全年预算数: 426500}}\n    预期目标: 另写的目标。\n"
    source, faults = drawn(tmp_path, own)
    items = source.data[PROJECTS]
    assert isinstance(items, list)
    assert isinstance(items[0], dict)
    assert ("9", "另写的目标。") == (items[0]["执行率得分"], items[0]["预期目标"])
    assert 4 == len(items)
    mine = [it.message for it in faults if it.place.file.endswith("126.yaml")]
    assert 2 == len(mine)
    assert mine[0].startswith("执行率得分：这里写“9”，")
    assert mine[0].endswith("自评.xlsx!表1!I6 是“10”，按这里写的印")


def test_projects_that_the_filing_does_not_list_are_told(tmp_path: Path) -> None:
    own = f"{PROJECTS}:\n  - 名称: {found_name()}\n"
    _, faults = drawn(tmp_path, own)
    assert [("L465", True)] == [(it.code, "加在后面" in it.message) for it in faults]


# -- files -----------------------------------------------------------------------------------------


def test_files_of_a_folder_go_by_their_numbers(tmp_path: Path) -> None:
    export = made()
    (tmp_path / "自评").mkdir()
    order = ("①2项目.xlsx", "①10项目.xlsx")
    for name, of in zip(order, ("表1", "表2"), strict=True):
        MadeExport({of: export.sheets[of]}).write(tmp_path / "自评" / name)
    path = tmp_path / "126.yaml"
    text = without(EXAMPLE.read_text("utf-8"), PROJECTS, WHOLE)
    path.write_text(f"取数文件: 自评\n{text}", "utf-8")
    items = draw(path)[0].data[PROJECTS]
    assert isinstance(items, list)
    names = [it["名称"] for it in records.stated(EXAMPLE)[PROJECTS][:2]]
    assert names == [it["名称"] for it in items if isinstance(it, dict)]


@pytest.mark.parametrize(
    ("inside", "count"),
    [("别的项目.xlsx", 0), ("126别的项目.xlsx", 1), ("126/别的项目.xlsx", 1)],
)
def test_of_a_shared_folder_only_what_says_so_is_taken(
    tmp_path: Path, inside: str, count: int
) -> None:
    export = changed("实施单位", "另一个单位", right=2)
    export.sheets["表1"].put(4, 3, "另一个部门")
    (tmp_path / "导出" / inside).parent.mkdir(parents=True)
    MadeExport({"表1": export.sheets["表1"]}).write(tmp_path / "导出" / inside)
    (tmp_path / "_共用.yaml").write_text("取数文件: 导出\n", "utf-8")
    path = tmp_path / "126.yaml"
    path.write_text(without(EXAMPLE.read_text("utf-8"), PROJECTS, WHOLE), "utf-8")
    source, _ = draw(path)
    assert count == len(source.data.get(PROJECTS) or [])


def test_a_subordinates_table_in_a_shared_folder_is_told(tmp_path: Path) -> None:
    export = changed("实施单位", "另一个单位", right=2)
    (tmp_path / "导出").mkdir()
    MadeExport({"表1": export.sheets["表1"]}).write(tmp_path / "导出" / "项目.xlsx")
    (tmp_path / "_共用.yaml").write_text("取数文件: 导出\n", "utf-8")
    path = tmp_path / "126.yaml"
    path.write_text(without(EXAMPLE.read_text("utf-8"), PROJECTS, WHOLE), "utf-8")
    _, faults = draw(path)
    assert ["L461"] == [it.code for it in faults]


def folder_of(tmp_path: Path, *names: str, way: str = "自评") -> Path:
    """A filing without records, and a folder with a project's table of its own in each file."""
    (tmp_path / way).mkdir()
    for name in names:
        sheet = made().sheets["表1"]
        sheet.put(3, 3, f"项目{name}")
        MadeExport({"表1": sheet}).write(tmp_path / way / name)
    path = tmp_path / "126.yaml"
    text = without(EXAMPLE.read_text("utf-8"), PROJECTS, WHOLE)
    path.write_text(f"取数文件: {way}\n{text}", "utf-8")
    return path


def share(path: Path) -> Path:
    """The same, but that all units draw on the folder."""
    head, _, rest = path.read_text("utf-8").partition("\n")
    path.write_text(rest, "utf-8")
    (path.parent / "_共用.yaml").write_text(f"{head}\n", "utf-8")
    return path


def names_in(source: Source) -> list[str]:
    items = source.data.get(PROJECTS) or []
    assert isinstance(items, list)
    return [str(it["名称"]) for it in items if isinstance(it, dict)]


def test_many_files_that_are_called_by_numbers_are_all_taken(tmp_path: Path) -> None:
    files = [f"{number:03}.xlsx" for number in range(1, record_files.FEW + 6)]
    source, _ = draw(folder_of(tmp_path, *files))
    assert [f"项目{it}" for it in files] == names_in(source)


def test_files_that_are_too_many_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_files, "MOST_OPENED", 1)
    _, faults = draw(folder_of(tmp_path, "甲.xlsx", "001.xlsx", "002.xlsx"))
    (told_,) = [it.message for it in faults if it.code == "L461"]
    assert "文件太多，有 2 个没有看：001.xlsx、002.xlsx" == told_


def test_files_of_other_codes_in_a_shared_folder_are_told_where_nothing_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_files, "FEW", 1)
    path = share(folder_of(tmp_path, "001.xlsx", "002.xlsx"))
    assert ["文件太多，有 2 个没有看：001.xlsx、002.xlsx"] == [
        it.message for it in draw(path)[1] if it.code == "L461"
    ]
    (tmp_path / "自评" / "126项目.xlsx").write_bytes((tmp_path / "自评" / "001.xlsx").read_bytes())
    assert [] == [it for it in draw(path)[1] if it.code == "L461"]


def test_a_table_that_names_no_unit_in_a_shared_folder_is_told(tmp_path: Path) -> None:
    path = share(folder_of(tmp_path))
    sheet = made().sheets["表1"]
    for spot in ((4, 3), (4, 7)):
        del sheet.cells[spot]
    MadeExport({"表1": sheet}).write(tmp_path / "自评" / "项目.xlsx")
    (told_,) = [it.message for it in draw(path)[1] if it.code == "L461"]
    assert "项目.xlsx 里有 1 张表没有写是哪个单位的，没有取" == told_


def test_a_spreadsheet_of_which_nothing_is_known_is_told_and_shares_no_folder(
    tmp_path: Path,
) -> None:
    path = folder_of(tmp_path, "1.xlsx")
    MadeExport({"表": MadeSheet("表", {(1, 1): "项目情况", (2, 1): "名字"})}).write(
        tmp_path / "自评" / "2.xlsx"
    )
    exported = final_accounts(stated_by(EXAMPLE))
    exported.write(tmp_path / "自评" / "决算.xls")
    source, faults = draw(path)
    assert ["项目1.xlsx"] == names_in(source)
    assert ["2.xlsx 没有取，认不出是什么表"] == [it.message for it in faults if it.code == "L461"]


def test_a_document_is_counted_by_rows_and_cells(tmp_path: Path) -> None:
    source, faults = drawn(tmp_path, "", "自评.docx")
    place = source.place((PROJECTS, 0, "资金", "当年财政拨款", "全年预算数"))
    assert ([], "第1张表!第5行第4格") == (faults, place.spot)


def test_a_document_that_is_none_is_told_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "自评.docx").write_bytes(b"PK\x03\x04 torn")
    path = tmp_path / "126.yaml"
    path.write_text(f"取数文件: 自评.docx\n{EXAMPLE.read_text('utf-8')}", "utf-8")
    (fault,) = draw(path)[1]
    assert ("L461", f"{path}:1:7") == (fault.code, str(fault.place))


def test_a_document_that_lies_beside_and_was_printed_is_left_alone(tmp_path: Path) -> None:
    records.write_each(made(), tmp_path / "自评")
    (tmp_path / "自评" / "成文.docx").write_bytes(pipeline.produce(EXAMPLE).document)
    path = tmp_path / "126.yaml"
    text = without(EXAMPLE.read_text("utf-8"), PROJECTS, WHOLE)
    path.write_text(f"取数文件: 自评\n{text}", "utf-8")
    source, faults = draw(path)
    assert ([], 4) == (faults, len(source.data[PROJECTS] or ()))


def test_a_document_without_a_table_of_ours_is_told(tmp_path: Path) -> None:
    records.write_each(made(), tmp_path / "自评")
    (tmp_path / "自评" / "会议.docx").write_bytes(
        records.plain_word([["会议"], ["时间", "地点"]], 1)
    )
    path = tmp_path / "126.yaml"
    text = without(EXAMPLE.read_text("utf-8"), PROJECTS, WHOLE)
    path.write_text(f"取数文件: 自评\n{text}", "utf-8")
    source, faults = draw(path)
    assert ["会议.docx 里没有能取的表"] == [it.message for it in faults]
    assert str(tmp_path / "自评" / "会议.docx") in source.exports


@pytest.mark.office
@pytest.mark.parametrize(("suffix", "form"), [("ods", "calc8"), ("xls", "MS Excel 97")])
def test_what_another_program_saved_reads_the_same(tmp_path: Path, suffix: str, form: str) -> None:
    book = made().write(tmp_path / "自评.xlsx")
    saved = office.calc_as(book, suffix, form, tmp_path / "另存")
    path = tmp_path / "126.yaml"
    text = without(EXAMPLE.read_text("utf-8"), PROJECTS, WHOLE)
    path.write_text(f"取数文件: 另存/{saved.name}\n{text}", "utf-8")
    source, faults = draw(path)
    assert (typed(), []) == (by_name(source.data), faults)


def test_files_of_a_kind_that_is_not_read_are_told(tmp_path: Path) -> None:
    records.write_each(made(), tmp_path / "自评")
    (tmp_path / "自评" / "又一个.doc").write_bytes(b"")
    path = tmp_path / "126.yaml"
    text = without(EXAMPLE.read_text("utf-8"), PROJECTS, WHOLE)
    path.write_text(f"取数文件: 自评\n{text}", "utf-8")
    assert ["又一个.doc 没有取，只认表格文件和 .docx"] == [it.message for it in draw(path)[1]]


def test_a_first_level_may_stand_in_every_row() -> None:
    export = made()
    for sheet in export.sheets.values():
        for area in [it for it in sheet.merged if it.left == 2 and it.right == 2]:
            if area.top > 12 and isinstance(text := sheet.cells[area[:2]], str):
                sheet.merged.remove(area)
                for row in range(area.top, area.bottom + 1):
                    sheet.put(row, 2, text)
    assert (typed(), []) == read(export)
