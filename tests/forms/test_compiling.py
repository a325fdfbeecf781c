"""Compiled forms are kept across runs, and made anew whenever anything of them changed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.examples import EXAMPLE, ROOT
from support.forms import BODY, body, p, said, saved

from generator import pipeline
from generator.filing import source
from generator.forms import compiling, linting, template
from generator.forms.compiling import Compiled
from generator.kept import store
from generator.packs import finding, reading
from generator.packs.pack import Pack
from generator.word import opc


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for compiled forms."""
    monkeypatch.setenv("GONGKAI_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept" / "forms"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the packs that a test may change."""
    for name in ("templates", "schemas", "inputs"):
        shutil.copytree(ROOT / name, tmp_path / "root" / name)
    return tmp_path / "root"


def pack_under(root: Path) -> Pack:
    """The example's pack, read anew."""
    reading.read.cache_clear()
    finding.list_available.cache_clear()
    read, _ = source.load(EXAMPLE)
    assert read is not None
    pack, _ = finding.find(read, root)
    assert pack is not None
    return pack


def made(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> tuple[Compiled, int]:
    """The compiled form of a pack in a new run, and how many times it had to be compiled."""
    calls: list[str] = []
    compile_parts = template.compile_parts

    def counted(*arguments: object) -> object:
        calls.append("compiled")
        return compile_parts(*arguments)  # type: ignore[arg-type]

    compiling.compile_form.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(template, "compile_parts", counted)
        return compiling.compile_form(pack), len(calls)


def test_a_form_is_compiled_in_the_first_run_only(
    kept: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, compiled = made(pack_under(root), monkeypatch)
    again, compiled_again = made(pack_under(root), monkeypatch)
    assert ((1, 0), 1) == ((compiled, compiled_again), len(list(kept.glob("*.json"))))
    assert first.form is not None
    assert again.form is not None
    assert (first.faults, list(first.form.programs)) == (again.faults, list(again.form.programs))


def test_a_document_from_a_kept_form_is_the_same(kept: Path) -> None:
    compiling.compile_form.cache_clear()
    first = pipeline.produce(EXAMPLE)
    compiling.compile_form.cache_clear()
    again = pipeline.produce(EXAMPLE)
    assert first.document == again.document
    assert first.printed == again.printed


MADE_OF = (
    "templates/final-accounts/2024/fujian/pack.yaml",
    "templates/final-accounts/2024/fujian/phrases.yaml",
    "templates/glossary.yaml",
    "schemas/final-accounts/2024/national/tables.yaml",
    "schemas/final-accounts/2024/fujian/input.yaml",
    "schemas/classification/function.yaml",
)


def test_a_change_of_any_file_of_the_pack_compiles_the_form_anew(
    kept: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(pack_under(root), monkeypatch)
    compiled = {}
    for changed in MADE_OF:
        with (root / changed).open("a", encoding="utf-8") as stream:
            stream.write("\n# 改了\n")
        compiled[changed] = made(pack_under(root), monkeypatch)[1]
    assert dict.fromkeys(MADE_OF, 1) == compiled


def test_another_form_is_compiled_anew(
    kept: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = pack_under(root)
    made(pack, monkeypatch)
    shutil.copy(ROOT / "templates" / "budget" / "2025" / "fujian" / "document.docx", pack.form)
    assert 1 == made(pack_under(root), monkeypatch)[1]


def test_an_entry_is_data_that_nothing_executes(
    kept: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(pack_under(root), monkeypatch)
    [entry] = kept.glob("*.json")
    _, _, content = entry.read_bytes().partition(b"\n")
    assert {"charts", "fixed", "name", "numbered", "programs", "unwithheld"} == set(
        json.loads(content)
    )


OTHER_SHAPES: tuple[tuple[str, object], ...] = (
    ("programs", {"word/document.xml": [[0, [["", 0, 0]], []]]}),
    ("programs", []),
    ("name", [["Block", [], []]]),
    ("fixed", {"word/styles.xml": ["!", 0]}),
    ("numbered", {"word/document.xml": 1}),
    ("numbered", [1]),
    ("more", None),
)


def remembered(function: Callable[..., object]) -> Callable[..., object]:
    """The function, which works once and from then on gives the same again."""
    results: list[object] = []

    def remember(*arguments: object) -> object:
        if not results:
            results.append(function(*arguments))
        return results[0]

    return remember


def test_an_entry_of_another_shape_is_made_anew(
    kept: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template, "compile_parts", remembered(template.compile_parts))
    monkeypatch.setattr(linting, "lint", remembered(linting.lint))
    pack = pack_under(root)
    made(pack, monkeypatch)
    [entry] = kept.glob("*.json")
    whole = entry.read_bytes()
    for part, other in OTHER_SHAPES:
        data = json.loads(whole.partition(b"\n")[2])
        data[part] = other
        if part == "more":
            del data["name"]
        store.keep("forms", entry.stem, data)
        assert whole != entry.read_bytes()
        assert (part, 1) == (part, made(pack, monkeypatch)[1])
        assert whole == entry.read_bytes()


def test_a_form_with_errors_is_not_kept(
    kept: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = pack_under(root)
    phrases = pack.form.with_name("phrases.yaml")
    phrases.write_text(phrases.read_text("utf-8").replace("较上年:", "较去年:", 1), "utf-8")
    broken, _ = made(pack_under(root), monkeypatch)
    assert (None, []) == (broken.form, list(kept.glob("*.json")))
    assert {"D516"} == {fault.code for fault in broken.faults}


def test_what_cannot_be_compiled_is_told_where_the_linter_finds_it(
    kept: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = pack_under(root)
    form = saved(root, {BODY: body(p("甲"), p("{% if 单位.称谓 %}乙"), p("丙"), p("丁"))})
    pack.form.write_bytes(form.read_bytes())
    broken, _ = made(pack, monkeypatch)
    expected = [("D525", 2, "“{% if 单位.称谓 %}”没有结尾", "补上 {% endif %}")]
    assert expected == said(list(broken.faults))


def test_a_form_in_which_a_figure_is_touched_makes_no_document(
    kept: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = pack_under(root)
    own, old = opc.load(pack.form)[BODY].decode(), "政府采购支出总额{{"
    form = saved(root, {BODY: own.replace(old, f"{old[:-2]}-{{{{", 1)})
    pack.form.write_bytes(form.read_bytes())
    broken, _ = made(pack, monkeypatch)
    assert (None, ["D550"]) == (broken.form, [fault.code for fault in broken.faults])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a document", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_word_file_is_refused(
    content: bytes, kept: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = pack_under(root)
    pack.form.write_bytes(content)
    broken, _ = made(pack, monkeypatch)
    expected = ("D501", "不是完好的 Word 文件（.docx）")
    assert [expected] == [(fault.code, fault.message) for fault in broken.faults]


def test_a_form_that_is_not_there_is_refused(
    kept: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = pack_under(root)
    pack.form.unlink()
    assert ["D501"] == [fault.code for fault in made(pack, monkeypatch)[0].faults]
