"""What every request passes before anything of it is carried out, and what every answer carries.

One place for all pages: none of them can forget it. The threats that it answers are listed in
ARCHITECTURE.md, each with its test.
"""

from collections.abc import AsyncGenerator, Callable, Mapping
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from generator.workbench import answers, uploads
from generator.workbench.gate import Gate

# A filing of 4 MB in Chinese, each character as nine: as large as a change can be.
MAX_BODY, MAX_FIELDS = 16 * 1024 * 1024, 20
# A page that is filled in by fields sends each of them: a list of a thousand rows, of twenty each.
MANY_FIELDS, BY_FIELDS = 20_000, "/form/"
MOST_AT_ONCE = 64  # requests
WORD = "word"
ENTRANCE, ASSETS = "/enter", "/assets/"
_READING = ("GET", "HEAD")
_OWN_SITE = ("same-origin", "none", "")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    # Not `no-referrer`: with that Chromium sends `Origin: null`, and locks the officer out.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class RefusedRequestError(Exception):
    """Why a request is not carried out: the status, and what the page of it says."""

    def __init__(self, status: int, title: str, advice: str) -> None:
        super().__init__(title)
        self.status, self.title, self.advice = status, title, advice


class Guard:
    """Around the application: refuses, or hands on with the fields of a change in the scope."""

    def __init__(
        self, app: ASGIApp, gate: Gate, takes_files: Callable[[Scope], bool] = lambda _: False
    ) -> None:
        self.app, self.gate, self.takes_files = app, gate, takes_files
        self.busy = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # there is nothing here to be connected with otherwise
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        try:
            await self._hand_on(scope, receive, send_guarded)
        except RefusedRequestError as refused:
            answer = answers.refuse(refused.status, refused.title, refused.advice)
            await answer(scope, receive, send_guarded)
        finally:
            for it in scope.get("uploads", ()):
                await it.content.close()

    async def _hand_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.busy >= MOST_AT_ONCE:
            raise RefusedRequestError(503, "同时来的请求太多", "过一会儿刷新页面")
        self._check(scope)
        if scope["method"] not in _READING:
            scope["fields"] = await self._read_change(scope, receive)
        self.busy += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.busy -= 1

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        if headers.getlist("host") != [self.gate.host]:
            raise RefusedRequestError(421, "地址不对", f"请用 {self.gate.origin} 打开")
        if (scope["path"], scope["method"]) == (ENTRANCE, "HEAD"):  # looking burns no token
            raise RefusedRequestError(405, "这个地址只能在浏览器里打开", answers.COME_IN)
        is_open = scope["path"] == ENTRANCE or scope["path"].startswith(ASSETS)
        if is_open and scope["method"] in _READING:
            return
        if headers.get("sec-fetch-site", "") not in _OWN_SITE:
            raise RefusedRequestError(403, "这个请求来自别的网站", "请直接打开工作台的页面")
        if not self.gate.knows(cookie_parser(headers.get("cookie", "")).get(self.gate.cookie, "")):
            raise RefusedRequestError(403, "还没有进入工作台", answers.COME_IN)
        if scope["method"] not in _READING and headers.getlist("origin") != [self.gate.origin]:
            raise RefusedRequestError(403, "这个改动来自别的网站", "没有改动任何文件")

    async def _read_change(self, scope: Scope, receive: Receive) -> Mapping[str, str]:
        if self.takes_files(scope):
            fields, scope["uploads"] = await _read_files(scope, receive)
        else:
            most = MANY_FIELDS if BY_FIELDS in scope["path"] else MAX_FIELDS
            fields = _parse(await _read_bounded(scope, receive), most)
        if not self.gate.believes(fields.get(WORD, "")):
            raise RefusedRequestError(403, "这一页已经过期", "没有改动任何文件；刷新页面后再做")
        return fields


async def _read_bounded(scope: Scope, receive: Receive) -> bytes:
    """The body of a request that is no more than a form."""
    return b"".join([it async for it in _take_pieces(scope, receive, MAX_BODY)])


async def _read_files(scope: Scope, receive: Receive) -> uploads.Sent:
    """The body of a request with files."""
    try:
        pieces = _take_pieces(scope, receive, uploads.MAX_TOTAL)
        return await uploads.read(Headers(scope=scope), pieces)
    except uploads.UnfitUploadError as error:
        raise RefusedRequestError(400, str(error), "没有改动任何文件；刷新页面后再做") from error


async def _take_pieces(scope: Scope, receive: Receive, most: int) -> AsyncGenerator[bytes, None]:
    """The body of a request; it is counted as it comes, whatever it says of its length."""
    stated = Headers(scope=scope).get("content-length", "0")
    if not stated.isdecimal() or int(stated[:20]) > most:
        raise _too_large(most)
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] != "http.request":  # who sent it has gone: half a text is none
            raise RefusedRequestError(400, "送来的内容不全", "没有改动任何文件；再存一次")
        piece = message.get("body", b"")
        size += len(piece)
        if size > most:
            raise _too_large(most)
        more = message.get("more_body", False)
        yield piece


def _parse(body: bytes, most: int) -> Mapping[str, str]:
    try:
        return dict(
            parse_qsl(
                body.decode("ascii"),
                keep_blank_values=True,
                strict_parsing=bool(body),
                errors="strict",
                max_num_fields=most,
            )
        )
    except ValueError as error:
        raise RefusedRequestError(400, "送来的内容读不出来", "刷新页面后再做") from error


def _too_large(most: int) -> RefusedRequestError:
    said = f"送来的内容超过 {most // 1024 // 1024} MB"
    return RefusedRequestError(413, said, "没有改动；分成几个文件")
