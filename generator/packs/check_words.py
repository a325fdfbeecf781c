"""The words of checks.yaml beyond those of identities: what can hardly be, and typed words."""

from collections.abc import Mapping

from generator import vocabulary as term
from generator.packs.shapes import Pattern, Shape, Word

KINDS: Mapping[str, str] = {
    "同有同无": "paired",
    "应有": "needed",
    "一般不大于": "bounded",
    "比例失常": "disproportionate",
    "差十倍": "tenfold",
    "逐行差十倍": "tenfold_rows",
    "逐行对调": "exchanged_rows",
    "逐行一般相等": "same_rows",
    "照抄": "copied",
    "清单列全": "listed_rows",
    "人均": "per_head",
    "评分与比率": "scored",
    "一般不为负": "signed",
    "汇总相符": "added",
    "不重复": "unique",
    "用途不同": "unshared",
    "与清单条数": "listed",
    "上年列全": "remembered",
    term.BUDGETS: "belonging",
    "用词": "worded",
    "引数": "quoted",
    term.WITHHELD: "withheld",
}

_WORDED = (
    *("待填", "提示语", "未选定", "重复", "成对", "年份", "名称年份", "停用名称", "自称"),
    *("单位名称", "表样已印", "句末"),
)

# Of each kind: the words that it needs, that it may have, of which it has one.
PATTERNS: Mapping[str, Pattern] = {
    "同有同无": Pattern(("左", "右"), ("逐条",)),
    "应有": Pattern(("右",), ("左", "逐条")),
    "一般不大于": Pattern(("左",), ("对", "清单", "逐条"), ("右", "上限")),
    "比例失常": Pattern(("对", "左", "上限", "下限"), ("逐条",)),
    "差十倍": Pattern(("左", "幅度", "下限"), ("逐条",), ("右", "对")),
    "逐行差十倍": Pattern(("表", "幅度", "下限"), ("栏",), ("与表", "对")),
    "逐行对调": Pattern(("表", "与表"), ("栏",)),
    "逐行一般相等": Pattern(("表", "与表"), ("栏",)),
    "照抄": Pattern(("对", "左", "表")),
    "清单列全": Pattern(("节", "表")),
    "人均": Pattern(("清单", "项", "左", "下限", "上限")),
    "评分与比率": Pattern(("左", "右", "上限"), ("逐条",), ("满分", "定值")),
    "一般不为负": Pattern(("各节",), ("除外",)),
    "汇总相符": Pattern(("各节",)),
    "不重复": Pattern(("清单", "项")),
    "用途不同": Pattern(("节", "位数")),
    "与清单条数": Pattern(("左", "清单", "另加")),
    "上年列全": Pattern(("对", "表")),
    term.BUDGETS: Pattern(("表", "属于")),
    "用词": Pattern(may=_WORDED),
    "引数": Pattern(("各处", "词")),
    term.WITHHELD: Pattern(("写了", term.PACK_DROPPED)),
}

WORDS: Mapping[str, Word] = {
    "清单": Word("list"),
    "项": Word("field"),
    "下限": Word("floor", "number"),
    "幅度": Word("margin", "number"),
    "与表": Word("beside"),
    "满分": Word("full"),
    "另加": Word("besides", "whole"),
    "各节": Word("sections", "texts"),
    "节": Word("section"),
    "位数": Word("digits", "places"),
    "属于": Word("budget"),
    "除外": Word("except", "texts"),
    "两可": Word("neither", "texts"),
    "各处": Word("fields", "texts"),
    "词": Word("words", "texts"),
    term.PACK_DROPPED: Word("withheld", "texts"),
    "待填": Word("blanks", "blanks"),
    "提示语": Word("instructions", "texts"),
    "未选定": Word("choices", "choices"),
    "重复": Word("doubled", "doubled"),
    "成对": Word("paired", "yes"),
    "年份": Word("years", "years"),
    "名称年份": Word("own year", "yes"),
    "停用名称": Word("retired", "retired"),
    "自称": Word("own word", "own words"),
    "单位名称": Word("own name", "yes"),
    "表样已印": Word("leads", "leads"),
    "句末": Word("ends", "texts"),
}

_BLANKS = {
    "词": Word("words", "texts"),
    "除外": Word("except", "texts"),
    "填充字符": Word("fillers"),
    "单位前": Word("units", "texts"),
    "方头括号里": Word("framed", "texts"),
}
_DOUBLED = {"单字": Word("single"), "除外": Word("except", "texts")}
_YEARS = {
    "比较": Word("against", "texts"),
    "比较后": Word("compared", "texts"),
    "截至": Word("until", "texts"),
    "年末": Word("ends", "texts"),
    "年末年份": Word("closed", "shifts"),
    "有日期": Word("dated", "texts"),
}

# What the lists of typed words are made of.
SHAPES: Mapping[str, Shape] = {
    "blanks": Shape(
        _BLANKS, patterns={"": Pattern(("词", "填充字符", "单位前", "方头括号里"), ("除外",))}
    ),
    "doubled": Shape(_DOUBLED, patterns={"": Pattern(tuple(_DOUBLED))}),
    "years": Shape(_YEARS, patterns={"": Pattern(tuple(_YEARS))}),
    "retired": Shape({}, "year"),
    "own words": Shape({}, "texts"),
    "leads": Shape({}, "texts"),
}
LISTS: Mapping[str, str] = {"choices": "pair", "shifts": "whole"}
