"""The pictures of a Word document's body that any program can show: PNG and JPEG, of some size."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.word import opc
from generator.word.drawn_charts import DOCUMENT_PROPERTIES
from generator.word.ooxml import R, W

PICTURE_KIND = f"{opc.OFFICE}/image"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_BLIP = f"{_A}blip"
_SHOWN = (_BLIP, "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart")
_STARTS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
# Bytes: of one picture, and of all that are taken from one document.
LARGEST, LARGEST_ALL = 4_000_000, 16_000_000


class HeldPicture(NamedTuple):
    """A picture: the drawing that holds it, its alternative text, its bytes."""

    drawing: Any
    alt: str
    kind: str
    data: bytes


def read(parts: Mapping[str, bytes], main: str, root: Any) -> Iterator[HeldPicture]:
    """The pictures of a document's body in order; those of other kinds or sizes are left out."""
    blips = list(root.iter(_BLIP))
    links = {it.id: it.target for it in opc.relations(parts, main) if it.kind == PICTURE_KIND}
    left = LARGEST_ALL
    for blip in blips:
        drawing = next(blip.iterancestors(f"{W}drawing"), None)
        data = parts.get(links.get(blip.get(f"{R}embed", ""), ""), b"")
        kind = next((kind for start, kind in _STARTS.items() if data.startswith(start)), "")
        if drawing is None or not kind or len(data) > min(LARGEST, left) or _is_cropped(blip):
            continue
        left -= len(data)
        yield HeldPicture(drawing, _describe(drawing), kind, data)


def _is_cropped(blip: Any) -> bool:
    """Whether only a part of a picture is shown: what was cut off is not to be seen."""
    cut = blip.getparent().find(f"{_A}srcRect")
    return cut is not None and any(value.strip("-0") for value in cut.attrib.values())


def list_descriptions(root: Any) -> list[str]:
    """The alternative texts of all that is drawn in a document's body as a picture or a chart."""
    shown = (it for it in root.iter(f"{W}drawing") if next(it.iter(*_SHOWN), None) is not None)
    return [_describe(it) for it in shown]


def _describe(drawing: Any) -> str:
    """The alternative text of a drawing; nothing where nobody wrote one."""
    described = next(drawing.iter(DOCUMENT_PROPERTIES), None)
    return "" if described is None else " ".join(described.get("descr", "").split())
