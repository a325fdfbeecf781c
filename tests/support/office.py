"""LibreOffice, poppler and the Open XML SDK validator as functions, for tests marked `office`.

A missing tool is an error, never a skip: whoever runs these tests wants their verdict.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
VALIDATOR = "ooxml-validator"
TIMEOUT_SECONDS = 120


class OfficeError(RuntimeError):
    """An external tool is missing, failed, or said nothing usable."""


def to_pdf(docx: Path, folder: Path) -> Path:
    """The document as LibreOffice lays it out: the path of a PDF in the folder.

    LibreOffice exits 0 on failure and takes an empty file for a document, so both ends are checked.
    """
    return to_pdfs([docx], folder)[0]


def to_pdfs(
    documents: Sequence[Path], folder: Path, environment: Mapping[str, str] | None = None
) -> list[Path]:
    """Several documents as PDFs in a folder, by one run of LibreOffice in an environment."""
    for docx in documents:
        if not zipfile.is_zipfile(docx):
            raise OfficeError(f"not a .docx: {docx}")
    made = [folder / f"{docx.stem}.pdf" for docx in documents]
    for pdf in made:
        pdf.unlink(missing_ok=True)
    profile = (folder / "soffice-profile").resolve().as_uri()
    command = [_program("soffice"), "--headless", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, documents)]
    done = _run(command, environment)
    for pdf in made:
        if not pdf.is_file() or not pdf.read_bytes().startswith(b"%PDF-"):
            raise OfficeError(f"soffice made no {pdf}:\n{done.stdout}{done.stderr}")
    return made


def many_to_pdf(documents: Sequence[Path], folder: Path) -> list[Path]:
    """The same of several documents in one call, which takes a fraction of the time."""
    profile = (folder / "soffice-profile").resolve().as_uri()
    command = [_program("soffice"), "--headless", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, documents)]
    done = _run(command, seconds=TIMEOUT_SECONDS * len(documents))
    printed = [folder / f"{it.stem}.pdf" for it in documents]
    missing = [it.name for it in printed if not it.is_file()]
    if missing:
        raise OfficeError(f"soffice made no {missing}:\n{done.stdout}{done.stderr}")
    return printed


def calc_as(book: Path, suffix: str, form: str, folder: Path) -> Path:
    """A workbook as LibreOffice saves it in another form: the path of the file in the folder."""
    return calc_all_as([book], suffix, form, folder)[book]


def calc_all_as(books: Sequence[Path], suffix: str, form: str, folder: Path) -> dict[Path, Path]:
    """Workbooks as LibreOffice saves them in another form, all in one run: their new paths."""
    targets = {book: folder / f"{book.stem}.{suffix}" for book in books}
    for target in targets.values():
        target.unlink(missing_ok=True)
    profile = (folder / "calc-profile").resolve().as_uri()
    command = [_program("soffice"), "--headless", f"-env:UserInstallation={profile}"]
    how = ["--convert-to", f"{suffix}:{form}", "--outdir", str(folder)]
    done = _run([*command, *how, *map(str, books)])
    missing = [book for book, target in targets.items() if not target.is_file()]
    if missing:
        raise OfficeError(f"soffice did not save {missing}:\n{done.stdout}{done.stderr}")
    return targets


ACCEPT_ALL, REJECT_ALL, SAVE = "AcceptAllTrackedChanges", "RejectAllTrackedChanges", ""
_LIBRARY = '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="{}"'
_MODULE = (
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settling" '
    'script:language="StarBasic">{}</script:module>'
)
# Each three lines of the listing: a document, the command to give in it, where to save it then.
_SETTLE = """
Sub Settle(listing As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  number = FreeFile
  Open listing For Input As #number
  Do While Not EOF(number)
    Line Input #number, source
    Line Input #number, command
    Line Input #number, target
    document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
    frame = document.CurrentController.Frame
    If command <> "" Then dispatcher.executeDispatch(frame, ".uno:" + command, "", 0, Array())
    document.storeToURL(target, filter())
    document.close(True)
  Loop
  Close #number
End Sub
"""


def settled(steps: Sequence[tuple[bytes, str]], folder: Path) -> list[bytes]:
    """Documents as LibreOffice saves them, each after a command given in it (or none)."""
    profile = folder / "settling-profile"
    shutil.copytree(_taught(), profile, dirs_exist_ok=True)
    command = _settling(profile)
    lines, targets = [], []
    for number, (document, given) in enumerate(steps):
        source, target = folder / f"{number}.docx", folder / f"{number}-settled.docx"
        source.write_bytes(document)
        target.unlink(missing_ok=True)
        lines += [source.resolve().as_uri(), given, target.resolve().as_uri()]
        targets.append(target)
    listing = folder / "settling.txt"
    listing.write_text("\n".join(lines) + "\n", "utf-8")
    done = _run([*command, f'macro:///Standard.Settling.Settle("{listing.resolve()}")'])
    if not all(target.is_file() for target in targets):
        raise OfficeError(f"soffice did not save every document:\n{done.stdout}{done.stderr}")
    return [target.read_bytes() for target in targets]


def _settling(profile: Path) -> list[str]:
    """LibreOffice with a profile: two may run at once if each has its own."""
    command = [_program("soffice"), "--headless", "--norestore"]
    return [*command, f"-env:UserInstallation={profile.resolve().as_uri()}"]


_KEPT = tempfile.TemporaryDirectory(prefix="gongkai-profile-")


@cache
def _taught() -> Path:
    """A profile with the macro in it, to be copied; LibreOffice has to have made it itself."""
    profile = Path(_KEPT.name) / "profile"
    library = profile / "user" / "basic" / "Standard"
    _run([*_settling(profile), "--terminate_after_init"])
    library.mkdir(parents=True, exist_ok=True)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    (library / "Settling.xba").write_text(head + _MODULE.format(escape(_SETTLE)), "utf-8")
    names = f'{_LIBRARY.format("Standard")}><library:element library:name="Settling"/>'
    (library / "script.xlb").write_text(f"{head}{names}</library:library>", "utf-8")
    return profile


def pdf_pages(pdf: Path) -> list[str]:
    """The text of each page without any white space; pdftotext puts it between Han and digits."""
    done = _run([_program("pdftotext"), "-layout", "-enc", "UTF-8", str(pdf), "-"])
    if done.returncode != 0:
        raise OfficeError(f"pdftotext failed on {pdf}:\n{done.stderr}")
    return [re.sub(r"\s+", "", page) for page in done.stdout.split("\f")[:-1]]


def validate(docx: Path) -> list[str]:
    """What the Open XML SDK finds wrong with a document: messages with part and XPath."""
    done = _run([_validator(), str(docx)])
    try:
        report = json.loads(done.stdout)
        return _verdict(report["ok"], report["errors"])
    except (ValueError, KeyError, TypeError) as error:
        output = f"{done.stdout}{done.stderr}"
        raise OfficeError(f"no report from {VALIDATOR} on {docx}:\n{output}") from error


def _verdict(ok: bool, errors: Sequence[dict[str, Any]]) -> list[str]:
    """The messages of a report. The exit status of the native binary says nothing; `ok` does."""
    messages = [_message(error) for error in errors]
    return messages if ok or messages else ["invalid, without a reason"]


def _message(error: dict[str, Any]) -> str:
    place = " ".join(error[key] for key in ("path", "xPath") if error.get(key))
    return f"{place or error['errorType']}: {error['description']}"


def _validator() -> str:
    """The validator named by OOXML_VALIDATOR, else the project's own, else one on PATH."""
    named = os.environ.get("OOXML_VALIDATOR")
    return _program(named) if named else _program(_local_validator() or VALIDATOR)


def _local_validator() -> str | None:
    return shutil.which(VALIDATOR, path=PROJECT / "node_modules" / ".bin")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise OfficeError(f"{name} is not installed; .ci/run installs what these tests need")
    return found


def _run(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    seconds: int = TIMEOUT_SECONDS,
) -> subprocess.CompletedProcess[str]:
    """The finished command with its output; after the time limit it and its children are ended."""
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
        env={**os.environ, **(environment or {})},
    ) as process:
        try:
            output, errors = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)
            raise OfficeError(f"no end after {seconds} s: {' '.join(command)}") from error
    return subprocess.CompletedProcess(command, process.returncode, output, errors)
