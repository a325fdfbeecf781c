"""The closed list of words that the engine itself knows; everything else comes from the packs."""

# -- what the engine must recognise in a filing (at most forty) -------------------------------
DOCUMENT_KIND = "文种"
FISCAL_YEAR = "年度"
REGION = "地区"
UNIT = "单位"
UNIT_NAME = "名称"
UNIT_CODE = "代码"
AMOUNT_UNIT = "金额单位"
YUAN = "元"
WAN_YUAN = "万元"
PRIOR_YEAR = "上年数"
NOTHING_TO_COMPARE = "无"
CONTROL_TOTALS = "核对数"
REASONS = "增减原因"
ACCOUNT_NAMES = "科目名称"
CODE_DIMENSION = "科目"
ADDRESS = "地址"
AMOUNT = "金额"
CONSOLIDATES = "汇总"
EXPORTS = "取数文件"
DISCLOSED_LEVELS = "公开级次"
WITHHELD = "不公开"
COUNTERPARTY = "往来单位"

# What the units of a folder share; it lies among their filings.
SHARED_FILE = "_共用.yaml"
FILING_SUFFIXES = (".yaml", ".yml")
WORKBOOK_SUFFIX = ".xlsx"
# Of those only what is marked is a filing.
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".et")
PUBLISHED_SUFFIXES = (".docx", ".pdf")

# -- kinds of a field -------------------------------------------------------------------------
KIND_YUAN = "元"
KIND_COUNT = "数"
KIND_SCORE = "分"
KIND_RATIO = "率"
KIND_TEXT = "文"
KIND_PARAGRAPHS = "段"
KIND_YEAR = "年度"
FIGURE_KINDS = (KIND_YUAN, KIND_COUNT, KIND_SCORE, KIND_RATIO)

# -- what a Word form may ask of a view, a row or a figure ------------------------------------
TOTAL_ROW = "合计"
ALL_ROWS = "全部"
LEVEL_SUFFIX = "级"
NUMBERED = ("第", "行")  # one row of a list, by its number: 类级第3行
AND_BASE = "及"
AND_PRIOR_YEAR = "及上年"  # as one says it of the base of the year before
HAS_MONEY = "有数"
MORE_THAN_ONE = "多于一"
HAS_REMAINDER = "有尾差"
CODE = "编码"
NAME = "名称"
OWN_CODE = "本级编码"
RUN_START = "首"
YEAR_BEFORE = "上年度"
YEARS = (FISCAL_YEAR, YEAR_BEFORE)
GLOSSARY = "名词解释"
WORDING = "用语"
CHARTS = "图"
UNIT_WORD = "称谓"
UNIT_TYPE = "类型"
DEFINITION = "释义"

# -- what stands beside the figures of an export ------------------------------------------------
DEPARTMENT = "部门"
GRAND_TOTAL = "总计"
SUBTOTAL = "小计"

# -- filters that are not number styles or phrases --------------------------------------------
FILTER_ORDINAL = "中文数字"
FILTER_REASON = "原因"
FILTER_NOTE = "附言"
REASON_END = "。"

# -- phrase families and their cases ----------------------------------------------------------
PHRASE_BASE = "对"
PHRASE_FAMILY = "类"
CHANGE = "变动"
COMPLETION = "完成"
PROPORTION = "占比"
REASONED = FILTER_REASON
PAIRED = "并列"
DIFFERENCE = "差额"
RATE = "幅度"
RATIO = "比率"
DIRECTION = "增减"
BASE_VALUE = "基数"
UP = "增加"
DOWN = "减少"
# Words that say the same of a movement or a comparison, by what they say; `checks.yaml` has more
# for the first two.
MOVEMENTS = {
    UP: (UP, "上涨", "升高", "增多", "增收"),
    DOWN: (DOWN, "回落", "下滑", "下跌", "减收"),
    "持平": ("持平", "相同", "不变"),
    "大于": ("大于", "高于", "超过", "多于", "超出", "＞", ">"),
    "小于": ("小于", "低于", "少于", "不足", "＜", "<"),
    "不小于": ("≥",),
    "不大于": ("≤",),
    "等于": ("等于", "＝", "="),
}
# Single signs that say so only right before a number.
MOVEMENT_SIGNS = {UP: "增升涨多", DOWN: "减降跌少", "大于": "超逾", "小于": "欠"}
NEGATIONS = ("没有", "没", "未", "无", "不", "非", "负", "免")
# What begins like a negation and is none.
NO_NEGATIONS = ("不断", "不同", "不仅", "不但", "非常", "未来", "负责", "负担", "无线")
# Words that take back, or turn round, what stands elsewhere.
CORRECTIONS = (
    *("更正", "勘误", "作废", "有误", "为准", "负数", "减半", "翻番", "翻倍", "归零"),
    *("有出入", "有错", "不实", "不准确", "无效", "失效", "暂列", "暂估", "估算", "撤回"),
)
# Words that may stand for each other beside a figure; what is left out says nothing.
ALIKE = {
    "较": "比",
    "与": "比",
    "上一年度": "上年",
    "上年度": "上年",
    "上一年": "上年",
    "去年": "上年",
    "了": "",
    "的": "",
}
FLAT = "持平"
BOTH_ZERO = "均为零"
BASE_ZERO = "上年为零"
BASE_NEGATIVE = "上年为负"
NOW_ZERO = "本年为零"
NOW_NEGATIVE = "本年为负"
NO_BASE = "无上年数"
EQUAL = "等于"
BELOW = "低于"
ABOVE = "高于"
BUDGET_ZERO = "预算为零"
DEFINED = "有"
WHOLE_ZERO = "分母为零"
UNLIKE = "不同"
# Of a phrase about two figures: the other one, the phrase of each where they do not move alike,
# and what stands in its wording for the other figure and for these phrases.
OTHER_FIGURE = "另一数"
PHRASE_OF_EACH = "分别"
OTHER_DIFFERENCE = "另差额"
OTHER_RATE = "另幅度"
THIS_PHRASE = "本句"
OTHER_PHRASE = "另句"

FAMILIES = {
    CHANGE: (
        UP,
        DOWN,
        FLAT,
        BOTH_ZERO,
        BASE_ZERO,
        BASE_NEGATIVE,
        NOW_ZERO,
        NOW_NEGATIVE,
        NO_BASE,
    ),
    COMPLETION: (BOTH_ZERO, EQUAL, BELOW, ABOVE, BUDGET_ZERO),
    PROPORTION: (DEFINED, WHOLE_ZERO),
    REASONED: (UP, DOWN, FLAT, NO_BASE),
    PAIRED: (UP, DOWN, FLAT, UNLIKE),
}

# -- what stands where something is missing, in a draft only ----------------------------------
MISSING_TEXT = "【待填】"
DRAFT = "草稿"
# What people call a document that is not to be published yet.
DRAFTS = (DRAFT, "征求意见稿", "送审稿", "报批稿", "讨论稿", "初稿", "审核稿", "校对稿", "内部稿")

# -- what pack.yaml says that a form keeper is told of by its name ------------------------------
PACK_LAW = "规则"  # in pack.yaml: the folders of the law
PACK_DROPPED = "不印"
YEARS_FORM = "当年正式表样"
SEEN, UNSEEN = "已核对", "未见"

# -- what a table of accounts says ------------------------------------------------------------
ACCOUNTS = "科目"
ACCOUNT_LEVELS = "级次"
ACCOUNT_TABLE_NAME = "名称"
UNCHECKED = "未经核对"
BUDGETS = "所属预算"
VALID_FROM = "起"
VALID_TO = "止"
HEIR = "改列"

# -- what checks.yaml says --------------------------------------------------------------------
BASIS = "依据"

# -- what stands beside prose that was taken over from the year before --------------------------
REVIEW = "请核对"

# -- what a redline is called, and whose its changes are ----------------------------------------
REDLINE = "修订稿"
REVISER = "更正"
