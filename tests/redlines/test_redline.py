"""Redlines of whole documents: accepting gives the new one, rejecting the old one, exactly."""

import hashlib
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from support import amendments, settling
from support import ooxml as lint
from support.examples import OF_EVERY_PACK
from support.redlines import besides_charts
from support.wordml import DOCUMENT, W, par, parts

from generator.compare.thresholds import LONGEST, MOST_PIECES
from generator.diagnostics import Severity
from generator.redlines import redline
from generator.word import archive, ooxml

QUICK, ALL = 6, 500


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[amendments.Data, bytes]]:
    """The examples with their documents."""
    path = tmp_path_factory.mktemp("originals") / "filing.yaml"
    data = [amendments.load(example) for example in OF_EVERY_PACK]
    return [(each, amendments.built(each, path)) for each in data]


def redlined(old: bytes, new: bytes) -> bytes | None:
    made, faults = redline.redline(
        archive.read(old), archive.read(new), "上一版.docx", formats=True
    )
    assert [] == besides_charts(faults)
    return made


shape = cache(settling.shape)


def wrong(old: bytes, new: bytes, *, thorough: bool) -> Iterator[str]:
    """What is wrong with the redline of two documents; by a second reader too, if thorough."""
    made = redlined(old, new)
    if made is None:
        if shape(old) != shape(new):
            yield "nothing differs"
        return
    for name, expected, found in (
        ("accepted", new, settling.accepted(made)),
        ("rejected", old, settling.rejected(made)),
    ):
        if shape(expected) != settling.shape(found):
            yield f"{name}: text, formatting or merges"
        if not thorough:
            continue
        if lint.paragraphs(expected) != lint.paragraphs(found):
            yield f"{name}: text"
        if lint.tables(expected) != lint.tables(found):
            yield f"{name}: tables"
    yield from lint.lint(made) if thorough else ()


def check(
    seed: int,
    originals: list[tuple[amendments.Data, bytes]],
    folder: Path,
    *,
    thorough: bool = False,
) -> None:
    """Correct one of the examples at random, and take the redline in either direction."""
    data, old = originals[seed % len(originals)]
    made, names = amendments.corrected(data, seed)
    versions = [old, amendments.built(made, folder / "filing.yaml")]
    assert [] == list(wrong(*(versions if seed % 3 else versions[::-1]), thorough=thorough)), names


@pytest.mark.parametrize("seed", range(QUICK))
def test_accepting_gives_the_new_document_rejecting_the_old_one(
    seed: int, originals: list[tuple[amendments.Data, bytes]], tmp_path: Path
) -> None:
    check(seed, originals, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(QUICK, ALL))
def test_it_does_so_for_any_correction(
    seed: int, originals: list[tuple[amendments.Data, bytes]], tmp_path: Path
) -> None:
    check(seed, originals, tmp_path, thorough=True)


def test_the_amendments_are_of_every_kind(
    originals: list[tuple[amendments.Data, bytes]],
) -> None:
    made = [amendments.corrected(originals[seed % 5][0], seed)[1] for seed in range(240)]
    assert {correction.__name__ for correction in amendments.CORRECTIONS} == {*chain(*made)}


def test_a_document_does_not_differ_from_itself(
    originals: list[tuple[amendments.Data, bytes]],
) -> None:
    assert [None] * len(originals) == [redlined(document, document) for _, document in originals]


def test_the_same_documents_give_the_same_bytes(
    originals: list[tuple[amendments.Data, bytes]], tmp_path: Path
) -> None:
    data, old = originals[0]
    new = amendments.built(amendments.corrected(data, 2)[0], tmp_path / "filing.yaml")
    digests = {hashlib.sha256(redlined(old, new) or b"").hexdigest() for _ in range(2)}
    assert 1 == len(digests)
    assert b"w:date" not in archive.read(redlined(old, new) or b"")[DOCUMENT]


def test_only_the_parts_that_changed_are_other_than_the_new_ones(
    originals: list[tuple[amendments.Data, bytes]], tmp_path: Path
) -> None:
    data, old = originals[1]
    new = amendments.built(amendments.corrected(data, 1)[0], tmp_path / "filing.yaml")
    made, expected = archive.read(redlined(old, new) or b""), archive.read(new)
    assert [DOCUMENT] == [name for name in made if made[name] != expected.get(name)]


def test_a_footer_is_redlined_too() -> None:
    def footer(text: str) -> str:
        return f'<w:ftr xmlns:w="{W}">{par(text)}</w:ftr>'

    old, new = (parts(par("甲"), footer1=footer(f"{year}年度")) for year in (2023, 2024))
    made, faults = redline.redline(old, new, "", formats=True)
    assert (True, []) == (made is not None, faults)
    assert [b"2023", b"2024"] == [
        node.text.encode()
        for node in ooxml.parse(archive.read(made or b"")["word/footer1.xml"]).iter(
            f"{{{W}}}delText", f"{{{W}}}t"
        )
        if node.text.isdigit()
    ]


def header(*blocks: str) -> str:
    return f'<w:hdr xmlns:w="{W}">{"".join(blocks)}</w:hdr>'


PICTURE = "<w:r><w:pict/></w:r>"


def both(old: dict[str, str], new: dict[str, str]) -> tuple[bytes | None, list[tuple[str, str]]]:
    """The redline of two files that differ in their headers and footers, and what is told."""
    before, after = (parts(par("甲"), **each) for each in (old, new))
    made, faults = redline.redline(before, after, "旧", formats=True)
    assert all(fault.severity is Severity.WARNING for fault in faults)
    return made, [(fault.code, fault.message) for fault in faults]


def test_a_picture_that_a_header_loses_is_told() -> None:
    told = [("X806", "页眉里有图片之类的不同，修订稿里没有标出")]
    assert (None, told) == both({"header1": header(par("", PICTURE))}, {"header1": header(par())})


def test_the_mark_of_a_draft_is_no_difference() -> None:
    path = '<v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="草稿"/>'
    draft = header(par(), par("", f"<w:r><w:pict>{path}</w:pict></w:r>"))
    plain = header(par())
    assert (None, []) == both({"header1": draft}, {"header1": plain})
    assert (None, []) == both({"header1": plain}, {"header1": draft})
    twice = header(par(), par("", f"<w:r><w:pict>{path}{path}</w:pict></w:r>"))
    assert (None, []) == both({"header1": twice}, {"header1": plain})


def test_a_header_that_only_the_old_version_has_is_told() -> None:
    message = "上一版有的地方页眉是“内部资料 999.99”，这一版不是，修订稿里没有标出"
    assert (None, [("X806", message)]) == both({"header1": header(par("内部资料 999.99"))}, {})


def test_an_empty_header_more_or_less_is_no_difference() -> None:
    assert (None, []) == both({"header1": header(par())}, {})
    assert (None, []) == both({}, {"header1": header(par())})


def test_a_header_that_only_the_new_version_has_comes() -> None:
    made, told = both({}, {"header1": header(par("内部资料"))})
    root = ooxml.parse(archive.read(made or b"")["word/header1.xml"])
    come = ["".join(node.itertext()) for node in root.iter(f"{{{W}}}ins")]
    assert (["内部资料"], []) == (come, told)


def test_headers_are_the_same_by_where_they_stand_whatever_they_are_called() -> None:
    text = header(par("年度"))
    assert (None, []) == both({"header7": text}, {"header1": text})
    message = "上一版有的地方页眉是“旧”，这一版不是，修订稿里没有标出"
    old = {"header1": text, "header2": header(par("旧"))}
    before, after = parts(par("甲"), **old), parts(par("甲"), header1=text)
    first = '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
    document = before[DOCUMENT].decode().replace("<w:body>", f"<w:body>{first}</w:pPr></w:p>")
    left = {**before, DOCUMENT: document.encode()}
    made, [fault] = redline.redline(left, after, "旧", formats=False)
    assert (None, message) == (made, fault.message)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ('<w:ins w:id="1" w:author="a"><w:r/></w:ins>', "上一版还有没接受也没拒绝的修订"),
        ('<w:del w:id="1" w:author="a"><w:r/></w:del>', "上一版还有没接受也没拒绝的修订"),
    ],
)
def test_nobody_knows_which_version_was_published_if_changes_are_undecided(
    change: str, expected: str
) -> None:
    _, [fault] = redline.redline(parts(par("甲", change)), parts(par("乙")), "旧", formats=True)
    assert ("X803", expected, "旧:第1段") == (fault.code, fault.message, str(fault.place))


def test_changes_in_a_header_are_not_passed_over_either() -> None:
    change = '<w:ins w:id="1" w:author="a"><w:r><w:t>甲</w:t></w:r></w:ins>'
    old, new = (
        parts(par(text), header1=header(par("", inner)))
        for text, inner in (("甲", change), ("乙", ""))
    )
    made, [fault] = redline.redline(old, new, "旧", formats=True)
    message = "上一版的页眉里，还有没接受也没拒绝的修订"
    assert (None, "X803", message) == (made, fault.code, fault.message)


def test_changes_of_formatting_that_are_undecided_do_not_matter() -> None:
    change = '<w:rPrChange w:id="1" w:author="a"><w:rPr/></w:rPrChange>'
    old = parts(par("", f"<w:r><w:rPr>{change}</w:rPr><w:t>甲</w:t></w:r>"))
    assert (None, []) == redline.redline(old, parts(par("甲")), "", formats=False)


def test_changes_of_formatting_are_decided_in_the_redline_of_both() -> None:
    change = '<w:rPrChange w:id="1" w:author="a"><w:rPr/></w:rPrChange>'
    old, new = (
        parts(par("", f"<w:r><w:rPr><w:b/>{change}</w:rPr><w:t>{text}</w:t></w:r>"))
        for text in ("甲1乙", "甲2乙")
    )
    made, _ = redline.redline(old, new, "", formats=True)
    assert b"rPrChange" not in archive.read(made or b"")[DOCUMENT]


def test_a_paragraph_that_is_too_long_is_marked_as_a_whole_and_it_is_said() -> None:
    old, new = (parts(par("甲"), par("1 " * LONGEST + end), par("乙")) for end in "丙丁")
    made, [fault] = redline.redline(old, new, "", formats=True)
    root = ooxml.parse(archive.read(made or b"")[DOCUMENT])
    assert [1, 2] == [len(list(root.iter(f"{{{W}}}{name}"))) for name in ("delText", "ins")]
    assert ("X806", Severity.WARNING) == (fault.code, fault.severity)
    assert f"有一段长 {2 * LONGEST + 1} 字" in fault.message
    assert (None, []) == redline.redline(old, old, "", formats=True)


@pytest.mark.parametrize("damaged", [{}, {DOCUMENT: b"<w:document"}])
def test_a_file_that_is_no_word_file_is_refused(damaged: dict[str, bytes]) -> None:
    _, [fault] = redline.redline(damaged, parts(par("甲")), "旧.docx", formats=True)
    assert "X801" == fault.code


def test_a_paragraph_in_too_many_pieces_is_refused_with_its_place() -> None:
    torn = parts("<w:p><w:r>" + "<w:t>甲</w:t><w:br/>" * (MOST_PIECES + 1) + "</w:r></w:p>")
    made, (fault,) = redline.redline(torn, parts(par("甲")), "旧", formats=True)
    message = "上一版这一段由 10000 截以上的文字、换行之类拼成，改动标不出来"
    assert (None, "X803", message, "旧:第1段") == (
        made,
        fault.code,
        fault.message,
        str(fault.place),
    )
