"""Packs: found by kind, year and region; a filing that asks for none is told what there is."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from support.examples import OF_EVERY_PACK, ROOT, Edit, codes
from support.packs import PACK_FILES, named, pack_of, spoil

from generator import pipeline
from generator.diagnostics import Fault
from generator.exits import RefusedError
from generator.filing.source import parse
from generator.kept import library
from generator.packs import finding, reading
from generator.packs.pack import KEYS, Pack

HOME = library.installed()
HEAD = "文种: 部门决算\n年度: 2024\n地区: 福建\n"


def find(text: str, root: Path = HOME) -> tuple[Pack | None, list[Fault]]:
    """The pack for a filing with this text."""
    source, faults = parse(text.encode(), "126.yaml")
    assert faults == []
    assert source is not None
    return finding.find(source, root)


def answers(text: str, root: Path = HOME) -> list[tuple[str, str, str, str]]:
    """Code, place, message and suggestion for a filing that no pack serves."""
    pack, faults = find(text, root)
    assert pack is None
    return [(fault.code, str(fault.place), fault.message, fault.help) for fault in faults]


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """A root with packs of two kinds, several years and regions."""
    served = [
        ("部门决算", "2023", "福建"),
        ("部门决算", "2024", "福建"),
        ("部门决算", "2024", "浙江省"),
        ("部门预算", "2025", "福建"),
    ]
    for number, (kind, year, region) in enumerate(served):
        folder = tmp_path / "templates" / "any" / "year" / str(number)
        folder.mkdir(parents=True)
        text = f'文种: {kind}\n年度: "{year}"\n地区: {region}\n'
        (folder / "pack.yaml").write_text(text, encoding="utf-8")
    return tmp_path


# -- found --------------------------------------------------------------------------------------


def test_the_home_of_the_packs_is_the_checkout() -> None:
    assert library.installed() == ROOT


def test_a_pack_is_found_by_kind_year_and_region() -> None:
    pack, faults = find(HEAD)
    assert faults == []
    assert pack is not None
    assert pack.key == ("部门决算", "2024", "福建")


def test_a_pack_is_read_once() -> None:
    assert find(HEAD)[0] is find(HEAD + "单位: 别的\n")[0]


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_every_pack_is_read_with_its_form_and_its_example(path: Path) -> None:
    pack = reading.read(path, HOME)
    (key,) = [key for key, found in finding.list_available(HOME).items() if found == path]
    assert (key, True, True) == (pack.key, pack.form.is_file(), pack.example.is_file())


def test_every_kind_of_every_region_has_an_example_that_the_tests_of_any_pack_take() -> None:
    tried = {pack.key[::2] for pack in map(pack_of, OF_EVERY_PACK)}
    assert tried == {key[::2] for key in finding.list_available(HOME)}


def test_bases_are_what_a_filing_compares_with() -> None:
    pack, _ = find(HEAD)
    assert pack is not None
    assert {"上年数", "全年预算数"} <= set(pack.bases)
    assert {"核对数", "增减原因", "支出"} & set(pack.bases) == set()


def test_a_pack_has_its_form_beside_it() -> None:
    pack, _ = find(HEAD)
    assert pack is not None
    assert pack.form == ROOT / "templates" / "final-accounts" / "2024" / "fujian" / "document.docx"


def test_a_pack_has_the_tables_of_accounts() -> None:
    pack, _ = find(HEAD)
    assert pack is not None
    assert {"功能分类", "经济分类"} <= set(pack.classifications)


@pytest.mark.parametrize(
    ("expected", "style", "value"),
    [
        ("3658.44", "万元", "36584434.39"),
        ("0.00", "万元", "0"),
        ("0", "万元整零", "0"),
        ("29", "整数", "29"),
        ("7.5", "分值", "7.50"),
        ("100.00", "百分数", "1"),
        ("14.83%", "百分比", "0.14833"),
    ],
)
def test_a_pack_names_the_styles_of_its_numbers(expected: str, style: str, value: str) -> None:
    pack, _ = find(HEAD)
    assert pack is not None
    assert expected == pack.wording.styles[style].show(Decimal(value))


@pytest.mark.parametrize(("expected", "style"), [("0.00", "百分数"), (None, "万元")])
def test_a_style_says_what_a_ratio_without_a_base_prints(expected: str | None, style: str) -> None:
    pack, _ = find(HEAD)
    assert pack is not None
    assert expected == pack.wording.styles[style].void


def test_every_pack_under_a_root_is_available_by_what_it_serves(several: Path) -> None:
    assert set(finding.list_available(several)) == {
        ("部门决算", "2023", "福建"),
        ("部门决算", "2024", "福建"),
        ("部门决算", "2024", "浙江省"),
        ("部门预算", "2025", "福建"),
    }


# -- chosen by a person -------------------------------------------------------------------------


def test_a_pack_may_be_chosen_by_name() -> None:
    pack = finding.choose(HOME, "部门决算", "2024", "福建")
    assert pack.key == ("部门决算", "2024", "福建")


def test_where_there_is_one_region_it_need_not_be_named(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "final-accounts" / "2024"
    shutil.copytree(HOME / "schemas", tmp_path / "schemas")
    shutil.copytree(HOME / "templates/final-accounts/2024/fujian", folder / "fujian")
    shutil.copyfile(HOME / "templates/glossary.yaml", tmp_path / "templates/glossary.yaml")
    pack = finding.choose(tmp_path, "部门决算", "2024", None)
    assert pack.key == ("部门决算", "2024", "福建")


def test_a_choice_between_regions_is_asked_for(several: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        finding.choose(several, "部门决算", "2024", None)
    assert str(refused.value) == "部门决算 2024 有 2 个地区的表样，请写明地区：福建、浙江省"


def test_a_choice_that_fits_none_is_answered_with_what_there_is(several: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        finding.choose(several, "部门预算", "2025", "浙江省")
    assert str(refused.value) == "没有这个表样，现有：部门预算 2025 福建"
    with pytest.raises(RefusedError) as refused:
        finding.choose(several, "部门决算", "2025", None)
    of_the_kind = "部门决算 2023 福建；部门决算 2024 福建；部门决算 2024 浙江省"
    assert str(refused.value) == f"没有这个表样，现有：{of_the_kind}"
    with pytest.raises(RefusedError) as refused:
        finding.choose(several, "绩效报告", "2025", None)
    assert str(refused.value) == f"没有这个表样，现有：{of_the_kind}；部门预算 2025 福建"


# -- not found ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "kind", "year", "region"),
    [
        (
            ("P601", "126.yaml:1:5", "没有“部门决标”的表样", "是否应为“部门决算”？"),
            "部门决标",
            "2024",
            "福建",
        ),
        (
            ("P601", "126.yaml:1:5", "没有“绩效报告”的表样", "现有：部门决算、部门预算"),
            "绩效报告",
            "2024",
            "福建",
        ),
        (
            ("P601", "126.yaml:2:5", "没有“部门决算、1998”的表样", "现有：2023、2024"),
            "部门决算",
            "1998",
            "福建",
        ),
        (
            ("P601", "126.yaml:2:5", "没有“部门预算、二〇二五”的表样", "现有：2025"),
            "部门预算",
            "二〇二五",
            "福建",
        ),
        (
            ("P601", "126.yaml:3:5", "没有“部门决算、2023、浙江省”的表样", "现有：福建"),
            "部门决算",
            "2023",
            "浙江省",
        ),
        (
            ("P601", "126.yaml:3:5", "没有“部门决算、2024、浙江”的表样", "是否应为“浙江省”？"),
            "部门决算",
            "2024",
            "浙江",
        ),
    ],
)
def test_a_filing_that_no_pack_serves_is_answered_at_the_first_key_that_fits_none(
    expected: tuple[str, str, str, str], kind: str, year: str, region: str, several: Path
) -> None:
    text = f"文种: {kind}\n年度: {year}\n地区: {region}\n"
    assert [expected] == answers(text, several)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("文种", "年度: 2024\n地区: 福建\n"),
        ("年度", "文种: 部门决算\n地区: 福建\n"),
        ("地区", "文种: 部门决算\n年度: 2024\n"),
    ],
)
def test_a_missing_key_is_asked_for(key: str, text: str) -> None:
    assert answers(text) == [("S202", "126.yaml:1:1", f"缺少“{key}”", f"补上“{key}”")]


@pytest.mark.parametrize("value", ["", "[2024]", "{今年: 2024}"])
def test_a_key_without_one_value_is_to_be_filled_in(value: str) -> None:
    (fault,) = answers(HEAD.replace("2024", value))
    assert ("S204", "126.yaml:2:1", "“年度”待填") == fault[:3]


def test_every_key_that_is_missing_is_asked_for() -> None:
    assert [fault[2] for fault in answers("甲: 1\n")] == ["缺少“文种”", "缺少“年度”", "缺少“地区”"]


def test_a_text_in_the_wrong_encoding_lacks_its_keys() -> None:
    text = HEAD.encode().decode("gbk", "ignore").encode()
    source, _ = parse(text, "126.yaml")
    assert source is not None
    _, faults = finding.find(source, HOME)
    assert {fault.code for fault in faults} == {"S202"}


# -- with errors of its own ----------------------------------------------------------------------

PHRASES = "templates/final-accounts/2024/fujian/phrases.yaml"
TABLES = "schemas/final-accounts/2024/national/tables.yaml"


MEND_NOTHING = "填报文件不用为它改；表样改好后再运行一次"


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """A root of packs, one of which has a misspelt value in its tables."""
    return spoil(
        tmp_path,
        (
            TABLES,
            "事业收入: {取自: 收入, 资金: 事业收入}",
            "事业收入: {取自: 收入, 资金: 事业收人}",
        ),
    )


def test_an_officer_is_only_told_in_which_file_the_pack_has_errors(spoilt: Path) -> None:
    expected = ("P605", "126.yaml:1:5", f"表样有错，请告知表样管理人（{TABLES}）", MEND_NOTHING)
    assert [expected] == answers(HEAD, spoilt)


def test_the_faults_of_the_other_packs_stop_nobody(spoilt: Path) -> None:
    pack, faults = find(HEAD.replace("决算", "预算").replace("2024", "2025"), spoilt)
    assert ([], True) == (faults, pack is not None)


def test_a_pack_with_errors_is_refused_to_those_who_ask_for_it(spoilt: Path) -> None:
    folder = "templates/final-accounts/2024/fujian"
    told = f"表样有错，请告知表样管理人（{TABLES}）"
    message = f"{told}；改的人用 gongkai template check {folder} 看要改的地方"
    with pytest.raises(RefusedError) as refused:
        finding.choose(spoilt, "部门决算", "2024", "福建")
    assert message == str(refused.value)
    with pytest.raises(RefusedError) as refused:
        finding.find_beside(spoilt / folder / "document.docx")
    assert message == str(refused.value)


def test_a_pack_that_was_mended_is_used_again(
    spoilt: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = spoilt / TABLES
    file.write_text(file.read_text("utf-8").replace("事业收人", "事业收入"), "utf-8")
    moved = spoilt.rename(tmp_path_factory.mktemp("mended") / "root")  # a root is judged once
    assert [] == find(HEAD, moved)[1]


@pytest.mark.parametrize(
    "text", ["文种: [部门决算\n", "文种: 部门决算\n", "文种: 部门决算\n年度: [1]\n地区: 甲\n"]
)
def test_a_pack_that_does_not_say_what_it_serves_is_named_where_one_is_missed(
    text: str, several: Path
) -> None:
    (several / "templates/any/year/1/pack.yaml").write_text(text, "utf-8")
    pack, [fault] = find(HEAD, several)
    note = "读不出来的表样，请告知表样管理人：templates/any/year/1/pack.yaml"
    assert (None, "P601", (note,)) == (pack, fault.code, fault.notes)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("年度: 2024\n", "年度: 1998\n"),
        ("文种: 部门决算\n", "文种: 绩效报告\n"),
        ("地区: 福建\n", "地区: 浙江\n"),
    ],
)
def test_a_unit_without_a_pack_gets_one_fault_and_no_document(
    old: str, new: str, edited: Edit
) -> None:
    outcome = pipeline.produce(edited((old, new)))
    assert (["P601"], b"") == (codes(outcome), outcome.document)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("文种: 部门结算\n年度: 2024\n地区: 福建", ("部门决算", "2024", "福建")),
        ("文种: 部门预算\n年度: 2025年\n地区: 福建", ("部门预算", "2025", "福建")),
        ("文种: 部门决算\n年度: 2024年\n地区: 福建", ("部门决算", "2024", "福建")),
        ("文种: 部门结算\n年度: 2025\n地区: 福建", None),
        ("文种: 部门结算\n年度: 2042\n地区: 福建", None),
        ("文种: 部门预算\n年度: 明年\n地区: 福建", None),
        ("文种: 部门预算\n地区: 福建", None),
    ],
)
def test_wrong_keys_mean_the_pack_that_the_others_fit_if_there_is_but_one(
    typed: str, meant: tuple[str, str, str] | None
) -> None:
    source, _ = parse(f"{typed}\n".encode(), "126.yaml")
    assert source is not None
    found = finding.find_meant(source, HOME)
    assert meant == (found and tuple(found[1].data[key] for key in KEYS))


def test_a_wrong_kind_is_answered_with_the_one_that_fits_the_year() -> None:
    _, (fault,) = find("文种: 部门结算\n年度: 2024\n地区: 福建\n")
    assert "是否应为“部门决算”？" == fault.help


# -- several regions -----------------------------------------------------------------------------

FUJIAN, ANHUI = "templates/final-accounts/2024/fujian", "templates/final-accounts/2024/anhui"


@pytest.fixture
def two_regions(tmp_path: Path) -> Path:
    """A root in which another region has a form of its own for the same kind and year."""
    root = spoil(tmp_path)
    shutil.copytree(root / FUJIAN, root / ANHUI)
    served = (root / ANHUI / "pack.yaml").read_text("utf-8").replace("地区: 福建", "地区: 安徽")
    called = served.replace('年度{{ 单位.称谓 }}决算"', '年度决算（安徽）"')
    (root / ANHUI / "pack.yaml").write_text(called, "utf-8")
    return root


def test_each_region_has_documents_of_its_own_form(two_regions: Path, edited: Edit) -> None:
    own = pipeline.produce(edited(), two_regions)
    other = pipeline.produce(edited(("地区: 福建", "地区: 安徽")), two_regions)
    assert (True, True) == (bool(own.document), bool(other.document))
    assert ["（安徽）" in it.name for it in (own, other)] == [False, True]
    assert (own.pack, other.pack) == tuple(
        reading.read(two_regions / folder / "pack.yaml", two_regions) for folder in (FUJIAN, ANHUI)
    )


def test_a_faulty_form_of_another_region_stops_nobody(two_regions: Path, edited: Edit) -> None:
    (two_regions / ANHUI / "document.docx").write_bytes(b"")
    assert pipeline.produce(edited(), two_regions).document
    refused = pipeline.produce(edited(("地区: 福建", "地区: 安徽")), two_regions)
    assert ["D508"] == [it.code for it in refused.faults if it.code.startswith("D")]


def test_two_packs_for_the_same_filings_are_an_error_of_theirs(two_regions: Path) -> None:
    pack = two_regions / ANHUI / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace("地区: 安徽", "地区: 福建"), "utf-8")
    told = f"表样有错，请告知表样管理人（{ANHUI}/pack.yaml、{FUJIAN}/pack.yaml）"
    assert [("P605", "126.yaml:1:5", told, MEND_NOTHING)] == answers(HEAD, two_regions)
    with pytest.raises(RefusedError) as refused:
        finding.choose(two_regions, "部门决算", "2024", "福建")
    assert str(refused.value).startswith(told)
