"""What a document carries of the text it was generated with: fingerprints, and nothing to read.

They tell later, when somebody has edited the document, which of its texts are as generated. They
stand in a custom XML part, which Word, LibreOffice and python-docx keep when they save, in the
terms of `encoding`.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.compare import pieces
from generator.kept import environment, fingerprints, store
from generator.word import archive, ooxml, opc, plain_encoding, plain_paragraphs
from generator.word.archive import Packed
from generator.word.joints import NotPlainError

if TYPE_CHECKING:
    from generator.word.blocks import BodyBlock

_FRAMES = "frames"  # a group of what is kept
_SPACE = "urn:gongkai:carried"
_ROOT = f"{{{_SPACE}}}carried"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_VERSION = "1"
_KIND = f"{opc.OFFICE}/customXml"
_PROPERTIES_KIND = f"{opc.OFFICE}/customXmlProps"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    f'<ds:datastoreItem xmlns:ds="{_STORE}" ds:itemID="{{6D9A0C52-3B1E-4C57-9E0B-5A7C2F64B8D1}}">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{_SPACE}"/></ds:schemaRefs>'
    "</ds:datastoreItem>"
).encode()

_NOTHING = "文档里没有携带生成时的底稿（可能已用 publish 去掉，或存文档的软件没有保留）"


class CarriedError(ValueError):
    """Why what a document carries cannot be used, in the officer's words."""


# -- written ---------------------------------------------------------------------------------------


def put(parts: opc.Parts, main: str, content: str, name: str) -> None:
    """Make a package carry an encoded content under a name, in place of any that it has."""
    take_out(parts, main)
    taken = [part for part in parts if part.startswith("customXml/")]
    number = next(n for n in range(1, len(taken) + 2) if f"customXml/item{n}.xml" not in taken)
    item, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    parts[item] = _make_item(content, name)
    parts[properties] = _PROPERTIES
    opc.declare(parts, properties, _PROPERTIES_TYPE)
    opc.relate(parts, main, _KIND, item)
    opc.relate(parts, item, _PROPERTIES_KIND, properties)


def seal(fixed: Mapping[str, Packed], main: str, xml: bytes, name: str) -> dict[str, Packed]:
    """The fixed parts of a form, with what a document made of it carries.

    A form without fields in its main part has nothing to follow figures, and carries nothing.
    """
    if not xml or opc.TYPES_PART not in fixed:
        return dict(fixed)
    frame, item = _make_frame(tuple(sorted(fixed.items(), key=lambda part: part[0])), main)
    return {**fixed, **frame, item: archive.deflate(_make_item(encode_part(xml), name))}


@lru_cache(maxsize=16)
def _make_frame(fixed: tuple[tuple[str, Packed], ...], main: str) -> tuple[dict[str, Packed], str]:
    """The parts of a form that change because its documents carry something, and which it is.

    Once per form, kept across runs.
    """
    made_of = repr((environment.fingerprint(), main, fixed)).encode()
    key = fingerprints.of_bytes(made_of)
    match store.load(_FRAMES, key):
        case [dict(kept), str(item)]:
            return {name: archive.read_plain(part) for name, part in kept.items()}, item
    before = {name: archive.inflate(part) for name, part in fixed}
    after = dict(before)
    put(after, main, "", "")
    changed = {n: archive.deflate(p) for n, p in after.items() if before.get(n) != p}
    item = _find_item(after, main) or ""
    store.keep(_FRAMES, key, [{name: archive.plain(part) for name, part in changed.items()}, item])
    return changed, item


def _make_item(content: str, name: str) -> bytes:
    check = pieces.fingerprint(content)
    attributes = f'version="{_VERSION}" of="{pieces.fingerprint(name)}" checksum="{check}"'
    return f'{_DECLARATION}<carried xmlns="{_SPACE}" {attributes}>{content}</carried>'.encode()


def encode_part(xml: bytes) -> str:
    """What `encoding` gives for the blocks of a part, without a tree where there is no need."""
    try:
        return plain_encoding.encode(plain_paragraphs.read(xml))
    except NotPlainError:
        from generator.word import blocks, encoding

        return encoding.encode(blocks.read(ooxml.parse(xml)))


# -- read ------------------------------------------------------------------------------------------


def take_out(parts: opc.Parts, main: str) -> bool:
    """Take out what a document carries; whether it carried anything."""
    item = _find_item(parts, main)
    if item is None:
        return False
    for properties in opc.targets(parts, item, _PROPERTIES_KIND):
        opc.drop(parts, properties)
    opc.drop(parts, item)
    opc.unrelate(parts, main, item)
    return True


def is_as_generated(parts: opc.Parts) -> bool:
    """Whether a document has the very texts that it was generated with, as it carries them."""
    try:
        main = opc.main_part(parts)
        item = _find_item(parts, main)
        return item is not None and encode_part(parts[main]) == ooxml.parse(parts[item]).text
    except (ValueError, LookupError):
        return False


def _find_item(parts: opc.Parts, main: str) -> str | None:
    """The part that holds what a document carries."""
    for name in opc.targets(parts, main, _KIND):
        if _SPACE.encode() in parts.get(name, b"") and "itemProps" not in name:
            return name
    return None


def read(parts: opc.Parts, main: str) -> "tuple[tuple[BodyBlock, ...], str]":
    """The blocks that a document was generated with, and the fingerprint of its name."""
    from generator.word import encoding

    item = _find_item(parts, main)
    if item is None:
        raise CarriedError(_NOTHING)
    try:
        root = ooxml.parse(parts[item])
        text, checksum = root.text or "", root.get("checksum")
        if root.get("version") == _VERSION:
            if root.tag != _ROOT or checksum != pieces.fingerprint(text):
                raise ValueError
            return encoding.decode(text), root.get("of", "")
    except ValueError as error:
        raise CarriedError("文档携带的底稿已损坏") from error
    raise CarriedError("文档携带的底稿是另一个版本的系统写的")
