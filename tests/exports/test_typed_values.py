"""How much is still typed where there is an export, as README.md and docs/取数.md say it."""

from collections import Counter
from pathlib import Path

from support import records
from support.examples import ROOT, WORKED
from support.exports import DRAWN, drawing, final_accounts, stated_by

from generator.corrections import dossier

README = (ROOT / "README.md").read_text("utf-8")
PAGE = (ROOT / "docs" / "取数.md").read_text("utf-8")
PERFORMANCE = ("项目支出绩效自评", "部门整体支出绩效自评")


def typed(filing: Path) -> tuple[int, Counter[str]]:
    """How many values a filing states itself, and how many numbers in each section."""
    of, faults = dossier.open_filing(filing)
    assert of is not None, faults
    source = of.filing.source
    own = [path for path in source.values if source.place(path).file == str(filing)]
    values = [path for path in own if isinstance(source.at(path), str)]
    return len(values), Counter(str(path[0]) for path in values if path in of.typed)


def row(label: str, *counts: int) -> str:
    return f"| {label} | {' | '.join(map(str, counts))} |"


def drawn(folder: Path, said: str, *sections: str) -> tuple[int, Counter[str]]:
    """What the example states itself, where it draws on an export and need not state sections."""
    filing = drawing(WORKED, folder / "126.yaml", said, *DRAWN, "核对数", *sections)
    text = filing.read_text("utf-8")
    for line in ("  公务用车运行维护费: 20752.84\n", "  公务接待费: 1800.00\n"):
        text = text.replace(line, "", 1)
    filing.write_text(text, "utf-8")
    return typed(filing)


def test_the_page_counts_what_is_left_to_type(tmp_path: Path) -> None:
    final_accounts(stated_by(WORKED)).write(tmp_path / "导出.xls")
    records.write_each(records.tables_of(WORKED), tmp_path / "自评")
    (all_before, before), (all_after, after) = typed(WORKED), drawn(tmp_path, "导出.xls")
    all_least, least = drawn(tmp_path, "[导出.xls, 自评/]", *PERFORMANCE)
    every = (before, after, least)
    assert row("填的值", all_before, all_after, all_least) in PAGE
    assert row("其中的数", *(it.total() for it in every)) in PAGE
    tables = [sum(it[name] for name in PERFORMANCE) for it in every]
    assert row("其中绩效自评表的数", *tables) in PAGE
    rest = [it.total() - sum(it[name] for name in PERFORMANCE) for it in every]
    assert row("其余的数", *rest) in PAGE
    last_year = after["上年数"]
    said = (
        f"{all_before} 个值、{before.total()} 个数，只要填 {all_least} 个值、{least.total()} 个数"
    )
    assert f"{said}；上年也用本系统做的，再少 {last_year} 个" in README
