"""Run the demands of a pack's checks.yaml: the kinds of identity, and when each is due."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.checks import (
    belonging,
    coverage,
    identities,
    mistyped,
    plausibility,
    proofreading,
    rounded_bases,
)
from generator.checks.case import Case, Check
from generator.diagnostics import Fault

Judge = Callable[[Check, Case], Iterator[Fault]]
BEFORE: dict[str, Judge] = {
    "total": identities.total,
    "same": identities.same,
    "within": identities.within,
    "not_negative": identities.not_negative,
    "rollup": identities.rollup,
    "equals": identities.equals,
    "usually": identities.usually,
    "carried": identities.carried,
    "budgeted": identities.budgeted,
    "paired": plausibility.paired,
    "needed": plausibility.needed,
    "bounded": plausibility.bounded,
    "disproportionate": plausibility.disproportionate,
    "tenfold": mistyped.tenfold,
    "tenfold_rows": mistyped.tenfold_rows,
    "exchanged_rows": mistyped.exchanged_rows,
    "same_rows": mistyped.same_rows,
    "copied": mistyped.copied,
    "listed_rows": mistyped.listed_rows,
    "per_head": plausibility.per_head,
    "scored": plausibility.scored,
    "signed": plausibility.signed,
    "added": plausibility.added,
    "unique": plausibility.unique,
    "unshared": plausibility.unshared,
    "listed": plausibility.listed,
    "remembered": plausibility.remembered,
    "worded": proofreading.worded,
    "belonging": belonging.belonging,
}
AFTER: dict[str, Judge] = {
    "covered": coverage.covered,
    "explained": coverage.explained,
    "direction": coverage.direction,
    "quoted": proofreading.quoted,
    "withheld": coverage.withheld,
}


def before_filling(demands: Sequence[Check], case: Case) -> list[Fault]:
    """The faults of every identity that figures alone decide."""
    return list(_run(demands, case, BEFORE))


def after_filling(demands: Sequence[Check], case: Case) -> list[Fault]:
    """The faults that only the filled form shows, with what is missing in it."""
    return [
        *_run(demands, case, AFTER),
        *coverage.missing_bases(case),
        *coverage.missing_notes(case),
        *coverage.idle_words(case),
        *rounded_bases.find_open(case),
    ]


def _run(demands: Sequence[Check], case: Case, kinds: Mapping[str, Judge]) -> Iterator[Fault]:
    seen = {"": [case]}  # the records of a list are looked up once for all that is asked of them
    for check in demands:
        judge, each = kinds.get(check["kind"]), check.get("each", "")
        if judge and _applies(check, case):
            if each not in seen:
                seen[each] = [case.within(home) for home in case.homes(each)]
            for record in seen[each]:
                yield from judge(check, record)


def _applies(check: Check, case: Case) -> bool:
    """Whether a demand is made of this filing: `when` names values and the words they may be.

    What holds of a unit `alone` need not hold of the sum of several; each is held to it itself.
    `stated` names a text without which there is nothing to be held to.
    """
    if check.get("alone") and case.filing.members:
        return False
    if "stated" in check and not case.text(check["stated"]):
        return False
    return all(case.text(name) in words for name, words in check.get("when", {}).items())
