"""Which fonts were not at hand and what stood in for them, in one sentence for people."""

from collections.abc import Mapping


def name_stand_ins(stand_ins: Mapping[str, str]) -> str:
    """这台机器没有宋体、仿宋（用的是某体），没有黑体: fonts by what stood in; nothing for none.

    What is named by no font (`font_choice.SIGNS`) are signs that none of the fonts has.
    """
    groups: dict[str, list[str]] = {}
    for asked, used in stand_ins.items():
        groups.setdefault(used, []).append(asked)
    said = (
        f"没有{'、'.join(asked)}{f'（用的是{used}）' if used else ''}"
        for used, asked in groups.items()
    )
    return f"这台机器{'，'.join(said)}" if groups else ""
