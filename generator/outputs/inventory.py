"""The list that goes with a published document: what was made, from what, and by what.

It is as public as the files beside it: names and digests, no paths and no times, so that the same
document gives the same list. Under its maker's own seal it also tells what need not be made again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from generator.kept import fingerprints, seals
from generator.pipeline import Outcome

NAME, SUMS = "清单.json", "SHA256SUMS"
MAX_BYTES = 16 * 1024 * 1024
_VERSION, _FILES, _DIGEST, _SEAL = "版本", "文件", "SHA-256", "印"
VERSION = 1


class MadeFile(NamedTuple):
    """A file of a document's folder: its format, how many bytes it has, their digest."""

    format: str
    size: int
    digest: str


@dataclass(frozen=True)
class Inventory:
    """What stands in a document's folder, by name.

    The same would be made again from what is the same in `made_from`; `told` is what making it
    told, which a list that was read has in `made_from` as well. It is `sealed` if it was read as
    this user's own program wrote it.
    """

    made_from: Mapping[str, Any] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, MadeFile] = field(default_factory=dict)
    sealed: bool = False


def name_source(name: str, digest: str) -> dict[str, str]:
    """How a file that something was made from is named."""
    return {"名称": name, _DIGEST: digest}


def name_filing(outcome: Outcome) -> dict[str, str]:
    """A filing with its digest, and one of all else that it was read with; what was read in two
    ways has none, and is read again the next time.
    """
    exports = outcome.source.all_exports if outcome.source else ()
    besides = sorted({*outcome.drawn, *exports} - {outcome.file})
    own, *others = (fingerprints.of_read(it, outcome.read) for it in (outcome.file, *besides))
    settled = own and "" not in others
    digests = "\n".join(it or "" for it in others)
    named = name_source(Path(outcome.file).name, own or "")
    return named | {"连同": fingerprints.of_bytes(digests.encode()) if settled else ""}


def write(inventory: Inventory) -> bytes:
    """The list as a file."""
    files = [
        {"名称": name, "格式": it.format, "字节": it.size, _DIGEST: it.digest}
        for name, it in sorted(inventory.files.items())
    ]
    content = {_VERSION: VERSION, **inventory.made_from, **inventory.told, _FILES: files}
    return (_render(content | {_SEAL: _seal(content)}) + "\n").encode()


def read(raw: bytes) -> Inventory | None:
    """The list that a file is; None where it is none of ours."""
    try:
        content = json.loads(raw)
        if content[_VERSION] != VERSION:
            return None
        seal = content.pop(_SEAL)
        sealed = seal != "" and seal == _seal(content)
        files = {it["名称"]: _file(it) for it in content.pop(_FILES)}
        del content[_VERSION]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Inventory(content, {}, files, sealed)


def _file(it: Any) -> MadeFile:
    if not (isinstance(it["名称"], str) and isinstance(it[_DIGEST], str)):
        raise TypeError("names and digests are texts")
    return MadeFile(it["格式"], it["字节"], it[_DIGEST])


def _render(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)


def _seal(content: Mapping[str, Any]) -> str:
    return seals.seal(_render(content))


def sum_up(inventory: Inventory, written: bytes) -> bytes:
    """The digests of all files and of the list itself, as `sha256sum -c` reads them."""
    digests = {name: it.digest for name, it in inventory.files.items()}
    digests[NAME] = fingerprints.of_bytes(written)
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()
