"""The listings of the forms and of the finished documents, as they were reviewed: `make golden`."""

import sys
from pathlib import Path

from generator import pipeline
from generator.forms import form_package, listing
from generator.kept import library
from generator.word import archive

GOLDEN = Path(__file__).parents[1] / "golden"
ROOT = library.installed()


def forms() -> dict[Path, str]:
    """The listing of each form as it is now, by the file beside the form that holds it."""
    return {path.with_suffix(".txt"): of_form(path) for path in form_files()}


def form_files() -> list[Path]:
    """Every form of the house."""
    return sorted((ROOT / "templates").rglob("*.docx"))


def of_form(path: Path) -> str:
    """The listing of a form."""
    package, faults = form_package.unpack(path, str(path))
    assert package is not None, faults
    return listing.write(package.parts)


def filings() -> list[Path]:
    """Every example that has a document."""
    return sorted((ROOT / "inputs").rglob("*.yaml"))


def of_document(filing: Path) -> tuple[Path, str]:
    """The file that holds the listing of an example's document, and the listing as it is now."""
    outcome = pipeline.produce(filing)
    assert not outcome.failed, [f"{fault.place}: {fault.message}" for fault in outcome.faults]
    listed = listing.write(archive.read(outcome.document))
    return GOLDEN / f"document-{outcome.name}.txt", listed


if __name__ == "__main__":
    for stale in GOLDEN.glob("*.txt"):
        stale.unlink()
    for path, content in {**forms(), **dict(map(of_document, filings()))}.items():
        path.write_text(content, encoding="utf-8")
        sys.stdout.write(f"{path.name}\n")
