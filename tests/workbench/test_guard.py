"""The threats that ARCHITECTURE.md lists, each with its test: none of them gets anywhere."""

import os
import re
import zipfile
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import anyio
import pytest
from starlette.types import Message
from support import exports
from support.examples import EXAMPLE, ROOT
from support.workbench import FORM, Visit, folder, inside, visit

from generator.workbench import app, guard, uploads
from generator.workbooks import offered

__all__ = ["folder", "inside"]
LISTED = re.findall(
    r"^\| \*\*(.+?)\*\*.*`(test_\w+)` \|$",
    (ROOT / "ARCHITECTURE.md").read_text("utf-8"),
    re.MULTILINE,
)
NAMED = 'Content-Disposition: form-data; name="word"'
CHANGES = sorted({*app.CHANGING, *app.UPLOADING})


def fill(path: str, inside: Visit) -> str:
    return path.replace("{unit}", inside.name())


def test_every_threat_that_is_listed_has_its_test() -> None:
    own = Path(__file__).read_text("utf-8")
    assert len(LISTED) >= 12
    assert [] == [test for _, test in LISTED if f"def {test}(" not in own]


# -- who comes in ----------------------------------------------------------------------------------


def test_nobody_sees_a_page_without_the_cookie(folder: Path) -> None:
    outside = visit(folder, admitted=False)
    shown = [fill(path, outside) for path in app.SHOWN if "{" not in path or path.endswith("text")]
    pages = {path: outside.client.get(path).status_code for path in shown}
    assert {403} == set(pages.values())


def test_a_token_lets_in_once(folder: Path) -> None:
    inside = visit(folder)
    again = visit(folder, admitted=False)
    replayed = inside.client.get(inside.bench.gate.first_address)
    assert 403 == replayed.status_code
    inside.client.cookies.clear()
    first = again.client.get(again.bench.gate.first_address, follow_redirects=False)
    second = again.client.get(again.bench.gate.first_address, follow_redirects=False)
    assert (303, "/", 403) == (first.status_code, first.headers["location"], second.status_code)


@pytest.mark.parametrize("token", ["", "x", "令牌", "\udcff"])
def test_a_guessed_token_lets_nobody_in(token: str, folder: Path) -> None:
    outside = visit(folder, admitted=False)
    path = "/enter?" + urlencode({"token": token}, errors="replace")
    assert 403 == outside.client.get(path).status_code


def test_no_script_and_no_other_site_gets_the_cookie(folder: Path) -> None:
    outside = visit(folder, admitted=False)
    answer = outside.client.get(outside.bench.gate.first_address, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert f"gongkai-{outside.bench.gate.host.rpartition(':')[2]}=" in cookie


def test_a_name_that_was_bound_anew_reaches_nothing(inside: Visit) -> None:
    for host in ("evil.example", "evil.example:8765", "localhost:8765", "127.0.0.1", ""):
        assert 421 == inside.client.get("/", headers={"host": host}).status_code, host


def test_another_site_reads_nothing(inside: Visit) -> None:
    for site in ("cross-site", "same-site"):
        answer = inside.client.get("/", headers={"sec-fetch-site": site})
        assert 403 == answer.status_code
    assert 200 == inside.client.get("/", headers={"sec-fetch-site": "none"}).status_code


# -- who changes anything --------------------------------------------------------------------------


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", None])
def test_a_change_from_elsewhere_is_refused(path: str, origin: str | None, inside: Visit) -> None:
    headers = {"content-type": FORM} | ({"origin": origin} if origin else {})
    body = urlencode({"word": inside.bench.gate.word})
    answer = inside.client.post(fill(path, inside), content=body, headers=headers)
    assert 403 == answer.status_code


@pytest.mark.parametrize("path", sorted(app.CHANGING))
@pytest.mark.parametrize("word", ["", "x", "字"])
def test_a_change_without_the_word_is_refused(path: str, word: str, inside: Visit) -> None:
    status, _ = inside.change(fill(path, inside), word=word)
    assert 403 == status
    assert EXAMPLE.read_bytes() == (inside.folder / EXAMPLE.name).read_bytes()


@pytest.mark.parametrize("path", sorted(app.UPLOADING))
@pytest.mark.parametrize("word", ["", "x", "字"])
def test_files_without_the_word_are_refused(path: str, word: str, inside: Visit) -> None:
    status, _ = inside.send(fill(path, inside), EXAMPLE, word=word)
    assert (403, []) == (status, inside.bench.jobs.list())


def test_files_are_taken_at_their_own_addresses_alone(inside: Visit) -> None:
    for path in app.CHANGING:
        status, _ = inside.send(fill(path, inside), EXAMPLE)
        assert 400 == status, path
    for path in app.UPLOADING:
        assert 400 == inside.change(fill(path, inside))[0], path  # no form without files
        headers = {"origin": inside.origin, "content-type": "text/plain; boundary=x"}
        body = f"--x\r\n{NAMED}\r\n\r\n{inside.bench.gate.word}\r\n--x--\r\n"
        answer = inside.client.post(fill(path, inside), content=body, headers=headers)
        assert 400 == answer.status_code, path  # any page may send this kind without being asked


def test_files_beyond_the_bounds_are_refused(
    inside: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in app.UPLOADING:
        with monkeypatch.context() as bounds:
            bounds.setattr(uploads, "MAX_FILES", 1)
            assert 400 == inside.send(fill(path, inside), EXAMPLE, EXAMPLE)[0]
            bounds.setattr(uploads, "MAX_TOTAL", 1000)
            assert 413 == inside.send(fill(path, inside), EXAMPLE)[0]
            assert 413 == refused_unread(inside, fill(path, inside), b"1001")
            stated = {"origin": inside.origin, "content-type": "multipart/form-data; boundary=x"}
            pieces = (f"--x\r\n{NAMED}\r\n\r\n{'x' * 300}\r\n".encode() for _ in range(5))
            answer = inside.client.post(
                fill(path, inside), content=pieces, headers={**stated, "content-length": "10"}
            )
            assert 413 == answer.status_code  # more than it says
    assert [] == inside.bench.jobs.list()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--x--"),
        ("multipart/form-data; boundary=x", b"no part"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\na"),
        ("multipart/form-data; boundary=x", b"--x\r\n" + b"A: b\r\n" * 5000 + b"\r\n\r\n--x--"),
        ("multipart/form-data; boundary=x; charset=nonsense", b"\x00" * 5000),
        (FORM, b"word=x"),
    ],
)
def test_a_body_that_holds_no_files_is_refused(kind: str, body: bytes, inside: Visit) -> None:
    headers = {"origin": inside.origin, "content-type": kind}
    for path in app.UPLOADING:
        answer = inside.client.post(fill(path, inside), content=body, headers=headers)
        assert 400 <= answer.status_code < 500, answer.text


@pytest.mark.parametrize(
    "name",
    [
        "../../越界.yaml",
        "..\\..\\越界.yaml",
        "/etc/越界.yaml",
        "C:\\越界.yaml",
        "越界.yaml\x00.txt",
    ],
)
def test_a_name_of_a_file_leads_nowhere(name: str, inside: Visit, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    sent = [("files", (name, EXAMPLE.read_bytes()))]
    said, headers = {"word": inside.bench.gate.word}, {"origin": inside.origin}
    inside.client.post("/import", data=said, files=sent, headers=headers)
    (job,) = inside.bench.jobs.list()
    assert job.folder is not None
    (kept,) = [it for it in job.folder.rglob("*") if it.is_file() and "越界" in it.name]
    assert (job.folder, before) == (kept.parent, sorted(tmp_path.rglob("*")))


@pytest.mark.parametrize("folder_", ["导入", "审核"])
def test_no_link_leads_what_is_kept_elsewhere(folder_: str, inside: Visit, tmp_path: Path) -> None:
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    (inside.folder / folder_).symlink_to(elsewhere)
    name = {"导入": "/import", "审核": "/audit"}[folder_]
    inside.send(name, EXAMPLE, key="部门决算 2024 福建")
    way = inside.wait()
    step = {"导入": "make", "审核": "keep"}[folder_]
    status, page = inside.change(f"{way}/{step}", name="新.yaml", strange="1")
    assert (409, True) == (status, "是指到别处的链接" in page)
    assert ([], False) == (list(elsewhere.iterdir()), (inside.folder / "新.yaml").exists())


def test_no_text_of_a_file_that_is_dropped_becomes_markup(inside: Visit, tmp_path: Path) -> None:
    made = exports.final_accounts(exports.stated_by(EXAMPLE)).copy()
    for sheet in made.sheets.values():
        sheet.cells = {
            it: f"编制单位：{HOSTILE}" if str(value).startswith("编制单位") else value
            for it, value in sheet.cells.items()
        }
        sheet.name = f"<b>{sheet.name[:20]}"
    export = made.write(tmp_path / "x.xls")
    name = "<img src=x onerror=alert(1)>.xls"
    for path in ("/import", "/audit", f"/units/{inside.name()}/import"):
        said = {"word": inside.bench.gate.word, "key": "部门决算 2024 福建"}
        sent, headers = [("files", (name, export.read_bytes()))], {"origin": inside.origin}
        inside.client.post(path, data=said, files=sent, headers=headers)
        way = inside.wait()
        pages = [inside.get(it) for it in (way, "/audit")]
        if path == "/audit":
            pages.append(inside.get(f"{way}/documents/0"))
        for page in pages:
            assert [] == re.findall(r"<(?:img|b|script)>", page.replace("<b>{", ""))
            assert [] == re.findall(r"onerror=alert\(1\)>", page)


def test_files_are_opened_in_a_process_that_can_end(
    inside: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(*_: object) -> None:
        raise AssertionError("it is opened in the server's own process")

    monkeypatch.setattr(offered, "look", look)  # another process knows nothing of that
    bomb = tmp_path / "炸.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"<a>" * 10_000_000)
        package.writestr("xl/workbook.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    status, _ = inside.send("/import", bomb)
    assert (200, True) == (status, "用不上" in inside.get(inside.wait()))


def test_nothing_is_changed_by_a_visit(inside: Visit) -> None:
    changing = [fill(path, inside) for path in CHANGES if path not in app.SHOWN]
    # An address may also be read as that of a result which is not there.
    assert {404, 405} >= {inside.client.get(path).status_code for path in changing}
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert 403 == inside.client.request(method, "/").status_code  # as any change from nowhere


def test_a_body_beyond_the_bound_is_refused_unread(
    inside: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MAX_BODY", 1000)
    path = f"/units/{inside.name()}/text"
    status, _ = inside.change(path, text="文" * 1000)
    assert 413 == status
    assert 413 == refused_unread(inside, path, b"1001")
    stated = {"origin": inside.origin, "content-type": FORM, "content-length": "10"}
    pieces = (b"word=" + b"x" * 400 for _ in range(5))  # more than it says
    answer = inside.client.post(path, content=pieces, headers=stated)
    assert 413 == answer.status_code


def refused_unread(inside: Visit, path: str, length: bytes, cookie: bytes | None = None) -> int:
    """The status of what is said to a change of some length, of which nothing is asked for."""
    gate, said = inside.bench.gate, list[Message]()
    own = f"{gate.cookie}={gate.pass_}".encode() if cookie is None else cookie
    headers = {b"host": gate.host.encode(), b"origin": gate.origin.encode()}
    headers |= {b"cookie": own, b"content-length": length}
    headers |= {b"content-type": b"multipart/form-data; boundary=x"}
    scope = {"type": "http", "method": "POST", "path": path, "headers": list(headers.items())}

    async def receive() -> Message:
        raise AssertionError("it is read")

    async def send(message: Message) -> None:
        said.append(message)

    anyio.run(app.make_app(inside.bench), scope, receive, send)
    return int(said[0]["status"])


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"word=\xff", b"a", b"word=%zz%ff", b"&".join([b"a=1"] * 99)]
)
def test_a_body_that_is_no_form_is_refused(body: bytes, inside: Visit) -> None:
    headers = {"origin": inside.origin, "content-type": FORM}
    answer = inside.client.post("/look-again", content=body, headers=headers)
    assert 400 == answer.status_code


# -- what is reached -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["..%2f..%2fetc%2fpasswd", "../126.yaml", "126.yaml", "%2e%2e", "0" * 24, "a" * 9000, "%00"],
)
def test_a_name_that_is_no_filings_reaches_no_file(name: str, inside: Visit) -> None:
    for page in ("", "/text", "/document", f"/document/{name}"):
        answer = inside.client.get(f"/units/{name}{page}")
        assert 404 == answer.status_code
    assert 404 == inside.client.get(f"/assets/{name}").status_code


def test_a_link_out_of_the_folder_is_told_and_not_followed(folder: Path, tmp_path: Path) -> None:
    outer = tmp_path / "别处.yaml"
    outer.write_bytes(EXAMPLE.read_bytes())
    (folder / "127.yaml").symlink_to(outer)
    (folder / "下面").mkdir()
    (tmp_path / "邻居").mkdir()
    (tmp_path / "邻居" / "128.yaml").write_bytes(EXAMPLE.read_bytes())
    (folder / "邻居").symlink_to(tmp_path / "邻居")
    inside = visit(folder)
    page = inside.get("/")
    assert "没有列入；把文件本身放进来：127.yaml" in page
    assert 1 == page.count('<tr data-stage="')
    assert 404 == inside.client.get(f"/units/{inside.name('127.yaml')}/text").status_code


def test_a_document_that_a_link_lends_is_not_handed_over(inside: Visit, tmp_path: Path) -> None:
    unit = f"/units/{inside.name()}"
    inside.change(f"{unit}/document")
    (document,) = inside.folder.glob("output/*/*.docx")
    (way,) = set(re.findall(rf'href="({unit}/document/\w+)"', inside.get(f"{unit}/document")))
    assert 200 == inside.client.get(way).status_code
    secret = tmp_path / "秘密"
    secret.write_text("秘密", "utf-8")
    os.replace(document, tmp_path / "原来.docx")
    document.symlink_to(secret)
    assert 404 == inside.client.get(way).status_code


def test_a_save_over_what_somebody_else_wrote_is_refused(inside: Visit) -> None:
    unit, path = f"/units/{inside.name()}/text", inside.folder / EXAMPLE.name
    base = inside.field(inside.get(unit), "base")
    path.write_text("别人写的", "utf-8")
    for stated in (base, "", "0" * 64):
        status, _ = inside.change(unit, text="我写的", base=stated)
        assert (409, "别人写的") == (status, path.read_text("utf-8"))


# -- what is shown ---------------------------------------------------------------------------------

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"


def test_no_text_of_a_filing_becomes_markup(folder: Path) -> None:
    path = folder / EXAMPLE.name
    text = path.read_text("utf-8")
    name = "福州市“智慧福州”管理服务中心"
    assert name in text
    path.write_text(text.replace(name, HOSTILE.replace("'", "")) + f"\n{HOSTILE}: 1\n", "utf-8")
    hostile = path.rename(folder / "<img src=x onerror=alert(1)>.yaml")
    inside = visit(folder)
    unit = f"/units/{inside.name(hostile.name)}"
    pages = [inside.get(it) for it in ("/", unit, f"{unit}/text", f"{unit}/checks", "/help?q=<b>")]
    assert any(escape("<script>alert(1)</script>") in page for page in pages)
    for page in pages:
        assert [] == re.findall(r"<(?:img|b>|script>)", page)
        assert "49" not in re.findall(r"onerror=alert\(1\)(?:>|&gt;)(\d+)", page)


def test_every_answer_carries_the_policy(inside: Visit) -> None:
    unit = f"/units/{inside.name()}"
    answers = [inside.client.get(it) for it in ("/", f"{unit}/text", "/nowhere", "/assets/x")]
    answers.append(inside.client.get("/", headers={"host": "evil.example"}))
    for answer in answers:
        assert guard.HEADERS == {name: answer.headers.get(name) for name in guard.HEADERS}
    policy = guard.HEADERS["Content-Security-Policy"]
    assert ("unsafe" not in policy, "http" not in policy) == (True, True)


def test_pages_hold_no_script_and_no_style_of_their_own(inside: Visit) -> None:
    unit = f"/units/{inside.name()}"
    pages = ("/", unit, f"{unit}/text", f"{unit}/checks", f"{unit}/document", "/help", "/help/S203")
    for page in map(inside.get, pages):
        assert [] == re.findall(r"<script>|<style|\sstyle=|\son\w+=|javascript:", page)
        assert [] == re.findall(r'(?:src|href)="(?!/|#)', page)


def test_a_fault_of_the_programs_shows_nothing_of_it(
    inside: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("secret detail")

    monkeypatch.setattr(type(inside.bench.surveyor), "survey", fail)
    answer = inside.client.get("/")
    assert (500, True) == (answer.status_code, "程序出错" in answer.text)
    assert [] == re.findall("secret|Traceback|Error", answer.text)


def test_a_change_of_which_a_part_is_missing_is_none(inside: Visit) -> None:
    before = (inside.folder / EXAMPLE.name).read_bytes()
    part = urlencode({"word": inside.bench.gate.word, "text": "文种: 部门决算\n"}).encode("ascii")
    coming: list[Message] = [
        {"type": "http.request", "body": part, "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent = _send(inside, f"/units/{inside.name()}/text", coming)
    assert [400] == [it["status"] for it in sent if it["type"] == "http.response.start"]
    assert before == (inside.folder / EXAMPLE.name).read_bytes()


def test_nothing_is_sent_to_what_is_open_to_all(folder: Path) -> None:
    outside = visit(folder, admitted=False)
    for path in ("/assets/x", "/enter"):
        assert 403 == refused_unread(outside, path, b"3", cookie=b"")


def test_looking_at_the_first_address_does_not_burn_it(folder: Path) -> None:
    outside = visit(folder, admitted=False)
    first = outside.bench.gate.first_address
    assert 405 == outside.client.head(first).status_code
    assert 303 == outside.client.get(first, follow_redirects=False).status_code


def test_more_than_it_can_do_at_once_is_refused_in_chinese(
    inside: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MOST_AT_ONCE", 0)
    answer = inside.client.get("/")
    assert (503, True) == (answer.status_code, "同时来的请求太多" in answer.text)


def _send(inside: Visit, path: str, coming: list[Message]) -> list[Message]:
    """What the workbench answers to a change that comes in pieces."""
    sent: list[Message] = []

    async def receive() -> Message:
        return coming.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    gate = inside.bench.gate
    cookie = "; ".join(f"{name}={value}" for name, value in inside.client.cookies.items())
    headers = {"host": gate.host, "origin": gate.origin, "cookie": cookie, "content-type": FORM}
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    anyio.run(app.make_app(inside.bench), scope, receive, send)
    return sent
