"""What two files call by different names."""

from support.wordml import DOCUMENT, W, par, parts

from generator.redlines.basis import Links, fit, links
from generator.word import ooxml

R = "http://schemas.openxmlformats.org/package/2006/relationships"


def styles(**names: str) -> str:
    """A part of paragraph styles: their own names, and those that are shown."""
    made = (
        f'<w:style w:type="paragraph" w:styleId="{own}"><w:name w:val="{shown}"/></w:style>'
        for own, shown in names.items()
    )
    return f'<w:styles xmlns:w="{W}">{"".join(made)}</w:styles>'


def fitted(look: str, old: str, new: str) -> str:
    """A paragraph's properties as the new file, with these styles, would have them."""
    before = parts(par("甲", look=look), styles=old)
    root = ooxml.parse(before[DOCUMENT])
    fit(root, before, parts(par("甲"), styles=new))
    properties = root.find(f".//{{{W}}}pPr")
    return "".join(
        ooxml.serialize(node).decode().split(" ")[0] + str(node.values()) for node in properties
    )


def test_a_style_is_known_by_the_name_that_is_shown() -> None:
    found = fitted('<w:pStyle w:val="1"/>', styles(**{"1": "heading 1"}), styles(H="Heading 1"))
    assert "<w:pStyle['H']" == found


def test_a_style_that_the_new_file_has_not_is_left_out() -> None:
    assert "" == fitted('<w:pStyle w:val="X"/>', styles(X="手工"), styles(H="Heading 1"))


def test_a_numbering_that_the_new_file_has_not_is_left_out() -> None:
    before = parts(par("甲", look="<w:numPr/>"), numbering="<w:numbering/>")
    root = ooxml.parse(before[DOCUMENT])
    fit(root, before, parts(par("甲")))
    assert [] == list(root.iter(f"{{{W}}}numPr"))


def test_a_link_is_what_it_leads_to() -> None:
    def found(data: bytes) -> Links:
        relations = (
            f'<Relationships xmlns="{R}"><Relationship Id="a" Target="media/1.png"/>'
            '<Relationship Id="b" Target="https://example.com" TargetMode="External"/>'
            "</Relationships>"
        )
        files = {"word/_rels/document.xml.rels": relations.encode(), "word/media/1.png": data}
        return links(files, DOCUMENT)

    assert found(b"one")["a"] == found(b"one")["a"] != found(b"other")["a"]
    assert found(b"one")["b"].endswith("https://example.com")
    # What is compared is written as XML, so that no part may hold what XML cannot.
    assert found(b"one")["b"] == ooxml.word("x", val=found(b"one")["b"]).get(f"{{{W}}}val")


def test_a_part_without_links_has_none() -> None:
    assert {} == links({}, DOCUMENT)
    assert {} == links({"word/_rels/document.xml.rels": b"<x"}, DOCUMENT)
