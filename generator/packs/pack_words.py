"""The words of what lies beside the law: pack.yaml, phrases.yaml, the accounts, the glossary."""

from collections.abc import Mapping
from typing import Any

from generator import vocabulary as term
from generator.packs.language import NO, YES
from generator.packs.shapes import Language, Pattern, Shape, Word, translate

OPEN_DATA = "开放数据"
_OF_PACK = {
    term.DOCUMENT_KIND: Word(term.DOCUMENT_KIND),
    term.FISCAL_YEAR: Word(term.FISCAL_YEAR, "year"),
    term.REGION: Word(term.REGION),
    term.PACK_LAW: Word("law", "folders"),
    "文件名": Word("file_name"),
    "示例": Word("example"),
    "称谓用语": Word("wordings", "wordings"),
    "数式": Word("styles", "styles"),
    "短语数式": Word("phrase_styles", "phrase styles"),
    "总览": Word("overview", "overview"),
    term.GLOSSARY: Word("glossary", "texts"),
    term.PACK_DROPPED: Word("dropped", "labelled"),
    term.YEARS_FORM: Word("form_seen", "seen"),
    OPEN_DATA: Word("open_data", "open data"),
}
_MAY = ("总览", term.GLOSSARY, term.PACK_DROPPED, term.YEARS_FORM, OPEN_DATA)
_OF_LINK = {"称为": Word("title"), "网址": Word("address", "web address")}
_OF_STYLE = {
    "除以": Word("scale", "positive number"),
    "小数": Word("decimals", "places"),
    "零": Word("zero", "nought"),
    "后缀": Word("suffix", "ending"),
    "去尾零": Word("trim", "yes"),
    "千分位": Word("grouped", "yes"),
    "无分母": Word("void", "nought"),
    "无此数": Word("unstated", "nought"),
}
_OF_OVERVIEW = {
    "对": Word("base"),
    "幅度超过": Word("limit", "number"),
    "数": Word("figures", "labelled"),
    "构成": Word("parts", "labelled groups"),
}
_PARTS = (term.DIFFERENCE, term.RATE, term.RATIO)
_CASES = dict.fromkeys(case for cases in term.FAMILIES.values() for case in cases)
# What a phrase of reasons may leave unsaid; all others say something in every case.
MAY_BE_EMPTY = (term.FLAT, term.NO_BASE)
_COMPARING = (term.PHRASE_BASE, term.PHRASE_FAMILY)
# What a phrase says besides its cases, where it is not all and only this.
_BESIDE = {
    term.PROPORTION: (term.PHRASE_FAMILY,),
    term.PAIRED: (*_COMPARING, term.OTHER_FIGURE, term.PHRASE_OF_EACH),
}

SHAPES: Mapping[str, Shape] = {
    "pack": Shape(
        _OF_PACK,
        patterns={"": Pattern(tuple(it for it in _OF_PACK if it not in _MAY), _MAY)},
    ),
    "wordings": Shape({}, "terms"),
    "terms": Shape({}, "spelled", may_be_empty=True),
    "styles": Shape({}, "style"),
    "style": Shape(_OF_STYLE, patterns={"": Pattern(("小数",), tuple(_OF_STYLE))}),
    "phrase styles": Shape({it: Word(it) for it in _PARTS}, patterns={"": Pattern(_PARTS)}),
    "overview": Shape(_OF_OVERVIEW, patterns={"": Pattern(("对", "幅度超过", "数"), ("构成",))}),
    "labelled groups": Shape({}, "labelled"),
    "labelled": Shape({}, "text"),
    "open data": Shape({"许可": Word("licence", "licence"), "来源": Word("source", "source")}),
    "licence": Shape(_OF_LINK, patterns={"": Pattern(tuple(_OF_LINK))}),
    "source": Shape(_OF_LINK, patterns={"": Pattern(("称为",), ("网址",))}),
    "phrases": Shape({}, "phrase"),
    "phrase": Shape(
        {
            term.PHRASE_BASE: Word(term.PHRASE_BASE),
            term.PHRASE_FAMILY: Word(term.PHRASE_FAMILY, "family"),
            **{case: Word(case) for case in _CASES},
            **{case: Word(case, "spelled") for case in MAY_BE_EMPTY},
            term.OTHER_FIGURE: Word(term.OTHER_FIGURE),
            term.PHRASE_OF_EACH: Word(term.PHRASE_OF_EACH),
        },
        patterns={
            family: Pattern((*_BESIDE.get(family, _COMPARING), *cases))
            for family, cases in term.FAMILIES.items()
        },
        told_by=term.PHRASE_FAMILY,
    ),
    "accounts": Shape(
        {
            term.ACCOUNT_TABLE_NAME: Word(term.ACCOUNT_TABLE_NAME),
            term.ACCOUNT_LEVELS: Word(term.ACCOUNT_LEVELS, "sizes"),
            term.ACCOUNTS: Word(term.ACCOUNTS, "account names"),
            term.UNCHECKED: Word(term.UNCHECKED, "account names"),
            term.BUDGETS: Word(term.BUDGETS, "codes of budgets"),
        },
        patterns={
            "": Pattern(
                (term.ACCOUNT_TABLE_NAME, term.ACCOUNT_LEVELS, term.ACCOUNTS),
                (term.UNCHECKED, term.BUDGETS),
            )
        },
    ),
    "codes of budgets": Shape({}, "texts"),
    "sizes": Shape({}, "places"),
    "account names": Shape({}, "account name"),
    "dated name": Shape(
        {
            term.NAME: Word(term.NAME),
            term.VALID_FROM: Word(term.VALID_FROM, "year"),
            term.VALID_TO: Word(term.VALID_TO, "year"),
            term.HEIR: Word(term.HEIR),
        },
        patterns={"": Pattern((term.NAME,), (term.VALID_FROM, term.VALID_TO, term.HEIR))},
    ),
    "glossary": Shape({}, "explained term"),
    "explained term": Shape(
        {term.NAME: Word(term.NAME), term.DEFINITION: Word(term.DEFINITION)},
        patterns={"": Pattern((term.DEFINITION,), (term.NAME,))},
    ),
}

PACK = Language(
    SHAPES,
    lists={"dated names": "dated name"},
    choices={"account name": ("text", "dated names"), "folders": ("text", "texts")},
    values={
        "yes": {YES: True, NO: False},
        "seen": {term.SEEN: True, term.UNSEEN: False},
        "family": {family: family for family in term.FAMILIES},
    },
)
WORDS = frozenset(
    {
        *(word for shape in SHAPES.values() for word in shape.words),
        *(word for values in PACK.values.values() for word in values),
    }
)


def read_pack(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What pack.yaml says, in the engine's terms."""
    return dict(translate(raw, "pack", PACK))
