"""`gongkai publish … -o FOLDER/`: each document in a folder of its own, in every format."""

import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.documents import looks_like_file
from generator.exits import FAULTY, FINE, RefusedError
from generator.reporting import console

if TYPE_CHECKING:
    from generator.outputs.gathering import Call, Gathered
    from generator.outputs.making import How
    from generator.outputs.rounds import PublishedItem


def publish(call: "Call", how: "How", *, jobs: int | None, overwrite: bool) -> int:
    """Publish every document that is called for, and say what became of it."""
    from generator.outputs import gathering, rounds
    from generator.units import interruption

    gathered = gathering.gather(call)
    _tell_passed(gathered)
    teller = _PublishTelling(len(gathered.items))
    try:
        with (
            interruption.watch() as stopped,
            closing(
                rounds.publish_all(
                    gathered.items, how, jobs=jobs, overwrite=overwrite, stopped=stopped
                )
            ) as results,
        ):
            for it in results:
                teller.tell(it)
    except KeyboardInterrupt:
        teller.bar.clear()
        console.complain(f"已中断：{len(teller.done)} 份已做完；再运行一次，从没有做的接着做")
        return FAULTY
    joined = _join_data(teller.done, call, how)
    return teller.finish() if joined else max(teller.finish(), FAULTY)


def _join_data(done: "Sequence[PublishedItem]", call: "Call", how: "How") -> bool:
    """Put the data of several documents together; whether that, where it is due, was done."""
    from generator.outputs import joined_data
    from generator.outputs.formats import DATA
    from generator.outputs.rounds import REFUSED

    if len(done) < 2 or DATA not in how.choice:
        return True
    stand = [it.item.folder for it in done if it.state != REFUSED]
    left = [it.item.name for it in done if it.state == REFUSED]
    if not stand:
        return True
    joined = joined_data.join(stand, Path(call.output, "数据"), left)
    if joined.faults:
        console.complain(console.faults_text(joined.faults))
    elif left := [*left, *(it.name for it in joined.bare)]:
        console.complain(f"提示：各份一起的数据里没有 {len(left)} 份：{console.name_some(left)}")
    return not joined.faults


def _tell_passed(gathered: "Gathered") -> None:
    if gathered.passed:
        console.complain(
            f"提示：{len(gathered.passed)} 份修订稿不公开：{console.name_some(gathered.passed)}\n"
        )
    if found := gathered.without_pdf:
        console.complain(
            f"提示：{len(found)} 份文档没有找到导出的 PDF，另外排版：{console.name_some(found)}\n"
        )


class _PublishTelling:
    """Tells each document as it is done, and how far the work is."""

    def __init__(self, total: int) -> None:
        from generator.reporting.progress import Bar

        self.total = total
        self.done: list[PublishedItem] = []
        self.bar, self.clock = Bar(total > 1), time.monotonic()
        self._show()

    def tell(self, it: "PublishedItem") -> None:
        """What is wrong with a document, and what became of it; of many not what is well."""
        from generator.reporting import published_text
        from generator.reporting.progress import FEW

        self.done.append(it)
        counter = f"[{len(self.done)}/{self.total}] " if self.total > 1 else ""
        self.bar.clear()
        if it.faults and (it.failed or self.total <= FEW):
            console.complain(console.faults_text(it.faults, it.made.texts))
        if it.failed or self.total <= FEW:
            tell = console.complain if it.failed else console.say
            tell(f"{counter}{published_text.summary(it)}")
        self._show()

    def _show(self) -> None:
        from generator.units import summary

        seen = len(self.done)
        if seen < self.total:
            left = summary.say_left(seen, self.total - seen, int(time.monotonic() - self.clock))
            self.bar.show(f"{summary.draw_strip(seen, self.total)}{left}")

    def finish(self) -> int:
        """What is told of all together, and the exit code."""
        from generator.outputs.rounds import UNCHANGED
        from generator.reporting import published_text

        fresh = [it for it in self.done if it.state != UNCHANGED]
        told = [*published_text.missing(self.done), *published_text.lacks(fresh)]
        for line in filter(None, [*told, published_text.stand_ins(fresh)]):
            console.complain(f"提示：{line}")
        if self.total > 1:
            console.say(published_text.overview(self.done))
        return FAULTY if any(it.failed for it in self.done) else FINE


def refuse_unfit(call: "Call") -> None:
    """Refuse a folder that is a file, or would have the name of one."""
    from generator.outputs import folder

    target = Path(call.output)
    if looks_like_file(target):
        raise RefusedError(
            f"-o 后面写文件夹（每份文档在里面各有一个），或者 Word 文档（.docx），不是“{target}”"
        )
    if folder.is_published(target):
        raise RefusedError(
            f"{target} 是一份文档公开的文件夹；-o 后面写它上面的一层，每份文档在里面各有一个"
        )
    if target.is_file():
        raise RefusedError(f"-o 后面要写文件夹，{target} 是文件")
