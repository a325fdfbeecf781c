"""The words of checks.yaml: what a demand may be, and which words each kind of it takes."""

from collections.abc import Mapping

from generator import vocabulary as term
from generator.packs import check_words
from generator.packs.shapes import Pattern, Shape, Word

KIND = "种类"


# What every demand has; whom it is made of; what those may have that compare figures.
_ALWAYS = (KIND, term.BASIS)
_WHEN = ("限于", "写了", "汇总不查")
_EACH = (*_WHEN, "逐条", "提示")

KINDS: Mapping[str, str] = {
    "分栏合计": "total",
    "科目合计": "rollup",
    "相等": "same",
    "一般相等": "usually",
    "等于定值": "equals",
    "不大于": "within",
    "不小于零": "not_negative",
    "上年衔接": "carried",
    "不大于基数": "budgeted",
    "印全": "covered",
    "写明原因": "explained",
    "原因方向": "direction",
    **check_words.KINDS,
}

_PATTERNS: Mapping[str, Pattern] = {
    "分栏合计": Pattern((*_ALWAYS, "表", "合计栏", "分栏"), _WHEN),
    "科目合计": Pattern((*_ALWAYS, "表", "栏"), _WHEN),
    "相等": Pattern((*_ALWAYS, "左", "右"), _EACH),
    "一般相等": Pattern((*_ALWAYS, "左", "右"), _EACH),
    "等于定值": Pattern((*_ALWAYS, "左", "定值"), _EACH),
    "不大于": Pattern((*_ALWAYS, "左"), _EACH, ("右", "上限")),
    "不小于零": Pattern((*_ALWAYS, "左"), _EACH),
    "上年衔接": Pattern((*_ALWAYS, "对", "左", "右"), _EACH),
    "不大于基数": Pattern((*_ALWAYS, "对", "左"), _EACH),
    "印全": Pattern((*_ALWAYS, "表", "级次"), (*_WHEN, "栏")),
    "写明原因": Pattern(_ALWAYS, (*_WHEN, "对")),
    "原因方向": Pattern((*_ALWAYS, term.UP, term.DOWN), (*_WHEN, "对", "两可")),
    **{
        kind: Pattern((*_ALWAYS, *own.needs), (*_WHEN, *own.may), own.one_of)
        for kind, own in check_words.PATTERNS.items()
    },
}

CHECK = Shape(
    {
        KIND: Word("kind", "kind of check"),
        "表": Word("table"),
        "栏": Word("columns", "values"),
        "合计栏": Word("sum"),
        "分栏": Word("of", "texts"),
        "级次": Word("level"),
        "左": Word("left", "values"),
        "右": Word("right", "values"),
        "定值": Word("value", "number"),
        "上限": Word("limit", "number"),
        "对": Word("base"),
        "逐条": Word("each"),
        "限于": Word("when", "cases"),
        "写了": Word("stated"),
        "汇总不查": Word("alone", "yes"),
        "提示": Word("told", "yes"),
        term.UP: Word(term.UP, "texts"),
        term.DOWN: Word(term.DOWN, "texts"),
        term.BASIS: Word(term.BASIS),
        **check_words.WORDS,
    },
    patterns=_PATTERNS,
    told_by=KIND,
)
