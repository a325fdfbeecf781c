"""Invented units published with everything, every file judged by readers that are not ours.

PYTHONPATH=tests .venv/bin/python -m support.published_units 40 文件夹    # how long, how large
"""

import hashlib
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import frictionless
import pikepdf
from pdfua import validate

from benchmarks import fleet
from generator.exits import FINE
from generator.outputs import data_package, document, inventory
from support.browser import View, look_at
from support.calls import run
from support.drawn_tables import assert_same, read
from support.hand_edits import Editor
from support.public_documents import open_word, texts_on_page
from support.public_pages import list_texts

SEED, EDITED, CHANGES = 18, 10, 10
_NO_WORDS, _NO_CLAIM = "UA-13-004", "UA-28-004"
FILED, BUILT, CHANGED, PUBLISHED = "填报", "成文", "改过", "公开"


def prepare(folder: Path, count: int) -> None:
    """Documents of so many units of two regions, and of the first few of them also edited ones."""
    for number in range(count):
        made = (fleet.unit if number // 2 % 2 else fleet.other_unit)(SEED, number)
        path = folder / FILED / made.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made.text, encoding="utf-8")
    assert FINE == run("build", folder / FILED, "-o", folder / BUILT)
    for number, path in enumerate(sorted((folder / BUILT).rglob("*.docx"))[:EDITED]):
        edited = Editor(path.read_bytes(), Random(number)).work(CHANGES)
        (folder / CHANGED).mkdir(exist_ok=True)
        (folder / CHANGED / f"{number} {path.name}").write_bytes(edited)


def publish(folder: Path) -> float:
    """Publish all of them; the seconds that a document took which nobody edited."""
    begun = time.perf_counter()
    assert FINE == run("publish", folder / BUILT, "-o", folder / PUBLISHED)
    taken = time.perf_counter() - begun
    run("publish", folder / CHANGED, "-o", folder / PUBLISHED / CHANGED, "--仍要公开")
    return taken / len(list((folder / BUILT).rglob("*.docx")))


def list_published(folder: Path) -> list[Path]:
    """The folders of the documents."""
    return sorted(it.parent for it in (folder / PUBLISHED).rglob(inventory.NAME))


def judge(made: Path) -> Iterator[str]:
    """What is wrong in a document's folder; nothing is the rule."""
    yield from _judge_digests(made)
    shown = document.read(open_word((made / f"{made.name}.docx").read_bytes()))
    page = (made / f"{made.name}.html").read_text("utf-8")
    if list_texts(page) != texts_on_page(shown):
        yield "网页的字不同"
    assert_same(shown, read((made / f"{made.name}.xlsx").read_bytes(), made.parent))
    (made.parent / "a.xlsx").unlink()
    for package in made.rglob(data_package.PACKAGE_FILE):
        if not frictionless.validate(str(package)).valid:
            yield "数据包不合规"
    yield from _judge_pdf(made / f"{made.name}.pdf")


def _judge_digests(made: Path) -> Iterator[str]:
    lines = (made / inventory.SUMS).read_text("utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    there = {it.relative_to(made).as_posix() for it in made.rglob("*") if it.is_file()}
    if there != {*listed, inventory.SUMS}:
        yield f"列出的文件不同：{there ^ {*listed, inventory.SUMS}}"
    for name, digest in listed.items():
        if hashlib.sha256((made / name).read_bytes()).hexdigest() != digest:
            yield f"{name} 的摘要不同"


def _judge_pdf(path: Path) -> Iterator[str]:
    found = {it.rule_id: it.message for it in validate(str(path)).findings}
    # Who put a picture in may have said nothing of it: then the file must not claim that it is UA.
    silent = found.pop(_NO_WORDS, "")
    if silent and CHANGED in path.parts:
        found.pop(_NO_CLAIM, "")
    yield from (f"PDF：{rule} {message}" for rule, message in found.items())
    with pikepdf.open(path) as opened:
        said = opened.Root.Metadata.read_bytes().decode()
        if "<pdfaid:part>2<" not in said:
            yield "PDF 没有称是 PDF/A-2b"
        if bool(silent) is ("<pdfuaid:part>1<" in said):
            yield "PDF 称是 PDF/UA-1 而不是，或是而没有称"
        if "zh-CN" != str(opened.Root.Lang):
            yield "PDF 的语言不是中文"


def judge_pages(published: list[Path], folder: Path) -> list[str]:
    """What axe finds on their pages."""
    pages = {it.name: (it / f"{it.name}.html").read_text("utf-8") for it in published}
    looked = look_at({name: View(page) for name, page in pages.items()}, folder)
    return [f"{name}：{one}" for name, it in looked.items() for one in it.violations]


def main(count: int, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    prepare(folder, count)
    seconds = publish(folder)
    published = list_published(folder)
    for made in published:
        for wrong in judge(made):
            print(made.name, wrong, flush=True)
    for at in range(0, len(published), 10):
        print(*judge_pages(published[at : at + 10], folder), sep="\n", flush=True)
    sizes = [(it / f"{it.name}.pdf").stat().st_size for it in published]
    print(f"{len(published)} 份，每份 {seconds:.2f} 秒，PDF 最大 {max(sizes) / 1e6:.2f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
