"""Which of the files that somebody offers is what, and which filing they are meant for."""

from pathlib import Path

import pytest
from support import exports, records
from support.examples import EXAMPLE

from generator.kept import library
from generator.packs import finding
from generator.packs.pack import Key
from generator.workbooks import offered
from generator.workbooks.offered import Offered

ROOT = library.current()
KEY, NEXT = ("部门决算", "2024", "福建"), ("部门决算", "2025", "福建")


def test_an_export_is_known_by_its_sheets(tmp_path: Path) -> None:
    made = exports.final_accounts(exports.stated_by(EXAMPLE)).write(tmp_path / "x.xls")
    found = offered.look(made, ROOT)
    assert (offered.EXPORT, 11, "福州市“智慧福州”管理服务中心") == (
        found.kind,
        found.votes[KEY],
        found.unit,
    )
    named = dict(offered.name_sheets(found, KEY))
    assert "财决07" == named["Z07 一般公共预算财政拨款收入支出决算表(财决07表)"]


def test_tables_of_projects_are_no_export(tmp_path: Path) -> None:
    records.tables_of(EXAMPLE).write(tmp_path / "自评.xlsx")
    found = offered.look(tmp_path / "自评.xlsx", ROOT)
    assert (offered.RECORDS, 5) == (found.kind, found.votes[KEY])


def test_a_filing_says_itself_what_it_is() -> None:
    found = offered.look(EXAMPLE, ROOT)
    assert (offered.FILING, KEY, "126") == (found.kind, found.key, found.code)
    assert (True, False) == (found.leads_to(NEXT), found.leads_to(KEY))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.txt", b"x", "用不上"),
        ("x.xlsx", b"PK\x03\x04", "损坏"),
        ("x.xls", b"", "空"),
        ("x.docx", b"x", "Word"),
        ("x.pdf", b"%PDF-1.7", ""),
        ("x.yaml", b"a: 1\n", "不是填报文件"),
        ("x.yaml", b"\xff\xfe", ""),
        ("x.csv", "甲,乙\n1,2\n".encode(), ""),
    ],
)
def test_what_is_not_known_is_told_with_the_reason(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    found = offered.look(tmp_path / name, ROOT)
    assert (offered.STRANGE, True) == (found.kind, bool(found.note) and said in found.note)


@pytest.mark.parametrize(
    ("files", "usual", "meant"),
    [
        ([], [], None),
        ([Offered(Path("x"), offered.FILING, KEY)], [], NEXT),
        ([Offered(Path("x"), offered.EXPORT, votes={KEY: 3, NEXT: 3})], [], NEXT),
        ([Offered(Path("x"), offered.EXPORT, votes={KEY: 3, NEXT: 2})], [], KEY),
        (
            [
                Offered(Path("x"), offered.EXPORT, votes={KEY: 3}),
                Offered(Path("y"), offered.DOCUMENT, KEY),
            ],
            [],
            NEXT,
        ),
        (
            [Offered(Path("x"), offered.EXPORT, votes={KEY: 3, ("部门决算", "2024", "上海"): 3})],
            [("部门决算", "2023", "上海")],
            ("部门决算", "2024", "上海"),
        ),
    ],
)
def test_which_filing_is_meant(files: list[Offered], usual: list[Key], meant: Key | None) -> None:
    assert meant == offered.choose_key(files, ROOT, usual)


def test_every_pack_can_be_meant() -> None:
    assert KEY in finding.list_available(ROOT)
