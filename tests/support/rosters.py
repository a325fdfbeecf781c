"""Lists of units for tests: written beside the example, whose unit they hold."""

from pathlib import Path

from support.examples import EXAMPLE

HEAD = "代码,名称,类型,上级,批复日期,公开日期,联系人"
OWN = "126,福州市“智慧福州”管理服务中心,事业单位,,,,"


def write(folder: Path, *rows: str, name: str = "单位名录.csv", encoding: str = "utf-8") -> Path:
    """A list with some rows below its head."""
    path = folder / name
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding)
    return path


def folder_of_one(tmp_path: Path, *rows: str) -> Path:
    """A folder with the example and a list of units."""
    made = tmp_path / "各单位"
    made.mkdir()
    (made / EXAMPLE.name).write_bytes(EXAMPLE.read_bytes())
    write(made, *rows)
    return made
