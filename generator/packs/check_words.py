"""The words of checks.yaml beyond those of identities, and what the engine calls them."""

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "同有同无": "paired",
    "应有": "needed",
    "一般不大于": "bounded",
    "比例失常": "disproportionate",
    "人均": "per_head",
    "评分与比率": "scored",
    "一般不为负": "signed",
    "汇总相符": "added",
    "不重复": "unique",
    "用途不同": "unshared",
    "与清单条数": "listed",
    "上年列全": "remembered",
    "用词": "worded",
    "引数": "quoted",
}

# Each word with the engine's, and the shape of what it holds.
KEYS: Mapping[str, tuple[str, str]] = {
    "清单": ("list", ""),
    "项": ("field", ""),
    "下限": ("floor", ""),
    "满分": ("full", ""),
    "另加": ("besides", ""),
    "各节": ("sections", ""),
    "节": ("section", ""),
    "位数": ("digits", ""),
    "除外": ("except", ""),
    "两可": ("neither", ""),
    "各处": ("fields", ""),
    "词": ("words", ""),
    "待填": ("blanks", "blanks"),
    "未选定": ("choices", ""),
    "重复": ("doubled", "doubled"),
    "成对": ("paired", ""),
    "年份": ("years", "years"),
    "名称年份": ("own year", ""),
    "停用名称": ("retired", ""),
    "自称": ("own word", ""),
    "单位名称": ("own name", ""),
    "表样已印": ("leads", ""),
    "句末": ("ends", ""),
}

# What the lists of typed words are made of.
LISTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "blanks": {
        "词": ("words", ""),
        "除外": ("except", ""),
        "填充字符": ("fillers", ""),
        "单位前": ("units", ""),
        "方头括号里": ("framed", ""),
    },
    "doubled": {"单字": ("single", ""), "除外": ("except", "")},
    "years": {
        "比较": ("against", ""),
        "比较后": ("compared", ""),
        "截至": ("until", ""),
        "年末": ("ends", ""),
        "年末年份": ("closed", ""),
        "有日期": ("dated", ""),
    },
}
