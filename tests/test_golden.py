"""Forms and finished documents, as readable text: whoever changes one sees here what changed."""

from difflib import unified_diff

from support.listing import GOLDEN, golden_listings


def test_every_form_and_every_filing_of_inputs_is_listed_as_it_was_reviewed() -> None:
    reviewed = {path.name: path.read_text(encoding="utf-8") for path in GOLDEN.glob("*.txt")}
    now = golden_listings()
    assert set(reviewed) == set(now)
    changes = [
        line
        for name in sorted(now)
        for line in unified_diff(reviewed[name].splitlines(), now[name].splitlines(), name, n=0)
    ]
    assert [] == changes, "若改动是有意的，运行 make golden 并审阅差异"
