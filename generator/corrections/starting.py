"""Begin a year's filing on disk: from last year's or empty, and never over an existing file."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generator.corrections import rolling
from generator.corrections.rolling import Rolled, StartError
from generator.filing import legible, shared
from generator.filing import source as sources
from generator.filing.source import Source
from generator.kept import reading, writing
from generator.packs.pack import KEYS, Pack
from generator.vocabulary import FILING_SUFFIXES, REGION, SHARED_FILE, WORKBOOK_SUFFIX


def region_of(last: str | None) -> str | None:
    """The region that last year's filing names, if there is such a filing."""
    source = shared.load(Path(last))[0] if last else None
    region = source.data.get(REGION) if source else None
    return region if isinstance(region, str) else None


def target(named: str | None, last: str | None, pack: Pack) -> Path:
    """Where the new filing goes: where it is told, else beside last year's folder.

    A `StartError` where neither says it.
    """
    if named:
        return Path(named)
    if last is None:
        raise StartError("用 -o 写明新文件写到哪里")
    folder, year = Path(last).parent, int(pack.key[1])
    if folder.name == str(year - 1):
        return folder.with_name(str(year)) / Path(last).name
    if reading.follow(folder).name == str(year - 1):  # called from within it, it has no name there
        return folder / os.pardir / str(year) / Path(last).name
    raise StartError("上年的文件不在以年度命名的文件夹里，用 -o 写明新文件写到哪里")


Reader = Callable[[Path], Source | None]


class Forms(NamedTuple):
    """The forms of two filings: how last year's is read as text, how the new one is made of text.

    `make` gets last year's filing, which has the same entries in the same order, too.
    """

    read: Reader
    make: Callable[[Rolled, Source], bytes]


def _read_text(path: Path) -> Source | None:
    return sources.load(path)[0]


def _make_text(rolled: Rolled, last: Source) -> bytes:
    return rolled.text.replace("\n", line_end(Path(last.file))).encode()


TEXTS = Forms(_read_text, _make_text)


def roll(last: Path, new: Path, pack: Pack, forms: Forms = TEXTS) -> Rolled:
    """Write the filing that follows from last year's, and what its folder shares.

    A `StartError`, before anything is written, where last year's is of no use or something is in
    the way.
    """
    whole, faults = shared.load(last)
    source = forms.read(last)
    if whole is None or source is None:
        raise StartError(f"{faults[0].place}: {faults[0].message}")
    _check(whole, pack)
    refuse_existing(new)
    rolled = rolling.roll(source, pack, link(last, new))
    common = _common(whole, new, pack)  # known before anything is written
    put(new, forms.make(rolled, source))
    return rolled if common is None else _write_shared(rolled, *common)


def link(last: Path, new: Path) -> str:
    """The way from the new filing to last year's."""
    try:
        link = Path(os.path.relpath(reading.follow(last), reading.follow(new).parent)).as_posix()
    except ValueError as error:  # another drive: no relative path leads there
        raise StartError("新文件要和上年的在同一个盘上") from error
    if legible.INVISIBLE.search(link):  # a name in another encoding than the system's
        raise StartError(f"{last} 的路径里有认不出的字符，先改名")
    return link


def _common(whole: Source, new: Path, pack: Pack) -> tuple[Path, Rolled, str] | None:
    """What last year's folder shares, rolled, and where it goes, unless that stands there."""
    last, beside = shared.shared_by(whole), new.with_name(SHARED_FILE)
    if last is None or os.path.exists(beside):
        return None
    return beside, rolling.roll(last, pack, None), line_end(Path(last.file))


def _write_shared(rolled: Rolled, beside: Path, common: Rolled, end: str) -> Rolled:
    """Write what the folder shares; the new filing's remarks tell of it."""
    write(beside, common.text, end)
    remark = f"已一并生成 {beside}：请核对 {common.review} 处"
    return rolled._replace(remarks=(*rolled.remarks, *common.remarks, remark))


def _check(source: Source, pack: Pack) -> None:
    """Last year's filing must be of the same kind and region and of the year before."""
    kind, year, region = pack.key
    wanted = (kind, str(int(year) - 1), region)
    stated = tuple(source.data.get(key) for key in KEYS)
    if stated != wanted:
        words = " ".join(str(value) for value in stated if value)
        mistake = f"是 {words}" if words else f"没有写{'、'.join(KEYS)}"
        raise StartError(f"{source.file} {mistake}，应是 {' '.join(wanted)}")


def line_end(path: Path) -> str:
    """How the lines of a file end, after its first."""
    raw = reading.read(path, legible.MAX_BYTES)
    return "\r\n" if raw[: raw.find(b"\n") + 1].endswith(b"\r\n") else "\n"


def write(path: Path, text: str, end: str = "\n") -> None:
    """Write a new file; one that exists stays as it is, which is a `StartError`."""
    put(path, text.replace("\n", end).encode())


def put(path: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Write a new file of bytes; one that exists stays as it is, unless it is asked for."""
    if overwrite:
        refuse_name(path)
    else:
        refuse_existing(path)
    try:
        writing.write(path, content, new=not overwrite)
    except OSError as error:
        raise StartError(f"写不进去：{path}") from error


def refuse_existing(path: Path) -> None:
    """Refuse to write where something is, or under a name that no filing has."""
    try:
        if path.is_dir():
            raise StartError(f"{path} 是文件夹，要写明新文件的文件名")
        if path.exists():
            raise StartError(f"{path} 已经有了，没有覆盖")
    except OSError as error:  # no file can have such a name
        raise StartError(f"写不进去：{path}") from error
    refuse_name(path)


def refuse_name(path: Path, what: str = "-o 后面") -> None:
    """Refuse a name under which nothing would be taken for a filing: in a folder, passed over."""
    if path.suffix.lower() not in (*FILING_SUFFIXES, WORKBOOK_SUFFIX):
        raise StartError(f"{what}要写填报文件（.yaml）或填报簿（.xlsx），不是“{path}”")
