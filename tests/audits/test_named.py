"""The unit's name, its sort and the year wherever the form prints them."""

from support.examples import EXAMPLE, OTHER_REGION
from support.rewritten import told

UNIT = OTHER_REGION[2]


def test_what_is_said_otherwise_in_one_place_is_told() -> None:
    changes = (
        "“部门：福州市“智慧福州”管理服务中心”写成“部门：闽侯县财政局”",
        "“2024年度部门决算情况说明”写成“2023年度部门决算情况说明”",
    )
    found = told(EXAMPLE, *changes)
    assert ("A828", '这里是“闽侯县财政局”，别处是“福州市"智慧福州"管理服务中心”') in found
    assert ("A825", "这里是 2023 年，应是 2024 年") in found


def test_so_it_is_in_another_region() -> None:
    found = told(UNIT, "“编制单位：上海市普陀区商务委员会”写成“编制部门：上海市商务委员会”")
    assert {("A828", "这里是“上海市商务委员会”，别处是“上海市普陀区商务委员会”")} <= {*found}
    assert ("A827", "这里是“编制部门”，应是“编制单位”") in found


def test_so_it_is_in_the_midst_of_a_sentence() -> None:
    said = "“从决算单位构成看，福州市“智慧福州”管理服务中心”写成“从决算单位构成看，闽侯县财政局”"
    assert "A828" in {code for code, _ in told(EXAMPLE, said)}
