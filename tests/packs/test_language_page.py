"""The page for form keepers says all of the language, as it is, with examples that are right."""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from support import language_page
from support.calls import run
from support.packs import HOME, spoil

from generator import exits
from generator.filing.yaml_tree import Node
from generator.packs import (
    account_codes,
    chart_words,
    check_sentences,
    demands,
    grammar,
    inspection_words,
    judging,
    language,
    law,
    layering,
    layout_words,
    pack_tree,
    pack_words,
    reading,
    sheets,
    workbook_words,
)
from generator.packs.shapes import Language

KIND = "final-accounts/2024"
PROVINCE = HOME / "inputs" / "2024" / "126.yaml"
FUJIAN, OURS = f"templates/{KIND}/fujian", f"templates/{KIND}/mouqu"
# The languages of the sections whose tables give examples, and what the examples stand for.
SECTIONS = {
    "input.yaml：填什么": language.LAW,
    "tables.yaml：怎样算": language.LAW,
    "checks.yaml：核对什么": language.LAW,
    "取数.yaml：导出的表怎样取数": language.LAW,
    "layout.yaml：第一份表样怎样排": layout_words.LAYOUT,
    "workbook.yaml：填报簿怎样分表": workbook_words.WORKBOOK,
    "检查清单.yaml：审核时逐项打勾的": inspection_words.INSPECTION,
    "pack.yaml：表样本身": pack_words.PACK,
    "图.yaml：图": chart_words.CHARTS,
}
# What an example of one word leaves out, since the whole stands elsewhere on the page.
LEFT_OUT = re.compile("缺少“|应写 .* 之一")
PLAIN = {language.YES, language.NO, *language.ADDRESSED, *layout_words.TITLE_LEVELS}


def page() -> str:
    return language_page.PAGE.read_text("utf-8")


def fenced(name: str, example: str = "例") -> list[str]:
    """What stands whole on the page for a file or a piece of an example."""
    block = rf"<!-- {example}：{re.escape(name)} -->\n```\w+\n(.*?)```"
    return re.findall(block, page(), re.DOTALL)


def read(text: str) -> Node:
    tree = pack_tree.parse(text.encode(), "例子")
    assert [] == tree.faults, text
    return tree.root


@cache
def rows() -> list[tuple[str, str]]:
    """Every example in a table of words, with the section that it stands in."""
    found = []
    for title, section in re.findall(r"^## (.+)\n((?:(?!^## ).*\n)*)", page(), re.MULTILINE):
        by_hand = re.sub(r"<!-- 由程序列出.*?<!-- 列完 -->", "", section, flags=re.DOTALL)
        cells = re.findall(r"^\| `.*\| ([^|]*) \|$", by_hand, re.MULTILINE)
        if title in SECTIONS:
            found += [(title, it) for cell in cells for it in re.findall("`([^`]+)`", cell)]
    return found


def test_what_is_listed_on_the_page_is_the_language_as_it_is() -> None:
    assert language_page.renewed(page()) == page()


def test_every_block_and_every_shape_stands_on_the_page() -> None:
    blocks = re.findall("<!-- 由程序列出：(.*?) -->", page())
    assert sorted(language_page.blocks()) == sorted(blocks)
    shown = {it for _, titles in language_page.PLACES.values() for it in titles} | {"check"}
    shapes = {
        **language.SHAPES,
        **pack_words.SHAPES,
        **layout_words.SHAPES,
        **workbook_words.SHAPES,
        **chart_words.SHAPES,
        **inspection_words.SHAPES,
    }
    assert {name for name, shape in shapes.items() if shape.words} == shown


def test_every_kind_of_check_has_a_sentence() -> None:
    assert list(demands.KINDS) == sorted(check_sentences.SENTENCES, key=list(demands.KINDS).index)


def test_every_word_is_told_of() -> None:
    told = set(re.findall("`([^`\n:]+)`", page()))
    assert set() == words() - told - PLAIN


def test_every_word_stands_in_an_example() -> None:
    texts = [it for _, it in rows()] + re.findall("```yaml\n(.*?)```", page(), re.DOTALL)
    used = {it for text in texts for it in spoken(read(text))}
    kinds = set(demands.KINDS)  # each with its sentence
    assert set() == words() - used - kinds - PLAIN


def words() -> frozenset[str]:
    layers = {layering.ADDS, layering.DROPPED}
    asides = (layout_words.WORDS, workbook_words.WORDS, inspection_words.WORDS, chart_words.WORDS)
    return frozenset().union(language.WORDS, pack_words.WORDS, *asides, demands.KINDS, layers)


def spoken(node: Any) -> Iterator[str]:
    """Every key and every text of an example."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from spoken(value)
    elif isinstance(node, list):
        for item in node:
            yield from spoken(item)
    else:
        yield str(node)


@pytest.mark.parametrize(("section", "text"), rows())
def test_an_example_of_a_word_is_written_as_one_may(section: str, text: str) -> None:
    of, node = SECTIONS[section], read(text)
    told = {holds: flaws_of(node, holds, of) for holds in (*of.shapes, *of.lists)}
    assert [] in told.values(), min(told.values(), key=len)


def flaws_of(node: Node, holds: str, of: Language) -> list[str]:
    """What is wrong with an example as a piece of some shape, but for what it leaves out."""
    said = [it.message for it in grammar.find_flaws(node, holds, of)]
    return [it for it in said if not LEFT_OUT.search(it)]


def test_the_example_that_is_told_whole_is_a_sound_pack(tmp_path: Path) -> None:
    """Its files as they stand on the page, with every other example of phrases."""
    assert [] == [fault.message for fault in judging.check(write_pack(tmp_path))]


def test_the_example_is_told_in_sentences(tmp_path: Path) -> None:
    pack = write_pack(tmp_path) / "pack.yaml"
    opened = sheets.open_sheet(pack, tmp_path, "pack", pack_words.PACK)
    read_ = sheets.read_sheets(opened, reading.find_files(pack, tmp_path))
    told = {it.name: it for it in check_sentences.tell_checks(read_)}
    assert (
        "“会议培训.会议费”和“会议培训.会议次数”都有数，或者都没有。不符的只提示。"
        == told["会议费与次数"].sentence
    )
    assert f"schemas/{KIND}/mouqu/checks.yaml" == told["会议费与次数"].places[0].file


def write_pack(root: Path, example: str = "例") -> Path:
    """A district's pack, made as the page says."""
    spoil(root)
    shutil.copytree(root / FUJIAN, root / OURS)
    pack = (root / OURS / "pack.yaml").read_text("utf-8")
    [changed] = re.findall("```yaml\n(地区: .*?)```", page(), re.DOTALL)
    for line in changed.splitlines():
        pack = re.sub(f"^{line.split(':')[0]}: .*$", line, pack, flags=re.MULTILINE)
    (root / OURS / "pack.yaml").write_text(pack, "utf-8")
    (root / "schemas" / KIND / "mouqu").mkdir()
    for file in (*law.LAW_FILES, *reading.ASIDE):
        if text := "".join(fenced(file, example)):
            (root / "schemas" / KIND / "mouqu" / file).write_text(text, "utf-8")
    (root / OURS / "glossary.yaml").write_text("".join(fenced("glossary.yaml")), "utf-8")
    phrases = root / OURS / "phrases.yaml"
    added = "".join(fenced("phrases.yaml", example))
    phrases.write_text(phrases.read_text("utf-8") + added, "utf-8")
    return root / OURS


@pytest.mark.parametrize(("example", "title"), [("例", "项目支出情况表"), ("例二", "委托项目表")])
def test_the_form_of_an_example_passes_its_check_with_its_filing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], example: str, title: str
) -> None:
    folder = write_pack(tmp_path, example)
    write_form(folder / "document.docx", example, title)
    write_filing(tmp_path, example)
    assert exits.FINE == run("template", "check", str(folder)), capsys.readouterr().err
    assert f"{folder / 'document.docx'}：检查通过\n" == capsys.readouterr().out


def write_form(path: Path, example: str, title: str) -> None:
    """What the page says to write in Word, after the last table of the province's form."""
    [rows], [note] = fenced("表", example), fenced("尾差", example)
    form = docx.Document(str(path))
    headings = [it for it in form.paragraphs if it.style and it.style.name == "Heading 1"]
    [after] = [it for it in headings if "决算情况说明" in it.text]
    heading = after.insert_paragraph_before(f"十、{title}", "Heading 2")
    cells = [line.split(" ‖ ") for line in rows.splitlines()]
    table = form.add_table(len(cells), len(cells[0]))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text.replace("（空）", "")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    table._tbl.tblPr.append(caption)
    heading._p.addnext(table._tbl)
    listed = [it for it in form.paragraphs if it.style and it.style.name == "toc 2"]
    listed[0].insert_paragraph_before(f"十、{title}", "toc 2")
    for line in "".join((note, *fenced("一段", example))).splitlines():
        after.insert_paragraph_before(line)
    form.save(str(path))


def write_filing(root: Path, example: str) -> None:
    """The province's example, as the page says to go on from it."""
    [added] = fenced("填报", example)
    text = re.sub("^地区: .*$", "地区: 某区", PROVINCE.read_text("utf-8"), flags=re.MULTILINE)
    if example == "例":
        [stated] = re.findall("`(  会议培训.合计: .*)`", page())
        text = text.replace("\n上年数:\n", f"\n上年数:\n{stated}\n")
    (root / "inputs" / "2024").mkdir(parents=True)
    (root / "inputs" / "2024" / "mouqu.yaml").write_text(f"{text}\n{added}", "utf-8")


def test_the_example_of_a_table_of_accounts_is_right() -> None:
    [text] = fenced("科目表")
    node = read(text)
    assert [] == list(grammar.find_flaws(node, "accounts", pack_words.PACK))
    assert [] == list(account_codes.find_in_accounts(node))
