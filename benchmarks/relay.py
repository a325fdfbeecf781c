"""A relay that holds back whatever passes: a network's latency, where none can be had from the
system (`tc netem` needs a module of the kernel that is seldom there in containers).

`python -m benchmarks.relay 端口 秒 文件`: from a port of its own, which it writes to a file.
"""

import asyncio
import sys
from pathlib import Path

_PIECE = 1 << 20


async def _serve(target: int, seconds: float, told: Path) -> None:
    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", target)
        await asyncio.gather(_carry(reader, back, seconds), _carry(there, writer, seconds))

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    told.write_text(str(server.sockets[0].getsockname()[1]), "utf-8")
    async with server:
        await server.serve_forever()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, late: float) -> None:
    """Every piece as much later as it takes; many may be under way, in their order."""
    loop = asyncio.get_running_loop()
    under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def deliver() -> None:
        while True:
            due, piece = await under_way.get()
            await asyncio.sleep(due - loop.time())
            if not piece:
                return
            writer.write(piece)
            await writer.drain()

    async def take() -> None:
        while piece := await reader.read(_PIECE):
            under_way.put_nowait((loop.time() + late, piece))
        under_way.put_nowait((loop.time() + late, b""))

    try:
        await asyncio.gather(take(), deliver())
    except OSError:  # one end was killed
        pass
    finally:
        writer.close()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), float(sys.argv[2]), Path(sys.argv[3])))
