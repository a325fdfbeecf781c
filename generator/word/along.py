"""A part followed along the pieces that its writer joined.

Most pieces are a form's own and come again, the very same, in all that is made of it: what each
does where it stands is worked out once, so that no part has to be cut at its texts again. A piece
that ends in a text leaves another text to come; one that ends between tags the next one finishes.
"""

from collections.abc import Sequence
from typing import NamedTuple

from generator.word.joints import BLANKS, TEXT_BEGINS, TEXT_END, NotPlainError, OpenElements


class Followed(NamedTuple):
    """The joints of a part; what its pieces say, their signs and texts of their own; the others."""

    joints: Sequence[bytes]
    signs: Sequence[bytes]
    texts: Sequence[bytes]


class PieceEnd(dict[bytes, "tuple[PieceEnd, bytes, Sequence[bytes]]"]):
    """Where a piece ends; for each next one the end of that, what it says, and its joints.

    `unfinished` is what stands there since the last text; None in a text.
    """

    def __init__(self, elements: OpenElements, unfinished: bytes | None) -> None:
        self.elements, self.unfinished = elements, unfinished

    def __missing__(self, piece: bytes) -> "tuple[PieceEnd, bytes, Sequence[bytes]]":
        in_text = self.unfinished is None
        rows = ((self.unfinished or b"") + piece).split(TEXT_END)
        said, joints = [_check_text(rows.pop(0))] if in_text else [], list[bytes]()
        elements, unfinished = self.elements, None
        for at, row in enumerate(rows, start=1):
            joint, _, text = row.rpartition(b">")
            if at == len(rows) and not joint.endswith(TEXT_BEGINS):
                unfinished = row
                break
            elements.judged.judge([joint])
            elements, signs = elements[joint]
            said += [signs, _check_text(text)]
            joints.append(joint)
        self[piece] = _find_end(elements, unfinished), b"".join(said), joints
        return self[piece]


def _check_text(text: bytes) -> bytes:
    if b"<" in text or b">" in text:
        raise NotPlainError
    return text


def _find_end(elements: OpenElements, unfinished: bytes | None) -> PieceEnd:
    known: PieceEnd = elements.ends.setdefault(unfinished, PieceEnd(elements, unfinished))
    return known


def follow(first: OpenElements, pieces: Sequence[bytes], texts: Sequence[bytes]) -> Followed:
    """What stands behind the root of a part, of which a text comes after each piece."""
    joints, signs, shown = list[bytes](), list[bytes](), list(texts)
    here = _find_end(first, b"")
    for piece, text in zip(pieces, texts, strict=True):
        here, said, passed = here[piece]
        if text and here.unfinished is not None:  # how large a drawing is, say
            here = _find_end(here.elements, here.unfinished + text)
            shown[len(signs)] = b""
        signs.append(said)
        joints += passed
    joint, _, blank = (here.unfinished or b"").rpartition(b">")
    first.judged.judge([joint])
    last, sign = here.elements[joint]
    if last.names or blank.strip(BLANKS):
        raise NotPlainError
    return Followed([*joints, joint], [*signs, sign], shown)
