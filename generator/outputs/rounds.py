"""Many documents published: handed out, printed so many at once, each put into its folder.

What stands as it would be made is left alone, so that a run that was ended goes on where it was.
"""

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from generator.diagnostics import Fault, Place, has_errors
from generator.kept import fingerprints
from generator.outputs import folder, making, office, pdf, printing
from generator.outputs.folder import Delivery
from generator.outputs.inventory import Inventory, MadeFile
from generator.outputs.making import How, Made, MadeContent, PublishItem
from generator.units import scheduling, work

PUBLISHED, UNCHANGED, REFUSED = "已公开", "未变", "没有公开"
# A document takes so much longer than a filing that a process pays with the second.
_WORTH_A_PROCESS = 2
NOTHING = Delivery()


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """What became of a document: its state, what was written and removed, what is told of it."""

    made: Made
    state: str
    faults: tuple[Fault, ...]
    delivery: Delivery = NOTHING

    @property
    def item(self) -> PublishItem:
        """Which document it is of."""
        return self.made.item

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that stand in its folder now."""
        return tuple(self.made.told.get("格式", ()))

    @property
    def failed(self) -> bool:
        """Whether an error stands in the way of all of it, or of some."""
        return self.state == REFUSED or has_errors(self.faults)


def publish_all(
    items: Sequence[PublishItem],
    how: How,
    *,
    jobs: int | None = None,
    overwrite: bool = False,
    stopped: Callable[[], bool] = lambda: False,
) -> Generator[PublishedItem, None, None]:
    """Every document in order; a bad one never stops the rest.

    `stopped` is asked before every document; then the run ends like one that was interrupted.
    """
    laid_out = sum(map(how.is_laid_out, items))
    with (
        closing(_hand_out(items, how, jobs)) as results,
        closing(_print(results, how, _size_groups(laid_out))) as printed,
    ):
        for made in printed:
            if stopped():
                raise KeyboardInterrupt
            yield _finish(made, how, overwrite)


def _size_groups(count: int) -> int:
    """How many documents one process is given, so that all have as many."""
    rounds = -(-count // (pdf.PROCESSES * office.AT_ONCE))
    return -(-count // (pdf.PROCESSES * rounds)) if rounds else 1


def _print(results: Iterator[Made], how: How, size: int) -> Generator[Made, None, None]:
    """What was made, in order, printed in groups beside each other: while the engine is at one,
    the pages of another are looked at.
    """
    stop = threading.Event()
    waiting: deque[Future[list[Made]]] = deque()
    pool = ThreadPoolExecutor(max_workers=pdf.PROCESSES)
    try:
        while True:
            # One lies ready for whoever is done first.
            while len(waiting) <= pdf.PROCESSES and (group := tuple(islice(results, size))):
                waiting.append(pool.submit(_print_group, group, how, stop))
            if not waiting:
                return
            yield from waiting.popleft().result()
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def _print_group(group: Sequence[Made], how: How, stop: threading.Event) -> list[Made]:
    return list(printing.print_group(group, how, stop))


def _hand_out(
    items: Sequence[PublishItem], how: How, jobs: int | None
) -> Generator[Made, None, None]:
    function = partial(_make, how=how)
    if len(items) == 1:
        yield function(items[0])
        return
    worth = len(items) * work.WORTH_A_PROCESS // _WORTH_A_PROCESS
    count = min(work.count_processes(worth, jobs), len(items))
    yield from scheduling.in_processes(function, items, count, _report_lost, _report_late)


def _make(item: PublishItem, how: How) -> Made:
    """What is made of a document, where its files can be called as it is."""
    if _can_name_files(item.name):
        return making.make(item, how)
    message = "文档的名称里有控制字符或乱码（多半是解压时编码不对），不能用作公开的文件名"
    place = Place(str(item.document), 1, 1)
    return Made(item, (Fault("W703", message, place, help="把文档改名，再公开"),))


def _can_name_files(name: str) -> bool:
    """Whether a name can stand in a list: lines of text in UTF-8."""
    plain = all(sign >= " " and sign != "\x7f" for sign in name)
    return plain and name == name.encode("utf-8", "replace").decode()


def _report_lost(item: PublishItem) -> Made:
    return _report(item, "处理它的进程中途结束，多半是内存不足或程序没有想到的写法")


def _report_late(item: PublishItem) -> Made:
    return _report(item, "时间太长，已经停下")


def _report(item: PublishItem, message: str) -> Made:
    return Made(item, (Fault("R811", message, Place(str(item.document), 1, 1)),))


def _finish(made: Made, how: How, overwrite: bool) -> PublishedItem:
    """Put what was made of a document into its folder."""
    if made.refused:
        return PublishedItem(_lighten(made), REFUSED, made.faults)
    if made.standing:
        return PublishedItem(made, UNCHANGED, made.faults)
    contents = {name: it.content for name, it in made.files.items()}
    files = {name: _list_file(it) for name, it in made.files.items()}
    there = {it.format for it in files.values()}
    made = replace(made, told={**made.told, "格式": [it for it in how.choice if it in there]})
    # What was taken out for nobody to read must not stand in the list beside it.
    taken = [it.partition("“")[0] for it in made.told.get("去掉", ())]
    public = {**made.told, "去掉": taken}
    listed = Inventory(made.made_from, public, files)
    done = folder.put(made.item.folder, listed, contents, overwrite=overwrite)
    state = REFUSED if done.faults else PUBLISHED
    return PublishedItem(_lighten(made), state, (*made.faults, *done.faults), done)


def _list_file(it: MadeContent) -> MadeFile:
    return MadeFile(it.format, len(it.content), fingerprints.of_bytes(it.content))


def _lighten(made: Made) -> Made:
    """Without what has been written: nobody keeps many of them."""
    return replace(made, document=b"", files={})
