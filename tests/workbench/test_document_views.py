"""成文: what is made, handed over, left alone, and said of what stands."""

import re
import zipfile
from pathlib import Path
from urllib.parse import quote

from support.examples import EXAMPLE
from support.workbench import Visit, folder, inside

from generator.pipeline import Outcome

__all__ = ["folder", "inside"]
OLD = "服务: 30887496.30"


def make(inside: Visit, **fields: str) -> tuple[int, str]:
    return inside.change(f"/units/{inside.name()}/document", **fields)


def shown(inside: Visit) -> list[tuple[str, str]]:
    page = inside.get(f"/units/{inside.name()}/document")
    return re.findall(r'href="([^"]+)" download>.*?</a></th><td>(.*?)</td>', page)


def edit(inside: Visit, new: str) -> None:
    path = inside.folder / EXAMPLE.name
    path.write_text(path.read_text("utf-8").replace(OLD, new), "utf-8")


def test_the_document_is_the_one_that_build_makes(inside: Visit, example: Outcome) -> None:
    status, page = make(inside)
    assert (200, True) == (status, f"已生成：{example.name}.docx" in page)
    ((way, state),) = shown(inside)
    answer = inside.client.get(way)
    assert ("与填报一致", example.document) == (state, answer.content)
    assert quote(f"{example.name}.docx") in answer.headers["content-disposition"]
    assert "已生成" in inside.get("/")


def test_a_document_whose_filing_changed_is_told(inside: Visit) -> None:
    make(inside)
    edit(inside, "服务: 31887496.30")
    assert ["填报改过，要重新生成"] == [state for _, state in shown(inside)]
    assert "已生成" not in re.findall('<tr data-stage="(.*?)"', inside.get("/"))


def test_a_document_that_somebody_edited_is_not_written_over(inside: Visit) -> None:
    make(inside)
    (path,) = inside.folder.glob("output/*/*.docx")
    by_hand(path)
    before = path.read_bytes()
    status, page = make(inside)
    assert (409, True) == (status, "已有的文档被人工改过，没有覆盖" in page)
    assert (before, ["有人改过"]) == (path.read_bytes(), [state for _, state in shown(inside)])


def by_hand(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"2024", b"2023", 1)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_with_errors_there_is_a_draft_and_no_document(inside: Visit) -> None:
    edit(inside, "服务:")
    status, page = make(inside)
    assert (409, True, []) == (status, "S204" in page, shown(inside))
    status, _ = make(inside, draft="1")
    assert (200, ["草稿"]) == (status, [state for _, state in shown(inside)])


def test_a_document_that_is_none_of_the_units_is_not_handed_over(inside: Visit) -> None:
    assert 404 == inside.client.get(f"/units/{inside.name()}/document/{'0' * 24}").status_code
