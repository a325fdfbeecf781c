"""What a .pdf lacks for those who cannot see it, and for being kept: tags, language, fonts, title.

This is less than the standards ask for (PDF/UA-1 has 106 conditions): nothing found does not
mean that a file conforms to them.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.outputs import xmp

_DEEPEST = 200
_MOST_ELEMENTS = 300_000
_BASE = ("/FontFile", "/FontFile2", "/FontFile3")


class Lack(NamedTuple):
    """One thing that a file lacks, in the words to show, how often, and for which standard."""

    what: str
    number: int
    standard: str


def find_in(pdf: Any, library: Any) -> Iterator[Lack]:
    """What an open .pdf lacks."""
    root, info = pdf.Root, pdf.docinfo
    bare = [name for name, whole in _fonts(pdf, library).items() if not whole]
    if bare:
        yield Lack(f"没有嵌入的字体（{'、'.join(sorted(bare))}）", len(bare), xmp.ARCHIVE)
    if not list(root.get("/OutputIntents", ())):
        yield Lack("没有输出色彩的说明（OutputIntent）", 1, xmp.ARCHIVE)
    if not str(info.get("/Title", "")).strip():
        yield Lack("没有标题", 1, xmp.ACCESS)
    if not str(root.get("/Lang", "")).lower().startswith("zh"):
        yield Lack("没有标明是中文", 1, xmp.ACCESS)
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)) or "/StructTreeRoot" not in root:
        yield Lack("没有标签，读屏软件读不出表格和标题", 1, xmp.ACCESS)
        return
    seen = _Elements(root.StructTreeRoot, library)
    told = {
        "表没有标出表头": seen.headless,
        "图没有替代文字": seen.wordless,
        "文字标成了别的语言": seen.foreign,
    }
    yield from (Lack(what, number, xmp.ACCESS) for what, number in told.items() if number)


def list_fonts(pdf: Any, library: Any) -> set[str]:
    """The fonts of an open .pdf by their own names, without the marks of a subset (ABCDEF+)."""
    return set(_fonts(pdf, library))


def _fonts(pdf: Any, library: Any) -> dict[str, bool]:
    """Every font, and whether it is in the file."""
    found: dict[str, bool] = {}
    for it in pdf.objects:
        if isinstance(it, library.Dictionary) and it.get("/Type") == "/Font":
            name = str(it.get("/BaseFont", "")).lstrip("/").split("+")[-1]
            if it.get("/Subtype") == "/Type3":  # it consists of drawings
                continue
            described = it.get("/DescendantFonts", [it])[0].get("/FontDescriptor", {})
            whole = any(key in described for key in _BASE)
            found[name] = found.get(name, True) and whole
    return found


class _Elements:
    """How many of a file's structure elements lack something."""

    def __init__(self, root: Any, library: Any) -> None:
        self.library, self.roles = library, root.get("/RoleMap", {})
        self.headless = self.wordless = self.foreign = 0
        self.left = _MOST_ELEMENTS
        self._walk(root, 0)

    def _walk(self, node: Any, depth: int) -> bool:
        """Whether there is a header cell at or below an element."""
        self.left -= 1
        if depth > _DEEPEST or self.left < 0:
            return False
        if isinstance(node, self.library.Array):
            return any([self._walk(it, depth + 1) for it in node])
        if not isinstance(node, self.library.Dictionary):
            return False
        kind = str(node.get("/S", ""))
        below = self._walk(node["/K"], depth + 1) if "/K" in node else False
        self.headless += kind == "/Table" and not below
        self.wordless += kind == "/Figure" and not ("/Alt" in node or "/ActualText" in node)
        language = str(node.get("/Lang", "zh"))
        self.foreign += not language.lower().startswith("zh")
        return (below and kind != "/Table") or kind == "/TH"
