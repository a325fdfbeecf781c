"""What a cell shows: the text that a person reads in it, not the number that is kept behind it.

Of a format only what is understood to its last sign is followed; where the programs or their
settings would differ, nothing is said.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache

from generator import money
from generator.spreadsheets.cells import AS_IT_COMES, Holds, NumberLook, SheetCell

_AS_TYPED = ("", "general", "standard", "g/通用格式", "@")
# The formats that have a number instead of a code, as Excel shows them in Chinese; those that
# follow the settings of the machine (14, 22) are left out.
_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    31: 'yyyy"年"m"月"d"日"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
}
_UNTOLD = "?"  # the code of a format that has only a number, and no meaning for us
_COLOURS = (
    r"\[(?:black|blue|cyan|green|magenta|red|white|yellow|(?:color|颜色)\d+"
    r"|[黑蓝青绿红白黄]色?|洋红色?)\]"
)
_TOKEN = re.compile(
    rf'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<width>_.|\*[ ])|(?P<dropped>{_COLOURS}'
    r"|\[\$-(?!F)[0-9A-Fa-f]+\])|\[\$(?P<sign>[^\]-]+)(?:-[0-9A-Fa-f]+)?\]"
    r"|(?P<code>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+|y+|m+|d+)|(?P<percent>%)"
    r"|(?P<plain>[^A-Za-z0#?.,%\[\]\"\\_*;@])",
    re.IGNORECASE,
)
_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)')
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MOST_DIGITS = 10  # more of them a cell without a format rounds
_MOST_COMPUTED = 6  # decimals of a result, of which its column's width decides how many are seen
_MANY = Decimal(10) ** 11
_MOST_CODE = 255  # signs of a format: Excel allows no more
_MOST_DECIMALS, _MOST_PLACES = 30, 28  # beyond which rounding is no longer exact
Pieces = list[tuple[str, str]]  # what each is (`text`, `code`, `percent`), and its text


def find_looks(numbers: Mapping[int, str], used: list[int]) -> list[NumberLook]:
    """For each style, by its format's number, how it shows a number.

    `numbers` are the formats that the file states itself.
    """
    looks = {number: _find_look(number, numbers.get(number)) for number in set(used)}
    return [looks[number] for number in used]


def _find_look(number: int, stated: str | None) -> NumberLook:
    code = stated if stated is not None else _BUILT_IN.get(number, _UNTOLD)
    if (stated is None and number in (0, 49)) or code.lower() in _AS_TYPED:
        return AS_IT_COMES
    return NumberLook(code)


def show(cell: SheetCell) -> str | None:
    """The text that a cell shows; None where it shows none, or nobody can say which."""
    if cell.holds is Holds.TEXT:
        return cell.text
    if cell.holds not in (Holds.NUMBER, Holds.DATE):
        return None
    if cell.look.text:
        return cell.look.text
    if cell.holds is Holds.DATE:
        return _show_date(cell.text, cell.look.code)
    if not cell.look.code:
        return _show_plain(cell)
    return _show_number(Decimal(cell.text), cell.look.code)


def _show_plain(cell: SheetCell) -> str | None:
    """A number without a format: its digits, as far as no column can be too narrow for them."""
    value = Decimal(cell.text)
    digits = len(value.normalize().as_tuple().digits)
    whole = value == value.to_integral_value()
    if whole:
        return cell.text if abs(value) < _MANY else None
    if digits > _MOST_DIGITS and cell.computed:
        value = round(value, _MOST_DIGITS - max(value.adjusted() + 1, 1)).normalize()
        decimals = -int(value.as_tuple().exponent)
        return f"{value:f}" if decimals <= _MOST_COMPUTED else None
    return cell.text if digits <= _MOST_DIGITS and value.adjusted() >= -4 else None


@lru_cache(maxsize=512)
def _read_sections(code: str) -> tuple[Pieces, ...] | None:
    """The sections of a format, for what is more than zero, less, and zero; None: not known."""
    if len(code) > _MOST_CODE:
        return None
    sections = [_read_pieces(it) for it in _SECTION.findall(code)[: code.count(";") + 1]]
    return None if any(it is None for it in sections[:3]) else tuple(filter(None, sections[:3]))


def _read_pieces(section: str) -> Pieces | None:
    pieces, at = Pieces(), 0
    while at < len(section):
        found = _TOKEN.match(section, at)
        if found is None or found.end() == at:
            return None
        at, kind = found.end(), found.lastgroup or ""
        if kind in ("quoted", "escaped", "sign", "plain"):
            pieces.append(("text", found[kind]))
        elif kind == "width" and found[0] != "* ":
            pieces.append(("text", " "))
        elif kind in ("code", "percent"):
            pieces.append((kind, found[0].lower()))
    return pieces


def _show_number(value: Decimal, code: str) -> str | None:
    sections = _read_sections(code)
    if not sections or not all(sections):
        return None
    at = 1 if value < 0 else 2 if value == 0 else 0
    own = sections[at] if at < len(sections) else sections[0]
    minus = "-" if value < 0 and len(sections) < 2 else ""
    if sum(kind == "code" for kind, _ in own) > 1:  # a fraction
        return None
    percents = sum(kind == "percent" for kind, _ in own)
    text = _fill(own, lambda it: _format(abs(value) * 100**percents, it))
    is_nothing = not any(sign in "123456789" for sign in text or "")
    return text and ("" if is_nothing else minus) + text


def _fill(pieces: Pieces, write: Callable[[str], str | None]) -> str | None:
    made = [write(text) if kind == "code" else text for kind, text in pieces]
    return None if None in made else "".join(filter(None, made)).strip()


def _format(value: Decimal, code: str) -> str | None:
    """A number in the places that a format has for it: `#,##0.00`."""
    whole, _, decimals = code.partition(".")
    if whole.endswith(",") or code.startswith(("y", "m", "d")):
        return None
    if len(decimals) > _MOST_DECIMALS or value.adjusted() > _MOST_PLACES:
        return None
    least = decimals.count("0")
    rounded = money.half_up(value, len(decimals))
    digits, _, behind = f"{rounded:f}".partition(".")
    behind = behind[:least] + behind[least:].rstrip("0")
    digits = digits.lstrip("0").zfill(whole.replace(",", "").count("0")) if digits else ""
    if "," in whole and digits:
        digits = f"{int(digits):,}" if digits == str(int(digits)) else digits
    return digits + (f".{behind}" if behind or ("." in code and not decimals) else "")


def _show_date(text: str, code: str) -> str | None:
    """A day in the places that a format has for it; one with a time of day is not read."""
    day, sections = _DATE.fullmatch(text), _read_sections(code.partition(";")[0])
    if day is None or not sections:
        return None
    year, month, of_month = day.groups()
    said = {
        "yyyy": year,
        "yy": year[2:],
        "mm": month,
        "m": str(int(month)),
        "dd": of_month,
        "d": str(int(of_month)),
    }
    if any(kind == "percent" for kind, _ in sections[0]):
        return None
    return _fill(sections[0], said.get)
