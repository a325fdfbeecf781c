"""What a .pdf that somebody exported holds besides its pages: names, files, scripts, links.

A published copy holds what its pages show and what readers need for that, as a published .docx
does (`edited/publishing`): the rest is taken out, and told in the same words. A file with more than
can be taken out is refused; one that was signed, too, for no signature outlives a change.
"""

import re
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import Any, NamedTuple

from generator.outputs import made_pdf, pdf_properties
from generator.published.pdf_file import DAMAGED, PdfError
from generator.word.baggage import BAGGAGE
from generator.word.outside import LINKS

SCRIPTS, ATTACHED = "脚本", "附带的文件"
SIGNED = "有电子签名，去掉作者等以后签名就失效了；要用没有签名的那一份"
_LOCK, _XMP = "加密", "别的属性"
# All that a file, its pages and the tree of them need for being shown.
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit")
_KEPT = {
    "/Catalog": frozenset(
        (
            *("/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/Dests", "/Names"),
            *("/ViewerPreferences", "/PageMode", "/PageLayout", "/Outlines", "/OpenAction"),
            *("/Lang", "/MarkInfo", "/StructTreeRoot", "/OutputIntents", "/OCProperties"),
            *("/AcroForm", "/Metadata", "/AA"),
        )
    ),
    "/Pages": frozenset(("/Type", "/Parent", "/Kids", "/Count", "/Resources", *_BOXES)),
    "/Page": frozenset(
        (
            *("/Type", "/Parent", "/Resources", "/Contents", "/Annots", "/StructParents", "/Tabs"),
            *("/Group", "/AA", *_BOXES),
        )
    ),
}
# What programs put into an object for themselves, or hang files on.
_PRIVATE = ("/PieceInfo", "/Metadata", "/AF", "/Thumb", "/OPI", "/Alternates")
_FILES = ("/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D")
_HELD = ("/FS", "/RichMediaContent", "/RichMediaSettings", "/Movie", "/Sound", "/3DD", "/MK")
_WITHIN = "/GoTo"  # the action that leads to a place of the same file
_RUNNING = ("/JavaScript", "/Launch", "/Rendition", "/Movie", "/Sound")
_REACHES_OUT = re.compile(
    r"/(JS|JavaScript|EF|EmbeddedFiles?|XFA|URI|Launch|GoTo[RE]|SubmitForm|ImportData|RichMedia"
    r"|Rendition|PieceInfo)\b"
)
_DEEPEST = 50


class CleanPdf(NamedTuple):
    """A .pdf without what need not leave; what was taken out, each with what it was.

    `layers` counts what its pages hold and do not show at first, or not on paper.
    """

    raw: bytes
    removed: tuple[str, ...]
    layers: int


class UncleanError(Exception):
    """Why a .pdf may not leave, in the words to show."""


def take_out(raw: bytes, cover: str, titles: Sequence[str]) -> CleanPdf:
    """The same .pdf without what no page shows; one that may not leave is an `UncleanError`, one
    that cannot be read a `PdfError`.

    `cover` and `titles` are the document's own, as `pdf_properties.take_out` has them.
    """
    library, out = made_pdf.load(), BytesIO()
    try:
        with made_pdf.opened(raw) as pdf:
            cleaning = _Cleaning(pdf, library)
            removed = cleaning.clean(cover, titles)
            pdf.remove_unreferenced_resources()  # what was on a page once, and is drawn no more
            pdf.save(out, deterministic_id=True)
        with made_pdf.opened(out.getvalue()) as pdf:
            left = _find_left(pdf, library)
    except (RuntimeError, TypeError, AttributeError) as error:
        raise PdfError(DAMAGED) from error  # what it holds is not what stands there by rights
    if left:
        raise UncleanError(f"里面有去不掉的内容（{'、'.join(left)}）")
    return CleanPdf(out.getvalue(), removed, cleaning.layers)


class _Cleaning:
    """Takes out of an open file, and counts what it took."""

    def __init__(self, pdf: Any, library: Any) -> None:
        self.pdf, self.library = pdf, library
        self.taken: Counter[str] = Counter()
        self.layers = 0

    def clean(self, cover: str, titles: Sequence[str]) -> tuple[str, ...]:
        """Take all out; what it was."""
        objects = [it for it in self.pdf.objects if self._is_dict(it)]
        if any("/ByteRange" in it for it in objects):
            raise UncleanError(SIGNED)
        root = self.pdf.Root
        metadata = root.get("/Metadata")
        self._clean_names(root)
        for it in objects:
            self._clean_object(it, str(it.get("/Type", "")))
        self._clean_object(root, "/Catalog")
        for page in self.pdf.pages:
            self._clean_page(page.obj)
        self._clean_form(root)
        self.layers = self._count_hidden(root.get("/OCProperties"))
        named = dict.fromkeys(pdf_properties.take_out(self.pdf.docinfo, cover, titles))
        if isinstance(metadata, self.library.Stream):
            self._describe(root, bytes(metadata.read_bytes()))
        counted = (f"{kind} {n} 处" for kind, n in self.taken.items())
        return (*([_LOCK] if self.pdf.is_encrypted else []), *named, *counted)

    def _describe(self, root: Any, metadata: bytes) -> None:
        content, more = pdf_properties.describe(self.pdf.docinfo, metadata)
        kind = {"/Type": self.library.Name.Metadata, "/Subtype": self.library.Name.XML}
        root.Metadata = self.pdf.make_stream(content, kind)
        self.taken[_XMP] += more

    def _is_dict(self, it: Any) -> bool:
        return isinstance(it, self.library.Dictionary | self.library.Stream)

    # -- objects -------------------------------------------------------------------------------

    def _drop(self, it: Any, name: str, kind: str, number: int = 1) -> None:
        del it[name]
        self.taken[kind] += number

    def _clean_object(self, it: Any, kind: str) -> None:
        """Take out of an object what its kind does not need, and each action that leads out."""
        kept = _KEPT.get(kind)
        for name in sorted(it.keys()) if kept else ():
            if kept and name not in kept:
                self._drop(it, name, BAGGAGE)
        if kind != "/Catalog" and any(name in it for name in ("/Type", "/Subtype", "/S")):
            for name in [name for name in _PRIVATE if name in it]:
                self._drop(it, name, BAGGAGE)
        for name in ("/A", "/PA", "/OpenAction"):
            if self._is_action(it.get(name)):
                self._clean_action(it, name)
        more = it.get("/AA")
        if self._is_dict(more) and all(self._is_action(more[name]) for name in more):
            self._drop(it, "/AA", SCRIPTS, len(more))

    def _clean_action(self, it: Any, name: str) -> None:
        action = it[name]
        if str(action.S) == _WITHIN:
            if "/Next" in action:
                self._drop(action, "/Next", SCRIPTS)
            return
        self._drop(it, name, SCRIPTS if str(action.S) in _RUNNING else LINKS)
        if it.get("/Subtype") == "/Link" and "/Contents" in it:
            del it["/Contents"]  # it says where the link led to

    def _is_action(self, it: Any) -> bool:
        """Whether a value is an action, and not the attributes of a structure element."""
        return self._is_dict(it) and "/S" in it and "/O" not in it

    def _clean_page(self, page: Any) -> None:
        self._clean_object(page, "/Page")
        notes = page.get("/Annots")
        if not isinstance(notes, self.library.Array):
            return
        kept = []
        for note in filter(self._is_dict, notes):
            if str(note.get("/Subtype", "")) in _FILES:
                self.taken[ATTACHED] += 1
                for name in [name for name in _HELD if name in note]:
                    del note[name]  # tags may still know it
            else:
                self._clean_object(note, "")
                kept.append(note)
        page.Annots = self.library.Array(kept)

    # -- the file as a whole -------------------------------------------------------------------

    def _clean_names(self, root: Any) -> None:
        """Of the trees of names only that of places stays; files hang on another."""
        names = root.get("/Names")
        if not self._is_dict(names):
            return
        for name in sorted(set(names.keys()) - {"/Dests"}):
            kind = {"/EmbeddedFiles": ATTACHED, "/JavaScript": SCRIPTS}.get(name, BAGGAGE)
            self._drop(names, name, kind, self._count_leaves(names[name]) or 1)

    def _count_leaves(self, node: Any, depth: int = 0) -> int:
        """How much hangs on a tree of names."""
        if not self._is_dict(node) or depth > _DEEPEST:
            return 0
        below = sum(self._count_leaves(it, depth + 1) for it in node.get("/Kids", ()))
        return below + len(node.get("/Names", ())) // 2

    def _clean_form(self, root: Any) -> None:
        """What is to be filled in stays (it is told of, by what was not read), but runs nothing."""
        form = root.get("/AcroForm")
        if form is not None and not len(form.get("/Fields", ())):
            del root["/AcroForm"]
        elif form is not None:
            for name in [name for name in ("/XFA", "/CO") if name in form]:
                self._drop(form, name, SCRIPTS)

    def _count_hidden(self, layers: Any) -> int:
        if not self._is_dict(layers) or not self._is_dict(layers.get("/D")):
            return 0
        usual = layers.D
        if "/Configs" in layers:
            self._drop(layers, "/Configs", BAGGAGE)
        if str(usual.get("/BaseState", "/ON")) == "/OFF":
            return len(layers.get("/OCGs", ())) - len(usual.get("/ON", ()))
        return max(len(usual.get("/OFF", ())), len(usual.get("/AS", ())))


def _find_left(pdf: Any, library: Any) -> list[str]:
    """What still leads out of a file, or hangs on it, by the names that the format has for it."""
    found: set[str] = set()
    for it in pdf.objects:
        held = it.stream_dict if isinstance(it, library.Stream) else it
        if isinstance(held, library.Dictionary | library.Array):
            found |= set(_REACHES_OUT.findall(held.unparse(resolved=True).decode("latin-1")))
    return sorted(found)
