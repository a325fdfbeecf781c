"""The fonts that a document asks for, and whether a layout engine had them."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from generator.word import styles
from generator.word.ooxml import W

# What fonts call themselves inside; a document names them as Chinese programs do.
_OWN_NAMES = {
    "宋体": "SimSun",
    "黑体": "SimHei",
    "仿宋": "FangSong",
    "楷体": "KaiTi",
    "微软雅黑": "MicrosoftYaHei",
    "方正小标宋简体": "FZXBSJW",
    "仿宋_GB2312": "FangSong_GB2312",
    "楷体_GB2312": "KaiTi_GB2312",
}
_EAST = f"{W}eastAsia"


def asked(parts: Mapping[str, bytes], main: str, root: Any) -> list[str]:
    """The fonts for Chinese text that a document's runs and the styles they bear name, in order."""
    borne = {node.get(f"{W}val", "") for name in styles.REFERENCES for node in root.iter(W + name)}
    direct = [node.get(_EAST) for node in root.iter(f"{W}rFonts")]
    inherited = styles.east_asian_fonts(styles.read(parts, main), borne)
    return list(dict.fromkeys(name for name in (*inherited, *direct) if name))


def find_missing(wanted: Iterable[str], used: Collection[str]) -> tuple[str, ...]:
    """Those of the fonts asked for that are not among the ones which the engine used."""
    at_hand = {_plain(name) for name in used}
    names = {name: (_plain(name), _plain(_OWN_NAMES.get(name, name))) for name in wanted}
    return tuple(n for n, own in names.items() if not any(it.startswith(own) for it in at_hand))


def _plain(name: str) -> str:
    return re.sub(r"[\W]+", "", name).casefold()
