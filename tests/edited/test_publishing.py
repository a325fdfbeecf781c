"""Nothing unfinished leaves: what stops a document, what may be waved on, what is taken out."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support import wordml
from support.examples import BUDGET, EXAMPLE

from generator import cli, pipeline
from generator.diagnostics import Severity
from generator.edited import publishing
from generator.edited.publishing import Published
from generator.pipeline import Outcome
from generator.word import archive, opc, output, seen, word_file
from generator.word.seen import Seen
from generator.word.word_file import WordFile

MAIN, CORE, APP = "word/document.xml", "docProps/core.xml", "docProps/app.xml"
SENTENCE = "2. 项目支出3279.44万元。"


@pytest.fixture(scope="module")
def parts(example: Outcome) -> dict[str, bytes]:
    """The parts of the example's document, its 目录 filled in."""
    parts = archive.read(example.document)
    return parts | {MAIN: wordml.fill_pages(parts[MAIN])}


@pytest.fixture
def publish(parts: dict[str, bytes], tmp_path: Path) -> Callable[..., Published]:
    """Publish the document with a text of its parts replaced."""

    def publish(
        *edits: tuple[str, str, str], filing: Path | None = EXAMPLE, anyway: bool = False
    ) -> Published:
        edited = dict(parts)
        for part, old, new in edits:
            assert old.encode() in edited[part]
            edited[part] = edited[part].replace(old.encode(), new.encode(), 1)
        path = tmp_path / "成文.docx"
        path.write_bytes(archive.pack(edited))
        return publishing.publish(path, filing, anyway=anyway)

    return publish


def told(done: Published) -> list[tuple[str, str]]:
    return [(fault.code, fault.message) for fault in done.faults]


def test_a_finished_document_that_agrees_with_its_filing_leaves(
    publish: Callable[..., Published],
) -> None:
    done = publish()
    assert (True, [], ("底稿",)) == (bool(done.document), told(done), done.removed)


def test_a_document_as_it_was_generated_is_read_once(
    publish: Callable[..., Published], example: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, files = seen.read, list[str]()

    def watched(document: WordFile) -> Seen:
        files.append(document.file)
        return read(document)

    monkeypatch.setattr(seen, "read", watched)
    publish()  # its 目录 filled in
    assert ["成文.docx", example.name] == [Path(it).name for it in files]
    opened = word_file.read(example.document, "成文.docx")
    assert isinstance(opened, WordFile)
    publishing.judge(opened, example, anyway=True)
    assert ["成文.docx"] == files[2:]


def texts(shown: Seen | None) -> list[str]:
    lines = shown.lines if shown else ()
    return [text.text for line in lines for text in line.texts]


def test_what_is_seen_of_the_copy_is_handed_on(publish: Callable[..., Published]) -> None:
    done = publish()
    copy = word_file.read(done.document, "")
    assert isinstance(copy, WordFile)
    assert texts(seen.read(copy)) == texts(done.shown)
    assert done.shown is not None


def test_what_is_seen_of_a_document_that_something_shown_was_taken_out_of_is_not(
    publish: Callable[..., Published],
) -> None:
    fetched = '<w:fldSimple w:instr=" USERNAME ">'
    done = publish((MAIN, SENTENCE, f"{SENTENCE}</w:t></w:r>{fetched}<w:r><w:t>张</w:t></w:r>"
                    "</w:fldSimple><w:r><w:t>"), anyway=True)  # fmt: skip
    assert (True, None) == (bool(done.document), done.shown)


EMPTY = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入文字。</w:t>"
    "</w:r></w:sdtContent></w:sdt>"
)
INSERTED = '<w:ins w:id="9" w:author="张三"><w:r><w:t>略</w:t></w:r></w:ins>'

VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
BOX = (
    f"<w:r><w:pict {VML}><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>【待</w:t></w:r>"
    "<w:r><w:t>填】</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
ART = f'<w:r><w:pict {VML}><v:shape><v:textpath string="{{}}"/></v:shape></w:pict></w:r>'
STYLES = "word/styles.xml"
STYLED = (
    '<w:style w:type="paragraph" w:styleId="甲"><w:pPr><w:pPrChange w:id="1" w:author="王五"/>'
    "</w:pPr></w:style>"
)
ENDLESS = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE</w:instrText></w:r>'
    "<w:r><w:instrText>AUTO x y</w:instrText></w:r>"
)
RANGE = '<w:customXmlInsRangeStart w:id="1" w:author="赵六"/><w:customXmlInsRangeEnd w:id="1"/>'


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ((MAIN, "部门概况<", "部门概况【待填】<"), "文中还有 1 处没有填的地方（【待填】）"),
        ((MAIN, "部门概况<", "部门概况[待\u200b 填 ]<"), "文中还有 1 处没有填的地方（【待填】）"),
        ((MAIN, "部门概况<", "部门概况( 草 稿 )<"), "文中还有 1 处“草稿”标记"),
        ((MAIN, "</w:p>", f"{BOX}</w:p>"), "文中还有 2 处没有填的地方（【待填】）"),
        ((MAIN, "</w:p>", f'{ART.format("草 稿")}</w:p>'), "文中还有 1 处“草稿”标记"),
        ((MAIN, "</w:p>", f'{ART.format("【待填】")}</w:p>'),
         "文中还有 1 处没有填的地方（【待填】）"),
        ((STYLES, "</w:styles>", f"{STYLED}</w:styles>"),
         "文中还有 1 处没有接受也没有拒绝的修订（王五）"),
        ((MAIN, "</w:p>", f"{RANGE}</w:p>"), "文中还有 1 处没有接受也没有拒绝的修订（赵六）"),
        ((MAIN, "</w:p>", f"{ENDLESS}</w:p>"), "文中还有 1 处没有结束的域"),
        ((MAIN, "</w:p>", f"{INSERTED}</w:p>"), "文中还有 1 处没有接受也没有拒绝的修订（张三）"),
        ((MAIN, "<w:pPr>", '<w:pPr><w:pPrChange w:id="1" w:author="李四"/>'),
         "文中还有 1 处没有接受也没有拒绝的修订（李四）"),
        ((MAIN, "部门概况<", "部门概况（征求意见稿）<"), "文中还有 1 处“草稿”标记"),
        ((MAIN, "</w:p>", f'{ART.format("送 审 稿")}</w:p>'), "文中还有 1 处“草稿”标记"),
        ((CORE, "决算<", "决算讨论稿<"), "文中还有 1 处“草稿”标记"),
        ((MAIN, "</w:p>", f"{EMPTY}</w:p>"), "文中还有 1 处没有填的地方（【待填】）"),
        ((CORE, "决算<", "决算(草稿)<"), "文中还有 1 处“草稿”标记"),
        ((CORE, "决算<", "决算（草稿）<"), "文中还有 1 处“草稿”标记"),
        ((MAIN, SENTENCE, SENTENCE.replace("3279", "3297")), "与填报文件核对：不一致 1 处"),
    ],
)  # fmt: skip
def test_what_must_not_leave_stops_a_document_even_when_waved_on(
    publish: Callable[..., Published], edit: tuple[str, str, str], message: str
) -> None:
    for anyway in (False, True):
        done = publish(edit, anyway=anyway)
        assert (b"", True) == (done.document, ("R814", message) in told(done))


def test_a_draft_stops_whatever_else_was_done_to_it(tmp_path: Path) -> None:
    draft = pipeline.produce(EXAMPLE, draft=True)
    path = tmp_path / "草稿.docx"
    path.write_bytes(draft.document)
    done = publishing.publish(path, anyway=True)
    assert (b"", "R814") == (done.document, done.faults[0].code)


WHITE = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>内部</w:t></w:r></w:p>'
INVISIBLE = '<w:style w:type="table" w:styleId="甲"><w:rPr><w:vanish/></w:rPr></w:style>'
ROW = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="甲"/></w:tblPr><w:tblGrid/><w:tr><w:tc><w:p><w:r>'
    "<w:t>内部</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
)
CONCEALED = (STYLES, "</w:styles>", f"{INVISIBLE}</w:styles>")
TABLED = (MAIN, "</w:body>", f"{ROW}</w:body>")
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("edits", "filing", "message"),
    [
        ((), None, "没有给填报文件，数没有核对"),
        (((MAIN, "</w:p>", HIDDEN),), EXAMPLE, "文中还有 1 处隐藏的文字"),
        (((MAIN, "</w:p>", WHITE),), EXAMPLE, "文中还有 1 处隐藏的文字"),
        ((CONCEALED, TABLED),
         EXAMPLE, "文中还有 1 处隐藏的文字"),
    ],
)  # fmt: skip
def test_what_somebody_should_look_at_stops_a_document_until_it_is_waved_on(
    publish: Callable[..., Published],
    edits: tuple[tuple[str, str, str], ...],
    filing: Path | None,
    message: str,
) -> None:
    done = publish(*edits, filing=filing)
    assert (b"", True) == (done.document, ("R815", message) in told(done))
    done = publish(*edits, filing=filing, anyway=True)
    assert (True, True) == (bool(done.document), ("R815", message) in told(done))
    assert {Severity.WARNING} == {fault.severity for fault in done.faults}


def test_a_contents_without_page_numbers_is_told(example: Outcome, tmp_path: Path) -> None:
    path = tmp_path / "成文.docx"
    path.write_bytes(example.document)
    (fault,) = publishing.publish(path, EXAMPLE).faults
    assert ("R815", True) == (fault.code, "没有填页码的目录" in fault.message)


def test_another_units_filing_stops_it(publish: Callable[..., Published]) -> None:
    done = publish(filing=BUDGET, anyway=True)
    assert (b"", ["R813"]) == (done.document, [code for code, _ in told(done)])


PERSON = "<cp:lastModifiedBy>张三</cp:lastModifiedBy></cp:coreProperties>"


def test_the_names_of_people_are_taken_out_and_the_units_stays(
    publish: Callable[..., Published], parts: dict[str, bytes]
) -> None:
    done = publish((CORE, "</cp:coreProperties>", PERSON))
    assert ("底稿", "最后修改者“张三”") == done.removed
    assert parts[CORE].count(b"creator") == archive.read(done.document)[CORE].count(b"creator")
    done = publish((CORE, "<dc:creator>", "<dc:creator>李四 "))
    assert "作者“李四" in done.removed[1]
    assert "李四".encode() not in archive.read(done.document)[CORE]


def test_what_properties_say_beside_the_title_is_taken_out(
    publish: Callable[..., Published],
) -> None:
    remarks = "<cp:keywords>内部</cp:keywords><dc:description>张三改</dc:description>"
    end = "</cp:coreProperties>"
    done = publish((CORE, end, remarks + end), (APP, "</P", "<Template>a\\张三.dotx</Template></P"))
    assert ("底稿", "关键词“内部”", "说明“张三改”", "模板“a\\张三.dotx”") == done.removed
    left = archive.read(done.document)
    assert (False, False) == ("张三".encode() in left[CORE], "张三".encode() in left[APP])


def test_a_file_within_the_document_is_to_be_looked_at(
    parts: dict[str, bytes], tmp_path: Path
) -> None:
    edited = dict(parts) | {"word/embeddings/a.xlsx": b"x", "customXml/item7.xml": b"<a/>"}
    opc.relate(edited, MAIN, f"{opc.OFFICE}/package", "word/embeddings/a.xlsx")
    opc.relate(edited, MAIN, f"{opc.OFFICE}/customXml", "customXml/item7.xml")
    path = tmp_path / "成文.docx"
    path.write_bytes(archive.pack(edited))
    done = publishing.publish(path, EXAMPLE)
    assert (b"", [("R815", "文中还有 1 处嵌入的文件")]) == (done.document, told(done))
    done = publishing.publish(path, EXAMPLE, anyway=True)
    assert ("底稿", "页面上看不到的部件 1 处") == done.removed


def test_a_document_with_macros_stops_and_one_of_a_macro_type_becomes_a_plain_one(
    publish: Callable[..., Published], parts: dict[str, bytes], tmp_path: Path
) -> None:
    types = "[Content_Types].xml"
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    done = publish((types, plain, macro))
    assert plain == opc.content_type(archive.read(done.document), MAIN)
    edited = dict(parts) | {"word/vbaProject.bin": b"x"}
    opc.relate(edited, MAIN, "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
               "word/vbaProject.bin")  # fmt: skip
    path = tmp_path / "宏.docm"
    path.write_bytes(archive.pack(edited))
    done = publishing.publish(path, EXAMPLE, anyway=True)
    assert (b"", [("R814", "文中还有 1 处宏或控件")]) == (done.document, told(done))


def test_the_command_says_what_it_took_out_and_waved_through(
    example: Outcome, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, new = tmp_path / "成文.docx", tmp_path / "公开.docx"
    path.write_bytes(example.document)
    call = ["publish", str(path), str(EXAMPLE), "-o", str(new)]
    assert 1 == cli.main(call)
    refused = capsys.readouterr()
    assert ("R815" in refused.err, False) == (True, new.exists())
    assert 0 == cli.main([*call, "--仍要公开"])
    done = capsys.readouterr()
    assert ("提示 R815" in done.err, "已去掉：底稿" in done.out) == (True, True)
    assert output.PROPERTIES_PART in zipfile.ZipFile(new).namelist()


def test_a_part_that_is_not_whole_stops_a_document_though_nothing_reads_it(
    parts: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "成文.docx"
    path.write_bytes(archive.pack(parts | {"word/glossary.xml": b"<fldSimple"}))
    done = publishing.publish(path, EXAMPLE)
    assert (b"", [("R811", "文档内容损坏")]) == (done.document, told(done))
