"""What an officer has at hand at the start of a year: exports, and last year's document.

An example is taken for last year's filing; this year's says the same with some amounts moved.
Where a region has no form of the year before, last year's document is printed by its nearest.
"""

import re
import shutil
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from generator import pipeline
from generator.kept import library
from support import office, records
from support.budget_exports import budget
from support.budget_tables import budget_tables
from support.examples import BUDGET, EXAMPLE, OTHER_REGION, SHANGHAI
from support.exports import MadeExport, Stated, final_accounts, stated_by, without

# What a filing says of the year before: last year's document says it now.
OF_LAST_YEAR = ("上年数", "核对数")


class Story(NamedTuple):
    """A unit's year: of which example, which year, what moved, and how it is exported.

    `before` are amounts that last year's filing has otherwise; `split` is a list that the export
    gives only in part, with the column that it gives whole.
    """

    example: Path
    year: int
    moved: Mapping[str, str]
    export: Callable[[Path], MadeExport]
    before: Mapping[str, str] = {}
    split: tuple[str, str] | None = None
    records: bool = False
    pdf: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """文种、年度、地区."""
        said = records.stated(self.example)
        return said["文种"], str(self.year), said["地区"]


def _ministry(filing: Path) -> MadeExport:
    """The accounts' software knows 元 alone, and an account for all that is brought forward."""
    of = stated_by(filing)
    by = Decimal(10000 if records.stated(filing)["金额单位"] == "万元" else 1)
    first = min(of.codes, key=lambda it: (it != "2010399", it))
    return final_accounts(
        Stated(
            of.unit,
            {key: it * by for key, it in of.income.items()},
            {key: it * by for key, it in of.spent.items()},
            {key: it * by for key, it in of.economic.items()},
            {(first, fund): it * by for (_, fund), it in of.begun.items()},
            {key: it * by for key, it in of.three.items()},
        )
    )


STORIES = {
    "accounts-fujian": Story(
        EXAMPLE,
        2025,
        {"5086823.81": "5186755.62", "1187515.32": "1287447.13"},
        _ministry,
        records=True,
    ),
    "accounts-shanghai": Story(
        SHANGHAI,
        2024,
        {"1511.887": "1521.887", "1503.517": "1513.517", "1238.576": "1248.576"},
        _ministry,
        before={"拨款: 21.63,": "拨款: 15.43,", "2961.684": "2955.484"},
        pdf=True,
    ),
    "budget-fujian": Story(
        BUDGET,
        2026,
        {"2250342.00": "2260342.00", "940622.00": "950622.00", "334440.00": "344440.00"},
        budget_tables,
        records=True,
    ),
    "budget-shanghai": Story(
        OTHER_REGION[2],
        2025,
        {"9389913.00": "9489913.00", "8174891.00": "8274891.00", "7533376.00": "7633376.00"},
        budget,
        split=("支出", "项目支出"),
        pdf=True,
    ),
}


class Materials(NamedTuple):
    """What the officer has in mind, and what is dropped on the first page."""

    wanted: Path
    files: tuple[Path, ...]


def gather(story: Story, folder: Path) -> Materials:
    """Everything that is at hand before the workbench is opened."""
    wanted, last = state_this_year(story, folder), print_last_year(story, folder)
    export = story.export(wanted).write(folder / "导出.xlsx")
    files = [export, office.to_pdf(last, folder) if story.pdf else last]
    if story.records:
        files.append(records.tables_of(wanted).write(folder / "项目.xlsx"))
    return Materials(wanted, tuple(files))


def state_this_year(story: Story, folder: Path) -> Path:
    """The filing that an officer has in mind: nobody gives it to the workbench."""
    text = without(_of_year(story, story.year), *OF_LAST_YEAR)
    for old, new in story.moved.items():
        assert old in text, old
        text = text.replace(old, new)
    path = folder / "今年.yaml"
    path.write_text(text, "utf-8")
    return path


def print_last_year(story: Story, folder: Path) -> Path:
    """The document of last year."""
    filing = folder / "上年.yaml"
    text = _of_year(story, story.year - 1)
    for old, new in story.before.items():
        assert old in text, old
        text = text.replace(old, new)
    filing.write_text(text, "utf-8")
    library.use(_with_year(story, folder / "往年"))
    made = pipeline.produce(filing)
    library.use(library.installed())
    assert made.document, made.faults
    path = folder / f"{made.name}.docx"
    path.write_bytes(made.document)
    return path


def _of_year(story: Story, year: int) -> str:
    text = story.example.read_text("utf-8")
    return re.sub(r"^年度: .*$", f"年度: {year}", text, count=1, flags=re.MULTILINE)


def _with_year(story: Story, root: Path) -> Path:
    """Forms and rules, those of last year among them."""
    for name in library.FOLDERS:
        shutil.copytree(library.installed() / name, root / name)
    kind, _, region = story.key
    for path in root.glob("templates/*/*/*/pack.yaml"):
        text = path.read_text("utf-8")
        head = f"文种: {kind}", f"地区: {region}"
        place = path.parents[2] / str(story.year - 1) / path.parent.name
        if all(it in text for it in head) and not place.exists():
            shutil.copytree(path.parent, place)
            moved = re.sub('年度: "[0-9]+"', f'年度: "{story.year - 1}"', text)
            (place / "pack.yaml").write_text(moved, "utf-8")
    return root
