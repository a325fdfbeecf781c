"""公开: through the gate into the portal folder, as the command does it; handed over as files."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from support.examples import EXAMPLE
from support.workbench import Visit, folder, inside, save_text

from generator.exits import RefusedError
from generator.outputs import formats, gathering, office, rounds
from generator.outputs.gathering import Call
from generator.outputs.making import How
from generator.workbench import jobs
from generator.workbench.jobs import LongJob

__all__ = ["folder", "inside"]
OLD, NEW = "服务: 30887496.30", "服务: 31887496.30"
CHOICE = ("html", "xlsx", "data")  # what no engine lays out
SOON = 90


def made(inside: Visit) -> str:
    """The way to the document that is made."""
    assert 200 == inside.change(f"/units/{inside.name()}/document")[0]
    page = inside.get(f"/units/{inside.name()}/document")
    (way,) = re.findall(r'action="([^"]+)/publish"', page)
    return str(way)


def posted(inside: Visit, way: str, own: bytes = b"", /, **fields: str) -> LongJob:
    data, headers = {"word": inside.bench.gate.word, **fields}, {"origin": inside.origin}
    files = {"files": ("导出.pdf" if own else "", own)}
    answer = inside.client.post(way, data=data, files=files, headers=headers)
    (job,) = [it for it in inside.bench.jobs.list() if f"/jobs/{it.id}" in str(answer.url)]
    assert inside.bench.jobs.wait(job, SOON)
    return job


def published(inside: Visit, way: str, **fields: str) -> str:
    """The page of what came of publishing."""
    job = posted(inside, f"{way}/publish", b"", **{**dict.fromkeys(CHOICE, "1"), **fields})
    assert jobs.DONE == job.state, job.refused
    return inside.get(job.way)


def listed(folder: Path) -> dict[str, bytes]:
    return {str(it.relative_to(folder)): it.read_bytes() for it in folder.rglob("*.*")}


def test_what_is_published_is_what_the_command_publishes(inside: Visit) -> None:
    page = published(inside, made(inside))
    assert "已公开：" in page
    (document,) = inside.folder.glob("output/*/*.docx")
    by_command = inside.folder.parent / "命令"
    call = Call(str(document), str(by_command), str(inside.folder / EXAMPLE.name))
    list(rounds.publish_all(gathering.gather(call).items, How(CHOICE)))
    own, other = listed(inside.folder / "公开"), listed(by_command)
    assert other.keys() == own.keys()
    different = [name for name in own if own[name] != other[name]]
    assert [] == [name for name in different if not name.endswith(("清单.json", "SHA256SUMS"))]


def test_the_files_and_the_whole_folder_are_handed_over(inside: Visit) -> None:
    way = made(inside)
    published(inside, way)
    page = inside.get(f"/units/{inside.name()}/document")
    (whole,) = re.findall(r'href="([^"]+\.zip)"', page)
    links = re.findall(r'href="([^"]+/public/[^"]+)" download>([^<]+)</a></th>', page)
    (folder,) = (inside.folder / "公开").iterdir()
    with zipfile.ZipFile(io.BytesIO(inside.client.get(whole).content)) as package:
        packed = {name.partition("/")[2]: package.read(name) for name in package.namelist()}
    assert {name: inside.client.get(link).content for link, name in links} == packed
    assert {(folder / name).read_bytes() for name in packed} == set(packed.values())
    assert 404 == inside.client.get(whole.replace(".zip", "/" + "0" * 24)).status_code


def test_what_does_not_agree_with_the_filing_is_not_published(inside: Visit) -> None:
    way = made(inside)
    save_text(inside, OLD, NEW)
    page = published(inside, way)
    assert "没有公开：" in page
    assert "R814" in page
    assert not (inside.folder / "公开").exists()


def test_what_somebody_put_there_is_not_written_over_unless_it_is_said(inside: Visit) -> None:
    way = made(inside)
    published(inside, way)
    (page,) = inside.folder.glob("公开/*/*.html")
    page.write_text("别人的", "utf-8")
    shown = published(inside, way)
    assert "W705" in shown
    assert f"不在了：{page.name}" in shown
    assert "别人的" == page.read_text("utf-8")
    published(inside, way, overwrite="1")
    assert "别人的" != page.read_text("utf-8")


def test_without_a_format_nothing_is_begun(inside: Visit) -> None:
    way, word = made(inside), inside.bench.gate.word
    headers = {"origin": inside.origin}
    files = {"files": ("", b"")}
    answer = inside.client.post(f"{way}/publish", data={"word": word}, files=files, headers=headers)
    assert (400, []) == (answer.status_code, inside.bench.jobs.list())


def test_an_own_pdf_that_is_none_is_told(inside: Visit) -> None:
    way = made(inside)
    job = posted(inside, f"{way}/publish", b"%PDF-1.4 nothing", pdf="1")
    assert jobs.DONE == job.state, job.refused
    assert "没有公开：" in inside.get(job.way)


def test_where_nothing_lays_out_the_way_without_is_told(
    inside: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking() -> str:
        raise RefusedError("没有")

    made(inside)
    monkeypatch.setattr(office, "find", lacking)
    page = inside.get(f"/units/{inside.name()}/document")
    assert "没有找到 LibreOffice" in page
    assert "印成 PDF</button>" not in page


def test_a_draft_is_not_offered_to_be_published(inside: Visit) -> None:
    save_text(inside, OLD, "服务:")
    assert 200 == inside.change(f"/units/{inside.name()}/document", draft="1")[0]
    page = inside.get(f"/units/{inside.name()}/document")
    assert "/publish" not in page
    (way,) = set(re.findall(r'action="([^"]+)/pdf"', page))
    fields = {"word": inside.bench.gate.word, "html": "1"}
    files, headers = {"files": ("", b"")}, {"origin": inside.origin}
    answer = inside.client.post(f"{way}/publish", data=fields, files=files, headers=headers)
    assert 404 == answer.status_code


@pytest.mark.office
def test_a_copy_is_printed_to_be_looked_at(inside: Visit) -> None:
    way = made(inside)
    status, _ = inside.change(f"{way}/pdf")
    (job,) = inside.bench.jobs.list()
    assert (200, True) == (status, inside.bench.jobs.wait(job, SOON))
    assert "印好了" in inside.get(job.way)
    assert inside.client.get(f"{job.way}/pdf").content.startswith(b"%PDF")


def test_every_format_can_be_chosen(inside: Visit) -> None:
    made(inside)
    page = inside.get(f"/units/{inside.name()}/document")
    assert [it.word for it in formats.FORMATS] == re.findall(
        r'checkbox" name="(\w+)" value="1" ch', page
    )
