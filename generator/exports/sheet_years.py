"""Which years a sheet says it is of: in its title, behind a label, as a period."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.exports import labels
from generator.filing.legible import fold
from generator.spreadsheets.cells import Spot, Worksheet

_SAID = re.compile(r"(?<!\d)(20\d\d)(?:年(?!\d*月)|(?=[-—~至]20\d\d年))")
_ONLY_YEAR = re.compile(r"\d{4}年度?")
# What stands above a table may say it in more ways than what may stand among its heads.
_TO = r"(?:至|到|[-—–―~]+)"
_PERIOD = re.compile(
    rf"20\d\d年\d{{1,2}}月?(?:\d{{1,2}}日)?{_TO}(?:20\d\d年)?\d{{1,2}}月(?:\d{{1,2}}日)?"
    rf"|20\d\d([./-])\d{{1,2}}(?:\1\d{{1,2}})?{_TO}20\d\d\1\d{{1,2}}(?:\1\d{{1,2}})?"
    rf"|20\d\d[./]\d{{1,2}}-\d{{1,2}}"
)
_LABEL = re.compile(
    r"(?:(?:会计|预算|决算|财政|所属|报表|业务)?(?:年度|年份)"
    r"|(?!填报|编制|打印).{0,4}(?:期间|所属期|报告期|月份|起止日期|起止时间|日期范围))(?:[::](.*))?"
)
_BEHIND_LABEL = re.compile(r"(?<!\d)20\d\d(?=\D|$|\d\d(?!\d)|\d{4}(?!\d))")
_IN_TITLE = re.compile(r"(?<!\d)20\d\d(?=年|$)|^20\d\d(?=[^\d./-])")
_TITLE = re.compile(r"[^:。;]{4,40}(?<![月日数的版])")
_NO_TITLE = re.compile(
    "不含|包含|含20|包括|扣除|除20|见|按|说明|截至|依据|根据|其中|上年|编制|填报|打印|导出|制表"
)
# What a file is called may also say when it was made: only a year of accounts counts.
_IN_FILE = re.compile(
    r"(?<!\d)(20\d\d)(?:年度|(?:年|[-_ ]?)(?:部门|单位|财政)?(?:决算|预算)(?!公开|编))"
)
_IN_SHEET = re.compile(r"(?<![\d./-])(20\d\d)(?![\d./-]|年\d)")
_HEADS = 3
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_SPELT = re.compile("二[〇零○][〇零○一二三四五六七八九]{2}(?=年)")


def find(texts: Sequence[tuple[Spot, str]], sheet: Worksheet) -> Iterator[tuple[Spot, list[int]]]:
    """The cells in a sheet's first rows that say of which years it is."""
    first = _find_head(texts)
    for spot, text in texts:
        years = read_above(spot, sheet) if spot[0] < first else read(text)
        if years:
            yield spot, years


def _find_head(texts: Sequence[tuple[Spot, str]]) -> int:
    """The row in which a table begins, by its first head or by how many there are."""
    rows: dict[int, list[str]] = {}
    for (row, _), text in texts:
        rows.setdefault(row, []).append(text)
    return next((row for row, of in rows.items() if _is_head(of)), 0)


def _is_head(texts: Sequence[str]) -> bool:
    """Whether a row heads columns, or stands above the heads of some."""
    if any(labels.heads_codes(it) or labels.title(it) == "项目" for it in texts):
        return True
    return len(texts) >= _HEADS and not _says(texts)


def _says(texts: Sequence[str]) -> bool:
    """Whether a row says whose a table is, or in which unit of money."""
    return any(labels.read_money(it) or labels.read_unit(it) is not None for it in texts)


@lru_cache(maxsize=8192)
def read(text: str) -> list[int]:
    """The years that a title, or a cell with nothing else, says; none for other cells."""
    bare = re.sub(r"\(.*$", "", fold(text))
    is_title = bare.endswith("表") or _ONLY_YEAR.fullmatch(bare)
    return [int(it) for it in _SAID.findall(bare)] if is_title else []


def read_above(spot: Spot, sheet: Worksheet) -> list[int]:
    """The years that a cell above a table says."""
    text = sheet.cells[spot].text
    if years := read(text):
        return years
    folded = _SPELT.sub(lambda it: it[0].translate(_DIGITS), fold(text))
    label = _LABEL.fullmatch(folded)
    if label:
        said = label[1] if label[1] is not None else _right_of(spot, sheet)
        return [int(it) for it in _BEHIND_LABEL.findall(said)]
    bare, _, within = folded.strip("()").partition("(")
    for it in (bare, within.rstrip(")")):
        if _ONLY_YEAR.fullmatch(it) or _PERIOD.fullmatch(it):
            return [int(year) for year in _BEHIND_LABEL.findall(it)]
    is_title = _TITLE.fullmatch(bare) and not _NO_TITLE.search(bare)
    return [int(it) for it in _IN_TITLE.findall(bare)] if is_title else []


def read_file_name(name: str) -> list[int]:
    """The years of accounts that the name of a file says."""
    return [int(it) for it in _IN_FILE.findall(fold(name))]


def read_sheet_name(name: str) -> list[int]:
    """The years that the name of a sheet says."""
    return [int(it) for it in _IN_SHEET.findall(fold(name))]


def _right_of(spot: Spot, sheet: Worksheet) -> str:
    row, column = spot
    right = sorted(at for at in sheet.cells if at[0] == row and at[1] > column)
    return next((it for at in right if (it := fold(sheet.cells[at].text))), "")
