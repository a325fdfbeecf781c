"""The rules of the house, held: imports point downward, one owner per library, no budget terms."""

import ast
import re
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from generator import packs, vocabulary

MODULES = sorted((ROOT / "generator").glob("*.py"))
# From the bottom up; a module may import only those before it.
ORDER = [
    "vocabulary", "diagnostics", "fingerprints", "kept", "environment", "done", "money", "archive",
    "ooxml", "pieces", "blocks", "matching", "opc", "word_file", "word_comments", "encoding",
    "carried", "sentences", "merging", "retexting", "cell_merges", "restyling", "grafting",
    "legible", "source", "classification", "kinds", "definitions", "values", "schema", "exports",
    "ledger", "additions", "sparse", "addressing", "book", "views", "changes", "marks", "program",
    "prints", "filling", "unrolled", "wording", "phrases", "dialect", "packs", "shared",
    "statements", "controls", "transfers", "consolidation", "member_totals", "borrowing", "bases",
    "document", "watermark", "case", "identities", "coverage", "checks", "membership", "output",
    "template", "form_text", "form_package", "form_names", "linting", "compiling", "fields",
    "pipeline", "agreement", "refreshing", "pagination", "overview", "work", "scheduling",
    "cluster", "manifest", "standing", "batch", "verifying", "explaining", "jsonschema", "page",
    "summary", "report_json", "report_html", "report_overview", "report_documents", "exits",
    "report", "interruption", "outline", "alignment", "addresses", "dossier", "typed", "making",
    "tracing", "passages", "flips", "revision", "changelist", "touched", "history",
    "correction_note", "report_trace", "report_revision", "blank", "relining", "rolling",
    "starting", "redline_words", "redline_alignment", "redline_pieces", "redline_paragraph",
    "redline_marks", "redline_merges", "redline_rows", "redline_blocks", "redline_package",
    "redline", "redlining", "commands", "form_commands", "correction_commands", "document_commands",
    "arguments", "cli",
]  # fmt: skip
OWNERS = {
    "jinja2": "dialect",
    "markupsafe": "dialect",
    "lxml": "ooxml",
    "docxtpl": "template",
    "yaml": "source",
    "cerberus": "schema",
    "pypdf": "pagination",
    "platformdirs": "kept",
    "distributed": "cluster",
}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> set[str]:
    """Every module that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "generator":
            found.update(f"generator.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_imports_point_downward(path: Path) -> None:
    if path.stem == "__init__":
        assert set() == imported(path)
        return
    own = {name.split(".")[1] for name in imported(path) if name.startswith("generator.")}
    assert set() == {name for name in own if ORDER.index(name) >= ORDER.index(path.stem)}


def test_every_module_has_its_place_in_the_order() -> None:
    assert set(ORDER) == {path.stem for path in MODULES} - {"__init__"}


def test_each_third_party_library_is_imported_by_one_module() -> None:
    users = {
        (library, path.stem)
        for path in MODULES
        for library in (name.split(".")[0] for name in imported(path))
        if library in OWNERS
    }
    assert set(OWNERS.items()) == users


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
    if isinstance(node, dict):
        own = {str(key) for key in node} - {"meta", "依据", "说明"}
        return own.union(*(names_in(v) for k, v in node.items() if k not in ("meta", "依据")))
    if isinstance(node, list):
        return set().union(*(names_in(item) for item in node))
    return {str(node)}


def known_keywords() -> set[str]:
    words = {value for value in vars(vocabulary).values() if isinstance(value, str)}
    # Plain words of the language that some pack also uses as a name.
    plain = {"名称", "单位", "代码", "性质", "类型", "总额", "合计", "标题", "内容", "说明", "支出"}
    return words | plain


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
    assert len(set(vocabulary.FILING)) == len(vocabulary.FILING) <= 40


def test_there_is_no_floating_point_in_the_engine() -> None:
    floats = [
        (path.name, node.lineno)
        for path in MODULES
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "float")
    ]
    assert [] == floats


def test_only_the_front_end_prints() -> None:
    printing = {
        path.stem
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    }
    assert {"cli", "report"} == printing


def test_every_pack_is_complete() -> None:
    for path in packs.available(packs.home()).values():
        assert {"pack.yaml", "phrases.yaml", "document.docx"} <= {
            file.name for file in path.parent.iterdir()
        }
