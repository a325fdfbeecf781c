"""Law in layers: the nation's stands once; a region is data over it."""

import copy
import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from lxml import etree
from support.calls import run
from support.examples import EXAMPLE, Edit
from support.packs import HOME, PACK_FILES, named, spoil

from generator import exits, pipeline
from generator.filing.yaml_tree import Node
from generator.packs import law, layering, pack_yaml, reading

# -- the nation's law ------------------------------------------------------------------------------


def list_said(path: Path, name: str) -> list[Node]:
    """What each folder of a pack's law says in its file of a name."""
    folders = reading.find_files(path, HOME).laws
    return [pack_yaml.load(folder / name) or {} for folder in folders]


def list_lines(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each thing that a file says, with the names and words that lead to it."""
    if isinstance(node, dict) and node:
        for key, value in node.items():
            yield from list_lines(value, (*path, key))
    elif node is not None:
        yield path, str(node)


@pytest.mark.parametrize("name", law.LAW_FILES)
@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_no_line_of_the_nations_law_stands_twice(path: Path, name: str) -> None:
    nation, *later = (dict(list_lines(said)) for said in list_said(path, name))
    again = [it for said in later for it in said.items() if nation.get(it[0]) == it[1]]
    assert [] == again
    assert len(nation) > (10 if name == law.EXPORTS_FILE else 50)


@pytest.mark.parametrize("path", PACK_FILES, ids=named)
def test_no_check_is_made_twice_under_two_names(path: Path) -> None:
    said = [check for checks in list_said(path, "checks.yaml") for check in checks.values()]
    said = [check for check in said if check != layering.DROPPED]
    made = [str({key: it for key, it in check.items() if key != "依据"}) for check in said]
    assert sorted(set(made)) == sorted(made)


# -- a third region --------------------------------------------------------------------------------

YEAR, FORM = "schemas/final-accounts/2024", "templates/final-accounts/2024"
PUBLIC, STATE = "一般公共预算财政拨款“三公”经费支出决算表", "国有资本经营预算财政拨款支出决算表"
FUND = "政府性基金预算财政拨款收入支出决算表"
# All that 厦门 says over Fujian: the fund's table is the seventh, the state's capital's the eighth,
# 三公 the ninth.
XIAMEN = {
    "tables.yaml": f"公开内容:\n  {FUND}:\n  {STATE}:\n  {PUBLIC}:\n",
    "checks.yaml": "国资表分栏: {补充: 是, 依据: 公开08 合计＝基本支出＋项目支出}\n",
}
PACK = {
    "地区: 福建": "地区: 厦门",
    "2024/fujian]": "2024/fujian, final-accounts/2024/xiamen]",
}
TITLES = {
    f"八、{FUND}": f"七、{FUND}",
    f"九、{STATE}": f"八、{STATE}",
    f"七、{PUBLIC}": f"九、{PUBLIC}",
    "公开08表": "公开07表",
    "公开09表": "公开08表",
    "公开07表": "公开09表",
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def reorder(form: Path) -> None:
    """Move the 三公 table behind the two others, in the body and in the 目录."""
    with zipfile.ZipFile(form) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    body = root[0]
    texts = ["".join(node.itertext(f"{W}t")) for node in body]
    for last, turn in ((False, 0), (True, 1)):  # the 目录, then the body
        first, second = (_find(texts, f"{it}", turn) for it in (f"七、{PUBLIC}", f"八、{FUND}"))
        end = _find(texts, f"九、{STATE}", turn) + 1
        while last and not texts[end].startswith("第三部分"):
            end += 1
        moved, goal = list(body[first:second]), body[end]
        if last:  # what stood before 三公 ends the section that 三公 ended
            section = next(node for node in moved if node.find(f".//{W}sectPr") is not None)
            moved[0].addprevious(_ending(section))
        for node in moved:
            goal.addprevious(node)
        texts = ["".join(node.itertext(f"{W}t")) for node in body]
    for text in root.iter(f"{W}t"):
        text.text = TITLES.get(text.text or "", text.text)
    parts["word/document.xml"] = etree.tostring(root)
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    form.write_bytes(made.getvalue())


def _find(texts: list[str], text: str, turn: int) -> int:
    return [at for at, it in enumerate(texts) if it == text][turn]


def _ending(section: etree._Element) -> etree._Element:
    paragraph = etree.Element(f"{W}p")
    look = etree.SubElement(paragraph, f"{W}pPr")
    found = section.find(f".//{W}sectPr")
    assert found is not None
    look.append(copy.deepcopy(found))
    return paragraph


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packs with one for 厦门 besides, made of Fujian's."""
    home = spoil(tmp_path_factory.mktemp("home"))
    folder = home / FORM / "xiamen"
    shutil.copytree(home / FORM / "fujian", folder)
    text = (folder / "pack.yaml").read_text("utf-8")
    for old, new in PACK.items():
        assert 1 == text.count(old)
        text = text.replace(old, new)
    (folder / "pack.yaml").write_text(text, "utf-8")
    (home / YEAR / "xiamen").mkdir()
    for name, said in XIAMEN.items():
        (home / YEAR / "xiamen" / name).write_text(said, "utf-8")
    reorder(folder / "document.docx")
    return home


def test_another_order_of_tables_takes_a_few_lines_of_data() -> None:
    lines = "\n".join((*XIAMEN.values(), *PACK.values(), *TITLES.values())).splitlines()
    assert len(lines) < 40


def test_a_region_made_of_anothers_is_sound(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exits.FINE == run("template", "check", str(home / FORM / "xiamen"))
    assert "检查通过" in capsys.readouterr().out


def test_its_titles_come_in_its_own_order(home: Path) -> None:
    own, fujian = (
        list(reading.read(home / FORM / it / "pack.yaml", home).contents)
        for it in ("xiamen", "fujian")
    )
    assert [PUBLIC, FUND, STATE] == [it for it in fujian if it in (PUBLIC, FUND, STATE)]
    assert [FUND, STATE, PUBLIC] == [it for it in own if it in (PUBLIC, FUND, STATE)]
    assert sorted(fujian) == sorted(own)


def test_its_documents_are_of_its_own_order(home: Path, edited: Edit) -> None:
    made = pipeline.produce(edited(("地区: 福建", "地区: 厦门")), home).document
    texts = [it.text for it in docx.Document(BytesIO(made)).paragraphs]
    wanted = [f"七、{FUND}", f"八、{STATE}", f"九、{PUBLIC}"]
    assert wanted == [it for it in texts if it in (*TITLES, *TITLES.values()) and "、" in it][-3:]
    assert ["公开07表", "公开08表", "公开09表"] == [it for it in texts if it in TITLES]


def test_its_checks_are_its_own_and_the_nations(home: Path, edited: Edit) -> None:
    filing = edited(
        ("地区: 福建", "地区: 厦门"),
        (
            "\n支出:\n",
            "\n支出:\n  - {科目: 2129999, 资金: 国有资本经营预算财政拨款, 上缴上级支出: 5}\n",
        ),
    )
    told = [fault for fault in pipeline.produce(filing, home).faults if fault.code == "C301"]
    assert [True] == [any("公开08" in note for note in fault.notes) for fault in told]


def test_nothing_changes_for_the_region_that_it_was_made_of(home: Path) -> None:
    assert pipeline.produce(EXAMPLE).document == pipeline.produce(EXAMPLE, home).document
