"""A pack of a few lines, written for one word of the packs' language, and filings of its units."""

import io
import re
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate

from generator import pipeline
from generator.corrections.dossier import Dossier, open_filing
from generator.diagnostics import Fault
from generator.edited import agreement
from generator.edited.expected import expect
from generator.edited.held import of_word
from generator.filling import phrases as form_filters
from generator.filling.names import form_names
from generator.forms import compiling, dialect
from generator.packs import judging, reading
from generator.pipeline import Outcome
from generator.word import word_file
from generator.word.word_file import WordFile
from support.examples import codes
from support.forms import body, p, row, saved, table
from support.ooxml import paragraphs

_INPUT = """
文种: {必填: 是, 可选值: [部门决算]}
年度: {必填: 是, 数据: 年度}
地区: {必填: 是, 数据: 文字}
金额单位: {可选值: [元, 万元]}
单位: {必填: 是, 各项: {名称: {必填: 是, 数据: 文字}, 称谓: {必填: 是, 可选值: [部门]}}}
科目名称: 名称表
支出: {每条: {科目: {必填: 是, 科目表: 功能分类}, 基本支出: 金额, 项目支出: 金额}}
上年数: {按地址: 金额}
"""
_TABLES = """
清单:
  支出: {展开: 性质}
%s
表:
  支出表:
    {取自: 支出, 行: 功能分类, 主栏: 合计,
     栏: {合计: {}, 基本: {性质: 基本支出}, 项目: {性质: 项目支出}}}
%s
"""
_CHECKS = "- {种类: 不小于零, 左: 支出表.合计, 依据: 支出不小于零}\n"
_PACK = """
文种: 部门决算
年度: "2024"
地区: 某地
规则: final-accounts/2024
文件名: "{{ 单位.名称 }}{{ 年度 }}年度决算"
示例: 示例.yaml
称谓用语: {部门: {主体: 部门}}
数式:
  万元: {除以: 10000, 小数: 2}
  百分比: {除以: "0.01", 小数: 2, 后缀: "%"}
"""
_PHRASE_STYLES = "短语数式: {差额: 万元, 幅度: 百分比, 比率: 百分比}\n"
_PHRASES = """
比上年:
  {对: 上年数, 类: 变动, 增加: "比上年增加{{ 差额 }}万元，增长{{ 幅度 }}",
   减少: "比上年减少{{ 差额 }}万元，下降{{ 幅度 }}", 持平: 与上年持平, 均为零: 与上年持平,
   上年为零: "比上年{{ 增减 }}{{ 差额 }}万元", 上年为负: "比上年{{ 增减 }}{{ 差额 }}万元",
   本年为零: "比上年减少{{ 差额 }}万元，下降{{ 幅度 }}", 本年为负: "比上年{{ 增减 }}{{ 差额 }}万元",
   无上年数: 上年无可比数据}
"""
_FUNCTIONS = """
名称: 功能分类
级次: {类: 3, 款: 5, 项: 7}
科目:
  "201": 一般公共服务支出
  "20106": 财政事务
  "2010601": 行政运行
  "2010602": 一般行政管理事务
  "205": 教育支出
  "20502": 普通教育
  "2050203": 初中教育
"""
_ECONOMICS = """
名称: 经济分类
级次: {类: 3, 款: 5}
科目:
  {"301": 工资福利支出, "30101": 基本工资, "302": 商品和服务支出, "30201": 办公费, "30216": 培训费}
"""
_TITLE = "{{ 单位.名称 }}{{ 年度 }}年度决算"
_HEAD = "文种: 部门决算\n年度: 2024\n地区: 某地\n单位: {名称: 某地财政局, 称谓: 部门}\n"
_SPENT = "支出:\n  - {科目: 2010601, 基本支出: 15118900, 项目支出: 83700}\n"


class SmallPack(NamedTuple):
    """A pack in a folder of its own, with the filings beside it."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where pack.yaml lies."""
        return self.root / "templates" / "final-accounts" / "2024" / "somewhere"

    def judge(self) -> list[str]:
        """What is wrong with the pack, where."""
        return [_said(fault) for fault in judging.check(self.folder)]

    def judge_form(self) -> list[str]:
        """What is wrong with its form, but for where its pages break, which nobody has laid out."""
        pack = reading.read(self.folder / "pack.yaml", self.root)
        return [it.message for it in compiling.judge(pack.form, pack) if it.code != "D548"]

    def file(self, filing: str = _SPENT, name: str = "填报.yaml") -> Path:
        """A filing of the pack's only unit."""
        path = self.root / name
        path.write_text(_HEAD + filing, "utf-8")
        return path

    def build(self, filing: str = _SPENT) -> Outcome:
        """What becomes of a filing."""
        return pipeline.produce(self.file(filing), self.root)

    def say(self, filing: str = _SPENT) -> list[str]:
        """Every paragraph after the title, of a filing that is told nothing.

        Plain docxtpl must make the same of the form.
        """
        outcome = self.build(filing)
        assert [] == [*map(_said, outcome.faults)]
        said = paragraphs(outcome.document)
        assert said == _render(outcome)
        return said[1:]

    def tell(self, filing: str) -> list[str]:
        """What a filing is told."""
        return [_said(fault) for fault in self.build(filing).faults]

    def codes(self, filing: str) -> list[str]:
        """The codes of what a filing is told."""
        return codes(self.build(filing))

    def open(self, filing: str = _SPENT, name: str = "填报.yaml") -> Dossier:
        """A filing with all that is known of it."""
        dossier, faults = open_filing(self.file(filing, name), self.root)
        assert dossier is not None, faults
        return dossier

    def verify(self, filing: str, *changes: tuple[str, str]) -> list[str]:
        """What is found in a filing's document after texts of it were replaced by hand."""
        outcome = self.build(filing)
        document = docx.Document(io.BytesIO(outcome.document))
        every = [Paragraph(it, document._body) for it in document.element.body.iter(qn("w:p"))]
        for old, new in changes:
            [held] = [it for it in every if old in it.text]
            held.text = held.text.replace(old, new)
        path = self.root / "改过.docx"
        document.save(str(path))
        opened = word_file.load(path)
        assert isinstance(opened, WordFile)
        return [it.state.value for it in agreement.hold(of_word(opened), expect(outcome)).findings]


def _render(outcome: Outcome) -> list[str]:
    """The paragraphs that plain docxtpl makes of an outcome's form."""
    assert outcome.pack is not None
    assert outcome.books is not None
    form, saved_form = DocxTemplate(str(outcome.pack.form)), io.BytesIO()
    environment = dialect.environment(form_filters.filters(outcome.pack.wording))
    names = form_names(outcome.pack, outcome.books)
    form.render(names, jinja_env=environment, autoescape=True)
    form.save(saved_form)
    return paragraphs(saved_form.getvalue())


def _said(fault: Fault) -> str:
    return f"{fault.code} {fault.message}"


def write_pack(
    root: Path,
    *form: str,
    rules: str = "",
    lists: str = "",
    tables: str = "",
    checks: str = "",
    phrases: str = "",
    styles: str = "",
    pack: str = "",
    glossary: str = "",
    unprinted: Sequence[str] = ("支出表",),
) -> SmallPack:
    """A pack with what is given besides the least that every pack has.

    Of the form each text is a paragraph, unless it is XML; its title is there in any case, and so
    are 支出 and 支出表. Some of its figures each test leaves unprinted.
    """
    styles += "" if "短语数式" in styles else _PHRASE_STYLES
    dropped = "不印:\n" + "".join(f"  {name}: 不在这里\n" for name in unprinted)
    small, law = SmallPack(root), root / "schemas" / "final-accounts" / "2024"
    accounts = root / "schemas" / "classification"
    for folder in (small.folder, law, accounts):
        folder.mkdir(parents=True)
    (accounts / "function.yaml").write_text(_FUNCTIONS, "utf-8")
    (accounts / "economic.yaml").write_text(_ECONOMICS, "utf-8")
    (law / "input.yaml").write_text(_INPUT + rules, "utf-8")
    (law / "tables.yaml").write_text(_TABLES % (lists, tables), "utf-8")
    (law / "checks.yaml").write_text(_name_each(_CHECKS + checks), "utf-8")
    (root / "templates" / "glossary.yaml").write_text("基本支出: {释义: 指日常支出。}\n", "utf-8")
    (small.folder / "pack.yaml").write_text(_PACK + styles + pack + dropped, "utf-8")
    if glossary:
        (small.folder / "glossary.yaml").write_text(glossary, "utf-8")
    (small.folder / "phrases.yaml").write_text(_PHRASES + phrases, "utf-8")
    blocks = [it if it.startswith("<") else p(it) for it in (_TITLE, *form)]
    made = saved(root, {"word/document.xml": body(*blocks)})
    made.rename(small.folder / "document.docx")
    return small


def _name_each(checks: str) -> str:
    """Demands that are listed, each with a name of its own."""
    numbers = count(1)
    return re.sub("^- ", lambda _: f"第{next(numbers)}条: ", checks, flags=re.MULTILINE)


def loop(rows: str, *cells: str) -> str:
    """A table with a row for each of some rows."""
    start, end = f"{{%tr for 行 in {rows} %}}", "{%tr endfor %}"
    return grid(row(*["科目"] * len(cells), heading=True), row(start), row(*cells), row(end))


def grid(*rows: str) -> str:
    """A table as Word writes it, with its columns."""
    columns = "<w:gridCol/>" * max(it.count("<w:tc>") for it in rows)
    return table(f"<w:tblGrid>{columns}</w:tblGrid>", *rows)
