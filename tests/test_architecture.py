"""The rules of the house, held: imports point downward, one owner per library, no budget terms."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml
from support.examples import ROOT

from generator import vocabulary
from generator.kept import library
from generator.packs import (
    chart_words,
    export_words,
    finding,
    inspection_words,
    language,
    layering,
    layout_words,
    pack_words,
    workbook_words,
)

ENGINE = ROOT / "generator"
MODULES = sorted(ENGINE.rglob("*.py"))
# From the bottom up: a room may import from itself and from the rooms before it.
ROOMS = (
    "frozen", "exits", "vocabulary", "diagnostics", "money", "addresses", "kept", "compare", "word",
    "spreadsheets", "filing", "packs", "exports", "figures", "consolidation", "books", "charts",
    "filling", "checks", "forms", "layouts", "published", "pipeline", "units", "audits",
    "corrections", "workbooks", "edited", "redlines", "outputs", "reporting", "workbench",
    "commands", "cli", "__main__",
)  # fmt: skip
# A library has one owner, or several where each takes another side of it: of Jinja the forms'
# language and HTML pages; of docxtpl its preparation of a form and its filling.
OWNERS = {
    "jinja2": ("forms.dialect", "outputs.pages"),
    "markupsafe": ("forms.dialect", "outputs.pages"),
    "lxml": ("published.html_tree", "word.ooxml"),
    "docxtpl": ("forms.plain_form", "forms.template"),
    "docx": ("forms.plain_form", "layouts.elements", "layouts.word_form"),
    "yaml": ("filing.yaml_events",),
    "cerberus": ("filing.shape_faults",),
    "pikepdf": ("outputs.made_pdf",),
    "pypdfium2": ("published.pdf_file",),
    "platformdirs": ("kept.own_folder",),
    "distributed": ("units.cluster",),
    "starlette": (
        *("workbench.answers", "workbench.app", "workbench.audit_views", "workbench.bench"),
        *("workbench.correction_views", "workbench.document_views", "workbench.form_accounts"),
        *("workbench.form_conflicts", "workbench.form_converting"),
        *("workbench.form_saving", "workbench.form_told"),
        *("workbench.form_views", "workbench.guard", "workbench.import_views"),
        *(
            "workbench.job_views",
            "workbench.preview_views",
            "workbench.publish_views",
            "workbench.roster_views",
        ),
        *("workbench.text_views", "workbench.unit_import_views", "workbench.uploads"),
        "workbench.views",
    ),
    "uvicorn": ("workbench.server",),
    "xlsxwriter": (
        *("outputs.workbook", "reporting.audit_sheet", "reporting.overview_sheet"),
        "workbooks.drawing",
    ),
}


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Everything in a module, read once."""
    return list(ast.walk(ast.parse(path.read_text("utf-8"))))


def name_of(path: Path) -> str:
    """A module's name below `generator`: `book`, `edited.pieces`."""
    return ".".join(path.relative_to(ENGINE).with_suffix("").parts)


PACKAGES = {"generator", *(f"generator.{path.parent.name}" for path in ENGINE.glob("*/*.py"))}


def imported(path: Path) -> set[str]:
    """Every module that a module imports, wherever in it."""
    found: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module in PACKAGES:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def room_of(module: str) -> str:
    return module.split(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_downward(path: Path) -> None:
    if path.stem == "__init__":
        assert set() == imported(path)
        return
    own = {n.removeprefix("generator.") for n in imported(path) if n.startswith("generator.")}
    place = ROOMS.index(room_of(name_of(path)))
    assert set() == {name for name in own if ROOMS.index(room_of(name)) > place}


def test_no_two_modules_import_each_other() -> None:
    found = {name_of(path): imported(path) for path in MODULES}
    circles = {
        tuple(sorted((one, other)))
        for one, names in found.items()
        for other in (name.removeprefix("generator.") for name in names)
        if f"generator.{one}" in found.get(other, set())
    }
    assert set() == circles


def test_at_most_nine_modules_stand_outside_the_rooms_beside_the_way_in() -> None:
    assert len([path for path in MODULES if path.parent == ENGINE and path.stem != "__main__"]) <= 9


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_longer_than_250_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 250


def test_a_class_name_occurs_once() -> None:
    names = [
        (node.name.lstrip("_"), name_of(path))
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.ClassDef)
    ]
    occurring = Counter(name for name, _ in names)
    assert [] == sorted((name, where) for name, where in names if occurring[name] > 1)


def test_each_third_party_library_is_imported_by_one_module() -> None:
    users = {
        (library, name_of(path))
        for path in MODULES
        for library in (name.split(".")[0] for name in imported(path))
        if library in OWNERS
    }
    assert {(name, owner) for name, owners in OWNERS.items() for owner in owners} == users


def test_only_the_standard_library_and_the_named_ones_are_imported() -> None:
    import sys

    roots = {name.split(".")[0] for path in MODULES for name in imported(path)}
    assert set() == roots - set(OWNERS) - {"generator"} - set(sys.stdlib_module_names)


def terms() -> set[str]:
    """Every name and title of a table, row, column, fund, account or phrase of any pack."""
    found: set[str] = set()
    for path in (ROOT / "schemas").rglob("*.yaml"):
        found |= names_in(yaml.safe_load(path.read_text("utf-8")))
    for path in (ROOT / "templates").rglob("phrases.yaml"):
        found |= set(yaml.safe_load(path.read_text("utf-8")))
    return {term for term in found if re.search("[一-鿿]{2}", term)} - known_keywords()


def names_in(node: object) -> set[str]:
    typed = isinstance(node, dict) and node.get("种类") in ("原因方向", "用词", "引数")
    if typed or (isinstance(node, dict) and {"表样已印", "各处"} & set(node)):
        return set()  # words that people type, not names of anything
    if isinstance(node, dict):
        own = {str(key) for key in node} - {"依据", "说明"}
        return own.union(*(names_in(v) for k, v in node.items() if k != "依据"))
    if isinstance(node, list):
        return set().union(*(names_in(item) for item in node))
    return {str(node)}


def known_keywords() -> set[str]:
    words = {value for value in vars(vocabulary).values() if isinstance(value, str)}
    # Plain words of the language that some pack also uses as a name.
    plain = {"名称", "单位", "代码", "性质", "类型", "总额", "合计", "标题", "内容", "说明", "支出"}
    plain |= {"项目", "科目编码"}  # what a column is headed with
    plain |= {"备注"}  # what a sheet for remarks is called
    plain |= {layering.ADDS, layering.DROPPED, export_words.UNTAKEN}
    return (
        words
        | plain
        | language.WORDS
        | pack_words.WORDS
        | layout_words.WORDS
        | chart_words.WORDS
        | workbook_words.WORDS
        | inspection_words.WORDS
    )


def test_no_budget_term_occurs_in_the_engine() -> None:
    known = terms()
    used = {
        (path.name, term)
        for path in MODULES
        for text in [path.read_text("utf-8")]
        for term in known
        if term in text
    }
    assert set() == used


def test_the_engine_knows_at_most_forty_keywords_of_a_filing() -> None:
    own = Path(vocabulary.__file__).read_text("utf-8")
    section = own.partition("# -- what the engine must recognise in a filing")[2].partition("# ")[0]
    names = re.findall(r"^([A-Z_]+) = ", section, re.MULTILINE)
    keywords = [getattr(vocabulary, name) for name in names]
    assert 0 < len(set(keywords)) == len(keywords) <= 40


# What a spreadsheet keeps is a double: it comes out of this module as digits.
READS_DOUBLES = "spreadsheets.doubles"


def test_there_is_no_floating_point_in_the_engine() -> None:
    floats = [
        (path.name, node.lineno)
        for path in MODULES
        if name_of(path) != READS_DOUBLES
        for node in nodes(path)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "float")
    ]
    assert [] == floats


def test_only_the_front_end_prints() -> None:
    printing = {
        path.stem
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    }
    assert {"cli", "console"} == printing


def test_every_pack_is_complete() -> None:
    for path in finding.list_available(library.installed()).values():
        assert {"pack.yaml", "phrases.yaml", "document.docx"} <= {
            file.name for file in path.parent.iterdir()
        }
