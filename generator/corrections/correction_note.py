"""The Word 更正说明 of a correction: what stood there before, what stands there now.

The words around are the form's; here is only what goes into its fields.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from generator.compare.words import Status
from generator.corrections import changelist
from generator.corrections.dossier import Dossier
from generator.corrections.passages import Passage
from generator.corrections.revision import Revision
from generator.forms import plain_form
from generator.kept import library
from generator.vocabulary import DRAFT

FORM = Path("templates", "corrections", "更正说明.docx")
Values = dict[str, object]


def find_hindrance(revision: Revision) -> str:
    """Why nothing of a correction is put on file; empty where something may be."""
    if revision.draft:
        return "新的填报文件有错误，没有写更正说明"
    if revision.unlike:
        return "两份不是同一单位、同一文种、同一年度的，没有写更正说明"
    return "" if revision.passages else "两份文档没有不同，没有写更正说明"


def document(revision: Revision) -> bytes:
    """The note as a .docx, for a new filing without errors; `RefusedError` if it cannot be made."""
    tables = changelist.tables(revision.passages)
    sentences = changelist.sentences(revision.passages)
    unit, number = revision.new.filing.unit_name, count(1)
    names = {
        "单位": unit,
        "文档": _name(revision.new),
        "原文档": _name(revision.old),
        "表格处数": sum(len(table.entries) for table in tables),
        "文字处数": len(sentences),
        "各表": [
            {"名称": table.title, "各处": [_entry(entry, next(number)) for entry in table.entries]}
            for table in tables
        ],
        "各段": [_sentence(item, at) for at, item in enumerate(sentences, start=1)],
    }
    wanted = [unit, *_texts(tables, sentences)]
    return plain_form.fill(library.installed() / FORM, names, unit, wanted)


def _name(of: Dossier) -> str:
    """A document's name; that a draft of it was compared is not the reader's concern."""
    return of.outcome.name.removesuffix(f"（{DRAFT}）")


def _entry(entry: changelist.TableChange, number: int) -> Values:
    return {
        "序号": number,
        "整行": entry.kind if entry.row else "",
        "内容": entry.old or entry.new,
        "项目": entry.label,
        "栏目": entry.column,
        "原文": entry.old,
        "新文": entry.new,
    }


def _sentence(item: Passage, number: int) -> Values:
    sides = {"原文": _side(item, Status.GONE), "新文": _side(item, Status.CAME)}
    return {"序号": number, "位置": item.spot.where, **sides}


def _side(item: Passage, step: Status) -> list[Values]:
    """One side of a changed text in runs of words, its own words apart; empty for no such side."""
    return [{"文字": part.text, "改": part.step is step} for part in item.side(step)]


def _texts(tables: Sequence[changelist.Section], sentences: Sequence[Passage]) -> Iterator[str]:
    """Every text that changed, before and after."""
    for table in tables:
        yield table.title
        yield from (text for entry in table.entries for text in (entry.old, entry.new))
    for item in sentences:
        yield from (spot.text for spot in (item.old, item.new) if spot is not None)
