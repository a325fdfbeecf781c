"""`gongkai data`: the figures of filings' public tables as open data, in one folder."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands import filings
from generator.commands.documents import looks_like_file
from generator.commands.filings import FilingsOptions
from generator.commands.options import take
from generator.exits import FAULTY, RefusedError
from generator.reporting import console
from generator.units.result import Result

if TYPE_CHECKING:
    from generator.outputs.data_folder import GrowingData
    from generator.outputs.data_package import OpenTerms


class DataOptions(NamedTuple):
    """What may be typed after `data`."""

    each: FilingsOptions = FilingsOptions()
    output: str = take(
        "-o",
        metavar="文件夹",
        required=True,
        help="数据写到哪个文件夹：公开数据.csv、datapackage.json",
    )


def data(options: DataOptions) -> int:
    """Write the figures of every filing without an error as one file of data."""
    from generator.outputs import data_extract, data_folder
    from generator.outputs.data_folder import UnfinishedError, UnfitDataError
    from generator.outputs.data_package import DATA_FILE
    from generator.word import output

    folder = Path(options.output)
    if looks_like_file(folder):
        raise RefusedError(f"-o 后面写文件夹，数据写在里面，不是“{folder}”")
    if foreign := data_folder.find_foreign(folder):
        console.complain(console.faults_text([foreign]))
        return FAULTY
    named = filings.find(options.each)
    job = replace(options.each.job(), extract=data_extract.extract)
    try:
        with data_folder.open_data(folder) as growing:
            taking = _Taking(growing)
            code = filings.carry_out(options.each, job, put=taking.put)
            if taking.seen != len(named) or not growing.documents:
                raise UnfinishedError
            growing.title, growing.terms = taking.title, taking.list_terms()
        file = growing.tell()
    except UnfitDataError as error:
        console.complain(console.faults_text([error.fault]))
        return FAULTY
    except UnfinishedError:
        console.complain("没有写数据")
        return FAULTY
    except OSError as error:
        console.complain(console.faults_text([output.explain_unwritten(error, folder / DATA_FILE)]))
        return FAULTY
    tell = console.say if options.each.format == "text" else console.complain
    tell(f"已生成 {folder / DATA_FILE}（{file.documents} 份，{file.rows} 行）")
    if left := growing.left_out:
        tell(f"有错误、没有收进来的 {len(left)} 份：{console.name_some(left)}")
    return code


class _Taking:
    """Takes the rows of each result, and what the package has to say of all of them."""

    def __init__(self, growing: "GrowingData") -> None:
        self.growing, self.seen = growing, 0
        self.keys: dict[tuple[str, str, str], None] = {}
        self.unit = ""

    def put(self, result: Result) -> None:
        """Take a result's rows, if it has any."""
        self.seen += 1
        if result.failed:
            self.growing.left_out.append(result.file)
            return
        self.growing.add(result.extracted, result.file)
        self.unit, it = result.unit, result.identity
        self.keys[it.kind, it.year, it.region] = None

    @property
    def title(self) -> str:
        """What the data are called."""
        from generator.outputs import data_package

        return data_package.title_of(self.keys, self.unit if self.growing.documents == 1 else "")

    def list_terms(self) -> "list[OpenTerms]":
        """On what terms the packs say that data may be used."""
        from generator.kept import library
        from generator.outputs import data_package
        from generator.packs import finding

        packs = (finding.choose(library.current(), *key) for key in sorted(self.keys))
        return [data_package.terms_of(it.open_data) for it in packs]
