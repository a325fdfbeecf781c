"""Random corrections of a worked example, as an officer makes them the day before publication."""

import copy
import json
import random
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator import pipeline
from generator.filing import source

Data = dict[str, Any]
Correction = Callable[[Data, random.Random], None]

_AMOUNT = re.compile(r"[0-9]+\.[0-9]{2}")
_COUNT = re.compile(r"[0-9]{1,3}")
_WORDS = "持续做好数字城管平台建设运维保障推进项目资金执行管理服务群众满意度提升，二〇"
_OTHER_ACCOUNTS = ("2010301 行政运行", "2010302 一般行政管理事务", "2101103 公务员医疗补助")
_PROJECTS = ("项目支出绩效自评", "项目绩效目标", "部门专项资金", "项目经费", "决算单位")
_PROSE = (
    *("主要职责", "主要职能", "概述", "工作总结", "重点工作", "预期目标", "实际完成情况"),
    *("立项依据", "实施方案", "绩效说明", "内容"),
)
_BASES = ("上年数", "全年预算数", "上年执行数", "年初预算", "三公经费预算")
_NEVER = ("年度", "核对数", "代码", "科目")


def load(example: Path) -> Data:
    """The data of a worked example."""
    read, _ = source.load(example)
    assert read is not None
    return read.data


def corrected(data: Data, seed: int) -> tuple[Data, list[str]]:
    """A copy with one to four random corrections, and what they are called."""
    chance = random.Random(seed)
    made = copy.deepcopy(data)
    chosen = chance.choices(CORRECTIONS, k=chance.randint(1, 4))
    for correction in chosen:
        correction(made, chance)
    return made, [correction.__name__ for correction in chosen]


def corrected_without_error(data: Data, seed: int, path: Path) -> Path:
    """A file with a filing after random corrections, the first from a seed on that has no error."""
    for number in range(seed, seed + 1000):
        made, _ = corrected(data, number)
        path.write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
        if made != data and pipeline.produce(path).document:
            return path
    raise AssertionError("every correction breaks an identity")


def built(data: Data, path: Path) -> bytes:
    """The draft of a filing: a correction may well break an identity."""
    # Every JSON text is a YAML text, and is quickly made.
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    outcome = pipeline.produce(path, draft=True)
    assert outcome.document, [fault.message for fault in outcome.faults]
    return outcome.document


# -- the data --------------------------------------------------------------------------------------


def _leaves(node: Any, name: str = "") -> Iterator[tuple[Any, Any, str]]:
    """Every text of the data with what holds it, under its key, and the name of its section."""
    keyed = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in list(keyed):
        own = key if isinstance(key, str) else name
        if own in _NEVER:
            continue
        if isinstance(value, dict | list):
            yield from _leaves(value, own)
        elif isinstance(value, str):
            yield node, key, own


def _lists(node: Any, names: tuple[str, ...]) -> list[list[Any]]:
    """Every list that stands under a name with one of the endings, wherever it is."""
    found = []
    if isinstance(node, dict):
        for key, value in node.items():
            if key.endswith(names) and isinstance(value, list) and value:
                found.append(value)
            found += _lists(value, names)
    elif isinstance(node, list):
        for value in node:
            found += _lists(value, names)
    return found


def _sentence(chance: random.Random) -> str:
    return "".join(chance.choices(_WORDS[:-3], k=chance.randint(6, 30)))


# -- corrections -----------------------------------------------------------------------------------


def move_an_amount(data: Data, chance: random.Random) -> None:
    """One typed amount becomes another; a dot, two figures, or all of it."""
    holder, key, _ = chance.choice([x for x in _leaves(data) if _AMOUNT.fullmatch(x[0][x[1]])])
    factor = Decimal(chance.choice(("0", "1.01", "0.5", "2", "10")))
    extra = Decimal(chance.randint(-999, 999)) / 100
    holder[key] = f"{abs(Decimal(holder[key]) * factor + extra):.2f}"


def move_a_count(data: Data, chance: random.Random) -> None:
    """One typed count or score becomes another."""
    holder, key, _ = chance.choice([x for x in _leaves(data) if _COUNT.fullmatch(x[0][x[1]])])
    holder[key] = str(chance.randint(0, 120))


def move_a_base(data: Data, chance: random.Random) -> None:
    """Last year's figure becomes larger, smaller or nothing: 增加 turns into 减少 or 持平."""
    bases = {name: data[name] for name in _BASES if name in data}
    leaves = [x for x in _leaves(bases) if x[0][x[1]].replace(".", "").isdigit()]
    for holder, key, _ in chance.sample(leaves, k=min(3, len(leaves))):
        factor = Decimal(chance.choice(("0", "0.01", "0.9", "1.1", "3", "100")))
        holder[key] = f"{Decimal(holder[key]) * factor:.2f}"


def flatten_a_base(data: Data, chance: random.Random) -> None:
    """Last year's figure of a 项 becomes this year's: 持平."""
    spent = {e["科目"].split()[0]: e for e in data["支出"]}
    for table in data["上年数"].values():
        for code in sorted(set(table) & set(spent)) if isinstance(table, dict) else ():
            if chance.random() < 0.5:
                table[code] = spent[code].get("基本支出") or spent[code]["项目支出"]


def take_out_an_account(data: Data, chance: random.Random) -> None:
    """A 项 that was wrong goes from 收入 and 支出."""
    code = chance.choice(data["支出"])["科目"]
    for name in ("支出", "收入"):
        left = [entry for entry in data[name] if entry["科目"] != code]
        data[name] = left or data[name]


def add_an_account(data: Data, chance: random.Random) -> None:
    """A 项 that was forgotten comes to 收入 and 支出, with another of 经济分类."""
    code = chance.choice(_OTHER_ACCOUNTS)
    if any(entry["科目"] == code for entry in data["支出"]):
        return
    fund = data["支出"][0]["资金"]
    amount = f"{chance.randint(100, 99999999) / Decimal(100):.2f}"
    kind = chance.choice(("基本支出", "项目支出"))
    data["支出"].insert(chance.randint(0, 3), {"科目": code, "资金": fund, kind: amount})
    data["收入"].insert(chance.randint(0, 3), {"科目": code, fund: amount})


def take_out_an_item(data: Data, chance: random.Random) -> None:
    """A 款 of 经济分类 goes."""
    items, *_ = _lists(data, ("经济分类",))
    if len(items) > 1:
        items.pop(chance.randrange(len(items)))


def add_a_project(data: Data, chance: random.Random) -> None:
    """A project with its table is put in, at any place."""
    records = chance.choice(_lists(data, _PROJECTS) or [[]])
    if not records:
        return
    made = copy.deepcopy(chance.choice(records))
    name = next(key for key in ("名称", "项目名称") if key in made)
    made[name] = f"{_sentence(chance)}项目"
    records.insert(chance.randint(0, len(records)), made)


def take_out_a_project(data: Data, chance: random.Random) -> None:
    """A project with its table goes."""
    records = chance.choice(_lists(data, _PROJECTS) or [[]])
    if len(records) > 1:
        records.pop(chance.randrange(len(records)))


def add_an_indicator(data: Data, chance: random.Random) -> None:
    """A row is put into a table whose first columns are merged downwards."""
    items = chance.choice(_lists(data, ("指标",)) or [[]])
    if not items:
        return
    at = chance.randrange(len(items))
    made = dict(items[at], 三级=_sentence(chance))
    if chance.random() < 0.3:
        made["二级"] = "可持续影响指标"
    items.insert(at + chance.randint(0, 1), made)


def take_out_an_indicator(data: Data, chance: random.Random) -> None:
    """A row of such a table goes, perhaps the one that a merge begins in."""
    items = chance.choice(_lists(data, ("指标",)) or [[]])
    if len(items) > 1:
        items.pop(chance.choice((0, chance.randrange(len(items)))))


def rewrite_a_sentence(data: Data, chance: random.Random) -> None:
    """A sentence of prose is rewritten in part, a figure in it too."""
    leaves = [x for x in _leaves(data) if len(x[0][x[1]]) > 20]
    holder, key, _ = chance.choice(leaves)
    text = holder[key]
    start = chance.randrange(len(text) - 4)
    holder[key] = f"{text[:start]}{_sentence(chance)}{chance.randint(1, 99)}{text[start + 4 :]}"


def add_a_paragraph(data: Data, chance: random.Random) -> None:
    """A paragraph of prose comes, be it the last one of a cell."""
    items = chance.choice(_lists(data, _PROSE) or [[]])
    if not items:  # one example has none
        return
    made = copy.deepcopy(items[-1])
    items.insert(
        chance.randint(0, len(items)), f"{_sentence(chance)}。" if isinstance(made, str) else made
    )


def take_out_a_paragraph(data: Data, chance: random.Random) -> None:
    """A paragraph of prose goes, be it the last one of a cell."""
    items = chance.choice(_lists(data, _PROSE) or [[]])
    if len(items) > 1:
        items.pop(chance.randrange(len(items)))


def switch_a_note(data: Data, chance: random.Random) -> None:
    """Something that there was none of appears (or goes): its note is another sentence then."""
    if "部门评价" in data:
        data["部门评价"].update({"涉及资金": "1230000.00", "优": "1"})
    if data["文种"] == "部门决算":
        data["国有资产"]["其他用车"] = str(chance.randint(0, 3))
    else:
        data["三公经费"] = {"公务接待费": f"{chance.randint(0, 1)}00.00"}
    if "绩效说明" in data:
        data["绩效说明"] = [f"{_sentence(chance)}。"]
    fund = chance.choice(("政府性基金预算财政拨款", "国有资本经营预算财政拨款"))
    fund = fund if data["文种"] == "部门决算" else fund.replace("财政", "")
    if chance.random() < 0.5:
        data["支出"].append(
            {"科目": "2120801 征地和拆迁补偿支出", "资金": fund, "项目支出": "1000.00"}
        )
        data["收入"].append({"科目": "2120801 征地和拆迁补偿支出", fund: "1000.00"})


CORRECTIONS: tuple[Correction, ...] = (
    move_an_amount,
    move_a_count,
    move_a_base,
    flatten_a_base,
    take_out_an_account,
    add_an_account,
    take_out_an_item,
    add_a_project,
    take_out_a_project,
    add_an_indicator,
    take_out_an_indicator,
    rewrite_a_sentence,
    add_a_paragraph,
    take_out_a_paragraph,
    switch_a_note,
)
