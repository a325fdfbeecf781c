"""What the engine gets of a document: a copy that reaches nowhere and is in Chinese."""

import re
from collections.abc import Sequence

import pytest
from support import wordml
from support.wordml import DOCUMENT, par, run

from generator.outputs import font_choice, laying, office
from generator.outputs.office import EngineSetup
from generator.pipeline import Outcome
from generator.word import archive, ooxml, opc, word_file
from generator.word.ooxml import W
from generator.word.word_file import WordFile

PICTURE = f"{opc.OFFICE}/image"
LINK = f'<Relationship Id="rx" Type="{PICTURE}" Target="http://a.b/c" TargetMode="External"/>'


def opened(parts: dict[str, bytes]) -> WordFile:
    read = word_file.read(archive.pack(parts), "文档.docx")
    assert isinstance(read, WordFile)
    return read


def handed(
    document: WordFile, monkeypatch: pytest.MonkeyPatch, at_hand: frozenset[str] | None
) -> tuple[dict[str, bytes], EngineSetup]:
    """The parts that the engine gets of a document, where these fonts are installed."""
    got: list[tuple[bytes, EngineSetup]] = []

    def lay_out(
        documents: Sequence[bytes], setup: EngineSetup, processes: int, stop: object
    ) -> list[bytes]:
        got.extend((it, setup) for it in documents)
        return [b"" for _ in documents]

    monkeypatch.setattr(office, "lay_out", lay_out)
    monkeypatch.setattr(font_choice, "list_installed", lambda: at_hand)
    laying.lay_out([laying.prepare(document)])
    [(raw, setup)] = got
    return dict(archive.read(raw)), setup


def test_the_engine_gets_a_copy_that_fetches_nothing(
    example: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = dict(archive.read(example.document))
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].replace(b"</Rel", LINK.encode() + b"</Rel", 1)
    document = opened(parts)
    copy, _ = handed(document, monkeypatch, None)
    assert [] == [it for it in opc.relations(copy, DOCUMENT) if it.external]
    assert b"http://a.b/c" in document.parts[relations]


LATIN = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="宋体"/><w:lang w:val="en-US"/>'


@pytest.mark.parametrize(
    ("latin", "at_hand", "expected"),
    [
        ("宋体", {"Noto Serif CJK SC", "Liberation Serif"}, "Liberation Serif"),
        ("宋体", {"SimSun", "Liberation Serif"}, "宋体"),
        ("宋体", {"Noto Serif CJK SC"}, "宋体"),
        ("宋体", None, "宋体"),
        ("Arial", {"Noto Serif CJK SC", "Liberation Serif"}, "Arial"),
    ],
    ids=["stood in for", "at hand", "nothing as wide", "nobody knows", "not Chinese"],
)
def test_digits_keep_their_width_where_another_font_stands_in(
    latin: str, at_hand: set[str] | None, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened(wordml.parts(par("", run("1", LATIN.format(latin)))))
    known = None if at_hand is None else frozenset(at_hand)
    copy, _ = handed(document, monkeypatch, known)
    assert [expected] == re.findall(r'w:ascii="([^"]*)"', copy[DOCUMENT].decode())
    assert f'w:ascii="{latin}"'.encode() in document.parts[DOCUMENT]


def test_lines_break_as_in_english_between_digits_and_as_in_chinese_else(
    example: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, _ = handed(opened(dict(archive.read(example.document))), monkeypatch, None)
    texts = [part.decode() for name, part in copy.items() if name.startswith("word/")]
    languages = {it for text in texts for it in re.findall(r"<w:lang ([^>]*?)/?>", text)}
    assert languages
    assert [] == [
        it for it in languages if 'w:val="en-US"' not in it or 'w:eastAsia="zh-CN"' not in it
    ]


STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:style w:type="paragraph" w:styleId="a"/>'
    '<w:style w:type="paragraph" w:styleId="b"><w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="character" w:styleId="d"/></w:styles>'
)


def test_no_sign_hangs_over_the_end_of_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = wordml.parts(par("甲，", look='<w:overflowPunct w:val="0"/>'))
    document = opened({**parts, "word/styles.xml": STYLES.encode()})
    copy, _ = handed(document, monkeypatch, None)
    styles = ooxml.parse(copy["word/styles.xml"])
    hanging = {it.get(f"{W}styleId"): len([*it.iter(f"{W}overflowPunct")]) for it in styles}
    assert {"a": 1, "b": 1, "c": 0, "d": 0} == hanging
    assert b'<w:overflowPunct w:val="1"/>' in copy[DOCUMENT]


def test_fonts_of_other_countries_are_hidden_only_where_ours_are_at_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = opened(wordml.parts(par("甲")))
    _, ours = handed(document, monkeypatch, frozenset({"Noto Sans CJK SC", "Noto Sans CJK JP"}))
    _, theirs = handed(document, monkeypatch, frozenset({"Noto Sans CJK JP"}))
    assert "<string>Noto Sans CJK JP</string>" in ours.fontconfig
    assert "" == theirs.fontconfig
