"""Accounts found by the beginning of their code or by words of their name, for choosing one."""

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from generator.diagnostics import Fault
from generator.filing.legible import fold
from generator.packs.classification import Classification
from generator.workbench import answers, form_files
from generator.workbench.bench import Bench, find_filing, tell_gone

MOST, MAX_ASKED = 20, 60


class FoundAccount(NamedTuple):
    """An account that may be chosen: what is typed for it, and under which others it stands."""

    typed: str
    owners: str


def find_accounts(table: Classification, year: int, asked: str) -> list[FoundAccount]:
    """The accounts of a year that fit what is asked, those of the lowest level first."""
    words = [fold(it) for it in asked.split()]
    named = ((code, table.name_of(code, year)) for code in table.terms)
    fitting = [(code, name) for code, name in named if name and _fits(code, name, words)]
    fitting.sort(key=lambda it: (len(it[0]) != table.leaf_size, it[0]))
    return [
        FoundAccount(f"{code} {name}", _say_owners(table, year, code))
        for code, name in fitting[:MOST]
    ]


def _fits(code: str, name: str, words: list[str]) -> bool:
    whole = fold(name)
    return all(code.startswith(it) if it.isdecimal() else it in whole for it in words)


def _say_owners(table: Classification, year: int, code: str) -> str:
    above = [it for it in table.ancestors(code) if it != code]
    return " › ".join(filter(None, (table.name_of(it, year) for it in above)))


def show_accounts(bench: Bench, request: Request) -> Response:
    """The accounts that fit what is typed, as a list to choose from."""
    filing = find_filing(bench, request)
    if filing is None:
        return tell_gone()
    typing = form_files.load(filing)
    if isinstance(typing, Fault):
        return answers.show("form_accounts.html", found=[])
    table = typing.pack.classifications.get(request.query_params.get("table", ""))
    asked = request.query_params.get("q", "")[:MAX_ASKED]
    found = find_accounts(table, int(typing.pack.key[1]), asked) if table and asked.strip() else []
    return answers.show("form_accounts.html", found=found)
