"""Next year's filing begun from last year's published document, filled and built."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from support.examples import BUDGET, EXAMPLE, ROOT, SHANGHAI
from support.office import to_pdf
from support.reading_back import produced

from generator import pipeline
from generator.commands import new
from generator.commands.new import NewOptions
from generator.commands.options import PackOptions
from generator.corrections import document_start
from generator.corrections.rolling import StartError
from generator.filing import source
from generator.kept import library
from generator.packs import finding
from generator.packs.pack import Pack
from generator.pipeline import Outcome
from generator.vocabulary import FIGURE_KINDS

FOLLOWED = [EXAMPLE, BUDGET, *sorted((ROOT / "tests" / "filings").glob("*.yaml"))]
FOLLOWED = [it for it in FOLLOWED if "region" not in it.stem]


def following(outcome: Outcome) -> Pack:
    """The pack of the year after a document's."""
    assert outcome.pack is not None
    kind, year, region = outcome.pack.key
    return finding.choose(library.current(), kind, str(int(year) + 1), region)


def typed(pack: Pack, last: Path, target: Path) -> NewOptions:
    """What is typed to begin a filing from a document."""
    named = PackOptions(*pack.key)
    return NewOptions(named, str(last), None, str(target), None, "xlsx")


def begin(folder: Path, document: bytes, pack: Pack, name: str = "去年公开.docx") -> dict[str, Any]:
    """The filing that `new` writes from a document, as a tree."""
    (folder / name).write_bytes(document)
    target = folder / "新.yaml"
    assert 0 == new.new(typed(pack, folder / name, target))
    read, faults = source.load(target)
    assert read is not None, faults
    return read.data


def fill(begun: Any, filed: Any) -> Any:
    """What was begun, with last year's figures where it is empty; its words stay."""
    if isinstance(begun, dict) and isinstance(filed, dict):
        keys = dict.fromkeys((*begun, *filed))
        return {key: fill(begun.get(key), filed.get(key)) for key in keys}
    if isinstance(begun, list) and isinstance(filed, list) and isinstance(filed[0], dict):
        more = [None] * (len(filed) - len(begun))
        return [fill(one, other) for one, other in zip([*begun, *more], filed, strict=True)]
    return filed if begun in (None, "", []) else begun


def filled(begun: dict[str, Any], path: Path, pack: Pack) -> dict[str, Any]:
    """A begun filing with the figures of the filing that its document was made of."""
    filed, _ = source.load(path)
    assert filed is not None
    left = {*pack.base_files, *pack.own_files, "核对数", "增减原因", "取数文件"}
    data = {name: node for name, node in filed.data.items() if name not in left}
    whole: dict[str, Any] = fill({**begun, "增减原因": None}, data)
    return whole


def build(folder: Path, data: dict[str, Any], last: str) -> Outcome:
    path = folder / "新填.yaml"
    path.write_text(json.dumps({**data, "上年文件": last}, ensure_ascii=False), "utf-8")
    return pipeline.produce(path, draft=True, on_disk=False)


def texts(outcome: Outcome) -> list[tuple[str, str]]:
    assert outcome.document, outcome.faults
    return [(it.mark.address, it.text) for it in outcome.printed]


@pytest.mark.parametrize("path", FOLLOWED, ids=lambda it: it.stem)
def test_what_is_begun_from_a_document_and_filled_compares_as_with_the_filing(
    path: Path, tmp_path: Path
) -> None:
    outcome = produced(path)
    pack = following(outcome)
    data = filled(begin(tmp_path, outcome.document, pack), path, pack)
    by_document = build(tmp_path, data, "去年公开.docx")
    (tmp_path / "去年.yaml").write_bytes(path.read_bytes())
    by_filing = build(tmp_path, data, "去年.yaml")
    exact, rounded = Counter(texts(by_filing)), Counter(texts(by_document))
    # Half of the last digit exactly is told: whether it went up or down is not known.
    told = "".join(it.message for it in by_document.faults if it.code == "C343")
    off = {address for address, _ in ((exact - rounded) + (rounded - exact))}
    assert set() == {it for it in off if it.removesuffix(".小计") not in told}


def words(node: Any, rule: Any) -> Any:
    """The texts of a filing, without figures and what is empty."""
    if rule.get("kind") in FIGURE_KINDS or "addresses" in rule or "code" in rule:
        return None
    if isinstance(node, dict) and "schema" in rule:
        said = {name: words(it, rule["schema"].get(name, {})) for name, it in node.items()}
        return {name: it for name, it in said.items() if it} or None
    if isinstance(node, list) and rule.get("type") == "list":
        return [words(it, rule["schema"]) for it in node]
    return [node] if isinstance(node, str) and rule.get("kind") == "段" else node


@pytest.mark.parametrize("section", ["部门概况", "项目支出绩效自评", "部门整体支出绩效自评"])
def test_words_are_taken_over_as_the_document_writes_them(section: str, tmp_path: Path) -> None:
    outcome = produced(EXAMPLE)
    pack = following(outcome)
    begun, (filed, _) = begin(tmp_path, outcome.document, pack), source.load(EXAMPLE)
    assert filed is not None
    rule = pack.rules[section]
    assert words(filed.data[section], rule) == words(begun[section], rule)


def test_words_of_a_figure_stand_in_the_section_that_states_them(tmp_path: Path) -> None:
    outcome = produced(BUDGET)
    filed, _ = source.load(BUDGET)
    assert filed is not None
    begun = begin(tmp_path, outcome.document, following(outcome))
    table = "一般公共预算拨款支出预算表"
    used = filed.data["主要用途"]
    assert isinstance(used, dict)
    stated = used[table]
    assert isinstance(stated, dict)
    assert {f"{table}[{code}]": it for code, it in stated.items()} == begun["主要用途"]
    reasons = {"收支预算总表.收入合计", "收支预算总表.支出合计", f"{table}.合计"}
    assert reasons == set(begun["增减原因"])


def test_the_unit_is_named_with_its_own_marks(tmp_path: Path) -> None:
    outcome = produced(EXAMPLE)
    begun = begin(tmp_path, outcome.document, following(outcome))
    unit = {"代码": "126", "名称": "福州市“智慧福州”管理服务中心", "类型": None, "称谓": "部门"}
    assert (unit, "去年公开.docx") == (begun["单位"], begun["上年文件"])


def test_a_workbook_is_begun_with_the_same(tmp_path: Path) -> None:
    outcome = produced(EXAMPLE)
    begun = begin(tmp_path, outcome.document, following(outcome))
    target = tmp_path / "新.xlsx"
    new.new(typed(following(outcome), tmp_path / "去年公开.docx", target))
    sheet, _ = source.load(target)
    assert sheet is not None
    assert begun["部门概况"]["主要职责"] == sheet.at(("部门概况", "主要职责"))
    assert ("去年公开.docx", begun["单位"]["名称"]) == (
        sheet.at(("上年文件",)),
        sheet.at(("单位", "名称")),
    )


@pytest.mark.parametrize("path", [BUDGET, SHANGHAI], ids=["kind", "region"])
def test_another_document_is_refused(path: Path, tmp_path: Path) -> None:
    (tmp_path / "别的.docx").write_bytes(produced(path).document)
    pack = following(produced(EXAMPLE))
    with pytest.raises(StartError):
        document_start.read(tmp_path / "别的.docx", tmp_path / "新.yaml", pack)


@pytest.mark.office
def test_a_pdf_does_as_well_as_a_word_document(tmp_path: Path) -> None:
    outcome = produced(EXAMPLE)
    pack = following(outcome)
    by_word = filled(begin(tmp_path, outcome.document, pack), EXAMPLE, pack)
    one = build(tmp_path, by_word, "去年公开.docx")
    (tmp_path / "新.yaml").unlink()
    pdf = to_pdf(tmp_path / "去年公开.docx", tmp_path).read_bytes()
    by_pdf = filled(begin(tmp_path, pdf, pack, "去年公开.pdf"), EXAMPLE, pack)
    other = build(tmp_path, by_pdf, "去年公开.pdf")
    assert texts(one) == texts(other)
