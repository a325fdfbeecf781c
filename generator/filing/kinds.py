"""What a typed value may be: each kind of field turns its text into a value, or says why not."""

import re
from decimal import Decimal

from generator.addresses import CODE, Steps, parts
from generator.diagnostics import Place
from generator.filing import advice
from generator.filing.yaml_tree import Path_
from generator.frozen import Frozen
from generator.money import MISSING, AmountError, parse_decimal
from generator.vocabulary import KIND_COUNT, KIND_SCORE, KIND_YEAR

WAN = Decimal(10000)
MAX_TEXT = 20000
# A code or a number that somebody has put into quotation marks, as in running text.
IN_QUOTES = re.compile("[“”‘’\"'＂＇「」]([0-9A-Za-z.,%-]+)[“”‘’\"'＂＇「」]")
NUMBER_KINDS = (KIND_COUNT, KIND_SCORE)


class KindError(ValueError):
    """A text that its field's kind does not accept: fault code, message and suggestion."""

    def __init__(self, code: str, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.help = code, message, help_


class Amount(Frozen):
    """A typed number (元 for money) with the place it was typed at; `wan`: typed in 万元.

    A number that several filings state in part is their sum; the `more` places make it too.
    """

    value: Decimal
    path: Path_ = ()
    wan: bool = False
    more: tuple[Path_, ...] = ()

    def __init__(
        self, value: Decimal, path: Path_ = (), wan: bool = False, more: tuple[Path_, ...] = ()
    ) -> None:
        held = self.__dict__  # of a filing's values most are amounts: less than half the time
        held["value"], held["path"], held["wan"], held["more"] = value, path, wan, more

    @property
    def paths(self) -> tuple[Path_, ...]:
        """Every place that makes the number; none where nobody has typed it."""
        return (self.path, *self.more) if self.path else ()

    @property
    def missing(self) -> bool:
        """Whether nobody has stated the number yet (only a draft goes on with such a one)."""
        return self.value.is_nan()


NOT_STATED = Amount(MISSING)


class Code(Frozen):
    """An account code as typed, with the name that stood beside it, if any."""

    code: str
    name: str | None
    path: Path_


# An account that is not known: it may be any. No file can hold the text that stands for it.
NO_CODE, UNKNOWN_ACCOUNT = Code("", None, ()), "\0"


class Stated(Frozen):
    """An address and what is stated for it: a base's amount, a control total or a reason."""

    steps: Steps
    amount: Amount
    text: str
    path: Path_
    place: Place | None = None  # where it stands, if in another file than the filing


def money(text: str, path: Path_, wan: bool) -> Amount:
    """An amount in 元 from a text in 元 (two decimals) or 万元 (six)."""
    try:
        number = parse_decimal(text, 6 if wan else 2)
    except AmountError as error:
        raise KindError("S203", f"“{text}” 不是金额：{error}", error.help) from error
    return Amount(number * WAN if wan else number, path, wan)


def number(text: str, kind: str, path: Path_) -> Amount:
    """A count or a score from its text."""
    try:
        value = parse_decimal(text, 0 if kind == KIND_COUNT else 2)
    except AmountError as error:
        what = "个数" if kind == KIND_COUNT else "分数"
        raise KindError("S207", f"“{text}” 不是{what}：{error}", error.help) from error
    if value < 0 or (kind == KIND_SCORE and value > 100):
        raise KindError("S207", f"“{text}” 超出范围", "个数不小于 0，分数在 0 到 100 之间")
    return Amount(value, path)


def code(text: str, path: Path_) -> Code:
    """An account code, alone or followed by a blank and its name."""
    if text == UNKNOWN_ACCOUNT:
        return NO_CODE
    match = CODE.fullmatch(text)
    if not match:
        quoted = IN_QUOTES.match(text)
        help_ = f"删去引号，写作 {quoted[1]}" if quoted else "写科目编码，可在空格后加名称"
        raise KindError("S208", f"“{text}” 不是科目", help_)
    return Code(match[1], match[2], path)


def line(text: str, kind: str | None) -> str:
    """One line of words."""
    if "\n" in text or "\t" in text:
        raise KindError("S210", "这里只能写一行文字", "删去换行和制表符（Tab）")
    if len(text) > MAX_TEXT:
        raise KindError("S210", f"文字超过 {MAX_TEXT} 字", "分成几段，或删去多余的")
    quoted = IN_QUOTES.fullmatch(text)
    if quoted:
        message = f"{text} 带着引号，会一起印出来"
        raise KindError("S210", message, f"删去引号，写作 {quoted[1]}")
    if kind == KIND_YEAR and not re.fullmatch(r"20[0-9]{2}", text):
        raise KindError("S211", f"“{text}” 不是年度", "写四位数字的年度，如 2024")
    return text


def name(text: str) -> str:
    """A name, one line of words; a number or a dash alone stands for something forgotten, and
    marks around it or behind it would be printed.
    """
    if re.fullmatch(r"[\d.,\s—－/-]+", text):
        raise KindError("S210", f"“{text}”不是名称", "写全称")
    if text.endswith(tuple("，。；：、！？,;!?")):
        raise KindError("S210", f"“{text}”末尾有标点，会一起印出来", "写全称，末尾不写标点")
    if re.fullmatch("《[^《》]*》|【[^【】]*】", text):
        raise KindError("S210", f"{text} 带着书名号，会一起印出来", "写全称，不用书名号")
    return line(text, None)


def paragraphs(value: str | list[str | None]) -> tuple[str, ...]:
    """Words in paragraphs: a list of texts, or one text with line breaks."""
    items = [value] if isinstance(value, str) else value
    lines = (it.strip() for item in items if isinstance(item, str) for it in item.split("\n"))
    texts = tuple(filter(None, lines))
    if not texts or not all(isinstance(item, str) for item in items):
        raise KindError("S210", "这里应是一段或几段文字", advice.NO_PARAGRAPHS)
    return tuple(line(text, None) for text in texts)


def account_name(text: str, name: object) -> str:
    """The name that a filing gives an account, one line of words beside a code alone."""
    match = CODE.fullmatch(text)
    if match is None or match[2] is not None:
        raise KindError("S208", f"“{text}”不是科目编码", advice.NO_NAME)
    if not isinstance(name, str):
        raise KindError("S204", f"“{text}”待填", "写科目的名称")
    return line(name, None)


def name_beside(code: str, path: Path_) -> str | None:
    """The name that stands beside a code in the keys of a path, if there is one."""
    found = (part for key in path for part in parts(str(key)))
    matches = (CODE.fullmatch(part) for part in found)
    return next((match[2] for match in matches if match and match[1] == code), None)
