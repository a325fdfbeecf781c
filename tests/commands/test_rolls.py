"""A list of units beside the filings: who has filed, told by build and check, and the overview."""

import json
import re
from pathlib import Path

import pytest
from support import rosters
from support.calls import files, run
from support.examples import EXAMPLE

from generator import exits
from generator.filing import shared
from generator.reporting import besides

NEW = ("new", "部门决算", "2024", "福建")
TEXTS = ("--格式", "yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example with a list that has one unit more."""
    return rosters.folder_of_one(tmp_path, rosters.OWN, "127,福州市市民卡中心,事业单位,126,,,")


def test_who_has_not_filed_is_told_by_check_and_by_every_build(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = "  部门决算 2024：已报 1，未报 1：福州市市民卡中心\n"
    for call in (["check"], *[["build", "-o", str(tmp_path / "o")]] * 2):
        assert exits.FINE == run(*call, folder)
        assert told in capsys.readouterr().out


def test_of_a_single_filing_only_what_concerns_it_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rosters.write(folder, "126,别的名称,,,2020-01-01,,", "127,福州市市民卡中心,,,,,")
    run("check", folder / EXAMPLE.name)
    out, err = capsys.readouterr()
    assert ("未报" not in out, " W719 " not in err, err.count(" W717 ")) == (True, True, 1)
    assert f"有关的行：{folder / '单位名录.csv'} 第 2 行" in err


def test_what_is_unchanged_is_held_against_the_list_as_well(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", folder, "-o", tmp_path / "o")
    rosters.write(folder, "126,别的名称,行政单位,,,,")
    capsys.readouterr()
    assert exits.FINE == run("build", folder, "-o", tmp_path / "o")
    out, err = capsys.readouterr()
    assert (1, 2) == (out.count("未变"), err.count(" W717 "))


def test_a_list_may_lie_elsewhere(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = rosters.write(tmp_path, "128,丁,,,,,", name="别的.csv")
    run("check", folder / EXAMPLE.name, "--单位名录", other)
    out, err = capsys.readouterr()
    assert "未报 1：丁" in out
    assert f" W716 {other} 里没有这个单位" in err


def test_the_list_of_the_nearest_folder_is_the_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    below = folder / "2024"
    below.mkdir()
    (folder / EXAMPLE.name).rename(below / EXAMPLE.name)
    run("check", folder)
    assert f"{folder / '单位名录.csv'}：2 个单位" in capsys.readouterr().out
    rosters.write(below, rosters.OWN)
    run("check", folder)
    assert f"{below / '单位名录.csv'}：1 个单位" in capsys.readouterr().out


def test_a_faulty_list_stops_no_document_and_is_no_success(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rosters.write(folder, rosters.OWN, rosters.OWN)
    assert exits.FAULTY == run("build", folder, "-o", tmp_path / "o")
    assert " W712 代码写了两次：126" in capsys.readouterr().err
    assert 1 == len([name for name in files(tmp_path / "o") if name.endswith(".docx")])


@pytest.mark.parametrize(
    "name",
    ["127.docx", "福州市市民卡中心.xlsx", "127.json", "127.yaml~", "127.yml.docx", "127.yaml.bak"],
)
def test_what_is_called_as_a_unit_and_is_no_filing_is_named(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_bytes(b"")
    run("check", folder)
    assert f"1 个文件没有当作填报文件：{folder / name}\n" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["126.yaml~", "126.yaml.bak", "说明.json", "丁.docx"])
def test_what_lies_there_besides_is_nothing_to_tell(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_bytes(b"")
    run("check", folder)
    assert "没有当作填报文件" not in capsys.readouterr().err


def test_the_overview_shows_who_has_not_filed_and_leads_to_each_units_page(
    folder: Path, tmp_path: Path
) -> None:
    page = tmp_path / "总览.html"
    run("check", folder, "--总览", page)
    text = page.read_text("utf-8")
    assert ["无错误", "未报"] == sorted(re.findall('<tr data-stage="(.*?)"', text), reverse=False)
    assert [f"{EXAMPLE.stem}.html"] == files(tmp_path / f"总览-{besides.EACH}")


def test_the_overview_leads_to_the_pages_that_were_asked_for(folder: Path, tmp_path: Path) -> None:
    sent, page = tmp_path / "发还", tmp_path / "总览.html"
    run("check", folder, "--format", "html", "-o", sent, "--总览", page)
    assert 'href="%E5%8F%91%E8%BF%98/126.html"' in page.read_text("utf-8")
    assert not (tmp_path / f"总览-{besides.EACH}").exists()


def test_the_overview_may_be_a_workbook(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "总览.xlsx"
    for _ in range(2):
        assert exits.FINE == run("check", folder, "--总览", book)
    assert book.read_bytes().startswith(b"PK")
    assert f"总览：{book}\n" in capsys.readouterr().err


def test_data_for_programs_stay_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("check", folder, "--format", "json")
    out, err = capsys.readouterr()
    assert 1 == len(json.loads(out)["结果"])
    assert "未报 1" in err


# -- a filing for every unit ----------------------------------------------------------------------


def test_a_filing_is_begun_for_every_unit_with_what_the_list_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "357,市文旅局,行政单位,,,,",
        "357001,市图书馆（“总馆”）,事业单位,357,,,",
        "358,丁,别的,,,,",
    )
    named, sent = rosters.write(tmp_path, *rows), tmp_path / "下发"
    assert exits.FINE == run(
        "new", "部门决算", "2024", "福建", "--单位名录", named, "-o", sent, *TEXTS
    )
    assert ["357.yaml", "357001.yaml", "358.yaml", "单位名录.csv"] == files(sent)
    assert [
        ['"357"', "市文旅局", "行政单位", "部门"],
        ['"357001"', '"市图书馆（“总馆”）"', "事业单位", "单位"],
        ['"358"', "丁", "", ""],
    ] == [stated(sent / name) for name in ("357.yaml", "357001.yaml", "358.yaml")]
    out, err = capsys.readouterr()
    assert f"已生成 3 份填报文件：{sent}\n" in out
    assert f"{sent / '358.yaml'}：类型不能是“别的”，没有填" in err


def stated(path: Path) -> list[str]:
    text = path.read_text("utf-8").split("\n单位:\n")[1]
    names = ("代码", "名称", "类型", "称谓")
    return [re.findall(rf"^  {name}: *(.*?) *#", text, re.MULTILINE)[0] for name in names]


def test_nothing_that_stands_is_replaced_and_what_is_left_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named, sent = rosters.write(tmp_path, "1,甲,,,,,", "2,乙,,,,,"), tmp_path / "下发"
    sent.mkdir()
    (sent / "1.yaml").write_text("自己的", "utf-8")
    assert exits.FAULTY == run(
        "new", "部门决算", "2024", "福建", "--单位名录", named, "-o", sent, *TEXTS
    )
    assert "自己的" == (sent / "1.yaml").read_text("utf-8")
    out, err = capsys.readouterr()
    assert f"没有生成 甲：{sent / '1.yaml'} 已经有了，没有覆盖" in err
    assert f"已生成 1 份填报文件：{sent}，1 个单位没有生成，见上\n" in out


def test_last_years_filing_is_found_by_code_or_name_and_rolled(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = tmp_path / "下发"
    call = ("new", "部门决算", "2025", "福建", "--单位名录", folder / "单位名录.csv", *TEXTS)
    assert exits.FINE == run(*call, "--from", folder, "-o", sent)
    assert "上年文件: ../各单位/126.yaml" in (sent / "126.yaml").read_text("utf-8")
    assert f"{sent / '127.yaml'}：没有找到上年的，从空白开始\n" in capsys.readouterr().err


def test_two_filings_of_last_year_for_one_unit_are_not_chosen_from(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "126 - 副本.yaml").write_bytes(EXAMPLE.read_bytes())
    call = ("new", "部门决算", "2025", "福建", "--单位名录", folder / "单位名录.csv", *TEXTS)
    assert exits.FAULTY == run(*call, "--from", folder, "-o", tmp_path / "下发")
    assert "上年的有 2 份，不知道用哪一份" in capsys.readouterr().err


def test_what_comes_back_is_built_as_it_is_and_held_against_the_list(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = tmp_path / "下发"
    run(
        "new", "部门决算", "2024", "福建", "--单位名录", folder / "单位名录.csv", "-o", sent, *TEXTS
    )
    (sent / "126.yaml").write_bytes(EXAMPLE.read_bytes())
    (sent / "127.yaml").unlink()
    capsys.readouterr()
    assert exits.FINE == run("build", sent, "-o", tmp_path / "o")
    assert "已报 1，未报 1：福州市市民卡中心" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("said", "output"), [("用 -o 写明", []), ("-o 后面要写文件夹", ["-o", "下发.yaml"])]
)
def test_many_filings_go_into_a_folder(
    said: str, output: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = rosters.write(tmp_path, "1,甲,,,,,")
    call = (*NEW, "--单位名录", named, *TEXTS)
    assert exits.WRONG_CALL == run(*call, *output)
    assert said in capsys.readouterr().err


def test_a_faulty_list_begins_nothing(tmp_path: Path) -> None:
    named, sent = rosters.write(tmp_path, "1,甲,,,,,", "1,乙,,,,,"), tmp_path / "下发"
    assert exits.FAULTY == run(
        "new", "部门决算", "2024", "福建", "--单位名录", named, "-o", sent, *TEXTS
    )
    assert not sent.exists()


def test_what_is_sent_out_is_a_workbook_unless_text_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named, sent = rosters.write(tmp_path, "1,甲局,行政单位,,,,"), tmp_path / "下发"
    assert exits.FINE == run(*NEW, "--单位名录", named, "-o", sent)
    assert ["1.xlsx", "单位名录.csv"] == files(sent)
    source, _ = shared.load(sent / "1.xlsx")
    assert source is not None
    assert {"代码": "1", "名称": "甲局", "类型": "行政单位"} == source.data["单位"]
    capsys.readouterr()
    run("check", sent)
    assert "已报 1（填报中 1），未报 0" in capsys.readouterr().out


def test_a_workbook_is_rolled_from_last_years_filing(folder: Path, tmp_path: Path) -> None:
    sent = tmp_path / "下发"
    call = ("new", "部门决算", "2025", "福建", "--单位名录", folder / "单位名录.csv")
    assert exits.FINE == run(*call, "--from", folder, "-o", sent)
    source, _ = shared.load(sent / "126.xlsx")
    assert source is not None
    assert "../各单位/126.yaml" == source.data["上年文件"]


def of_regions(folder: Path, *rows: str) -> Path:
    path = folder / "单位名录.csv"
    head = "单位代码,单位名称,单位类型,上级单位,地区"
    path.write_text("\n".join(["全市预算单位", head, *rows, ""]), "utf-8")
    return path


@pytest.mark.parametrize("named", [(), ("福建",)])
def test_each_unit_files_on_the_form_of_its_region(
    tmp_path: Path, named: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "1,甲局,行政单位,,福建省",
        "2,乙局,行政单位,,上海市",
        "3,丙局,行政单位,,",
        "4,丁局,行政单位,,西藏",
    )
    roll, sent = of_regions(tmp_path, *rows), tmp_path / "下发"
    assert exits.FAULTY == run(
        "new", "部门决算", "2024", *named, "--单位名录", roll, "-o", sent, *TEXTS
    )
    made = {path.stem: shared.load(path)[0] for path in sent.glob("*.yaml")}
    regions = {name: source.data["地区"] for name, source in made.items() if source}
    assert {"1": "福建", "2": "上海"} | ({"3": "福建"} if named else {}) == regions
    err = capsys.readouterr().err
    assert "没有生成 丁局：没有“西藏”的表样，现有：上海、四川、福建" in err
    untold = "没有生成 丙局：不知道用哪个地区的表样（上海、四川、福建）：在名录的“地区”一栏写明"
    assert (untold in err) is not bool(named)


def test_where_nothing_tells_the_region_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roll = rosters.write(tmp_path, "1,甲,,,,,")
    call = ("new", "部门决算", "2024", "--单位名录", roll, "-o", tmp_path / "下发", *TEXTS)
    assert exits.WRONG_CALL == run(*call)
    assert "请写明地区，几个地区的，在名录里加一栏“地区”" in capsys.readouterr().err


def test_a_unit_files_on_the_form_of_last_years_filing(folder: Path, tmp_path: Path) -> None:
    sent = tmp_path / "下发"
    roll = folder / "单位名录.csv"
    call = ("new", "部门决算", "2025", "--单位名录", roll, "--from", folder, "-o", sent, *TEXTS)
    run(*call)
    source, _ = shared.load(sent / "126.yaml")
    assert source is not None
    assert "福建" == source.data["地区"]
