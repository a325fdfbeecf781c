"""The open data of one document, as the files that go with it."""

from generator.diagnostics import FormPlace
from generator.kept import fingerprints, library
from generator.outputs import data_extract, data_package, data_reading, data_text
from generator.outputs.data_package import DATA_FILE, PACKAGE_FILE, DataFile
from generator.outputs.public_blocks import PublicDocument
from generator.packs.pack import Pack
from generator.pipeline import Outcome
from generator.published.blocks import Gap
from generator.word.word_file import WordFile

FOLDER = "数据"


def write(
    opened: WordFile, shown: PublicDocument, outcome: Outcome | None, *, proved: bool
) -> tuple[dict[str, bytes], list[Gap]]:
    """The files of a document's data by their names, and the figures that they do not tell.

    One that is `proved` to say what its filing's outcome says gives all that this one gives; any
    other is read by its form. Where nobody knows by which there is no file, and why.
    """
    if proved and outcome is not None and outcome.pack is not None:
        return _pack(data_extract.extract(outcome), outcome.pack, shown.title), []
    found = data_reading.read(opened, shown, library.current(), outcome)
    if found.pack is None:
        return {}, [Gap(found.why, FormPlace(opened.file, "", 0, ""))]
    return _pack(data_text.write(found.rows), found.pack, shown.title), list(found.gaps)


def _pack(rows: bytes, pack: Pack, title: str) -> dict[str, bytes]:
    whole = data_text.head() + rows
    file = DataFile(len(whole), fingerprints.of_bytes(whole), rows.count(b"\r\n"), 1)
    terms = [data_package.terms_of(pack.open_data)]
    package = data_package.describe(file, f"{title}公开数据", terms)
    return {f"{FOLDER}/{DATA_FILE}": whole, f"{FOLDER}/{PACKAGE_FILE}": package.encode()}
