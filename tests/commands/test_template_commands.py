"""`gongkai template`: what a form may use, by the pack that is named."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.calls import run
from support.examples import ROOT
from support.packs import HOME, PACK_FILES, spoil

from generator import exits
from generator.kept import library
from generator.word import archive


def test_the_form_keeper_sees_every_name_that_a_form_may_use(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("template", "fields", "部门决算", "2024", "福建") == exits.FINE
    shown = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line]
    assert {"年度", "单位.名称", "收入支出决算总表.收入总计", "三公经费.合计"} <= set(shown)


def test_how_each_kind_of_name_is_used_goes_before_the_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("template", "fields", "部门决算", "2024", "福建") == exits.FINE
    uses, _, names = capsys.readouterr().out.partition("\n\n")
    assert "金额：写 {{ 名称 | 数式 }}，数式用 万元、万元整零\n个数：" in uses
    assert "短语（占比）：占采购总额、" in uses
    assert {line.split()[1] for line in names.splitlines()} <= {
        *("金额", "个数", "分数", "比率", "文字", "段落", "清单", "有无"),
    }


def test_a_form_that_is_not_there_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("template", "fields", "部门决算", "1998") == exits.WRONG_CALL
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("错误：没有这个表样，现有：")


def test_a_folder_of_rules_is_checked_with_every_form_that_uses_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nation = "schemas/budget/2025/national"
    forms = [
        path.relative_to(HOME).parent
        for path in PACK_FILES
        if "budget" in path.parts and "2025" in path.parts
    ]
    root = spoil(tmp_path, (f"{nation}/checks.yaml", "级次: 项", "级次: 目"))
    assert exits.FAULTY == run("template", "check", str(root / nation))
    shown = capsys.readouterr()
    assert "没有“目”这个级次" in shown.err
    assert [f"{root / form}：1 处要改" for form in forms] == shown.out.splitlines()
    assert exits.FINE == run("template", "check", str(ROOT / nation))
    told = capsys.readouterr().out.splitlines()
    assert [f"{ROOT / form / 'document.docx'}：检查通过" for form in forms] == told


def test_a_folder_that_nobody_has_or_uses_is_told_as_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "schemas" / "某区"
    assert exits.WRONG_CALL == run("template", "check", str(rules))
    assert f"错误：没有“{rules}”这个文件夹" in capsys.readouterr().err
    rules.mkdir(parents=True)
    (rules / "checks.yaml").write_text("车辆保有量: 无\n", "utf-8")
    assert exits.WRONG_CALL == run("template", "check", str(rules))
    assert f"错误：没有表样用到“{rules}”" in capsys.readouterr().err


def test_a_pack_s_folder_is_checked_with_its_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = "templates/budget/2025/fujian"
    tables = "schemas/budget/2025/national/tables.yaml"
    assert run("template", "check", str(ROOT / form)) == exits.FINE
    root = spoil(
        tmp_path,
        (
            tables,
            "表:\n  收支预算总表:\n    数:",
            "表:\n  收支预算总表:\n    数目:",
        ),
    )
    capsys.readouterr()
    assert run("template", "check", str(root / form)) == exits.FAULTY
    shown = capsys.readouterr()
    assert f"{tables}:9:5: 错误 P603 没有“数目”这个词\n  = 建议：是否应为“数”？" in shown.err
    assert f"{root / form}：1 处要改\n" == shown.out


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Path]:
    """A library of one's own, with the examples of its packs."""
    for name in ("templates", "schemas", "inputs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    yield tmp_path
    library.use(library.installed())


def form_of(shelf: Path) -> Path:
    return shelf / "templates" / "budget" / "2025" / "fujian" / "document.docx"


def change(form: Path, old: bytes, new: bytes) -> None:
    parts = archive.read(form.read_bytes())
    assert old in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(old, new, 1)
    form.write_bytes(archive.pack(parts))


def test_a_packs_folder_stands_for_its_form(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = form_of(shelf)
    assert [exits.FINE] * 2 == [run("template", "check", it) for it in (form.parent, form)]
    assert f"{form}：检查通过\n" * 2 == capsys.readouterr().out


def test_what_is_only_told_is_counted_apart_and_the_form_passes(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = form_of(shelf)
    change(form, "{{ 不公开.国有资产 }}".encode(), b"")
    assert exits.FINE == run("template", "check", form)
    assert f"{form}：检查通过（2 条提示）\n" == capsys.readouterr().out
    change(form, "政府采购.货物".encode(), "政府采购.货品".encode())
    assert exits.FAULTY == run("template", "check", form)
    assert f"{form}：1 处要改\n" == capsys.readouterr().out


def test_a_packs_form_is_checked_though_something_is_told_of_its_rules(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(shelf / "templates" / "budget")
    form = shelf / "templates" / "final-accounts" / "2024" / "fujian" / "document.docx"
    assert exits.FINE == run("template", "check", form.parent)
    assert f"{form}：检查通过（1 条提示）\n" == capsys.readouterr().out
    change(form, "政府采购.货物".encode(), "政府采购.货品".encode())
    assert exits.FAULTY == run("template", "check", form.parent)
    told = capsys.readouterr()
    assert "D515 没有“政府采购.货品”这个名称" in told.err
    assert "：1 处要改，1 条提示\n" in told.out


def test_a_form_is_tried_on_its_packs_example(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = form_of(shelf)
    example = shelf / "inputs" / "2025" / "智慧闽清.yaml"
    example.write_text(example.read_text("utf-8").replace("年度: 2025", "年度: 2025\n多余: 1"))
    assert run("template", "check", form) == exits.FAULTY
    told = capsys.readouterr()
    assert told.err.startswith("inputs/2025/智慧闽清.yaml:")
    assert "多余" in told.err
    assert f"{form}：1 处要改，都在示例 inputs/2025/智慧闽清.yaml 里；表样没有错\n" == told.out
    example.unlink()
    assert run("template", "check", form) == exits.FINE
    assert f"{form}：检查通过（没有示例 {example}，没有试填）\n" == capsys.readouterr().out


def test_the_officer_is_told_whom_to_tell_of_a_faulty_form(
    shelf: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    change(form_of(shelf), "政府采购.货物".encode(), "政府采购.货品".encode())
    monkeypatch.chdir(shelf)
    filing = shelf / "inputs" / "2025" / "智慧闽清.yaml"
    assert run("build", filing, "-o", shelf / "output") == exits.FAULTY
    told = capsys.readouterr().err
    assert told.startswith(f"用的是当前文件夹的表样库：{shelf}\n")
    assert "document.docx: 错误 D508 表样有错，请告知表样管理人\n" in told
    assert "（二）政府采购情况，第" in told
    assert "D515 没有“政府采购.货品”这个名称" in told
    assert not (shelf / "output").exists()


def test_another_library_may_be_named(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(form_of(shelf), "政府采购.货物".encode(), "政府采购.货品".encode())
    filing = ROOT / "inputs" / "2025" / "智慧闽清.yaml"
    assert [exits.FAULTY, exits.FINE] == [
        run("check", filing, "--表样库", shelf),
        run("check", filing),
    ]
    assert "用的是当前文件夹的表样库" not in capsys.readouterr().err


def test_the_form_keeper_reads_every_check_as_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert exits.FINE == run("template", "rules", "部门决算", "2024", "福建")
    shown = capsys.readouterr()
    expected = (
        "小微企业合同  schemas/final-accounts/2024/fujian/checks.yaml:3\n"
        "  “政府采购.授予小微企业”不大于“政府采购.授予中小企业”。不符的是错误。\n"
        "  依据：统一表样 政府采购：小微企业合同金额不大于中小企业合同金额\n"
    )
    assert expected in shown.out
    assert "" == shown.err


def test_checks_stand_under_what_they_are_about_and_may_be_picked_by_a_word(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call = ("template", "rules", "部门决算", "2024", "福建")
    assert exits.FINE == run(*call)
    whole = capsys.readouterr().out
    assert whole.startswith(
        "【schemas/final-accounts/2024/national/checks.yaml：数与数（不符的是错误），"
    )
    assert "决算表[30113 住房公积金]”一般等于“" in whole
    assert "“收入支出决算总表.支出总计”一般不大于 200 亿元。" in whole
    assert exits.FINE == run(*call, "--只看", "住房公积金")
    picked = capsys.readouterr().out
    assert 0 < picked.count("依据：") < whole.count("依据：") / 9
    assert exits.WRONG_CALL == run(*call, "--只看", "没有的词")
    assert "错误：没有一条里有“没有的词”\n" == capsys.readouterr().err


def test_a_folder_is_shown_into_its_listing(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = form_of(shelf).parent
    (folder / library.LISTING_FILE).unlink(missing_ok=True)
    assert exits.FINE == run("template", "show", folder)
    assert f"已写到 {folder / library.LISTING_FILE}\n" == capsys.readouterr().out
    assert exits.FINE == run("template", "show", folder / library.FORM_FILE)
    assert (folder / library.LISTING_FILE).read_text("utf-8") == capsys.readouterr().out
