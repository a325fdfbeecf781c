"""A web page parsed: nothing is fetched or run; what of it only a browser would show is named."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from lxml import etree

from generator.spreadsheets import limits, plain_text

_MARK = re.compile(rb"<\s*(?:!doctype\s+html|(?:html|head|body|table|div|p|meta|h[1-6])\b)", re.I)
_SHORT, _DEEPEST = 40, 200  # signs of a text that is shown; elements within each other
_HIDES = r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
_HIDES += r"|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)"
HIDING = re.compile(_HIDES, re.I)
_STYLES = re.compile(rf"{_HIDES}|content\s*:\s*(?!none|normal|''|\"\")", re.I)
# From a brace to the next: begun anywhere else, a text without braces takes for ever.
_RULE = re.compile(r"(?<![^{}])([^{}]*)\{([^{}]*)\}")
_NOTE = re.compile(r"/\*.*?\*/", re.S)
_NAME = re.compile(r"[.#]?[A-Za-z_一-鿿][\w-]*")
_ASIDE = re.compile(r"::?[\w-]+(?:\([^)]*\))?|\[[^\]]*\]")  # states and attributes of a selector


class HtmlError(ValueError):
    """Why a web page cannot be read, in the words to show."""


def is_html(head: bytes) -> bool:
    """Whether a file that begins so is a web page."""
    return b"\x00" not in head and _MARK.search(head) is not None


def parse(raw: bytes) -> Any:
    """The root of a page; one that is too large, or in no known encoding, is an `HtmlError`."""
    if len(raw) > limits.MAX_BYTES:
        raise HtmlError("网页太大")
    text = plain_text.decode(raw)
    if text is None:
        raise HtmlError("网页的文字不是 UTF-8，也不是 GB18030")
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.LxmlError as error:
        raise HtmlError("不是完好的网页") from error
    if root is None or any("depth" in it.message.casefold() for it in parser.error_log):
        raise HtmlError("不是完好的网页，或者一层套一层太多")
    return root


def walk(root: Any) -> Any:
    """Every element as it begins and as it ends, in order; what is in one may be skipped."""
    return etree.iterwalk(root, events=("start", "end"))


def layouts(root: Any) -> set[Any]:
    """The tables that hold tables: they only arrange what is on the page."""
    holders = (next(it.iterancestors("table"), None) for it in root.iter("table"))
    return {it for it in holders if it is not None}


def missed(root: Any) -> Iterator[str]:
    """What a browser may show otherwise than it is read, in the words to show."""
    if any("json" not in it.get("type", "") for it in root.iter("script")):
        yield "脚本，它会显示什么没有看"
    if any("stylesheet" in it.get("rel", "").casefold() for it in root.iter("link")):
        yield "网页之外的样式，藏不藏字没有看"
    names = _names(root)
    for sheet in root.iter("style"):
        for selectors, body in _RULE.findall(_without_notes(sheet.text or "")):
            if _STYLES.search(body) and _may_meet(selectors, names):
                yield f"会藏字或者添字的样式“{selectors.strip()[-_SHORT:]}”"


def _without_notes(styles: str) -> str:
    """Styles without their notes; where none ends any more, none is sought."""
    end = styles.rfind("*/") + len("*/")
    return _NOTE.sub("", styles[:end]) + styles[end:] if "*/" in styles else styles


def _names(root: Any) -> set[str]:
    """What a selector may call the elements of a page: tags, `.class`, `#id`."""
    every = list(root.iter("*"))
    classes = chain.from_iterable(it.get("class", "").split() for it in every)
    named = {f".{it}" for it in classes} | {f"#{it.get('id')}" for it in every if it.get("id")}
    return named | {it.tag for it in every}


def _may_meet(selectors: str, names: set[str]) -> bool:
    bare = (_ASIDE.sub("", it) for it in selectors.split(","))
    return any(names.issuperset(_NAME.findall(it)) for it in bare)
