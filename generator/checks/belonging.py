"""Whether the accounts of a table are those of its budget."""

from collections.abc import Iterator

from generator.checks.case import Case, Check
from generator.diagnostics import Fault, Severity


def belonging(check: Check, case: Case) -> Iterator[Fault]:
    """Every account of a table is of one budget; one of which nobody is sure is let pass."""
    name = check["table"]
    table = case.table(name)
    accounts = table.classification or ""
    for code in sorted(case.book.codes((name,))):
        budget = case.books.budget_of(accounts, code)
        if budget and budget != check["budget"]:
            label = f"{code} {case.books.name_of(accounts, code) or ''}".rstrip()
            message = f"{label} 是{budget}的科目，列在“{name}”"
            help_ = "检查科目和这一条记在哪里；确实如此的，不用改"
            figure = case.book.figure((name, code, table.total))
            yield case.fault("C342", check, message, figure, help_=help_, severity=Severity.WARNING)
