"""Harmless edits of a document as a whole: its 目录, its footer, what it carries."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from support.edits import draft, elements
from support.edits.draft import Change, Draft, Edit, Origin
from support.edits.elements import W


def _page_numbers(copy: Draft, body: Any) -> None:
    """The 目录 with its page numbers."""
    for number, code in enumerate(body.iter(f"{W}instrText"), start=3):
        if "PAGEREF" in code.text:
            text = next(code.getparent().getnext().getnext().iter(f"{W}t"))
            elements.put(text, str(number))


def _simple_page_numbers(copy: Draft, body: Any) -> None:
    """The same with each field as one element."""
    for code in list(body.iter(f"{W}instrText")):
        if "PAGEREF" in code.text:
            begin = code.getparent().getprevious()
            for _ in range(4):
                begin.getparent().remove(begin.getnext())
            field = f'<w:fldSimple w:instr="{code.text}">{elements.run("7")}</w:fldSimple>'
            begin.getparent().replace(begin, elements.xml(field))


def _footer_number(copy: Draft, body: Any) -> None:
    foot = copy.parts["word/footer1.xml"]
    copy.parts["word/footer1.xml"] = foot.replace(b"<w:t>1</w:t>", b"<w:t>12</w:t>")


def _name_in_header(copy: Draft, body: Any) -> None:
    copy.write("word/header1.xml", "</w:hdr>", f"<w:p>{elements.run('信息公开')}</w:p>")


def _publish(copy: Draft, body: Any) -> None:
    """What the document carries taken out, as `publish` does."""
    for name in [name for name in copy.parts if name.startswith("customXml")]:
        del copy.parts[name]
    links = etree.fromstring(copy.parts[draft.RELS])
    for link in [link for link in links if link.get("Target", "").startswith("../customXml")]:
        links.remove(link)
    copy.parts[draft.RELS] = etree.tostring(links)
    types = etree.fromstring(copy.parts[draft.TYPES])
    for each in [each for each in types if "customXml" in each.get("PartName", "")]:
        types.remove(each)
    copy.parts[draft.TYPES] = etree.tostring(types)


WHOLE: dict[str, Change] = {
    "目录页码填上": _page_numbers,
    "目录页码填上（fldSimple）": _simple_page_numbers,
    "页脚页码": _footer_number,
    "页眉里的字": _name_in_header,
    "底稿去掉": _publish,
}


def edits(origin: Origin) -> Iterator[Edit]:
    """Every harmless edit of the whole."""
    for kind, change in WHOLE.items():
        yield Edit(kind, origin.path(origin.body), change, ())
