"""Attacks beside those that ARCHITECTURE.md lists, each with its test: none gets anywhere."""

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlencode

import anyio
import pytest
import uvicorn
from starlette.types import Message
from support import rosters
from support.examples import EXAMPLE
from support.workbench import FORM, PORT, Visit, folder, inside, visit

from generator.kept import own_folder
from generator.units import manifest
from generator.workbench import answers, app, guard, server

__all__ = ["folder", "inside"]
HOSTILE = (
    "<script>planted()</script>\"'><img src=x onerror=planted()>"
    '<a hx-get="/planted" hx-trigger="load">{{ 7*7 }}</a><form action="//planted">'
)
NAME = "福州市“智慧福州”管理服务中心"


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def find_planted(page: str) -> list[str]:
    """What a page would run, fetch or send that none of our templates holds."""
    return [
        f"{tag} {attributes}"
        for tag, attributes in Tags(page).found
        if (tag == "script" and not attributes.get("src"))
        or attributes.get("src") == "x"
        or any(name.startswith("on") for name in attributes)
        or any(_leads_there(attributes.get(it)) for it in ("hx-get", "action", "href"))
    ]


def _leads_there(address: str | None) -> bool:
    return (address or "").lstrip("/").startswith("planted")


def list_pages(inside: Visit, file: str = EXAMPLE.name) -> list[str]:
    """The addresses of all pages that need no more than a unit."""
    paths = (path for path in app.SHOWN if path != guard.ENTRANCE)
    named = (path.replace("{unit}", inside.name(file)) for path in paths)
    return [path for path in named if "{" not in path]


def look_everywhere(inside: Visit, file: str = EXAMPLE.name) -> Iterator[tuple[str, str]]:
    for path in list_pages(inside, file):
        answer = inside.client.get(path)
        assert answer.status_code < 500, path
        if answer.headers["content-type"].startswith("text/html"):
            yield path, answer.text


# -- what a filing says, is called, and lies beside ------------------------------------------------


def plant(text: str, wanted: re.Pattern[str]) -> str:
    """A filing with the hostile text at the end of every value that a pattern finds."""
    quoted = HOSTILE.replace("'", "''")
    return wanted.sub(lambda found: f"{found[1]}'{found[2]}{quoted}'", text)


WORDS = re.compile(
    r"^( *(?:- )?[^\s:#{}\[\]'\"]+: )([^\s\d\"'\[{|>&*#-][^\n\"'#{}\[\]]*)$", re.MULTILINE
)


def test_no_text_at_all_of_a_filing_becomes_markup_on_any_page(folder: Path) -> None:
    path, text = folder / EXAMPLE.name, EXAMPLE.read_text("utf-8")
    path.write_text(plant(text, WORDS), "utf-8")
    assert 20 < path.read_text("utf-8").count("planted()</script>")
    inside = visit(folder)
    for where, page in look_everywhere(inside):
        assert [] == find_planted(page), where


@pytest.mark.parametrize("key", ["文种", "年度", "地区", "金额单位", "名称", "代码", "类型"])
def test_no_single_word_becomes_markup(key: str, folder: Path) -> None:
    path, text = folder / EXAMPLE.name, EXAMPLE.read_text("utf-8")
    place = re.compile(rf"((?:^|[{{ ]){key}: )\"?([^\n,}}\"]*)\"?", re.MULTILINE)
    planted = plant(text, place)
    assert planted != text
    path.write_text(planted, "utf-8")
    inside = visit(folder)
    for page in ("", "/checks", "/text"):
        assert [] == find_planted(inside.get(f"/units/{inside.name()}{page}"))
    assert [] == find_planted(inside.get("/"))


def test_no_key_of_a_filing_becomes_markup(folder: Path) -> None:
    path = folder / EXAMPLE.name
    quoted = HOSTILE.replace("'", "''")
    path.write_text(f"{EXAMPLE.read_text('utf-8')}\n'{quoted}': 1\n", "utf-8")
    for where, page in look_everywhere(visit(folder)):
        assert [] == find_planted(page), where


def test_no_name_of_a_file_becomes_markup(folder: Path) -> None:
    name = "\"'><img src=x onerror=planted()> hx-get=planted.yaml"
    (folder / EXAMPLE.name).rename(folder / name)
    for where, page in look_everywhere(visit(folder), name):
        assert [] == find_planted(page), where


def test_no_text_of_a_list_of_units_becomes_markup(folder: Path) -> None:
    quoted = HOSTILE.replace('"', '""')
    rosters.write(folder, rosters.OWN, f'127,"{quoted}",事业单位,"{quoted}",,,"{quoted}"')
    page = visit(folder).get("/")
    assert ("planted" in page, []) == (True, find_planted(page))


@pytest.mark.parametrize("name", ["q", "stage", "by", "order", "page"])
def test_nothing_that_is_asked_for_becomes_markup(name: str, inside: Visit) -> None:
    for path in ("/", "/help", f"/units/{inside.name()}/text"):
        query = urlencode({name: HOSTILE, "done": HOSTILE})
        assert [] == find_planted(inside.get(f"{path}?{query}"))


def test_signs_that_turn_or_hide_what_stands_around_them_are_not_shown(folder: Path) -> None:
    path = folder / EXAMPLE.name
    text = path.read_text("utf-8").replace(NAME, "中心\u202etxt.exe\u2066\u200b")
    path.write_text(text, "utf-8")
    inside = visit(folder)
    for page in (inside.get("/"), inside.get(f"/units/{inside.name()}/checks")):
        assert [] == re.findall("[\u202a-\u202e\u2066-\u2069\u200b]", page)


PLAIN = re.compile(r"attachment; filename=\"[\w.-]+\"; filename\*=UTF-8''[\w.%~-]+", re.ASCII)


def test_the_name_of_a_document_says_nothing_else_in_a_header(folder: Path) -> None:
    path = folder / EXAMPLE.name
    text = path.read_text("utf-8").replace(NAME, "中心; filename=a.exe; b='c")
    path.write_text(text, "utf-8")
    inside = visit(folder)
    unit = f"/units/{inside.name()}"
    inside.change(f"{unit}/document")
    ways = re.findall(rf'href="({unit}/document/\w+)"', inside.get(f"{unit}/document"))
    assert ways
    for way in ways:
        assert PLAIN.fullmatch(inside.client.get(way).headers["content-disposition"])


@pytest.mark.parametrize("name", ["a\r\nSet-Cookie: b=c", 'a"; filename="b.exe', "a\x00", "%0d%0a"])
def test_no_name_of_a_document_splits_a_header(name: str) -> None:
    answer = answers.hand_over(b"", f"{name}.docx")
    assert PLAIN.fullmatch(answer.headers["content-disposition"])
    assert "set-cookie" not in answer.headers


# -- who is believed -------------------------------------------------------------------------------


def test_a_word_of_another_server_changes_nothing(inside: Visit, tmp_path: Path) -> None:
    other = server.open_bench(tmp_path, PORT)
    assert 403 == inside.change("/look-again", word=other.gate.word)[0]


def test_a_cookie_of_another_server_lets_nobody_in(inside: Visit, tmp_path: Path) -> None:
    other = server.open_bench(tmp_path, PORT)
    inside.client.cookies.clear()
    headers = {"cookie": f"{other.gate.cookie}={other.gate.pass_}"}
    assert 403 == inside.client.get("/", headers=headers).status_code


def test_the_cookie_of_another_port_lets_nobody_in(inside: Visit) -> None:
    gate = inside.bench.gate
    inside.client.cookies.clear()
    headers = {"cookie": f"gongkai-1={gate.pass_}; gongkai={gate.pass_}; {gate.pass_}"}
    assert 403 == inside.client.get("/", headers=headers).status_code


@pytest.mark.parametrize(
    "header", ["x-forwarded-host", "forwarded", "x-original-url", "x-rewrite-url"]
)
def test_no_header_of_a_proxy_is_believed(header: str, inside: Visit) -> None:
    good = inside.bench.gate.host
    bad = {"host": "evil.example", header: good}
    assert 421 == inside.client.get("/", headers=bad).status_code
    assert "evil.example" not in inside.client.get("/", headers={header: "evil.example"}).text


def test_two_hosts_are_none(inside: Visit) -> None:
    headers = [("host", inside.bench.gate.host), ("host", "evil.example")]
    assert 421 == inside.client.get("/", headers=headers).status_code


def test_two_origins_are_none(inside: Visit) -> None:
    headers = [("origin", inside.origin), ("origin", "http://evil.example"), ("content-type", FORM)]
    body = urlencode({"word": inside.bench.gate.word})
    answer = inside.client.post("/look-again", content=body, headers=headers)
    assert 403 == answer.status_code


def test_no_other_method_is_taken_for_a_change(inside: Visit) -> None:
    path = f"/units/{inside.name()}/text"
    base = inside.field(inside.get(path), "base")
    fields = {"word": inside.bench.gate.word, "base": base, "text": "我写的", "_method": "POST"}
    headers = {"x-http-method-override": "POST", "x-method-override": "POST"}
    headers |= {"origin": inside.origin, "content-type": FORM}  # all else is as it should be
    body = urlencode(fields).encode("ascii")
    answer = inside.client.request("GET", f"{path}?{body.decode()}", content=body, headers=headers)
    assert 200 == answer.status_code
    assert EXAMPLE.read_bytes() == (inside.folder / EXAMPLE.name).read_bytes()


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data", ""])
def test_a_form_of_another_kind_needs_the_word_all_the_same(kind: str, inside: Visit) -> None:
    headers = {"origin": inside.origin, "content-type": kind}
    answer = inside.client.post("/look-again", content=b'{"word": "x"}=', headers=headers)
    assert answer.status_code in (400, 403)


def test_the_word_said_in_the_address_changes_nothing(inside: Visit) -> None:
    path = "/look-again?" + urlencode({"word": inside.bench.gate.word})
    headers = {"origin": inside.origin, "content-type": FORM}
    assert 403 == inside.client.post(path, content="", headers=headers).status_code


def test_nobody_is_led_to_another_site(inside: Visit) -> None:
    for path in ("//evil.example/", "/enter?token=x&next=//evil.example", "/units/..//evil"):
        answer = inside.client.get(f"{inside.origin}{path}", follow_redirects=False)
        assert "evil" not in answer.headers.get("location", "")
    base = inside.field(inside.get(f"/units/{inside.name()}/text"), "base")
    fields = {"word": inside.bench.gate.word, "base": base, "next": "//evil.example", "text": "a"}
    headers = {"origin": inside.origin, "content-type": FORM}
    path = f"/units/{inside.name()}/text"
    answer = inside.client.post(
        path, content=urlencode(fields), headers=headers, follow_redirects=False
    )
    assert answer.headers["location"].startswith(f"{path}?")


# -- what is reached -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/assets/..%2f..%2f..%2fgenerator%2fcli.py",
        "/assets/%2e%2e/layout.html",
        "/assets/layout.html",
        "/assets/..%5clayout.html",
        "/assets/%252e%252e%252flayout.html",
        "/assets/htmx.min.js%00.html",
        "/units/%2fetc%2fpasswd/text",
        "/help/..%2f..%2fcli",
    ],
)
def test_no_trick_of_a_path_reaches_another_file(path: str, inside: Visit) -> None:
    answer = inside.client.get(path)
    assert (404, False) == (answer.status_code, "import " in answer.text)


def test_a_filing_that_became_a_link_is_neither_shown_nor_written(
    inside: Visit, tmp_path: Path
) -> None:
    unit, path = f"/units/{inside.name()}/text", inside.folder / EXAMPLE.name
    base = inside.field(inside.get(unit), "base")
    secret = tmp_path / "秘密.yaml"
    secret.write_bytes(path.read_bytes())  # of the same content, so that the base fits
    path.unlink()
    path.symlink_to(secret)
    before = secret.read_bytes()
    assert 404 == inside.client.get(unit).status_code
    assert 409 == inside.change(unit, text="我写的", base=base)[0]
    assert before == secret.read_bytes()


def test_a_folder_that_became_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    below = folder / "下面"
    below.mkdir()
    (folder / EXAMPLE.name).rename(below / EXAMPLE.name)
    inside = visit(folder)
    unit = f"/units/{inside.name(f'下面/{EXAMPLE.name}')}/text"
    assert 200 == inside.client.get(unit).status_code
    below.rename(tmp_path / "别处")
    below.symlink_to(tmp_path / "别处")
    assert 404 == inside.client.get(unit).status_code


def test_what_never_ends_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "127.yaml")
    page = visit(folder).get("/")
    assert "管道" in page


def test_a_record_that_another_hand_wrote_is_not_told(inside: Visit) -> None:
    inside.change(f"/units/{inside.name()}/document")
    path = inside.folder / "output" / manifest.NAME
    path.write_text(path.read_text("utf-8").replace(NAME, "假的单位"), "utf-8")
    again = visit(inside.folder, admitted=False)
    again.bench.surveyor.patience = 0
    again.client.get(again.bench.gate.first_address)
    for _ in range(3):
        assert "假的单位" not in again.get("/")


def test_what_another_hand_kept_is_not_told(folder: Path, tmp_path: Path) -> None:
    for number in range(127, 142):
        text = EXAMPLE.read_text("utf-8").replace(NAME, f"第{number}中心")
        (folder / f"{number}.yaml").write_text(text.replace('"126"', f'"{number}"'), "utf-8")
    visit(folder).get("/")
    kept = list((own_folder.folder() / "survey").glob("*.json"))
    assert kept
    for path in kept:
        path.write_text(path.read_text("utf-8").replace("中心", "假的"), "utf-8")
    assert "假的" not in visit(folder).get("/")


# -- what is too much ------------------------------------------------------------------------------

_BOMB = "\n".join([f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"a0: &a0 [x]\n{_BOMB}\n", "不支持 * 和 &amp; 引用"),
        ("a: " + "[" * 100_000, "层次太多"),
        ("a: " + "{a: " * 20_000, "层次太多"),
        ("- " * 50_000, "层次太多"),
        ("!!python/object/apply:os.system ['touch planted']\n", "不支持 ! 类型标记"),
        ("a: !!binary " + "A" * 100_000, "不支持 ! 类型标记"),
        ("? " * 30_000, "项目名只能是文字"),
        ("a: '" + "\\" * 100_000, "引号或括号没有配对"),
        ("\ufeff" * 1000 + "a: 1", "这里有一个看不见的字符"),
    ],
    ids=["aliases", "lists", "maps", "dashes", "tag", "binary", "keys", "backslashes", "marks"],
)
def test_a_hostile_text_is_told_as_a_fault_and_soon(text: str, said: str, inside: Visit) -> None:
    unit = f"/units/{inside.name()}"
    base = inside.field(inside.get(f"{unit}/text"), "base")
    begun = time.process_time()
    status, page = inside.change(f"{unit}/draft", text=text, base=base, window="a")
    assert (200, True) == (status, said in page)
    assert time.process_time() - begun < 20
    assert not Path("planted").exists()


def test_a_file_beyond_its_bound_is_told(folder: Path) -> None:
    (folder / "127.yaml").write_text("a: 1\n" * 1_000_000, "utf-8")
    inside = visit(folder)
    assert "超过 4 MB" in inside.get("/")
    assert 200 == inside.client.get(f"/units/{inside.name('127.yaml')}/text").status_code


@pytest.mark.parametrize("name", ["q", "by", "stage"])
def test_very_long_words_of_an_address_are_cut(name: str, inside: Visit) -> None:
    page = unquote(inside.get("/?" + urlencode({name: "9长" * 1000})))
    assert "9长" * 100 not in page


@pytest.mark.parametrize("page", ["9" * 5000, "-1", "1e9", "٣", "²"])
def test_no_number_of_a_page_breaks_it(page: str, inside: Visit) -> None:
    assert 'data-stage="' in inside.get("/?" + urlencode({"page": page}))


def test_a_range_is_not_cut_into_pieces(inside: Visit) -> None:
    many = "bytes=" + ",".join(f"{n}-" for n in range(2000))
    whole = inside.client.get("/assets/workbench.css").content
    for asked in (many, "bytes=1-2", "bytes=1-2,4-5"):
        answer = inside.client.get("/assets/workbench.css", headers={"range": asked})
        assert (200, whole) == (answer.status_code, answer.content)


# -- at the socket ---------------------------------------------------------------------------------


@pytest.fixture
def answering(folder: Path) -> Iterator[Visit]:
    """A workbench that really listens, as `serve` makes it."""
    listening = server.listen(0)
    bench = server.open_bench(folder, listening.getsockname()[1])
    config = uvicorn.Config(app.make_app(bench), log_config=None, ws="none", lifespan="off")
    serving = uvicorn.Server(config)
    thread = threading.Thread(target=serving.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield Visit(bench, visit(folder, admitted=False).client, folder)
    finally:
        serving.should_exit = True
        thread.join(30)


def call(answering: Visit, raw: bytes) -> bytes:
    """What is answered to some bytes."""
    host, _, port = answering.bench.gate.host.partition(":")
    with socket.create_connection((host, int(port)), timeout=20) as link:
        link.sendall(raw)
        answered = b""
        with suppress(ConnectionResetError):  # it does not want to hear the rest
            while piece := link.recv(65536):
                answered += piece
        return answered


def ask_plainly(answering: Visit) -> bytes:
    host = answering.bench.gate.host.encode()
    head = b"GET /assets/mark.svg HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n"
    return call(answering, head).partition(b"\r\n")[0]


@pytest.mark.parametrize(
    "raw",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 100,
        b"GET / HTTP/1.1\r\n" + b"A: " + b"x" * 200_000 + b"\r\n\r\n",
        b"POST /look-again HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 9\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"\0\r\n\r\n",
    ],
    ids=["tls", "long header", "two lengths", "version", "negative", "chunks", "nothing"],
)
def test_what_is_no_request_is_refused_and_the_next_one_answered(
    raw: bytes, answering: Visit
) -> None:
    refused = call(answering, raw + b"\r\n\r\n")
    assert b" 200 " not in refused.partition(b"\r\n")[0]
    assert b"HTTP/1.1 200 OK" == ask_plainly(answering)


def test_requests_that_never_end_keep_nobody_else_waiting(answering: Visit) -> None:
    host, _, port = answering.bench.gate.host.partition(":")
    with ExitStack() as stack:
        for _ in range(100):
            link = stack.enter_context(socket.create_connection((host, int(port)), timeout=20))
            link.sendall(b"POST /look-again HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\na")
        assert b"HTTP/1.1 200 OK" == ask_plainly(answering)


def test_nothing_can_be_connected_with_otherwise(answering: Visit) -> None:
    host = answering.bench.gate.host.encode()
    raw = b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    raw += b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    assert b"HTTP/1.1 403" == call(answering, raw)[:12]  # as any other without the cookie
    sent = list[Message]()

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    gate = answering.bench.gate
    cookie = f"{gate.cookie}={gate.pass_}".encode()
    headers = [(b"host", host), (b"origin", gate.origin.encode()), (b"cookie", cookie)]
    scope = {"type": "websocket", "path": "/", "query_string": b"", "headers": headers}
    anyio.run(app.make_app(answering.bench), scope, receive, send)
    assert [] == sent  # nor by a server that knows how to
