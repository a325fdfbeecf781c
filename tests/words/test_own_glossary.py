"""A region's own glossary beside its pack, over the one that all packs share."""

from pathlib import Path

from support.small_packs import write_pack

from generator.diagnostics import Place
from generator.packs import judging

FORM = "{%p for 词 in 名词解释 %}", "{{ 词.名称 }}：{{ 词.释义 }}", "{%p endfor %}"
PACK = "名词解释: [基本支出, “三公”经费]\n"
OWN = """基本支出: {释义: 指单位为保障机构正常运转、完成日常工作任务而发生的各项支出。}
“三公”经费: {释义: 指单位使用本级财政拨款安排的三项经费。}
"""


def test_the_pack_s_own_explanation_goes_first(tmp_path: Path) -> None:
    small = write_pack(tmp_path, *FORM, pack=PACK, glossary=OWN)
    assert ([], []) == (small.judge(), small.judge_form())
    expected = [
        "基本支出：指单位为保障机构正常运转、完成日常工作任务而发生的各项支出。",
        "“三公”经费：指单位使用本级财政拨款安排的三项经费。",
    ]
    assert expected == small.say("")


def test_the_common_explanation_holds_where_the_pack_has_none(tmp_path: Path) -> None:
    own = OWN.partition("\n")[2]
    small = write_pack(tmp_path, *FORM, pack=PACK, glossary=own)
    assert "基本支出：指日常支出。" == small.say("")[0]


def test_a_term_that_neither_explains_is_told(tmp_path: Path) -> None:
    small = write_pack(tmp_path, *FORM, pack=PACK)
    assert ["P604 glossary.yaml 里没有““三公”经费”"] == small.judge()


def test_a_document_is_done_again_when_only_the_own_glossary_changed(tmp_path: Path) -> None:
    small = write_pack(tmp_path, *FORM, pack=PACK, glossary=OWN)
    assert str(small.folder) in small.build("").drawn


def test_what_is_wrong_in_the_own_glossary_is_told_in_it(tmp_path: Path) -> None:
    small = write_pack(tmp_path, *FORM, pack=PACK, glossary=OWN.replace("释义: 指单位为", "意义: "))
    [fault] = judging.check(small.folder)
    assert isinstance(fault.place, Place)
    file = "templates/final-accounts/2024/somewhere/glossary.yaml"
    assert (file, 1, "没有“意义”这个词") == (fault.place.file, fault.place.line, fault.message)
