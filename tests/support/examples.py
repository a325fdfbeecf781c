"""The filings that tests start from, and what may be said of any outcome.

`EXAMPLE` is a filing of the tests' own: the 2024 filing of inputs/ as it once was, with four of
its twelve 自评表 so that it is quickly built. What people write in inputs/ reddens only the tests
that are about those very files (`WORKED`, `BUDGET`, `SHANGHAI`).
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from generator.pipeline import Outcome
from generator.units.result import Result

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests" / "filings" / "final_accounts" / "126.yaml"
WORKED = ROOT / "inputs" / "2024" / "126.yaml"
SHANGHAI = ROOT / "inputs" / "2024" / "普陀财政局.yaml"
BUDGET = ROOT / "inputs" / "2025" / "智慧闽清.yaml"
# The 部门预算 of a department and its own 单位预算.
PAIR = [ROOT / "inputs" / "2025" / f"普陀区商务委员会-{it}.yaml" for it in ("部门", "单位")]
# Of another region; its budgets of a department and of its unit are of one form.
OTHER_REGION = [SHANGHAI, *PAIR]
# Of a region that sets its text before its tables and draws charts; invented.
TEXT_FIRST = ROOT / "inputs" / "2024" / "青溪县文化广播电视和旅游局.yaml"
# Of every kind and region at least one: what any pack has is tried on these.
OF_EVERY_PACK = [EXAMPLE, BUDGET, *OTHER_REGION, TEXT_FIRST]
# What must hold of any filing is tried on these; any other that is put into inputs/ is looked at
# by `test_golden.py` alone.
FILINGS = [*OF_EVERY_PACK, *sorted((ROOT / "tests" / "filings").glob("*.yaml"))]

Edit = Callable[..., Path]

# The example has two differences that are only told (30108, and the 整体自评's own amount), as the
# published document has them: tests of other things do not look at these.
ONLY_TOLD = "C313"


def codes(outcome: Outcome | Result) -> list[str]:
    """The codes of an outcome's faults, in order, but for what is only usually the same."""
    return [fault.code for fault in outcome.faults if fault.code != ONLY_TOLD]


def copy_inputs(folder: Path) -> None:
    """The two filings of inputs/ in a folder's own inputs/, whatever else has been put there."""
    for path in (WORKED, BUDGET):
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True)
        shutil.copy(path, copy)
