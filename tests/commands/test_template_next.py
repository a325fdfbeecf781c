"""`gongkai template next`: a year's pack copied whole into the next, and what to look at then."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from support.calls import run
from support.examples import ROOT

from generator import exits
from generator.kept import library, writing
from generator.packs import finding
from generator.word import archive

Captured = pytest.CaptureFixture[str]
OWN = Path("templates/final-accounts/2024/fujian")
YEARS_LAW = Path("schemas/final-accounts/2024")
NATIONAL, LAW = YEARS_LAW / "national", YEARS_LAW / "fujian"
CALL = ("template", "next", "部门决算", "2025", "福建", "--表样库")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Path]:
    """A library with one pack, and with what all packs share."""
    for folder in (OWN, NATIONAL, LAW, Path("schemas/classification")):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "templates/glossary.yaml", tmp_path / "templates")
    yield tmp_path
    library.use(library.installed())


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def moved(folder: Path) -> Path:
    return Path(str(folder).replace("2024", "2025"))


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def call_anew(shelf: Path, *call: str) -> int:
    """A call as from the command line: what packs there are is looked for again."""
    look_again()
    return run(*(call or CALL), shelf)


def look_again() -> None:
    finding.list_available.cache_clear()
    finding._list_served.cache_clear()


def told(shelf: Path, capsys: Captured, *call: str) -> list[str]:
    """What a call that does its work says, line by line."""
    assert exits.FINE == call_anew(shelf, *call)
    return capsys.readouterr().out.splitlines()


def refused(shelf: Path, capsys: Captured, *call: str) -> str:
    """Why a call is refused; then nothing is written."""
    before = contents(shelf)
    assert exits.WRONG_CALL == call_anew(shelf, *call)
    assert before == contents(shelf)
    return capsys.readouterr().err


# -- what is made --------------------------------------------------------------------------------


def test_the_new_pack_serves_its_year_and_stands_on_folders_of_its_own(shelf: Path) -> None:
    assert exits.FINE == call_anew(shelf)
    look_again()
    pack = finding.choose(shelf, "部门决算", "2025", "福建")
    assert (("部门决算", "2025", "福建"), False) == (pack.key, pack.form_seen)
    folders = {Path(place).relative_to(shelf) for place in pack.made_of if Path(place).is_dir()}
    assert {moved(OWN), moved(NATIONAL), moved(LAW), Path("schemas/classification")} == folders


@pytest.mark.parametrize("folder", [OWN, NATIONAL, LAW], ids=["form", "nation", "region"])
def test_every_file_goes_along_and_says_the_same_but_for_its_year(
    folder: Path, shelf: Path
) -> None:
    (shelf / folder / "另附.xlsx").write_bytes(b"\x00\xff")
    (shelf / folder / "~$document.docx").write_bytes(b"")
    before = contents(shelf)
    assert exits.FINE == call_anew(shelf)
    old, new = contents(shelf / folder), contents(shelf / moved(folder))
    assert old.keys() - {"~$document.docx"} == new.keys()
    for name in old.keys() & new.keys() - {"pack.yaml", "NOTICE.md"}:
        said = (
            yaml.safe_load(it[name]) if name.endswith(".yaml") else it[name] for it in (old, new)
        )
        assert len({repr(it) for it in said}) == 1
    assert before == {name: it for name, it in contents(shelf).items() if name in before}


def test_of_pack_yaml_only_its_year_its_law_and_the_form_that_nobody_saw_are_new(
    shelf: Path,
) -> None:
    assert exits.FINE == call_anew(shelf)
    old, new = ((shelf / it / "pack.yaml").read_text("utf-8") for it in (OWN, moved(OWN)))
    lines = [line for line in new.splitlines() if line not in old.splitlines()]
    assert [
        "# 部门决算 2025 年度（福建表样）",
        '年度: "2025"',
        "当年正式表样: 未见",
        "规则: [final-accounts/2025/national, final-accounts/2025/fujian]",
    ] == lines
    assert yaml.safe_load(old) | yaml.safe_load("\n".join(lines)) == yaml.safe_load(new)


def test_the_notice_says_that_nobody_saw_the_years_form_and_once_only(shelf: Path) -> None:
    for year in ("2025", "2026"):
        assert exits.FINE == call_anew(shelf, *CALL[:3], year, CALL[-1])
    text = (shelf / "schemas/final-accounts/2026/fujian/NOTICE.md").read_text("utf-8")
    assert text.startswith(
        "# 依据：部门决算 2026 年度，福建\n\n"
        "当年正式表样：未见当年正式表样，照上年（部门决算 2025 年度）。下面照抄上年，"
    )
    assert 1 == text.count("未见当年正式表样")
    assert "福州市 2024 年度已公开的部门决算为样本" in text  # what was seen, was seen in that year


def test_all_folders_of_the_chain_go_along_and_no_other_regions(shelf: Path) -> None:
    for name in ("fujian/county", "shanghai"):
        shutil.copytree(shelf / NATIONAL, shelf / YEARS_LAW / name)
    (shelf / YEARS_LAW / "fujian/county/input.yaml").write_text("县里的: 金额\n", "utf-8")
    for name in ("tables.yaml", "checks.yaml"):
        (shelf / YEARS_LAW / "fujian/county" / name).unlink()
    change(
        shelf / OWN / "pack.yaml", "2024/fujian]", "2024/fujian, final-accounts/2024/fujian/county]"
    )
    assert exits.FINE == call_anew(shelf)
    made = [*contents(shelf / moved(YEARS_LAW))]
    assert "fujian/county/input.yaml" in made
    assert not [name for name in made if name.startswith("shanghai")]


def test_a_pack_without_a_notice_gets_one(shelf: Path) -> None:
    (shelf / LAW / "NOTICE.md").unlink()
    assert exits.FINE == call_anew(shelf)
    text = (shelf / moved(OWN) / "NOTICE.md").read_text("utf-8")
    assert text.startswith("# 部门决算 2025 年度（福建）\n\n当年正式表样：未见当年正式表样，照上年")


def test_comments_name_the_new_folders_of_the_kind_and_the_old_ones_of_others(shelf: Path) -> None:
    said = "# 写法见 final-accounts/2024/input.yaml、budget/2024/input.yaml；2024 年度起\n"
    change(shelf / LAW / "checks.yaml", "\n", f"\n{said}")
    assert exits.FINE == call_anew(shelf)
    text = (shelf / moved(LAW) / "checks.yaml").read_text("utf-8")
    assert said.replace("final-accounts/2024", "final-accounts/2025") in text


# -- never over anything -------------------------------------------------------------------------


def test_a_pack_that_is_there_stays_as_it_is(shelf: Path, capsys: Captured) -> None:
    told(shelf, capsys)
    assert "部门决算 2025 福建 的表样已经有了，没有覆盖" in refused(shelf, capsys)


def test_a_file_in_the_packs_folder_stays_as_it_is(shelf: Path, capsys: Captured) -> None:
    (shelf / moved(OWN)).mkdir(parents=True)
    (shelf / moved(OWN) / "document.docx").write_bytes(b"my own")
    assert f"{moved(OWN).as_posix()} 里已经有文件，没有覆盖" in refused(shelf, capsys)


def test_law_that_another_regions_pack_has_brought_is_kept(shelf: Path, capsys: Captured) -> None:
    told(shelf, capsys)
    for folder in (OWN, LAW):
        shutil.rmtree(shelf / moved(folder))
    change(shelf / moved(NATIONAL) / "checks.yaml", "# 部门决算", "# 改过的部门决算")
    law = contents(shelf / moved(NATIONAL))
    assert f"  {moved(NATIONAL).as_posix()}：已经有了，没有动" in told(shelf, capsys)
    assert law == contents(shelf / moved(NATIONAL))
    assert "checks.yaml" in contents(shelf / moved(LAW))


def test_law_that_lacks_a_file_is_not_stood_upon(shelf: Path, capsys: Captured) -> None:
    """As it would be left where somebody began to copy by hand."""
    (shelf / moved(LAW)).mkdir(parents=True)
    shutil.copy(shelf / LAW / "input.yaml", shelf / moved(LAW))
    lacking = "checks.yaml、layout.yaml、tables.yaml、workbook.yaml、取数.yaml"
    expected = f"{moved(LAW).as_posix()} 里已经有文件，却没有 {lacking}：补齐，或者移走"
    assert expected in refused(shelf, capsys)


def test_nothing_is_left_where_the_disk_is_full(
    shelf: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = writing.write

    def fail(path: Path, content: bytes, *, new: bool = False) -> None:
        if path.name == "document.docx":
            raise OSError
        write(path, content, new=new)

    monkeypatch.setattr(writing, "write", fail)
    assert f"写不进去：{shelf / moved(OWN) / 'document.docx'}" in refused(shelf, capsys)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            ("部门决算", "2027"),
            "2027 年度的表样照上年的做，2026 年度的：没有这个表样，现有：部门决算 2024",
        ),
        (("部门决算", "2025", "上海"), "2024 年度的：没有这个表样，现有：部门决算 2024 福建"),
        (("部门决算", "明年"), "年度要写四位数字，不是“明年”"),
    ],
)
def test_what_nobody_can_copy_is_refused(
    call: tuple[str, ...], message: str, shelf: Path, capsys: Captured
) -> None:
    assert message in refused(shelf, capsys, *CALL[:2], *call, CALL[-1])


def test_the_region_is_asked_for_only_where_there_are_several(
    shelf: Path, capsys: Captured
) -> None:
    shutil.copytree(shelf / OWN, shelf / OWN.with_name("shanghai"))
    change(shelf / OWN.with_name("shanghai") / "pack.yaml", "地区: 福建", "地区: 上海")
    call = (*CALL[:4], CALL[-1])
    assert "部门决算 2024 有 2 个地区的表样，请写明地区：福建、上海" in refused(
        shelf, capsys, *call
    )
    shutil.rmtree(shelf / OWN.with_name("shanghai"))
    assert (
        "已照 部门决算 2024 福建 生成 部门决算 2025 福建 的表样：" == told(shelf, capsys, *call)[0]
    )


def test_law_in_a_folder_of_no_year_is_refused(shelf: Path, capsys: Captured) -> None:
    (shelf / NATIONAL).rename(shelf / "schemas/final-accounts/national")
    change(shelf / OWN / "pack.yaml", "final-accounts/2024/national", "final-accounts/national")
    expected = "schemas/final-accounts/national 不在叫做 2024 的文件夹里，不知道抄到哪里"
    assert expected in refused(shelf, capsys)


def test_a_pack_that_cannot_be_edited_line_by_line_is_refused(
    shelf: Path, capsys: Captured
) -> None:
    change(shelf / OWN / "pack.yaml", "地区: 福建\n", "地区:\n  福建\n")
    change(shelf / OWN / "pack.yaml", '年度: "2024"', '年度: "20\\\n  24"')
    assert "pack.yaml 的写法不能逐行改写" in refused(shelf, capsys)


# -- what is to be looked at ---------------------------------------------------------------------


def part(lines: list[str], title: str) -> list[str]:
    """A heading of the list that begins so, and what stands below it."""
    begin = next(number for number, line in enumerate(lines) if line.startswith(title))
    end = next((n for n in range(begin, len(lines)) if not lines[n]), len(lines))
    return lines[begin:end]


def test_accounts_that_ended_or_were_renamed_are_listed_with_who_names_them(
    shelf: Path, capsys: Captured
) -> None:
    accounts = shelf / "schemas/classification/function.yaml"
    change(accounts, '  "2210201": 住房公积金\n', '  "2210201": [{名称: 住房公积金, 止: 2024}]\n')
    terms = "[{名称: 事业运行, 止: 2024}, {名称: 事业运转, 起: 2025}]"
    change(accounts, '  "2010350": 事业运行\n', f'  "2010350": {terms}\n')
    found = part(told(shelf, capsys), "2025 年度停用、改名的科目")
    assert "2025 年度停用、改名的科目（2 处）：" == found[0]
    assert "  功能分类 2010350  事业运行：改称“事业运转”" == found[1]
    ended = f"  功能分类 2210201  住房公积金：停用；写着它的：{moved(NATIONAL)}/checks.yaml:"
    assert found[2].startswith(ended)


def test_it_is_said_whether_the_tables_of_accounts_know_of_the_year(
    shelf: Path, capsys: Captured
) -> None:
    known, unknown = "科目表里没有；照", "科目表里没有 2029 年度的变动，多半还没有收进来；照"
    title = "年度停用、改名的科目："
    assert f"2025 {title}{known}当年的政府收支分类科目核对" in told(shelf, capsys)
    for year in range(2026, 2029):
        call_anew(shelf, *CALL[:3], str(year), CALL[-1])
    capsys.readouterr()
    lines = told(shelf, capsys, *CALL[:3], "2029", CALL[-1])
    assert f"2029 {title}{unknown}当年的政府收支分类科目核对" in lines


def test_years_and_regulations_are_listed_wherever_they_are_written(
    shelf: Path, capsys: Captured
) -> None:
    form = shelf / OWN / "document.docx"
    parts = archive.read(form.read_bytes())
    said = "政府采购货物支出".encode()
    assert said in parts["word/document.xml"]
    new = "依《政府采购法》截至2023年末、二〇二四年".encode() + said
    parts["word/document.xml"] = parts["word/document.xml"].replace(said, new, 1)
    form.write_bytes(archive.pack(parts))
    change(shelf / OWN / "phrases.yaml", "比上年决算数增加", "比2024决算数增加")
    change(shelf / LAW / "tables.yaml", "2024 年度：", "2024 年度（2024 年定）：")
    change(shelf / LAW / "input.yaml", "\n", "\n# 闽财预[2022]7号\n")
    lines = told(shelf, capsys)
    years, rules = (part(lines, title) for title in ("写着年份的", "写着法规、文号的"))
    assert any(line.startswith("  document.docx 第") and "截至2023年末" in line for line in years)
    assert any("phrases.yaml:6  增加: 比2024决算数增加" in line for line in years)
    assert any("tables.yaml:1  # 部门决算 … 年度（2024 年定）" in line for line in years)
    amiss = ("下限: 2000", "〔2016", "2022]")
    assert not [line for line in years if any(it in line for it in amiss)]
    assert any("input.yaml:2  # 闽财预[2022]7号" in line for line in rules)
    assert any("《政府采购法》截至2023年末" in line for line in rules)
    assert any("checks.yaml" in line and "财预〔2016〕143号" in line for line in rules)


def test_what_was_rolled_is_not_listed(shelf: Path, capsys: Captured) -> None:
    lines = told(shelf, capsys)
    assert not [line for line in lines if "部门决算 2025 年度" in line or "正式表样" in line]


def test_heirs_of_accounts_of_the_year_before_are_listed(shelf: Path, capsys: Captured) -> None:
    change(shelf / NATIONAL / "tables.yaml", "科目沿革: {}", '科目沿革: {"2010301": "2010350"}')
    expected = "  上年数  2010301 → 2010350，是上年改的，换成新年度改的"
    assert ["科目沿革（1 处）：", expected] == part(told(shelf, capsys), "科目沿革")


def test_what_was_copied_unread_is_listed(shelf: Path, capsys: Captured) -> None:
    found = part(told(shelf, capsys), "照抄、没有看过的文件")
    assert f"  {moved(OWN).as_posix()}/preview.png" == found[1]
    assert 2 == len(found)


def test_what_follows_is_to_check_the_new_pack(
    shelf: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shelf)
    assert f"看过、改过以后：gongkai template check {moved(OWN)}" == told(shelf, capsys)[-1]
    assert exits.FINE == run("template", "check", moved(OWN))
