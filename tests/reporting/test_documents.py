"""What is told of a finished document: what is wrong first, what is to be decided last."""

import json
from collections import Counter

from generator.diagnostics import Fault, Place
from generator.edited.agreement import Verified
from generator.edited.findings import Finding, State
from generator.edited.merging import Fate, ReportLine
from generator.edited.refreshing import Refreshed
from generator.reporting import documents

LINES = tuple(Place("126.yaml", line, 1) for line in range(1, 7))
UNKNOWN = Finding(State.UNKNOWN, "丁", "约1.00万元", "约", why="数旁的字改了")
ADDED = Finding(State.ADDED, "甲", "另有77.5万元", "77.5")
LOST = Finding(State.LOST, "乙", "", "", "702.61", "支出.合计", LINES)
DIFFERS = Finding(State.DIFFERS, "丙", "支出1.00万元", "1.00", "", "支出.项目", LINES[:2])


def test_findings_come_state_by_state_with_their_lines() -> None:
    told = documents.verified_text(Verified("a.docx", "b", 9, (UNKNOWN, LOST, DIFFERS, ADDED)))
    assert [
        "不一致 丙：印的是 1.00，应为 空白",
        "  文中：支出1.00万元",
        "  填报：支出.项目 ← 126.yaml:1、2",
        "找不到 乙：没有 702.61（支出.合计）",
        "  填报：支出.合计 ← 126.yaml:1、2、3、4 等 6 行",
        "多出 甲：77.5 不是系统印的",
        "  文中：另有77.5万元",
        "未能核对 丁：数旁的字改了：约",
        "  文中：约1.00万元",
        "a.docx：不一致 1 处，找不到 1 处，多出 1 处，未能核对 1 处",
    ] == told.splitlines()[:-1]


def test_a_document_with_any_finding_is_not_said_to_agree() -> None:
    told = documents.verified_text(Verified("a.docx", "b", 9, (UNKNOWN,)))
    assert "没有不一致" not in told


def test_the_last_line_says_what_was_looked_at_and_what_was_not() -> None:
    looked, unread = Counter(段=3, 表=2, 文本框=1), Counter(图片=2)
    verified = Verified("a.docx", "b", 9, looked=looked, unread=unread, reworded=4)
    assert (
        "看了正文 3 段、2 张表、文本框 1 处（按接受全部修订后、打印出来的样子）；"
        "另有 4 段改了文字，数、单位、方向词都与填报一致；没有看图片 2 处；"
        "目录页码、页码、批注不看。"
    ) == documents.verified_text(verified).splitlines()[-1]


def test_the_json_says_what_does_not_apply() -> None:
    content = json.loads(documents.verified_json(Verified("a", "b", 9, (UNKNOWN, LOST))))
    unknown, lost = content["发现"]
    assert (None, None, []) == (unknown["应为"], unknown["地址"], unknown["来源"])
    assert (None, "702.61", 6) == (lost["印的"], lost["应为"], len(lost["来源"]))
    fault = Fault("R811", "打不开", Place("a", 1, 1))
    content = json.loads(documents.verified_json(Verified("a", "b", faults=(fault,))))
    assert ("有错误", "R811") == (content["结论"], content["问题"][0]["代码"])


def test_what_is_to_be_decided_stands_last() -> None:
    entries = (
        ReportLine(Fate.PENDING, "甲", "共3.00", "请核对"),
        ReportLine(Fate.UPDATED, "乙", "共2.00", "1.00→2.00"),
    )
    assert [
        "更新 乙：1.00→2.00",
        "  文中：共2.00",
        "待定 甲：请核对",
        "  文中：共3.00",
        "更新 1 处，保留 0 处，待定 1 处（待定的已在文中加批注）",
    ] == documents.refreshed_text(Refreshed(entries=entries)).splitlines()


def test_of_thousands_of_places_the_first_are_listed_and_the_rest_counted() -> None:
    bare = Finding(State.DIFFERS, "丙", "", "1.00", "2.00")
    verified = Verified("a.docx", "b", 9, (bare,) * 700)
    *told, rest, _, _ = documents.verified_text(verified).splitlines()
    assert (500, "另有 200 处没有列出（--format json 列出全部）") == (len(told), rest)
