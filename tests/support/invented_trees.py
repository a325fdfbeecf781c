"""Trees of filings that nobody filed, from a pack's rules alone: every section, every kind of
value, whatever region, kind of document and year; the figures in them need not add up.
"""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from generator.filing.yaml_tree import Node
from generator.packs.pack import KEYS, Pack
from generator.vocabulary import (
    KIND_COUNT,
    KIND_PARAGRAPHS,
    KIND_SCORE,
    KIND_YUAN,
    NOTHING_TO_COMPARE,
)

Rules = Mapping[str, Any]
WORDS = ("维修维护", "按规定支出", "减少“三公”经费", "2024年设备更新", "项目#3", "无", "甲、乙")
AMOUNTS = ("0", "-3.10", "1,234.50", "12345678901234.56", "0.01", "100", "87.5", "（待填）")
PATHS = ("甲.yaml", "下级/乙.yaml", "../上年/丙.xlsx")
ADDRESSES = ("支出决算表.合计", "支出决算表[2010399].项目支出", "三公经费.公务接待费")


def invent(pack: Pack, seed: int) -> dict[str, Node]:
    """The tree that a number says, for a pack."""
    rng = Random(f"{pack.key}/{seed}")
    inventing = _Inventing(rng, pack)
    tree = inventing.mapping(pack.rules)
    return {
        **dict(zip(KEYS, pack.key, strict=True)),
        **tree,
        **dict(zip(KEYS, pack.key, strict=True)),
    }


class _Inventing:
    def __init__(self, rng: Random, pack: Pack) -> None:
        self.rng = rng
        self.codes = {name: sorted(it.terms) for name, it in pack.classifications.items()}
        self.share = rng.choice([0.15, 0.5, 0.9])  # of what need not be there

    def mapping(self, rules: Rules) -> dict[str, Node]:
        """A value for the fields that there must be, and for a share of the others."""
        chosen = [name for name in rules if self._is_due(rules[name])]
        if self.rng.random() < 0.2:
            self.rng.shuffle(chosen)
        return {name: self.value(rules[name]) for name in chosen}

    def _is_due(self, rule: Rules) -> bool:
        return bool(rule.get("required")) or self.rng.random() < self.share

    def value(self, rule: Rules) -> Node:
        """What may stand under a rule."""
        special: Mapping[str, Callable[[], Node]] = {
            "addresses": lambda: self._stated(rule["addresses"]),
            "files": self._files,
            "exports": self._files,
            "names": lambda: {code: self._pick(WORDS) for code in self._some_codes()},
        }
        made = next((make for key, make in special.items() if key in rule), None)
        if made is not None:
            return made()
        if rule.get("type") == "dict":
            return self.mapping(rule["schema"])
        if rule.get("type") == "list":
            inner = rule["schema"]["schema"]
            return [self.mapping(inner) for _ in range(self.rng.randint(0, 4))]
        return self._leaf(rule)

    def _leaf(self, rule: Rules) -> Node:
        if "allowed" in rule:
            return self._pick(rule["allowed"])
        if "code" in rule:
            code = self._pick(self.codes[rule["code"]])
            return self._pick([code, f"{code} {self._pick(WORDS)}"])
        if self.rng.random() < 0.05:
            return None
        return self._of_kind(str(rule.get("kind")))

    def _of_kind(self, kind: str) -> Node:
        if kind == KIND_PARAGRAPHS:
            texts: list[Node] = [self._pick(WORDS) for _ in range(self.rng.randint(1, 3))]
            return texts if len(texts) > 1 else self._pick([texts, texts[0]])
        if kind in (KIND_COUNT, KIND_SCORE):
            return str(self.rng.randint(0, 100))
        if kind == KIND_YUAN:
            cents = self.rng.randint(0, 10**9)
            return self._pick([f"{cents / 100:.2f}", f"{cents / 100:.2f}", self._pick(AMOUNTS)])
        return self._pick(WORDS)

    def _stated(self, kind: str) -> Node:
        def value() -> Node:
            return self._of_kind(kind) if kind == KIND_YUAN else self._pick(WORDS)

        flat = {address: value() for address in ADDRESSES if self.rng.random() < 0.7}
        nested: Node = {"支出决算表": {code: {"项目支出": value()} for code in self._some_codes()}}
        ways: list[Node] = [{**flat}, nested, NOTHING_TO_COMPARE if kind == KIND_YUAN else nested]
        return self.rng.choice(ways)

    def _files(self) -> Node:
        return self._pick([self._pick(PATHS), list(PATHS[: self.rng.randint(1, 3)])])

    def _some_codes(self) -> Sequence[str]:
        every = self.codes[min(self.codes)]
        return self.rng.sample(every, self.rng.randint(1, 3))

    def _pick(self, of: Sequence[Any]) -> Any:
        return self.rng.choice(of)
