"""What invented units are called and what they say of themselves; every unit its own name."""

from random import Random

PLACES = (
    "榕川", "闽安", "霞浦口", "石鼓", "梅溪", "青芝", "螺洲", "文林", "白沙", "尚干", "洪塘",
    "鹤上", "琯头", "三溪", "竹岐", "连坂", "东岭", "南屿", "北峰", "金鸡", "大樟", "玉田", "古槐",
    "江田",
)  # fmt: skip
TRADES = (
    "政务服务", "智慧城市", "群众文化", "全民健身", "市场监督", "农业技术", "水利工程", "林业调查",
    "交通运输", "城市管理", "环境监测", "卫生监督", "疾病预防", "职业教育", "公共就业", "社会救助",
    "住房保障", "土地储备", "档案管理", "统计调查", "应急指挥", "质量检验", "粮食储备", "旅游推广",
    "公路养护", "园林绿化", "供排水", "红十字", "老龄工作", "少儿图书",
)  # fmt: skip
BODIES = {"行政单位": "局", "参公单位": "事务中心", "事业单位": "服务中心"}
KINDS = tuple(BODIES)
_DIGITS = "零一二三四五六七八九"

DUTIES = (
    "贯彻执行国家和省、市有关法规政策，拟订本领域年度计划并组织实施。",
    "负责本领域公共服务的受理、办理和反馈，接受社会监督。",
    "承担有关数据的采集、汇总、分析和报送。",
    "组织开展业务培训和宣传普及工作。",
    "指导各县（市、区）开展相关工作，总结推广经验。",
    "管好用好国有资产，保障设施设备安全运行。",
    "完成上级交办的其他工作。",
)
WORKS = (
    ("提升服务质量", "一是优化办理流程，压缩办理时限。二是推行一次告知，群众满意度稳步提高。"),
    ("夯实基础工作", "一是完善制度，堵塞漏洞。二是加强培训，全年组织业务培训12期。"),
    ("推进项目建设", "一是加快在建项目进度，按期完成年度任务。二是严格验收，保证质量。"),
    ("加强队伍建设", "一是抓好理论学习。二是开展岗位练兵，提高干部职工业务能力。"),
)
PROJECTS = (
    "日常工作经费", "信息系统运行维护费", "公共服务外包经费", "设备更新购置经费",
    "场所维修改造经费", "宣传培训经费", "专项调查经费", "应急保障经费", "公益活动经费",
    "档案数字化经费", "监测检测经费", "人才引进经费",
)  # fmt: skip


def kind_of(index: int) -> str:
    """Which kind of unit stands at an index."""
    return KINDS[(index * 2 + index // 3) % len(KINDS)]


def unit_name(index: int) -> str:
    """The name of the unit at an index, like no other's."""
    place, rest = index % len(PLACES), index // len(PLACES)
    trade, round_ = rest % len(TRADES), rest // len(TRADES)
    ordinal = f"第{_ordinal(round_ + 1)}" if round_ else ""
    return f"{PLACES[place]}市{TRADES[trade]}{ordinal}{BODIES[kind_of(index)]}"


def department_name(number: int) -> str:
    """The name of a department, like no unit's and no other department's."""
    return f"{unit_name(number * len(KINDS))}系统"


def _ordinal(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def duties(rng: Random) -> list[str]:
    """What a unit is for, three to seven duties."""
    return [*rng.sample(DUTIES[:-1], rng.randint(2, 6)), DUTIES[-1]]


def works(rng: Random) -> list[tuple[str, str]]:
    """What a unit did in the year."""
    return rng.sample(WORKS, rng.randint(1, len(WORKS)))
