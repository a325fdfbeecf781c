"""A small pack with charts of every kind, and documents of its unit that were changed by hand."""

from collections.abc import Callable
from pathlib import Path

from generator.edited import agreement
from generator.edited.expected import expect
from generator.edited.held import of_word
from generator.pipeline import Outcome
from generator.word import archive, word_file
from generator.word.word_file import WordFile
from support.small_packs import SmallPack, write_pack

CHARTS = """
支出结构:
  类型: 饼
  标题: "{{ 年度 }}年支出结构"
  数式: 万元
  为零: 本年没有支出。
  各项:
    基本支出: {数: 支出表.合计.基本, 占比: 支出占比.基本占比}
    项目支出: {数: 支出表.合计.项目, 占比: 支出占比.项目占比}
  替代文字: "{{ 标题 }}：{{ 各项 }}。"
  每项: "{{ 名称 }}{{ 数 }}万元，占{{ 占比 }}"
支出变动:
  类型: 柱
  标题: 支出变动情况
  数式: 万元
  为零: 两年都没有支出。
  各项: {支出合计: 支出表.合计, 基本支出: 支出表.合计.基本, 项目支出: 支出表.合计.项目}
  系列: {上年: {基数: 上年数, 名称: "{{ 上年度 }}年"}, 本年: {名称: "{{ 年度 }}年"}}
  替代文字: "支出变动情况：{{ 各项 }}。"
  每项: "{{ 名称 }}上年{{ 上年 }}万元、本年{{ 本年 }}万元"
各类支出:
  类型: 条
  标题: 各类支出
  数式: 万元
  为零: 本年没有支出。
  各行: 支出表.类级
  系列: {基本支出: {栏: 基本}, 项目支出: {栏: 项目}}
  替代文字: "各类支出：{{ 各项 }}。"
  每项: "{{ 名称 }}基本支出{{ 基本支出 }}万元、项目支出{{ 项目支出 }}万元"
各类结构:
  类型: 环
  标题: 各类支出结构
  数式: 万元
  为零: 本年没有支出。
  各行: 支出表.类级
  替代文字: "{{ 标题 }}：{{ 各项 }}。"
  每项: "{{ 名称 }}{{ 数 }}万元"
支出走势:
  类型: 折线
  标题: 支出走势
  数式: 万元
  为零: 本年没有支出。
  各项: {支出合计: 支出表.合计, 基本支出: 支出表.合计.基本, 项目支出: 支出表.合计.项目}
  系列: {上年: {基数: 上年数}, 本年: {}}
  替代文字: "{{ 标题 }}：{{ 各项 }}。"
  每项: "{{ 名称 }}上年{{ 上年 }}、本年{{ 本年 }}万元"
"""
TABLES = """
  支出占比:
    数:
      基本占比: {占比: [支出表.合计.基本, 支出表.合计]}
      项目占比: {占比: [支出表.合计.项目, 支出表.合计]}
"""
STYLES = """
  占比: {除以: "0.01", 小数: 2, 后缀: "%", 无分母: "0%"}
短语数式: {差额: 万元, 幅度: 百分比, 比率: 占比}
"""
NAMES = ("支出结构", "支出变动", "各类支出", "各类结构", "支出走势")
# As in a real form, where captions stand between charts.
CAPTIONED = tuple(it for name in NAMES for it in (f"{{{{ 图.{name} }}}}", f"图：{name}"))
FORM = ("支出情况", *(f"{{{{ 图.{name} }}}}" for name in NAMES), "以上是各图")
FILING = """支出:
  - {科目: 2010601, 基本支出: 15118900, 项目支出: 83700}
  - {科目: 2010602, 项目支出: 500000}
  - {科目: 2050203, 基本支出: 2118900, 项目支出: 8370000}
上年数:
  支出表.合计: 26000000
  支出表.合计.基本: 17000000
  支出表.合计.项目: 9000000
"""
MAIN = "word/document.xml"


def chart_part(number: int) -> str:
    """The part of the n-th chart."""
    return f"word/charts/gongkai{number}.xml"


def write_chart_pack(root: Path, *form: str, charts: str = CHARTS) -> SmallPack:
    """A small pack with charts, and a form that places them."""
    small = write_pack(
        root, *(form or FORM), tables=TABLES, styles=STYLES, unprinted=("支出表", "支出占比")
    )
    (small.folder / "图.yaml").write_text(charts, "utf-8")
    return small


def build(small: SmallPack, filing: str = FILING) -> Outcome:
    """The document of a filing that is told nothing."""
    outcome = small.build(filing)
    assert () == outcome.faults
    return outcome


def change(document: bytes, part: str, *texts: tuple[str, str]) -> bytes:
    """A document with the first occurrence of texts in one of its parts replaced."""
    parts = archive.read(document)
    xml = parts[part].decode()
    for old, new in texts:
        assert old in xml, old
        xml = xml.replace(old, new, 1)
    return archive.pack({**parts, part: xml.encode()})


def change_workbook(document: bytes, number: int, sheet: Callable[[bytes], bytes]) -> bytes:
    """A document with the sheet behind a chart changed."""
    parts, part = archive.read(document), f"word/embeddings/gongkai{number}.xlsx"
    inner = archive.read(parts[part])
    name = "xl/worksheets/sheet1.xml"
    workbook = archive.pack({**inner, name: sheet(inner[name])})
    return archive.pack({**parts, part: workbook})


def find(outcome: Outcome, document: bytes) -> list[tuple[str, str, str, str, str]]:
    """What is found in a document: state, where in the chart, what stands, what is due, why."""
    opened = word_file.read(document, "改过.docx")
    assert isinstance(opened, WordFile)
    found = agreement.hold(of_word(opened), expect(outcome))
    assert () == found.faults
    assert 0 == found.unread["图表"]
    return [
        (it.state.value, it.where.rpartition(" › ")[2], it.printed, it.expected, it.why)
        for it in found.findings
    ]
