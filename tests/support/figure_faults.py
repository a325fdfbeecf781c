"""Faults in figures, accounts and years, by class: how each is planted, how it may be told."""

import random
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from generator.published.blocks import ReadCell, ReadDocument, ReadParagraph, ReadTable
from support.published_faults import (
    Plant,
    Planted,
    in_text,
    is_sentence,
    of,
    read_as,
    replaced,
    with_cell,
)

_FIGURES = of(*(f"A81{n}" for n in range(1, 9)))
_NUMBER = re.compile(r"(?<![\d.,])(?:0|[1-9][\d,]*)\.\d+(?=万?元)")
_CELL = re.compile(r"-?(?:(?:0|[1-9][\d,]*)\.\d\d|[1-9]\d{0,2}(?:,\d{3})+)")
_RATE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?=%)")
# A movement of which the sentence tells the rate or the base, too: otherwise nothing says more.
_MOVED = r"(?:增加|减少)(?:了)?(?=[\d,.]*[1-9][\d,.]*万?元(?:，(?:同比)?(?:增长|上升|下降)|（上年))"
_WENT = r"(?:增长|下降)(?:了)?(?=[\d.]*[1-9][\d.]*%)"
_BOTH = re.compile(r"(增加|减少)(了?([\d,.]+)万?元，(?:同比)?)(增长|下降)(?:了)?([\d.]+)%")
_AMOUNT = re.compile(r"(?<![\d.,])\d[\d,]*\.\d\d(?![\d%])")
_HALF = 0.005  # of the last decimal
_OTHER_WAY = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}
_TOTALS = ("合计", "总计", "小计", "本年收入合计", "本年支出合计", "收入总计", "支出总计")
_CODE = re.compile(r"\d{3}|\d{5}|\d{7}")


# -- numbers -------------------------------------------------------------------------------------


def misprint(number: str, chance: random.Random) -> str:
    """Another number: a digit changed or lost, two exchanged, the point moved, a nought filled.

    Never by the last decimal alone, which rounding could be.
    """
    made = [it for it in _list_misprints(number) if _value(it) != _value(number)]
    return chance.choice(made)


def _list_misprints(number: str) -> Iterator[str]:
    whole, point, rest = number.partition(".")
    digits = whole.replace(",", "")
    if digits.strip("-") == "0":
        yield f"1{digits.strip('-')}{point}{rest}"
        yield f"3{point}{rest}"
        return
    for at, digit in enumerate(digits):
        if digit.isdecimal():
            yield _regroup(f"{digits[:at]}{(int(digit) + 4) % 9 + 1}{digits[at + 1 :]}", number)
    for at in range(len(digits) - 1):
        if digits[at].isdecimal() and digits[at + 1] != "0":
            turned = f"{digits[:at]}{digits[at + 1]}{digits[at]}{digits[at + 2 :]}"
            yield _regroup(turned, number)
    if len(digits.strip("-")) > 1:
        yield _regroup(digits[:-1], number)
    if rest:
        yield _regroup(f"{digits}{rest[0]}", number)[: -len(rest) or None] + f"{rest[1:]}0"


def _regroup(digits: str, number: str) -> str:
    """Digits of a whole number written as a number's are, with the same decimals."""
    shown = f"{int(digits):,}" if "," in number else digits
    _, point, rest = number.partition(".")
    return f"{shown}{point}{rest}"


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def in_money_cell(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """An amount in a table; of those that are nothing not more than one in eight."""
    cells = [it for table in document.tables for it in table.cells if _CELL.fullmatch(it.text)]
    some = [it for it in cells if _value(it.text)]
    nothing = [it for it in cells if not _value(it.text)]
    chosen = nothing if nothing and chance.random() < 1 / 8 else some
    return _change_cell(document, chosen, chance)


def in_total(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """An amount in the row or the column of a total."""
    cells = [it for table in document.tables for it in _list_totals(table)]
    return _change_cell(document, cells, chance)


def _list_totals(table: ReadTable) -> Iterator[ReadCell]:
    heads = [it for row in table.rows for it in row if _normal(it.text) in _TOTALS]
    columns = {it.column for it in heads}
    for row in table.rows:
        labelled = any(_normal(it.text) in _TOTALS for it in row)
        for it in row:
            if (labelled or it.column in columns) and _CELL.fullmatch(it.text) and _value(it.text):
                yield it


def _change_cell(
    document: ReadDocument, cells: list[ReadCell], chance: random.Random
) -> ReadDocument | None:
    if not cells:
        return None
    cell = chance.choice(cells)
    return with_cell(document, cell, misprint(cell.text, chance))


def in_number(pattern: re.Pattern[str], times: range = range(1, 99)) -> Plant:
    """A number in a sentence, of those that stand so many times in sentences."""

    def plant(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
        texts = [it for it in document.paragraphs if is_sentence(it)]
        places = [(it, match) for it in texts for match in pattern.finditer(it.text)]
        places = [(it, match) for it, match in places if not _is_alone(it.text, match)]
        counted = Counter(match.group() for _, match in places)
        places = [
            (it, match)
            for it, match in places
            if counted[match.group()] in times and _value(match.group())
        ]
        if not places:
            return None
        it, match = chance.choice(places)
        new = misprint(match.group(), chance)
        text = it.text[: match.start()] + new + it.text[match.end() :]
        return replaced(document, it, it._replace(text=text))

    return plant


def _is_alone(text: str, match: re.Match[str]) -> bool:
    """Whether an amount is what something moved by, and neither its rate nor its base is told."""
    moved = re.search(r"(?:增加|减少)了?$", text[: match.start()])
    beside = re.match(r"万?元(?:，(?:同比)?(?:增长|上升|下降)|（上年|，占)", text[match.end() :])
    return moved is not None and beside is None


def in_text_alone(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """An amount that the tables have, changed in all sentences alike."""
    there = {_value(it.text) for table in document.tables for it in table.cells if _is_money(it)}
    texts = [it for it in document.paragraphs if is_sentence(it)]
    numbers = sorted({m.group() for it in texts for m in _NUMBER.finditer(it.text)})
    numbers = [it for it in numbers if _value(it) in there and _value(it)]
    if not numbers:
        return None
    old = chance.choice(numbers)
    new = misprint(old, chance)
    exact = re.compile(rf"(?<![\d.,]){re.escape(old)}(?=万?元)")
    for it in texts:
        if exact.search(it.text):
            document = replaced(document, it, it._replace(text=exact.sub(new, it.text)))
    return document


def _is_money(cell: ReadCell) -> bool:
    return _CELL.fullmatch(cell.text) is not None


# -- movements -----------------------------------------------------------------------------------


def in_both_words(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """Both words of a movement say the other direction.

    Only where the document shows it: the rate that follows is another one, or the year before is
    printed somewhere. A small movement may be either way, for all that anybody can see.
    """
    texts = [it.text for it in document.paragraphs if is_sentence(it)]
    texts += [cell.text for table in document.tables for cell in table.cells]
    amounts = (m.group() for it in texts for m in _AMOUNT.finditer(it))
    printed = {round(100 * _value(it)) for it in amounts}
    places = [
        (it, match)
        for it in document.paragraphs
        if is_sentence(it)
        for match in _BOTH.finditer(it.text)
        if _shows_both(it.text, match, printed)
    ]
    if not places:
        return None
    it, match = chance.choice(places)
    words = match.expand(rf"{_OTHER_WAY[match[1]]}\2{_OTHER_WAY[match[4]]}")
    text = it.text[: match.start()] + words + it.text[match.end(4) :]
    return replaced(document, it, it._replace(text=text))


def _shows_both(text: str, match: re.Match[str], printed: Collection[int]) -> bool:
    """Whether a movement cannot be the other way; of `printed` amounts are hundredths."""
    before = _NUMBER.findall(text[: match.start()])
    if not before:
        return False
    now, moved, rate = _value(before[-1]), _value(match[3]), _value(match[5])
    less, more = now - moved, now + moved
    true, false = (less, more) if match[1] == "增加" else (more, less)
    if false <= 2 * _HALF or round(100 * true) in printed:
        return True
    least = 100 * (moved - _HALF) / (false + 2 * _HALF) - _HALF
    most = 100 * (moved + _HALF) / (false - 2 * _HALF) + _HALF
    return not least <= rate <= most


_ON_NOTHING = (
    "某项支出5.62万元，比上年决算数0.00万元增加5.62万元，增长100.00%。",
    "接待费支出决算为0.30万元，比上年增加0.30万元，增长100.00%。",
    "去年为0万元，本年支出12.40万元，同比增长100%。",
    "会议费预算1.20万元，上年预算数为0万元，增长100%。",
    "设备购置费3.00万元，较上年增加3.00万元，上升100.00%。",
)
_COMPLETED = (
    "某项支出年初预算为0.00万元，支出决算为5.62万元，完成年初预算的95.89%。",
    "出国经费全年预算数0万元，决算数1.20万元，完成全年预算的100.00%。",
    "购置费预算为0.00万元，实际支出18.00万元，完成预算的98.00%。",
    "培训费年初预算0.00万元，支出决算0.40万元，完成预算的100%。",
)


def one_of(*sentences: str) -> Plant:
    """One of several sentences, put at the end of a paragraph that says figures."""

    def plant(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
        texts = [it for it in document.paragraphs if is_sentence(it) and it.text.endswith("。")]
        figured = [it for it in texts if _NUMBER.search(it.text)]
        if not texts:
            return None
        it = chance.choice(figured or texts)
        return replaced(document, it, it._replace(text=it.text + chance.choice(sentences)))

    return plant


# -- rows and accounts ---------------------------------------------------------------------------


def without_row(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A row of an account of the lowest level, with money, goes."""
    rows = [
        (table, n)
        for table in document.tables
        for n, row in enumerate(table.rows)
        if re.fullmatch(r"\d{7}", _code_of(row))
        and any(_is_money(cell) and _value(cell.text) for cell in row)
    ]
    if not rows:
        return None
    table, at = chance.choice(rows)
    new = replace(table, rows=(*table.rows[:at], *table.rows[at + 1 :]))
    return replace(document, blocks=tuple(new if it is table else it for it in document.blocks))


def _code_of(row: tuple[ReadCell, ...]) -> str:
    """The code that a row begins with, in one cell or over several."""
    digits = ""
    for cell in row:
        if not cell.text.isdecimal():
            break
        digits += cell.text
    return digits


def _list_accounts(document: ReadDocument) -> Iterator[tuple[tuple[ReadCell, ...], ReadCell]]:
    """The rows that begin with a code, each with the cell of its name."""
    for table in document.tables:
        for row in table.rows:
            code = _code_of(row)
            name = next((it for it in row if it.text and not it.text.isdecimal()), None)
            if _CODE.fullmatch(code) and name and re.match("[一-龥]", name.text):
                yield row, name


def misnamed_account(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """An account is called as no account is, or as another one."""
    named = [name for _, name in _list_accounts(document)]
    if not named:
        return None
    cell = chance.choice(named)
    others = [it.text for it in named if it.text != cell.text and _level(it) == _level(cell)]
    wrong = ["其他杂项补贴", cell.text.replace("支出", "") + "补助经费"]
    return with_cell(document, cell, chance.choice([*wrong, *others[:1]]))


def _level(cell: ReadCell) -> int:
    return len(cell.text) - len(cell.text.lstrip())


def miscoded_account(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """An account has a digit of its code changed."""
    rows = [row for row, _ in _list_accounts(document)]
    if not rows:
        return None
    row = chance.choice(rows)
    cell = next(it for it in row if it.text)
    at = chance.randrange(len(cell.text))
    digit = (int(cell.text[at]) + chance.choice([1, 2, 5])) % 10
    return with_cell(document, cell, f"{cell.text[:at]}{digit}{cell.text[at + 1 :]}")


def outdated_name(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """An account is called by a name that it, or the account before it, has no more.

    Where the document has none that was renamed such a name is used in a sentence.
    """
    found = read_as(document)
    renamed = {
        it[-1].name: old.name
        for one in found.pack.classifications.values()
        for it in one.terms.values()
        for old in it[:-1]
        if old.last < found.year
        and it[-1].last >= found.year
        and old.name != it[-1].name
        and old.checked
    }
    texts = [
        (it, now)
        for it in document.paragraphs
        if is_sentence(it)
        for now in renamed
        if re.search(rf"(?<![一-龥]){re.escape(now)}(?![一-龥])", it.text)
    ]
    cells = [it for table in document.tables for it in table.cells if _normal(it.text) in renamed]
    if cells and chance.random() < len(cells) / (len(cells) + len(texts)):
        cell = chance.choice(cells)
        return with_cell(document, cell, renamed[_normal(cell.text)])
    if not texts:
        return in_text(r"(?<=。)", "医疗卫生与计划生育支出较多。")(document, chance)
    it, now = chance.choice(texts)
    return replaced(document, it, it._replace(text=it.text.replace(now, renamed[now], 1)))


def of_other_money(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A table says another unit of money than its figures are in."""
    lines = [it for it in document.paragraphs if re.search("单位：万?元$", it.text)]
    if not lines:
        return None
    it = chance.choice(lines)
    head, _, unit = it.text.rpartition("单位：")
    text = f"{head}单位：{'元' if unit == '万元' else '万元'}"
    return replaced(document, it, it._replace(text=text))


# -- years ---------------------------------------------------------------------------------------


def in_year(document: ReadDocument, chance: random.Random) -> ReadDocument | None:
    """A year in a sentence of the form, or in a title, is another one."""
    year = read_as(document).year
    known = {str(year): (-2, -1, 1), str(year - 1): (-1, -2, 2)}
    pattern = rf"(?<!\d)({'|'.join(known)})(?=年(?:度|决算|预算|初|末|我|本|支出|收入))"
    places = [
        (it, match)
        for it in document.paragraphs
        if not it.entry and _is_of_form(it)
        for match in re.finditer(pattern, it.text)
    ]
    if not places:
        return None
    it, match = chance.choice(places)
    wrong = int(match[1]) + chance.choice(known[match[1]])
    text = f"{it.text[: match.start()]}{wrong}{it.text[match.end() :]}"
    return replaced(document, it, it._replace(text=text))


def _is_of_form(it: ReadParagraph) -> bool:
    """Whether a paragraph says figures, or is a heading; what is free may say any year."""
    return bool(it.level) or _NUMBER.search(it.text) is not None


def _normal(text: str) -> str:
    return re.sub(r"\s", "", text)


def _other_way(match: re.Match[str]) -> str:
    return _OTHER_WAY[match[0][:2]] + match[0][2:]


FIGURES: dict[str, Planted] = {
    "表里的数": Planted(in_money_cell, _FIGURES),
    "文中的数": Planted(in_number(_NUMBER), _FIGURES),
    "同一个数两种说法": Planted(in_number(_NUMBER, range(2, 99)), _FIGURES),
    "文表不符": Planted(in_text_alone, _FIGURES),
    "百分比": Planted(in_number(_RATE), _FIGURES),
    "增减方向": Planted(in_text(_MOVED, _other_way), _FIGURES),
    "升降方向": Planted(in_text(_WENT, _other_way), _FIGURES),
    "增减、升降都反": Planted(in_both_words, _FIGURES),
    "零基数写百分比": Planted(one_of(*_ON_NOTHING), of("A816"), besides=of("A850")),
    "零基数写完成率": Planted(one_of(*_COMPLETED), of("A816"), besides=of("A850")),
    "合计": Planted(in_total, _FIGURES),
    "缺一行科目": Planted(without_row, _FIGURES),
    "科目名称": Planted(misnamed_account, of("A826", "A830", "A845", *_FIGURES)),
    "科目编码": Planted(miscoded_account, of("A830", *_FIGURES)),
    "停用的科目名称": Planted(outdated_name, of("A826", "A830", "A845")),
    "金额单位": Planted(of_other_money, of("A819")),
    "年份": Planted(in_year, of("A825", "A833")),
}
