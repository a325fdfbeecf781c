"""A filing as a git revision has it, with the files that it draws on, in a folder of its own.

Git is asked by its own program, without a shell; only blobs are read, so that nothing which a
repository configures is run.
"""

import os
import posixpath
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from generator.corrections import touched
from generator.exits import RefusedError
from generator.filing import marked
from generator.filing import source as sources
from generator.kept import reading
from generator.vocabulary import SHARED_FILE

TIMEOUT = 60
PREFIX = "gongkai-"
MAX_FILES = 500
_OTHERWISE = "请改用：gongkai diff 旧文件 新文件"


class HistoryError(RefusedError):
    """Why the older version cannot be had, in the words to show."""


@contextmanager
def check_out(filing: Path, revision: str) -> Iterator[Path]:
    """The filing of a revision, among the files that it named then.

    A `HistoryError` where git, the revision or the filing in it is missing.
    """
    git = shutil.which("git")
    if git is None:
        raise HistoryError(f"没有找到 git 程序；{_OTHERWISE}")
    if not os.path.isdir(filing.parent):
        raise HistoryError(f"找不到 {filing}")
    repository = _Repository(git, reading.follow(filing).parent)
    commit = repository.commit(revision)
    inside = repository.inside(reading.follow(filing))
    with TemporaryDirectory(prefix=PREFIX) as folder:
        _copy(repository, commit, inside, Path(folder))
        old = Path(folder, *inside.parts)
        if not old.is_file():
            raise HistoryError(f"{revision} 里没有 {inside}")
        yield old


def rename(text: str, old: Path, revision: str) -> str:
    """A text about checked out files with their names as git has them, in no passing folder."""
    folder = next(parent for parent in old.parents if parent.name.startswith(PREFIX))
    return text.replace(f"{folder}{os.sep}", f"{revision}:")


def _copy(repository: "_Repository", commit: str, filing: PurePosixPath, folder: Path) -> None:
    """Write a filing of a commit into a folder, with what it names and their folders share."""
    wanted, seen = [filing], set[PurePosixPath]()
    while wanted and len(seen) < MAX_FILES:
        path = wanted.pop()
        raw = None if path in seen else repository.blob(commit, path)
        seen.add(path)
        if raw is not None:
            target = Path(folder, *path.parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(raw)
            source, _ = sources.load(target, str(path))
            names = (name for _, name in touched.list_named(source)) if source else ()
            beside = (_beside(path, name) for name in (SHARED_FILE, *names))
            wanted += (other for other in beside if other is not None)


class _Repository:
    """What is asked of the repository that a folder lies in."""

    def __init__(self, git: str, folder: Path) -> None:
        self.git, self.folder = git, folder
        top = self._ask("rev-parse", "--show-toplevel")
        if top is None:
            raise HistoryError(f"这个文件不在 git 管理的文件夹里；{_OTHERWISE}")
        self.top = reading.follow(Path(os.fsdecode(top).strip()))

    def commit(self, revision: str) -> str:
        """The commit that a revision's name stands for."""
        commit = None
        if not revision.startswith("-"):  # that would be an option of git's
            commit = self._ask("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if commit is None:
            raise HistoryError(f"git 里没有“{revision}”这个版本")
        return commit.decode("ascii").strip()

    def inside(self, filing: Path) -> PurePosixPath:
        """A file's path as the repository names it."""
        try:
            return PurePosixPath(filing.relative_to(self.top).as_posix())
        except ValueError as error:
            raise HistoryError(f"{filing} 不在 {self.top} 里") from error

    def blob(self, commit: str, path: PurePosixPath) -> bytes | None:
        """A file's content in a commit; None where there is none, or one too large to be ours."""
        name = f"{commit}:{path}"
        size = self._ask("cat-file", "-s", name)
        if size is None or int(size) > marked.MAX_BYTES:
            return None
        return self._ask("cat-file", "blob", name)

    def _ask(self, *arguments: str) -> bytes | None:
        """What git answers, or None where it refuses."""
        command = [self.git, "-C", str(self.folder), *arguments]
        try:
            done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise HistoryError("git 没有回答") from error
        return None if done.returncode else done.stdout


def _beside(path: PurePosixPath, name: str) -> PurePosixPath | None:
    """The path that a name in a filing means, or None where it leads out of the repository."""
    joined = path.parent / name.replace("\\", "/")
    inside = PurePosixPath(posixpath.normpath(joined))
    return None if joined.is_absolute() or ".." in inside.parts else inside
