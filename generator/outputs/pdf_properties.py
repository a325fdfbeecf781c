"""What the properties of a .pdf that somebody exported say of the people and programs that made it.

They go as those of a published .docx do (`word/authors`), and in the same words.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from generator.outputs import xmp
from generator.outputs.made_pdf import LANGUAGE
from generator.published.blocks import squeeze
from generator.word.authors import CREATOR

_TITLE, _PROGRAM, _TIMES, _OTHER = "标题", "制作程序", "制作时间", "自定义属性"
_KINDS = {"/Author": CREATOR, "/Subject": "说明", "/Keywords": "关键词"}
_KINDS |= {"/Creator": _PROGRAM, "/Producer": _PROGRAM}
_KINDS |= {"/CreationDate": _TIMES, "/ModDate": _TIMES, "/SourceModified": _TIMES}
_KNOWN = {"x", "xmlns", "xml", "rdf", "dc", "pdf", "pdfaid", "pdfuaid"}
_KNOWN |= {"pdfaExtension", "pdfaSchema", "pdfaProperty"}
_NAMED = re.compile(r"<(\w+):\w+[\s>/]|\s(\w+):\w+=[\"']")


def take_out(info: Any, cover: str, titles: Sequence[str]) -> Iterator[str]:
    """Take the names of people, programs and times out of properties; each, with what it was.

    The author stays where the `cover` names it, the title where the cover or the `titles` have
    it; the first of these takes the place of another.
    """
    own = squeeze(cover)
    for name in sorted(info.keys()):
        text = str(info[name]).strip()
        said = squeeze(text)
        if name == "/Title":
            if said and said not in own and text not in titles:
                info[name] = titles[0]
                yield f"{_TITLE}“{text}”"
        elif name != "/Author" or said not in own:
            del info[name]
            what = _KINDS.get(name, _OTHER)
            if said and name != "/Trapped":  # a word for printers
                yield what if what == _TIMES else f"{what}“{text}”"


def describe(info: Any, metadata: bytes) -> tuple[bytes, bool]:
    """The same properties as XMP, with what the file says that it is and nothing else; whether
    that which it had said more.
    """
    others = {one or other for one, other in _NAMED.findall(metadata.decode("utf-8", "replace"))}
    said = {name: str(value) for name, value in info.items()}
    return xmp.write(said, LANGUAGE, xmp.read_claims(metadata)), bool(others - _KNOWN)
