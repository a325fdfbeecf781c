"""What a .pdf says of itself in XMP: title, author, language, and which standards it claims."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

ARCHIVE, ACCESS = "PDF/A", "PDF/UA"
_CLAIM = re.compile(r"<pdf(a|ua)id:(\w+)>([^<]*)</|\bpdf(a|ua)id:(\w+)=\"([^\"]*)\"")
_STANDARDS = {"a": ARCHIVE, "ua": ACCESS}
_NAMES = {ARCHIVE: "pdfaid", ACCESS: "pdfuaid"}


class Claim(NamedTuple):
    """One word of what a file claims to be: PDF/A, `part`, `2`."""

    standard: str
    key: str
    value: str


def read_claims(metadata: bytes) -> list[Claim]:
    """What a file claims to be."""
    found = _CLAIM.findall(metadata.decode("utf-8", "replace"))
    return [
        Claim(_STANDARDS[kind or other], key or name, value or said)
        for kind, key, value, other, name, said in found
    ]


def write(info: Mapping[str, str], language: str, claims: Iterable[Claim]) -> bytes:
    """The properties of a file (`/Title`, `/Author`, …) and its claims."""
    said = list(claims)
    shown = {name: escape(text, quote=False) for name, text in info.items()}
    pieces = [
        _block("dc", _ALTERNATIVES.format("title", shown.get("/Title", ""))),
        _block("dc", _LIST.format("creator", "Seq", shown.get("/Author", "")), "/Author" in shown),
        _block("dc", _ALTERNATIVES.format("description", shown.get("/Subject", "")),
               "/Subject" in shown),
        _block("dc", _LIST.format("language", "Bag", language)),
        _block("pdf", _PLAIN.format("pdf:Producer", shown.get("/Producer", ""))),
        _block("xmp", _PLAIN.format("xmp:CreatorTool", shown.get("/Creator", ""))),
        *(_block(_NAMES[it.standard], _PLAIN.format(f"{_NAMES[it.standard]}:{it.key}", it.value))
          for it in said),
        _EXTENSION if any(it.standard == ACCESS for it in said) else "",
    ]  # fmt: skip
    return _PACKET.format("".join(pieces)).encode()


def _block(prefix: str, inner: str, wanted: bool = True) -> str:
    return _DESCRIPTION.format(prefix, _SPACES[prefix], inner) if wanted else ""


_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    '{}</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
)
_DESCRIPTION = '<rdf:Description rdf:about="" xmlns:{}="{}">{}</rdf:Description>\n'
_ALTERNATIVES = '<dc:{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></dc:{0}>'
_LIST = "<dc:{0}><rdf:{1}><rdf:li>{2}</rdf:li></rdf:{1}></dc:{0}>"
_PLAIN = "<{0}>{1}</{0}>"
# PDF/A wants every schema described that it does not know itself.
_EXTENSION = (
    '<rdf:Description rdf:about="" '
    'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n"
)
