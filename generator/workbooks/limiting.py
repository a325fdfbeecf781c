"""What may be typed into cells, as a spreadsheet program asks for it, with messages in Chinese."""

from typing import Any

from generator.vocabulary import KIND_COUNT, KIND_SCORE, KIND_YUAN
from generator.workbooks.planning import FieldRule

_MOST = 10**13
_MAX_LIST, _MAX_MESSAGE = 250, 250  # what programs take
_ACCOUNTS = {
    "validate": "list",
    "error_type": "information",
    "error_title": "科目",
    "error_message": "科目表里没有这一个。可以只写编码；确是新科目的，另写明名称。",
}
_NUMBERS: dict[str, tuple[str, str, str, int, int]] = {
    KIND_YUAN: ("decimal", "金额", "只写数字，不写“元”，如 3658.44", -_MOST, _MOST),
    KIND_COUNT: ("integer", "个数", "写整数，没有的写 0", 0, _MOST),
    KIND_SCORE: ("decimal", "分数", "写 0 到 100 之间的数", 0, 100),
}


def limit(rule: FieldRule, accounts: str = "") -> dict[str, Any] | None:
    """What a field's cells take; None where anything. `accounts`: where those to choose stand."""
    if accounts:
        return {**_ACCOUNTS, "source": accounts}
    if "allowed" in rule:
        return _choose(list(map(str, rule["allowed"])))
    if rule.get("kind") not in _NUMBERS:
        return None
    validate, title, message, least, most = _NUMBERS[rule["kind"]]
    return {
        "validate": validate,
        "criteria": "between",
        "minimum": least,
        "maximum": most,
        "error_title": title,
        "error_message": message,
    }


def _choose(choices: list[str]) -> dict[str, Any] | None:
    if len(",".join(choices)) > _MAX_LIST:
        return None
    return {
        "validate": "list",
        "source": choices,
        "error_title": "请从下拉列表里选",
        "error_message": f"只能选：{'、'.join(choices)}"[:_MAX_MESSAGE],
    }
