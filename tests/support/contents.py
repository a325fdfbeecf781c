"""A 目录 as programs make it of headings, for tests of what is done with one."""

from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from support import pdfs, wordml
from support.pdfs import Page
from support.wordml import par, run

STYLES = f'<w:styles xmlns:w="{wordml.W}"/>'
SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))


def begin(instruction: str) -> str:
    """The beginning of a field, up to where its result begins."""
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}{SEPARATE}'


def link(number: int, title: str, page: str = "1", look: str = "") -> str:
    """An entry: a link with the page of what it leads to; `look` is what its runs look like."""
    field = begin(f"PAGEREF _Toc{number} \\h") + run(page, look) + END
    content = f"{run(title, look)}<w:r><w:tab/></w:r>{field}"
    return f'<w:hyperlink w:anchor="_Toc{number}">{content}</w:hyperlink>'


def contents(*links: str) -> str:
    """The paragraphs of a 目录: they begin and end the field around them."""
    first, *others = links
    inner = [begin('TOC \\o "1-2" \\h') + first, *others]
    inner[-1] += END
    return "".join(par("", it) for it in inner)


def heading(number: int, title: str) -> str:
    """What an entry leads to."""
    return par("", f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number}"/>', run(title))


def linked(
    pages: Sequence[Page], entries: Sequence[str], bookmarks: Sequence[tuple[str, int]] = ()
) -> bytes:
    """A .pdf as LibreOffice makes it of links, on its first page, that no 目录 is around: each says
    what it covers, and a part of each, its number, is one more link that the tags do not know of.

    Bookmarks lead to pages, counted from 0.
    """
    out = BytesIO()
    with pikepdf.open(BytesIO(pdfs.make(*pages))) as pdf:
        first = pdf.pages[0].obj
        kind = Dictionary(Type=Name.StructElem, S=Name.Document, K=Array([]))
        root, whole = pdf.make_indirect(Dictionary()), pdf.make_indirect(kind)
        whole.P, known, there = root, Array([0, Array([])]), list[Dictionary]()
        for number, said in enumerate(entries, start=1):
            low = 700 - 20 * number
            over, page = (
                pdf.make_indirect(
                    Dictionary(
                        Type=Name.Annot, Subtype=Name.Link, Rect=Array([left, low, 520, low + 20])
                    )
                )
                for left in (90, 500)
            )
            over.Contents, over.StructParent = said, number
            page.Contents = said.split("\t")[-1]
            paragraph = pdf.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name.P, P=whole, Pg=first)
            )
            element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=paragraph))
            element.K = Array([Dictionary(Type=Name.OBJR, Obj=over)])
            paragraph.K = Array([element])
            whole.K.append(paragraph)
            known.append(number)
            known.append(element)
            there = [page, over, *there]
        first.Annots = Array(there)
        root.Type, root.K, root.ParentTree = Name.StructTreeRoot, whole, Dictionary(Nums=known)
        pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(*it, "Fit") for it in bookmarks)
        pdf.save(out)
    return out.getvalue()
