"""Checks as sentences: of the pack's own names, for whom they are, and what they weigh."""

import inspect
import re
from pathlib import Path

import pytest
from support.packs import HOME, PACK_FILES, named, spoil

from generator.checks import checks, mistyped, plausibility
from generator.filing.values import Rules
from generator.packs import (
    check_sentences,
    demands,
    judging,
    pack_words,
    pack_yaml,
    reading,
    sheets,
)
from generator.packs.check_sentences import ToldCheck

LAWS = [it.parent for it in sorted(HOME.glob("schemas/*/*/*/checks.yaml"))]


def told(path: Path, root: Path = HOME) -> list[ToldCheck]:
    opened = sheets.open_sheet(path, root, "pack", pack_words.PACK)
    files = reading.find_files(path, root)
    return list(check_sentences.tell_checks(sheets.read_sheets(opened, files)))


@pytest.mark.parametrize(
    ("expected", "check"),
    [
        (
            "“甲.数”等于“乙”＋“丙”。不符的是错误。",
            {"种类": "相等", "左": "甲.数", "右": ["乙", "丙"]},
        ),
        ("“甲”不大于 10。不符的是错误。", {"种类": "不大于", "左": "甲", "上限": "10"}),
        ("“甲”不大于“乙”。不符的是错误。", {"种类": "不大于", "左": "甲", "右": "乙"}),
        (
            "“甲”不大于“乙”。不符的只提示。",
            {"种类": "不大于", "左": "甲", "右": "乙", "提示": "是"},
        ),
        (
            "“甲”不大于“乙”。不符的是错误。",
            {"种类": "不大于", "左": "甲", "右": "乙", "提示": "否"},
        ),
        ("“乙”应有数。不符的只提示。", {"种类": "应有", "右": "乙"}),
        ("“甲”有数的，“乙”应有数。不符的只提示。", {"种类": "应有", "左": "甲", "右": "乙"}),
        (
            "“基”里，“单”各条相加的“甲”一般不大于 200 亿。不符的只提示。",
            {"种类": "一般不大于", "对": "基", "清单": "单", "左": "甲", "上限": "20000000000"},
        ),
        (
            "“甲”与它的“基”相比，一个不超过另一个的 20 倍（相差不到 100 万的不看）。不符的只提示。",
            {"种类": "比例失常", "对": "基", "左": "甲", "上限": "20", "下限": "1000000"},
        ),
        (
            "“甲”各科目的数与“乙”的同一科目相比，不是十倍、百倍……"
            "（上下 5% 都算，相差不到 1 万的不看）。不符的只提示。",
            {"种类": "逐行差十倍", "表": "甲", "与表": "乙", "幅度": "5", "下限": "10000"},
        ),
        (
            "表样要印原因的数，与“上年数”相比有增减的，都写了原因。不符的是错误。",
            {"种类": "写明原因"},
        ),
        (
            "表样要印原因的数，与“年初数”相比有增减的，都写了原因。不符的是错误。",
            {"种类": "写明原因", "对": "年初数"},
        ),
        (
            "填的文字里没有这些毛病：连写两遍的词、不成对的引号括号。"
            "没有填的空、只能留一个的词是错误，别的只提示。",
            {"种类": "用词", "重复": {"单字": "的"}, "成对": "是", "单位名称": "否"},
        ),
        (
            "“概况.类型”是“甲类”或“乙类”，“概况.各户”有 0 或 1 条的才查，"
            "只查各单位自己的，汇总时不查：“甲”不小于零。不符的是错误。",
            {
                "种类": "不小于零",
                "左": "甲",
                "汇总不查": "是",
                "限于": {"概况.类型": ["甲类", "乙类"], "概况.各户": ["0", "1"]},
            },
        ),
        (
            "“不印.某节”没有填的才查，填了“某项”的才查：“自评.指标”的每一条，“得分”不小于零。"
            "不符的是错误。",
            {
                "种类": "不小于零",
                "左": "得分",
                "逐条": "自评.指标",
                "写了": "某项",
                "限于": {"不印.某节": [""]},
            },
        ),
        (
            "填了“不印.某节”的，表样不印“某节”、“某表”，印不公开的依据。还印着的，不生成文档。",
            {"种类": "不公开", "写了": "不印.某节", "不印": ["某节", "某表"]},
        ),
    ],
)
def test_a_check_is_a_sentence(expected: str, check: Rules) -> None:
    assert expected == check_sentences.say(check, ("概况.各户",))


ONLY_TOLD = (plausibility.__name__, mistyped.__name__)


def test_a_sentence_weighs_a_check_as_the_engine_does() -> None:
    """Of a check of typed words each list has a weight of its own."""
    engine = {**checks.BEFORE, **checks.AFTER}
    for word, kind in demands.KINDS.items():
        if kind not in ("worded", "withheld"):
            judge = engine[kind]
            source = inspect.getsource(judge) + "QUOTED" * (kind == "quoted")
            only_told = judge.__module__ in ONLY_TOLD or "WARNING" in source
            only_told = only_told or kind == "quoted"
            said = check_sentences.SENTENCES[word].outcome
            assert (word, "不符的只提示" if only_told else "不符的是错误") == (word, said)


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_every_check_of_a_pack_is_told_with_its_file_and_its_basis(path: Path) -> None:
    said = told(path)
    assert len(reading.read(path, HOME).checks) == len(said)
    for it in said:
        own = (HOME / it.places[0].file).read_text("utf-8").splitlines()
        assert own[it.places[0].line - 1].startswith(f"{it.name}:")
        assert [] == re.findall("[{}〔〕]|、。", it.sentence)
        assert it.basis


@pytest.mark.parametrize("law", LAWS, ids=lambda law: "-".join(law.parts[-3:]))
def test_every_basis_is_one_that_the_folder_s_notice_names(law: Path) -> None:
    notice = (law / "NOTICE.md").read_text("utf-8").partition("## 勾稽关系的依据")[2]
    cells = re.findall(r"^\| ([^|]+) \|", notice, re.MULTILINE)
    named_ = tuple(it for cell in cells for it in cell.split("、"))
    said = {name: check.get("依据", "") for name, check in _checks(law).items()}
    assert {} == {name: it for name, it in said.items() if it and not it.startswith(named_)}


def _checks(law: Path) -> dict[str, Rules]:
    raw = pack_yaml.load(law / "checks.yaml")
    return {name: it for name, it in raw.items() if isinstance(it, dict)}


def test_a_check_without_a_basis_is_a_fault_of_the_pack(tmp_path: Path) -> None:
    file = "schemas/final-accounts/2024/fujian/checks.yaml"
    root = spoil(tmp_path, (file, ", 依据: 统一表样 部门评价：涉及资金就有评价的项目", ""))
    faults = judging.check(root / "templates/final-accounts/2024/fujian")
    assert [("P603", file, "“评价资金与项目”缺少“依据”")] == [
        (it.code, it.place.file, it.message) for it in faults
    ]


def test_what_a_later_folder_supplements_is_told_with_both_files(tmp_path: Path) -> None:
    [path] = [it for it in PACK_FILES if it.match("final-accounts/2024/fujian/pack.yaml")]
    [words] = [it for it in told(path) if it.name == "用词"]
    files = [f"schemas/final-accounts/2024/{law}/checks.yaml" for law in ("national", "fujian")]
    assert files == [place.file for place in words.places]
