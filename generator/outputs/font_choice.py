"""Which fonts stand in for those that a document asks for, where a machine does not have them.

The real font goes first, then others of its kind, all of them with Simplified Chinese signs; the
first that is installed stands in, and what stood in is told.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from functools import cache
from typing import NamedTuple

_SONG = (
    "STSong", "华文宋体", "Source Han Serif SC", "思源宋体", "Noto Serif CJK SC", "Noto Serif SC",
    "FandolSong", "AR PL UMing CN",
)  # fmt: skip
_HEI = (
    "STHeiti", "Microsoft YaHei", "微软雅黑", "PingFang SC", "Source Han Sans SC", "思源黑体",
    "Noto Sans CJK SC", "Noto Sans SC", "FandolHei", "WenQuanYi Zen Hei", "文泉驿正黑",
    "WenQuanYi Micro Hei", "文泉驿微米黑", "Droid Sans Fallback",
)  # fmt: skip
_FANG = ("仿宋", "FangSong", "仿宋_GB2312", "FangSong_GB2312", "STFangsong", "华文仿宋",
         "FandolFang R", "FandolFang")  # fmt: skip
_KAI = ("楷体", "KaiTi", "楷体_GB2312", "KaiTi_GB2312", "STKaiti", "华文楷体", "LXGW WenKai",
        "霞鹜文楷", "FandolKai", "AR PL UKai CN")  # fmt: skip
_TITLE = ("方正小标宋_GBK", "FZXiaoBiaoSong-B05", "STZhongsong", "华文中宋")
_PLAIN = ("宋体", "SimSun")
_LATIN = "Times New Roman"
# Each sign is as wide as in that one; engines take them for it by themselves.
_AS_WIDE = ("Liberation Serif", "Tinos", "Nimbus Roman", "TeX Gyre Termes")
# The names of one and the same font: Windows in Chinese and in another language, the maker's.
_SAME = {
    "宋体": ("SimSun",),
    "新宋体": ("NSimSun",),
    "黑体": ("SimHei",),
    "仿宋": ("FangSong",),
    "仿宋_GB2312": ("FangSong_GB2312",),
    "楷体": ("KaiTi",),
    "楷体_GB2312": ("KaiTi_GB2312",),
    "微软雅黑": ("Microsoft YaHei",),
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0"),
    _LATIN: _AS_WIDE,
}
_ORDER = {
    "宋体": _SONG + _HEI,
    "新宋体": (*_PLAIN, *_SONG, *_HEI),
    "黑体": _HEI + _SONG,
    "微软雅黑": ("SimHei", "黑体", *_HEI, *_SONG),
    "仿宋": (*_FANG, *_PLAIN, *_SONG, *_HEI),
    "仿宋_GB2312": (*_FANG, *_PLAIN, *_SONG, *_HEI),
    "楷体": (*_KAI, *_PLAIN, *_SONG, *_HEI),
    "楷体_GB2312": (*_KAI, *_PLAIN, *_SONG, *_HEI),
    "方正小标宋简体": (*_TITLE, *_PLAIN, *_SONG, *_HEI),
    # Where nothing is as wide, digits come from the text's own font: not from one a quarter wider.
    _LATIN: (*_PLAIN, *_SONG, *_HEI),
}
_OTHERS = (*_PLAIN, *_SONG, *_HEI)
# Half as wide as they are high, as digits are in 宋体: columns keep the widths they are made for.
DIGITS = (_LATIN, *_AS_WIDE)
# Programs name Latin fonts for Chinese text, too; no Chinese one is meant.
_CHINESE = re.compile(
    r"[㐀-鿿]|^(N?Sim(Sun|Hei|Li|You|Kai)|FangSong|KaiTi|LiSu|YouYuan|DengXian|(?-i:ST[A-Z]|FZ|HY)|"
    r"Microsoft YaHei|PingFang|Source Han|Noto .*CJK|WenQuanYi|AR PL)",
    re.IGNORECASE,
)
# Fonts that nobody asks for: engines take single signs from them that no other has.
_OF_SIGNS = re.compile(r"DejaVu|OpenSymbol|Symbola|Unifont|Noto(Sans)?(Symbols|Math)|SegoeUISymbol")
SIGNS = "个别符号的字体"
# One file holds the faces of all languages, each with its own signs, under the first one's name.
_SHARED = re.compile(r"^(Noto(?:Sans|Serif)(?:Mono)?CJK|SourceHan(?:Sans|Serif))(?:jp\b|jp(?=-))")
_SECONDS = 30
_WINDOWS = sys.platform == "win32"
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class StandIn(NamedTuple):
    """A font that is not at hand, and which one stands in for it; empty: as the engine sees fit."""

    asked: str
    used: str


def find_stand_ins(asked: Iterable[str], at_hand: Collection[str]) -> tuple[StandIn, ...]:
    """What stands in for those fonts that are not at hand and an order is declared for."""
    known = {_plain(name): name for name in at_hand}
    return tuple(
        StandIn(name, _first(_ORDER.get(_official(name), _OTHERS), known))
        for name in dict.fromkeys(asked)
        if (_CHINESE.search(name) or _official(name) in _ORDER)
        and not _first((name, _official(name), *_SAME.get(_official(name), ())), known)
    )


def find_signs(used: Iterable[str]) -> tuple[StandIn, ...]:
    """The fonts of a file that single signs were taken from, as no font that was meant has them."""
    return tuple(StandIn(SIGNS, name) for name in used if _OF_SIGNS.match(name))


def name_shared(name: str) -> str:
    """A font of a file by its name, without a language that is only the name of a shared file."""
    return _SHARED.sub(r"\1", name)


def find_digits(at_hand: Collection[str] | None) -> str:
    """The font for digits and Latin letters where the one asked for is not there; may be empty."""
    return _first(DIGITS, {_plain(name): name for name in at_hand or ()})


def find_plain(at_hand: Collection[str] | None) -> str:
    """The Chinese font for whatever has none of its own; may be empty."""
    return _first(_OTHERS, {_plain(name): name for name in at_hand or ()})


def list_known() -> tuple[str, ...]:
    """The fonts that an order is declared for."""
    return tuple(_ORDER)


def _official(name: str) -> str:
    """The Chinese name of a font, however a document names it."""
    plain = _plain(name)
    return next((it for it, others in _SAME.items() if plain in map(_plain, others)), name)


def _first(names: Iterable[str], known: Mapping[str, str]) -> str:
    return next((known[_plain(name)] for name in names if _plain(name) in known), "")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


# -- what is installed -----------------------------------------------------------------------------


@cache
def list_installed() -> frozenset[str] | None:
    """The names of the families that are installed; None where nothing tells."""
    if _WINDOWS:
        return frozenset(_read_windows())
    program = shutil.which("fc-list")
    if program is None:
        return None
    command = [program, ":", "family"]
    try:
        told = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    lines = told.decode("utf-8", "replace").replace("\\-", "-").splitlines()
    return frozenset(name.strip() for line in lines for name in line.split(",") if name.strip())


def _read_windows() -> list[str]:
    found: list[str] = []
    if sys.platform == "win32":
        import winreg

        path = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
        for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            with suppress(OSError), winreg.OpenKey(root, path) as key:
                for number in range(winreg.QueryInfoKey(key)[1]):
                    found += split_registered(winreg.EnumValue(key, number)[0])
    return found


def split_registered(value: str) -> list[str]:
    """The families that Windows names in one entry: `SimSun & NSimSun (TrueType)`."""
    return [name.strip() for name in re.sub(r"\s*\([^()]*\)$", "", value).split("&")]
