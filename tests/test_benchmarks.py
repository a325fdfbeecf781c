"""The benchmarks measure what they say: like with like, medians of ratios, the same texts."""

import json
import time
from pathlib import Path

import pytest
from jinja2 import Environment
from support.examples import ROOT

from benchmarks import (
    carbone_form,
    docxtemplater_form,
    engine,
    filling,
    foreign_form,
    plain,
    plain_script,
    processes,
    recorder,
    run,
)
from benchmarks.tables import Table, shown
from benchmarks.timing import WALL, Contender, Elapsed, Timed, interleave, once

NEW_UNIT = ROOT / "tests" / "filings" / "new_unit.yaml"
RUN = "<w:r><w:t>{}</w:t></w:r>"


def paragraph(text: str) -> str:
    return f"<w:p>{RUN.format(text)}</w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


# -- timing --------------------------------------------------------------------------------------


def test_a_ratio_is_the_median_of_the_rounds_ratios() -> None:
    timed = Timed({"a": [2.0, 40.0, 9.0], "b": [1.0, 10.0, 3.0]})
    assert (3.0, 9.0) == (timed.ratio("a", "b"), timed.median("a"))


def test_contenders_take_turns_and_the_first_round_does_not_count() -> None:
    order: list[str] = []

    def noting(name: str) -> Contender:
        return Contender(name, lambda _: order.append(name))

    timed = interleave([noting("a"), noting("b")], 2)
    assert (list("ababab"), 2) == (order, len(timed.taken["a"]))


def test_preparing_is_off_the_clock() -> None:
    slow = Contender("slow", lambda _: None, lambda: time.sleep(0.05))
    assert once(slow, WALL) < 40


def test_what_measures_itself_is_believed() -> None:
    assert 12.5 == once(Contender("node", lambda _: Elapsed(12.5)), WALL)


@pytest.mark.parametrize(
    ("value", "text"), [(1234.6, "1,235"), (56.78, "56.8"), (3.456, "3.46"), (1000, "1,000")]
)
def test_numbers_are_shown_with_the_digits_that_count(value: float, text: str) -> None:
    assert text == shown(value)


def test_a_table_is_markdown_and_json() -> None:
    table = Table("速度", ("做法", "毫秒"), [("我们", 1.5)], ["一次。"])
    assert "### 速度\n\n| 做法 | 毫秒 |\n|---|---:|\n| 我们 | 1.50 |\n\n- 一次。" == table.text()
    expected = {"title": "速度", "rows": [{"做法": "我们", "毫秒": 1.5}], "notes": ["一次。"]}
    assert expected == table.data()


def test_new_tables_take_the_place_of_the_old_ones_in_the_readme() -> None:
    readme = f"前\n{run.BEGIN}旧表\n{run.END}后\n"
    expected = f"前\n{run.BEGIN}\n一\n\n二\n\n{run.END}后\n"
    assert expected == run.rewritten(readme, ["一", "二"])
    assert run.README.read_text("utf-8").count(run.BEGIN + "\n") == 1


def test_an_option_is_known_by_its_whole_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "options", lambda: "  --jobs-limit 个数   --force  重做")
    assert (False, True) == (processes.can("--jobs"), processes.can("--force"))


BUSY = "import time; end = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}])"


def test_what_a_process_starts_is_watched_with_it() -> None:
    watched = processes.watch([processes.GONGKAI[0], "-c", PARENT])
    assert watched.processes == 2
    assert 2 < watched.peak < 100
    assert 0.2 < watched.cpu <= watched.seconds + 0.1


# -- the same document in other ways -------------------------------------------------------------


def test_filling_alone_prints_what_a_whole_build_prints() -> None:
    unit = engine.opened(NEW_UNIT)
    expected = filling.texts(engine.build(NEW_UNIT))
    assert expected == filling.texts(engine.fill(unit))
    assert expected == filling.texts(engine.fill_unrecorded(engine.opened(NEW_UNIT)))


def test_a_stage_is_timed_once_each() -> None:
    taken = engine.stages(NEW_UNIT)
    assert "读取 YAML" == next(iter(taken))
    assert all(spent >= 0 for spent in taken.values())


def test_a_plain_script_prints_the_same_from_ready_made_figures(tmp_path: Path) -> None:
    unit = engine.opened(NEW_UNIT)
    filters = list(engine.plain_environment(unit.pack).filters)
    given = {"filters": filters, "names": recorder.figures(unit, unit.pack.form)}
    figures, output = tmp_path / "figures.json", tmp_path / "plain.docx"
    figures.write_text(json.dumps(given, ensure_ascii=False), "utf-8")
    plain_script.main(str(unit.pack.form), str(figures), str(output))
    assert filling.texts(engine.build(NEW_UNIT)) == filling.texts(output.read_bytes())


def test_the_plain_pipeline_validates_what_safe_load_reads() -> None:
    rules = plain.validator(engine.cerberus_rules(engine.opened(NEW_UNIT).pack))
    tree = plain.load(NEW_UNIT)
    plain.validate(rules, tree)
    with pytest.raises(ValueError, match="收入"):
        plain.validate(rules, {name: value for name, value in tree.items() if name != "收入"})


# -- other engines' forms ------------------------------------------------------------------------

LIST = (
    row("{%tr for 行 in 表 %}")
    + row("{%tr if 行.首 %}")
    + row("{{ 行.名称 }}", "{{ 行.数 | 万元 }}")
    + row("{%tr else %}")
    + row("", "{{ 行.数 | 万元 }}")
    + row("{%tr endif %}")
    + row("{%tr endfor %}")
)
SENTENCE = paragraph("{%p if 有 %}") + paragraph("共{{ 总数 }}") + paragraph("{%p endif %}")


def test_docxtemplater_takes_rows_by_the_tags_inside_them() -> None:
    tokens = iter(foreign_form.read(LIST).tokens)
    expected = row("{-w:tr L1}{-w:tr F2_0}{t3}", "{t4}{/F2_0}") + row(
        "{-w:tr F2_1}", "{t6}{/F2_1}{/L1}"
    )
    assert expected == docxtemplater_form.convert(LIST, tokens)


def test_docxtemplater_takes_paragraphs_with_nothing_but_a_tag() -> None:
    tokens = iter(foreign_form.read(SENTENCE).tokens)
    expected = paragraph("{#F1_0}") + paragraph("共{t2}") + paragraph("{/F1_0}")
    assert expected == docxtemplater_form.convert(SENTENCE, tokens)


def test_carbone_repeats_up_to_the_row_of_the_next_one() -> None:
    tokens = iter(foreign_form.read(LIST).tokens)
    converted = carbone_form.convert(LIST, tokens)
    assert "{d.L1[i]._}{d.L1[i].F2_0:ifEQ(true):showBegin}{d.L1[i].t3}" in converted
    assert converted.endswith(row("{d.L1[i+1]._}"))


def test_the_data_are_what_the_form_prints() -> None:
    reading = foreign_form.read(LIST + SENTENCE)
    environment = Environment(autoescape=False)
    environment.filters |= {"万元": lambda n: f"{n}.00", "json": json.dumps}
    names = {"表": [{"首": True, "名称": "甲", "数": 1}, {"首": False, "数": 2}], "有": False}
    data = json.loads(environment.from_string(reading.json_template).render(names))
    first = {"F2_0": [{"t3": "甲", "t4": "1.00", "_": ""}], "F2_1": [], "_": ""}
    second = {"F2_0": [], "F2_1": [{"t6": "2.00", "_": ""}], "_": ""}
    assert {"L1": [first, second], "F9_0": [], "_": ""} == data
    flat = {"F2_0": True, "t3": "甲", "t4": "1.00", "F2_1": False, "_": ""}
    assert flat == carbone_form.data(data)["L1"][0]
