"""The server: on this machine's own address and no other, until somebody stops it."""

import errno
import gc
import logging
import socket
import threading
import webbrowser
from collections.abc import Callable
from datetime import date
from pathlib import Path

import uvicorn

from generator.exits import RefusedError
from generator.kept import library, seals
from generator.workbench import app, guard
from generator.workbench.bench import Bench
from generator.workbench.desk import open_desk
from generator.workbench.gate import HOST, Gate
from generator.workbench.packs_seen import SeenPacks
from generator.workbench.survey import Surveyor

SECONDS_IDLE, SECONDS_TO_END = 5, 10
# On Windows what elsewhere lets a port be taken again at once would let others share it.
_ALONE = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
OFTEN_ENOUGH = (20_000, 10, 10)


def listen(port: int) -> socket.socket:
    """A socket of this machine's own address; 0 is any port that is free."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, _ALONE, 1)
        listening.bind((HOST, port))
        listening.listen()
    except OSError as error:
        listening.close()
        taken = error.errno == errno.EADDRINUSE
        why = "已经有程序在用" if taken else "不能用"
        raise RefusedError(f"端口 {port} {why}；不写 --port，或换一个") from error
    return listening


def open_bench(folder: Path, port: int, today: Callable[[], date] = date.today) -> Bench:
    """The state of a server that is to be reached at a port."""
    gate, packs = Gate(port), SeenPacks(library.current())
    desk = open_desk(folder, seals.seal("workbench") or gate.pass_)
    return Bench(gate, desk, Surveyor(desk), today, packs)


def run(bench: Bench, listening: socket.socket, *, in_browser: bool) -> None:
    """Serve until interrupted; what is being answered then is finished first."""
    gc.set_threshold(*OFTEN_ENOUGH)  # a command ends before it pays, a server does not
    logging.getLogger("uvicorn").addHandler(logging.NullHandler())
    logging.getLogger("uvicorn").propagate = False
    config = uvicorn.Config(
        app.make_app(bench),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="off",
        limit_concurrency=4 * guard.MOST_AT_ONCE,  # what it says then is not in Chinese
        timeout_keep_alive=SECONDS_IDLE,
        timeout_graceful_shutdown=SECONDS_TO_END,
    )
    if in_browser:  # it waits in the queue of the socket until the server answers
        address = bench.gate.first_address
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        bench.end()
