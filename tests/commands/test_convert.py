"""A workbook is taken wherever a filing in YAML is, and one is made of the other."""

import shutil
from pathlib import Path

import pytest
from support.calls import NAME, faulty, files, run
from support.examples import EXAMPLE, Edit

from generator import exits

__all__ = ["faulty"]
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The example as a workbook."""
    path = tmp_path / "填报.xlsx"
    assert exits.FINE == run("convert", EXAMPLE, path)
    return path


def test_a_workbook_gives_the_same_document(book: Path, tmp_path: Path, capsys: Captured) -> None:
    for filing, folder in ((EXAMPLE, "甲"), (book, "乙")):
        assert exits.FINE == run("build", filing, "-o", tmp_path / folder)
    one, other = (tmp_path / it / "2024" / f"{NAME}.docx" for it in "甲乙")
    assert one.read_bytes() == other.read_bytes()
    assert exits.FINE == run("verify", one, book)
    assert exits.FINE == run("diff", EXAMPLE, book)
    assert "两份没有不同" in capsys.readouterr().out


def test_a_workbook_goes_back_to_yaml_and_nothing_is_overwritten(
    book: Path, tmp_path: Path, capsys: Captured
) -> None:
    back = tmp_path / "回.yaml"
    assert exits.FINE == run("convert", book, back)
    assert exits.WRONG_CALL == run("convert", book, back)
    assert "已经有了，没有覆盖" in capsys.readouterr().err
    assert exits.FINE == run("convert", "--overwrite", book, back)
    assert exits.FINE == run("diff", EXAMPLE, back)
    assert "# 每条一行，序号由系统加" in back.read_text("utf-8")


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["填报.xlsx", "又.xlsx"], "一个是填报簿（.xlsx），一个是填报文件（.yaml）"),
        (["填报.xlsx", "又.txt"], "第二个要写填报文件（.yaml）或填报簿（.xlsx）"),
    ],
)
def test_what_cannot_be_converted_is_refused(
    book: Path, names: list[str], message: str, capsys: Captured
) -> None:
    assert exits.WRONG_CALL == run("convert", *(book.parent / it for it in names))
    assert message in capsys.readouterr().err


def test_a_filing_that_cannot_be_read_is_told(tmp_path: Path, capsys: Captured) -> None:
    broken = tmp_path / "坏.yaml"
    broken.write_text("文种: 部门决算\n年度 2024\n", "utf-8")
    assert exits.FAULTY == run("convert", broken, tmp_path / "坏.xlsx")
    assert "坏.yaml:2" in capsys.readouterr().err
    assert not (tmp_path / "坏.xlsx").exists()


def test_a_fault_stands_at_its_cell(faulty: Path, tmp_path: Path, capsys: Captured) -> None:
    book = tmp_path / "填报.xlsx"
    assert exits.FINE == run("convert", faulty, book)
    assert exits.FAULTY == run("check", book)
    assert f"{book}!其他事项!C" in capsys.readouterr().err
    assert exits.FAULTY == run("check", book, "--format", "json")
    assert '"单元格": "其他事项!C' in capsys.readouterr().out
    assert exits.FAULTY == run("check", book, "--format", "html")
    assert "其他事项!C" in capsys.readouterr().out


def test_in_a_folder_only_a_marked_workbook_is_a_filing(
    book: Path, tmp_path: Path, capsys: Captured
) -> None:
    import xlsxwriter

    plain = xlsxwriter.Workbook(str(tmp_path / "导出.xlsx"))
    plain.add_worksheet("支出").write_string(0, 0, "支出")
    plain.close()
    (tmp_path / "假.xls").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert exits.FINE == run("check", tmp_path)
    assert f"{book}：检查通过" in capsys.readouterr().out


def test_a_unit_in_both_forms_is_a_fault(book: Path, tmp_path: Path, capsys: Captured) -> None:
    shutil.copy(EXAMPLE, tmp_path / "填报.yaml")
    assert exits.FAULTY == run("check", tmp_path)
    assert "错误 W704 代码与" in capsys.readouterr().err
    assert exits.FAULTY == run("build", tmp_path, "-o", tmp_path / "文档")
    assert "错误 W704 " in capsys.readouterr().err


# -- a new one -------------------------------------------------------------------------------------


def test_a_blank_workbook_waits_for_everything_at_its_cells(
    tmp_path: Path, capsys: Captured
) -> None:
    blank = tmp_path / "空.xlsx"
    assert exits.FINE == run("new", "部门决算", "2024", "福建", "-o", blank)
    assert exits.FAULTY == run("check", blank)
    assert f"{blank}!支出!A3: 错误 S202 缺少“支出”" in capsys.readouterr().err


@pytest.mark.parametrize("last", ["yaml", "xlsx"])
def test_a_workbook_is_begun_from_either_form(
    last: str, book: Path, tmp_path: Path, capsys: Captured
) -> None:
    before = tmp_path / "上年.yaml"
    shutil.copy(EXAMPLE, before)
    filing = before if last == "yaml" else book
    new, text = tmp_path / "新.xlsx", tmp_path / "新.yaml"
    assert exits.FINE == run("new", "部门决算", "2025", "--from", filing, "-o", new)
    assert exits.FINE == run("new", "部门决算", "2025", "--from", filing, "-o", text)
    said = capsys.readouterr().out
    assert 2 == said.count("：待填 ")
    assert exits.FINE == run("convert", new, tmp_path / "回.yaml")
    assert exits.WRONG_CALL == run("new", "部门决算", "2025", "--from", filing, "-o", new)


def test_last_years_figures_stand_beside(book: Path, tmp_path: Path) -> None:
    from generator.spreadsheets import reading

    new = tmp_path / "新.xlsx"
    assert exits.FINE == run("new", "部门决算", "2025", "--from", book, "-o", new)
    read, _ = reading.read(new)
    assert read is not None
    [spent] = [it for it in read.sheets if it.name == "支出"]
    heads = {cell.text: column for (row, column), cell in spent.cells.items() if row == 3}
    assert "5086823.81" == spent.cells[5, heads["上年\n基本支出"]].text
    assert "（待填）" == spent.cells[5, heads["基本支出"]].text


# -- the annotated copy ----------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["yaml", "xlsx"])
def test_faults_stand_as_comments_at_their_cells(
    form: str, faulty: Path, tmp_path: Path, capsys: Captured
) -> None:
    filing = faulty
    if form == "xlsx":
        filing = tmp_path / "填报.xlsx"
        assert exits.FINE == run("convert", faulty, filing)
    noted = tmp_path / "批注.xlsx"
    assert exits.FAULTY == run("check", filing, "-o", noted)
    said = capsys.readouterr()
    assert "已写" in said.out
    assert "S204" in said.err
    comments = comments_of(noted)
    assert 1 == len([it for it in comments if "S204 “服务”待填" in it])
    assert exits.WRONG_CALL == run("check", filing, "-o", noted)
    assert exits.FAULTY == run("check", noted)  # it is a filing still, to go on with


def comments_of(book: Path) -> list[str]:
    import re
    import zipfile

    with zipfile.ZipFile(book) as package:
        parts = [it for it in package.namelist() if it.startswith("xl/comments")]
        texts = [package.read(it).decode() for it in parts]
    return re.findall(r"<comment .*?</comment>", "".join(texts), re.DOTALL)


def test_annotating_is_for_one_filing_without_another_format(
    edited: Edit, book: Path, tmp_path: Path, capsys: Captured
) -> None:
    shutil.copy(EXAMPLE, tmp_path / "又.yaml")
    noted = tmp_path / "批注.xlsx"
    assert exits.WRONG_CALL == run("check", tmp_path, "-o", noted)
    assert exits.WRONG_CALL == run("check", book, "--format", "html", "-o", noted)
    assert ["又.yaml", "填报.xlsx"] == [it for it in files(tmp_path) if "/" not in it][-2:]
    assert "一次只检查一个填报文件" in capsys.readouterr().err


def test_what_a_workbook_lacks_is_told_at_the_cells_that_wait_for_it(
    tmp_path: Path, capsys: Captured
) -> None:
    text = EXAMPLE.read_text("utf-8")
    filing, book = tmp_path / "126.yaml", tmp_path / "126.xlsx"
    filing.write_text(text[: text.index("\n增减原因:") + 1], "utf-8")
    assert exits.FINE == run("convert", filing, book)
    capsys.readouterr()
    assert exits.FAULTY == run("check", book)
    said = capsys.readouterr().err
    assert f"{book}!三公经费!F7: 错误 C306 缺增减原因：三公经费.公务用车运行维护费" in said
    assert f"{book}!按地址!H" in said
    assert "在这一格填上原因" in said
    assert "在文件末尾" not in said
