"""What a .pdf lacks for those who cannot see it, and for being kept: tags, language, fonts, title.

This is less than the standards ask for (PDF/UA-1 has 106 conditions): nothing found does not
mean that a file conforms to them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.outputs import xmp

_DEEPEST = 200
_BASE = ("/FontFile", "/FontFile2", "/FontFile3")


class Lack(NamedTuple):
    """One thing that a file lacks, in the words to show, how often, and for which standard."""

    what: str
    number: int
    standard: str


def find_in(
    pdf: Any, library: Any, elements: "PdfElements", fonts: Mapping[str, bool]
) -> Iterator[Lack]:
    """What an open .pdf with these structure elements and these fonts lacks."""
    root, info = pdf.Root, pdf.docinfo
    bare = [name for name, whole in fonts.items() if not whole]
    if bare:
        yield Lack(f"没有嵌入的字体（{'、'.join(sorted(bare))}）", len(bare), xmp.ARCHIVE)
    if not isinstance(root.get("/OutputIntents"), library.Array):
        yield Lack("没有输出色彩的说明（OutputIntent）", 1, xmp.ARCHIVE)
    if not str(info.get("/Title", "")).strip():
        yield Lack("没有标题", 1, xmp.ACCESS)
    if not str(root.get("/Lang", "")).lower().startswith("zh"):
        yield Lack("没有标明是中文", 1, xmp.ACCESS)
    marked = _get(root.get("/MarkInfo"), "/Marked", library)
    if not (marked and elements.count):
        yield Lack("没有标签，读屏软件读不出表格和标题", 1, xmp.ACCESS)
        return
    told = {
        "表没有标出表头": elements.headless,
        "图没有替代文字": sum(not _is_described(it) for it in elements.figures),
        "文字标成了别的语言": elements.foreign,
    }
    yield from (Lack(what, number, xmp.ACCESS) for what, number in told.items() if number)


def list_fonts(pdf: Any, library: Any) -> dict[str, bool]:
    """The fonts of an open .pdf by their own names, without the marks of a subset (ABCDEF+); each
    with whether it is in the file.
    """
    found: dict[str, bool] = {}
    for it in pdf.objects:
        if isinstance(it, library.Dictionary) and it.get("/Type") == "/Font":
            name = str(it.get("/BaseFont", "")).lstrip("/").split("+")[-1]
            if it.get("/Subtype") == "/Type3":  # it consists of drawings
                continue
            below = it.get("/DescendantFonts")
            holder = below[0] if isinstance(below, library.Array) and len(below) else it
            described = _get(holder, "/FontDescriptor", library)
            whole = any(_get(described, key, library) is not None for key in _BASE)
            found[name] = found.get(name, True) and whole
    return found


def _get(node: Any, name: str, library: Any) -> Any:
    """What a dictionary has under a name; None where it has not, or is none."""
    return node.get(name) if isinstance(node, library.Dictionary) else None


def _is_described(figure: Any) -> bool:
    return "/Alt" in figure or "/ActualText" in figure


class PdfElements:
    """The structure elements of a file: how many there are and lack something, and its figures."""

    def __init__(self, pdf: Any, library: Any) -> None:
        self.library, self._visited = library, set[tuple[int, int]]()
        self.count = self.headless = self.foreign = 0
        self.figures: list[Any] = []
        if "/StructTreeRoot" in pdf.Root:
            self._walk(pdf.Root.StructTreeRoot, 0)

    def describe(self, texts: Sequence[str]) -> None:
        """Let figures say what a document has them say, where each has its text."""
        if len(texts) != len(self.figures):
            return
        for figure, text in zip(self.figures, texts, strict=True):
            if text and not _is_described(figure):
                figure.Alt = self.library.String(text)

    def _came_by(self, node: Any) -> bool:
        """Whether an element was seen before: what strangers write may go in circles."""
        known = node.is_indirect and node.objgen in self._visited
        self._visited.add(node.objgen)
        return known

    def _walk(self, node: Any, depth: int) -> bool:
        """Whether there is a header cell at or below an element."""
        if depth > _DEEPEST:
            return False
        if isinstance(node, self.library.Array):
            return not self._came_by(node) and any([self._walk(it, depth + 1) for it in node])
        if not isinstance(node, self.library.Dictionary) or self._came_by(node):
            return False
        kind = str(node.get("/S", ""))
        below = self._walk(node["/K"], depth + 1) if "/K" in node else False
        self.count += bool(kind)
        self.headless += kind == "/Table" and not below
        if kind == "/Figure":
            self.figures.append(node)
        language = str(node.get("/Lang", "zh"))
        self.foreign += not language.lower().startswith("zh")
        return (below and kind != "/Table") or kind == "/TH"
