"""What a folder's `_共用.yaml` supplies, what a filing states itself, and where faults point."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support.department import line, where
from support.examples import EXAMPLE, ONLY_TOLD, codes
from support.packs import HOME, PACK_FILES, named
from support.properties import examples

from generator import pipeline
from generator.diagnostics import Place, Severity
from generator.filing import shared
from generator.packs import reading
from generator.pipeline import Outcome
from generator.reporting import console, results_html
from generator.units import work
from generator.vocabulary import SHARED_FILE

HEADER = "文种: 部门决算\n年度: 2024\n地区: 福建\n金额单位: 元\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the example's filing, of which the header is still to come."""
    text = EXAMPLE.read_text("utf-8")
    assert text.count(HEADER) == 1
    (tmp_path / EXAMPLE.name).write_text(text.replace(HEADER, ""), "utf-8")
    return tmp_path


def share(folder: Path, text: str) -> None:
    (folder / SHARED_FILE).write_text(text, "utf-8")


def change(folder: Path, old: str, new: str) -> None:
    path = folder / EXAMPLE.name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def produced(folder: Path, draft: bool = False) -> Outcome:
    return pipeline.produce(folder / EXAMPLE.name, draft=draft)


def faults(outcome: Outcome) -> list[tuple[str, str, int]]:
    """Code, file and line of every error."""
    return [(f.code, *where(f)) for f in outcome.faults if f.severity is Severity.ERROR]


# -- what it supplies ---------------------------------------------------------------------------


def test_a_shared_header_makes_the_same_document(folder: Path, example: Outcome) -> None:
    share(folder, HEADER)
    assert (example.document, example.name) == (produced(folder).document, produced(folder).name)


def test_without_it_the_header_is_missing(folder: Path) -> None:
    expected = [("S202", EXAMPLE.name, 1)] * 3
    assert expected == faults(produced(folder))


def test_single_keys_of_a_section_are_supplied(folder: Path, example: Outcome) -> None:
    change(folder, "  主要任务: 聚焦数字中国领军城市建设，加快提升城市数字化治理和服务水平\n", "")
    change(folder, ", 类型: 事业单位, 称谓: 部门}", "}")
    task = "聚焦数字中国领军城市建设，加快提升城市数字化治理和服务水平"
    share(folder, f"{HEADER}单位: {{类型: 事业单位, 称谓: 部门}}\n部门概况: {{主要任务: {task}}}\n")
    assert example.document == produced(folder).document


def test_the_filings_own_statement_goes_first(folder: Path, example: Outcome) -> None:
    share(folder, f"{HEADER}部门概况: {{主要任务: 别的任务, 主要职责: [别的职责]}}\n")
    assert example.document == produced(folder).document


def test_lists_are_not_merged(folder: Path) -> None:
    share(folder, f"{HEADER}部门概况:\n  工作总结: [{{标题: 另一个标题, 内容: [内容]}}]\n")
    texts = "".join(item.text for item in produced(folder).printed)
    assert "另一个标题" not in texts


def test_a_key_left_empty_is_not_filled_silently(folder: Path) -> None:
    change(folder, "单位: {代码", "地区:\n单位: {代码")
    share(folder, HEADER)
    assert [("S204", *line(folder, EXAMPLE.name, "地区:"))] == faults(produced(folder))


def test_a_shared_unit_of_amounts_applies_to_the_filing(folder: Path, example: Outcome) -> None:
    share(folder, HEADER.replace("金额单位: 元", "金额单位: 万元"))
    address = "收入支出决算总表.本年收入合计"
    found = [p.text for p in produced(folder, draft=True).printed if p.mark.address == address]
    assert ("3658.44", "36584434.39") == (
        next(p.text for p in example.printed if p.mark.address == address),
        found[0],
    )


@pytest.mark.parametrize(
    "own",
    ["  一般公共预算财政拨款支出决算表:\n    2010350: 人员支出增加\n", ""],
    ids=["both state it", "only the shared file"],
)
def test_shared_reasons_stand_behind_the_filings_own(
    folder: Path, example: Outcome, own: str
) -> None:
    change(
        folder, "  一般公共预算财政拨款支出决算表:\n    2010350: 人员支出增加\n", _rows_without(own)
    )
    reason = "别的原因" if own else "人员支出增加"
    share(folder, f"{HEADER}增减原因:\n  一般公共预算财政拨款支出决算表.2010350: {reason}\n")
    assert example.document == produced(folder).document


def test_a_filings_own_address_goes_first_however_it_is_spelt(
    folder: Path, example: Outcome
) -> None:
    change(folder, "    2010350: 人员支出增加\n", "")
    change(
        folder,
        "  三公经费:\n    合计: 公务用车支出节约",
        "  一般公共预算财政拨款支出决算表.2010350: 人员支出增加\n"
        "  三公经费:\n    合计: 公务用车支出节约",
    )
    share(folder, f"{HEADER}增减原因: {{一般公共预算财政拨款支出决算表: {{2010350: 别的}}}}\n")
    outcome = produced(folder)
    assert ([], example.document) == (codes(outcome), outcome.document)


def _rows_without(own: str) -> str:
    return own or "  一般公共预算财政拨款支出决算表:\n"


def test_shared_words_that_one_unit_does_not_need_are_no_warning(folder: Path) -> None:
    share(folder, f"{HEADER}增减原因: {{一般公共预算财政拨款支出决算表.2070109: 演出增加}}\n")
    assert [] == codes(produced(folder))


def test_a_shared_word_under_a_wrong_address_is_told_there(folder: Path) -> None:
    share(folder, f"{HEADER}增减原因: {{没有这张表.合计: 原因}}\n")
    assert [("L408", SHARED_FILE, 5)] == faults(produced(folder))


@pytest.mark.parametrize(("code", "name"), [("2010377", "数字治理"), ("2010306", "政务公开")])
def test_names_of_accounts_are_supplied(code: str, name: str, folder: Path) -> None:
    change(folder, "2010350 事业运行, 一般", f"{code}, 一般")
    share(folder, f'{HEADER}科目名称: {{"{code}": {name}}}\n')
    told = ("L402", "L403", "L405", "L422", "L423")
    found = [f.message for f in produced(folder).faults if f.code in told]
    assert [] == found


# -- what is wrong with it ----------------------------------------------------------------------


def test_a_wrong_value_is_told_in_the_shared_file(folder: Path) -> None:
    share(folder, HEADER.replace("金额单位: 元", "金额单位: 亿元"))
    assert [("S205", SHARED_FILE, 4)] == faults(produced(folder))


def test_an_unknown_key_is_told_in_the_shared_file(folder: Path) -> None:
    share(folder, f"{HEADER}部门概括: {{主要任务: 任务}}\n")
    assert [("S201", SHARED_FILE, 5)] == faults(produced(folder))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"{HEADER}部门概况: [\n".encode(), "F107"),
        (HEADER.encode("gbk"), "F103"),
        (b"", "F107"),
        (f"{HEADER}年度: 2024\n".encode(), "F109"),
    ],
    ids=["not YAML", "GBK", "empty", "a key twice"],
)
def test_a_file_that_cannot_be_read_is_told_once_for_each_unit(
    folder: Path, raw: bytes, expected: str
) -> None:
    (folder / SHARED_FILE).write_bytes(raw)
    (folder / "127.yaml").write_bytes((folder / EXAMPLE.name).read_bytes())
    for name in (EXAMPLE.name, "127.yaml"):
        told = pipeline.produce(folder / name).faults
        found = [(f.code, where(f)[0]) for f in told if f.code != ONLY_TOLD]
        assert [(expected, SHARED_FILE)] == found


def test_faults_of_both_files_are_told_together(folder: Path) -> None:
    share(folder, HEADER + "年度: 2024\n")
    change(folder, "支出:\n  - {科目: 2010350", "支出\n  - {科目: 2010350")
    found = {(code, file) for code, file, _ in faults(produced(folder))}
    assert {("F107", EXAMPLE.name), ("F109", SHARED_FILE)} == found


@pytest.mark.parametrize(
    ("shared_text", "message"),
    [
        ("三公经费: {公务接待费: 1}", "“三公经费.公务接待费”是各单位自己的数"),
        ("国有资产: {机要通信用车: 0, 其他用车: 0}", "“国有资产.机要通信用车”等是各单位自己的数"),
        ("收入: [{科目: 2010350, 其他收入: 1}]", "“收入”是各单位自己的数"),
        ("上年数: 无", "“上年数”是各单位自己的数"),
        ("核对数: {支出决算表.合计: 1}", "“核对数”是各单位自己的数"),
        ("项目支出绩效自评: []", "“项目支出绩效自评”是各单位自己的数"),
        ('单位: {代码: "126"}', "“单位.代码”说明是哪个单位"),
        ("单位: {名称: 某单位}", "“单位.名称”说明是哪个单位"),
        ("上年文件: ../2023/126.yaml", "“上年文件”指向单位自己的文件"),
        ("汇总: [126001.yaml]", "“汇总”指向单位自己的文件"),
        ("三公经费: {金额单位: 万元}", "“三公经费.金额单位”会改变各单位已填金额的大小"),
    ],
)
def test_what_each_unit_states_itself_is_refused_where_it_stands(
    folder: Path, shared_text: str, message: str
) -> None:
    share(folder, f"{HEADER}{shared_text}\n")
    found = [(f.message, where(f)) for f in produced(folder).faults if f.code == "L414"]
    assert [(f"{message}，不能几个单位共用", (SHARED_FILE, 5))] == found


def test_refused_money_is_in_no_draft_either(folder: Path, example: Outcome) -> None:
    share(folder, f"{HEADER}结余: {{结余分配: 100000.00}}\n")
    draft = produced(folder, draft=True)
    expected = [p.text for p in example.printed if p.mark.address.endswith("结余分配")]
    assert expected == [p.text for p in draft.printed if p.mark.address.endswith("结余分配")]


def test_the_shared_file_is_no_filing(folder: Path) -> None:
    share(folder, HEADER)
    assert [("L414", SHARED_FILE, 1)] == faults(pipeline.produce(folder / SHARED_FILE))


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_no_pack_lets_money_be_shared(path: Path) -> None:
    pack = reading.read(path, HOME)
    lists = set(pack.definitions.lists) | set(pack.bases)
    assert {name: False for name in lists} == {
        name: shared.shareable((name,), pack.rules[name]) for name in lists
    }


WORDS = ["三公经费", "单位", "部门概况", "收入", "汇总", "增减原因", "上年数", "金额单位", "别的"]
NODES = st.recursive(
    st.sampled_from(["", "1", "无", "文字"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(WORDS), NODES, max_size=4))
@examples(20)
def test_whatever_stands_in_it_is_judged_and_never_crashes(node: dict[str, object]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / EXAMPLE.name).write_text(EXAMPLE.read_text("utf-8"), "utf-8")
        share(folder, yaml.safe_dump(node, allow_unicode=True) if node else "别的: 1\n")
        outcome = produced(folder)
        assert outcome.failed or outcome.document
        for fault in outcome.faults:
            file, number = where(fault)
            assert number <= len((folder / file).read_text("utf-8").splitlines())


# -- what is told of it -------------------------------------------------------------------------


def test_its_absence_is_known_too(folder: Path) -> None:
    source, _ = shared.load(folder / EXAMPLE.name)
    assert source is not None
    names = [Path(file).name for file in source.files]
    assert [EXAMPLE.name, SHARED_FILE] == names


def test_a_check_that_passes_says_that_it_was_used(folder: Path) -> None:
    share(folder, HEADER)
    told = console.verdict(work.as_result(produced(folder)))
    assert f"{folder / EXAMPLE.name}：检查通过，连同 _共用.yaml（0.00 秒）" == told


def test_an_excerpt_shows_the_shared_file(folder: Path) -> None:
    share(folder, HEADER.replace("金额单位: 元", "金额单位: 亿元"))
    outcome = produced(folder)
    text = console.faults_text(outcome.faults, work.texts_of(outcome))
    assert "\n4 | 金额单位: 亿元\n  |           ^^^^\n" in text
    page = results_html.as_html([work.as_result(outcome)])
    assert "<code>金额单位: <mark>亿元</mark></code>" in page


def test_an_excerpt_shows_the_shared_file_that_is_not_yaml(folder: Path) -> None:
    share(folder, f"{HEADER}年度: 2025\n")
    outcome = produced(folder)
    assert "5 | 年度: 2025\n" in console.faults_text(outcome.faults, work.texts_of(outcome))


def test_a_place_of_the_filing_stays_its_own(folder: Path) -> None:
    share(folder, HEADER)
    source, _ = shared.load(folder / EXAMPLE.name)
    assert source is not None
    places = (source.place(("年度",)), source.place(("单位", "名称")))
    assert [(SHARED_FILE, 2), (EXAMPLE.name, 3)] == [
        (Path(place.file).name, place.line) for place in places if isinstance(place, Place)
    ]
