"""What a file of open data says of itself: a Frictionless Data Package, as `datapackage.json`."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from generator.outputs.data_text import COLUMNS, GUARD

DATA_FILE, PACKAGE_FILE = "公开数据.csv", "datapackage.json"
PRODUCER = "gongkai"
_GUARDED = (
    f"以 = + - @ 开头、又不是数的文字，前面加一个半角单引号（{GUARD}），免得电子表格当成公式；"
    "用程序读时去掉它。"
)


class OpenTerms(NamedTuple):
    """On what terms data may be used, and where they come from; each with its name and address."""

    licence: Mapping[str, str] = {}
    source: Mapping[str, str] = {}


def terms_of(said: Mapping[str, Mapping[str, str]]) -> OpenTerms:
    """The terms that a pack says (`Pack.open_data`)."""
    return OpenTerms(said.get("licence", {}), said.get("source", {}))


def title_of(keys: Iterable[tuple[str, str, str]], unit: str = "") -> str:
    """What data of documents of these kinds, years and regions are called; of one unit by name."""
    of = "、".join(dict.fromkeys(f"{year}年度{kind}" for kind, year, _ in sorted(keys)))
    return f"{unit}{of}公开数据"


class DataFile(NamedTuple):
    """A file of data that was written: how long it is, its digest (SHA-256), what is in it."""

    size: int
    digest: str
    rows: int
    documents: int
    left_out: int = 0


def describe(file: DataFile, title: str, terms: Sequence[OpenTerms] = ()) -> str:
    """The description of a file of data, as JSON; `terms` are those of the packs it is made by."""
    said = f"{file.documents} 份文档公开的各表里的数，一个数一行，共 {file.rows} 行。"
    left = (
        f"另有 {file.left_out} 份没有收进来：有错误，或者没有表里的数可写。"
        if file.left_out
        else ""
    )
    package = {
        "profile": "tabular-data-package",
        "name": "gongkai-data",
        "title": title,
        "description": f"{said}{left}{_GUARDED}",
        **_list_terms(terms),
        "contributors": [{"title": PRODUCER, "role": "wrangler"}],
        "resources": [_describe_file(file)],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _list_terms(terms: Sequence[OpenTerms]) -> dict[str, Any]:
    """Licences and sources, each once; none is said where no pack says any."""
    licences = [_link(it.licence) for it in terms if it.licence]
    sources = [_link(it.source) for it in terms if it.source]
    said = {"licenses": licences, "sources": sources}
    return {
        key: [it for at, it in enumerate(listed) if it not in listed[:at]]
        for key, listed in said.items()
        if listed
    }


def _link(said: Mapping[str, str]) -> dict[str, str]:
    names = {"title": said["title"], "path": said.get("address", "")}
    return {key: text for key, text in names.items() if text}


def _describe_file(file: DataFile) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": "figures",
        "path": DATA_FILE,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.digest}",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": {"fields": [_describe_column(it) for it in COLUMNS], "missingValues": [""]},
    }


def _describe_column(column: Any) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    constraints |= {"enum": list(column.options)} if column.options else {}
    said = {"name": column.title, "type": column.type, "description": column.what}
    return said | ({"constraints": constraints} if constraints else {})
