"""How every filing of the folder stands, by the functions of the commands; what holds is kept.

A result is used again only while every file that it was made from is as it was. What a filing with
an error would still have read is not known, so of those the whole folder has to be as it was.
Pages never wait for all of it: a round looks and checks, and they show what is known meanwhile.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.filing.roster import ListedUnit
from generator.kept import reading
from generator.units import batch, rolls, work
from generator.units.batch import Job, Plan
from generator.units.result import Result
from generator.units.rolls import Rolls
from generator.workbench import told_rows
from generator.workbench.desk import Desk
from generator.workbench.job_process import SECONDS_TO_STOP
from generator.workbench.looked import Looked, Take
from generator.workbench.memory import Memory
from generator.workbench.rounds import Round
from generator.workbench.sight import sign, sign_as_seen
from generator.workbench.told_rows import Glance, Surveyed

if TYPE_CHECKING:
    from generator.pipeline import Outcome

CHECK, BUILD = "检查", "生成文档"
_ALONE = Job(jobs=1)  # in this process
# A page is shown in 0.3 s; so long it waits for what will soon be known.
PATIENCE_SECONDS = 12 / 100
# Fewer than these are soon done again, and not worth writing down.
_WORTH_KEEPING = 12


@dataclass
class Surveyor:
    """Looks at the folder anew for every page, in a round; one filing at a time is at work here.

    `patience` is for how many seconds a page waits for a round (None: until it has ended).
    """

    desk: Desk
    patience: float | None = PATIENCE_SECONDS
    _memory: Memory = field(init=False)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _beginning: threading.Lock = field(default_factory=threading.Lock)
    # The record of builds is written by one at a time, or the last one would forget the others'.
    _recording: threading.Lock = field(default_factory=threading.Lock)
    _looked: Looked = field(default_factory=Looked)
    _round: Round | None = None
    _look: Glance | None = None
    _last: Surveyed | None = None
    _halted: bool = False

    def __post_init__(self) -> None:
        self._memory = Memory(self.desk.folder)

    @property
    def round(self) -> Round | None:
        """What is being done with many filings just now."""
        return self._round if self._round is not None and self._round.is_going() else None

    @property
    def left(self) -> int:
        """How many filings are still to be checked."""
        return len(self._look.pending) if self._look is not None else 0

    def survey(self, today: date) -> Surveyed:
        """Every filing of the folder, as `gongkai check FOLDER` finds it, or as far as known."""
        self._begin(CHECK, partial(self._look_anew, today), today)
        if self._round is not None:
            self._round.wait(self.patience)
        if self._last is not None and self.round is None and not self._halted:
            return self._last
        look = self._look or Glance(self.desk.look())
        return told_rows.tell_known(look, self._memory, self._call(look.filings, today), today)

    def build_all(self) -> None:
        """Begin what `gongkai build` does in the folder; only what has changed is made anew."""
        self._halted = False
        self._begin(BUILD, self._build_each)

    def stop(self) -> None:
        """Let the round end; nothing is begun by itself until somebody asks."""
        going = self.round
        if going is not None:
            self._halted = going.what == CHECK
            going.stop()
            going.wait(self.patience)

    def end(self) -> None:
        """Let the round end, and wait for what it is at: the server ends."""
        if self._round is not None:
            self._round.end(SECONDS_TO_STOP)

    def go_on(self) -> None:
        """Begin again what was stopped."""
        self._halted = False

    def forget(self) -> None:
        """Glance at everything anew the next time."""
        if self._round is not None:
            self._round.end()
        self._memory.forget()
        self._last, self._halted = None, False

    def find(self, filing: Path, today: date) -> tuple[Result, ListedUnit | None]:
        """How one filing stands now, and its line in a list; the others are as last seen."""
        with self._lock:
            self._memory.doubt(str(filing))
            result = self._check_alone(filing)
            called, files = self._call([filing], today), self._look.files if self._look else []
            listed = called.find(result)
            return told_rows.hold_against_others(result, files, self._memory, called), listed

    def try_out(self, filing: Path, content: bytes) -> Result:
        """What a filing would be if it held something else; nothing is written or kept."""

        def make(take: Take) -> Result:
            return work.make(str(filing), replace(_ALONE.options(document=False), extract=take))

        with self._lock, reading.instead(filing, content):
            return self._looked.judge(filing, content, sign_as_seen(str(self.desk.folder)), make)

    def find_made(self, filing: Path, content: bytes) -> "Outcome | None":
        """The document that was made when a content was tried out, while nothing has changed."""
        with self._lock, reading.instead(filing, content):
            return self._looked.find_made(filing, content, sign_as_seen(str(self.desk.folder)))

    def look_into(self, filing: Path, content: bytes) -> "Outcome":
        """What is known of a filing that holds something: its books, as far as they can be made."""
        from generator import pipeline  # a page that only lists filings needs none of it

        with self._lock, reading.instead(filing, content):
            return self._looked.find(filing, content, pipeline.produce)

    def build(self, filing: Path, *, draft: bool) -> Result:
        """What `gongkai build FILING` makes of it: the document is written, and recorded."""
        with self._recording, self._lock:
            job = replace(_ALONE, folder=self.desk.output, draft=draft, force=True)
            (result,) = batch.run([filing], job)
            return result

    @contextmanager
    def alone(self, filing: Path, content: bytes | None = None) -> Iterator[None]:
        """As long as this lasts nobody else is at work; a filing may read as if it held something
        else.
        """
        with self._lock, ExitStack() as stack:
            if content is not None:
                stack.enter_context(reading.instead(filing, content))
            yield

    def sign(self, result: Result, *, typed: bool) -> str:
        """What changes whenever anything does that a filing is made from, as found or as typed."""
        unsure = typed or result.failed  # what else it would read is not known
        with self._lock:
            return self._memory.sign(result, sign_as_seen(str(self.desk.folder)) if unsure else "")

    def _call(self, filings: Sequence[Path], today: date) -> Rolls:
        return rolls.open_rolls([str(self.desk.folder)], filings, "", lambda: today)

    # -- rounds -------------------------------------------------------------------------------

    def _begin(self, what: str, work: Callable[[Round], None], today: date | None = None) -> None:
        """Begin a round, unless one is going on, or (given a day) nothing has changed since."""
        with self._beginning:
            if self.round is not None or (today is not None and self._is_settled(today)):
                return
            self._round = Round(what)
            self._round.begin(work)

    def _is_settled(self, today: date) -> bool:
        now, last = "" if self._halted else self._sign(), self._last
        return self._halted or (now != "" and last is not None and last.seen == (now, today))

    def _sign(self) -> str:
        return sign(str(self.desk.folder), self._memory.list_drawn())

    def _look_anew(self, today: date, going: Round) -> None:
        """Glance at all files, check what is due, and put together what came of it."""
        self._memory.recall()
        seen, shelf = self._sign(), self.desk.look()
        plan = batch.plan(list(shelf.filings.values()), replace(_ALONE, folder=self.desk.output))
        state = sign(str(self.desk.folder))
        due = [file for file in plan.filings if not self._memory.holds(file, state)]
        self._look = look = Glance(
            shelf, self._find_written(plan), told_rows.find_recorded(plan), set(due)
        )
        going.total = len(due)
        for result in self._make_each(due):
            self._memory.take(result, state)
            look.pending.discard(result.file)
            going.done += 1
            if going.is_stopped():
                return
        told = told_rows.sum_up(look, self._memory, self._call(look.filings, today), today)
        self._last = told._replace(seen=(seen, today))
        if len(due) >= _WORTH_KEEPING:
            self._memory.keep()

    def _build_each(self, going: Round) -> None:
        filings = list(self.desk.look().filings.values())
        with self._recording:
            processes = work.count_processes(len(filings), None)
            # In this process one filing is at work at a time; several have processes of their own.
            job = Job(folder=self.desk.output, jobs=max(2, processes))
            plan = batch.plan(filings, job)
            going.total = len(filings)
            with self._lock if len(plan.due) == 1 else nullcontext():
                for _ in batch.carry_out(plan, going.is_stopped):
                    going.done += 1

    def _make_each(self, due: Sequence[str]) -> Iterator[Result]:
        """What becomes of filings; where they pay, in processes of their own."""
        if work.count_processes(len(due), None) > 1:
            with closing(batch.hand_out(due, Job(), document=False)) as made:
                yield from made
            return
        for file in due:
            with self._lock:
                (result,) = batch.hand_out([file], _ALONE, document=False)
            yield result

    def _check_alone(self, filing: Path) -> Result:
        self._memory.recall()
        plan = batch.plan([filing], replace(_ALONE, folder=self.desk.output))
        state = sign(str(self.desk.folder))
        if not self._memory.holds(str(filing), state):
            (result,) = batch.hand_out([str(filing)], _ALONE, document=False)
            self._memory.take(result, state)
        written = self._find_written(plan).get(str(filing))
        return replace(self._memory.results[str(filing)].result, written=written)

    def _find_written(self, plan: Plan) -> dict[str, Path]:
        """The documents that still are what their filings give."""
        return {file: self.desk.output / name for file, (name, _) in plan.unchanged.items()}
