"""A new region's folder: a first form from the law, with all that stands beside one."""

import errno
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ooxml, public_tables
from support.calls import run
from support.examples import BUDGET, ROOT, WORKED
from support.office import validate
from support.public_tables import TableSeen

from generator import exits, pipeline
from generator.kept import library, writing
from generator.packs import finding
from generator.pipeline import Outcome

ACCOUNTS, PLAN = ("部门决算", "2024"), ("部门预算", "2025")
KINDS = [pytest.param(*ACCOUNTS, WORKED, id="accounts"), pytest.param(*PLAN, BUDGET, id="budget")]
FILES = ["NOTICE.md", "document.docx", "document.txt", "pack.yaml", "phrases.yaml"]


def copy_library(folder: Path) -> Path:
    """A library of one's own in which one region has packs, with their examples."""
    for name in ("templates", "schemas", "inputs"):
        shutil.copytree(ROOT / name, folder / name)
    for path in [*folder.glob("templates/*/2*/*"), *folder.glob("schemas/*/2*/*")]:
        if path.name not in ("national", "fujian"):
            shutil.rmtree(path)
    return folder


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Path]:
    yield copy_library(tmp_path)
    library.use(library.installed())


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A library in which a region has been begun for both kinds; nothing in it is changed."""
    folder = copy_library(tmp_path_factory.mktemp("表样库"))
    for kind in (ACCOUNTS, PLAN):
        new(folder, *kind, "上海")
    yield folder
    library.use(library.installed())


def new(shelf: Path, *arguments: str) -> int:
    code = run("template", "new", *arguments, "--表样库", str(shelf))
    finding.list_available.cache_clear()  # which packs there are is asked once in a run
    finding._list_served.cache_clear()
    return code


def folder_of(shelf: Path, kind: str, region_: str = "上海") -> Path:
    return next((shelf / "templates").glob(f"*/{dict([ACCOUNTS, PLAN])[kind]}/{region_}"))


def build(shelf: Path, filing: Path, region_: str) -> Outcome:
    """The document of an example under the form of a region."""
    copy = (shelf / filing.relative_to(ROOT)).with_name(f"{region_}.yaml")
    copy.write_text(filing.read_text("utf-8").replace("地区: 福建", f"地区: {region_}"), "utf-8")
    outcome = pipeline.produce(copy, shelf)
    assert not outcome.failed
    return outcome


@pytest.mark.parametrize(("kind", "year", "filing"), KINDS)
def test_a_new_region_passes_the_check_without_a_remark(
    kind: str, year: str, filing: Path, grown: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(grown, kind)
    assert FILES == sorted(path.name for path in folder.iterdir())
    assert exits.FINE == run("template", "check", str(folder))
    shown = capsys.readouterr()
    assert (f"{folder / 'document.docx'}：检查通过\n", "") == (shown.out, shown.err)


# The form of the province has the name that this account had until 2019 in one of two tables.
OLD_NAME, NAME = "资源勘探信息等支出", "资源勘探工业信息等支出"


def with_names_of_the_year(table: TableSeen) -> TableSeen:
    return [
        [cell._replace(text=cell.text.replace(OLD_NAME, NAME)) for cell in row] for row in table
    ]


@pytest.mark.parametrize(("kind", "year", "filing"), KINDS)
def test_its_public_tables_are_those_of_the_form_that_a_province_publishes(
    kind: str, year: str, filing: Path, grown: Path
) -> None:
    outcomes = [build(grown, filing, it) for it in ("福建", "上海")]
    published, made = (public_tables.read(it.document) for it in outcomes)
    assert outcomes[0].pack is not None
    titles = [title for title, listed in outcomes[0].pack.contents.items() if listed]
    assert len(titles) >= 9
    for title in titles:
        assert with_names_of_the_year(published[title]) == made[title]


@pytest.mark.parametrize(("kind", "year", "filing"), KINDS)
def test_its_documents_are_sound(kind: str, year: str, filing: Path, grown: Path) -> None:
    form = (folder_of(grown, kind) / "document.docx").read_bytes()
    assert [] == [it for it in ooxml.lint(form) if "{{" not in it and "{%" not in it]
    assert [] == ooxml.lint(build(grown, filing, "上海").document)


@pytest.mark.office
@pytest.mark.parametrize(("kind", "year", "filing"), KINDS)
def test_the_validator_finds_no_fault_with_it(
    kind: str, year: str, filing: Path, grown: Path
) -> None:
    assert [] == validate(folder_of(grown, kind) / "document.docx")


@pytest.mark.parametrize(("kind", "year", "filing"), KINDS)
def test_where_no_layout_says_anything_the_law_alone_makes_a_form_that_passes(
    kind: str, year: str, filing: Path, shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (shelf / "schemas").rglob("layout.yaml"):
        path.unlink()
    new(shelf, kind, year, "上海")
    build(shelf, filing, "上海")
    capsys.readouterr()
    assert exits.FINE == run("template", "check", str(folder_of(shelf, kind)))
    assert "" == capsys.readouterr().err


def test_a_folder_apart_from_the_library_is_checked_by_the_rules_in_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apart = tmp_path / "我的表样"
    assert exits.FINE == run("template", "new", *ACCOUNTS, "福建", "-o", str(apart))
    assert exits.FINE == run("template", "check", str(apart))
    assert "" == capsys.readouterr().err


def test_the_form_keeper_is_told_what_is_to_be_done_next(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new(shelf, *ACCOUNTS, "上海")
    folder = folder_of(shelf, "部门决算")
    first, *steps = capsys.readouterr().out.splitlines()
    assert f"已生成 {folder}（照福建的规则），接着要做（也写在 NOTICE.md 里）：" == first
    assert steps == [
        line
        for line in (folder / "NOTICE.md").read_text("utf-8").splitlines()
        if line[:1].isdigit()
    ]
    assert "1. 找到上海的统一表样" in steps[0]


def test_the_pack_differs_from_its_model_in_the_region_alone(shelf: Path) -> None:
    new(shelf, *ACCOUNTS, "上海")
    own, model = (folder_of(shelf, "部门决算", it) for it in ("上海", "fujian"))
    text = (model / "pack.yaml").read_text("utf-8")
    expected = text.replace("地区: 福建", "地区: 上海\n当年正式表样: 未见").replace(
        "（福建表样）", "（上海表样）"
    )
    assert expected == (own / "pack.yaml").read_text("utf-8")


def rewrite_layout(shelf: Path, old: str, new: str) -> str:
    """Replace a text in the layout of the budget that has it; which file that is."""
    [file] = [
        path
        for path in (shelf / "schemas" / "budget" / "2025").rglob("layout.yaml")
        if old in path.read_text("utf-8")
    ]
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return file.relative_to(shelf).as_posix()


def test_a_reason_for_what_the_new_form_prints_is_left_out(shelf: Path) -> None:
    """The model leaves one figure out; the layout has a row for it."""
    income = "国有资本经营预算拨款收入"
    row = f"          {income}: 财政拨款收支预算总表.{income}\n"
    more = "          财政拨款项目支出: 财政拨款收支预算总表.项目支出\n"
    rewrite_layout(shelf, row, row + more)
    new(shelf, *PLAN, "上海")
    folder = folder_of(shelf, "部门预算")
    assert "财政拨款收支预算总表.项目支出" not in (folder / "pack.yaml").read_text("utf-8")
    assert exits.FINE == run("template", "check", str(folder))


def test_the_same_law_gives_the_same_bytes(shelf: Path) -> None:
    for name in ("甲", "乙"):
        new(shelf, *ACCOUNTS, "上海", "-o", str(shelf / name))
    one, other = ((shelf / it / "document.docx").read_bytes() for it in ("甲", "乙"))
    assert one == other


# -- what is refused -----------------------------------------------------------------------------


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert exits.WRONG_CALL == run("template", "new", *arguments)
    return capsys.readouterr().err


def test_nothing_is_overwritten(
    shelf: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = folder_of(shelf, "部门决算", "fujian")
    before = {path: path.read_bytes() for path in own.iterdir()}
    told = refused(capsys, *ACCOUNTS, "上海", "-o", str(own))
    assert f"错误：已经有“{own}”，没有覆盖；换一个文件夹，或者把它移走\n" == told
    file = own / "pack.yaml"
    assert f"已经有“{file}”" in refused(capsys, *ACCOUNTS, "上海", "-o", str(file))
    assert before == {path: path.read_bytes() for path in own.iterdir()}


def test_a_form_alone_is_not_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = refused(capsys, *ACCOUNTS, "上海", "-o", str(tmp_path / "表样.docx"))
    assert told.startswith("错误：-o 后面要写文件夹")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("部门决算", "2030", "上海"), "错误：没有可以照的表样，现有："),
        (("部门决算", "2024", "上/海"), "错误：地区只写名称，不能是“上/海”"),
        (("部门决算", "2024", "上海", "--照", "北京"), "错误：没有可以照的表样，现有："),
    ],
)
def test_what_cannot_be_made_is_refused(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(capsys, *arguments).startswith(told)


def test_where_several_regions_could_be_followed_one_has_to_be_named(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new(shelf, *ACCOUNTS, "上海")
    there = ("--表样库", str(shelf))
    told = refused(capsys, *ACCOUNTS, "厦门", *there)
    assert "错误：用 --照 写明照哪个地区的规则，现有：福建、上海\n" == told
    assert exits.FINE == run("template", "new", *ACCOUNTS, "厦门", "--照", "上海", *there)
    assert "照上海的规则" in capsys.readouterr().out


def test_a_layout_with_a_fault_lays_out_nothing(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = rewrite_layout(shelf, "    级次: 款\n", "    级次: 目\n")
    told = refused(capsys, *PLAN, "上海", "--表样库", str(shelf))
    assert told.startswith(f"错误：规则的版式有错：{where}:")
    assert "没有“目”这个级次；先用 gongkai template check 改好" in told
    assert not (shelf / "templates/budget/2025/上海").exists()


def test_what_a_folder_holds_is_whole_or_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "文件").write_text("", "utf-8")
    told = refused(capsys, *ACCOUNTS, "上海", "-o", str(tmp_path / "文件" / "上海"))
    assert told.startswith("错误：写不进去：")
    assert library.FORM_FILE not in {path.name for path in tmp_path.rglob("*")}


def test_a_disk_that_fills_leaves_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def fill(path: Path, content: bytes) -> None:
        written.append(path.name)
        if len(written) > 1:
            raise OSError(errno.ENOSPC, "full")
        path.write_bytes(content)

    monkeypatch.setattr(writing, "_write_through", fill)
    told = refused(capsys, *ACCOUNTS, "上海", "--照", "福建", "-o", str(tmp_path / "上海"))
    assert told.startswith("错误：写不进去：")
    assert [] == list(tmp_path.iterdir())


def test_a_new_form_is_told_to_be_seen_by_nobody_and_of_no_other_region(shelf: Path) -> None:
    new(shelf, *ACCOUNTS, "上海")
    folder = folder_of(shelf, "部门决算")
    texts = {path.name: path.read_text("utf-8") for path in folder.glob("*.yaml")}
    assert "\n地区: 上海\n当年正式表样: 未见\n" in texts["pack.yaml"]
    assert {"（上海表样）"} == {
        found for text in texts.values() for found in re.findall("（..表样）", text)
    }


def test_a_table_that_stops_above_what_it_has_to_print_is_refused_at_its_line(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = rewrite_layout(shelf, "    级次: 款\n", "    级次: 类\n")
    told = refused(capsys, *PLAN, "上海", "--表样库", str(shelf))
    assert told.startswith(f"错误：规则的版式有错：{where}:")
    assert "要印全到款级，这里只排到类级；" in told


def test_the_caption_of_a_table_says_what_its_title_says(shelf: Path) -> None:
    title = "收入预算总表"
    rewrite_layout(shelf, "标题:\n", f"标题:\n  {title}: {{写作: 收入总表}}\n")
    new(shelf, *PLAN, "上海")
    listing = (folder_of(shelf, "部门预算") / library.LISTING_FILE).read_text("utf-8")
    assert "[表题] 收入总表\n" in listing
    assert f"[表题] {title}\n" not in listing
