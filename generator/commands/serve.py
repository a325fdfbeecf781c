"""`gongkai serve`: the workbench in a browser, on this machine alone."""

import os
from pathlib import Path
from typing import NamedTuple

from generator.commands.options import take
from generator.exits import FINE, RefusedError
from generator.reporting import console

_FREE, _LEAST, _MOST = 0, 1024, 65535


def _port(text: str) -> int:
    port = int(text)
    if not _LEAST <= port <= _MOST:
        raise ValueError(text)
    return port


class ServeOptions(NamedTuple):
    """What may be typed after `serve`."""

    folder: str = take(
        nargs="?",
        default=".",
        metavar="文件夹",
        help="装着填报文件的文件夹；不写时，是当前文件夹",
    )
    port: int = take(
        "--port",
        type=_port,
        default=_FREE,
        metavar="端口",
        help=f"{_LEAST} 到 {_MOST}；不写时，用一个空着的",
    )
    no_browser: bool = take("--no-browser", action="store_true", help="不打开浏览器，只说出地址")


def serve(options: ServeOptions) -> int:
    """Serve a folder until somebody presses Ctrl-C."""
    if not os.path.isdir(options.folder):
        raise RefusedError(f"没有这个文件夹：{options.folder}")
    try:
        from generator.workbench import server
    except ModuleNotFoundError as error:
        raise RefusedError(f'缺少 {error.name}：请运行 pip install "gongkai[workbench]"') from error
    listening = server.listen(options.port)
    bench = server.open_bench(Path(options.folder), listening.getsockname()[1])
    console.say(f"工作台：{bench.gate.first_address}")
    console.say("这个地址只能用一次，只在这台机器上有用；用完按 Ctrl-C 停下")
    try:
        server.run(bench, listening, in_browser=not options.no_browser)
    except KeyboardInterrupt:
        console.say("已停下；保存过的都在文件里，没有保存的草稿下次还在")
    return FINE
