"""What a unit's document is compared with: what its filing held before, as far as it is kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.kept import fingerprints
from generator.workbench import documents, keeping
from generator.workbench.desk import Desk


class EarlierFiling(NamedTuple):
    """What a filing held before: its name in addresses, what it is called, its bytes.

    `document` is the name of the document that stands and was made from it; empty for others.
    """

    id: str
    label: str
    content: bytes
    document: str = ""


def list_earlier(desk: Desk, filing: Path, now: bytes) -> list[EarlierFiling]:
    """What a filing held before and does not hold `now`: what a document that stands was made from
    goes first, then what was replaced, the last one first.
    """
    made = {it.made_from: it.name for it in documents.list_documents(desk, filing) if not it.draft}
    found = {fingerprints.of_bytes(it.content): it for it in _list_versions(filing)}
    found.pop(fingerprints.of_bytes(now), None)
    told = [
        it._replace(label=f"生成 {made[of]} 时的填报", document=made[of]) if of in made else it
        for of, it in found.items()
    ]
    return sorted(told, key=lambda it: not it.document)


def _list_versions(filing: Path) -> Iterator[EarlierFiling]:
    """Every content that was replaced by saving, the oldest moment of each last."""
    for version in keeping.list_versions(filing):
        if version.kind == keeping.SAVED:
            content = keeping.find_version(filing, version.name)
            if content is not None:
                yield EarlierFiling(version.name, f"{version.when} 以前的填报", content)
