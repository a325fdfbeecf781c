"""Two invented budgets against text computed by hand, and every phrase in a real sentence.

No expected figure here comes from the engine: each was added, divided and rounded on paper from
the amounts in `filings/`, in whole 分.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from support.examples import ROOT
from support.ooxml import lint, paragraphs, tables

from generator import pipeline
from generator.diagnostics import Fault, Severity
from generator.pipeline import Outcome

FILINGS = Path(__file__).with_name("filings")
INVENTED, NEW = FILINGS / "budget_invented.yaml", FILINGS / "budget_new_unit.yaml"
ACCOUNTS, NEW_ACCOUNTS = FILINGS / "invented_unit.yaml", FILINGS / "new_unit.yaml"
PHRASES = [
    ROOT / "templates" / "budget" / "2025" / "fujian" / "phrases.yaml",
    ROOT / "templates" / "final-accounts" / "2024" / "fujian" / "phrases.yaml",
]

PART_THREE, PART_FOUR = "第三部分\n2025年度单位预算情况说明", "第四部分\n名词解释"
# Terms of the form that stay as they are, whatever the unit calls itself.
FIXED_TERMS = re.compile("财政部门|主管部门|部门专项资金")
DOUBLED = re.compile(r"[。，、；：][。，、；]")


class Variation(NamedTuple):
    """A filing with some of its texts replaced; each must stand in it exactly once."""

    filing: Path
    changes: tuple[tuple[str, str], ...] = ()


Build = Callable[[Variation], Outcome]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The outcome of a variation, built once."""

    @cache
    def built(variation: Variation) -> Outcome:
        text = variation.filing.read_text(encoding="utf-8")
        for old, new in variation.changes:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
            text = text.replace(old, new)
        path = tmp_path_factory.mktemp("filing") / variation.filing.name
        path.write_text(text, encoding="utf-8")
        return pipeline.produce(path)

    return built


@pytest.fixture(scope="module")
def unit(build: Build) -> Outcome:
    return build(Variation(INVENTED))


@pytest.fixture(scope="module")
def new_unit(build: Build) -> Outcome:
    return build(Variation(NEW))


@cache
def texts(document: bytes) -> list[str]:
    """The paragraphs of a document, read once."""
    return paragraphs(document)


def rows(outcome: Outcome, number: int) -> str:
    """A table as text: a line per row, its cells between bars; 0 is the list of units."""
    shown = [[cell.replace("\n", "") for cell in row] for row in tables(outcome.document)[number]]
    return "\n".join("|".join(row) for row in shown)


def section(outcome: Outcome, heading: str, following: str) -> list[str]:
    """The paragraphs of 第三部分 between two headings, without blank ones."""
    whole = texts(outcome.document)
    part = whole[whole.index(PART_THREE) :]
    return [text for text in part[part.index(heading) + 1 : part.index(following)] if text]


def sentence(outcome: Outcome, lead: str) -> str:
    """The sentence that begins so, to its full stop or the end of its paragraph."""
    whole = "\n".join(texts(outcome.document))
    found = re.findall(rf"(?<![^。\n]){re.escape(lead)}[^。\n]*。?", whole)
    assert len(found) == 1, f"{lead!r} begins {len(found)} sentences"
    return str(found[0])


def errors(outcome: Outcome) -> list[Fault]:
    """The faults that stop a document."""
    return [fault for fault in outcome.faults if fault.severity is Severity.ERROR]


def notes(outcome: Outcome) -> list[str]:
    """What stands under the tables that are empty."""
    return [text for text in texts(outcome.document) if text.startswith("备注：本单位")]


# -- a unit with every kind of money: the tables -----------------------------------------------

TABLE_1 = """\
收　入|支　出
项目|预算数|项目|预算数
一、一般公共预算拨款收入|741.88|一、一般公共服务支出|
二、政府性基金预算拨款收入|418.00|二、外交支出|
三、国有资本经营预算拨款收入|32.00|三、国防支出|
四、财政专户管理资金收入|42.00|四、公共安全支出|
五、事业收入|138.53|五、教育支出|
六、事业单位经营收入|29.60|六、科学技术支出|
七、上级补助收入|50.00|七、文化旅游体育与传媒支出|889.71
八、附属单位上缴收入||八、社会保障和就业支出|72.95
九、其他收入|1.20|九、卫生健康支出|22.81
十、上年结转结余|28.23|十、节能环保支出|
||十一、城乡社区支出|150.00
||十二、农林水支出|
||十三、交通运输支出|
||十四、资源勘探工业信息等支出|
||十五、商业服务业等支出|
||十六、金融支出|
||十七、援助其他地区支出|
||十八、自然资源海洋气象等支出|
||十九、住房保障支出|36.47
||二十、粮油物资储备支出|
||二十一、国有资本经营预算支出|32.00
||二十二、灾害防治及应急管理支出|
||二十三、其他支出|277.50
||二十四、债务还本支出|
||二十五、债务付息支出|
||二十六、债务发行费用支出|
收入合计|1481.44|支出合计|1481.44"""
TABLE_2 = """\
科目编码|科目名称|总计|一般公共预算拨款收入|政府性基金预算拨款收入|国有资本经营预算拨款收入\
|财政专户管理资金收入|事业收入|事业单位经营收入|上级补助收入|附属单位上缴收入|其他收入|上年结转结余
1|2|3|4|5|6|7|8|9|10|11|12|13
合计|1481.44|741.88|418.00|32.00|42.00|138.53|29.60|50.00||1.20|28.23
207|文化旅游体育与传媒支出|889.71|609.65|||42.00|138.53|29.60|50.00||1.20|18.73
20703|体育|803.71|523.65|||42.00|138.53|29.60|50.00||1.20|18.73
2070308|群众体育|803.71|523.65|||42.00|138.53|29.60|50.00||1.20|18.73
20799|其他文化旅游体育与传媒支出|86.00|86.00|||||||||
2079999|其他文化旅游体育与传媒支出|86.00|86.00|||||||||
208|社会保障和就业支出|72.95|72.95|||||||||
20805|行政事业单位养老支出|72.95|72.95|||||||||
2080505|机关事业单位基本养老保险缴费支出|48.63|48.63|||||||||
2080506|机关事业单位职业年金缴费支出|24.32|24.32|||||||||
210|卫生健康支出|22.81|22.81|||||||||
21011|行政事业单位医疗|22.81|22.81|||||||||
2101102|事业单位医疗|22.81|22.81|||||||||
212|城乡社区支出|150.00||150.00||||||||
21208|国有土地使用权出让收入安排的支出|150.00||150.00||||||||
2120803|城市建设支出|150.00||150.00||||||||
221|住房保障支出|36.47|36.47|||||||||
22102|住房改革支出|36.47|36.47|||||||||
2210201|住房公积金|36.47|36.47|||||||||
223|国有资本经营预算支出|32.00|||32.00|||||||
22399|其他国有资本经营预算支出|32.00|||32.00|||||||
2239999|其他国有资本经营预算支出|32.00|||32.00|||||||
229|其他支出|277.50||268.00||||||||9.50
22960|彩票公益金安排的支出|277.50||268.00||||||||9.50
2296003|用于体育事业的彩票公益金支出|277.50||268.00||||||||9.50"""
TABLE_3 = """\
科目编码|科目名称|合计|基本支出|项目支出|事业单位经营支出|上缴上级支出|对附属单位补助支出
1|2|3|4|5|6|7|8
合计|1481.44|622.31|813.13|28.00|6.00|12.00
207|文化旅游体育与传媒支出|889.71|480.07|363.63|28.00|6.00|12.00
20703|体育|803.71|480.07|277.63|28.00|6.00|12.00
2070308|群众体育|803.71|480.07|277.63|28.00|6.00|12.00
20799|其他文化旅游体育与传媒支出|86.00||86.00|||
2079999|其他文化旅游体育与传媒支出|86.00||86.00|||
208|社会保障和就业支出|72.95|72.95||||
20805|行政事业单位养老支出|72.95|72.95||||
2080505|机关事业单位基本养老保险缴费支出|48.63|48.63||||
2080506|机关事业单位职业年金缴费支出|24.32|24.32||||
210|卫生健康支出|22.81|22.81||||
21011|行政事业单位医疗|22.81|22.81||||
2101102|事业单位医疗|22.81|22.81||||
212|城乡社区支出|150.00||150.00|||
21208|国有土地使用权出让收入安排的支出|150.00||150.00|||
2120803|城市建设支出|150.00||150.00|||
221|住房保障支出|36.47|36.47||||
22102|住房改革支出|36.47|36.47||||
2210201|住房公积金|36.47|36.47||||
223|国有资本经营预算支出|32.00|2.00|30.00|||
22399|其他国有资本经营预算支出|32.00|2.00|30.00|||
2239999|其他国有资本经营预算支出|32.00|2.00|30.00|||
229|其他支出|277.50|8.00|269.50|||
22960|彩票公益金安排的支出|277.50|8.00|269.50|||
2296003|用于体育事业的彩票公益金支出|277.50|8.00|269.50|||"""
TABLE_4 = """\
收　入|支　出
项目|预算数|项目|预算数
一、一般公共预算拨款收入|741.88|一、一般公共服务支出|
二、政府性基金预算拨款收入|418.00|二、外交支出|
三、国有资本经营预算拨款收入|32.00|三、国防支出|
||四、公共安全支出|
||五、教育支出|
||六、科学技术支出|
||七、文化旅游体育与传媒支出|609.65
||八、社会保障和就业支出|72.95
||九、卫生健康支出|22.81
||十、节能环保支出|
||十一、城乡社区支出|150.00
||十二、农林水支出|
||十三、交通运输支出|
||十四、资源勘探工业信息等支出|
||十五、商业服务业等支出|
||十六、金融支出|
||十七、援助其他地区支出|
||十八、自然资源海洋气象等支出|
||十九、住房保障支出|36.47
||二十、粮油物资储备支出|
||二十一、国有资本经营预算支出|32.00
||二十二、灾害防治及应急管理支出|
||二十三、其他支出|268.00
||二十四、债务还本支出|
||二十五、债务付息支出|
||二十六、债务发行费用支出|
收入合计|1191.88|支出合计|1191.88"""
BY_NATURE = """\
科目编码|科目名称|合计|其中：
|||基本支出|项目支出
1|2|3|4|5
"""
TABLE_5 = f"""\
{BY_NATURE}合计|741.88|491.88|250.00
207|文化旅游体育与传媒支出|609.65|359.65|250.00
20703|体育|523.65|359.65|164.00
2070308|群众体育|523.65|359.65|164.00
20799|其他文化旅游体育与传媒支出|86.00||86.00
2079999|其他文化旅游体育与传媒支出|86.00||86.00
208|社会保障和就业支出|72.95|72.95|
20805|行政事业单位养老支出|72.95|72.95|
2080505|机关事业单位基本养老保险缴费支出|48.63|48.63|
2080506|机关事业单位职业年金缴费支出|24.32|24.32|
210|卫生健康支出|22.81|22.81|
21011|行政事业单位医疗|22.81|22.81|
2101102|事业单位医疗|22.81|22.81|
221|住房保障支出|36.47|36.47|
22102|住房改革支出|36.47|36.47|
2210201|住房公积金|36.47|36.47|"""
TABLE_6 = f"""\
{BY_NATURE}合计|418.00|8.00|410.00
212|城乡社区支出|150.00||150.00
21208|国有土地使用权出让收入安排的支出|150.00||150.00
2120803|城市建设支出|150.00||150.00
229|其他支出|268.00|8.00|260.00
22960|彩票公益金安排的支出|268.00|8.00|260.00
2296003|用于体育事业的彩票公益金支出|268.00|8.00|260.00"""
TABLE_7 = f"""\
{BY_NATURE}合计|32.00|2.00|30.00
223|国有资本经营预算支出|32.00|2.00|30.00
22399|其他国有资本经营预算支出|32.00|2.00|30.00
2239999|其他国有资本经营预算支出|32.00|2.00|30.00"""
TABLE_8 = """\
科目编码|科目名称|预算数
1|2|3
合计|741.88
301|工资福利支出|403.32
302|商品和服务支出|253.21
303|对个人和家庭的补助|9.36
307|债务利息及费用支出|
309|资本性支出（基本建设）|
310|资本性支出|76.00
311|对企业补助（基本建设）|
312|对企业补助|
313|对社会保障基金补助|
399|其他支出|"""
TABLE_9 = [
    "合计|491.88",
    "301|工资福利支出|403.32",
    "30101|基本工资|112.68",
    "30102|津贴补贴|16.82",
    "30107|绩效工资|141.58",
    "30108|机关事业单位基本养老保险缴费|48.63",
    "30109|职业年金缴费|24.32",
    "30110|职工基本医疗保险缴费|21.24",
    "30112|其他社会保障缴费|1.57",
    "30113|住房公积金|36.47",
    "302|商品和服务支出|59.21",
    "30201|办公费|12.00",
    "30205|水费|4.80",
    "30206|电费|15.60",
    "30207|邮电费|2.45",
    "30211|差旅费|6.20",
    "30212|因公出国（境）费用|3.60",
    "30217|公务接待费|1.20",
    "30228|工会经费|4.56",
    "30231|公务用车运行维护费|5.80",
    "30299|其他商品和服务支出|3.00",
    "303|对个人和家庭的补助|9.36",
    "30302|退休费|8.40",
    "30399|其他对个人和家庭的补助|0.96",
    "310|资本性支出|20.00",
    "31002|办公设备购置|2.00",
    "31013|公务用车购置|18.00",
]
TABLE_10 = """\
项目|预算数
合计|32.60
1、因公出国（境）费用|6.00
2、公务接待费|2.00
3、公务用车购置及运行费|24.60
　　其中：（1）公务用车购置费|18.00
　　　　　（2）公务用车运行费|6.60"""
FUNDS_HEAD = """\
主管部门名称|专项资金立项项目名称|立项依据|执行年限|实施规划|总体绩效目标|支出级次|资金拼盘|资金分配办法及支出标准
|||||||小计|一般公共预算|政府性基金预算|国有资本经营预算|
"""
TABLE_11 = f"""\
{FUNDS_HEAD}合计|526.00|86.00|410.00|30.00|
榕川市体育局|全民健身活动经费|全民健身实施计划|1|年内办赛12场|参赛不少于2万人次。|市本级\
|346.00|86.00|260.00||因素法
榕川市体育局|健身步道改造|市政府会议纪要|2|年内完工|改造步道3公里。|\
|180.00||150.00|30.00|项目法"""


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, TABLE_1),
        (2, TABLE_2),
        (3, TABLE_3),
        (4, TABLE_4),
        (5, TABLE_5),
        (6, TABLE_6),
        (7, TABLE_7),
        (8, TABLE_8),
        (10, TABLE_10),
        (11, TABLE_11),
    ],
)
def test_a_table_is_what_the_filing_adds_up_to(number: int, expected: str, unit: Outcome) -> None:
    assert expected == rows(unit, number)


def test_table_9_has_money_in_the_accounts_of_the_filing_and_no_other(unit: Outcome) -> None:
    body = rows(unit, 9).splitlines()[2:]
    assert TABLE_9 == [row for row in body if not row.endswith("|")]


# -- a unit with every kind of money: the text -------------------------------------------------

STAFF = (
    "主要包括：基本工资、津贴补贴、奖金、伙食补助费、绩效工资、机关事业单位基本养老保险缴费、职业年金缴费、"
    "职工基本医疗保险缴费、公务员医疗补助缴费、其他社会保障缴费、住房公积金、医疗费、其他工资福利支出、"
    "离休费、退休费、抚恤金、生活补助、医疗费补助、奖励金、其他对个人和家庭的补助支出。"
)
RUNNING = (
    "主要包括：办公费、印刷费、咨询费、手续费、水费、电费、邮电费、取暖费、物业管理费、差旅费、"
    "因公出国（境）费用、维修（护）费、租赁费、会议费、培训费、公务接待费、专用材料费、劳务费、委托业务费、"
    "工会经费、福利费、公务用车运行维护费、其他交通费用、税金及附加费用、其他商品和服务支出、"
    "办公设备购置、专用设备购置、信息网络及软件购置更新、公务用车购置、其他资本性支出。"
)
HEADINGS = [
    "一、预算收支总体情况",
    "二、一般公共预算拨款支出情况",
    "三、政府性基金预算拨款支出情况",
    "四、国有资本经营预算拨款支出情况",
    "五、一般公共预算拨款基本支出情况",
    "六、一般公共预算“三公”经费支出情况",
    "七、预算绩效目标情况",
    "八、其他重要事项说明",
    PART_FOUR,
]
TOLD_BY_THE_UNIT = [
    [
        "按照综合预算的原则，单位所有收入和支出均纳入单位预算管理。"
        "2025年，榕川市全民健身中心收入预算为1481.44万元，比上年增加90.92万元，"
        "主要原因是事业收入和上级补助收入增加。"
        "其中：一般公共预算拨款收入741.88万元、政府性基金预算拨款收入418.00万元、"
        "国有资本经营预算拨款收入32.00万元、财政专户管理资金收入42.00万元、事业收入138.53万元、"
        "事业单位经营收入29.60万元、上级补助收入50.00万元、附属单位上缴收入0万元、"
        "其他收入1.20万元、上年结转结余28.23万元。",
        "相应安排支出预算1481.44万元，比上年增加90.92万元，主要原因是场馆改造支出增加。"
        "其中：基本支出622.31万元、项目支出813.13万元、事业单位经营支出28.00万元、"
        "上缴上级支出6.00万元、对附属单位补助支出12.00万元。",
    ],
    [
        "2025年度一般公共预算拨款支出741.88万元，比上年增加31.64万元，增长4.45%，"
        "主要原因是人员经费增加。其中（按项级科目分类统计）：",
        "2070308-群众体育 523.65万元。主要用于在职人员工资福利和场馆日常运行。",
        "2079999-其他文化旅游体育与传媒支出 86.00万元。主要用于群众体育赛事。",
        "2080505-机关事业单位基本养老保险缴费支出 48.63万元。"
        "主要用于在职人员基本养老保险的单位缴费。",
        "2080506-机关事业单位职业年金缴费支出 24.32万元。主要用于在职人员职业年金的单位缴费。",
        "2101102-事业单位医疗 22.81万元。主要用于在职人员基本医疗保险的单位缴费。",
        "2210201-住房公积金 36.47万元。主要用于在职人员住房公积金的单位缴存。",
    ],
    [
        "2025年度政府性基金预算拨款支出418.00万元，比上年减少47.00万元，下降10.11%，"
        "主要原因是步道改造接近完工。其中（按项级科目分类统计）：",
        "2120803-城市建设支出 150.00万元。主要用于健身步道改造。",
        "2296003-用于体育事业的彩票公益金支出 268.00万元。主要用于全民健身活动和器材更新。",
    ],
    [
        "2025年度国有资本经营预算拨款支出32.00万元，比上年增加32.00万元（上年预算数为0万元），"
        "主要原因是新增场馆安全改造补助。其中（按项级科目分类统计）：",
        "2239999-其他国有资本经营预算支出 32.00万元。主要用于场馆安全改造。",
    ],
    [
        "2025年度一般公共预算拨款基本支出491.88万元，其中：",
        "（一）人员经费412.68万元，" + STAFF,
        "（二）公用经费79.21万元，" + RUNNING,
        "注：以上金额单位转换时可能存在尾数误差。",
    ],
    [
        "（一）因公出国（境）经费",
        "2025年预算安排6.00万元，比上年增加6.00万元（上年预算数为0万元），主要原因是组队参加国际邀请赛。",
        "（二）公务接待费",
        "2025年预算安排2.00万元，比上年减少0.60万元，主要原因是厉行节约，压减接待。",
        "（三）公务用车购置及运行费",
        "2025年预算安排24.60万元，比上年增加17.45万元，主要原因是更新一辆到期报废的公务用车。",
        "其中：公务用车购置费18.00万元、公务用车运行费6.60万元。",
    ],
    [
        "（一）绩效目标设置情况",
        "2025年，榕川市全民健身中心共设置2个项目绩效目标，共涉及财政拨款资金526.00万元。",
        "（二）绩效目标表及说明",
        "1.项目支出绩效目标表",
        "全民健身活动经费项目绩效目标表",
        *("项目立项情况", "项目立项的依据", "全民健身实施计划。", "体育彩票公益金管理办法。"),
        *("项目申报的可行性", "历年办赛经验成熟。"),
        *("专项资金情况\n（万元）", "资金总额", "355.50", "财政拨款", "346.00", "其他资金", "9.50"),
        *("项目实施期\n目标", "参赛不少于2万人次。"),
        *("绩效目标指标", "一级指标", "二级指标", "三级指标", "全年目标值"),
        *("产出指标", "数量指标", "办赛场次", "≥12场", "参赛人次", "≥2万人次"),
        *("时效指标", "按期办赛率", "=100%"),
        *("效益指标", "社会效益指标", "经常锻炼人数增长率", "≥3%"),
        *("备注", "其他资金为上年结转的彩票公益金。"),
        "健身步道改造项目绩效目标表",
        *("项目立项情况", "项目立项的依据", "市政府会议纪要。"),
        *("项目申报的可行性", "施工图已通过审查。"),
        *("专项资金情况\n（万元）", "资金总额", "180.00", "财政拨款", "180.00", "其他资金"),
        *("项目实施期\n目标", "改造步道3公里。"),
        *("绩效目标指标", "一级指标", "二级指标", "三级指标", "全年目标值"),
        *("产出指标", "数量指标", "改造里程", "≥3公里"),
        "备注",
        "2.有关情况说明",
        "两个项目均按季监控绩效目标。",
    ],
    [
        "（一）机关运行经费",
        "2025年，榕川市全民健身中心一般公共预算拨款安排的机关运行经费支出0万元，"
        "主要原因是本单位为事业单位，没有机关运行经费。",
        "（二）政府采购情况",
        "2025年，榕川市全民健身中心政府采购预算总额326.65万元，"
        "其中：政府采购货物预算78.65万元、政府采购工程预算150.00万元、政府采购服务预算98.00万元。",
        "（三）国有资产占用使用情况",
        "截至2024年12月31日，榕川市全民健身中心共有车辆4辆，其中：省部级领导干部用车0辆、"
        "机要通信用车0辆、应急保障用车1辆、执法执勤用车0辆、特种专业技术用车1辆、其他用车2辆。"
        "单位价值100万元（含）以上设备3台（套）。",
        "2025年单位预算安排购置车辆1辆，单位价值100万元（含）以上设备0台（套）。",
    ],
]


@pytest.mark.parametrize(
    ("heading", "following", "expected"),
    list(zip(HEADINGS, HEADINGS[1:], TOLD_BY_THE_UNIT, strict=False)),
)
def test_a_section_tells_what_the_filing_says(
    heading: str, following: str, expected: list[str], unit: Outcome
) -> None:
    assert expected == section(unit, heading, following)


def test_the_unit_is_warned_of_its_own_accounts_and_of_projects_out_of_the_list(
    unit: Outcome,
) -> None:
    # The list of 专项资金 has no room for the projects that other money pays.
    assert {"C313", "L423"} == {fault.code for fault in unit.faults}
    named = [fault.message for fault in unit.faults if fault.code == "L423"]
    assert {"20799", "223"} == set(re.findall("[0-9]+", "".join(named)))


def test_the_document_is_named_after_the_unit(unit: Outcome) -> None:
    assert ("2025", "榕川市全民健身中心2025年度单位预算") == (unit.folder, unit.name)


def test_a_unit_is_named_without_the_word_unit_after_its_name(unit: Outcome) -> None:
    expected = (
        "从预算单位构成看，2025年榕川市全民健身中心包括3个机关行政处（科）室及0个下属单位，"
        "其中：列入2025年单位预算编制范围的单位详细情况见下表："
    )
    assert expected == sentence(unit, "从预算单位构成看，")


def test_the_unit_with_every_kind_of_money_has_no_empty_table(unit: Outcome) -> None:
    assert [] == notes(unit)


# -- a unit without a prior year ---------------------------------------------------------------

TOLD_BY_THE_NEW_UNIT = [
    [
        "按照综合预算的原则，单位所有收入和支出均纳入单位预算管理。"
        "2025年，榕川市数字档案中心收入预算为64.93万元，上年无可比数据。"
        "其中：一般公共预算拨款收入64.93万元、政府性基金预算拨款收入0万元、"
        "国有资本经营预算拨款收入0万元、财政专户管理资金收入0万元、事业收入0万元、"
        "事业单位经营收入0万元、上级补助收入0万元、附属单位上缴收入0万元、"
        "其他收入0万元、上年结转结余0万元。",
        "相应安排支出预算64.93万元，上年无可比数据。"
        "其中：基本支出64.93万元、项目支出0万元、事业单位经营支出0万元、"
        "上缴上级支出0万元、对附属单位补助支出0万元。",
    ],
    [
        "2025年度一般公共预算拨款支出64.93万元，上年无可比数据。其中（按项级科目分类统计）：",
        "2010350-事业运行 61.25万元。主要用于在职人员工资和开办费。",
        "2080505-机关事业单位基本养老保险缴费支出 3.68万元。"
        "主要用于在职人员基本养老保险的单位缴费。",
    ],
    ["本单位2025年度没有使用政府性基金预算拨款安排的支出。"],
    ["本单位2025年度没有使用国有资本经营预算拨款安排的支出。"],
    [
        "2025年度一般公共预算拨款基本支出64.93万元，其中：",
        "（一）人员经费49.68万元，" + STAFF,
        "（二）公用经费15.25万元，" + RUNNING,
    ],
    [
        "（一）因公出国（境）经费",
        "2025年预算安排0万元，上年无可比数据。",
        "（二）公务接待费",
        "2025年预算安排0万元，上年无可比数据。",
        "（三）公务用车购置及运行费",
        "2025年预算安排0万元，上年无可比数据。",
    ],
    ["2025年，榕川市数字档案中心未设置项目绩效目标。"],
    [
        "（一）机关运行经费",
        "2025年，榕川市数字档案中心一般公共预算拨款安排的机关运行经费支出0万元，"
        "主要原因是本单位为事业单位，没有机关运行经费。",
        "（二）政府采购情况",
        "2025年，榕川市数字档案中心政府采购预算总额0万元，"
        "其中：政府采购货物预算0万元、政府采购工程预算0万元、政府采购服务预算0万元。",
        "（三）国有资产占用使用情况",
        "截至2024年12月31日，榕川市数字档案中心共有车辆0辆，其中：省部级领导干部用车0辆、"
        "机要通信用车0辆、应急保障用车0辆、执法执勤用车0辆、特种专业技术用车0辆、其他用车0辆。"
        "单位价值100万元（含）以上设备0台（套）。",
        "2025年单位预算安排购置车辆0辆，单位价值100万元（含）以上设备0台（套）。",
    ],
]


@pytest.mark.parametrize(
    ("heading", "following", "expected"),
    list(zip(HEADINGS, HEADINGS[1:], TOLD_BY_THE_NEW_UNIT, strict=False)),
)
def test_a_section_of_a_new_unit_compares_with_nothing(
    heading: str, following: str, expected: list[str], new_unit: Outcome
) -> None:
    assert expected == section(new_unit, heading, following)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (6, f"{BY_NATURE}合计|||"),
        (7, f"{BY_NATURE}合计|||"),
        (10, re.sub(r"[0-9]+\.[0-9]{2}", "0.00", TABLE_10)),
        (11, f"{FUNDS_HEAD}合计|0.00|0.00|0.00|0.00|"),
    ],
)
def test_an_empty_table_keeps_its_head_and_total(
    number: int, expected: str, new_unit: Outcome
) -> None:
    assert expected == rows(new_unit, number)


def test_the_new_unit_has_no_fault(new_unit: Outcome) -> None:
    assert () == new_unit.faults


NOTE_6 = "备注：本单位2025年没有使用政府性基金预算拨款安排的支出。"
NOTE_7 = "备注：本单位2025年没有使用国有资本经营预算拨款安排的支出。"
NOTE_10 = "备注：本单位2025年度没有一般公共预算安排的‘三公’经费支出。"
NOTE_11 = "备注：本单位2025年度没有部门专项资金。"


def test_each_empty_table_of_the_new_unit_says_why(new_unit: Outcome) -> None:
    assert [NOTE_6, NOTE_7, NOTE_10, NOTE_11] == notes(new_unit)


# -- variations: the same filings with some texts replaced -------------------------------------


def varied(base: Variation, *changes: tuple[str, str]) -> Variation:
    """A variation with further texts replaced."""
    return Variation(base.filing, (*base.changes, *changes))


BUDGET, NEW_BUDGET = Variation(INVENTED), Variation(NEW)
BUDGET_FLAT = varied(
    BUDGET,
    ("公务接待费: 26000.00", "公务接待费: 20000.00"),
    ("    公务接待费: 厉行节约，压减接待\n", ""),
    ("国有资本经营预算拨款支出预算表: {合计: 0}", "国有资本经营预算拨款支出预算表: {合计: 320000}"),
    ("  国有资本经营预算拨款支出预算表: {合计: 新增场馆安全改造补助}\n", ""),
)
BUDGET_FROM_NEGATIVE = varied(
    BUDGET,
    ("公务接待费: 26000.00", "公务接待费: -500.00"),
    ("公务接待费: 厉行节约，压减接待", "公务接待费: 上年为冲减数"),
    ("国有资本经营预算拨款支出预算表: {合计: 0}", "国有资本经营预算拨款支出预算表: {合计: -5000}"),
)
NEW_BUDGET_WITH_PRIOR_YEAR = varied(
    NEW_BUDGET,
    (
        "上年数: 无\n",
        "上年数:\n"
        "  收支预算总表: {收入合计: 600000, 支出合计: 600000}\n"
        "  一般公共预算拨款支出预算表: {合计: 600000}\n"
        "  三公经费: {因公出国境费: 0, 公务接待费: 8000, 公务用车购置费: 0, 公务用车运行费: 0}\n"
        "增减原因:\n"
        "  收支预算总表: {收入合计: 人员增加, 支出合计: 人员增加}\n"
        "  一般公共预算拨款支出预算表: {合计: 资金来源改变}\n"
        "  三公经费: {公务接待费: 不再安排接待}\n",
    ),
)
WITHOUT_GENERAL_MONEY = (
    ("事业运行, 一般公共预算拨款:", "事业运行, 事业收入:"),
    ("养老保险缴费支出, 一般公共预算拨款:", "养老保险缴费支出, 事业收入:"),
    ("2010350, 资金: 一般公共预算拨款,", "2010350, 资金: 其他资金,"),
    ("2080505, 资金: 一般公共预算拨款,", "2080505, 资金: 其他资金,"),
    (
        "一般公共预算支出经济分类:\n"
        "  - {科目: 30101 基本工资, 基本支出: 460000.00}\n"
        "  - {科目: 30108 机关事业单位基本养老保险缴费, 基本支出: 36845.00}\n"
        "  - {科目: 30201 办公费, 基本支出: 152500.00}\n",
        "一般公共预算支出经济分类: []\n",
    ),
)
BUDGET_WITHOUT_GENERAL_MONEY = varied(NEW_BUDGET_WITH_PRIOR_YEAR, *WITHOUT_GENERAL_MONEY)
BUDGET_NEVER_WITH_GENERAL_MONEY = varied(
    BUDGET_WITHOUT_GENERAL_MONEY,
    ("一般公共预算拨款支出预算表: {合计: 600000}", "一般公共预算拨款支出预算表: {合计: 0}"),
    ("  一般公共预算拨款支出预算表: {合计: 资金来源改变}\n", ""),
)

FINAL, NEW_FINAL = Variation(ACCOUNTS), Variation(NEW_ACCOUNTS)
FINAL_LESS = varied(FINAL, ("收入总计: 15873206.40", "收入总计: 20000000.00"))
FINAL_FLAT = varied(
    FINAL,
    ("本年收入合计: 14162522.36", "本年收入合计: 14478353.57"),
    ("收入总计: 13635037.48", "收入总计: 13638774.00"),
    ("  财政拨款收入支出决算总表.收入总计: 人员经费拨款增加\n", ""),
    # An account that printed as zero last year and has nothing this year.
    ("2070108 文化活动: 286500.00", "2070108 文化活动: 40.00"),
    ("合计: 9407859.13", "合计: 9121399.13"),
    ("    2070108: 文化活动经费并入群众文化\n", ""),
)
FINAL_FROM_ZERO = varied(
    FINAL,
    ("本年收入合计: 14162522.36", "本年收入合计: 0"),
    ("收入总计: 15873206.40", "收入总计: 0"),
    ("公务接待费: 4000.00}", "公务接待费: 0}"),
)
FINAL_FROM_NEGATIVE = varied(
    FINAL,
    ("本年收入合计: 14162522.36", "本年收入合计: -20000.00"),
    ("收入总计: 15873206.40", "收入总计: -1000.00"),
    ("    2070199: 1391204.66\n", "    2070199: 1391204.66\n    2070111: -1000.00\n"),
    ("合计: 9407859.13", "合计: 9406859.13"),
    ("公务接待费: 4402.00", "公务接待费: -1000.00"),
    ("公务用车运行维护费: 严控用车", "公务用车运行维护费: 严控用车\n    公务接待费: 上年为冲减数"),
)
WITH_WORKS = varied(
    FINAL,
    ("  货物: 312400.00\n", "  货物: 312400.00\n  工程: 500000.00\n"),
    (
        "  货物授予中小企业: 312400.00\n",
        "  货物授予中小企业: 312400.00\n  工程授予中小企业: 125000.00\n",
    ),
)
# What prints as nothing, for there is no such sentence where nothing was bought.
NEXT_TO_NO_SERVICES = varied(NEW_FINAL, ("政府采购: {}", "政府采购: {服务: 40.00}"))
NEXT_TO_NO_GOODS = varied(NEW_FINAL, ("政府采购: {}", "政府采购: {货物: 40.00}"))
NEW_FINAL_WITH_PRIOR_YEAR = varied(
    NEW_FINAL,
    (
        "上年数: 无\n",
        "上年数:\n"
        "  收入支出决算总表: {收入总计: 900000, 本年收入合计: 900000, 本年支出合计: 900000}\n"
        "  财政拨款收入支出决算总表.收入总计: 100000\n"
        "  一般公共预算财政拨款支出决算表: {2010350: 900000, 2010399: 0}\n"
        "  政府性基金预算财政拨款收入支出决算表: {2120803: 50000}\n"
        "  国有资本经营预算财政拨款支出决算表: {合计: 0}\n"
        "  三公经费:\n"
        "    {因公出国境费: 0, 公务用车购置费: 100000, 公务用车运行维护费: 0, 公务接待费: 0}\n"
        "增减原因:\n"
        "  收入支出决算总表.收入总计: 人员增加\n"
        "  财政拨款收入支出决算总表.收入总计: 资金来源改变\n"
        "  一般公共预算财政拨款支出决算表: {2010350: 人员到位推迟, 2010399: 新增项目}\n"
        "  政府性基金预算财政拨款收入支出决算表: {2120803: 项目完工}\n"
        "  三公经费: {合计: 不再购车, 公务用车购置费: 不再购车, 公务接待费: 新增接待}\n",
    ),
)
FINAL_WITHOUT_FISCAL_MONEY = varied(
    NEW_FINAL_WITH_PRIOR_YEAR,
    ("事业运行, 一般公共预算财政拨款:", "事业运行, 事业收入:"),
    ("及相关机构事务支出, 一般公共预算财政拨款:", "及相关机构事务支出, 事业收入:"),
    ("2010350, 资金: 一般公共预算财政拨款,", "2010350, 资金: 非财政拨款,"),
    ("2010399, 资金: 一般公共预算财政拨款,", "2010399, 资金: 非财政拨款,"),
    ("基本工资, 一般公共预算财政拨款:", "基本工资, 非财政拨款:"),
    ("办公费, 一般公共预算财政拨款:", "办公费, 非财政拨款:"),
    ("公务接待费, 一般公共预算财政拨款:", "公务接待费, 非财政拨款:"),
    ("2010399: 新增项目", "2010399: 没有此项"),
)
FINAL_NEVER_WITH_FISCAL_MONEY = varied(
    FINAL_WITHOUT_FISCAL_MONEY,
    ("财政拨款收入支出决算总表.收入总计: 100000", "财政拨款收入支出决算总表.收入总计: 0"),
    ("  财政拨款收入支出决算总表.收入总计: 资金来源改变\n", ""),
)


def test_each_table_without_general_money_says_why(build: Build) -> None:
    general = "备注：本单位2025年没有使用一般公共预算拨款安排的支出。"
    basic = "备注：本单位2025年没有使用一般公共预算拨款安排的基本支出。"
    expected = [general, NOTE_6, NOTE_7, general, basic, NOTE_10, NOTE_11]
    assert expected == notes(build(BUDGET_WITHOUT_GENERAL_MONEY))


# -- every case of every phrase, in the sentence of the form that prints it --------------------

INCOME = "2025年，榕川市全民健身中心收入预算为1481.44万元，"
ABROAD = "（一）因公出国（境）经费\n2025年预算安排"
RECEPTION = "（二）公务接待费\n2025年预算安排"
GENERAL = "2025年度一般公共预算拨款支出"
FUNDS = "2025年度政府性基金预算拨款支出"
STATE_CAPITAL = "2025年度国有资本经营预算拨款支出"
REVENUE = "2024年度收入"
FINAL_FUNDS = "2024年度政府性基金支出"
FINAL_STATE_CAPITAL = "2024年度国有资本经营预算支出"
TOTAL = "2024年度本单位收入总计"
FISCAL = "2024年度财政拨款收入总计"
ACTIVITIES = "（一）2070108-文化活动 "
CREATION = "（三）2070111-文化创作与保护 "
THREE = "2024年度一般公共预算拨款“三公”经费支出"
FINAL_ABROAD = "（一）因公出国（境）费支出"
FINAL_RECEPTION = "（三）公务接待费支出"
CAR_PURCHASE, CAR_RUNNING = "公务用车购置费支出", "公务用车运行费支出"
CONTRACTS = "授予中小企业合同金额"
SHARES = ["占采购总额", "占中小企业", "货物占比", "工程占比", "服务占比"]
SHARES_OF_SOMETHING = (
    "164.17万元，占政府采购支出总额的61.74%，"
    "其中：授予小微企业合同金额48.62万元，占授予中小企业合同金额的29.62%；"
    "货物采购授予中小企业合同金额占货物支出金额的100.00%，"
    "工程采购授予中小企业合同金额占工程支出金额的25.00%，"
    "服务采购授予中小企业合同金额占服务支出金额的65.21%。"
)
# One figure is said to be nothing only where it is nothing, however it prints.
SHARES_OF_SERVICES = (
    "0.00万元，占政府采购支出总额的0.00%，其中：授予小微企业合同金额0.00万元，"
    "本年未授予中小企业合同；本年无货物采购支出，本年无工程采购支出，"
    "服务采购授予中小企业合同金额占服务支出金额的0.00%。"
)
SHARES_OF_GOODS = (
    "0.00万元，占政府采购支出总额的0.00%，其中：授予小微企业合同金额0.00万元，"
    "本年未授予中小企业合同；货物采购授予中小企业合同金额占货物支出金额的0.00%，"
    "本年无工程采购支出，本年无服务采购支出。"
)

Told = tuple[Variation, str, str]
# What prints: the variation, how the sentence begins, how it goes on.
TOLD: dict[tuple[str, str], Told] = {
    ("比上年", "增加"): (
        BUDGET,
        INCOME,
        "比上年增加90.92万元，主要原因是事业收入和上级补助收入增加。",
    ),
    ("比上年", "减少"): (
        BUDGET,
        RECEPTION,
        "2.00万元，比上年减少0.60万元，主要原因是厉行节约，压减接待。",
    ),
    ("比上年", "持平"): (BUDGET_FLAT, RECEPTION, "2.00万元，与上年持平。"),
    ("比上年", "均为零"): (NEW_BUDGET_WITH_PRIOR_YEAR, ABROAD, "0万元，与上年持平。"),
    ("比上年", "上年为零"): (
        BUDGET,
        ABROAD,
        "6.00万元，比上年增加6.00万元（上年预算数为0万元），主要原因是组队参加国际邀请赛。",
    ),
    ("比上年", "上年为负"): (
        BUDGET_FROM_NEGATIVE,
        RECEPTION,
        "2.00万元，比上年增加2.05万元，主要原因是上年为冲减数。",
    ),
    ("比上年", "本年为零"): (
        NEW_BUDGET_WITH_PRIOR_YEAR,
        RECEPTION,
        "0万元，比上年减少0.80万元，主要原因是不再安排接待。",
    ),
    ("比上年", "无上年数"): (NEW_BUDGET, RECEPTION, "0万元，上年无可比数据。"),
    ("比上年及幅度", "增加"): (
        BUDGET,
        GENERAL,
        "741.88万元，比上年增加31.64万元，增长4.45%，主要原因是人员经费增加。",
    ),
    ("比上年及幅度", "减少"): (
        BUDGET,
        FUNDS,
        "418.00万元，比上年减少47.00万元，下降10.11%，主要原因是步道改造接近完工。",
    ),
    ("比上年及幅度", "持平"): (BUDGET_FLAT, STATE_CAPITAL, "32.00万元，与上年持平。"),
    ("比上年及幅度", "均为零"): (BUDGET_NEVER_WITH_GENERAL_MONEY, GENERAL, "0万元，与上年持平。"),
    ("比上年及幅度", "上年为零"): (
        BUDGET,
        STATE_CAPITAL,
        "32.00万元，比上年增加32.00万元（上年预算数为0万元），主要原因是新增场馆安全改造补助。",
    ),
    ("比上年及幅度", "上年为负"): (
        BUDGET_FROM_NEGATIVE,
        STATE_CAPITAL,
        "32.00万元，比上年增加32.50万元，主要原因是新增场馆安全改造补助。",
    ),
    ("比上年及幅度", "本年为零"): (
        BUDGET_WITHOUT_GENERAL_MONEY,
        GENERAL,
        "0万元，比上年减少60.00万元，下降100.00%，主要原因是资金来源改变。",
    ),
    ("比上年及幅度", "无上年数"): (NEW_BUDGET, GENERAL, "64.93万元，上年无可比数据。"),
    ("比上年决算数", "增加"): (
        FINAL,
        REVENUE,
        "1447.84万元，比上年决算数增加31.58万元，增长2.23%，具体情况如下：",
    ),
    ("比上年决算数", "减少"): (
        FINAL,
        FINAL_FUNDS,
        "298.81万元，比上年决算数减少27.60万元，下降8.45%，具体情况如下（按项级科目分类统计）：",
    ),
    ("比上年决算数", "持平"): (
        FINAL_FLAT,
        REVENUE,
        "1447.84万元，与上年决算数持平，具体情况如下：",
    ),
    ("比上年决算数", "均为零"): (
        NEW_FINAL_WITH_PRIOR_YEAR,
        FINAL_STATE_CAPITAL,
        "0.00万元，比上年决算数增加0.00万元，与上年决算数持平。",
    ),
    ("比上年决算数", "上年为零"): (
        FINAL_FROM_ZERO,
        REVENUE,
        "1447.84万元，比上年决算数增加1447.84万元（上年决算数为0.00万元），具体情况如下：",
    ),
    ("比上年决算数", "上年为负"): (
        FINAL_FROM_NEGATIVE,
        REVENUE,
        "1447.84万元，比上年决算数增加1449.84万元，具体情况如下：",
    ),
    ("比上年决算数", "本年为零"): (
        NEW_FINAL_WITH_PRIOR_YEAR,
        FINAL_FUNDS,
        "0.00万元，比上年决算数减少5.00万元，下降100.00%，具体情况如下（按项级科目分类统计）：",
    ),
    ("比上年决算数", "无上年数"): (
        NEW_FINAL,
        REVENUE,
        "111.25万元，上年无可比数据，具体情况如下：",
    ),
    ("与上年决算数相比", "增加"): (
        FINAL,
        TOTAL,
        "1619.47万元，支出总计1619.47万元，与上年决算数相比，各增加32.15万元，增长2.03%。",
    ),
    ("与上年决算数相比", "减少"): (
        FINAL_LESS,
        TOTAL,
        "1619.47万元，支出总计1619.47万元，与上年决算数相比，各减少380.53万元，下降19.03%。",
    ),
    ("与上年决算数相比", "持平"): (
        FINAL_FLAT,
        FISCAL,
        "1363.88万元，支出总计1363.88万元，与上年决算数持平。",
    ),
    ("与上年决算数相比", "均为零"): (
        FINAL_NEVER_WITH_FISCAL_MONEY,
        FISCAL,
        "0.00万元，支出总计0.00万元，与上年决算数持平。",
    ),
    ("与上年决算数相比", "上年为零"): (
        FINAL_FROM_ZERO,
        TOTAL,
        "1619.47万元，支出总计1619.47万元，与上年决算数相比，各增加1619.47万元（上年决算数为0.00万元）。",
    ),
    ("与上年决算数相比", "上年为负"): (
        FINAL_FROM_NEGATIVE,
        TOTAL,
        "1619.47万元，支出总计1619.47万元，与上年决算数相比，各增加1619.57万元。",
    ),
    ("与上年决算数相比", "本年为零"): (
        FINAL_WITHOUT_FISCAL_MONEY,
        FISCAL,
        "0.00万元，支出总计0.00万元，"
        "与上年决算数相比，各减少10.00万元，下降100.00%，主要是：资金来源改变。",
    ),
    ("与上年决算数相比", "无上年数"): (
        NEW_FINAL,
        TOTAL,
        "111.25万元，支出总计111.25万元，上年无可比数据。",
    ),
    ("较上年决算数", "增加"): (
        FINAL,
        "（二）2070109-群众文化 ",
        "639.70万元，较上年决算数增加29.17万元，增长4.78%。",
    ),
    ("较上年决算数", "减少"): (
        FINAL,
        "（四）2070199-其他文化和旅游支出 ",
        "123.68万元，较上年决算数减少15.45万元，下降11.10%。",
    ),
    ("较上年决算数", "持平"): (
        FINAL,
        "（六）2080506-机关事业单位职业年金缴费支出 ",
        "30.62万元，与上年决算数持平。",
    ),
    ("较上年决算数", "均为零"): (
        FINAL_FLAT,
        ACTIVITIES,
        "0.00万元，与上年决算数持平。",
    ),
    ("较上年决算数", "上年为零"): (
        FINAL,
        CREATION,
        "39.86万元，较上年决算数增加39.86万元（上年决算数为0.00万元）。",
    ),
    ("较上年决算数", "上年为负"): (
        FINAL_FROM_NEGATIVE,
        CREATION,
        "39.86万元，较上年决算数增加39.96万元。",
    ),
    ("较上年决算数", "本年为零"): (
        FINAL,
        ACTIVITIES,
        "0.00万元，较上年决算数减少28.65万元，下降100.00%。",
    ),
    ("较上年决算数", "无上年数"): (
        NEW_FINAL,
        "（一）2010350-事业运行 ",
        "80.32万元，上年无可比数据。",
    ),
    ("较上年", "增加"): (
        FINAL,
        THREE,
        "31.57万元，完成全年预算的98.66%；较上年增加25.89万元，增长455.93%。",
    ),
    ("较上年", "减少"): (
        FINAL,
        CAR_RUNNING,
        "4.60万元，完成全年预算的100%；较上年减少0.64万元，下降12.16%。",
    ),
    ("较上年", "持平"): (
        FINAL,
        FINAL_RECEPTION,
        "0.44万元，完成全年预算的109.65%；与上年决算持平。",
    ),
    ("较上年", "均为零"): (
        NEW_FINAL_WITH_PRIOR_YEAR,
        FINAL_ABROAD,
        "0.00万元，与全年预算持平；较上年增加0.00万元，与上年决算持平。",
    ),
    ("较上年", "上年为零"): (
        NEW_FINAL_WITH_PRIOR_YEAR,
        FINAL_RECEPTION,
        "0.21万元，完成全年预算的70.00%；较上年增加0.21万元（上年决算数为0.00万元）。",
    ),
    ("较上年", "上年为负"): (
        FINAL_FROM_NEGATIVE,
        FINAL_RECEPTION,
        "0.44万元，完成全年预算的109.65%；较上年增加0.54万元。",
    ),
    ("较上年", "本年为零"): (
        NEW_FINAL_WITH_PRIOR_YEAR,
        CAR_PURCHASE,
        "0.00万元，与全年预算持平；较上年减少10.00万元，下降100.00%。",
    ),
    ("较上年", "无上年数"): (
        NEW_FINAL,
        THREE,
        "0.21万元，完成全年预算的70.00%；上年无可比数据。",
    ),
    ("完成全年预算", "均为零"): (
        NEW_FINAL,
        FINAL_ABROAD,
        "0.00万元，与全年预算持平；上年无可比数据。",
    ),
    ("完成全年预算", "等于"): (
        FINAL,
        CAR_RUNNING,
        "4.60万元，完成全年预算的100%；较上年减少0.64万元，下降12.16%。",
    ),
    ("完成全年预算", "低于"): (
        FINAL,
        FINAL_ABROAD,
        "8.64万元，完成全年预算的96.01%；较上年增加8.64万元（上年决算数为0.00万元）。",
    ),
    ("完成全年预算", "高于"): (
        FINAL,
        FINAL_RECEPTION,
        "0.44万元，完成全年预算的109.65%；与上年决算持平。",
    ),
    ("完成全年预算", "预算为零"): (
        FINAL_FROM_ZERO,
        FINAL_RECEPTION,
        "0.44万元，全年未安排预算；与上年决算持平。",
    ),
    **{(name, "有"): (WITH_WORKS, CONTRACTS, SHARES_OF_SOMETHING) for name in SHARES},
    ("占中小企业", "分母为零"): (NEXT_TO_NO_SERVICES, CONTRACTS, SHARES_OF_SERVICES),
    ("货物占比", "分母为零"): (NEXT_TO_NO_SERVICES, CONTRACTS, SHARES_OF_SERVICES),
    ("工程占比", "分母为零"): (NEXT_TO_NO_SERVICES, CONTRACTS, SHARES_OF_SERVICES),
    ("服务占比", "分母为零"): (NEXT_TO_NO_GOODS, CONTRACTS, SHARES_OF_GOODS),
}


@pytest.mark.parametrize(
    ("variation", "lead", "rest"), TOLD.values(), ids=["-".join(case) for case in TOLD]
)
def test_every_case_of_every_phrase_reads_as_written(
    variation: Variation, lead: str, rest: str, build: Build
) -> None:
    outcome = build(variation)
    assert [] == errors(outcome)
    assert lead + rest == sentence(outcome, lead)


@pytest.mark.parametrize("path", PHRASES, ids=lambda path: str(path.parts[-4]))
def test_no_case_of_a_phrase_goes_unread(path: Path) -> None:
    phrases: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    cases = {(name, case) for name, entry in phrases.items() for case in entry}
    unread = {(name, case) for name, case in cases if (name, case) not in TOLD}
    # Of nothing bought at all the form has another sentence; most totals are never below zero.
    unread -= {("占采购总额", "分母为零"), *((name, "本年为负") for name in phrases)}
    assert {(name, key) for name in phrases for key in phrases[name] if key in "对类"} == unread


# -- every document of this file ---------------------------------------------------------------

VARIATIONS = list(dict.fromkeys(variation for variation, _, _ in TOLD.values()))


@pytest.mark.parametrize("variation", VARIATIONS, ids=range(len(VARIATIONS)))
def test_no_document_has_doubled_punctuation(variation: Variation, build: Build) -> None:
    found = texts(build(variation).document)
    assert [] == [text for text in found if DOUBLED.search(text)]


@pytest.mark.parametrize(
    "variation",
    [BUDGET, NEW_BUDGET, BUDGET_WITHOUT_GENERAL_MONEY],
    ids=["invented", "new", "without general money"],
)
def test_the_document_passes_the_structural_lint(variation: Variation, build: Build) -> None:
    assert [] == lint(build(variation).document)


@pytest.mark.parametrize("filing", [INVENTED, NEW], ids=["invented", "new"])
def test_a_unit_never_calls_itself_a_department(filing: Path, build: Build) -> None:
    found = [FIXED_TERMS.sub("", text) for text in texts(build(Variation(filing)).document)]
    assert [] == [text for text in found if "部门" in text]


@pytest.mark.parametrize("filing", [INVENTED, NEW], ids=["invented", "new"])
def test_a_department_calls_itself_one(filing: Path, build: Build) -> None:
    found = texts(build(Variation(filing, (("称谓: 单位}", "称谓: 部门}"),))).document)
    assert [] == [text for text in found if "本单位" in text and "机关运行经费" not in text]
    assert "第三部分\n2025年度部门预算情况说明" in found
