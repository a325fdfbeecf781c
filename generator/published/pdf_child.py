"""What the process does that reads one .pdf: the file comes in, what is on its pages goes out.

PDFium is a million lines of C++ that read what strangers have written. A few hundred kilobytes can
make it take gigabytes or minutes, and nothing in it asks back; so it has a process of its own,
with bounds that the system holds, and what it says is read as plain data (`pdf_process`).
"""

import gc
import json
import sys
from base64 import b64encode
from contextlib import suppress
from dataclasses import fields

from generator.published import pdf_file, pdf_pictures
from generator.published.ink import PageInk
from generator.published.pdf_file import PdfError
from generator.published.pdf_pictures import SoughtSpot

MAX_SECONDS = 60
# A document of a thousand pages takes a fifth of it.
MAX_MEMORY = 2 * 1024**3
_FIELDS = [field.name for field in fields(PageInk)]


def run() -> None:
    """Read a .pdf from the standard input and tell on the standard output what is in it."""
    _bound()
    try:
        ink = pdf_file.read(sys.stdin.buffer.read())
        pages = [
            it if isinstance(it, str) else [getattr(it, n) for n in _FIELDS] for it in ink.pages
        ]
        told = {"pages": pages, "outline": ink.outline}
    except PdfError as error:
        told = {"refused": str(error)}
    sys.stdout.buffer.write(json.dumps(told).encode("ascii"))


def show() -> None:
    """Read what is looked for, in a line, and a .pdf, and tell its pictures."""
    _bound()
    spots = [SoughtSpot(*it) for it in json.loads(sys.stdin.buffer.readline())]
    try:
        taken = pdf_pictures.take(sys.stdin.buffer.read(), spots)
    except PdfError:
        taken = []
    told = [it and [b64encode(it.png).decode("ascii"), *it[1:]] for it in taken]
    sys.stdout.buffer.write(json.dumps(told).encode("ascii"))


def _bound() -> None:
    """Let the system end this process where it takes too much; Windows knows no such bounds.

    Nothing here goes in circles: what is left over goes with the process.
    """
    gc.disable()
    if sys.platform != "win32":
        import resource

        bounds = {
            resource.RLIMIT_AS: MAX_MEMORY,
            resource.RLIMIT_CPU: MAX_SECONDS,
            resource.RLIMIT_CORE: 0,
        }
        for kind, most in bounds.items():
            with suppress(ValueError, OSError):  # a Mac holds some; others are narrower already
                resource.setrlimit(kind, (most, most))
