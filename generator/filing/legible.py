"""A file's bytes as text that a person can see: UTF-8, no hidden characters, no odd indents."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from generator.diagnostics import Fault, Place, Severity
from generator.kept import reading
from generator.vocabulary import UNIT_CODE

MAX_BYTES = 4 * 1024 * 1024
MAX_TOLD = 20
MANY_NULS = 8  # a text in UTF-16 has one in eight bytes at least, but for few signs

_LOOK = "检查文件名和所在的文件夹；文件开着的，先关闭"
_SPLIT = "检查是不是填报文件；几个单位的内容分成几个文件"

# How the files of Word, Excel and their like begin, and those of Acrobat.
OF_PROGRAMS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")

# Zero-width, bidirectional and control characters, fillers, variation selectors, lone surrogates
# and noncharacters: nobody sees them, so nobody means them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
_ODD_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_INDENT = re.compile(f"^[ \t]*[{_ODD_BLANKS}]", re.MULTILINE)

# Radicals and compatibility characters, which PDF files give for the characters that they show;
# and signs that each computer may show as it likes, or not at all.
_OF_NOBODY = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_LOOKALIKE = re.compile(f"[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f{_OF_NOBODY}]")
# A unit's code in which some digits are letters, or of another width: found again under no other.
_BEFORE_CODE = f"{UNIT_CODE}:"
_CODE = re.compile(rf"(?<!\w){_BEFORE_CODE} *[\"']?(?P<code>(?=\w*\d)[\dOoIlＯ]+)(?![\w-])")
_AS_DIGITS = str.maketrans("OoＯIl", "00011")
_COMMENT = re.compile(r"^ *#|  # ")
# The radicals that are characters of their own but that Unicode does not trace to them.
_RADICALS = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
    "民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
)


@lru_cache(maxsize=8192)  # the same names and heads come again and again
def fold(name: str) -> str:
    """A name as it is compared: without blanks, what looks alike and either width as one."""
    return "".join(unicodedata.normalize("NFKC", name.translate(_RADICALS)).split())


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for blanks and the width of brackets."""
    return fold(one) == fold(other)


def load(path: Path, file: str) -> bytes | Fault:
    """The bytes of a file of text, or why they are not read."""
    try:
        return reading.read(path, MAX_BYTES)
    except OSError as error:
        oversize = isinstance(error, reading.OversizeError)
        code, help_ = ("F102", _SPLIT) if oversize else ("F101", _LOOK)
        return Fault(code, reading.reason(error), Place(file, 1, 1), help=help_)


def decode(raw: bytes, file: str) -> tuple[str, list[Fault]]:
    """The text that a file's bytes are, or why they are none; line ends become plain ones."""
    if len(raw) > MAX_BYTES:
        return "", [_too_large(file)]
    if raw.startswith(OF_PROGRAMS):
        message = "这是 Word、Excel、PDF 之类的文件，不是文本文件"
        # A document saved as text by an editor would be spoilt, so nobody is told to do that.
        help_ = "改写填报文件（.yaml）的文件名；不要用记事本打开它另存，那样会损坏"
        return "", [Fault("F103", message, Place(file, 1, 1), help=help_)]
    if b"\x00" in raw:
        return "", [_find_nul(raw, file)]
    try:
        return reading.with_plain_line_ends(raw.decode("utf-8-sig")), []
    except UnicodeDecodeError as error:
        return "", [_not_utf8(bytes(error.object[: error.start]), file)]


def decode_table(raw: bytes, file: str) -> tuple[str, list[Fault]]:
    """The text of a table that Excel saved, in whichever of its encodings."""
    from generator.spreadsheets import plain_text  # few filings come with tables

    text = plain_text.decode(raw)
    if text is None or raw.startswith(OF_PROGRAMS):
        return decode(raw, file)
    return text, list(find_unseen(text, file))


def _too_large(file: str) -> Fault:
    message = f"文件超过 {MAX_BYTES // 1024 // 1024} MB"
    return Fault("F102", message, Place(file, 1, 1), help=_SPLIT)


def _find_nul(raw: bytes, file: str) -> Fault:
    """The fault of a file with zero bytes: of UTF-16, or damaged."""
    before, rest = raw.split(b"\x00", 1)
    fault = _not_utf8(before, file)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or rest.count(b"\x00") > len(raw) // MANY_NULS:
        return fault
    message, help_ = (
        "这里有一个空字节（NUL），文件可能损坏了",
        "删去它前后的字，照原来的重新写；不行的，用上一份",
    )
    return Fault(fault.code, message, fault.place, help=help_)


def _not_utf8(before: bytes, file: str) -> Fault:
    lines = before.decode("utf-8", errors="replace").split("\n")
    place = Place(file, len(lines), len(lines[-1]) + 1)
    help_ = "用记事本或 VS Code 打开，另存为，编码选 UTF-8"
    return Fault("F103", "文件的编码不是 UTF-8", place, help=help_)


def position(text: str, index: int, file: str) -> Place:
    """The place of a character of a text."""
    line_start = text.rfind("\n", 0, index) + 1
    return Place(file, text.count("\n", 0, index) + 1, index - line_start + 1)


def find_unseen(text: str, file: str) -> Iterator[Fault]:
    """Faults for characters that nobody sees and for indents that are no plain blanks."""
    for _, match in zip(range(MAX_TOLD), INVISIBLE.finditer(text), strict=False):
        yield hidden_fault(match.group(), position(text, match.start(), file))
    for _, match in zip(range(MAX_TOLD), _ODD_INDENT.finditer(text), strict=False):
        place = position(text, match.end() - 1, file)
        yield Fault("F105", "行首用了全角空格或特殊空格", place, help="行首缩进只用半角空格")


def find_lookalikes(text: str, file: str) -> Iterator[Fault]:
    """Told of characters that only look like the one that is meant, but for those in comments."""
    everywhere = _LOOKALIKE.search(text) is not None
    lines = enumerate(text.split("\n"), 1)
    found = (
        fault
        for number, line in lines
        if everywhere or _BEFORE_CODE in line
        for fault in _find_in_line(line, number, file)
    )
    yield from islice(found, MAX_TOLD)


def _find_in_line(line: str, number: int, file: str) -> Iterator[Fault]:
    line = _COMMENT.split(line, maxsplit=1)[0]
    for match in _CODE.finditer(line):
        typed, meant = match["code"], fold(match["code"].translate(_AS_DIGITS))
        if typed != meant:
            place = Place(file, number, match.start("code") + 1, len(typed))
            message = f"“{typed}”里有的不是半角数字"
            yield Fault("F112", message, place, Severity.WARNING, help=f"是数字的，写作 {meant}")
    yield from find_alike(line, Place(file, number, 1))


def find_alike(text: str, begin: Place) -> Iterator[Fault]:
    """Told of characters in one line or cell that only look like the one that is meant."""
    for match in _LOOKALIKE.finditer(text):
        typed, meant = match.group(), fold(match.group())
        place = begin if begin.sheet else begin._replace(column=begin.column + match.start())
        if unicodedata.category(typed) == "Co":
            message = f"这里有一个自造的字（U+{ord(typed):04X}），别的电脑上多半显示不出来"
            yield Fault("F112", message, place, Severity.WARNING, help="换成字库里有的字")
        elif typed != meant:
            message = f"“{typed}”是 U+{ord(typed):04X}，不是“{meant}”（U+{ord(meant):04X}）"
            help_ = "从 PDF 里复制来的字；删去后重新输入"
            yield Fault("F112", message, place, Severity.WARNING, help=help_)


def hidden_fault(character: str, place: Place) -> Fault:
    """The fault of one hidden character."""
    return Fault("F104", f"这里有{name_hidden(character)}", place, help="删去这个字符后重新输入")


def name_hidden(character: str) -> str:
    """A hidden character in words."""
    return f"一个看不见的字符（U+{ord(character):04X}）"
