"""Rows of open data as the text of a .csv file, which Excel and WPS open by a double click.

It begins with the mark of UTF-8 (BOM): without it Excel in Chinese takes the text for GBK; readers
of data packages pass over it. A text that a spreadsheet would take for a formula has an apostrophe
before it; numbers have none, so that amounts stay exact.
"""

import csv
import io
import re
from collections.abc import Iterable
from typing import NamedTuple

from generator.outputs.data import PRINTED, STATED, STATED_ROUNDLY, DataRow
from generator.vocabulary import UNIT_WORD

MARK = "\ufeff"
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?%?")
GUARD = "'"


class Whose(NamedTuple):
    """Whose rows of data are, as they say in these columns."""

    unit: str
    year: str
    kind: str
    own_word: str
    region: str


class DataColumn(NamedTuple):
    """A column of the data: its title, what stands in it, in which type of the data package."""

    title: str
    what: str
    type: str = "string"
    required: bool = False
    options: tuple[str, ...] = ()


COLUMNS = (
    DataColumn("单位代码", "单位在填报文件里的代码；只有文档、没有填报文件的，空着"),
    DataColumn("单位名称", "单位的全称", required=True),
    DataColumn("年度", "文档所属的年度", "year", required=True),
    DataColumn("文种", "文档的种类", required=True),
    DataColumn(
        UNIT_WORD,
        "文档是部门的（连同所属单位）还是单位的（只是它自己）；只有文档、认不出的，空着",
    ),
    DataColumn("地区", "用哪个地区的表样", required=True),
    DataColumn("表", "公开的表的名称，照文档印的", required=True),
    DataColumn("行代码", "这一行是科目的，科目的编码；不是的空着"),
    DataColumn("行名", "这一行的名称，照文档印的"),
    DataColumn("栏", "这一栏的表头，照文档印的；几层表头从上到下用“/”隔开", required=True),
    DataColumn("地址", "这个数在本系统里的名称：同一个数印在几处，地址相同", required=True),
    DataColumn("金额（元）", "金额，单位元；不是金额的数空着", "number"),
    DataColumn("其他数值", "不是金额的数；比率用小数表示，12.34% 是 0.1234", "number"),
    DataColumn("印出的字", "文档里印的字", required=True),
    DataColumn("计量单位", "印出的字以什么计：万元、元、%、分等；个数空着"),
    DataColumn(
        "金额来自",
        "填报：填报文件的元数，准确到分；填报（万元）：由填报文件里按万元填的数算出；"
        "印出：照文档印的字换算，只准确到印出的最后一位",
        required=True,
        options=(STATED, STATED_ROUNDLY, PRINTED),
    ),
)


def head() -> bytes:
    """How a file of data begins."""
    return _head([it.title for it in COLUMNS])


def former_head() -> bytes:
    """How one began before departments and their own units were told apart."""
    return _head([it.title for it in COLUMNS if it.title != UNIT_WORD])


def _head(titles: list[str]) -> bytes:
    return (MARK + _write([titles])).encode()


def write(rows: Iterable[DataRow]) -> bytes:
    """Rows as they stand below the head of a file."""
    return _write([[guard(text) for text in row] for row in rows]).encode()


def name_first(rows: bytes) -> Whose | None:
    """Whose the first of some rows is; None where there is none."""
    first = next(csv.reader([rows.partition(b"\r\n")[0].decode()]), [])
    return Whose(*first[1 : 1 + len(Whose._fields)]) if first else None


def guard(text: str) -> str:
    """A text as no spreadsheet takes it for a formula."""
    return GUARD + text if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _write(rows: Iterable[list[str]]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()
